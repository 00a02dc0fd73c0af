"""Meetings of committees. Public names: meetings, meeting, save_meetings."""

from __future__ import annotations

from collections.abc import Iterable

from engine.store.stamp import Stamp
from engine.store.unit import Unit
from rules.model import Meeting


def meetings(u: Unit, committee: str | None = None) -> tuple[Meeting, ...]:
    """Meetings of a committee (None: of all), cancelled ones too, in order of day."""
    raise NotImplementedError


def meeting(u: Unit, uid: str) -> Meeting | None:
    """The meeting with this uid."""
    raise NotImplementedError


def save_meetings(u: Unit, meetings: Iterable[Meeting], stamp: Stamp) -> None:
    """Adds or saves them."""
    raise NotImplementedError
