"""A simulation as a calendar: each mail at the minute it would arrive. Public names: calendar_of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from calendars.entry import Audience, Entry, shown_hash
from calendars.feed import Feed, Shown, feed_bytes
from calendars.identity import Stamp
from calendars.words import words

_LONG = timedelta(minutes=15)


def calendar_of(lines: Iterable[Mapping[str, Any]], zone: ZoneInfo, first: date, locale: str) -> bytes:
    """The mails among the lines as an iCalendar; transitions are no appointments."""
    mails = [line for line in lines if line["kind"] != "transition"]
    shown = [_shown(line, zone) for line in mails]
    return feed_bytes(Feed("Simulering", zone, words(locale)), shown, first)


def _shown(line: Mapping[str, Any], zone: ZoneInfo) -> Shown:
    at = datetime.fromisoformat(line["at"]).astimezone(zone)
    what = f"{line['template']} ({len(line['items'])})" if "items" in line else line["template"]
    entry = Entry(
        line["message"],
        "due",
        at.date(),
        f"{what} → {line['to']}",
        "\n".join(str(line[name]) for name in ("plan", "measure", "step") if line[name]),
        (str(line["template"]),),
        Audience(),
        start=at,
        end=at + _LONG,
    )
    return Shown(entry, Stamp(f"{line['message']}@simulated.invalid", 0, shown_hash(entry), at))
