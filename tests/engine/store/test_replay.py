"""Tables and journal cannot part: replaying the journal gives what the tables say, after anything that happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.store import Stamp, Store, Unit, journal, meetings, open_store, plans
from engine.store.replay import MeasureThen, PlanThen, Snapshot, replay
from rules.model import Measure, Occurrence, Plan
from tests.contract import samples
from tests.contract.samples import HOUR, NOW

_tenants = count(1)
PLANS, MEASURES, ROWS = ("plan-0", "plan-1"), tuple(f"m{i}" for i in range(4)), tuple(f"o{i}" for i in range(6))


def _stamp(n: int) -> Stamp:
    return Stamp(NOW + n * HOUR, ("clock", "kari", "import")[n % 3], "because", n % 4 or None)


def _plan_of(measure: str) -> str:
    return PLANS[MEASURES.index(measure) % 2]


def _save_plan(u: Unit, n: int) -> None:
    statuses = ("draft", "approved", "active", "closed")
    made = samples.plan(PLANS[n % 2], status=statuses[n % 4], stopped="x" if n % 5 else None, title=f"t{n}")
    plans.save_plan(u, replace(made, counted_from=NOW + n * HOUR if n % 3 else None), _stamp(n))


def _save_measure(u: Unit, n: int) -> None:
    uid = MEASURES[n % 4]
    old = plans.measure(u, uid)
    if plans.plan(u, _plan_of(uid)) is None:
        return
    new = samples.measure(
        uid,
        _plan_of(uid),
        state=("planned", "waiting", "done")[n % 3],
        reading=samples.reading(f"juni {2015 + n % 2}"),
        withdrawn=n % 7 == 0,
        roles=("a", "b")[: n % 3],
        title=f"t{n % 5}",
        version=old.version if old else 0,
    )
    plans.save_measure(u, new, _stamp(n))


def _save_occurrence(u: Unit, n: int) -> None:
    uid = ROWS[n % 6]
    measure = MEASURES[n % 6 % 4]
    if plans.measure(u, measure) is None:
        return
    new = samples.occurrence(
        uid,
        measure,
        due=date(2015, 1, 1) + timedelta(days=n) if n % 4 else None,
        withdrawn=n % 5 == 0,
        answered_at=NOW + n * HOUR if n % 3 == 0 else None,
        slot=f"p:{n % 8}",
    )
    plans.save_occurrences(u, [new], _stamp(n))


def _answer(u: Unit, n: int) -> None:
    known = [o.uid for those in plans.occurrences(u, MEASURES).values() for o in those]
    if known:
        party = ("*", "drammen", "hurum")[n % 3]
        said = samples.answer(known[n % len(known)], party, answered_at=NOW + n * HOUR, outcome=f"x{n % 4}")
        plans.add_answer(u, said, "et ord" if n % 2 else None, _stamp(n))


def _save_meeting(u: Unit, n: int) -> None:
    moved = samples.meeting(f"meeting-{n % 3}", held_on=date(2015, 1, 1) + timedelta(days=n), place=f"rom {n % 2}")
    meetings.save_meetings(u, [replace(moved, starts=None if n % 4 else moved.starts, sequence=n % 3)], _stamp(n))


STEPS: tuple[Callable[[Unit, int], None], ...] = (
    _save_plan,
    _save_measure,
    _save_measure,
    _save_occurrence,
    _save_occurrence,
    _answer,
    _save_meeting,
)


class _Undone(Exception):
    pass


def _do(u: Unit, step: int, n: int) -> None:
    try:
        with u.savepoint():
            STEPS[step](u, n)
            if n % 11 == 0:
                raise _Undone
    except _Undone:
        pass


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One database; each example has a tenant of its own in it."""
    path: Path = tmp_path_factory.mktemp("replay")
    store = open_store(f"sqlite:///{path}/test.db")
    yield store
    store.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, len(STEPS) - 1), st.integers(0, 99)), min_size=1, max_size=6), max_size=10
    )
)
def test_replaying_the_journal_gives_the_tables(database: Store, units: list[list[tuple[int, int]]]) -> None:
    store = Store(database.engine, f"t{next(_tenants)}")
    with store.write() as u:  # so that most steps find something to work on
        for n in (1, 2):
            _save_plan(u, n)
        for n in range(1, 5):
            _save_measure(u, n)
    for unit in units:
        with store.write() as u:
            for step, n in unit:
                _do(u, step, n)
        if unit[0][1] % 13 == 0:
            with pytest.raises(_Undone), store.write() as u:
                _do(u, *unit[0])
                raise _Undone
    with store.read() as u:
        entries = journal.entries(u)
        assert [e.seq for e in entries] == list(range(1, len(entries) + 1))
        assert replay(entries) == _tables(u)


def _tables(u: Unit) -> Snapshot:
    measures = {m.uid: m for m in plans.measures(u, withdrawn=True)}
    rows = [o for those in plans.occurrences(u, measures).values() for o in those]
    return Snapshot(
        {p.uid: _plan_then(p) for p in plans.plans(u)},
        {uid: _measure_then(m) for uid, m in measures.items()},
        {o.uid: _without_words(o) for o in rows},
        {m.uid: replace(m, place="", title="") for m in meetings.meetings(u)},
    )


def _plan_then(p: Plan) -> PlanThen:
    return PlanThen(p.status, p.counted_from, p.released_at, p.stopped is not None)


def _measure_then(m: Measure) -> MeasureThen:
    return MeasureThen(m.plan, m.state, m.state_since, m.reading, m.roles, m.questions, m.decided_on, m.withdrawn)


def _without_words(o: Occurrence) -> Occurrence:
    return replace(o, answers=tuple(replace(a, proposed_deadline=None) for a in o.answers))


def test_the_journal_tells_about_any_earlier_moment(database: Store) -> None:
    store = Store(database.engine, "earlier")
    with store.write() as u:
        plans.save_plan(u, samples.plan(status="draft"), Stamp(None, "import"))
        plans.save_plan(u, samples.plan(status="active"), Stamp(NOW, "kari"))
        plans.save_plan(u, samples.plan(status="closed"), Stamp(NOW + HOUR, "kari"))
    with store.read() as u:
        statuses = [replay(journal.entries(u, until)).plans["plan-a"].status for until in (NOW - HOUR, NOW, None)]
        assert statuses == ["draft", "active", "closed"]
        assert len(journal.entries(u, after_seq=2)) == 1
        assert len(journal.entries(u, plan="plan-a")) == 3
        assert journal.entries(u, measure="m0") == ()
