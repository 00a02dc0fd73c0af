"""Meetings that are added, moved and cancelled; what hangs on them follows. Public names: Followed, committee_of,
meeting_on, add, move, cancel, rebind_committee.

The files say when a series begins; from then on the database owns every meeting. Moving changes the time, never the
uid, so the occurrences that are bound to it move with it, and `decide` tells each person once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from engine.intake import AT_ONCE, rebind_measures
from engine.store import Stamp, Unit, governance, meetings, plans
from rules.book import Book
from rules.errors import PlanError
from rules.identity import uid
from rules.model import Measure, Meeting, Occurrence, Plan


@dataclass(frozen=True, slots=True)
class Followed:
    """An occurrence that hung on a meeting: before and after (None: there was none before)."""

    plan: Plan
    measure: Measure
    before: Occurrence | None
    after: Occurrence


@dataclass(frozen=True, slots=True)
class Sitting:
    """When and where; None and "" = not known, or unchanged when an existing meeting is moved."""

    held_on: date
    starts: time | None = None
    ends: time | None = None
    place: str = ""
    title: str = ""


def committee_of(name: str, book: Book) -> str:
    """The id of the committee with this id, name or alias. Raises PlanError naming those there are."""
    found = name if name in book.committees else book.committee_named(name)
    if found is None:
        raise PlanError(f"Det finnes ikke noe utvalg «{name}». Utvalg: {', '.join(sorted(book.committees))}.")
    return found


def meeting_on(unit: Unit, committee: str, day: date, book: Book) -> Meeting:
    """The committee's meeting of the day; where none is, the one first called for it. Raises PlanError."""
    mine = meetings.meetings(unit, committee)
    found = next((m for m in mine if m.held_on == day and m.state != "cancelled"), None)
    found = found or next((m for m in mine if m.id == day.isoformat()), None)
    if found is None:
        near = sorted((m for m in mine if m.state != "cancelled"), key=lambda m: abs((m.held_on - day).days))[:3]
        days = ", ".join(m.held_on.isoformat() for m in near) or "ingen"
        raise PlanError(f"{book.committees[committee].name} har ikke noe møte {day}. De nærmeste er {days}.")
    return found


def add(unit: Unit, committee: str, when: Sitting, book: Book, stamp: Stamp) -> tuple[Meeting, tuple[Followed, ...]]:
    """A new meeting, and what was waiting for one. Raises PlanError where the committee already meets that day."""
    _free(unit, committee, when.held_on, book)
    _in_order(when.starts, when.ends)
    key = _free_key(unit, committee, when.held_on)
    made = Meeting(
        uid(unit.tenant, committee, f"meeting:{key}", plans.uid_taken(unit)),
        committee,
        key,
        when.held_on,
        when.starts,
        when.ends,
        when.place,
        when.title,
    )
    return made, _saved(unit, made, book, stamp.because("meeting_added"))


def _free_key(unit: Unit, committee: str, day: date) -> str:
    """The day, unless a meeting that has moved away was first called for it."""
    taken = {m.id for m in meetings.meetings(unit, committee)}
    keys = (day.isoformat(), *(f"{day.isoformat()}-{n}" for n in range(2, len(taken) + 3)))
    return next(key for key in keys if key not in taken)


def move(unit: Unit, meeting: Meeting, to: Sitting, book: Book, stamp: Stamp) -> tuple[Meeting, tuple[Followed, ...]]:
    """The meeting at another time, and what moved with it. Raises PlanError where it has been held or cancelled."""
    _still_ahead(unit, meeting, book)
    if to.held_on != meeting.held_on:
        _free(unit, meeting.committee, to.held_on, book)
    starts, ends = to.starts or meeting.starts, to.ends or (None if to.starts else meeting.ends)
    _in_order(starts, ends)
    moved = replace(
        meeting,
        held_on=to.held_on,
        starts=starts,
        ends=ends,
        place=to.place or meeting.place,
        title=to.title or meeting.title,
        sequence=meeting.sequence + 1,
    )
    return moved, _saved(unit, moved, book, stamp.because("meeting_moved"))


