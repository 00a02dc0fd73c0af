"""Dated statements: periods with their bounds, joined in lists, and what they mean in a context.

Public names: When, Dated, Moment, moments, told_flags.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

from rules import edtf
from rules.deadline.context import Context
from rules.deadline.holidays import SINGLE_DAYS
from rules.deadline.period import FULL_UNITS, Ground, Period, Place, odd_year
from rules.deadline.placing import place
from rules.deadline.reading import Point

Bound = Literal["in", "by", "before", "after", "from"]
DAY = timedelta(days=1)


class When(NamedTuple):
    """One deadline: a period, or with `last` the stretch from one to another.

    `listed`: a window whose periods are written one by one («Q1 + Q2»). `sure`: the text says that the end counts
    («utgangen av»). `led`: «i» or «i løpet av» stands before it.
    """

    first: Period
    last: Period | None = None
    bound: Bound = "in"
    listed: bool = False
    sure: bool = False
    led: bool = False

    @property
    def end(self) -> Period:
        """The period that the deadline ends with."""
        return self.last or self.first


class Dated(NamedTuple):
    """Deadlines in the order of the text. `either`: one of them, nobody knows which («april eller mai»)."""

    whens: tuple[When, ...]
    either: bool = False


class Moment(NamedTuple):
    """A deadline placed in time: its EDTF strings, its point, and what the reader of it should know (flags)."""

    edtf: tuple[str, ...]
    point: Point
    start: bool = False
    flags: tuple[str, ...] = ()
    other: tuple[date, ...] = ()


def moments(dated: Dated, context: Context, future: bool = False) -> tuple[Moment, ...] | None:
    """Each deadline placed in time; None if a period does not exist or no year is known. `future`: the text says that
    it lies ahead («planlagt»)."""
    ground = _ground(context)
    if ground is None and not all(_placed(when) for when in _distributed(dated.whens)):
        return None
    ground = ground or Ground(1, None, (), context.policy)
    whens = _with_years(dated.whens, ground, context, future)
    found = [_moment(when, ground, context, flags) for when, flags in whens]
    placed = tuple([moment for moment in found if moment is not None])
    return placed if len(placed) == len(found) else None


def _placed(when: When) -> bool:
    """Whether the text itself says when, without a plan or a today."""
    return when.first.unit in FULL_UNITS or (when.first.year is not None and when.end.year is not None)


def _ground(context: Context) -> Ground | None:
    if context.plan_years:
        return Ground(context.plan_years[0], context.today, context.plan_years, context.policy)
    if context.today:
        return Ground(context.today.year, context.today, (), context.policy)
    return None


# --- years ---------------------------------------------------------------------------------------------------------


def _with_years(
    whens: tuple[When, ...], ground: Ground, context: Context, future: bool
) -> list[tuple[When, tuple[str, ...]]]:
    """Every period with a year: from its neighbours in the list (the one after it first), else from the context."""
    told = _distributed(whens)
    undated = [when for when in told if not when.first.dated]
    if undated:
        year, flags = _missing_year(undated, ground, context, future)
        told = [_dated_in(when, year, ground) for when in told]
    else:
        flags = ()
    return [(when if when.last is None else _ordered(when, ground), flags) for when in told]


def _distributed(whens: tuple[When, ...]) -> list[When]:
    """Each period with a year that the list tells: «juni og nov 2015» has one year, and it stands last."""
    if len(whens) == 1 and whens[0].last is None:
        return list(whens)
    out: list[When] = []
    known: Period | None = None
    for when in reversed(whens):
        when, known = _taking(when, known)
        out.append(when)
    out.reverse()
    return _forward(out)


def _taking(when: When, known: Period | None) -> tuple[When, Period | None]:
    """The deadline with the year of the period after it, and the period that those before it take theirs from."""
    last, first = when.last, when.first
    if last is not None and not last.dated and known is not None:
        last = _same_year(last, known)
    source = last if last is not None and last.dated else known
    if not first.dated and source is not None:
        first = _same_year(first, source)
    return when._replace(first=first, last=last), first if first.dated else source


def _same_year(period: Period, source: Period) -> Period:
    return period.moved(source.year, source.shift) if source.unit not in FULL_UNITS else period


def _forward(whens: list[When]) -> list[When]:
    out: list[When] = []
    known: Period | None = None
    for when in whens:
        first, last = when.first, when.last
        first = _same_year(first, known) if known is not None and not first.dated else first
        known = first if first.dated else known
        last = _same_year(last, known) if last is not None and known is not None and not last.dated else last
        known = last if last is not None and last.dated else known
        out.append(when._replace(first=first, last=last))
    return out


def _dated_in(when: When, year: int, ground: Ground) -> When:
    """The deadline in a year that the text does not tell; a stretch over the new year begins in it."""
    first = when.first if when.first.dated else when.first.moved(year)
    last = when.last
    if last is None or last.dated:
        return When(first, last, when.bound, when.listed, when.sure)
    begins, ends = place(first, ground), place(last._replace(year=first.year or year), ground)
    over = begins is not None and ends is not None and begins.first > ends.last
    return when._replace(first=first, last=last._replace(year=(first.year or year) + over))


def _missing_year(undated: list[When], ground: Ground, context: Context, future: bool) -> tuple[int, tuple[str, ...]]:
    """The year for those that name none: the one their weekdays fit, else the plan's, rolled on with reason only."""
    fitting = _weekday_year(undated, ground)
    if fitting is not None:
        near = abs(fitting - ground.year)
        return fitting, ("year_supplied" if not near else "year_by_weekday" if near == 1 else "year_far",)
    if not ground.plan_years:
        return _nearest(undated, ground)
    found = place(undated[0].end if undated[0].last else undated[0].first, ground)
    today = context.today
    if found is None or today is None or found.last >= today:
        return ground.year, ("year_supplied",)
    return _passed(undated, found, ground, today, future)


