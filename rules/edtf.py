"""EDTF (ISO 8601-2): the strings we write for periods, and their first and last day.

Public names: bounds, month, quarter, tertial, half, season, interval, approximate, week, month_end, season_bounds,
SeasonEnds, PLANNING, METEOROLOGICAL.

Seasons carry no months in the standard; we bound them by how plans use them (`PLANNING`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

Bounds = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class SeasonEnds:
    """First and last (month, day) of spring, summer, autumn and winter (EDTF 21-24).

    Winter begins in the year it is named after and ends in the next; a last day of 29 February means the month's end.
    """

    spring: tuple[tuple[int, int], tuple[int, int]] = ((1, 1), (6, 30))
    summer: tuple[tuple[int, int], tuple[int, int]] = ((6, 1), (8, 31))
    autumn: tuple[tuple[int, int], tuple[int, int]] = ((8, 1), (12, 31))
    winter: tuple[tuple[int, int], tuple[int, int]] = ((12, 1), (2, 29))

    def of(self, code: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """The span of an EDTF season code (21 = spring)."""
        return (self.spring, self.summer, self.autumn, self.winter)[code - 21]


PLANNING = SeasonEnds()
METEOROLOGICAL = SeasonEnds(((3, 1), (5, 31)), ((6, 1), (8, 31)), ((9, 1), (11, 30)), ((12, 1), (2, 29)))

# EDTF code -> (first month, last month) of quarters, tertials and half-years.
DIVISIONS = {33 + n: (3 * n + 1, 3 * n + 3) for n in range(4)}
DIVISIONS |= {37 + n: (4 * n + 1, 4 * n + 4) for n in range(3)}
DIVISIONS |= {40 + n: (6 * n + 1, 6 * n + 6) for n in range(2)}

_SIMPLE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?[~?%]?", re.ASCII)


def month(year: int, number: int) -> str:
    """«2015-04» for April 2015."""
    return f"{year:04d}-{number:02d}"


def quarter(year: int, number: int) -> str:
    """«2014-36» for the fourth quarter."""
    return f"{year:04d}-{32 + number}"


def tertial(year: int, number: int) -> str:
    """«2014-37» for the first tertial (January-April)."""
    return f"{year:04d}-{36 + number}"


def half(year: int, number: int) -> str:
    """«2019-40» for the first half-year."""
    return f"{year:04d}-{39 + number}"


def season(year: int, code: int) -> str:
    """«2015-21» for spring; codes 21-24."""
    return f"{year:04d}-{code}"


def interval(first: str, last: str) -> str:
    """«first/last»; «..» stands for an open end, and «..» at both ends is refused with ValueError."""
    if first == last == "..":
        raise ValueError("an interval needs an end")
    return f"{first}/{last}"


def approximate(edtf: str) -> str:
    """The same period, about («~»)."""
    return edtf if edtf.endswith(("~", "?")) else edtf + "~"


def month_end(year: int, number: int) -> date:
    """Last day of a month."""
    return date(year, number, monthrange(year, number)[1])


def bounds(edtf: str, seasons: SeasonEnds = PLANNING) -> Bounds:
    """First and last day of a period, inclusive; None at an open side. ValueError for what we do not write."""
    if edtf[:1] in "[{" and edtf[-1:] in "]}":
        return _hull(edtf[1:-1].split(","), seasons)
    first, slash, last = edtf.partition("/")
    if not slash:
        return _simple(edtf, seasons)
    return (
        None if first == ".." else _simple(first, seasons)[0],
        None if last == ".." else _simple(last, seasons)[1],
    )


def _hull(parts: list[str], seasons: SeasonEnds) -> tuple[date, date]:
    spans = [_simple(part.strip(), seasons) for part in parts]
    return min(first for first, _ in spans), max(last for _, last in spans)


def _simple(edtf: str, seasons: SeasonEnds) -> tuple[date, date]:
    match = _SIMPLE.fullmatch(edtf)
    if match is None:
        raise ValueError(f"not a period we write: {edtf!r}")
    year, part, day = int(match[1]), match[2], match[3]
    if day is not None:
        exact = date(year, int(part), int(day))
        return exact, exact
    if part is None:
        return date(year, 1, 1), date(year, 12, 31)
    return _division(year, int(part), seasons)


def _division(year: int, code: int, seasons: SeasonEnds) -> tuple[date, date]:
    if 1 <= code <= 12:
        return date(year, code, 1), month_end(year, code)
    if 21 <= code <= 24:
        return season_bounds(year, code, seasons)
    if code not in DIVISIONS:
        raise ValueError(f"no period has the code {code}")
    first, last = DIVISIONS[code]
    return date(year, first, 1), month_end(year, last)


def season_bounds(year: int, code: int, seasons: SeasonEnds = PLANNING) -> tuple[date, date]:
    """First and last day of a season (21-24); winter ends in the year after."""
    first, last = seasons.of(code)
    end_year = year + 1 if last < first else year
    end = month_end(end_year, 2) if last == (2, 29) else date(end_year, *last)
    return date(year, *first), end


def week(year: int, number: int) -> tuple[date, date]:
    """Monday and Sunday of an ISO week; ValueError if the year has no such week."""
    monday = date.fromisocalendar(year, number, 1)
    return monday, monday + timedelta(days=6)
