"""Migrations: all of it or nothing, once, by whoever comes first."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from engine.store import Store, open_store, plans
from engine.store.database import connect
from engine.store.migrate import MIGRATIONS, SCHEMA, upgrade
from engine.store.tables import metadata
from rules.errors import DownError
from tests.contract import samples

_NEXT = '''"""A later version."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade() -> None:
    op.create_table("later", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("UPDATE plan SET title = 'changed'")
    {more}
'''


def _with(tmp_path: Path, more: str) -> Path:
    scripts = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, scripts)
    later = _NEXT.format(revision="9999", before=SCHEMA, more=more)
    (scripts / "versions" / "9999_later.py").write_text(later)
    return scripts


def _tables(store: Store) -> Sequence[str]:
    return sorted(inspect(store.engine).get_table_names())


def test_the_program_knows_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == SCHEMA


def test_the_migrations_make_the_tables_that_the_program_knows(database: str) -> None:
    store = open_store(database)
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    store.close()


def test_every_table_but_one_belongs_to_a_tenant() -> None:
    for table in metadata.tables.values():
        if table.name == "installation":
            continue
        assert not table.c.tenant_id.nullable
        keys = [next(iter(c.columns)).name for c in table.constraints if hasattr(c, "columns") and len(c.columns)]
        assert set(keys) == {"tenant_id"}, table.name
        assert {next(iter(i.columns)).name for i in table.indexes} <= {"tenant_id"}, table.name


def test_a_migration_that_fails_half_way_leaves_the_old_tables(database: str, tmp_path: Path) -> None:
    store = open_store(database)
    with store.write() as u:
        samples.fill(u)
    before = _tables(store)
    with pytest.raises(RuntimeError, match="half-way"):
        upgrade(store, _with(tmp_path, 'raise RuntimeError("half-way")'), "9999")
    assert _tables(store) == before
    store.close()
    again = open_store(database)
    with again.read() as u:
        assert plans.plans(u) == (samples.plan(),)
    again.close()


def test_a_database_of_a_newer_program_is_left_alone(database: str, tmp_path: Path) -> None:
    store = open_store(database)
    upgrade(store, _with(tmp_path, "pass"), "9999")
    assert "later" in _tables(store)
    store.close()
    with pytest.raises(DownError, match=r"nyere tidsfrist \(tabellene er versjon 9999\)"):
        open_store(database)


def test_many_programs_may_start_at_once_on_a_new_database(database: str) -> None:
    def start(_: int) -> None:
        store = Store(connect(database, timedelta(seconds=60)), "standard")
        upgrade(store)
        with store.write() as u:
            u.connection.execute(text("SELECT 1"))
        store.close()

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(start, range(5)))
    store = open_store(database)
    with store.read() as u:
        assert u.connection.execute(text("SELECT count(*) FROM alembic_version")).scalar_one() == 1
    store.close()
