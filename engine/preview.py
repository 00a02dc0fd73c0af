"""What would happen: the pure timetable over what the store knows. Public names: snapshot, simulate, names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from engine.cases import load_cases
from engine.lines import Names
from engine.store import Unit, journal, ledger, people, plans
from engine.store.replay import MeasureThen, PlanThen, replay
from rules.book import Book
from rules.case import Case
from rules.model import Measure, Notice, Occurrence, Plan
from rules.timetable import Event, Snapshot, timetable


def simulate(unit: Unit, book: Book, first: datetime, last: datetime, plan_id: str | None = None) -> Iterator[Event]:
    """Events from `first` up to `last`, starting from the journal replayed to `first`; nobody answers."""
    return timetable(snapshot(unit, first, plan_id), book, first, last, unit.tenant)


def names(unit: Unit) -> Names:
    """The names that people use for the uids of the lines."""
    return Names(
        {p.uid: p for p in plans.plans(unit)},
        {m.uid: m for m in plans.measures(unit, withdrawn=True)},
        {p.uid: p for p in people.people(unit)},
    )


def snapshot(unit: Unit, first: datetime, plan_id: str | None = None) -> Snapshot:
    """Plans, measures, occurrences and waiting notices as they were just before `first`. Mails that a plan's
    secretariat would look at first count as let go."""
    then = replay(e for e in journal.entries(unit) if e.at is None or e.at < first)
    known = (p for p in plans.plans(unit) if plan_id in (None, p.id) and p.uid in then.plans)
    by_uid = {p.uid: _plan_then(p, then.plans[p.uid]) for p in known}
    measures = [
        _measure_then(m, then.measures[m.uid])
        for m in plans.measures(unit, withdrawn=True)
        if m.plan in by_uid and m.uid in then.measures
    ]
    rows: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in then.occurrences.values():
        rows[occurrence.measure].append(occurrence)
    notices = _notices_at(unit, by_uid, first)
    cases = tuple(_case(c, by_uid[c.plan.uid], rows, notices) for c in load_cases(unit, measures, None))
    waiting = tuple(n for n in notices if n.status in ("waiting", "held"))
    return Snapshot(tuple(by_uid.values()), cases, waiting=waiting)


def _plan_then(plan: Plan, then: PlanThen) -> Plan:
    released = then.released_at or then.counted_from
    stopped = plan.stopped if then.stopped else None
    return replace(plan, status=then.status, counted_from=then.counted_from, released_at=released, stopped=stopped)


def _measure_then(measure: Measure, then: MeasureThen) -> Measure:
    return replace(
        measure,
        state=then.state,
        state_since=then.state_since,
        reading=then.reading,
        roles=then.roles,
        questions=then.questions,
        decided_on=then.decided_on,
        withdrawn=then.withdrawn,
    )


def _case(case: Case, plan: Plan, rows: Mapping[str, list[Occurrence]], notices: Iterable[Notice]) -> Case:
    known = frozenset(n.id for n in notices if n.measure == case.measure.uid)
    return replace(case, plan=plan, occurrences=tuple(rows[case.measure.uid]), known=known, waiting=())


def _notices_at(unit: Unit, by_uid: Iterable[str], first: datetime) -> tuple[Notice, ...]:
    """Notices made before `first`, with those waiting that had not been composed by then."""
    made = [n for rows in ledger.notices_of_plans(unit, by_uid).values() for n in rows if n.planned_at < first]
    composed = {n for m in ledger.messages(unit) if m.deliver_at >= first for n in m.notices}
    return tuple(replace(n, status="waiting") if n.id in composed else n for n in made)
