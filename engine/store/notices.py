"""Notices: one thing to tell one person. Public names: see __all__; they stand in engine.store.ledger too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select, update

from engine.store import tables
from engine.store.columns import as_text, picked, plain
from engine.store.journal import Subject, record
from engine.store.stamp import Stamp
from engine.store.statements import chunks, insert_into, kept, locked, mine, select_in
from engine.store.tables import notice as table
from engine.store.unit import Unit
from rules.model import Notice, NoticeStatus, Reason

__all__ = [
    "add_notices", "lock_person", "notices_by_id", "notices_of", "notices_of_messages", "notices_of_plans",
    "persons_waiting", "postpone_notices", "settle_notices", "waiting",
]  # fmt: skip

_FIELDS = (
    "id", "kind", "measure", "occurrence", "due", "step", "subject", "cause", "person", "channel", "template",
    "planned_at", "deliver_at", "status",
)  # fmt: skip
_JOURNALLED = ("id", "kind", "step", "person", "channel", "template", "due", "deliver_at", "status")


def key_of(notice: Notice) -> tuple[object, ...]:
    """What may be in the ledger only once: the step of an occurrence for a person, or the cause of anything else."""
    if notice.kind == "step" and notice.occurrence:
        return notice.occurrence, notice.due, notice.step, notice.person, notice.channel
    return notice.subject, notice.kind, notice.cause, notice.person, notice.channel


def add_notices(u: Unit, notices: Iterable[Notice], stamp: Stamp) -> tuple[str, ...]:
    """Adds those whose key is new; returns their ids. The others are already in the ledger and stay as they are."""
    given = {n.id: n for n in notices}
    if not given:
        return ()
    add = insert_into(u, table).on_conflict_do_nothing().returning(table.c.id)
    added = set(u.connection.execute(add, [_columns(u, n) for n in given.values()]).scalars())
    for n in given.values():
        if n.id in added:
            after = {name: plain(getattr(n, name)) for name in _JOURNALLED}
            record(u, stamp, "notice", Subject(n.plan or None, n.measure, n.occurrence), (None, after))
    return tuple(id for id in given if id in added)


def _columns(u: Unit, n: Notice) -> dict[str, Any]:
    return {
        "tenant_id": u.tenant,
        **picked(n, _FIELDS),
        "plan": n.plan or None,
        "key": as_text(plain(key_of(n))),
        "reason": asdict(n.reason),
        "why": "" if n.waits else n.reason.detail or "",
    }


def _select(u: Unit) -> Select[Any]:
    return select(table).where(mine(u, table)).order_by(table.c.planned_at, table.c.id)


def _notice(row: Row[Any]) -> Notice:
    return Notice(**picked(row, _FIELDS), plan=row.plan or "", reason=Reason(**row.reason))


def _grouped(rows: Iterable[Row[Any]], column: str, wanted: Iterable[str]) -> dict[str, tuple[Notice, ...]]:
    found: dict[str, list[Notice]] = {uid: [] for uid in wanted}
    for row in rows:
        found[getattr(row, column)].append(_notice(row))
    return {uid: tuple(those) for uid, those in found.items()}


def notices_of(u: Unit, measure_uids: Iterable[str]) -> dict[str, tuple[Notice, ...]]:
    """Every notice about these measures, by measure (each asked for is a key), in order of planned_at."""
    wanted = tuple(measure_uids)
    return _grouped(select_in(u, _select(u), table.c.measure, wanted), "measure", wanted)


def notices_of_plans(u: Unit, plan_uids: Iterable[str]) -> dict[str, tuple[Notice, ...]]:
    """Every notice about these plans that belongs to no measure (introductions, lists)."""
    wanted = tuple(plan_uids)
    query = _select(u).where(table.c.measure.is_(None))
    return _grouped(select_in(u, query, table.c.plan, wanted), "plan", wanted)


def notices_of_messages(u: Unit, message_uids: Iterable[str]) -> dict[str, tuple[Notice, ...]]:
    """The notices of these messages, by message, in the order in which the mail has them."""
    wanted = tuple(message_uids)
    query = select(table).where(mine(u, table)).order_by(table.c.message, table.c.place)
    return _grouped(select_in(u, query, table.c.message, wanted), "message", wanted)


def notices_by_id(u: Unit, ids: Iterable[str]) -> dict[str, Notice]:
    """These notices; an unknown id is left out."""
    return {row.id: _notice(row) for row in select_in(u, _select(u), table.c.id, ids)}


def persons_waiting(u: Unit, now: datetime) -> tuple[str, ...]:
    """Persons with a waiting notice that may be delivered now, in order of uid."""
    query = select(table.c.person).distinct().where(mine(u, table), table.c.status == "waiting")
    return tuple(u.connection.execute(query.where(table.c.deliver_at <= now).order_by(table.c.person)).scalars())


def lock_person(u: Unit, person: str) -> bool:
    """Keeps others from composing for this person until the unit ends. False: no such person."""
    query = select(tables.person.c.uid).where(mine(u, tables.person), tables.person.c.uid == person)
    return u.connection.execute(locked(query)).one_or_none() is not None


def waiting(u: Unit, person: str, now: datetime) -> tuple[Notice, ...]:
    """The person's notices that wait and may be delivered now, in order of deliver_at, planned_at, id."""
    due = (table.c.person == person, table.c.status == "waiting", table.c.deliver_at <= now)
    query = select(table).where(mine(u, table), *due).order_by(table.c.deliver_at, table.c.planned_at, table.c.id)
    return tuple(_notice(row) for row in u.connection.execute(kept(u, query)))


def settle_notices(u: Unit, ids: Iterable[str], status: NoticeStatus, why: str, stamp: Stamp) -> tuple[str, ...]:
    """Ends (cancelled, silenced, suppressed), holds or releases (held, waiting) notices that are in no message yet;
    returns the ids it changed. `why`: a code."""
    changed = []
    for row in _loose(u, ids):
        if row.status != status:
            changed.append(row)
            change = {"id": row.id, "status": row.status}, {"id": row.id, "status": status}
            record(u, stamp.because(why, stamp.cause), "notice", Subject(row.plan, row.measure, row.occurrence), change)
    _set(u, (row.id for row in changed), status=status, why=why)
    return tuple(row.id for row in changed)


def postpone_notices(u: Unit, ids: Iterable[str], to: datetime, stamp: Stamp) -> tuple[str, ...]:
    """Lets notices that are in no message yet wait until `to` (a cap, a window); returns the ids it changed."""
    changed = [row for row in _loose(u, ids) if row.deliver_at != to]
    for row in changed:
        change = {"id": row.id, "deliver_at": plain(row.deliver_at)}, {"id": row.id, "deliver_at": plain(to)}
        record(u, stamp, "notice", Subject(row.plan, row.measure, row.occurrence), change)
    _set(u, (row.id for row in changed), deliver_at=to)
    return tuple(row.id for row in changed)


def _loose(u: Unit, ids: Iterable[str]) -> list[Row[Any]]:
    return select_in(u, locked(_select(u).where(table.c.status.in_(("waiting", "held")))), table.c.id, ids)


def _set(u: Unit, ids: Iterable[str], **values: Any) -> None:
    for part in chunks(ids):
        u.connection.execute(update(table).where(mine(u, table), table.c.id.in_(part)).values(**values))
