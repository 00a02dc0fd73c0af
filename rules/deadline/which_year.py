"""Which year a period lies in: told in the list, supplied by the plan, or rolled on. Public names: with_years,
told_alone, fits."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from rules.deadline.context import Context
from rules.deadline.period import FULL_UNITS, Ground, Period, Place
from rules.deadline.placing import place
from rules.deadline.when import When


def with_years(
    whens: tuple[When, ...], ground: Ground, context: Context, future: bool, yearly: bool
) -> list[tuple[When, tuple[str, ...]]]:
    """Every period with a year: from its neighbours in the list (the one after it first), else from the context."""
    told = _distributed(whens)
    undated = [when for when in told if not when.first.dated]
    flags: tuple[str, ...] = ()
    if undated:
        year, flags = _missing_year(undated, ground, context, future)
        told = [_dated_in(when, year, ground) for when in told]
    if len(whens) > 1 and not yearly:
        told, over = _over_new_year(whens, told, ground)
        flags += over
    pairs = zip(whens, told, strict=True)
    return [(when if when.last is None else _ordered(was, when, ground), flags) for was, when in pairs]


def _over_new_year(whens: tuple[When, ...], told: list[When], ground: Ground) -> tuple[list[When], tuple[str, ...]]:
    """A list without a year that goes over the new year: in «nov, des, jan» January is the next, in «nov, des, jan
    2016» November is in 2015."""
    dated = [when.first.dated for when in whens]
    falls = _falls(told, ground)
    alike = len({when.first.unit for when in whens}) == 1 and not any(when.last for when in whens)
    if len(falls) != 1 or any(dated[:-1]) or not alike:
        return told, ()
    at = falls[0]
    before, after = (-1, 0) if dated[-1] else (0, 1)
    moved = [_later(when, before if index < at else after) for index, when in enumerate(told)]
    return moved, ("year_rolled",)


def _falls(told: list[When], ground: Ground) -> list[int]:
    """Where in the list a deadline lies before the one that it follows."""
    places = [place(when.first, ground) for when in told]
    return [
        index + 1
        for index, (a, b) in enumerate(pairwise(places))
        if a is not None and b is not None and b.first < a.first
    ]


def _later(when: When, years: int) -> When:
    year = when.first.year
    return when if not years or year is None else when._replace(first=when.first._replace(year=year + years))


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
        return when._replace(first=first, last=last, led=False)
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
    return next((year for year in near if all(fits(p, year) for p in named)), None)


def fits(period: Period, year: int) -> bool:
    try:
        return date(year, period.n, period.d).weekday() == period.weekday
    except ValueError:
        return False


def _ordered(was: When, when: When, ground: Ground) -> When:
    """A stretch that would end before it begins wraps the new year: «november - januar 2022» begins in 2021,
    «desember 2021 - februar» ends in 2022. `was`: as the text has it."""
    if when.last is None or when.first.year is None or when.last.year is None:
        return when
    first, last = place(when.first, ground), place(when.last, ground)
    if first is None or last is None or first.first <= last.last:
        return when
    if was.first.dated and was.last is not None and not was.last.dated:
        return when._replace(last=when.last._replace(year=when.last.year + 1))
    return when._replace(first=when.first._replace(year=when.first.year - 1))


def told_alone(whens: tuple[When, ...]) -> bool:
    """Whether the text itself says when, without a plan or a today."""
    return all(_placed(when) for when in _distributed(whens))


def _placed(when: When) -> bool:
    return when.first.unit in FULL_UNITS or (when.first.year is not None and when.end.year is not None)
