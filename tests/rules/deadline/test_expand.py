"""Dated points of a reading: only where the rule names days."""

from __future__ import annotations

from datetime import date

from rules.deadline import expand, read
from rules.workdays import WorkCalendar
from tests.rules.deadline.contexts import example_context

NO = WorkCalendar()


def days(text: str, first: date, last: date) -> list[str]:
    points = expand(read(text, example_context()), first, last, NO)
    return [point.due.isoformat() for point in points if point.due]


def test_a_day_of_every_month_moves_to_a_working_day() -> None:
    assert days("den 15. hver måned", date(2024, 5, 1), date(2024, 7, 31)) == ["2024-05-15", "2024-06-14", "2024-07-15"]


def test_weekday_rules_are_not_moved() -> None:
    assert days("siste søndag i måneden", date(2024, 3, 1), date(2024, 4, 30)) == ["2024-03-31", "2024-04-28"]
    assert days("hver mandag", date(2024, 5, 13), date(2024, 5, 27)) == ["2024-05-13", "2024-05-20", "2024-05-27"]


def test_a_bare_interval_names_no_day() -> None:
    for text in ("hver 6. uke", "to ganger per år", "årlig", "annenhver mandag"):
        assert days(text, date(2024, 1, 1), date(2024, 12, 31)) == []


def test_yearly_dates_come_every_year() -> None:
    assert days("innen 1. mars hvert år", date(2024, 1, 1), date(2026, 12, 31)) == [
        "2024-03-01",
        "2025-02-28",
        "2026-02-27",
    ]


def test_dates_are_those_of_the_reading_within_the_span() -> None:
    assert days("juni og november", date(2024, 1, 1), date(2024, 8, 1)) == ["2024-06-28"]
    assert days("Løpende", date(2024, 1, 1), date(2024, 8, 1)) == []
