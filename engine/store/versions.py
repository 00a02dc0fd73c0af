"""Versions of the rulebook, and which one runs. Public names: Version, versions, version, running, running_number,
add_version, run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update

from engine.store.columns import picked
from engine.store.journal import Subject, record
from engine.store.stamp import Stamp
from engine.store.statements import mine, upsert
from engine.store.tables import rulebook_version as table
from engine.store.unit import Unit
from rules.errors import PlanError


@dataclass(frozen=True, slots=True)
class Version:
    """An applied rulebook: raw `files` by path. `applied_at` None: a trial database that has not ticked yet."""

    n: int
    files: tuple[tuple[str, str], ...]
    hash: str
    author: str
    reason: str
    effect: str
    applied_at: datetime | None
    running: bool = False


def versions(u: Unit) -> tuple[Version, ...]:
    """Every version, oldest first."""
    query = select(table).where(mine(u, table)).order_by(table.c.n)
    return tuple(_version(row) for row in u.connection.execute(query))


def version(u: Unit, n: int) -> Version | None:
    """Version `n`."""
    row = u.connection.execute(select(table).where(mine(u, table), table.c.n == n)).one_or_none()
    return _version(row) if row else None


def running(u: Unit) -> Version | None:
    """The version that runs; None before the first apply."""
    row = u.connection.execute(select(table).where(mine(u, table), table.c.running)).one_or_none()
    return _version(row) if row else None


def running_number(u: Unit, *, change: bool = False) -> int | None:
    """The number of the version that runs; None before the first apply. In a unit that writes it stays the same until
    the unit ends; with `change` nobody else may hold it either (PostgreSQL; SQLite has one writer)."""
    query = select(table.c.n).where(mine(u, table), table.c.running)
    if u.writing:
        query = query.with_for_update(read=not change)
    found: int | None = u.connection.execute(query).scalar_one_or_none()
    return found


def add_version(
    u: Unit, files: Mapping[str, str], hash: str, reason: str, effect: str, stamp: Stamp, author: str | None = None
) -> Version:
    """Keeps a new version (instant from the stamp) and lets it run. `author`: who; None: the stamp's actor."""
    n = (u.connection.execute(select(func.max(table.c.n)).where(mine(u, table))).scalar_one() or 0) + 1
    made = Version(n, tuple(sorted(files.items())), hash, author or stamp.actor, reason, effect, stamp.at)
    upsert(u, table, [{**picked(made, _FIELDS), "files": dict(made.files)}])
    return run(u, n, stamp)


def run(u: Unit, n: int, stamp: Stamp) -> Version:
    """Lets an earlier version run (rollback). PlanError: there is no such version."""
    there, before = version(u, n), running(u)
    if there is None:
        raise PlanError(f"Det finnes ingen versjon {n} av regelboka.")
    u.connection.execute(update(table).where(mine(u, table), table.c.running).values(running=False))
    u.connection.execute(update(table).where(mine(u, table), table.c.n == n).values(running=True))
    after = {"running": n, "hash": there.hash}
    record(u, stamp, "version", Subject(), ({"running": before.n} if before else None, after))
    return replace(there, running=True)


_FIELDS = ("n", "hash", "author", "reason", "effect", "applied_at", "running")


def _version(row: Row[Any]) -> Version:
    return Version(**picked(row, _FIELDS), files=tuple(sorted(row.files.items())))
