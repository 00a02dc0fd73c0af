"""Notices and messages: outbox, dedupe and audit trail. Public names: see __all__."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, union_all

from engine.store import tables
from engine.store.messages import (
    Claim,
    add_message,
    claim,
    confirm,
    drop_from_message,
    fail,
    give_up,
    message,
    messages,
    messages_on,
    messages_wait,
    on_the_way,
    retry,
    take_back,
)
from engine.store.notices import (
    add_notices,
    lock_person,
    notices_by_id,
    notices_of,
    notices_of_messages,
    notices_of_plans,
    persons_waiting,
    postpone_notices,
    settle_notices,
    waiting,
)
from engine.store.statements import mine
from engine.store.unit import Unit

__all__ = [
    "Claim", "add_message", "add_notices", "claim", "confirm", "drop_from_message", "fail", "give_up", "lock_person",
    "message", "messages", "messages_on", "messages_wait", "next_due", "notices_by_id", "notices_of",
    "notices_of_messages", "notices_of_plans", "on_the_way", "persons_waiting", "postpone_notices", "retry",
    "settle_notices", "take_back", "waiting",
]  # fmt: skip


def next_due(u: Unit) -> datetime | None:
    """The earliest instant at which a notice, message, measure or plan wants to be looked at; None: nothing does."""
    n, m, measure, plan = tables.notice, tables.message, tables.measure, tables.plan
    earliest = union_all(
        select(func.min(n.c.deliver_at).label("at")).where(mine(u, n), n.c.status == "waiting"),
        select(func.min(m.c.due_at)).where(mine(u, m), m.c.due_at.is_not(None)),
        select(func.min(measure.c.next_look_at)).where(mine(u, measure), measure.c.next_look_at.is_not(None)),
        select(func.min(plan.c.next_look_at)).where(mine(u, plan), plan.c.next_look_at.is_not(None)),
    ).subquery()
    found: datetime | None = u.connection.execute(select(func.min(earliest.c.at))).scalar_one()
    return found
