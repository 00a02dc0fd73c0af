"""From entries to the bytes of a feed. Public names: Shown, Feed, feed_bytes, in_window, last_modified, Rendered.

The same entries give the same bytes: stamps come from the entries, never from the clock, so that ETags hold. Each
entry's lines are kept by (uid, sequence), because serialising costs more than everything else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from icalendar import STATUS, TRANSP, Calendar, Event, Todo, vText

from calendars.entry import Entry
from calendars.identity import Stamp
from calendars.names import Twin
from calendars.words import Words
from calendars.zone import vtimezone

PRODID = "-//tidsfrist//kalender 1.0//NO"
REFRESH = timedelta(hours=1)
BACK, AHEAD = relativedelta(months=6), relativedelta(months=24)
CANCELLED_STAYS = timedelta(days=30)
DONE_STAYS = relativedelta(months=12)
COLORS = ("steelblue", "seagreen", "darkorange", "slateblue", "firebrick", "teal", "goldenrod", "orchid")

Rendered = MutableMapping[tuple[str, int, Twin, str], bytes]


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry with its stamp."""

    entry: Entry
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed is called and where its links go. `base_url` empty: no links. `color_of`: feeds of the same thing
    have the same colour."""

    title: str
    zone: ZoneInfo
    words: Words
    base_url: str = ""
    twin: Twin = ""
    color_of: str = ""


def in_window(shown: Shown, today: date, zone: ZoneInfo) -> bool:
    """Whether an entry is published on a day: six months back to two years on; what is cancelled leaves after thirty
    days, what is done after a year."""
    entry = shown.entry
    if not today - BACK <= entry.day <= today + AHEAD:
        return False
    if entry.is_cancelled:
        return shown.stamp.changed_at.astimezone(zone).date() + CANCELLED_STAYS > today
    return entry.done_on is None or entry.done_on + DONE_STAYS > today


def feed_bytes(feed: Feed, shown: Iterable[Shown], today: date, rendered: Rendered | None = None) -> bytes:
    """The feed as it is on a day: CRLF, folded, UTF-8. `rendered` keeps the lines of entries between calls."""
    kept = {} if rendered is None else rendered
    inside = [s for s in shown if in_window(s, today, feed.zone) and _belongs(s.entry, feed.twin)]
    inside.sort(key=lambda s: (s.entry.day, s.stamp.uid))
    head, tail = _frame(feed, max((s.stamp.changed_at for s in inside), default=None))
    return b"".join([head, vtimezone(feed.zone), *(_kept(feed, s, kept) for s in inside), tail])


def last_modified(shown: Iterable[Shown], today: date, zone: ZoneInfo) -> datetime:
    """The latest instant at which the bytes can have changed: a change of an entry, or the night when the window
    moved on."""
    midnight = datetime.combine(today, time(), zone)
    return max((s.stamp.changed_at for s in shown if s.stamp.changed_at > midnight), default=midnight)


def _belongs(entry: Entry, twin: Twin) -> bool:
    if twin == "perioder":
        return entry.period is not None
    return entry.kind != "meeting" if twin == "oppgaver" else True


def _frame(feed: Feed, changed_at: datetime | None) -> tuple[bytes, bytes]:
    """What stands before and after the components. RFC 7986 properties beside the older X- ones."""
    calendar = Calendar.new(
        prodid=PRODID,
        name=" ".join(feed.title.split()),
        description=feed.words.feed_about,
        refresh_interval=REFRESH,
        color=COLORS[hashlib.sha256(feed.color_of.encode()).digest()[0] % len(COLORS)],
        last_modified=changed_at,
    )
    for name in ("NAME", "X-WR-CALNAME", "DESCRIPTION", "X-WR-CALDESC"):
        calendar[name] = vText(str(calendar[name]))  # else commas and line ends go out as they are
    calendar.pop("UID", None)  # a random one: the bytes would never be the same twice (RFC 7986 §5.3 makes it optional)
    calendar["REFRESH-INTERVAL"].params["VALUE"] = "DURATION"  # RFC 7986 §5.7: there is no default type
    calendar.add("x-published-ttl", "PT1H")
    calendar.add("x-wr-timezone", feed.zone.key)
    end = b"END:VCALENDAR\r\n"
    return calendar.to_ical().removesuffix(end), end


def _kept(feed: Feed, shown: Shown, rendered: Rendered) -> bytes:
    key = (shown.stamp.uid, shown.stamp.sequence, feed.twin, feed.base_url)
    found = rendered.get(key)
    if found is None:
        found = rendered[key] = _component(feed, shown)
    return found


def _component(feed: Feed, shown: Shown) -> bytes:
    component = _todo(feed, shown) if feed.twin == "oppgaver" else _event(feed, shown)
    return bytes(component.to_ical())


def _event(feed: Feed, shown: Shown) -> Event:
    entry, stamp = shown.entry, shown.stamp
    bar = entry.period if feed.twin == "perioder" else None
    first, last = bar or (entry.day, entry.day)
    return Event.new(
        uid=f"p-{stamp.uid}" if bar else stamp.uid,
        stamp=stamp.changed_at,
        last_modified=stamp.changed_at,
        sequence=stamp.sequence,
        summary=entry.summary,
        description=_described(feed, entry),
        location=entry.location or None,
        categories=entry.categories,
        start=entry.start or first,
        end=entry.end or last + timedelta(days=1),  # RFC 5545 §3.6.1: the end of an all-day event is exclusive
        status=STATUS.CANCELLED if entry.is_cancelled else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT if entry.transparent else TRANSP.OPAQUE,
        url=_url(feed, entry),
    )


def _todo(feed: Feed, shown: Shown) -> Todo:
    entry, stamp = shown.entry, shown.stamp
    done = entry.mark in ("done", "reported")
    status = STATUS.CANCELLED if entry.is_cancelled else STATUS.COMPLETED if done else STATUS.NEEDS_ACTION
    todo = Todo.new(
        uid=f"o-{stamp.uid}",
        stamp=stamp.changed_at,
        last_modified=stamp.changed_at,
        sequence=stamp.sequence,
        summary=entry.summary,
        description=_described(feed, entry),
        categories=entry.categories,
        status=status,
        url=_url(feed, entry),
    )
    todo.add("due", entry.day)
    return todo


def _described(feed: Feed, entry: Entry) -> str:
    """The text with the link in it too: many programs hide the URL property."""
    url = _url(feed, entry)
    return f"{entry.description}\n{feed.words.link.format(url=url)}" if url else entry.description


def _url(feed: Feed, entry: Entry) -> str | None:
    return feed.base_url.rstrip("/") + entry.path if feed.base_url and entry.path else None
