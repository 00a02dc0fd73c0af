"""Notices and messages: outbox, dedupe and audit trail.

Public names: add_notices, notices_of, notices_of_plans, notices_by_id, persons_waiting, lock_person, waiting,
settle_notices, add_message, message, messages, messages_on, drop_from_message, Claim, claim, confirm, retry, fail,
next_due.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from engine.store.stamp import Stamp
from engine.store.unit import Unit
from rules.model import Message, Notice, NoticeStatus


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that is ours until the lease runs out. `attempt` counts from 1; `first_claim`: nobody tried before."""

    message: Message
    attempt: int
    lease: str
    first_claim: bool


def add_notices(u: Unit, notices: Iterable[Notice], stamp: Stamp) -> tuple[str, ...]:
    """Adds those whose key is new; returns their ids. The others are already in the ledger and stay as they are."""
    raise NotImplementedError


def notices_of(u: Unit, measure_uids: Iterable[str]) -> dict[str, tuple[Notice, ...]]:
    """Every notice about these measures, by measure (each asked for is a key), in order of planned_at."""
    raise NotImplementedError


def notices_of_plans(u: Unit, plan_uids: Iterable[str]) -> dict[str, tuple[Notice, ...]]:
    """Every notice about these plans that belongs to no measure (introductions, lists)."""
    raise NotImplementedError


def notices_by_id(u: Unit, ids: Iterable[str]) -> dict[str, Notice]:
    """These notices; an unknown id is left out."""
    raise NotImplementedError


def persons_waiting(u: Unit, now: datetime) -> tuple[str, ...]:
    """Persons with a waiting notice that may be delivered now, in order of uid."""
    raise NotImplementedError


def lock_person(u: Unit, person: str) -> bool:
    """Keeps others from composing for this person until the unit ends. False: no such person."""
    raise NotImplementedError


def waiting(u: Unit, person: str, now: datetime) -> tuple[Notice, ...]:
    """The person's notices that wait and may be delivered now, in order of deliver_at, planned_at, id."""
    raise NotImplementedError


def settle_notices(u: Unit, ids: Iterable[str], status: NoticeStatus, why: str, stamp: Stamp) -> tuple[str, ...]:
    """Ends (cancelled, silenced, suppressed), holds or releases (held, waiting) notices that are in no message yet;
    returns the ids it changed."""
    raise NotImplementedError


def add_message(u: Unit, message: Message, stamp: Stamp) -> None:
    """Adds the message and fixes its notices to it. StaleError: one of them no longer waits."""
    raise NotImplementedError


def message(u: Unit, uid: str) -> Message | None:
    """The message with this uid."""
    raise NotImplementedError


def messages(u: Unit, uids: Iterable[str] | None = None) -> tuple[Message, ...]:
    """These messages (None: all), in order of deliver_at."""
    raise NotImplementedError


def messages_on(u: Unit, person: str, day: date) -> tuple[Message, ...]:
    """The person's messages of a local day, on every channel, in order of channel and n; cancelled ones too."""
    raise NotImplementedError


def drop_from_message(u: Unit, message_uid: str, notice_ids: Iterable[str], stamp: Stamp) -> Message | None:
    """Takes finished notices out of a message before its first claim, or in the unit of its first claim.

    A digest of one becomes single (template and Message-ID follow); of none is cancelled: None. After the first claim
    nothing changes. Returns the message as it now is.
    """
    raise NotImplementedError


def claim(u: Unit, now: datetime, lease: timedelta, limit: int) -> tuple[Claim, ...]:
    """Takes messages that are due; each claim counts as an attempt. A message whose lease ran out twice without an
    outcome becomes `uncertain` instead: a person decides."""
    raise NotImplementedError


def confirm(u: Unit, claim: Claim, now: datetime) -> bool:
    """The message was handed over. True even for an old lease (it did go out); False: it was confirmed before."""
    raise NotImplementedError


def retry(u: Unit, claim: Claim, at: datetime, error: str) -> bool:
    """Not delivered; try again at `at`. False: the lease is no longer ours and nothing was changed."""
    raise NotImplementedError


def fail(u: Unit, claim: Claim, now: datetime, error: str) -> bool:
    """Will never be delivered: its notices become suppressed. False: the lease is no longer ours."""
    raise NotImplementedError


def next_due(u: Unit) -> datetime | None:
    """The earliest instant at which a notice, message, measure or plan wants to be looked at; None: nothing does."""
    raise NotImplementedError
