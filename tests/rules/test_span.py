"""Spans as an administrator writes them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from rules.span import Span, parse_span
from rules.workdays import WorkCalendar

CALENDAR = WorkCalendar()


class Holder(BaseModel):
    span: Span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("-14d", Span(-14, "d")),
        ("14d", Span(14, "d")),
        ("+2w", Span(2, "w")),
        ("-3bd", Span(-3, "bd")),
        ("0d", Span(0, "d")),
        (" 5bd ", Span(5, "bd")),
    ],
)
def test_span_is_read(text: str, span: Span) -> None:
    assert parse_span(text) == span


@pytest.mark.parametrize("wrong", ["", "14", "d", "1.5d", "-14 d", "14m", "--1d", "12345d", 14, None, True])
def test_what_is_no_span_says_how_to_write_one(wrong: object) -> None:
    with pytest.raises(ValueError, match="is not a span; write a number"):
        parse_span(wrong)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-14d", "2015-06-16"),
        ("+1w", "2015-07-07"),
        ("-3bd", "2015-06-25"),
        ("+1bd", "2015-07-01"),
        ("0bd", "2015-06-30"),
    ],
)
def test_span_from_a_day(text: str, expected: str) -> None:
    assert parse_span(text).from_day(date(2015, 6, 30), CALENDAR) == date.fromisoformat(expected)


def test_working_days_pass_over_easter() -> None:
    assert parse_span("+1bd").from_day(date(2015, 4, 1), CALENDAR) == date(2015, 4, 7)
    assert parse_span("-1bd").from_day(date(2015, 4, 7), CALENDAR) == date(2015, 4, 1)


SPANS = st.builds(Span, st.integers(-9999, 9999), st.sampled_from(["d", "w", "bd"]))


@given(SPANS)
def test_what_is_written_is_read_back(span: Span) -> None:
    assert parse_span(str(span)) == span


@given(st.integers(-400, 400), st.sampled_from(["d", "w", "bd"]), st.dates(date(2010, 1, 1), date(2030, 1, 1)))
def test_rough_days_are_about_right(n: int, unit: str, day: date) -> None:
    real = (Span(n, unit).from_day(day, CALENDAR) - day).days
    assert abs(real - Span(n, unit).rough_days) <= 6 + abs(real) * 0.12


def test_model_takes_a_span_as_text_and_gives_it_back_so() -> None:
    assert Holder.model_validate({"span": "-14d"}).span == Span(-14, "d")
    assert Holder(span=Span(1, "w")).model_dump() == {"span": "+1w"}
    with pytest.raises(ValidationError, match="is not a span"):
        Holder.model_validate({"span": 14})


def test_schema_tells_an_editor_how_to_write_it() -> None:
    assert Holder.model_json_schema()["properties"]["span"]["examples"] == ["-14d", "-3bd", "+2w"]