def _passed(whens: list[When], found: Place, ground: Ground, today: date, future: bool) -> tuple[int, tuple[str, ...]]:
    """A day without a year that has passed stays in the plan's year, unless the plan has a later year in which it lies
    ahead, the text looks ahead, or the same day next year is nearer («21-22 januar» in minutes of November)."""
    later = [year for year in ground.plan_years[1:] if year >= today.year and year > ground.year]
    if later and found.last.replace(day=1, year=later[0]) >= today.replace(day=1):
        return later[0], ("year_supplied", "year_rolled")
    near = whens[0].first.unit == "day" and (today - found.last).days > 183
    if ground.year == today.year and (future or near):
        return ground.year + 1, ("year_supplied", "year_rolled")
    return ground.year, ("year_supplied", "passed")


def _nearest(whens: list[When], ground: Ground) -> tuple[int, tuple[str, ...]]:
    """Without a plan: the first year in which the end lies at most a month back."""
    found = place(whens[0].end, ground)
    gone = found is not None and ground.today is not None and (ground.today - found.last).days > 31
    return ground.year + gone, ("year_nearest",)


def _weekday_year(whens: list[When], ground: Ground) -> int | None:
    told = [p for when in whens for p in (when.first, when.last) if p is not None and p.weekday is not None]
    named = [p for p in told if p.unit == "day"]
    if not named:
        return None
    near = (
        *ground.plan_years,
        ground.year,
        ground.year + 1,
        ground.year - 1,
        *(ground.year + step for step in (2, -2, 3, -3, 4, -4)),
    )
    return next((year for year in near if all(_fits(p, year) for p in named)), None)


def _fits(period: Period, year: int) -> bool:
    try:
        return date(year, period.n, period.d).weekday() == period.weekday
    except ValueError:
        return False


def _ordered(when: When, ground: Ground) -> When:
    """A stretch that would end before it begins wraps the new year: «november - januar 2022» begins in 2021."""
    if when.last is None or when.first.year is None or when.last.year is None:
        return when
    first, last = place(when.first, ground), place(when.last, ground)
    if first is None or last is None or first.first <= last.last:
        return when
    return when._replace(first=when.first._replace(year=when.first.year - 1))


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
    text, opens, closes, codes = _written(when, first, last)
    if when.bound == "in":
        return _finish(when, codes, (text, opens, closes), context, flags)
    return _bounded(when, first, last, ground, context, flags)


def _written(when: When, first: Place, last: Place) -> tuple[str, date, date, tuple[str, ...]]:
    """The slot, its first and last day, and the EDTF strings."""
    if when.last is None:
        return first.edtf, first.first, first.last, (first.edtf,)
    if when.listed:
        slot = edtf.interval(first.first.isoformat()[:7], last.last.isoformat()[:7])
        return slot, first.first, last.last, _codes(first, last)
    text = edtf.interval(first.opens if first.edtf == first.opens else _open(first), _close(last))
    return text, first.first, last.last, (text,)


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
            and not _fits(period, period.year)
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
        if period.name in ("autumn", "winter", "easter", "school", "schoolend") or period.unit == "term":
            flags.append("local_custom")
    return tuple(dict.fromkeys(flags))


def told_flags(found: tuple[Moment, ...]) -> tuple[str, ...]:
    """The doubts of all the moments, each once."""
    if len(found) == 1:
        return found[0].flags
    return tuple(dict.fromkeys(flag for moment in found for flag in moment.flags))
