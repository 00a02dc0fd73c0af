"""Databases in memory that begin anew without being migrated again. Public names: copy_in_memory, overwrite."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

from engine.store.database import Store, connect


def copy_in_memory(source: Store) -> Store:
    """A new SQLite database in memory with everything that is in `source`, a SQLite database too."""
    made = Store(connect("sqlite://", timedelta(seconds=1)), source.tenant)
    overwrite(made, source)
    return made


def overwrite(store: Store, source: Store) -> None:
    """Makes a SQLite database the same as another one; what was in it is gone. Statements it has compiled are kept, so
    this is much faster than opening a new one."""
    with closing(source.engine.raw_connection()) as theirs, closing(store.engine.raw_connection()) as mine:
        theirs.driver_connection.backup(mine.driver_connection)  # type: ignore[union-attr]
