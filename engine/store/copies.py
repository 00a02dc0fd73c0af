"""Databases in memory that begin anew without being migrated again. Public names: overwrite."""

from __future__ import annotations

from contextlib import closing

from engine.store.database import Store


def overwrite(store: Store, source: Store) -> None:
    """Makes a SQLite database the same as another one; what was in it is gone. Statements it has compiled are kept, so
    this is much faster than opening a new one."""
    with closing(source.engine.raw_connection()) as theirs, closing(store.engine.raw_connection()) as mine:
        theirs.driver_connection.backup(mine.driver_connection)  # type: ignore[union-attr]
