"""A period as a text names it, perhaps without a year, and what one is once it has a place in time.

Public names: Period, Place, Ground, one_day, span, months, odd_year, DIVISION, FULL_UNITS, ANY_DAY, ANY_WORKDAY.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from rules import edtf
from rules.deadline.context import Policy

DIVISION = {"quarter": (32, 3), "tertial": (36, 4), "half": (39, 6)}  # unit -> (EDTF code before the first, months)
ANY_DAY, ANY_WORKDAY = 8, 7  # beside 0-6 for Monday-Sunday
FULL_UNITS = frozenset(
    {"rel", "reldays", "weekday", "weekend", "dayonly", "ahead"}
)  # counted from today: no year is missing


class Period(NamedTuple):
    """A period in the words of a text.

    `unit`: day, month, quarter, tertial, half, season, week, year, years, schoolyear, semester, holiday, monthturn,
    nth, nthweek, nthweekend, weekof, term, plan, or one counted from today (rel, reldays, ahead, weekday, weekend,
    dayonly). `n`: the number of the
    month, quarter, season, week; `d`: day of the month, ordinal, or distance. `shift`: a year told by its distance from
    this one («neste år» = 1). `part`: early, mid, late and so on. `about`: «ca.». `maybe`: «mulig».
    """

    unit: str
    year: int | None = None
    n: int = 0
    d: int = 0
    weekday: int | None = None
    shift: int | None = None
    name: str = ""
    part: str = ""
    about: bool = False
    maybe: bool = False

    @classmethod
    def day(cls, day: int, month: int, year: int | None, weekday: int | None = None) -> Period | None:
        """A day of a month; None if there is none such."""
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(year or 2024, month)[1]:
            return None
        return cls("day", year, month, day, weekday)

    @property
    def dated(self) -> bool:
        """Whether the text itself says which year."""
        return self.year is not None or self.shift is not None or self.unit in FULL_UNITS

    def in_year(self, year: int | tuple[int, int] | None, shift: int | None = None) -> Period:
        """The same period with a year told elsewhere in the text; of a pair («2024/2025») the one that it lies in."""
        if isinstance(year, tuple):
            if self.unit == "quarter":  # British accounts: Q4 2024/25 is January-March 2025
                return self._replace(year=year[0], name="fiscal")
            late_start = self.unit == "holiday" or (self.unit == "season" and self.n >= 23)
            late_start = late_start or (self.unit in ("month", "day") and self.n >= 7)
            year = year[0] if late_start or (self.unit in ("schoolyear", "half") and self.n != 1) else year[1]
        return self.moved(year, shift)

    def moved(self, year: int | None, shift: int | None = None) -> Period:
        """The same in another year; written out because `_replace` takes three times as long, and every text asks."""
        unit, _, n, d, weekday, _, name, part, about, maybe = self
        return _new_period((unit, year, n, d, weekday, shift, name, part, about, maybe))


_new_period: Callable[[tuple[Any, ...]], Period] = partial(tuple.__new__, Period)


class Place(NamedTuple):
    """A period in time: its EDTF, first and last day, and how it is written at either end of an interval."""

    edtf: str
    first: date
    last: date
    opens: str
    closes: str


class Ground(NamedTuple):
    """What periods are placed on: the year for those without one, today (None if unknown), plan years, policy."""

    year: int
    today: date | None
    plan_years: tuple[int, ...]
    policy: Policy


def odd_year(period: Period, ground: Ground) -> bool:
    """A year far from the plan's is likely mistyped; goals for a whole year («innen 2050») may lie far ahead."""
    if period.year is None or not ground.plan_years:
        return False
    ahead = 50 if period.unit in ("year", "years") else 15
    return not min(ground.plan_years) - 9 <= period.year <= max(ground.plan_years) + ahead


def one_day(day: date) -> Place:
    text = day.isoformat()
    return Place(text, day, day, text, text)


def span(first: date, last: date) -> Place:
    """Any stretch of days."""
    if first == last:
        return one_day(first)
    opens, closes = first.isoformat(), last.isoformat()
    return Place(edtf.interval(opens, closes), first, last, opens, closes)


def months(first: date, last: date) -> Place:
    """A stretch of whole months."""
    one, other = first.isoformat()[:7], last.isoformat()[:7]
    return Place(one if one == other else edtf.interval(one, other), first, last, one, other)
