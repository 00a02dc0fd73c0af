"""The first look at a plan that has become active. Public names: introduce, newcomers, next_arrival, past, is_late.

Each responsible person gets one introduction; the secretariat gets one list of what is already past. Never a mail
about a passed deadline as first contact. A party that comes where each has a day of its own is asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from rules.book import Book
from rules.case import Case
from rules.dayless import dayless
from rules.decide import CHANNEL
from rules.delivery import clock_time, for_person, instant, is_held
from rules.identity import notice_id
from rules.model import Notice, NoticeKind, Occurrence, Plan, Reason
from rules.recipients import Recipient, recipients
from rules.workflow import is_final


@dataclass(frozen=True, slots=True)
class _First:
    plan: Plan
    book: Book
    now: datetime
    today: date


def introduce(plan: Plan, cases: Iterable[Case], book: Book, now: datetime) -> tuple[Notice, ...]:
    """The notices of a plan's first look, sorted by id. `plan.counted_from` is already `now`."""
    first = _First(plan, book, now, now.astimezone(book.zone).date())
    open_cases = [c for c in cases if not c.measure.withdrawn and not is_final(book.rulebook, c.measure.state)]
    people: dict[str, Recipient] = {}
    for case in open_cases:
        for to in recipients(("responsible",), plan, case.measure, book, first.today):
            people.setdefault(to.person, to)
    notices = [_notice("introduction", to, first) for to in people.values()]
    notices += [*_late_list(open_cases, first), *_dayless(open_cases, first)]
    return tuple(sorted(notices, key=lambda n: n.id))


def newcomers(plan: Plan, cases: Iterable[Case], book: Book, now: datetime) -> tuple[Notice, ...]:
    """The introductions of a plan that runs, for whoever holds a role of its open measures now, and questions about
    parties that have come; the ledger keeps those out that have been told. Who only stands in for somebody is not
    introduced."""
    found = introduce(plan, cases, book, now)
    return tuple(n for n in found if n.kind == "question" or (n.kind == "introduction" and n.reason.detail is None))


def next_arrival(book: Book, now: datetime) -> datetime | None:
    """When somebody's membership begins next; None: nobody's does."""
    today = now.astimezone(book.zone).date()
    coming = [m.first for m in book.directory.memberships if m.first is not None and m.first > today]
    return instant(min(coming), clock_time("00:00"), book.zone) if coming else None


def past(case: Case, today: date) -> bool:
    """Whether a deadline of the measure is already past and not answered. A reporting round is no deadline."""
    return any(is_late(o, today) for o in case.occurrences)


def is_late(occurrence: Occurrence, today: date) -> bool:
    """Whether the occurrence is past, open, and one that the plan itself names."""
    return occurrence.open and occurrence.named and occurrence.due is not None and occurrence.due < today


def _late_list(cases: list[Case], first: _First) -> Iterator[Notice]:
    late = [c for c in cases if past(c, first.today)]
    if late:
        for to in recipients(("secretariat",), first.plan, late[0].measure, first.book, first.today):
            yield _notice("late_list", to, first)


def _dayless(cases: list[Case], first: _First) -> Iterator[Notice]:
    plan, book = first.plan, first.book
    for case in cases:
        for code in dayless(plan, case.measure, case.occurrences, book, first.today):
            for to in recipients(("secretariat",), plan, case.measure, book, first.today):
                uid = notice_id((case.measure.uid, "question", code, to.person, CHANNEL))
                reason = Reason("question", to.role, to.role_from, detail=code)
                asked = replace(_notice("question", to, first), id=uid, measure=case.measure.uid, reason=reason)
                yield replace(asked, subject=case.measure.uid, cause=code)


def _notice(kind: NoticeKind, to: Recipient, first: _First) -> Notice:
    plan = first.plan
    return Notice(
        notice_id((plan.uid, kind, plan.uid, to.person, CHANNEL)),
        kind,
        plan.uid,
        None,
        None,
        None,
        kind,
        plan.uid,
        plan.uid,
        to.person,
        CHANNEL,
        kind,
        first.now,
        for_person(to.person, first.now, first.book),
        Reason(kind, to.role, to.role_from, detail=to.on_behalf_of),
        "held" if is_held(plan, first.book, first.now) else "waiting",
    )
