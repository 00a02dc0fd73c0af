"""Units are whole or nothing, and writers do not see half of each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, timedelta

import pytest
from sqlalchemy import text

from engine.store import StaleError, Store, Unit, feeds, installation, journal, ledger, open_store, plans, versions
from rules.errors import DownError
from tests.contract import samples
from tests.contract.samples import LEASE, NOW, STAMP


class Broken(Exception):
    """Something of the caller's went wrong."""


@pytest.fixture
def other(url: str, filled: Store) -> Iterator[Store]:
    """A second program on the same database; it has little patience."""
    opened = open_store(url, patience=timedelta(milliseconds=100))
    yield opened
    opened.close()


def test_an_exception_undoes_the_whole_unit(filled: Store) -> None:
    with filled.read() as u:
        before = journal.last_seq(u), feeds.changes(u)
    with pytest.raises(Broken), filled.write() as u:
        plans.save_plan(u, samples.plan(status="closed"), STAMP)
        samples.outbox(u, "n-a")
        assert journal.last_seq(u) > before[0]
        raise Broken
    with filled.read() as u:
        assert plans.plan(u, "plan-a") == samples.plan()
        assert ledger.messages(u) == ()
        assert (journal.last_seq(u), feeds.changes(u)) == before


def test_a_savepoint_undoes_its_part_and_its_journal_rows(filled: Store) -> None:
    with filled.write() as u:
        before = journal.last_seq(u)
        plans.save_plan(u, samples.plan(status="closed"), STAMP)
        with pytest.raises(Broken), u.savepoint():
            plans.save_measure(u, samples.measure(version=1, state="done"), STAMP)
            raise Broken
        with u.savepoint():
            plans.save_measure(u, samples.measure(version=1, state="waiting"), STAMP)
    with filled.read() as u:
        assert [e.kind for e in journal.entries(u, after_seq=before)] == ["plan_status", "transition"]
        assert plans.measures(u)[0].state == "waiting"


def test_rows_written_inside_a_savepoint_that_failed_are_not_lost(filled: Store) -> None:
    with filled.write() as u:
        before = journal.last_seq(u)
        plans.save_plan(u, samples.plan(status="closed"), STAMP)
        with pytest.raises(Broken), u.savepoint():
            assert journal.last_seq(u) == before + 1
            raise Broken
    with filled.read() as u:
        assert [e.kind for e in journal.entries(u, after_seq=before)] == ["plan_status"]


def test_a_broken_database_rule_undoes_the_savepoint_alone(filled: Store) -> None:
    with filled.write() as u:
        with pytest.raises(Exception, match=r"(?i)foreign key"), u.savepoint():
            plans.save_occurrences(u, [samples.occurrence("lost", "no-such-measure")], STAMP)
        plans.save_plan(u, samples.plan(status="closed"), STAMP)
    with filled.read() as u:
        assert plans.plans(u)[0].status == "closed"


def test_a_reader_sees_one_moment_and_cannot_write(filled: Store, other: Store) -> None:
    with filled.read() as u:
        before = plans.plans(u)
        with other.write() as w:
            plans.save_plan(w, samples.plan(status="closed"), STAMP)
        assert plans.plans(u) == before
        with pytest.raises(Exception, match=r"(?i)read-?only"):
            plans.set_looks(u, {"measure-a": NOW})


def test_of_two_who_change_the_same_version_one_is_told(filled: Store, other: Store) -> None:
    with filled.read() as u:
        seen = plans.measures(u)[0]
    with other.write() as u:
        plans.save_measure(u, samples.measure(version=seen.version, state="done"), STAMP)
    with pytest.raises(StaleError, match=r"har endret tiltak 1\.2 imens"), filled.write() as u:
        plans.save_measure(u, samples.measure(version=seen.version, state="waiting"), STAMP)
    with filled.read() as u:
        assert plans.measures(u)[0].state == "done"


def test_many_writers_at_once_lose_nothing(filled: Store, url: str) -> None:
    def add(n: int) -> None:
        with filled.write() as u:
            plans.save_plan(u, samples.plan(f"plan-{n}"), STAMP)
            ledger.add_notices(u, [samples.notice("n-shared"), samples.notice(f"n-{n}")], STAMP)

    with filled.read() as u:
        before = journal.last_seq(u)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(add, range(24)))
    with filled.read() as u:
        assert len(plans.plans(u)) == 25
        assert len(ledger.notices_of(u, ["measure-a"])["measure-a"]) == 25
        assert [e.seq for e in journal.entries(u)] == list(range(1, before + 49 + 1))


