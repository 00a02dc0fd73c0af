"""What would happen: the pure timetable over what the store knows. Public names: snapshot, simulate, names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from engine.cases import load_cases
from engine.lines import Names
from engine.planversions import submission_of
from engine.store import Unit, journal, ledger, people, plans, silences
from engine.store.replay import MeasureThen, PlanThen, replay
from rules.book import Book
from rules.compose import Had, had
from rules.model import Measure, Message, Notice, Occurrence, Plan
from rules.timetable import Event, Snapshot, timetable


def simulate(unit: Unit, book: Book, first: datetime, last: datetime, plan_id: str | None = None) -> Iterator[Event]:
    """Events from `first` up to `last`, starting from the journal replayed to `first`; nobody answers."""
    start = snapshot(unit, first, plan_id)
    waiting = (submission_of(unit, p, book, first) for p in start.plans if p.status in ("draft", "approved", "active"))
    start = replace(start, submissions=tuple(s for s in waiting if s is not None))
    return timetable(start, book, first, last, unit.tenant)


def names(unit: Unit, measures: Iterable[str] | None = None) -> Names:
    """The names that people use for the uids of the lines. `measures`: those that the lines are about; None: any."""
    if measures is None:
        known = {m.uid: m for m in plans.measures(unit, withdrawn=True)}
    else:
        known = plans.measures_by_uid(unit, measures)
    return Names({p.uid: p for p in plans.plans(unit)}, known, {p.uid: p for p in people.people(unit)})


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
    notices = _notices_at(unit, by_uid, [m.uid for m in measures], first)
    made: dict[str | None, set[str]] = defaultdict(set)
    for notice in notices:
        made[notice.measure].add(notice.id)
    muted = silences.silences(unit)
    cases = tuple(
        replace(
            c,
            plan=by_uid[c.plan.uid],
            occurrences=tuple(rows[c.measure.uid]),
            known=frozenset(made[c.measure.uid]),
            waiting=(),
            silences=muted,
        )
        for c in load_cases(unit, measures, None)
    )
    waiting = tuple(n for n in notices if n.waits)
    sent = _had(m for m in ledger.messages(unit) if m.deliver_at < first)
    due = frozenset(plans.due_plans(unit, first)) & by_uid.keys()
    known_ids = frozenset(made[None])
    return Snapshot(tuple(by_uid.values()), cases, waiting=waiting, sent=sent, known=known_ids, plan_looks=due)


def _had(messages: Iterable[Message]) -> dict[tuple[str, date], Had]:
    """What each person has had, by (person, local day)."""
    days: dict[tuple[str, date], list[Message]] = defaultdict(list)
    for message in messages:
        days[message.person, message.day].append(message)
    return {day: had(those) for day, those in days.items()}


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


def _notices_at(unit: Unit, plan_uids: Iterable[str], measures: Iterable[str], first: datetime) -> tuple[Notice, ...]:
    """Notices made before `first`; those that no mail had taken up by then wait."""
    both = (*ledger.notices_of_plans(unit, plan_uids).values(), *ledger.notices_of(unit, measures).values())
    made = [n for rows in both for n in rows if n.planned_at < first]
    composed = {n for m in ledger.messages(unit) if m.deliver_at >= first for n in m.notices}
    return tuple(replace(n, status="waiting") if n.id in composed else n for n in made)
