"""Silences: who muted what, until when. Public names: silences, save_silence."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from engine.store.columns import picked, plain
from engine.store.journal import Subject, difference, record
from engine.store.stamp import Stamp
from engine.store.statements import mine, upsert
from engine.store.tables import silence as table
from engine.store.unit import Unit
from rules.model import Silence


def silences(u: Unit, now: datetime | None = None) -> tuple[Silence, ...]:
    """Silences in force at `now` (None: all there ever were), in order of starts_at."""
    query = select(table).where(mine(u, table)).order_by(table.c.starts_at, table.c.uid)
    if now is not None:
        query = query.where(table.c.starts_at <= now, table.c.ends_at > now)
    return tuple(Silence(**picked(row, _FIELDS)) for row in u.connection.execute(query))


def save_silence(u: Unit, silence: Silence, stamp: Stamp) -> None:
    """Adds or saves a silence (to end one early: save it with an earlier ends_at)."""
    old = next((s for s in silences(u) if s.uid == silence.uid), None)
    if old == silence:
        return
    upsert(u, table, [picked(silence, _FIELDS)])
    before, after = difference(_journalled(old) if old else None, _journalled(silence)) or ({}, {})
    record(u, stamp, "silence", Subject(silence.plan, silence.measure), (before, {**after, "uid": silence.uid}))


_FIELDS = (
    "uid", "author", "reason", "starts_at", "ends_at", "plan", "focus", "measure", "role", "person",
)  # fmt: skip


def _journalled(silence: Silence) -> dict[str, Any]:
    """Without the reason and the focus area's name: somebody wrote them."""
    return {name: plain(getattr(silence, name)) for name in _FIELDS if name not in ("reason", "focus")}
