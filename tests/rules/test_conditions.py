"""Each condition of a rule, and the days on which one turns by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.conditions import Facts, holds, turning_days
from rules.rulebook import Condition
from rules.workdays import WorkCalendar

TODAY = date(2015, 6, 16)  # a Tuesday
FACTS = Facts(
    "planned", frozenset(("dates", "due")), "lsu-2015", "Samhandling", frozenset(("au-lsu",)), "lsu",
    date(2015, 6, 30), date(2015, 6, 1), TODAY, WorkCalendar(),
)  # fmt: skip


def condition(**given: Any) -> Condition:
    return Condition.model_validate(given)


def test_no_condition_always_holds() -> None:
    assert holds(None, FACTS) and holds(Condition(), FACTS)
    assert list(turning_days(None, FACTS)) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"state": "planned"}, True),
        ({"state": ["done", "planned"]}, True),
        ({"state": "done"}, False),
        ({"deadline": "dates"}, True),
        ({"deadline": ["report", "due"]}, True),
        ({"deadline": "report"}, False),
        ({"plan": "lsu-2015"}, True),
        ({"plan": "osu-2016"}, False),
        ({"focus": "Samhandling"}, True),
        ({"focus": "Helse"}, False),
        ({"role": ["k26", "au-lsu"]}, True),
        ({"role": "k26"}, False),
        ({"committee": "lsu"}, True),
        ({"committee": "osu"}, False),
        ({"state": "planned", "plan": "osu-2016"}, False),
        ({"not": {"state": "planned"}}, False),
        ({"not": {"state": "done"}}, True),
        ({"state": "planned", "not": {"committee": "lsu"}}, False),
        ({"due_in": {"max": "14d"}}, True),
        ({"due_in": {"max": "13d"}}, False),
        ({"due_in": {"min": "14d"}}, True),
        ({"due_in": {"min": "15d"}}, False),
        ({"due_in": {"min": "10bd", "max": "10bd"}}, True),
        ({"due_in": {}}, True),
        ({"overdue_by": {"min": "0d"}}, False),
        ({"untouched_for": {"min": "15d"}}, True),
        ({"untouched_for": {"min": "16d"}}, False),
        ({"untouched_for": {"max": "2w"}}, False),
    ],
)
def test_condition(given: dict[str, Any], expected: bool) -> None:
    assert holds(condition(**given), FACTS) is expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2015-06-29", False), ("2015-06-30", True), ("2015-07-05", True), ("2015-07-08", False)],
)
def test_overdue_counts_from_the_due_day(today: str, expected: bool) -> None:
    late = condition(overdue_by={"min": "0d", "max": "1w"})
    assert holds(late, replace(FACTS, today=date.fromisoformat(today))) is expected


def test_due_in_ends_with_the_due_day() -> None:
    ahead = condition(due_in={"max": "14d"})
    assert holds(ahead, replace(FACTS, today=date(2015, 6, 30)))
    assert not holds(ahead, replace(FACTS, today=date(2015, 7, 1)))


@pytest.mark.parametrize("span", ["due_in", "overdue_by", "untouched_for"])
def test_unknown_day_satisfies_no_span(span: str) -> None:
    unknown = replace(FACTS, due=None, touched_on=None)
    assert not holds(condition(**{span: {}}), unknown)
    assert list(turning_days(condition(**{span: {"min": "1d"}}), unknown)) == []


def test_condition_without_spans_never_turns() -> None:
    assert list(turning_days(condition(state="planned", **{"not": {"plan": "x"}}), FACTS)) == []


def _span(unit: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds("{}{}".format, st.integers(0, 40), unit)


RANGES = st.fixed_dictionaries({}, optional={name: _span(st.sampled_from(["d", "bd", "w"])) for name in ("min", "max")})
TIMED = st.dictionaries(st.sampled_from(["due_in", "overdue_by", "untouched_for"]), RANGES, min_size=1)
NESTED = st.recursive(TIMED, lambda inner: st.builds(lambda a, b: {**a, "not": b}, TIMED, inner), max_leaves=3)
SPRING = st.dates(date(2015, 3, 1), date(2015, 6, 30))
CALENDARS = st.builds(WorkCalendar, christmas_eve=st.booleans(), new_years_eve=st.booleans())


@given(NESTED, SPRING, st.none() | SPRING, CALENDARS, st.integers(-60, 60))
def test_truth_changes_on_turning_days_only(
    given_: dict[str, Any], due: date, touched: date | None, calendar: WorkCalendar, offset: int
) -> None:
    asked = condition(**given_)
    yesterday = replace(FACTS, due=due, touched_on=touched, calendar=calendar, today=due + timedelta(days=offset))
    today = replace(yesterday, today=yesterday.today + timedelta(days=1))
    if holds(asked, yesterday) != holds(asked, today):
        assert today.today in set(turning_days(asked, yesterday))


def test_every_turn_around_easter_and_christmas_is_a_turning_day() -> None:
    """The same as above, for the days on which counting working days is hardest, all of them."""
    for span in ("due_in", "overdue_by"):
        for edge in ("min", "max"):
            asked = condition(**{span: {edge: "5bd"}})
            for start in (date(2015, 3, 20), date(2015, 12, 10)):
                for due in (start + timedelta(days=n) for n in range(25)):
                    facts = replace(FACTS, due=due)
                    turns = set(turning_days(asked, facts))
                    days = [due + timedelta(days=n) for n in range(-30, 30)]
                    truth = [holds(asked, replace(facts, today=d)) for d in days]
                    changed = {d for d, a, b in zip(days[1:], truth, truth[1:], strict=False) if a != b}
                    assert changed <= turns, (span, edge, due, changed - turns)
