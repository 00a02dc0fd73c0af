"""Silences: who muted what, until when. Public names: silences, save_silence."""

from __future__ import annotations

from datetime import datetime

from engine.store.stamp import Stamp
from engine.store.unit import Unit
from rules.model import Silence


def silences(u: Unit, now: datetime | None = None) -> tuple[Silence, ...]:
    """Silences in force at `now` (None: all there ever were), in order of starts_at."""
    raise NotImplementedError


def save_silence(u: Unit, silence: Silence, stamp: Stamp) -> None:
    """Adds or saves a silence (to end one early: save it with an earlier ends_at)."""
    raise NotImplementedError
