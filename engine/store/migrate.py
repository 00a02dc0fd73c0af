"""Brings the tables of a database up to date, all of it or nothing. Public names: upgrade, SCHEMA."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from engine.store.database import Store
from engine.store.faults import down
from rules.errors import DownError

SCHEMA = "0001"  # the newest of migrations/versions; a test holds them together
MIGRATIONS = Path(__file__).with_name("migrations")
_LOCK = 0x7469647366  # "tidsf": one advisory lock for all our migrations in a PostgreSQL database


def upgrade(store: Store, scripts: Path = MIGRATIONS, schema: str = SCHEMA) -> None:
    """Runs the migrations that are missing, in one transaction under one lock, so that several programs may start at
    once and a failed one leaves the old tables. DownError: the database is of a newer program than this one."""
    with down(store.where):
        with store.engine.connect() as connection:
            if _stored(connection) == schema:
                return
        with store.transaction() as connection:
            _under_lock(connection, scripts, store.where)


def _stored(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _under_lock(connection: Connection, scripts: Path, where: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    stored, known = _stored(connection), ScriptDirectory.from_config(config)
    if stored is not None and stored not in {revision.revision for revision in known.walk_revisions()}:
        raise DownError(
            f"The database {where} was made by a newer tidsfrist (its tables are version {stored}). "
            "Install that version, or a later one; nothing was changed."
        )
    command.upgrade(config, "head")
