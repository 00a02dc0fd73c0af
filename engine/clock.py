"""The only place where the time is read. Public names: system_now, parse_instant, start_of."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from rules.days import FIRST_YEAR, LAST_YEAR, within_reach
from rules.errors import TidsfristError


def system_now() -> datetime:
    """Now, as an aware UTC instant."""
    return datetime.now(UTC)


def parse_instant(text: str, zone: ZoneInfo) -> datetime:
    """«2015-06-16T08:00», «2015-06-16» (its first minute) or with an offset, as UTC; without an offset in `zone`.

    Raises TidsfristError where the text is no instant.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise TidsfristError(
            f"«{text}» er ikke et tidspunkt. Skriv for eksempel 2015-06-16 eller 2015-06-16T08:00."
        ) from None
    if not within_reach(moment):
        raise TidsfristError(f"«{text}» er for langt unna. Året må være fra {FIRST_YEAR} til {LAST_YEAR}.")
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of a local day."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