def test_while_a_look_is_saved_no_other_rulebook_begins_to_run(filled: Store, other: Store) -> None:
    """Two processes: one ticks with the book that runs, the other applies a new one. Neither sees half of the other."""
    with filled.write() as u:
        first = versions.add_version(u, {}, "a", "", "", STAMP)
    with filled.write() as looking:
        assert versions.running_number(looking) == first.n
        with pytest.raises(DownError), other.write() as applying:
            versions.running_number(applying, change=True)
            versions.add_version(applying, {}, "b", "", "", STAMP)
        assert versions.running_number(looking) == first.n
    with other.write() as applying:
        assert versions.running_number(applying, change=True) == first.n
        versions.add_version(applying, {}, "b", "", "", STAMP)
    with filled.write() as looking:
        assert versions.running_number(looking) == first.n + 1


def test_while_a_rulebook_is_applied_nobody_looks_with_the_old_one(filled: Store, other: Store) -> None:
    with filled.write() as u:
        versions.add_version(u, {}, "a", "", "", STAMP)
    with filled.write() as applying:
        versions.running_number(applying, change=True)
        with pytest.raises(DownError), other.write() as looking:
            versions.running_number(looking)


def test_two_dispatchers_never_claim_the_same_message(filled: Store, other: Store) -> None:
    names = [f"n-{i}" for i in range(40)]
    with filled.write() as u:
        ledger.add_notices(u, [samples.notice(id) for id in names], STAMP)
        for n, id in enumerate(names):
            ledger.add_message(u, samples.message(id, (id,), n=n), STAMP)

    def drain(store: Store) -> list[str]:
        mine: list[str] = []
        while True:
            with store.write() as u:
                taken = ledger.claim(u, NOW, LEASE, 3)
            if not taken:
                return mine
            for claimed in taken:
                with store.write() as u:
                    assert ledger.confirm(u, claimed, NOW)
                mine.append(claimed.message.uid)

    patient = open_store(filled.engine.url.render_as_string(hide_password=False))
    with ThreadPoolExecutor(2) as pool:
        done = [uid for those in pool.map(drain, (filled, patient)) for uid in those]
    patient.close()
    assert sorted(done) == sorted(names)


def test_who_waits_too_long_for_another_writer_is_told(filled: Store, other: Store) -> None:
    with filled.write() as u:
        plans.save_plan(u, samples.plan(status="closed"), STAMP)
        with pytest.raises(DownError, match="er opptatt: et annet program"), other.write() as w:
            plans.save_plan(w, samples.plan(status="approved"), STAMP)
    with filled.read() as u:
        assert plans.plans(u)[0].status == "closed"


def test_measures_that_another_process_looks_at_are_left_to_it(filled: Store, other: Store) -> None:
    with filled.write() as u:
        plans.save_measures(u, [samples.measure(f"m{i}") for i in range(4)], STAMP)
        plans.set_looks(u, {f"m{i}": NOW for i in range(4)})
    if filled.engine.dialect.name == "sqlite":
        pytest.skip("SQLite lets one writer in at a time; there is nobody to leave them to")
    with filled.write() as u, other.write() as w:
        assert plans.due_measures(u, NOW, 2) == ("m0", "m1")
        assert plans.due_measures(w, NOW, 9) == ("m2", "m3")


@pytest.mark.parametrize("verb", ["UPDATE journal SET why = 'other'", "DELETE FROM journal"])
def test_nobody_changes_the_journal(filled: Store, verb: str) -> None:
    with pytest.raises(Exception, match="append-only"), filled.write() as u:
        u.connection.execute(text(verb))


@pytest.mark.parametrize(
    "read",
    [
        lambda u: plans.plan(u, "plan-a"),
        lambda u: plans.plan_by_id(u, "PLAN-A"),
        lambda u: plans.measure(u, "measure-a"),
        lambda u: plans.measures(u, "plan-a"),
        lambda u: plans.occurrences(u, ["measure-a"]),
        lambda u: ledger.waiting(u, "kari", NOW),
        lambda u: ledger.lock_person(u, "kari"),
    ],
)
def test_what_a_writer_has_read_nobody_changes_before_it_is_saved(
    filled: Store, other: Store, read: Callable[[Unit], object]
) -> None:
    with filled.write() as u:
        ledger.add_notices(u, [samples.notice("n-w")], STAMP)
    with filled.write() as u:
        assert read(u)
        with pytest.raises(DownError, match="er opptatt"), other.write() as w:
            read(w)
    with other.write() as w:
        assert read(w)


def test_all_machines_share_the_clock_of_the_server(filled: Store) -> None:
    with filled.read() as u:
        first, second = installation.database_clock(u), installation.database_clock(u)
    if filled.engine.dialect.name == "sqlite":
        assert first is second is None
    else:
        assert first is not None and second is not None and first <= second and first.tzinfo is UTC
