"""Working days: public holidays as the `holidays` package has them, neighbours, closed periods."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.workdays import HOLIDAYS, ClosedPeriod, WorkCalendar, easter, public_holidays

NO = WorkCalendar()
days = st.dates(date(1990, 1, 1), date(2080, 12, 31))
calendars = st.sampled_from([WorkCalendar(country) for country in sorted(HOLIDAYS)])


@pytest.mark.parametrize("country", ["NO", "SE", "DK"])
def test_public_holidays_are_those_of_the_holidays_package(country: str) -> None:
    for year in range(2005, 2061):
        theirs = set(holidays.country_holidays(country, years=year))
        ours = public_holidays(country, year)
        assert {day for day in ours if day.weekday() < 5} == {day for day in theirs if day.weekday() < 5}, year


def test_british_bank_holidays_of_ordinary_years() -> None:
    for year in (2015, 2016, 2017, 2019, 2021, 2024, 2025):
        theirs = holidays.country_holidays("GB", subdiv="ENG", years=year)
        ours = public_holidays("GB", year)
        assert {day for day in ours if day.weekday() < 5} == {day for day in theirs if day.weekday() < 5}, year


def test_easter() -> None:
    assert [easter(year) for year in (2013, 2016, 2024, 2038)] == [
        date(2013, 3, 31),
        date(2016, 3, 27),
        date(2024, 3, 31),
        date(2038, 4, 25),
    ]


def test_easter_eats_the_end_of_a_quarter() -> None:
    assert NO.previous_workday(date(2024, 3, 31)) == date(2024, 3, 27)
    assert NO.previous_workday(date(2013, 3, 31)) == date(2013, 3, 27)


def test_christmas_and_new_years_eve_can_be_switched() -> None:
    closed = WorkCalendar(christmas_eve=False, new_years_eve=False)
    for day in (date(2024, 12, 24), date(2024, 12, 31)):
        assert NO.is_workday(day)
        assert not closed.is_workday(day)
    assert closed.previous_workday(date(2024, 12, 31)) == date(2024, 12, 30)


def test_an_unknown_country_is_refused() -> None:
    with pytest.raises(ValueError, match="XX"):
        WorkCalendar("XX")


@given(calendars, days)
def test_neighbours_are_working_days_and_idempotent(calendar: WorkCalendar, day: date) -> None:
    later, earlier = calendar.next_workday(day), calendar.previous_workday(day)
    assert earlier <= day <= later
    assert calendar.is_workday(later)
    assert calendar.is_workday(earlier)
    assert calendar.next_workday(later) == later
    assert calendar.previous_workday(earlier) == earlier


@given(days, st.integers(-30, 30))
def test_adding_working_days_counts_them(day: date, count: int) -> None:
    end = NO.add_workdays(day, count)
    step = 1 if count > 0 else -1
    between = range(1, abs((end - day).days) + 1)
    assert sum(NO.is_workday(day + timedelta(days=step * n)) for n in between) == abs(count)
    assert NO.add_workdays(day, 0) == day


def test_romjul_wraps_the_new_year_and_leaves_working_days_alone() -> None:
    romjul = WorkCalendar(closed=(ClosedPeriod.parse("12-24..01-01", "romjul"),))
    assert romjul.is_workday(date(2024, 12, 30))
    assert not romjul.is_open(date(2024, 12, 30))
    assert romjul.next_open(date(2024, 12, 24)) == date(2025, 1, 2)
    assert romjul.previous_open(date(2025, 1, 1)) == date(2024, 12, 23)


def test_a_day_closed_once_is_closed_only_then() -> None:
    calendar = WorkCalendar(closed=(ClosedPeriod.parse("2024-05-10"), ClosedPeriod.parse("07-08..07-26")))
    assert not calendar.is_open(date(2024, 5, 10))
    assert calendar.is_open(date(2023, 5, 10))
    assert not calendar.is_open(date(2023, 7, 10))


def test_a_year_that_is_closed_throughout_has_no_open_day() -> None:
    calendar = WorkCalendar(closed=(ClosedPeriod.parse("01-01..12-31"),))
    assert calendar.next_open(date(2024, 5, 10)) == date(2024, 5, 10)


@pytest.mark.parametrize("text", ["", "13-01", "02-30", "12-24..", "..01-01", "sommer"])
def test_a_closed_period_that_is_none_is_refused(text: str) -> None:
    if text == "12-24..":
        assert ClosedPeriod.parse(text) == ClosedPeriod((12, 24), (12, 24))
        return
    with pytest.raises(ValueError):
        ClosedPeriod.parse(text)
