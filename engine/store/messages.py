"""Messages: composed, claimed, delivered. Public names: see __all__; they stand in engine.store.ledger too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, bindparam, select, update

from engine.store.columns import picked
from engine.store.journal import Subject, record
from engine.store.notices import notices_of_messages
from engine.store.stamp import Stamp
from engine.store.statements import locked, mine, select_in, upsert
from engine.store.tables import message as table
from engine.store.tables import notice
from engine.store.unit import StaleError, Unit
from rules.identity import single_message_id
from rules.model import Message, MessageStatus, Notice, NoticeStatus

__all__ = [
    "Claim", "add_message", "claim", "confirm", "drop_from_message", "fail", "give_up", "message", "messages",
    "messages_on", "messages_wait", "on_the_way", "retry", "take_back",
]  # fmt: skip

_FIELDS = ("uid", "person", "channel", "day", "n", "kind", "template", "message_id", "deliver_at", "status")
_LAPSES = 2  # leases that ran out without an outcome; then a person decides


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that is ours until the lease runs out. `attempt` counts from 1; `first_claim`: nobody tried before."""

    message: Message
    attempt: int
    lease: str
    first_claim: bool


def add_message(u: Unit, message: Message, stamp: Stamp) -> None:
    """Adds the message and fixes its notices to it. StaleError: one of them no longer waits."""
    upsert(u, table, [{**picked(message, _FIELDS), "due_at": message.deliver_at}])
    fixed = update(notice).where(mine(u, notice), notice.c.id == bindparam("which"), notice.c.status == "waiting")
    fixed = fixed.values(status="composed", message=message.uid, place=bindparam("at"))
    rows = [{"which": id, "at": place} for place, id in enumerate(message.notices)]
    if rows and u.connection.execute(fixed, rows).rowcount != len(rows):
        raise StaleError(
            f"Et varsel i e-posten {message.uid} er avgjort imens, så ingenting er lagret. Prøv en gang til."
        )
    after = {"uid": message.uid, "kind": message.kind, "status": message.status, "notices": list(message.notices)}
    record(u, stamp, "message", Subject(), (None, {**after, "person": message.person, "template": message.template}))


def message(u: Unit, uid: str) -> Message | None:
    """The message with this uid."""
    return next(iter(messages(u, (uid,))), None)


def messages(u: Unit, uids: Iterable[str] | None = None) -> tuple[Message, ...]:
    """These messages (None: all), in order of deliver_at."""
    query = _select(u).order_by(table.c.deliver_at, table.c.uid)
    rows = list(u.connection.execute(query)) if uids is None else select_in(u, query, table.c.uid, uids)
    return _with_notices(u, rows)


def messages_on(u: Unit, person: str, day: date) -> tuple[Message, ...]:
    """The person's messages of a local day, on every channel, in order of channel and n; cancelled ones too."""
    query = _select(u).where(table.c.person == person, table.c.day == day).order_by(table.c.channel, table.c.n)
    return _with_notices(u, list(u.connection.execute(query)))


def _select(u: Unit) -> Select[Any]:
    return select(table).where(mine(u, table))


def _with_notices(u: Unit, rows: Sequence[Row[Any]]) -> tuple[Message, ...]:
    found = notices_of_messages(u, (row.uid for row in rows))
    return tuple(_message(row, found[row.uid]) for row in rows)


def _message(row: Row[Any], notices: Iterable[Notice]) -> Message:
    return Message(**picked(row, _FIELDS), notices=tuple(n.id for n in notices))


def on_the_way(u: Unit, notice_ids: Iterable[str]) -> tuple[Message, ...]:
    """Composed messages with one of these notices that nobody is sending right now: queued, or waiting for another
    try; in order of deliver_at."""
    holding = select_in(u, select(notice.c.message).where(mine(u, notice)), notice.c.id, notice_ids)
    uids = {row.message for row in holding if row.message is not None}
    return tuple(m for m in messages(u, uids) if m.status in ("queued", "retry"))


