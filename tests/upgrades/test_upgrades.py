"""Databases that earlier programs made: today's program opens them, and everything is there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import func, select

from engine.store import Store, feeds, installation, journal, ledger, meetings, open_store, people, plans, silences
from engine.store import versions as versions_
from engine.store.migrate import SCHEMA
from engine.store.replay import replay
from engine.store.tables import metadata
from tests.contract import samples
from tests.contract.samples import HOUR, NOW, STAMP
from tests.upgrades import make

FILES = sorted(make.SAVED.glob("*.sqlite"))


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def upgraded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A copy of a saved database, opened by today's program."""
    copy = tmp_path / "test.db"
    shutil.copy(request.param, copy)
    store = open_store(f"sqlite:///{copy}")
    yield store
    store.close()


def test_there_is_a_saved_database_of_todays_tables() -> None:
    assert make.SAVED / f"{SCHEMA}.sqlite" in FILES


def test_a_saved_database_is_never_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    assert make.main(FILES[0]) == 1
    assert "is there already" in capsys.readouterr().err


def test_its_tables_are_todays(upgraded: Store) -> None:
    with upgraded.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_database_made_today_has_a_row_in_every_table(tmp_path: Path) -> None:
    made = tmp_path / "made.sqlite"
    assert make.main(made) == 0
    store = open_store(f"sqlite:///{made}")
    with store.read() as u:
        for table in metadata.tables.values():
            assert u.connection.execute(select(func.count()).select_from(table)).scalar_one() > 0, table.name
    store.close()


# Fields that older tables do not have come with what holds for every older row.
BEFORE_0003: dict[str, dict[str, Any]] = {
    "plan": {"approval": None, "carried_from": None},
    "measure": {"reading_from": "machine", "approvers": (), "carried_from": None},
    "answer": {"source": None, "entered_by": None},
}


def test_what_plans_say_is_there(upgraded: Store, request: pytest.FixtureRequest) -> None:
    old = BEFORE_0003 if request.node.callspec.params["upgraded"].stem < "0003" else {k: {} for k in BEFORE_0003}
    with upgraded.read() as u:
        assert plans.plans(u) == (samples.plan(**old["plan"]),)
        assert [m.uid for m in plans.measures(u)] == ["measure-a", "measure-1", "measure-2"]
        assert plans.measure(u, "measure-a") == samples.measure(version=1, **old["measure"])
        whole = plans.occurrences(u, ["measure-a"])["measure-a"][0]
        assert whole.answers == (samples.answer(**old["answer"]),) and whole.answered_at == NOW
        assert plans.comments(u, ["occurrence-a"]) == {"occurrence-a": ("Vi venter på svar fra fylket",)}
        assert plans.plan_texts(u, "plan-a") == ((1, "sha", "plan:\n  id: PLAN-A\n"),)
        assert meetings.meetings(u) == (samples.meeting(),)
        assert {p.uid for p in people.people(u)} == {"kari", "ola"} and people.memberships(u)[0].leader


def test_the_ledger_goes_on_where_it_was(upgraded: Store) -> None:
    with upgraded.write() as u:
        assert {m.uid: m.status for m in ledger.messages(u)} == {
            "m-n-a": "sent",
            "m-n-b": "retry",
            "m-n-c": "inflight",
        }
        assert ledger.add_notices(u, [samples.notice("n-a"), samples.notice("n-f")], STAMP) == ("n-f",)
        assert {c.message.uid for c in ledger.claim(u, NOW + HOUR, HOUR, 9)} == {"m-n-b", "m-n-c"}
        assert plans.due_measures(u, NOW + HOUR, 9) == ("measure-1",)


def test_the_rest_is_there(upgraded: Store) -> None:
    with upgraded.read() as u:
        assert installation.installation(u) == installation.Installation("tidsfrist.example.org", True, NOW)
        running = versions_.running(u)
        assert running is not None and running.files == (("rulebook.yaml", "version: 1\n"),)
        assert [s.uid for s in silences.silences(u, NOW)] == ["silence"]
        assert list(feeds.calendar_entries(u)) == ["e@example.org"]
        assert feeds.token_by_hash(u, feeds.hash_of("token")) is not None
        assert replay(journal.entries(u)).measures.keys() == {"measure-a", "measure-1", "measure-2"}
