"""The half of migrate that needs Alembic; loaded only when there is something to migrate. Public names: run."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from rules.errors import DownError

_LOCK = 0x7469647366  # "tidsf": one advisory lock for all our migrations in a PostgreSQL database


def run(connection: Connection, scripts: Path, where: str) -> None:
    """Migrates to the newest of the scripts, in the transaction of the connection. DownError: see migrate.upgrade."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    stored = MigrationContext.configure(connection).get_current_revision()
    known = {revision.revision for revision in ScriptDirectory.from_config(config).walk_revisions()}
    if stored is not None and stored not in known:
        raise DownError(
            f"Databasen {where} er laget av en nyere tidsfrist (tabellene er versjon {stored}). "
            "Installer den versjonen eller en nyere; ingenting er endret."
        )
    command.upgrade(config, "head")