def drop_from_message(
    u: Unit,
    message_uid: str,
    notice_ids: Iterable[str],
    stamp: Stamp,
    status: NoticeStatus = "cancelled",
    lease: str | None = None,
) -> Message | None:
    """Takes notices out of a message before its first claim, in the unit of its first claim, or with the `lease` of
    its first claim before anything was handed over. They become `status`, because of the stamp's `why`.

    A digest of one becomes single (template and Message-ID follow); of none is cancelled: None. After the first claim
    nothing changes. Returns the message as it now is.
    """
    row = u.connection.execute(locked(_select(u).where(table.c.uid == message_uid))).one_or_none()
    if row is None or row.status == "cancelled":
        return None
    there, gone = notices_of_messages(u, (message_uid,))[message_uid], set(notice_ids)
    dropped = [n for n in there if n.id in gone]
    if not dropped or _is_frozen(u, row, lease):
        return _message(row, there)
    _release(u, dropped, status, stamp)
    left = _smaller(_message(row, there), [n for n in there if n.id not in gone])
    _save_smaller(u, left, stamp)
    return left if left.notices else None


def _is_frozen(u: Unit, row: Row[Any], lease: str | None) -> bool:
    first = row.uid in u.first_claims or (row.attempts == 1 and lease is not None and row.lease == lease)
    return bool(row.attempts) and not first


def take_back(
    u: Unit, message_uid: str, gone: Mapping[str, NoticeStatus], stamp: Stamp, lease: str | None = None
) -> bool:
    """Ends a message that was tried in vain: those of its notices that are `gone` get their status because of the
    stamp's `why`, the others wait for a new message. False: it is on its way (unless `lease` is its own) or over, and
    nothing was changed."""
    row = u.connection.execute(locked(_select(u).where(table.c.uid == message_uid))).one_or_none()
    ours = row is not None and row.status == "inflight" and lease is not None and row.lease == lease
    if row is None or not (ours or row.status in ("queued", "retry")):
        return False
    there = notices_of_messages(u, (message_uid,))[message_uid]
    for status in dict.fromkeys(gone.values()):
        _release(u, [n for n in there if gone.get(n.id) == status], status, stamp)
    _release(u, [n for n in there if n.id not in gone], "waiting", stamp.because("taken_back", stamp.cause))
    _save_smaller(u, replace(_message(row, ()), status="cancelled"), stamp)
    return True


def _release(u: Unit, dropped: Sequence[Notice], status: NoticeStatus, stamp: Stamp) -> None:
    those = update(notice).where(mine(u, notice), notice.c.id.in_([n.id for n in dropped]))
    u.connection.execute(those.values(status=status, why=stamp.why, message=None, place=0))
    _note(u, dropped, status, stamp)


def _note(u: Unit, those: Iterable[Notice], status: NoticeStatus, stamp: Stamp) -> None:
    for n in those:
        change = {"id": n.id, "status": n.status}, {"id": n.id, "status": status}
        record(u, stamp, "notice", Subject(n.plan or None, n.measure, n.occurrence), change)


def _smaller(message: Message, left: Sequence[Notice]) -> Message:
    kept = replace(message, notices=tuple(n.id for n in left))
    if not left:
        return replace(kept, status="cancelled")
    if len(left) > 1 or message.kind != "digest":
        return kept
    domain = message.message_id.rpartition("@")[2]
    template = left[0].template if message.template == "digest" else message.template
    return replace(kept, kind="single", template=template, message_id=single_message_id(left[0].id, domain))


def _save_smaller(u: Unit, left: Message, stamp: Stamp) -> None:
    values: dict[str, Any] = picked(left, ("kind", "template", "message_id", "status"))
    if not left.notices:
        values |= {"due_at": None, "lease": None, "finished_at": stamp.at}
    u.connection.execute(update(table).where(mine(u, table), table.c.uid == left.uid).values(**values))
    after = {"uid": left.uid, "kind": left.kind, "status": left.status, "notices": list(left.notices)}
    record(u, stamp, "message", Subject(), ({"uid": left.uid}, after))


