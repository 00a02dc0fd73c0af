"""The dated points of a reading between two days. Public name: expand."""

from __future__ import annotations

from datetime import date, datetime, time

from dateutil.rrule import rrulestr

from rules.deadline.reading import Point, Reading
from rules.workdays import WorkCalendar

# Rules that name a day (or, for a weekday rule, which weekday): only these give dates by themselves.
_NAMES_DAYS = ("BYDAY=", "BYMONTHDAY=", "BYWEEKNO=", "BYMONTH=")


def names_days(rrule: str) -> bool:
    """Whether the rule itself says on which days it falls, without a first date from elsewhere."""
    parts = dict(part.split("=", 1) for part in rrule.split(";"))
    if parts.get("INTERVAL", "1") != "1" and "BYMONTH" not in parts:
        return False
    return any(name in rrule for name in _NAMES_DAYS)


def expand(reading: Reading, first: date, last: date, calendar: WorkCalendar) -> tuple[Point, ...]:
    """The points of the reading from `first` to `last`, inclusive, in order of due.

    A recurring rule gives points only where it names days; a day of the month moves to the working day before it, a
    weekday rule («første mandag») is not moved. Other readings give those of their own points that are due then.
    """
    if reading.rrule is None:
        return tuple(p for p in reading.points if p.due is not None and first <= p.due <= last)
    if not names_days(reading.rrule):
        return ()
    return tuple(point for point in _occurrences(reading.rrule, first, last, calendar) if first <= _due(point) <= last)


def _due(point: Point) -> date:
    return point.due or date.max


def _occurrences(rrule: str, first: date, last: date, calendar: WorkCalendar) -> tuple[Point, ...]:
    start = datetime.combine(date(first.year, 1, 1), time.min)
    end = datetime.combine(last, time.min).replace(month=12, day=31)
    days = (moment.date() for moment in rrulestr(rrule, dtstart=start).between(start, end, inc=True))
    moved = "BYDAY=" not in rrule
    return tuple(Point(day.isoformat(), day, day, calendar.previous_workday(day) if moved else day) for day in days)
