"""What is told when the database is down, full, read-only, foreign or damaged; and that nothing is half saved."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from engine.store import Store, open_store, plans
from engine.store.faults import _said
from rules.errors import DownError, TidsfristError
from tests.contract import samples
from tests.contract.samples import STAMP


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A SQLite database with a plan in it."""
    store = open_store(f"sqlite:///{tmp_path}/test.db")
    with store.write() as u:
        samples.fill(u)
    store.close()
    return tmp_path / "test.db"


def _closed_plan(store: Store) -> None:
    with store.write() as u:
        plans.save_plan(u, samples.plan(status="closed"), STAMP)


def _still_there(store: Store) -> None:
    with store.read() as u:
        assert plans.plans(u) == (samples.plan(),)


def test_a_read_only_database_can_be_read_and_says_that_it_cannot_be_written(file: Path) -> None:
    store = open_store(f"sqlite:///file:{file}?mode=ro&uri=true")
    _still_there(store)
    with pytest.raises(DownError, match=r"kan bare leses\. Ingenting er lagret") as told:
        _closed_plan(store)
    assert told.value.exit_code == 3 and "test.db" in str(told.value)
    _still_there(store)
    store.close()


def test_a_new_database_on_a_read_only_disk(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with pytest.raises(DownError, match="kan bare leses"):
        open_store(f"sqlite:///file:{tmp_path}/empty.db?mode=ro&uri=true")


def test_a_full_disk_saves_nothing_and_goes_on_when_there_is_room(file: Path) -> None:
    store = open_store(f"sqlite:///{file}")
    with store.write() as u:
        used = u.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    with pytest.raises(DownError, match="disken er full"), store.write() as u:
        u.connection.exec_driver_sql(f"PRAGMA max_page_count={used + 1}")
        plans.save_plan(u, samples.plan(status="closed"), STAMP)
        plans.save_measures(u, [samples.measure(f"m{i}") for i in range(100)], STAMP)
    _still_there(store)
    with store.write() as u:
        u.connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    _closed_plan(store)
    store.close()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DownError, match=r"kan ikke åpnes\. Finnes mappa"):
        open_store(f"sqlite:///{tmp_path}/no/such/folder/test.db")


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("plan:\n  id: LSU-2015\n" * 100)
    with pytest.raises(DownError, match="er ikke en database for tidsfrist"):
        open_store(f"sqlite:///{tmp_path}/plan.yaml")


def test_a_file_cut_off_in_the_middle(file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DownError, match="er skadet"):
        store = open_store(f"sqlite:///{file}")
        with store.read() as u:
            for name in ("plan", "measure", "journal", "notice"):
                u.connection.execute(text(f"SELECT * FROM {name}")).all()


@pytest.mark.parametrize("url", ["no database", "oracle://x", "mysql://x"])
def test_an_address_that_we_do_not_speak(url: str) -> None:
    with pytest.raises(TidsfristError, match="TIDSFRIST_DATABASE_URL") as told:
        open_store(url)
    assert told.value.exit_code == 1  # a slip of the pen; nothing is down


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DownError, match="svarer ikke") as told:
        open_store(f"postgresql://me:secret@/x?host={tmp_path}")
    assert "secret" not in str(told.value)


def test_a_database_that_does_not_exist(postgresql: str) -> None:
    with pytest.raises(DownError, match=r"svarer ikke|finnes ikke"):
        open_store(postgresql.replace("/postgres?", "/nowhere?"))


def test_a_server_that_is_read_only_just_now(postgresql: str) -> None:
    store = open_store(postgresql.replace("/postgres?", "/ours?"))
    with pytest.raises(DownError, match="kan bare leses akkurat nå"), store.write() as u:
        u.connection.execute(text("SET TRANSACTION READ ONLY"))
        plans.save_plan(u, samples.plan(), STAMP)
    store.close()


def test_a_server_that_drops_us_in_the_middle(postgresql: str) -> None:
    store = open_store(postgresql.replace("/postgres?", "/ours?"), patience=timedelta(seconds=1))
    killer = open_store(postgresql.replace("/postgres?", "/ours?"))
    with pytest.raises(DownError, match=r"er i ferd med å stoppe eller starte|svarer ikke"), store.write() as u:
        pid = u.connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with killer.write() as k:
            k.connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
        plans.save_plan(u, samples.plan("dropped"), STAMP)
    with store.read() as u:  # the next unit has a new connection
        assert plans.plan(u, "dropped") is None
    store.close()
    killer.close()


def test_what_we_have_no_sentence_for_is_told_as_it_was_said() -> None:
    assert _said("stars are wrong\nmore") == "svarte med en feil: stars are wrong. Ingenting er lagret."
    assert _said("") == "svarte med en feil: uten å si hvorfor. Ingenting er lagret."
