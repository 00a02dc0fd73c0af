"""EDTF: what we write is what others read, and its bounds."""

from __future__ import annotations

from datetime import date

import edtf as theirs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules import edtf

years = st.integers(1000, 9998)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2015-04-09", date(2015, 4, 9), date(2015, 4, 9)),
        ("2015-02-01~", date(2015, 2, 1), date(2015, 2, 1)),
        ("2014-36", date(2014, 10, 1), date(2014, 12, 31)),
        ("2014-38", date(2014, 5, 1), date(2014, 8, 31)),
        ("2014-41", date(2014, 7, 1), date(2014, 12, 31)),
        ("2015-21", date(2015, 1, 1), date(2015, 6, 30)),
        ("2015-23", date(2015, 8, 1), date(2015, 12, 31)),
        ("2024-24", date(2024, 12, 1), date(2025, 2, 28)),
        ("2014-01/2014-12", date(2014, 1, 1), date(2014, 12, 31)),
        ("../2024-02", None, date(2024, 2, 29)),
        ("2016-04/..", date(2016, 4, 1), None),
        ("[2024-04,2024-05]", date(2024, 4, 1), date(2024, 5, 31)),
        ("{2024-05,2024-04}", date(2024, 4, 1), date(2024, 5, 31)),
    ],
)
def test_bounds(text: str, first: date | None, last: date | None) -> None:
    assert edtf.bounds(text) == (first, last)


def test_seasons_by_the_weather() -> None:
    assert edtf.bounds("2024-21", edtf.METEOROLOGICAL) == (date(2024, 3, 1), date(2024, 5, 31))
    assert edtf.bounds("2024-23", edtf.METEOROLOGICAL) == (date(2024, 9, 1), date(2024, 11, 30))


@pytest.mark.parametrize(
    "text", ["", "..", "2024-20", "2024-50", "2024-13-01", "2024-02-30", "mars", "2024-5", "20244"]
)
def test_what_we_do_not_write_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        edtf.bounds(text)


def test_an_interval_needs_an_end() -> None:
    assert edtf.interval("2014", "..") == "2014/.."
    with pytest.raises(ValueError, match="end"):
        edtf.interval("..", "..")


def test_approximate_marks_once() -> None:
    assert edtf.approximate("2024-06") == "2024-06~"
    assert edtf.approximate("2024-06~") == "2024-06~"


@settings(max_examples=25, deadline=None)
@given(years, st.integers(1, 12), st.integers(1, 4), st.integers(1, 3), st.integers(1, 2))
def test_every_period_has_the_bounds_that_the_edtf_package_finds(y: int, m: int, q: int, t: int, h: int) -> None:
    for text in (edtf.month(y, m), edtf.quarter(y, q), edtf.tertial(y, t), edtf.half(y, h)):
        parsed = theirs.parse_edtf(text)
        first, last = edtf.bounds(text)
        assert first is not None and last is not None and first <= last
        assert tuple(parsed.lower_strict()[:3]) == (first.year, first.month, first.day)
        assert tuple(parsed.upper_strict()[:3]) == (last.year, last.month, last.day)


@settings(max_examples=25, deadline=None)
@given(years, st.integers(21, 24))
def test_every_season_parses(y: int, code: int) -> None:
    text = edtf.season(y, code)
    assert str(theirs.parse_edtf(text)) == text
    first, last = edtf.bounds(text)
    assert first is not None and last is not None and first < last


@given(years, st.integers(1, 52))
def test_weeks_are_seven_days_from_monday(y: int, number: int) -> None:
    monday, sunday = edtf.week(y, number)
    assert (monday.weekday(), (sunday - monday).days) == (0, 6)
