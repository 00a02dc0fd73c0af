"""What waits for somebody who is no longer of the role goes to those who are. Public names: Handover, hand_over, WHY.

Between the step and the mail a night, a weekend or a held batch may pass, and a membership may end in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from rules.book import Book
from rules.decide import CHANNEL
from rules.delivery import for_person
from rules.identity import notice_id
from rules.model import Notice, Plan
from rules.recipients import Recipient, secretariat_of

WHY = "left_role"
_HER_OWN = ("introduction", "answered")  # whoever is new is introduced anyway, and was not asked what is answered
_ON_BEHALF = ("step", "late_list")  # kinds whose reason tells in its detail for whom somebody stands in


@dataclass(frozen=True, slots=True)
class Handover:
    """Ids of notices that their person is not to have any more, and the notices that others get in their place."""

    gone: frozenset[str] = frozenset()
    new: tuple[Notice, ...] = ()


def hand_over(waiting: Iterable[Notice], plans: Mapping[str, Plan], book: Book, now: datetime) -> Handover:
    """What becomes of notices whose person has left. `plans` by uid. Those who have theirs already are kept out by the
    ledger."""
    today = now.astimezone(book.zone).date()
    gone = [n for n in waiting if _has_left(n, book, today)]
    new = {n.id: n for one in gone for n in _to_others(one, plans.get(one.plan), book, now)}
    return Handover(frozenset(n.id for n in gone), tuple(new[name] for name in sorted(new)))


def _has_left(notice: Notice, book: Book, today: date) -> bool:
    role = notice.reason.role
    return role in book.directory.roles and not book.directory.belongs(notice.person, str(role), today)


def _to_others(notice: Notice, plan: Plan | None, book: Book, now: datetime) -> Iterator[Notice]:
    if plan is None or notice.kind in _HER_OWN:
        return
    role, today = str(notice.reason.role), now.astimezone(book.zone).date()
    holders = [
        Recipient(h.person, role, notice.reason.role_from or "", h.on_behalf_of)
        for h in book.directory.holders(role, today)
    ]
    for to in holders or secretariat_of(plan, book, today):
        yield _for(notice, to, book, now)


def _for(notice: Notice, to: Recipient, book: Book, now: datetime) -> Notice:
    due = notice.due.isoformat() if notice.due else None
    what = (
        (notice.occurrence, due, notice.step) if notice.kind == "step" else (notice.subject, notice.kind, notice.cause)
    )
    detail = to.on_behalf_of if notice.kind in _ON_BEHALF else notice.reason.detail
    return replace(
        notice,
        id=notice_id((*what, to.person, CHANNEL)),
        person=to.person,
        deliver_at=for_person(to.person, now, book),
        reason=replace(notice.reason, role=to.role, role_from=to.role_from, detail=detail),
    )
