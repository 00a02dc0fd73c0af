"""What the secretariat says of a measure that leads to no day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.answers import Answered, answer
from engine.hearing import Said
from engine.unasked import settle_unasked, unasked
from rules.deadline import Reading
from tests.engine.given import Given, given_in
from tests.fakes import at


@pytest.fixture
def given(tmp_path: Path) -> Iterator[Given]:
    """«Løpende» in a plan that has no rounds."""
    made = given_in(tmp_path, roles=("direktor",), reading=Reading("Løpende", "ongoing"))
    made.tick("2015-06-16 12:00")
    yield made
    made.store.close()


def say(given: Given, outcome: str, **more: Any) -> Answered:
    with given.store.write() as unit:
        point = unasked(unit, given.measure, "kari", given.book, at(given.now))
        done = answer(unit, Said(point.uid, outcome, "kari", **more), given.book, at(given.now))
        settle_unasked(unit, point, "kari", given.book, at(given.now))
    return done


def test_it_is_dropped_and_nobody_is_asked(given: Given) -> None:
    assert say(given, "not_relevant", comment="Utgår.").measure.state == "not_relevant"
    assert not [o for o in given.rows if o.open]


def test_standing_work_is_reported_without_a_round(given: Given) -> None:
    assert say(given, "nothing").measure.state == "standing"
    given.tick("2015-06-17 12:00")
    assert not [n for n in given.notices if n.kind == "step"]


def test_what_waits_comes_back_though_nothing_else_does(given: Given) -> None:
    assert say(given, "waiting", comment="x", review_on=date(2015, 8, 17)).measure.state == "waiting"
    assert [o.due for o in given.rows if o.open] == [date(2015, 8, 17)]


def test_a_word_that_answers_nothing_leaves_nothing_to_ask(given: Given) -> None:
    say(given, "postpone", new_deadline="30.9.2015", comment="Nå.")
    assert [o.due for o in given.rows if o.open] == [date(2015, 9, 30)]
