"""Reporting periods in words, and as people type them. Public names: period_words, period_of, period_shown,
period_title.
"""

from __future__ import annotations

from datetime import date

from calendars.words import period_in_words
from engine.store import Unit, meetings
from rules.errors import TidsfristError
from rules.model import Plan
from rules.rounds import MEETING, period_code, period_key


def period_words(period: str, locale: str) -> str:
    """«1. tertial 2014» for 2014-37; "" for a round that hangs on a meeting (m:<uid>)."""
    return "" if period.startswith("m:") else period_in_words(period, locale)


def period_of(unit: Unit, plan: Plan, text: str) -> str:
    """The key of a period as rounds have it; a meeting is found by its day. Raises TidsfristError."""
    key = period_key(text)
    if not key.startswith(MEETING):
        return key
    day = date.fromisoformat(key[len(MEETING) :])
    held = [m for m in meetings.meetings(unit) if m.committee == plan.committee and m.held_on == day]
    if not held:
        days = ", ".join(str(m.held_on) for m in meetings.meetings(unit) if m.committee == plan.committee) or "ingen"
        raise TidsfristError(f"Planens utvalg har ikke noe møte {day}. Møtene er: {days}.")
    return f"{MEETING}{held[0].uid}"


def period_shown(unit: Unit, key: str) -> str:
    """The period as one types it: «2014-T1», «m:2015-04-22» for the meeting of that day."""
    day = _meeting_day(unit, key)
    return f"{MEETING}{day}" if day else period_code(key)


def _meeting_day(unit: Unit, key: str) -> date | None:
    if not key.startswith(MEETING):
        return None
    return next((m.held_on for m in meetings.meetings(unit) if m.uid == key[len(MEETING) :]), None)


def period_title(unit: Unit, key: str) -> str:
    """«1. tertial 2014», or the day of the meeting."""
    day = _meeting_day(unit, key)
    return f"møtet {day}" if day else period_words(key, "nb") or key
