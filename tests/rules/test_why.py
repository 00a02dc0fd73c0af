"""Which rule held and why the earlier ones did not; what stands in the way of a measure's mails."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rules.case import Case
from rules.why import Obstacle, obstacles, steps_of, tried
from tests.fakes import at, book, case, measure, occurrence, plan

NOW = at("2015-06-16 09:00")


def test_rules_are_tried_up_to_the_one_that_holds() -> None:
    found = tried(case(), occurrence(), book(), date(2015, 6, 16))
    assert [(t.place, t.rule.name, t.held) for t in found] == [
        (0, "finished", False),
        (1, "round", False),
        (2, "rest", True),
    ]
    (clause,) = found[0].failed
    assert (clause.name, clause.wanted, clause.actual) == ("state", "done | not_relevant", "planned")


def test_days_are_told_as_they_are_counted() -> None:
    when = {"due_in": {"min": "3d"}, "overdue_by": {"min": "1d", "max": "2d"}, "untouched_for": {"max": "9d"}}
    here = book(rules=[{"name": "days", "when": when, "ladder": "none"}, {"name": "rest", "ladder": "none"}])
    touched = case(measure=measure(state_since=at("2015-06-10")))
    first = tried(touched, occurrence(), here, date(2015, 6, 16))[0]
    assert [(c.name, c.wanted, c.actual, c.held) for c in first.clauses] == [
        ("due_in", "min +3d", "14d", True),
        ("overdue_by", "min +1d, max +2d", "-14d", False),
        ("untouched_for", "max +9d", "6d", True),
    ]


def test_not_tells_what_is_under_it() -> None:
    when = {"not": {"state": ["planned"], "role": ["tom"]}}
    here = book(rules=[{"name": "other", "when": when, "ladder": "none"}])
    (clause,) = tried(case(), occurrence(), here, date(2015, 6, 16))[0].clauses
    assert (clause.wanted, clause.actual) == ("state: planned, role: tom", "state: planned, role: au-lsu")
    assert clause.held


def test_no_rule_need_hold() -> None:
    here = book(rules=[{"name": "done", "when": {"state": "done"}, "ladder": "none"}])
    assert [t.held for t in tried(case(), occurrence(), here, date(2015, 6, 16))] == [False]
    assert steps_of(case(), occurrence(), here, date(2015, 6, 16)) == ()


def test_steps_are_those_of_the_rule_of_the_day() -> None:
    found = steps_of(case(), occurrence(), book(), date(2015, 6, 16))
    assert [(s.name, s.rule.name) for s in found] == [(n, "rest") for n in ("before", "today", "week", "queue")]
    assert steps_of(case(), occurrence(due="2015-06-30"), book(), date(2015, 6, 16)) == found
    assert steps_of(case(), replace(occurrence(), due=None), book(), date(2015, 6, 16)) == ()


OPEN = plan()
STOPPED = "feil i planen"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"plan": replace(OPEN, status="draft")}, [Obstacle("not_active", "draft")]),
        ({"plan": replace(OPEN, counted_from=None)}, [Obstacle("not_begun")]),
        ({"plan": replace(OPEN, counted_from=at("2015-07-01"))}, [Obstacle("not_begun", since=at("2015-07-01"))]),
        ({"plan": replace(OPEN, stopped=STOPPED)}, [Obstacle("stopped", STOPPED)]),
        ({"measure": measure(withdrawn=True)}, [Obstacle("withdrawn")]),
        ({"measure": measure(questions=("carried_over:x",))}, [Obstacle("held_back", "carried_over:x")]),
        (
            {"measure": measure(state="done", state_since=at("2015-05-01"))},
            [Obstacle("finished", "done", at("2015-05-01"))],
        ),
    ],
)
def test_what_stands_in_the_way(changes: dict[str, Any], found: list[Obstacle]) -> None:
    assert list(obstacles(replace(case(), **changes), book(), NOW)) == found


def test_the_secretariat_looks_at_the_mails_of_a_plans_first_days() -> None:
    young: Case = case(plan=plan(released_at=None, counted_from=at("2015-06-01")))
    settings = {"secretariat": "sekretariat", "release": {"manual_for": "90d"}}
    assert list(obstacles(young, book(settings=settings), NOW)) == [Obstacle("released")]
