"""Measures. Public names: measures, measures_by_uid, measure, save_measure, save_measures, due_measures, set_looks,
measure_of_occurrence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, insert, select, update

from engine.store.columns import picked, plain
from engine.store.journal import Fields, Kind, Subject, difference, record
from engine.store.stamp import Stamp
from engine.store.statements import kept, locked, mine, select_in
from engine.store.tables import measure as table
from engine.store.tables import occurrence as rows
from engine.store.unit import StaleError, Unit
from rules.deadline.storage import from_json, to_json
from rules.model import Measure

_AS_IT_IS = (
    "uid", "plan", "number", "focus_area", "title", "activity", "purpose", "deadline_text", "responsible_text",
    "status_text", "state", "state_since", "decided_on", "withdrawn", "version",
    "reading_from", "carried_from",
)  # fmt: skip
_LISTS = ("roles", "unknown_roles", "questions", "approvers")
# The journal has what replay needs and no words of a person; of these it only says that they were changed.
_WORDS = (
    "number", "focus_area", "title", "activity", "purpose", "deadline_text", "responsible_text", "status_text",
    "unknown_roles",
)  # fmt: skip
_JOURNALLED = ("state", "state_since", "decided_on", "withdrawn", "roles", "questions", "reading_from")


def measures(u: Unit, plan_uid: str | None = None, withdrawn: bool = False) -> tuple[Measure, ...]:
    """Measures of a plan (None: of all plans) in the order they were added; the withdrawn ones only if asked for."""
    query = _select(u).order_by(table.c.plan, table.c.position, table.c.uid)
    if plan_uid is not None:
        query = kept(u, query.where(table.c.plan == plan_uid))
    if not withdrawn:
        query = query.where(table.c.withdrawn.is_(False))
    return tuple(_measure(row) for row in u.connection.execute(query))


def measures_by_uid(u: Unit, uids: Iterable[str]) -> dict[str, Measure]:
    """These measures; a uid that does not exist is left out."""
    return {
        row.uid: _measure(row) for row in select_in(u, kept(u, _select(u)).order_by(table.c.uid), table.c.uid, uids)
    }


def measure(u: Unit, uid: str) -> Measure | None:
    """The measure with this uid."""
    return measures_by_uid(u, (uid,)).get(uid)


def _select(u: Unit) -> Select[Any]:
    return select(table).where(mine(u, table))


def _measure(row: Row[Any]) -> Measure:
    lists = {name: tuple(getattr(row, name)) for name in _LISTS}
    return Measure(**{**picked(row, _AS_IT_IS), **lists, "reading": from_json(row.reading)})


def _columns(measure: Measure) -> dict[str, Any]:
    lists = {name: list(getattr(measure, name)) for name in _LISTS}
    return {**picked(measure, _AS_IT_IS), **lists, "reading": to_json(measure.reading)}


def save_measure(u: Unit, measure: Measure, stamp: Stamp) -> Measure:
    """Adds (version 0 and unknown) or saves; returns it with its new version. StaleError: another version is stored."""
    return save_measures(u, (measure,), stamp)[0]


def save_measures(u: Unit, measures: Iterable[Measure], stamp: Stamp) -> tuple[Measure, ...]:
    """As save_measure, set-wise: all are saved or, with StaleError, none may be (leave the unit or its savepoint)."""
    given = tuple(measures)
    stored = measures_by_uid(u, (m.uid for m in given))
    for m in given:
        if m.version != (stored[m.uid].version if m.uid in stored else 0):
            raise StaleError(_stale(m))
    saved = tuple(m if stored.get(m.uid) == m else replace(m, version=m.version + 1) for m in given)
    changed = [(m, _columns(m)) for m in saved if m != stored.get(m.uid)]
    _add(u, [row for m, row in changed if m.uid not in stored])
    _update(u, [row for m, row in changed if m.uid in stored])
    for m, row in changed:
        _record(u, stored.get(m.uid), m, row["reading"], stamp)
    u.feeds_touched = u.feeds_touched or bool(changed)
    return saved


def _stale(m: Measure) -> str:
    return f"Noen har endret tiltak {m.number or m.uid} imens, så ingenting er lagret. Prøv en gang til."


def _add(u: Unit, new: Sequence[Mapping[str, Any]]) -> None:
    if not new:
        return
    plans = {row["plan"] for row in new}
    last = select(table.c.plan, func.max(table.c.position)).where(mine(u, table), table.c.plan.in_(plans))
    at: dict[str, int] = {row[0]: row[1] for row in u.connection.execute(last.group_by(table.c.plan))}
    rows = []
    for row in new:
        at[row["plan"]] = at.get(row["plan"], 0) + 1
        rows.append({"tenant_id": u.tenant, **row, "position": at[row["plan"]]})
    u.connection.execute(insert(table), rows)


def _update(u: Unit, changed: Sequence[Mapping[str, Any]]) -> None:
    if not changed:
        return
    compared = (table.c.uid == bindparam("which"), table.c.version == bindparam("expected"))
    rows = [{**row, "which": row["uid"], "expected": row["version"] - 1} for row in changed]
    if u.connection.execute(update(table).where(mine(u, table), *compared), rows).rowcount != len(rows):
        raise StaleError("Noen har endret tiltak imens, så ingenting er lagret. Prøv en gang til.")


def _record(u: Unit, old: Measure | None, new: Measure, reading: Fields, stamp: Stamp) -> None:
    before = None
    if old is not None:
        before = _journalled(old, reading if old.reading == new.reading else to_json(old.reading))
    change = difference(before, _journalled(new, reading)) or ({}, {})
    words = [name for name in _WORDS if old and getattr(old, name) != getattr(new, name)]
    after = {**change[1], "words": words} if words else change[1]
    record(u, stamp, _kind(old, new), Subject(new.plan, new.uid), (change[0], after))


def _kind(old: Measure | None, new: Measure) -> Kind:
    if old is None:
        return "measure"
    if old.state != new.state:
        return "transition"
    return "reading" if old.reading != new.reading else "measure"


def _journalled(m: Measure, reading: Fields) -> Fields:
    return {**{name: plain(getattr(m, name)) for name in _JOURNALLED}, "reading": reading}


def due_measures(u: Unit, now: datetime, limit: int) -> tuple[str, ...]:
    """Uids of measures to look at, earliest look first; on PostgreSQL locked, those locked by others left out."""
    query = select(table.c.uid).where(mine(u, table), table.c.next_look_at <= now)
    query = query.order_by(table.c.next_look_at, table.c.uid).limit(limit)
    return tuple(u.connection.execute(locked(query, skip=True)).scalars())


def set_looks(u: Unit, looks: Mapping[str, datetime | None]) -> None:
    """When to look at each measure again; None: not until something happens."""
    if not looks:
        return
    which = update(table).where(mine(u, table), table.c.uid == bindparam("which"))
    u.connection.execute(which, [{"which": uid, "next_look_at": at} for uid, at in looks.items()])


def measure_of_occurrence(u: Unit, occurrence: str) -> Measure | None:
    """The measure that an occurrence belongs to; None: there is no such occurrence."""
    row = u.connection.execute(select(rows.c.measure).where(mine(u, rows), rows.c.uid == occurrence)).first()
    return measure(u, row.measure) if row else None
