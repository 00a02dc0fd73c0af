"""The one row about this installation. Public names: Installation, installation, start, set_clock, stored_secret."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from engine.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Installation:
    """`domain`: fixed at first start, in every Message-ID and calendar UID. `clock`: a trial database's own time."""

    domain: str
    trial: bool
    clock: datetime | None


def installation(u: Unit) -> Installation | None:
    """The installation, None before its first start."""
    raise NotImplementedError


def start(u: Unit, domain: str, trial: bool = False) -> Installation:
    """Fixes domain and trial at the first start; later the stored ones hold and are returned."""
    raise NotImplementedError


def set_clock(u: Unit, at: datetime) -> None:
    """Keeps a trial database's time. Raises PlanError where the database is not for trial."""
    raise NotImplementedError


def stored_secret(u: Unit) -> str:
    """The secret of this installation, made at the first call; for when the settings give none."""
    raise NotImplementedError
