"""How many rows there are of each kind, for health and metrics. Public names: messages_by_status, notices_by_status,
measures_by_state, measures_by_plan.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, func, select

from engine.store import tables
from engine.store.statements import mine
from engine.store.unit import Unit


def messages_by_status(u: Unit) -> dict[str, int]:
    """Messages by status; a status that no message has is left out."""
    return _count(u, tables.message.c.status)


def notices_by_status(u: Unit) -> dict[str, int]:
    """Notices by status."""
    return _count(u, tables.notice.c.status)


def measures_by_state(u: Unit) -> dict[str, int]:
    """Measures by state, the withdrawn ones too."""
    return _count(u, tables.measure.c.state)


def measures_by_plan(u: Unit) -> dict[str, int]:
    """Measures by their plan's uid, without the withdrawn ones; a plan that has none is left out."""
    table = tables.measure
    query = select(table.c.plan, func.count()).where(mine(u, table), table.c.withdrawn.is_(False))
    return {str(plan): int(n) for plan, n in u.connection.execute(query.group_by(table.c.plan))}


def _count(u: Unit, column: Column[Any]) -> dict[str, int]:
    query = select(column, func.count()).where(mine(u, column.table)).group_by(column).order_by(column)
    return {str(name): int(n) for name, n in u.connection.execute(query)}
