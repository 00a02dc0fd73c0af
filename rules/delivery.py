"""When a mail may arrive. Public names: instant, clock_time, zone_of, deliver_at, for_person, next_morning, is_held."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from rules.book import Book
from rules.model import Plan
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


def zone_of(person: str, book: Book) -> ZoneInfo:
    """The zone that bounds a person's delivery window: her own, else the tenant's."""
    known = book.directory.people.get(person)
    return ZoneInfo(known.zone) if known is not None and known.zone else book.zone


def for_person(person: str, now: datetime, book: Book) -> datetime:
    """The earliest instant, not before `now`, at which the person may have mail; the same for everybody in her zone."""
    zone = zone_of(person, book)
    key = (now, zone.key)
    at: datetime | None = book.mornings.find(key)
    return at or book.mornings.keep(key, deliver_at(now, book.rulebook.settings.delivery, zone, book.calendar))


def deliver_at(now: datetime, delivery: Delivery, zone: ZoneInfo, calendar: WorkCalendar) -> datetime:
    """The earliest instant, not before `now`, at which a person in `zone` may get mail: on a mail day, inside the
    window, and not before that day's digest is put together."""
    local = now.astimezone(zone)
    mail_day = delivery.window.days == "all" or calendar.is_open(local.date())
    if mail_day and local.time() <= clock_time(delivery.window.to):
        return max(now, instant(local.date(), _morning(delivery), zone))
    return next_morning(local.date(), delivery, zone, calendar)


def next_morning(day: date, delivery: Delivery, zone: ZoneInfo, calendar: WorkCalendar) -> datetime:
    """The digest of the first mail day after `day`."""
    day += timedelta(days=1)
    mail_day = day if delivery.window.days == "all" else calendar.next_open(day)
    return instant(mail_day, _morning(delivery), zone)


def _morning(delivery: Delivery) -> time:
    """When a day's mail goes out: as the digest says, but inside the window."""
    window = delivery.window
    return min(max(clock_time(window.from_), clock_time(delivery.digest.at)), clock_time(window.to))


def is_held(plan: Plan, book: Book, now: datetime) -> bool:
    """Whether mails of the plan wait for the secretariat."""
    if plan.stopped is not None:
        return True
    if plan.released_at is not None or plan.counted_from is None:
        return False
    first_day = plan.counted_from.astimezone(book.zone).date()
    last_day = book.rulebook.settings.release.manual_for.from_day(first_day, book.calendar)
    return now.astimezone(book.zone).date() < last_day
