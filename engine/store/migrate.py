"""Brings the tables of a database up to date, all of it or nothing. Public names: upgrade, SCHEMA, MIGRATIONS."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from engine.store.database import Store
from engine.store.faults import down

SCHEMA = "0004"  # the newest of migrations/versions; a test holds them together
MIGRATIONS = Path(__file__).with_name("migrations")


def upgrade(store: Store, scripts: Path = MIGRATIONS, schema: str = SCHEMA) -> None:
    """Runs the migrations that are missing, in one transaction under one lock, so that several programs may start at
    once and a failed one leaves the old tables. DownError: the database is of a newer program than this one."""
    with down(store.where):
        with store.engine.connect() as connection:
            if _stored(connection) == schema:
                return
        # By name, since Alembic takes as long to import as all the rest and is needed once in a version's life.
        migrator = import_module("engine.store.migrator")
        with store.transaction() as connection:
            migrator.run(connection, scripts, store.where)


def _stored(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
