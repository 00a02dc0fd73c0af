"""Where a period lies once the year is known. Public names: place, add, nth_day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from rules import edtf
from rules.deadline.context import Policy
from rules.deadline.holidays import holiday
from rules.deadline.period import ANY_DAY, ANY_WORKDAY, DIVISION, Ground, Period, Place, months, one_day, span
from rules.deadline.portion import portion


def place(period: Period, ground: Ground) -> Place | None:
    """Where the period lies; None if there is no such day, or it is counted from a today that is not known."""
    try:
        year = _year(period, ground) if period.year is None else period.year
        found = _UNITS[period.unit](period, year, ground)
    except (ValueError, OverflowError):  # 29 February, week 53, year 0
        return None
    if found is None:
        return None
    if period.part:
        found = portion(period, found)
    return _qualified(period, found) if period.about or period.maybe else found


def _year(period: Period, ground: Ground) -> int:
    if period.shift:
        base = ground.today.year if ground.today and not ground.plan_years else ground.year
        return base + period.shift
    return ground.year


def _qualified(period: Period, found: Place) -> Place:
    mark = "?" if period.maybe else "~"
    text = found.edtf
    plain = "/" not in text and text[-1] not in "~?" and not _coded(text)
    text = text + mark if plain else text
    return found._replace(edtf=text, opens=text if plain else found.opens, closes=text if plain else found.closes)


def _coded(text: str) -> bool:
    """Whether it is a season, quarter, tertial or half-year: the standard's tools take no «~» there."""
    return len(text) == 7 and int(text[5:]) > 12


def _day(period: Period, year: int, ground: Ground) -> Place:
    return one_day(date(year, period.n, period.d))


def _month(period: Period, year: int, ground: Ground) -> Place:
    return _month_place(year, period.n)


@lru_cache(maxsize=1024)
def _month_place(year: int, number: int) -> Place:
    text = edtf.month(year, number)
    return Place(text, date(year, number, 1), edtf.month_end(year, number), text, text)


def _division(period: Period, year: int, ground: Ground) -> Place:
    offset = 3 if period.name == "fiscal" else ground.policy.quarters_from - 1
    return _division_place(period.unit, period.n, year, offset)


