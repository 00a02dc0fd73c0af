"""Plans, their measures and occurrences, and when to look at them again.

Public names: plans, plan, plan_by_id, save_plan, save_plan_text, plan_texts, due_plans, set_plan_look, uid_taken;
and those of engine.store.measures and engine.store.occurrences, which stand here too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    func,
    literal,
    or_,
    select,
    union_all,
    update,
)

from engine.store import tables
from engine.store.columns import picked, plain
from engine.store.journal import Fields, Kind, Subject, difference, record
from engine.store.measures import (
    due_measures,
    measure,
    measure_of_occurrence,
    measures,
    measures_by_uid,
    save_measure,
    save_measures,
    set_looks,
)
from engine.store.occurrences import (
    add_answer,
    blank_comments,
    comments,
    comments_by_party,
    occurrences,
    save_occurrences,
)
from engine.store.stamp import Stamp
from engine.store.statements import kept, locked, mine, upsert
from engine.store.unit import Unit
from rules.model import Approval, Plan, Reporting
from rules.span import parse_span

__all__ = [
    "add_answer",
    "blank_comments",
    "comments",
    "comments_by_party",
    "due_measures",
    "due_plans",
    "measure",
    "measure_of_occurrence",
    "measures",
    "measures_by_uid",
    "occurrences",
    "plan",
    "plan_by_id",
    "plan_texts",
    "plans",
    "save_measure",
    "save_measures",
    "save_occurrences",
    "save_plan",
    "save_plan_text",
    "set_looks",
    "set_plan_look",
    "uid_taken",
]

_AS_IT_IS = (
    "uid", "id", "title", "committee", "status", "language", "secretariat", "default_responsible", "decided",
    "counted_from", "released_at", "stopped", "carried_from",
)  # fmt: skip


def plans(u: Unit) -> tuple[Plan, ...]:
    """All plans, ordered by id."""
    return tuple(_plan(row) for row in u.connection.execute(_select(u).order_by(tables.plan.c.id)))


def plan(u: Unit, uid: str) -> Plan | None:
    """The plan with this uid."""
    return _one(u, tables.plan.c.uid == uid)


def plan_by_id(u: Unit, id: str) -> Plan | None:
    """The plan with this `plan.id`."""
    return _one(u, tables.plan.c.id == id)


def _select(u: Unit) -> Select[Any]:
    return select(tables.plan).where(mine(u, tables.plan))


def _one(u: Unit, condition: ColumnElement[bool]) -> Plan | None:
    row = u.connection.execute(kept(u, _select(u).where(condition))).one_or_none()
    return _plan(row) if row else None


def _plan(row: Row[Any]) -> Plan:
    reporting = row.reporting
    return Plan(
        **picked(row, _AS_IT_IS),
        years=tuple(row.years),
        focus_responsible=tuple((focus, role) for focus, role in row.focus_responsible),
        reporting=Reporting(reporting["every"], parse_span(reporting["ask"]), parse_span(reporting["due"]))
        if reporting
        else None,
        approval=_approval(row.approval) if row.approval else None,
    )


def _approval(kept: Mapping[str, Any]) -> Approval:
    return Approval(tuple(kept["committees"]), kept["needs"], tuple(kept["named"]))


def _columns(plan: Plan) -> dict[str, Any]:
    ours = plan.reporting
    return {
        **picked(plan, _AS_IT_IS),
        "years": list(plan.years),
        "focus_responsible": [list(pair) for pair in plan.focus_responsible],
        "reporting": {"every": ours.every, "ask": str(ours.ask), "due": str(ours.due)} if ours else None,
        "approval": asdict(plan.approval) if plan.approval else None,
    }


def save_plan(u: Unit, plan: Plan, stamp: Stamp) -> None:
    """Adds the plan or saves what is changed in it."""
    row = u.connection.execute(kept(u, _select(u).where(tables.plan.c.uid == plan.uid))).one_or_none()
    old = _plan(row) if row else None
    if old == plan:
        return
    upsert(u, tables.plan, [_columns(plan)])
    kind: Kind = "plan_status" if old and old.status != plan.status else "plan"
    change = difference(_journalled(old) if old else None, _journalled(plan))
    record(u, stamp, kind, Subject(plan.uid), change or ({}, {}))
    u.feeds_touched = True


def _journalled(plan: Plan) -> Fields:
    """Everything but what somebody wrote: title and the reason of a stop."""
    fields = {name: plain(value) for name, value in _columns(plan).items() if name != "title"}
    return {**fields, "stopped": plan.stopped is not None}


def save_plan_text(u: Unit, plan_uid: str, sha: str, text: str, stamp: Stamp) -> int:
    """Keeps a version of the plan file and returns its number; the same text as the last one is not kept again."""
    table = tables.plan_text
    last = select(table.c.n, table.c.sha).where(mine(u, table), table.c.plan == plan_uid).order_by(table.c.n.desc())
    row = u.connection.execute(last.limit(1)).one_or_none()
    if row and row.sha == sha:
        return int(row.n)
    n = row.n + 1 if row else 1
    upsert(u, table, [{"plan": plan_uid, "n": n, "sha": sha, "text": text, "added_at": stamp.at}])
    record(u, stamp, "plan_text", Subject(plan_uid), (None, {"n": n, "sha": sha}))
    return n


def plan_texts(u: Unit, plan_uid: str) -> tuple[tuple[int, str, str], ...]:
    """Every version of the plan file as (number, sha, text), oldest first."""
    table = tables.plan_text
    query = select(table.c.n, table.c.sha, table.c.text).where(mine(u, table), table.c.plan == plan_uid)
    return tuple((row.n, row.sha, row.text) for row in u.connection.execute(query.order_by(table.c.n)))


def due_plans(u: Unit, now: datetime) -> tuple[str, ...]:
    """Uids of plans to look at: look at or before now, or active and never counted (counted_from None).

    On PostgreSQL they are locked, and those that another process holds are left out.
    """
    c = tables.plan.c
    due = or_(c.next_look_at <= now, and_(c.status == "active", c.counted_from.is_(None)))
    query = select(c.uid).where(mine(u, tables.plan), due).order_by(c.id)
    return tuple(u.connection.execute(locked(query, skip=True)).scalars())


def set_plan_look(u: Unit, plan_uid: str, at: datetime | None) -> None:
    """When to look at the plan again; None: not until something happens."""
    table = tables.plan
    u.connection.execute(update(table).where(mine(u, table), table.c.uid == plan_uid).values(next_look_at=at))


def uid_taken(u: Unit) -> Callable[[str], bool]:
    """A test for rules.identity.uid: is this uid in use by a plan, measure, occurrence, meeting, person or message?"""
    named = (tables.plan, tables.measure, tables.occurrence, tables.meeting, tables.person, tables.message)
    wanted: BindParameter[str] = bindparam("wanted")
    found = (select(literal(1)).where(mine(u, table), table.c.uid == wanted) for table in named)
    query = select(func.count()).select_from(union_all(*found).subquery())

    def taken(uid: str) -> bool:
        return u.connection.execute(query, {"wanted": uid}).scalar_one() > 0

    return taken
