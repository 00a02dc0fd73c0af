"""Dated statements: periods with their bounds, joined in lists, and what they mean in a context.

Public names: Moment, moments, told_flags, DAY.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from rules import edtf
from rules.deadline.context import Context
from rules.deadline.holidays import SINGLE_DAYS
from rules.deadline.period import Ground, Period, Place, odd_year
from rules.deadline.placing import place
from rules.deadline.reading import Point
from rules.deadline.when import Dated, When
from rules.deadline.which_year import fits, told_alone, with_years

DAY = timedelta(days=1)


class Moment(NamedTuple):
    """A deadline placed in time: its EDTF strings, its point, and what the reader of it should know (flags)."""

    edtf: tuple[str, ...]
    point: Point
    start: bool = False
    flags: tuple[str, ...] = ()
    other: tuple[date, ...] = ()


def moments(dated: Dated, context: Context, future: bool = False, yearly: bool = False) -> tuple[Moment, ...] | None:
    """Each deadline placed in time; None if a period does not exist or no year is known. `future`: the text says that
    it lies ahead («planlagt»). `yearly`: they recur, so that each lies in the same year."""
    ground = _ground(context)
    if ground is None and not told_alone(dated.whens):
        return None
    ground = ground or Ground(1, None, (), context.policy)
    whens = with_years(dated.whens, ground, context, future, yearly)
    found = [_moment(when, ground, context, flags) for when, flags in whens]
    placed = tuple([moment for moment in found if moment is not None])
    return placed if len(placed) == len(found) else None


def _ground(context: Context) -> Ground | None:
    if context.plan_years:
        return Ground(context.plan_years[0], context.today, context.plan_years, context.policy)
    if context.today:
        return Ground(context.today.year, context.today, (), context.policy)
    return None


# --- points --------------------------------------------------------------------------------------------------------


def _moment(when: When, ground: Ground, context: Context, flags: tuple[str, ...]) -> Moment | None:
    first = place(when.first, ground)
    last = first if when.last is None else place(when.last, ground)
    if first is None or last is None or first.first > last.last:
        return None
    flags += _flags(when, first, ground)
    flags += ("which_school_year",) if when.first.unit == "schoolyear" and "year_supplied" in flags else ()
    if when.bound in ("after", "from"):
        return _start(when, first, last, ground, flags)
    text, opens, closes, codes = _written(when, first, last, ground)
    if when.bound == "in":
        return _finish(when, codes, (text, opens, closes), context, flags)
    return _bounded(when, first, last, ground, context, flags)


def _written(when: When, first: Place, last: Place, ground: Ground) -> tuple[str, date, date, tuple[str, ...]]:
    """The slot, its first and last day, and the EDTF strings."""
    if when.last is None:
        return first.edtf, first.first, first.last, (first.edtf,)
    if when.listed:
        slot = edtf.interval(first.first.isoformat()[:7], last.last.isoformat()[:7])
        return slot, first.first, last.last, _codes(first, last)
    ends, day = _close(last), last.last
    if when.closing != "in":
        ends, day = _limit(when._replace(bound=when.closing), last, last, ground)
    text = edtf.interval(_open(first), ends)
    return text, first.first, day, (text,)


def _codes(first: Place, last: Place) -> tuple[str, ...]:
    return first.edtf, last.edtf


def _open(found: Place) -> str:
    """How the period is written as the beginning of an interval: the standard's tools take no quarters there."""
    return found.opens


def _close(found: Place) -> str:
    return found.closes


def _before_break(period: Period) -> bool:
    return period.unit == "season" and period.n == 22 and not period.part


def _start(when: When, first: Place, last: Place, ground: Ground, flags: tuple[str, ...]) -> Moment:
    if when.bound == "from":
        text, day = _open(first), first.first
    else:
        text, day = _after(when, last, ground)
    slot = edtf.interval(text, "..")
    return Moment((slot,), Point(slot, day, None, None), True, flags)


def _after(when: When, last: Place, ground: Ground) -> tuple[str, date]:
    """The first period after: of the same kind, so that «etter juni» begins with July."""
    period = when.end
    if _before_break(period) or period.name in ("summer", "common"):
        year, (month, day) = last.last.year, ground.policy.summer_break_over
        if period.name != "common":
            back = date(year, month, day)
            return edtf.approximate(back.isoformat()), back
    if period.name == "newyear":
        return last.last.isoformat(), last.last
    after = last.last + DAY
    size = len(last.closes.rstrip("~?"))
    return after.isoformat()[: size if size in (4, 7) and last.closes[5:6] != "2" else 10], after