def give_up(u: Unit, now: datetime) -> tuple[Message, ...]:
    """Messages whose lease ran out twice without an outcome become `uncertain`, and are told: a person decides."""
    lapsed = (table.c.status == "inflight", table.c.lapses + 1 >= _LAPSES, table.c.due_at <= now)
    lost = list(u.connection.execute(locked(_select(u).where(*lapsed).order_by(table.c.uid), skip=True)))
    made = _with_notices(u, lost)
    for row in lost:
        _finish(u, row, "uncertain", Stamp(now, "clock", "lease_ran_out"), None)
    return made


def messages_wait(u: Unit, now: datetime) -> bool:
    """Whether a claim now would find anything: asked before it, it keeps nobody from writing."""
    query = select(table.c.uid).where(mine(u, table), table.c.due_at <= now).limit(1)
    return u.connection.execute(query).first() is not None


def claim(u: Unit, now: datetime, lease: timedelta, limit: int) -> tuple[Claim, ...]:
    """Takes messages that are due; each claim counts as an attempt. One whose lease ran out twice is given up."""
    give_up(u, now)
    due = _select(u).where(table.c.due_at <= now).order_by(table.c.due_at, table.c.uid).limit(limit)
    taken = list(u.connection.execute(locked(due, skip=True)))
    _take(u, taken, now + lease)
    u.first_claims.update(row.uid for row in taken if not row.attempts)
    made = _with_notices(u, taken)
    return tuple(
        Claim(replace(m, status="inflight"), row.attempts + 1, str(row.attempts + 1), not row.attempts)
        for m, row in zip(made, taken, strict=True)
    )


def _take(u: Unit, rows: Sequence[Row[Any]], until: datetime) -> None:
    if not rows:
        return
    which = update(table).where(mine(u, table), table.c.uid == bindparam("which"))
    u.connection.execute(
        which,
        [
            {
                "which": row.uid,
                "status": "inflight",
                "attempts": row.attempts + 1,
                "lease": str(row.attempts + 1),
                "due_at": until,
                "lapses": row.lapses + (row.status == "inflight"),
            }
            for row in rows
        ],
    )


def confirm(u: Unit, claim: Claim, now: datetime) -> bool:
    """The message was handed over. True even for an old lease (it did go out); False: it was confirmed before."""
    row = _locked(u, claim)
    if row is None or row.status in ("sent", "cancelled"):
        return False
    _finish(u, row, "sent", Stamp(now, "clock"), None)
    return True


def retry(u: Unit, claim: Claim, at: datetime, error: str) -> bool:
    """Not delivered; try again at `at`. False: the lease is no longer ours and nothing was changed."""
    row = _locked(u, claim)
    if row is None or row.lease != claim.lease:
        return False
    values = {"status": "retry", "due_at": at, "lease": None, "lapses": 0, "error": error}
    u.connection.execute(update(table).where(mine(u, table), table.c.uid == row.uid).values(**values))
    return True


def fail(u: Unit, claim: Claim, now: datetime, error: str, why: str = "failed") -> bool:
    """Will never be delivered: its notices become suppressed. `why`: a code. False: the lease is no longer ours."""
    row = _locked(u, claim)
    if row is None or row.lease != claim.lease:
        return False
    _finish(u, row, "failed", Stamp(now, "clock", why), error)
    return True


def _locked(u: Unit, claim: Claim) -> Row[Any] | None:
    return u.connection.execute(locked(_select(u).where(table.c.uid == claim.message.uid))).one_or_none()


_OUTCOME: dict[str, NoticeStatus] = {"sent": "sent", "failed": "suppressed", "uncertain": "uncertain"}


def _finish(u: Unit, row: Row[Any], status: MessageStatus, stamp: Stamp, error: str | None) -> None:
    values = {"status": status, "due_at": None, "lease": None, "finished_at": stamp.at, "error": error}
    u.connection.execute(update(table).where(mine(u, table), table.c.uid == row.uid).values(**values))
    if status != "sent":
        _note(u, notices_of_messages(u, (row.uid,))[row.uid], _OUTCOME[status], stamp)
    those = update(notice).where(mine(u, notice), notice.c.message == row.uid)
    u.connection.execute(those.values(status=_OUTCOME[status], why=stamp.why))
    before, after = {"uid": row.uid, "status": row.status}, {"uid": row.uid, "status": status, "attempt": row.attempts}
    record(u, stamp, "message", Subject(), (before, after))
