"""The open database: units of reading and writing. Public names: Store, Unit, StaleError."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine

from rules.errors import TidsfristError


class StaleError(TidsfristError):
    """Someone else changed this in the meantime. Nothing was saved: read it again and try once more."""


@dataclass(slots=True)
class Unit:
    """One transaction of one tenant. Journal rows wait in `pending` and are written last, in one statement."""

    tenant: str
    connection: Connection
    pending: list[dict[str, Any]] = field(default_factory=list)
    feeds_touched: bool = False
    first_claims: set[str] = field(default_factory=set)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part that can fail by itself: on an exception it is undone, the journal rows too, and the error goes on."""
        raise NotImplementedError
        yield


class Store:
    """The database of one tenant. Made by `open_store`."""

    def __init__(self, engine: Engine, tenant: str) -> None:
        self.engine = engine
        self.tenant = tenant

    def read(self) -> AbstractContextManager[Unit]:
        """A unit that sees one moment of the database and writes nothing."""
        raise NotImplementedError

    def write(self) -> AbstractContextManager[Unit]:
        """A unit that is saved whole, or, when an exception leaves it, not at all. Raises DownError."""
        raise NotImplementedError

    def close(self) -> None:
        """Gives all connections back."""
        self.engine.dispose()
