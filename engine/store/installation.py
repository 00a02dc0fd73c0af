"""The one row about this installation. Public names: Installation, installation, start, set_clock, set_stopped,
stored_secret, database_clock."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from engine.store.columns import Instant
from engine.store.journal import Subject, record
from engine.store.stamp import Stamp
from engine.store.statements import insert_into
from engine.store.tables import installation as table
from engine.store.unit import Unit
from rules.errors import PlanError


@dataclass(frozen=True, slots=True)
class Installation:
    """`domain`: fixed at first start, in every Message-ID and calendar UID. `clock`: a trial database's own time.
    `stopped`: why all mail is stopped, also that of plans added later; None = it is not."""

    domain: str
    trial: bool
    clock: datetime | None
    stopped: str | None = None


def installation(u: Unit) -> Installation | None:
    """The installation, None before its first start."""
    row = u.connection.execute(select(table)).one_or_none()
    return Installation(row.domain, row.trial, row.clock_at, row.stopped) if row and row.domain else None


def start(u: Unit, domain: str, trial: bool = False) -> Installation:
    """Fixes domain and trial at the first start; later the stored ones hold and are returned."""
    there = installation(u)
    if there is not None:
        return there
    _one_row(u)
    u.connection.execute(update(table).values(domain=domain, trial=trial))
    return Installation(domain, trial, None)


def set_clock(u: Unit, at: datetime) -> None:
    """Keeps a trial database's time. Raises PlanError where the database is not for trial."""
    there = installation(u)
    if there is None or not there.trial:
        raise PlanError("Bare en prøvedatabase har sin egen klokke (TIDSFRIST_TRIAL=1 når den lages).")
    u.connection.execute(update(table).values(clock_at=at))


def set_stopped(u: Unit, reason: str | None, stamp: Stamp) -> None:
    """Stops all mail for a reason, or (None) lets it go again."""
    there = installation(u)
    before, after = {"stopped": bool(there and there.stopped)}, {"stopped": reason is not None}
    _one_row(u)
    u.connection.execute(update(table).values(stopped=reason))
    record(u, stamp, "plan_status", Subject(), (before, after))


def stored_secret(u: Unit) -> str:
    """The secret of this installation, made at the first call; for when the settings give none."""
    _one_row(u)
    kept = u.connection.execute(select(table.c.secret).with_for_update()).scalar_one()
    if kept is None:
        kept = secrets.token_urlsafe(32)
        u.connection.execute(update(table).values(secret=kept))
    return str(kept)


def database_clock(u: Unit) -> datetime | None:
    """The time of the database's own clock, which all machines share; None on SQLite, where there is but one."""
    if not u.postgresql:
        return None
    now: datetime = u.connection.execute(select(func.clock_timestamp(type_=Instant))).scalar_one()
    return now


def _one_row(u: Unit) -> None:
    u.connection.execute(insert_into(u, table).values(id=1).on_conflict_do_nothing())
