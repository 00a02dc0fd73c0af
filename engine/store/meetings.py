"""Meetings of committees. Public names: meetings, meeting, save_meetings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, select

from engine.store.columns import picked, plain
from engine.store.journal import Subject, difference, record
from engine.store.stamp import Stamp
from engine.store.statements import mine, select_in, upsert
from engine.store.tables import meeting as table
from engine.store.unit import Unit
from rules.model import Meeting


def meetings(u: Unit, committee: str | None = None) -> tuple[Meeting, ...]:
    """Meetings of a committee (None: of all), cancelled ones too, in order of day."""
    query = select(table).where(mine(u, table)).order_by(table.c.held_on, table.c.uid)
    if committee is not None:
        query = query.where(table.c.committee == committee)
    return tuple(_meeting(row) for row in u.connection.execute(query))


def meeting(u: Unit, uid: str) -> Meeting | None:
    """The meeting with this uid."""
    row = u.connection.execute(select(table).where(mine(u, table), table.c.uid == uid)).one_or_none()
    return _meeting(row) if row else None


def save_meetings(u: Unit, meetings: Iterable[Meeting], stamp: Stamp) -> None:
    """Adds or saves them."""
    given = tuple(meetings)
    rows = select_in(u, select(table).where(mine(u, table)), table.c.uid, (m.uid for m in given))
    stored = {row.uid: _meeting(row) for row in rows}
    changed = [m for m in given if stored.get(m.uid) != m]
    upsert(u, table, [picked(m, _FIELDS) for m in changed])
    for m in changed:
        _record(u, stored.get(m.uid), m, stamp)
    u.feeds_touched = u.feeds_touched or bool(changed)


_FIELDS = ("uid", "committee", "id", "held_on", "starts", "ends", "place", "title", "state", "example", "sequence")
_WORDS = ("place", "title")


def _meeting(row: Row[Any]) -> Meeting:
    return Meeting(**picked(row, _FIELDS))


def _record(u: Unit, old: Meeting | None, new: Meeting, stamp: Stamp) -> None:
    before, after = difference(_journalled(old) if old else None, _journalled(new)) or ({}, {})
    words = [name for name in _WORDS if old and getattr(old, name) != getattr(new, name)]
    named = {**after, "uid": new.uid, **({"words": words} if words else {})}
    record(u, stamp, "meeting", Subject(), (before, named))


def _journalled(m: Meeting) -> dict[str, Any]:
    return {name: plain(getattr(m, name)) for name in _FIELDS if name not in ("uid", *_WORDS)}
