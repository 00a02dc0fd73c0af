"""Time zones as iCalendar wants them: a VTIMEZONE with yearly rules. Public names: vtimezone.

The block is worked out from the zone database. icalendar's own generator writes lists of dates whose daylight onset
is an hour late (DTSTART must be local time before the change, RFC 5545 §3.6.5), and Outlook believes the block.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 2008, 2037
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the clock. `local`: the wall clock just before it, naive, as VTIMEZONE counts."""

    local: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def pattern(self) -> tuple[object, ...]:
        """What stays the same from year to year where the zone follows a rule, without the week of the month."""
        return (self.local.month, self.local.weekday(), self.local.time(), self.before, self.after, self.name)

    @property
    def weeks(self) -> frozenset[int]:
        """Ways to say which such weekday of its month this is: 1..5 from the front, -1 for the last."""
        last = self.local.day + 7 > monthrange(self.local.year, self.local.month)[1]
        return frozenset({(self.local.day - 1) // 7 + 1} | ({-1} if last else set()))


@lru_cache(maxsize=32)
def vtimezone(zone: ZoneInfo) -> bytes:
    """The VTIMEZONE of a zone with CRLF ends. One sub-component for each yearly rule; where the zone follows none in
    2008-2037, one for each change."""
    changes = list(_changes(zone))
    blocks = _ruled(changes) or [_fixed(zone), *(_block(c, None) for c in changes)]
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone.key}", f"X-LIC-LOCATION:{zone.key}", *blocks, "END:VTIMEZONE", ""]
    return "\r\n".join(lines).encode()


def _changes(zone: ZoneInfo) -> Iterator[Change]:
    """Every change of the zone's offset in the years that count, oldest first."""
    at, end = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC)
    while at < end:
        later = at + timedelta(days=1)
        if _offset(at, zone) != _offset(later, zone):
            yield _change(_instant_of_change(at, later, zone), zone)
        at = later


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _instant_of_change(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """The first minute with the offset of `high`; between the two the offset changes once."""
    before = _offset(low, zone)
    while high - low > timedelta(minutes=1):
        middle = low + timedelta(minutes=(high - low) // timedelta(minutes=2))
        low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
    return high


def _change(at: datetime, zone: ZoneInfo) -> Change:
    before = _offset(at - timedelta(minutes=1), zone)
    local = (at + before).replace(tzinfo=None)
    return Change(local, before, _offset(at, zone), at.astimezone(zone).tzname() or "")


def _ruled(changes: list[Change]) -> list[str]:
    """A block for each of two yearly rules, or nothing where the zone has none."""
    groups: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        groups.setdefault(change.pattern, []).append(change)
    years = LAST_YEAR - FIRST_YEAR + 1
    if len(groups) != 2 or any(len(group) != years for group in groups.values()):
        return []
    shared = [frozenset.intersection(*(c.weeks for c in group)) for group in groups.values()]
    if not all(shared):
        return []
    firsts = [group[0] for group in groups.values()]
    return [_block(first, min(weeks)) for first, weeks in zip(firsts, shared, strict=True)]


def _block(change: Change, week: int | None) -> str:
    kind = "DAYLIGHT" if change.after > change.before else "STANDARD"
    rule = f"RRULE:FREQ=YEARLY;BYMONTH={change.local.month};BYDAY={week}{_DAYS[change.local.weekday()]}"
    return "\r\n".join(
        [
            f"BEGIN:{kind}",
            f"DTSTART:{change.local:%Y%m%dT%H%M%S}",
            *([rule] if week is not None else []),
            f"TZOFFSETFROM:{_hours(change.before)}",
            f"TZOFFSETTO:{_hours(change.after)}",
            f"TZNAME:{change.name}",
            f"END:{kind}",
        ]
    )


def _fixed(zone: ZoneInfo) -> str:
    """The offset at the beginning of the years that count."""
    at = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
    offset = _offset(at, zone)
    return _block(Change(datetime(1970, 1, 1), offset, offset, at.astimezone(zone).tzname() or ""), None)  # noqa: DTZ001


def _hours(offset: timedelta) -> str:
    minutes = round(abs(offset) / timedelta(minutes=1))
    return f"{'-' if offset < timedelta() else '+'}{minutes // 60:02d}{minutes % 60:02d}"
