"""When a mail may arrive. Public names: instant, clock_time, deliver_at, next_morning."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from rules.rulebook import Delivery
from rules.workdays import WorkCalendar


@lru_cache(maxsize=64)
def clock_time(text: str) -> time:
    """«07:30» as a time of day. Raises ValueError where it is none."""
    return time.fromisoformat(text)


@lru_cache(maxsize=65536)
def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant of a local time of day; a time that the spring change skips counts as the hour after."""
    return datetime.combine(day, at, zone).astimezone(UTC)


def _mail_day(day: date, delivery: Delivery, calendar: WorkCalendar) -> bool:
    return delivery.window.days == "all" or calendar.is_open(day)


def deliver_at(now: datetime, delivery: Delivery, zone: ZoneInfo, calendar: WorkCalendar) -> datetime:
    """The earliest instant, not before `now`, at which a person in `zone` may get mail: on a mail day, inside the
    window, and not before that day's digest is put together."""
    local = now.astimezone(zone)
    first, last = clock_time(delivery.window.from_), clock_time(delivery.window.to)
    morning = max(first, clock_time(delivery.digest.at))
    if _mail_day(local.date(), delivery, calendar) and local.time() <= last:
        return max(now, instant(local.date(), morning, zone))
    return next_morning(local.date(), delivery, zone, calendar)


def next_morning(day: date, delivery: Delivery, zone: ZoneInfo, calendar: WorkCalendar) -> datetime:
    """The digest of the first mail day after `day`."""
    day += timedelta(days=1)
    while not _mail_day(day, delivery, calendar):
        day += timedelta(days=1)
    return instant(day, max(clock_time(delivery.window.from_), clock_time(delivery.digest.at)), zone)
