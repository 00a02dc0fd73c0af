"""One person's waiting notices become messages: single, digest, or held over to the next morning.

Public names: Composed, Had, had, compose. Pure: the engine saves the result, the simulator plays it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from rules.book import Book
from rules.decide import CHANNEL
from rules.delivery import next_morning, zone_of
from rules.identity import digest_message_id, single_message_id, uid
from rules.model import Message, MessageKind, Notice

# One mail for all of a plan's notices of these kinds; the template is the mail's.
_TOGETHER = {
    "late_list": "late_list",
    "question": "question",
    "vacant": "vacant",
    "round_blanks": "round_blanks",
    "status_request": "status_request",
    "list_check": "list_check",
    "answered": "answered",
    "approval": "approval",
    "plan_changed": "plan_changed",
    "ask_date": "ask_date",
    "silence_ends": "silence_ends",
    "not_sent": "not_sent",
}
_ACTIVATION = ("late_list", "question", "vacant")
_ORDER = ("introduction", "late_list", "status_request", "question", "vacant", "digest", "round_blanks")


@dataclass(frozen=True, slots=True)
class Composed:
    """What becomes of the notices: `messages` go out now; `postponed` wait until `postponed_to` (None if there are
    none), because the person has had her number of mails today."""

    messages: tuple[Message, ...] = ()
    postponed: tuple[str, ...] = ()
    postponed_to: datetime | None = None


class Had(NamedTuple):
    """What a person has had of a local day: how many `mails`, and the number of the `last`. One that was cancelled is
    no mail to her, but keeps its number."""

    mails: int = 0
    last: int = 0


def had(messages: Iterable[Message]) -> Had:
    """What these messages of one person and day come to."""
    those = tuple(messages)
    return Had(sum(m.status != "cancelled" for m in those), max((m.n for m in those), default=0))


@dataclass(frozen=True, slots=True)
class _Bundle:
    template: str
    notices: tuple[Notice, ...]


def compose(
    person: str, waiting: Sequence[Notice], today: Had, now: datetime, book: Book, tenant: str, domain: str
) -> Composed:
    """The messages for a person's waiting notices. `today`: what she has had of this local day."""
    zone = zone_of(person, book)
    day = now.astimezone(zone).date()
    bundles = sorted(_bundles(waiting, book), key=_rank)
    room = max(0, book.rulebook.settings.delivery.max_per_recipient.per_day - today.mails)
    messages = tuple(
        _message(person, bundle, day_n, now, (tenant, domain), book)
        for day_n, bundle in enumerate(bundles[:room], start=today.last + 1)
    )
    late = tuple(n.id for bundle in bundles[room:] for n in bundle.notices)
    if not late:
        return Composed(messages)
    return Composed(messages, late, next_morning(day, book.rulebook.settings.delivery, zone, book.calendar))


def _rank(bundle: _Bundle) -> tuple[int, str, str]:
    known = bundle.template in _ORDER
    return (_ORDER.index(bundle.template) if known else len(_ORDER), bundle.notices[0].plan, bundle.notices[0].id)


def _bundles(waiting: Sequence[Notice], book: Book) -> list[_Bundle]:
    ordered = sorted(waiting, key=lambda n: (n.due or date.min, n.planned_at, n.id))
    listed = {n.plan for n in waiting if n.template == "late_list"}
    groups: dict[tuple[str, str], list[Notice]] = {}
    loose: list[Notice] = []
    for notice in ordered:
        if notice.kind == "introduction":
            groups[notice.id, ""] = [notice]
        elif notice.template in _TOGETHER:
            groups.setdefault((_family(notice, listed), notice.plan), []).append(notice)
        else:
            loose.append(notice)
    settings = book.rulebook.settings.delivery.digest
    together = [_Bundle(_lead(mine), tuple(sorted(mine, key=_after_the_list))) for mine in groups.values()]
    parts = [loose[n : n + settings.max_items] for n in range(0, len(loose), settings.max_items)]
    return [*together, *(b for part in parts for b in _loose(part, settings.min_items))]


def _loose(part: list[Notice], min_items: int) -> list[_Bundle]:
    if len(part) >= min_items:
        return [_Bundle("digest", tuple(part))]
    return [_Bundle(n.template, (n,)) for n in part]


def _family(notice: Notice, listed: set[str]) -> str:
    """Questions and vacant roles of a plan go into its list of what is past, when that goes out at the same time."""
    return "late_list" if notice.plan in listed and notice.template in _ACTIVATION else notice.template


def _after_the_list(notice: Notice) -> bool:
    return notice.template != "late_list"


def _lead(notices: list[Notice]) -> str:
    templates = {n.template for n in notices}
    return "late_list" if "late_list" in templates else notices[0].template


def _message(person: str, bundle: _Bundle, n: int, now: datetime, sender: tuple[str, str], book: Book) -> Message:
    tenant, domain = sender
    day = now.astimezone(zone_of(person, book)).date()
    kind: MessageKind = "single" if len(bundle.notices) == 1 else "digest"
    message_id = (
        single_message_id(bundle.notices[0].id, domain)
        if kind == "single"
        else digest_message_id(person, CHANNEL, day, n, domain)
    )
    return Message(
        uid(tenant, person, f"{CHANNEL}:{day.isoformat()}:{n}"),
        person,
        CHANNEL,
        day,
        n,
        kind,
        bundle.template,
        tuple(notice.id for notice in bundle.notices),
        message_id,
        now,
    )