def cancel(unit: Unit, meeting: Meeting, book: Book, stamp: Stamp) -> tuple[Meeting, tuple[Followed, ...]]:
    """The meeting cancelled, and what goes on to the next one. Raises PlanError where it has been held."""
    _still_ahead(unit, meeting, book)
    gone = replace(meeting, state="cancelled", sequence=meeting.sequence + 1)
    return gone, _saved(unit, gone, book, stamp.because("meeting_cancelled"))


def _still_ahead(unit: Unit, meeting: Meeting, book: Book) -> None:
    name = f"Møtet {meeting.held_on} i {book.committees[meeting.committee].name}"
    if meeting.state == "cancelled":
        raise PlanError(f"{name} er alt avlyst. Legg inn et nytt med «tidsfrist meeting add».")
    if meeting.state == "held" or any(d.meeting == meeting.uid for d in governance.decisions(unit)):
        raise PlanError(f"{name} er holdt, og det er gjort vedtak der. Et møte som er holdt, kan ikke flyttes.")


def _free(unit: Unit, committee: str, day: date, book: Book) -> None:
    if any(m.held_on == day and m.state != "cancelled" for m in meetings.meetings(unit, committee)):
        raise PlanError(f"{book.committees[committee].name} har alt et møte {day}.")


def _in_order(starts: time | None, ends: time | None) -> None:
    if ends is not None and (starts is None or ends <= starts):
        raise PlanError("Møtet slutter før det begynner. Se på --starts og --ends.")


def _saved(unit: Unit, meeting: Meeting, book: Book, stamp: Stamp) -> tuple[Followed, ...]:
    meetings.save_meetings(unit, [meeting], stamp)
    return rebind_committee(unit, meeting.committee, book, stamp.because(stamp.why, meeting.uid))


def rebind_committee(unit: Unit, committee: str, book: Book, stamp: Stamp) -> tuple[Followed, ...]:
    """Brings everything that hangs on the committee's meetings in step with them, plans that wait for it too."""
    followed: list[Followed] = []
    for plan in plans.plans(unit):
        if plan.over:
            continue
        if plan.approval is not None:
            plans.set_plan_look(unit, plan.uid, AT_ONCE)
        mine = [m for m in plans.measures(unit, plan.uid) if _hangs(m, plan, committee, book)]
        followed += _rebound(unit, plan, mine, book, stamp)
    return tuple(followed)


def _hangs(measure: Measure, plan: Plan, committee: str, book: Book) -> bool:
    """Whether the measure may be bound to a meeting at all; rebinding finds out whose."""
    reporting = book.reporting_for(plan)
    own = plan.committee == committee
    in_rounds = reporting is not None and reporting.every == "meeting" and own
    return measure.reading.kind == "meeting" or in_rounds or (own and _leads(measure, book))


def _leads(measure: Measure, book: Book) -> bool:
    """Whether reminders of a date of the measure may lead to a meeting (rules.leads)."""
    closed = (p.due is not None and book.calendar.closed_on(p.due) for p in measure.reading.points)
    return measure.reading.kind == "recurring" or any(closed)


def _rebound(unit: Unit, plan: Plan, measures: Sequence[Measure], book: Book, stamp: Stamp) -> list[Followed]:
    uids = [m.uid for m in measures]
    before = {o.uid: o for rows in plans.occurrences(unit, uids).values() for o in rows}
    rebind_measures(unit, plan, measures, book, stamp)
    after = plans.occurrences(unit, uids)
    return [
        Followed(plan, measure, before.get(o.uid), o)
        for measure in measures
        for o in after[measure.uid]
        if (was := before.get(o.uid)) is None
        or (was.due, was.meeting, was.withdrawn) != (o.due, o.meeting, o.withdrawn)
    ]
