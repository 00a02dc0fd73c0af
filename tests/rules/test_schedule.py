"""A measure's row of steps is that of its occurrences one by one, and measures share one only where nothing differs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rules.outlook import Circumstances, Point, outlook
from rules.schedule import Schedule, schedule_of, spots_of
from tests.fakes import at, book, measure, occurrence, plan

ROUND = occurrence("2015-05-15", uid="r", kind="report", slot="t:2015-37", opens=date(2015, 5, 1))
ROWS = (occurrence(), occurrence("2015-06-05", uid="o2"), ROUND)
OVER = occurrence("2015-03-31", uid="o3", answered_at=at("2015-03-01"))


def schedule(here: Any, *rows: Any, **changes: Any) -> Schedule:
    plan_ = plan(committee=changes.pop("committee", "lsu"))
    one = measure(**changes)
    return schedule_of(plan_, one, one.state, one.roles, None, spots_of(rows, date(2015, 1, 1), here), here)


def test_steps_of_all_open_occurrences_stand_in_one_row() -> None:
    here = book()
    found = schedule(here, OVER, *ROWS)
    for day in (date(2015, 1, 1), date(2015, 6, 13), date(2015, 7, 8), date(2016, 1, 1)):
        alone = [
            (p.at, n, p.name)
            for n, row in enumerate(ROWS, start=1)
            for p in outlook(
                Circumstances("planned", "dates", row.kind, "lsu-2015", "Samhandling", ("au-lsu",), "lsu"),
                Point(row.due or date.min, row.opens, None),
                here,
            )
            .on(day)
            .steps
        ]
        stage = found.on(day)
        assert sorted((r.at, r.place, r.name) for r in stage.rows) == sorted(alone)
        assert list(stage.instants) == sorted(stage.instants)
    ends = [stage.until for stage in found.stages]
    assert ends == [at("2015-05-22"), at("2015-06-12"), at("2015-07-07"), None]


def test_a_round_is_open_from_its_first_day_to_its_last() -> None:
    found = schedule(book(), *ROWS)
    days = [date(2015, 4, 30), date(2015, 5, 1), date(2015, 5, 15), date(2015, 5, 16)]
    assert [found.in_round(d) for d in days] == [False, True, True, False]


def test_what_somebody_asked_for_himself_is_no_deadline_of_the_plan() -> None:
    waits = occurrence(kind="wait", slot="w:1")
    assert schedule(book(), *ROWS).dated and not schedule(book(), OVER, waits).dated


@pytest.mark.parametrize(
    ("when", "change"),
    [
        ({"focus": "Rus"}, {"focus_area": "Rus"}),
        ({"role": "tom"}, {"roles": ("au-lsu", "tom")}),
        ({"committee": "osu"}, {"committee": "osu"}),
        ({"not": {"role": "au-lsu"}}, {"roles": ("tom",)}),
    ],
)
def test_measures_that_a_condition_tells_apart_share_nothing(when: dict[str, Any], change: dict[str, Any]) -> None:
    rules = [{"name": "some", "when": when, "ladder": "none"}, {"name": "rest", "ladder": "standard"}]
    here = book(rules=rules)
    assert schedule(here, occurrence()).stages[0].rows and not schedule(here, occurrence(), **change).stages[0].rows
    other = {"focus_area": "Psykisk helse", "roles": ("au-lsu", "sekretariat")}
    assert schedule(here, occurrence(), **other) is schedule(here, occurrence())


def test_when_somebody_last_said_something_counts_where_a_rule_asks() -> None:
    quiet = [{"name": "quiet", "when": {"untouched_for": {"min": "30d"}}, "ladder": "none"}]
    plans = {"lsu-2015": {"override": {"rules": [*quiet, {"name": "rest", "ladder": "standard"}]}}}
    asks, asks_not = book(plans=plans), book()
    spots, one = spots_of((occurrence(),), date(2015, 1, 1), asks), measure()

    def found(here: Any, day: int) -> Schedule:
        return schedule_of(plan(), one, "planned", one.roles, date(2015, 2, day), spots, here)

    assert found(asks, 1).turns != found(asks, 2).turns
    assert found(asks_not, 1) is found(asks_not, 2)


def test_of_the_moves_that_several_occurrences_ask_for_the_first_of_the_rulebook_is_made() -> None:
    late = [
        {"name": n, "from": "planned", "to": "at_risk", "by": ["clock"], "when": {"overdue_by": {"min": days}}}
        for n, days in (("given up", "30d"), ("slip", "1d"))
    ]
    found = schedule(book(transitions=late), occurrence("2015-06-30", uid="o2"), occurrence("2015-05-15"))
    assert [found.on(day).move for day in (date(2015, 6, 1), date(2015, 7, 2))] == [1, 0]