@lru_cache(maxsize=1024)
def _division_place(unit: str, number: int, year: int, offset: int) -> Place:
    """A quarter, tertial or half-year; `offset` months after the calendar's."""
    before, length = DIVISION[unit]
    if not 1 <= number <= 12 // length:
        raise ValueError("no such part of a year")
    start = offset + length * (number - 1)
    first = date(year + start // 12, start % 12 + 1, 1)
    end = start + length - 1
    last = edtf.month_end(year + end // 12, end % 12 + 1)
    found = months(first, last)
    return found if offset else found._replace(edtf=f"{year:04d}-{before + number}")


def _season(period: Period, year: int, ground: Ground) -> Place:
    text = edtf.season(year, period.n)
    first, last = edtf.season_bounds(year, period.n, ground.policy.seasons)
    found = Place(text, first, last, text, text)
    if period.n != 24:
        return found
    return found._replace(opens=found.first.isoformat()[:7], closes=found.last.isoformat()[:7])


def _week(period: Period, year: int, ground: Ground) -> Place:
    return _in_week(period, *edtf.week(year, period.n))


def _in_week(period: Period, monday: date, sunday: date) -> Place:
    """The week, or the day of it that the text names («mandag i uke 34»)."""
    if period.weekday is None:
        return span(monday, sunday)
    return span(*[monday + timedelta(days=period.weekday)] * 2)


def _whole_year(period: Period, year: int, ground: Ground) -> Place:
    return _year_place(year)


@lru_cache(maxsize=256)
def _year_place(year: int) -> Place:
    text = f"{year:04d}"
    return Place(text, date(year, 1, 1), date(year, 12, 31), text, text)


def _years(period: Period, year: int, ground: Ground) -> Place:
    first, last = f"{year:04d}", f"{period.n:04d}"
    return Place(edtf.interval(first, last), date(year, 1, 1), date(period.n, 12, 31), first, last)


def _school_year(period: Period, year: int, ground: Ground) -> Place:
    return months(date(year, 8, 1), date(year + 1, 6, 30))


def _semester(period: Period, year: int, ground: Ground) -> Place:
    if period.n == 1:
        return months(date(year, 1, 1), date(year, 6, 30))
    return months(date(year, 8, 1), date(year, 12, 31))


def _month_turn(period: Period, year: int, ground: Ground) -> Place:
    last = edtf.month_end(year, period.n)
    return span(last, last + timedelta(days=1))


def _nth(period: Period, year: int, ground: Ground) -> Place:
    return span(*[nth_day(year, period.n, period.d, period.weekday or 0, ground.policy)] * 2)


def nth_day(year: int, month: int, nth: int, weekday: int, policy: Policy) -> date:
    """The nth (-1 = last) such day of a month; `weekday` may be ANY_DAY or ANY_WORKDAY. ValueError if there is none."""
    days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
    if weekday == ANY_WORKDAY:
        days = [day for day in days if policy.calendar.is_workday(day)]
    elif weekday != ANY_DAY:
        days = [day for day in days if day.weekday() == weekday]
    if nth == 0 or abs(nth) > len(days):
        raise ValueError("no such day in the month")
    return days[nth - 1 if nth > 0 else nth]


def _nth_week(period: Period, year: int, ground: Ground) -> Place:
    """The nth week that begins in the month; the last is the last that lies in it for the most part."""
    if period.d > 0:
        start = nth_day(year, period.n, period.d, 0, ground.policy)
    else:
        end = edtf.month_end(year, period.n)
        start = end - timedelta(days=end.weekday() + (7 if end.weekday() < 3 else 0))
    return span(start, start + timedelta(days=6))


def _nth_weekend(period: Period, year: int, ground: Ground) -> Place:
    """The nth Saturday of the month (the last: the last Sunday) and what is left of the weekend."""
    if period.d > 0:
        first = nth_day(year, period.n, period.d, 5, ground.policy)
    else:
        first = nth_day(year, period.n, -1, 6, ground.policy) - timedelta(days=1)
    return span(first, first + timedelta(days=1))


def _week_of(period: Period, year: int, ground: Ground) -> Place:
    day = date(year, period.n, period.d)
    monday = day - timedelta(days=day.weekday())
    return span(monday, monday + timedelta(days=6))


def _weekend(period: Period, year: int, ground: Ground) -> Place | None:
    """The weekend of this week, or of the next for `d` = 1."""
    if ground.today is None:
        return None
    first = ground.today + timedelta(days=5 - ground.today.weekday() + 7 * period.d)
    return span(first, first + timedelta(days=1))


def _term(period: Period, year: int, ground: Ground) -> Place:
    """A municipal election period: elections in the autumn of 2019, 2023, …; `d` = 1 is the next one."""
    first = year - (year - 2019) % 4
    first = (first - 4 if first == year else first) + 4 * period.d
    return Place(f"{first}/{first + 4}", date(first, 10, 1), date(first + 4, 9, 30), f"{first}", f"{first + 4}")


def _plan(period: Period, year: int, ground: Ground) -> Place:
    years = ground.plan_years or (year,)
    first, last = min(years), max(years)
    return _whole_year(period, first, ground) if first == last else _years(period._replace(n=last), first, ground)


def _rel(period: Period, year: int, ground: Ground) -> Place | None:
    """«neste uke», «denne måneden», «neste kvartal»: `name` is the unit, `d` how many further on."""
    today = ground.today
    if today is None:
        return None
    if period.name == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=period.d)
        return _in_week(period, monday, monday + timedelta(days=6))
    if period.name == "month":
        index = today.year * 12 + today.month - 1 + period.d
        return _month(Period("month", n=index % 12 + 1), index // 12, ground)
    length = DIVISION[period.name][1]
    index = today.year * (12 // length) + (today.month - 1) // length + period.d
    count = 12 // length
    return _division(Period(period.name, n=index % count + 1), index // count, ground)


def _rel_days(period: Period, year: int, ground: Ground) -> Place | None:
    return None if ground.today is None else span(*[ground.today + timedelta(days=period.d)] * 2)


def _ahead(period: Period, year: int, ground: Ground) -> Place | None:
    """«om to uker»: `d` of the unit `name` from today."""
    return None if ground.today is None else span(*[add(ground.today, period.d, period.name, ground.policy)] * 2)


def add(day: date, count: int, unit: str, policy: Policy) -> date:
    """The day `count` units later (earlier when negative): day, workday, week, month, quarter, tertial, half, year."""
    if unit == "workday":
        return policy.calendar.add_workdays(day, count) if abs(count) <= 1000 else day
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    length = {"month": 1, "quarter": 3, "tertial": 4, "half": 6, "year": 12}[unit]
    index = day.year * 12 + day.month - 1 + count * length
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _weekday(period: Period, year: int, ground: Ground) -> Place | None:
    """The next such weekday after today, or the one before it for `d` = -1."""
    if ground.today is None or period.weekday is None:
        return None
    ahead = (period.weekday - ground.today.weekday() - 1) % 7 + 1
    return span(*[ground.today + timedelta(days=ahead if period.d >= 0 else ahead - 7 or -7)] * 2)


def _day_only(period: Period, year: int, ground: Ground) -> Place | None:
    """«den 15.»: of this month, or the next if it has passed."""
    if ground.today is None:
        return None
    month = (
        ground.today if ground.today.day <= period.d else add(ground.today.replace(day=1), 1, "month", ground.policy)
    )
    return span(*[month.replace(day=period.d)] * 2)


def _holiday(period: Period, year: int, ground: Ground) -> Place:
    return span(*holiday(period.name, year, ground.policy))


_UNITS: dict[str, Callable[[Period, int, Ground], Place | None]] = {
    "day": _day,
    "month": _month,
    "quarter": _division,
    "tertial": _division,
    "half": _division,
    "season": _season,
    "week": _week,
    "year": _whole_year,
    "years": _years,
    "schoolyear": _school_year,
    "semester": _semester,
    "holiday": _holiday,
    "monthturn": _month_turn,
    "nth": _nth,
    "nthweek": _nth_week,
    "nthweekend": _nth_weekend,
    "weekof": _week_of,
    "weekend": _weekend,
    "term": _term,
    "plan": _plan,
    "rel": _rel,
    "reldays": _rel_days,
    "ahead": _ahead,
    "weekday": _weekday,
    "dayonly": _day_only,
}
