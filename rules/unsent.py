"""A mail that will never be delivered: its plan's secretariat is told. Public names: KIND, TEMPLATE, unsent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from rules.book import Book
from rules.decide import CHANNEL
from rules.delivery import for_person
from rules.identity import notice_id
from rules.model import Notice, NoticeKind, Plan, Reason
from rules.recipients import Recipient, secretariat_of

KIND: NoticeKind = "watchdog"
TEMPLATE = "not_sent"


def unsent(
    failed: Iterable[Notice], plans: Mapping[str, Plan], why: str, book: Book, now: datetime
) -> Iterator[Notice]:
    """What the secretariats are told of notices (of these plans, by uid) that did not go out. `why`: unwritable,
    refused, gave_up, nobody, uncertain. A notice of this kind that fails itself is told nobody: it would never end."""
    today = now.astimezone(book.zone).date()
    for notice in failed:
        plan = plans.get(notice.plan)
        if plan is not None and notice.kind != KIND:
            for to in secretariat_of(plan, book, today):
                if to.person != notice.person or why == "unwritable":
                    yield _notice(notice, to, why, book, now)


def _notice(failed: Notice, to: Recipient, why: str, book: Book, now: datetime) -> Notice:
    return Notice(
        notice_id((failed.id, KIND, why, to.person, CHANNEL)),
        KIND,
        failed.plan,
        None,
        None,
        None,
        TEMPLATE,
        failed.id,
        why,
        to.person,
        CHANNEL,
        TEMPLATE,
        now,
        for_person(to.person, now, book),
        Reason(TEMPLATE, to.role, to.role_from, detail=why),
    )
