"""What would happen: the pure timetable over what the store knows. Public names: snapshot, simulate, names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from engine.cases import load_cases
from engine.lines import Names
from engine.store import Unit, journal, ledger, people, plans
from engine.store.replay import Snapshot as ThenSnapshot
from engine.store.replay import replay
from rules.book import Book
from rules.case import Case
from rules.model import Notice, Plan
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
    mine = [_released(then.plan(p)) for p in plans.plans(unit) if plan_id in (None, p.id) and p.uid in then.plans]
    by_uid = {p.uid: p for p in mine}
    measures = [
        then.measure(m) for m in plans.measures(unit, withdrawn=True) if m.plan in by_uid and m.uid in then.measures
    ]
    past = [replace(c, plan=by_uid[c.plan.uid]) for c in load_cases(unit, measures, None)]
    notices = _notices_at(unit, by_uid, first)
    return Snapshot(
        tuple(mine),
        tuple(_case(c, then, notices) for c in past),
        waiting=tuple(n for n in notices if n.status in ("waiting", "held")),
    )


def _case(case: Case, then: ThenSnapshot, notices: Iterable[Notice]) -> Case:
    known = frozenset(n.id for n in notices if n.measure == case.measure.uid)
    return replace(case, occurrences=then.occurrences_of(case.measure.uid), known=known, waiting=())


def _notices_at(unit: Unit, by_uid: Iterable[str], first: datetime) -> tuple[Notice, ...]:
    """Notices made before `first`, with those waiting that had not been composed by then."""
    made = [n for rows in ledger.notices_of_plans(unit, by_uid).values() for n in rows if n.planned_at < first]
    composed = {n for m in ledger.messages(unit) if m.deliver_at >= first for n in m.notices}
    return tuple(replace(n, status="waiting") if n.id in composed else n for n in made)


def _released(plan: Plan) -> Plan:
    return plan if plan.released_at or plan.counted_from is None else replace(plan, released_at=plan.counted_from)
