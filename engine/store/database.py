"""The open database: units of reading and writing. Public names: Store, connect, is_there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from engine.store import journal
from engine.store.faults import down
from engine.store.unit import Unit
from rules.errors import TidsfristError

_BEGIN = "tidsfrist_begin"  # execution option: how a SQLite transaction begins
_IMMEDIATE = "BEGIN IMMEDIATE"
_ADDRESS = "Skriv sqlite:///fil.db eller postgresql://bruker@vert/database."


class Store:
    """The database of one tenant. Made by `open_store`; may be shared by threads, each unit belongs to one."""

    def __init__(self, engine: Engine, tenant: str) -> None:
        self.engine = engine
        self.tenant = tenant
        self.where = engine.url.render_as_string(hide_password=True)
        self._writer = engine.execution_options(**{_BEGIN: _IMMEDIATE})
        snapshot = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        self._reader = engine.execution_options(**snapshot) if engine.dialect.name == "postgresql" else engine

    @contextmanager
    def read(self) -> Iterator[Unit]:
        """A unit that sees one moment of the database and writes nothing. Raises DownError."""
        with down(self.where), self._reader.connect() as connection, connection.begin():
            yield Unit(self.tenant, connection)

    @contextmanager
    def write(self) -> Iterator[Unit]:
        """A unit that is saved whole, or, when an exception leaves it, not at all. Raises DownError.

        What it reads of plans, measures and occurrences by id, others cannot change before it ends. Never open a
        second one inside: it would wait for the first.
        """
        with down(self.where), self.transaction() as connection:
            unit = Unit(self.tenant, connection, writing=True)
            yield unit
            journal.flush(unit)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A bare transaction that writes, for migrations."""
        with self._writer.connect() as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Gives all connections back."""
        self.engine.dispose()


def is_there(url: str) -> bool:
    """Whether opening the database would find one: an SQLite file that does not exist would be made."""
    made = _parsed(url)
    in_memory = made.database in (None, "", ":memory:")
    return made.get_backend_name() != "sqlite" or (not in_memory and Path(str(made.database)).exists())


def connect(url: str, patience: timedelta) -> Engine:
    """An engine for SQLite or PostgreSQL; a writer waits for another one no longer than `patience`."""
    made = _parsed(url)
    if made.get_backend_name() == "sqlite":
        return _sqlite(made, patience)
    milliseconds = int(patience.total_seconds() * 1000)
    options = f"-c timezone=UTC -c lock_timeout={milliseconds}"
    return create_engine(made, pool_pre_ping=True, connect_args={"options": options, "connect_timeout": 10})


def _parsed(url: str) -> URL:
    try:
        made = make_url(url)
        name = made.get_backend_name()
    except (ArgumentError, NoSuchModuleError) as error:
        raise TidsfristError(f"TIDSFRIST_DATABASE_URL er ikke en databaseadresse. {_ADDRESS}") from error
    if name in ("postgresql", "postgres"):
        return made.set(drivername="postgresql+psycopg")
    if name != "sqlite":
        raise TidsfristError(f"TIDSFRIST_DATABASE_URL kan ikke begynne med {name}. {_ADDRESS}")
    return made


def _sqlite(url: URL, patience: timedelta) -> Engine:
    in_memory = url.database in (None, "", ":memory:")
    pool: dict[str, Any] = {"poolclass": StaticPool}
    if not in_memory:
        pool = {"pool_size": 10, "max_overflow": 50}  # connections are cheap here, and each web thread may want one
    connect_args = {"timeout": patience.total_seconds(), "check_same_thread": False}
    engine = create_engine(url, connect_args=connect_args, **pool)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver's own BEGIN comes too late for DDL and would leave half a schema behind; we begin by ourselves.
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete":
        _write_ahead(connection)


def _write_ahead(connection: sqlite3.Connection) -> None:
    try:
        connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        if "readonly" not in str(error):  # a read-only database may still be read; whoever writes is told
            raise


def _begin(connection: Connection) -> None:
    how = connection.get_execution_options().get(_BEGIN, "BEGIN")
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if how == _IMMEDIATE else 'ON'}")
    connection.exec_driver_sql(how)
