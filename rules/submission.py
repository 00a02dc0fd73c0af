"""Which secretariats are told that a plan waits for their committee, and when. Public names: Submission, Bound, bound,
submit, next_meeting.

A committee treats the plan in its next meeting. Its secretariat is told two weeks before the day on which the case must
be ready, once for each meeting; where one secretariat serves several committees that meet about the same time, all in
one mail. What another committee has changed goes at once to those that had approved it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from rules.approval import PlanStanding
from rules.book import Book
from rules.decide import CHANNEL
from rules.delivery import clock_time, for_person, instant
from rules.governance import Decision
from rules.identity import notice_id
from rules.model import Meeting, Notice, Plan, Reason

KIND = "approval"
LEAD = timedelta(days=14)  # before the case must be ready
TOGETHER = timedelta(days=14)  # meetings of one secretariat's committees that are told in one mail


@dataclass(frozen=True, slots=True)
class Submission:
    """A plan that waits for committees. `known`: ids of notices that exist already; `meetings`: of all committees."""

    plan: Plan
    standing: PlanStanding
    decisions: tuple[Decision, ...]
    meetings: tuple[Meeting, ...]
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Bound:
    """A committee that is missing, and the meeting it will treat the plan in (None: none is called). `ready_on`: the
    day on which the case must be ready; `tell_on`: when its secretariat is told. Both None without a meeting."""

    committee: str
    secretariat: str
    meeting: Meeting | None
    ready_on: date | None
    tell_on: date | None


def next_meeting(committee: str, meetings: Iterable[Meeting], after: date) -> Meeting | None:
    """The committee's first planned meeting after the day."""
    those = (m for m in meetings if m.committee == committee and m.state == "planned" and m.held_on > after)
    return min(those, key=lambda m: (m.held_on, m.uid), default=None)


def bound(given: Submission, book: Book, today: date) -> tuple[Bound, ...]:
    """The missing committees with the meetings they are bound to, in the order of the plan."""
    return tuple(_bound(committee, given, book, today) for committee in given.standing.missing)


def _bound(committee: str, given: Submission, book: Book, today: date) -> Bound:
    said = [d.decided_on for d in given.decisions if d.committee == committee]
    after = max((today - timedelta(days=1), *said))  # a meeting of today may still treat it
    meeting = next_meeting(committee, given.meetings, after)
    known = book.committees.get(committee)
    role = (known.secretariat if known else None) or book.secretariat_for(given.plan)
    if meeting is None:
        return Bound(committee, role, None, None, None)
    span = (known.case_deadline or known.papers) if known else None
    ready = span.from_day(meeting.held_on, book.calendar) if span else meeting.held_on
    ready = book.calendar.previous_workday(ready)
    return Bound(committee, role, meeting, ready, book.calendar.previous_workday(ready - LEAD))


def submit(given: Submission, book: Book, now: datetime) -> tuple[tuple[Notice, ...], datetime | None]:
    """The notices that are due now and do not exist yet, sorted by id, and when to look again (None: never by itself).

    A plan that is over tells nobody."""
    if given.plan.over:
        return (), None
    today = now.astimezone(book.zone).date()
    opens = clock_time(book.rulebook.settings.delivery.window.from_)
    waiting = bound(given, book, today)
    ahead: list[datetime] = []
    due: list[Bound] = []
    for tell_on, those in _together(waiting):
        at = instant(tell_on, opens, book.zone) if tell_on else now
        if at > now:
            ahead.append(at)
        else:
            due += those
    ahead += [instant(b.meeting.held_on + timedelta(days=1), opens, book.zone) for b in due if b.meeting]
    notices = (*_asked(due, given, book, now), *_changed(given, book, now))
    new = {n.id: n for n in notices if n.id not in given.known}
    return tuple(new[name] for name in sorted(new)), min((a for a in ahead if a > now), default=None)


def _together(waiting: Sequence[Bound]) -> Iterator[tuple[date | None, list[Bound]]]:
    """Groups of one secretariat's committees, each with the day on which all of them are told."""
    for role in dict.fromkeys(b.secretariat for b in waiting):
        mine = sorted((b for b in waiting if b.secretariat == role), key=lambda b: b.tell_on or date.min)
        while mine:
            first = mine[0].tell_on
            group = [b for b in mine if (b.tell_on is None) == (first is None)]
            if first is not None:
                group = [b for b in group if b.tell_on is not None and b.tell_on <= first + TOGETHER]
            mine = [b for b in mine if b not in group]
            yield first, group


def _asked(due: Iterable[Bound], given: Submission, book: Book, now: datetime) -> Iterator[Notice]:
    for one in due:
        cause = f"{one.committee}:{one.meeting.uid if one.meeting else 'none'}"
        for notice in _notices(one.committee, one.secretariat, cause, KIND, given, book, now):
            yield replace(notice, due=one.meeting.held_on if one.meeting else None)


def _changed(given: Submission, book: Book, now: datetime) -> Iterator[Notice]:
    """What has changed goes to each committee that had approved other words."""
    committees = dict.fromkeys(c for one in given.standing.matters for c in one.reopened)
    for committee in committees:
        version = max(one.matter.since for one in given.standing.reopened_for(committee))
        known = book.committees.get(committee)
        role = (known.secretariat if known else None) or book.secretariat_for(given.plan)
        yield from _notices(committee, role, f"{committee}:changed:{version}", "plan_changed", given, book, now)


def _notices(
    committee: str, role: str, cause: str, template: str, given: Submission, book: Book, now: datetime
) -> Iterator[Notice]:
    plan = given.plan
    today = now.astimezone(book.zone).date()
    holders = book.directory.holders(role, today) or book.directory.holders(book.secretariat_for(plan), today)
    for person in holders:
        yield Notice(
            notice_id((plan.uid, KIND, cause, person.person, CHANNEL)),
            "approval",
            plan.uid,
            None,
            None,
            None,
            template,
            plan.uid,
            cause,
            person.person,
            CHANNEL,
            template,
            now,
            for_person(person.person, now, book),
            Reason(template, role, "committee", detail=committee),
            "held" if plan.stopped is not None else "waiting",
        )
