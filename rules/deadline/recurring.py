"""Yearly recurrences tied to dates: «innen 1. mars hvert år», «hver høst».

Public names: on_each, recurrence, Yearly."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time

from dateutil.rrule import rrulestr

from rules.deadline.context import Context
from rules.deadline.dated import Moment, moments
from rules.deadline.grammar.repeats import DAY_CODES, Repeat
from rules.deadline.holidays import MOVABLE
from rules.deadline.period import Period
from rules.deadline.reading import Point
from rules.deadline.when import Dated, When

_TURNS = {"FREQ=MONTHLY;INTERVAL=6": 2, "FREQ=MONTHLY;INTERVAL=4": 3, "FREQ=MONTHLY;INTERVAL=3": 4}


@dataclass(frozen=True, slots=True)
class Yearly:
    """A rule with its points in the plan's year."""

    rrule: str
    edtf: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    flags: tuple[str, ...] = ()
    other: tuple[date, ...] = ()


def on_each(repeat: Repeat, dated: Dated | None) -> Repeat:
    """«Halvårlig (juni og desember)»: a rhythm beside as many periods as it has turns in a year is yearly on these."""
    turns = _TURNS.get(repeat.rrule)
    if dated is None or turns != len(dated.whens) or dated.either:
        return repeat
    if any(when.first.year is not None or when.bound in ("from", "after") for when in dated.whens):
        return repeat
    return Repeat("FREQ=YEARLY")


def recurrence(repeat: Repeat, dated: Dated | None, context: Context, shown: bool) -> Yearly:
    """The rule, and where it names days of the year, its days in the plan's year. `shown`: the period is told, too."""
    if dated is None or repeat.rrule != "FREQ=YEARLY":
        points = _points(repeat.rrule, context)
        beside = dated is not None and not all(when.first.unit in ("year", "years", "plan") for when in dated.whens)
        return Yearly(repeat.rrule, points=points, flags=("beside",) if beside else ())
    if all(when.bound in ("from", "after") or when.first.unit in ("year", "years", "plan") for when in dated.whens):
        return Yearly(repeat.rrule)
    if any(when.first.unit == "rel" for when in dated.whens):  # «årlig i måneden»
        return Yearly(repeat.rrule, flags=("rhythms",))
    found = moments(dated, context, yearly=True)
    if not found:
        return Yearly(repeat.rrule, flags=("no_such_day",))
    flags = tuple(dict.fromkeys(flag for moment in found for flag in moment.flags))
    other = tuple(day for moment in found for day in moment.other)
    texts, points = _texts(dated, found)
    flags += ("beside",) if any(when.first.year is not None for when in dated.whens) else ()
    return Yearly(_rule(dated, found), texts if shown and _bare(dated) else (), points, flags, other)


def _bare(dated: Dated) -> bool:
    return all(when.bound == "in" for when in dated.whens) and dated.whens[0].first.unit != "day"


def _texts(dated: Dated, found: tuple[Moment, ...]) -> tuple[tuple[str, ...], tuple[Point, ...]]:
    if not dated.either:
        return tuple(text for moment in found for text in moment.edtf), tuple(moment.point for moment in found)
    text = "[" + ",".join(moment.edtf[0] for moment in found) + "]"
    last = found[-1].point
    return (text,), (Point(text, found[0].point.earliest, last.latest, last.due),)


def _rule(dated: Dated, found: tuple[Moment, ...]) -> str:
    """The RRULE of the ends of the periods; plain yearly where one rule cannot say it."""
    if dated.either:
        return "FREQ=YEARLY"
    if len(dated.whens) == 1 and dated.whens[0].last is not None:
        start = found[0].point.earliest
        return f"FREQ=YEARLY;BYMONTH={start.month}" if start else "FREQ=YEARLY"
    if all(when.first.unit == "week" for when in dated.whens):
        return "FREQ=YEARLY;BYWEEKNO=" + ",".join(str(when.first.n) for when in dated.whens)
    return _by_day(list(dated.whens), [moment.point.latest for moment in found if moment.point.latest])


def _by_day(whens: list[When], ends: list[date]) -> str:
    if len(whens) == 1 and whens[0].first.unit == "nth":
        return _by_weekday(whens[0].first)
    if not ends or any(when.first.unit in ("weekday", "rel", "ahead") or when.first.name in MOVABLE for when in whens):
        return "FREQ=YEARLY"
    whole = all(
        end.day == monthrange(end.year, end.month)[1] and w.first.unit != "day"
        for end, w in zip(ends, whens, strict=False)
    )
    days = {-1} if whole else {end.day for end in ends}
    if len(days) > 1:
        return "FREQ=YEARLY"
    months = ",".join(str(month) for month in dict.fromkeys(end.month for end in ends))
    return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={days.pop()}"


def _by_weekday(period: Period) -> str:
    """«første mandag i mai»; plain yearly for its first day or working day, which no single rule says."""
    if period.weekday is None or period.weekday >= len(DAY_CODES):
        return "FREQ=YEARLY"
    return f"FREQ=YEARLY;BYMONTH={period.n};BYDAY={period.d}{DAY_CODES[period.weekday]}"


def _points(rrule: str, context: Context) -> tuple[Point, ...]:
    """The days of a rule that names weekdays of certain months, in the plan's year; they are not moved."""
    if "BYMONTH=" not in rrule or not (context.plan_years or context.today):
        return ()
    year = context.plan_years[0] if context.plan_years else context.today.year if context.today else 0
    start = datetime.combine(date(year, 1, 1), time.min)
    days = [
        moment.date()
        for moment in rrulestr(rrule, dtstart=start).between(start, start.replace(month=12, day=31), inc=True)
    ]
    return tuple(Point(day.isoformat(), day, day, day) for day in days)
