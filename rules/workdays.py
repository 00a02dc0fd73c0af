"""Working days: which days offices are open, and the nearest such day.

Public names: WorkCalendar, ClosedPeriod, easter, public_holidays, HOLIDAYS.

Public holidays are worked out here (fixed days and days counted from Easter) for the countries of `HOLIDAYS`: the
`holidays` package gives the same days and is what the tests compare with, but takes longer to import than a
deadline may take to be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Holidays:
    """The public holidays of a country: (month, day) pairs, offsets in days from Easter Sunday, and movable days.

    `movable`: (month, day, weekday) is the first such weekday (0 = Monday) on or after that day.
    """

    fixed: tuple[tuple[int, int], ...]
    easter: tuple[int, ...]
    movable: tuple[tuple[int, int, int], ...] = ()
    substitutes: bool = False  # a fixed day at a weekend gives the next working day off


# As the law has them since 2005.
HOLIDAYS = {
    "NO": Holidays(((1, 1), (5, 1), (5, 17), (12, 25), (12, 26)), (-3, -2, 0, 1, 39, 49, 50)),
    "DK": Holidays(((1, 1), (12, 25), (12, 26)), (-3, -2, 0, 1, 39, 49, 50)),
    "SE": Holidays(((1, 1), (1, 6), (5, 1), (6, 6), (12, 25), (12, 26)), (-2, 0, 1, 39, 49), ((6, 20, 5), (10, 31, 5))),
    "GB": Holidays(((1, 1), (12, 25), (12, 26)), (-2, 1), ((5, 1, 0), (5, 25, 0), (8, 25, 0)), substitutes=True),
}


@lru_cache(maxsize=512)
def easter(year: int) -> date:
    """Easter Sunday of a year by the Gregorian rule (Meeus' form)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


@lru_cache(maxsize=512)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """Every public holiday of a country in a year, weekends included."""
    rules = HOLIDAYS[country]
    days = {date(year, month, day) for month, day in rules.fixed}
    days |= {easter(year) + timedelta(days=offset) for offset in rules.easter}
    for month, day, weekday in rules.movable:
        start = date(year, month, day)
        days.add(start + timedelta(days=(weekday - start.weekday()) % 7))
    if rules.substitutes:
        days |= _substitutes(sorted(days))
    if country == "DK" and year < 2024:  # Store bededag was a holiday until 2023.
        days.add(easter(year) + timedelta(days=26))
    return frozenset(days)


def _substitutes(days: list[date]) -> set[date]:
    """The day off for each holiday at a weekend: the next weekday that is none yet."""
    taken = set(days)
    for day in days:
        if day.weekday() > 4:
            while day.weekday() > 4 or day in taken:
                day += DAY
            taken.add(day)
    return taken


@dataclass(frozen=True, slots=True)
class ClosedPeriod:
    """Days on which nobody answers, such as romjul or fellesferie, inclusive at both ends.

    With `year` None the span comes every year, and `first` later than `last` wraps the new year. `first` and `last`
    are (month, day).
    """

    first: tuple[int, int]
    last: tuple[int, int]
    year: int | None = None
    name: str = ""

    @classmethod
    def parse(cls, text: str, name: str = "") -> ClosedPeriod:
        """From «MM-DD..MM-DD», «MM-DD» or «YYYY-MM-DD»; ValueError for anything else or a day that never comes."""
        if len(text) == 10:
            day = date.fromisoformat(text)
            return cls((day.month, day.day), (day.month, day.day), day.year, name)
        first, _, last = text.partition("..")
        return cls(_month_day(first), _month_day(last or first), None, name)

    def covers(self, day: date) -> bool:
        """Whether the day lies in the period."""
        here = (day.month, day.day)
        if self.year is not None and day.year != self.year:
            return False
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last


def _month_day(text: str) -> tuple[int, int]:
    day = date.fromisoformat(f"2024-{text.strip()}")  # a leap year, so that 02-29 is allowed
    return day.month, day.day


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Working days of a country, and own closed periods.

    A working day is Monday–Friday and not a public holiday. `christmas_eve` and `new_years_eve` say whether 24 and 31
    December, which are not public holidays, count as working days. `closed` does not change what a working day is (a
    due date stands in romjul too); it concerns the open days, on which mail is delivered.
    """

    country: str = "NO"
    closed: tuple[ClosedPeriod, ...] = ()
    christmas_eve: bool = True
    new_years_eve: bool = True

    def __post_init__(self) -> None:
        if self.country not in HOLIDAYS:
            raise ValueError(f"public holidays are known for {', '.join(sorted(HOLIDAYS))}, not {self.country!r}")

    def is_workday(self, day: date) -> bool:
        """Whether offices work on the day: no weekend, no public holiday."""
        if day.weekday() > 4 or day in public_holidays(self.country, day.year):
            return False
        if day.month == 12 and day.day == 24:
            return self.christmas_eve
        if day.month == 12 and day.day == 31:
            return self.new_years_eve
        return True

    def is_open(self, day: date) -> bool:
        """Whether the day is a working day outside every closed period."""
        return self.is_workday(day) and self.closed_on(day) is None

    def closed_on(self, day: date) -> ClosedPeriod | None:
        """The closed period that the day lies in; None: it lies in none, though it may be a weekend or a holiday."""
        return next((period for period in self.closed if period.covers(day)), None)

    def next_workday(self, day: date) -> date:
        """The day itself if it is a working day, else the first one after it."""
        while not self.is_workday(day) and day < date.max:
            day += DAY
        return day

    def previous_workday(self, day: date) -> date:
        """The day itself if it is a working day, else the last one before it."""
        while not self.is_workday(day) and day > date.min:
            day -= DAY
        return day

    def next_open(self, day: date) -> date:
        """The day itself if it is open, else the first open day after it; the day itself if a whole year is closed."""
        return self._seek_open(day, 1)

    def previous_open(self, day: date) -> date:
        """The day itself if it is open, else the last open day before it; the day itself if a whole year is closed."""
        return self._seek_open(day, -1)

    def _seek_open(self, day: date, step: int) -> date:
        for distance in range(367):
            candidate = day + timedelta(days=step * distance)
            if self.is_open(candidate):
                return candidate
        return day

    def add_workdays(self, day: date, count: int) -> date:
        """The working day that lies `count` working days after the day (before it when negative; 0 = the day)."""
        step = DAY if count > 0 else -DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_workday(day):
                day += step
        return day
