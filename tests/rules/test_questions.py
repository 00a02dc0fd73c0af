from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rules.questions import (
    NO_DAY,
    NO_MEETING,
    about_the_text,
    asked_day,
    asked_of,
    held_by,
    kept,
    remedied,
    to_ask,
    without,
)
from tests.fakes import measure, occurrence, reading

DAY = date(2016, 3, 15)


def test_a_measure_is_held_by_what_it_awaits_or_has_become() -> None:
    assert held_by(("unreadable", "awaits_approval:osu-1")) == "awaits_approval:osu-1"
    assert held_by(("carried_over:abc",)) == "carried_over:abc"
    assert held_by(("unreadable",)) is None


def test_holds_are_never_asked_and_a_question_that_comes_back_only_on_its_day() -> None:
    assert not to_ask("awaits_approval:osu-1", DAY)
    assert not to_ask("show_again:2016-03-16", DAY)
    assert to_ask("show_again:2016-03-15", DAY) and to_ask("show_again:", DAY) and to_ask("unreadable", DAY)


def test_a_new_version_keeps_remedies_while_the_text_is_the_same_and_holds_always() -> None:
    given = ("awaits_approval:a", "ask_date:2016-03-15", "text_changed:x", "unreadable")
    assert kept(given, same_text=True) == given[:3]
    assert kept(given, same_text=False) == given[:1]
    assert remedied(given) and not remedied(("unreadable",))


def test_a_date_answers_what_is_about_the_text_alone() -> None:
    assert [
        q for q in ("unreadable", "blank", "unknown_role:X", "ask_date:x", "status_confirm") if about_the_text(q)
    ] == [
        "unreadable",
        "blank",
    ]
    assert without(("a:1", "b"), "a") == ("b",)
    assert asked_day("ask_date:2016-03-15") == DAY


@pytest.mark.parametrize(
    ("kind", "code"), [("ongoing", NO_DAY), ("recurring", NO_DAY), ("event", NO_DAY), ("meeting", NO_MEETING)]
)
def test_a_measure_that_nothing_leads_to_is_a_question(kind: str, code: str) -> None:
    silent = measure(reading=reading(kind=kind))
    assert asked_of(silent, ()) == (code,)
    assert asked_of(silent, (replace(occurrence(kind="meeting"), due=None),)) == (code,)
    assert asked_of(silent, (occurrence(withdrawn=True),)) == (code,)
    assert asked_of(silent, (occurrence(kind="wait"),)) == (code,), "a wait is over when it is answered"


def test_a_day_or_a_question_about_the_text_ends_that() -> None:
    silent = measure(reading=reading(kind="ongoing"))
    assert asked_of(silent, (occurrence(kind="report"),)) == ()
    for known in ("unreadable", "ask_date:2016-03-15", "show_again:2016-03-15", "carried_over:x"):
        assert asked_of(measure(questions=(known,)), ()) == (known,)
    assert asked_of(measure(questions=("unknown_role:X",), reading=reading(kind="ongoing")), ()) == (
        "unknown_role:X",
        NO_DAY,
    )
