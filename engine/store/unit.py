"""One transaction of one tenant. Public names: Unit, StaleError."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from rules.errors import TidsfristError


class StaleError(TidsfristError):
    """Someone else changed this in the meantime. Nothing was saved: read it again and try once more."""


@dataclass(slots=True)
class Unit:
    """One transaction of one tenant, made by Store.read and Store.write (`writing`).

    Journal rows wait in `pending` and are written last, in one statement, so that the tenant's counter is locked for
    as short a time as can be. `feeds_touched`: something was saved that a feed may show. `first_claims`: messages
    that this unit claimed and nobody before it.
    """

    tenant: str
    connection: Connection
    writing: bool = False
    pending: list[dict[str, Any]] = field(default_factory=list)
    feeds_touched: bool = False
    first_claims: set[str] = field(default_factory=set)

    @property
    def postgresql(self) -> bool:
        """Whether rows can be locked one by one; SQLite locks the whole database for a writer."""
        return self.connection.dialect.name == "postgresql"

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part that can fail by itself: on an exception it is undone, the journal rows too, and the error goes on."""
        pending, touched, claims = list(self.pending), self.feeds_touched, set(self.first_claims)
        try:
            with self.connection.begin_nested():
                yield
        except BaseException:
            self.pending, self.feeds_touched, self.first_claims = pending, touched, claims
            raise