def _bounded(when: When, first: Place, last: Place, ground: Ground, context: Context, flags: tuple[str, ...]) -> Moment:
    """«innen» and «før»: open at the beginning, due by the end of the period or the day before it."""
    text, end = _limit(when, first, last, ground)
    slot = edtf.interval("..", text)
    moment = _finish(when, (slot,), (slot, None, end), context, flags)
    if when.bound == "by" and _unclear(when):
        earlier = context.policy.calendar.previous_workday(first.first - DAY)
        moment = moment._replace(flags=(*moment.flags, "by_ambiguous"), other=(*moment.other, earlier))
    return moment


def _unclear(when: When) -> bool:
    """Some mean «innen februar» as before it begins; «utgangen av» and a day are clear."""
    return not when.sure and when.end.unit in ("month", "year", "season", "quarter", "half", "tertial")


def _limit(when: When, first: Place, last: Place, ground: Ground) -> tuple[str, date]:
    period = when.end
    if _before_break(period) or period.name == "summer":
        day = date(last.last.year, *ground.policy.before_summer)
        return day.isoformat(), day
    if period.unit == "holiday" and period.name == "newyear":
        return first.first.isoformat(), first.first
    if period.unit == "holiday" and period.name not in SINGLE_DAYS:
        day = first.first - DAY
        return day.isoformat(), day
    if when.bound == "before" and not when.sure:
        return _eve(period, first)
    if when.bound == "by" and not ground.policy.by_is_inclusive and _unclear(when):
        return _eve(period, first)
    return _close(last), last.last


def _eve(period: Period, first: Place) -> tuple[str, date]:
    day = first.first - DAY
    size = {"month": 7, "quarter": 7, "tertial": 7, "half": 7, "year": 4}.get(period.unit, 10)
    size = 10 if period.part else size
    return day.isoformat()[:size], day


def _finish(
    when: When, codes: tuple[str, ...], period: tuple[str, date | None, date], context: Context, flags: tuple[str, ...]
) -> Moment:
    """The deadline with its due day: the last working day on or before the end, by policy."""
    slot, first, end = period
    due = _due(when, end, context)
    other = () if end == due else (end,)
    if end.month == 12 and end.day == 31 and due == end:
        other = (context.policy.calendar.previous_workday(end - DAY),)
    return Moment(codes, Point(slot, first, end, due), False, flags, other + _other_ends(when, end, context))


def _other_ends(when: When, end: date, context: Context) -> tuple[date, ...]:
    """Other days that a sensible reader could take: the season as the weather has it, a fortnight's «medio»."""
    calendar = context.policy.calendar
    if when.end.unit == "season" and not when.end.part and when.bound == "in":
        code = f"{end.year - (when.end.n == 24):04d}-{when.end.n}"
        last = edtf.bounds(code, edtf.METEOROLOGICAL)[1]
        return () if last is None or last == end else (calendar.previous_workday(last),)
    if when.end.part == "mid" and when.end.unit == "month":
        return (calendar.previous_workday(end.replace(day=20)),)
    return ()


def _due(when: When, end: date, context: Context) -> date:
    if context.policy.period_due == "last_day" or _event_day(when):
        return end
    return context.policy.calendar.previous_workday(end)


def _event_day(when: When) -> bool:
    """A day of the weekend that the text names as such («lørdag 21. september») is an event: it is not moved."""
    period = when.first
    return (
        when.last is None
        and when.bound == "in"
        and (
            period.unit in ("nthweekend", "weekend")
            or (period.unit in ("day", "nth", "weekday") and (period.weekday or 0) in (5, 6))
        )
    )


def _flags(when: When, first: Place, ground: Ground) -> tuple[str, ...]:
    flags = []
    for period in (when.first, when.last):
        if period is None:
            continue
        if (
            period.unit == "day"
            and period.weekday is not None
            and period.year is not None
            and not fits(period, period.year)
        ):
            flags.append("weekday_conflict")
        if period.unit == "nthweek":
            flags.append("which_week")
        if odd_year(period, ground):
            flags.append("year_odd")
        if period.unit == "season":
            flags.append("winter" if period.n == 24 else "season")
        if period.part or period.about:
            flags.append(
                "part_of_long" if period.unit != "month" and period.part and "half" not in period.part else "about"
            )
        if (
            period.name in ("autumn", "winter", "easter", "school", "schoolend", "newyearweeks", "yearstart")
            or period.unit == "term"
        ):
            flags.append("local_custom")
    return tuple(dict.fromkeys(flags))


def told_flags(found: tuple[Moment, ...]) -> tuple[str, ...]:
    """The doubts of all the moments, each once."""
    if len(found) == 1:
        return found[0].flags
    return tuple(dict.fromkeys(flag for moment in found for flag in moment.flags))
