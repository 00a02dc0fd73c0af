"""Who may move what, from where to where."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rules.conditions import Facts
from rules.workdays import WorkCalendar
from rules.workflow import Fields, Refusal, apply, clock_transitions, initial_state, is_final, lacking, own_transitions
from tests.fakes import book

BOOK = book().rulebook


def test_measure_begins_in_the_initial_state() -> None:
    assert initial_state(BOOK) == "planned"


@pytest.mark.parametrize(
    ("state", "expected"), [("planned", False), ("done", True), ("not_relevant", True), ("from_an_old_rulebook", False)]
)
def test_final_states(state: str, expected: bool) -> None:
    assert is_final(BOOK, state) is expected


@pytest.mark.parametrize(
    ("state", "name", "actor", "fields", "expected"),
    [
        ("planned", "start", "responsible", {}, "in_progress"),
        ("done", "drop", "secretariat", {"comment": "x"}, "not_relevant"),  # from any state
        ("planned", "vanish", "responsible", {}, Refusal("unknown", "vanish")),
        ("in_progress", "start", "responsible", {}, "in_progress"),  # to where one already is
        ("done", "start", "responsible", {}, Refusal("not_from_here", "done")),
        ("planned", "start", "secretariat", {}, Refusal("not_you", "secretariat")),
        ("planned", "slip", "responsible", {}, Refusal("not_you", "responsible")),
        ("planned", "drop", "secretariat", {"comment": ""}, Refusal("missing", "comment")),
        ("planned", "wait", "responsible", {}, Refusal("missing", "comment, review_on")),
        ("planned", "wait", "responsible", {"comment": "x", "review_on": date(2015, 7, 1)}, "waiting"),
    ],
)
def test_transition(state: str, name: str, actor: str, fields: dict[str, Any], expected: str | Refusal) -> None:
    assert apply(BOOK, state, name, actor, Fields(**fields)) == expected


def test_transition_of_one_name_may_differ_by_where_it_starts_and_who_acts() -> None:
    two = [
        {"name": "go", "from": "planned", "to": "in_progress", "by": ["responsible"]},
        {"name": "go", "from": "planned", "to": "done", "by": ["secretariat"]},
        {"name": "go", "from": "waiting", "to": "planned", "by": ["responsible"]},
    ]
    rules = book(transitions=two).rulebook
    assert apply(rules, "planned", "go", "responsible", Fields()) == "in_progress"
    assert apply(rules, "planned", "go", "secretariat", Fields()) == "done"
    assert apply(rules, "waiting", "go", "responsible", Fields()) == "planned"


def test_clock_acts_only_where_the_rulebook_says_when() -> None:
    assert [t.name for t in clock_transitions(BOOK, "planned")] == ["slip"]
    assert clock_transitions(BOOK, "at_risk") == ()
    never = [{"name": "slip", "from": "planned", "to": "at_risk", "by": ["clock"]}]
    assert clock_transitions(book(transitions=never).rulebook, "planned") == ()


def facts(state: str = "planned", kind: str = "dates") -> Facts:
    """A measure with this kind of deadline on 1 June 2015."""
    nothing: frozenset[str] = frozenset()
    today = date(2015, 6, 1)
    return Facts(state, frozenset({kind}), "p", "", nothing, None, None, None, today, WorkCalendar())


def test_a_transition_waits_for_its_condition() -> None:
    go = [{"name": "go", "from": "*", "to": "done", "by": ["responsible"], "when": {"deadline": "ongoing"}}]
    rules = book(transitions=go).rulebook
    assert apply(rules, "planned", "go", "responsible", Fields(), facts()) == Refusal("not_now", "go")
    assert apply(rules, "planned", "go", "responsible", Fields(), facts(kind="ongoing")) == "done"


def test_what_a_transition_asks_for_is_told_before_it_is_tried() -> None:
    given = Fields("venter på svar", date(2015, 6, 1))
    assert lacking(BOOK, "wait", Fields()) == Refusal("missing", "comment, review_on")
    assert lacking(BOOK, "wait", given) is None and lacking(BOOK, "fly", Fields()) is None
    assert lacking(BOOK, "wait", given, facts()) == Refusal("not_ahead", "2015-06-01")
    assert lacking(BOOK, "wait", Fields("venter", date(2015, 6, 2)), facts()) is None


def test_transitions_of_the_rulebooks_own_are_those_that_people_make_by_name() -> None:
    own = [
        {"name": "start", "from": "planned", "to": "in_progress", "by": ["responsible"]},
        {"name": "pause", "from": "in_progress", "to": "waiting", "by": ["responsible", "clock"]},
        {"name": "pause", "from": "planned", "to": "waiting", "by": ["secretariat"]},
        {
            "name": "wake",
            "from": "waiting",
            "to": "planned",
            "by": ["clock"],
            "when": {"untouched_for": {"min": "30d"}},
        },
    ]
    found = own_transitions(book(transitions=own).rulebook)
    assert {name: (t.from_, t.to) for name, t in found.items()} == {"pause": (("in_progress",), "waiting")}
