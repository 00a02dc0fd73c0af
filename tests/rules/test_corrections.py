from __future__ import annotations

from dataclasses import replace
from typing import Any

from rules.corrections import Chosen, chosen, correction_for
from rules.deadline import Reading
from rules.governance import Correction
from rules.model import Measure
from tests.fakes import at, measure, reading

MACHINE = Reading("maskin", "unresolved", questions=("unreadable",))
MINE = reading("2016-05-31")


def correction(of: str | None = "m1", text: str = "Snarest", on: str = "2016-03-01", **changes: Any) -> Correction:
    return replace(Correction(f"{of}{on}", "plan", of, text, MINE, "per", at(on)), **changes)


def choose(text: str, was: Measure | None, *corrections: Correction) -> Chosen:
    return chosen("m1", text, was, corrections, lambda: MACHINE)


def was(**changes: Any) -> Measure:
    return measure(**{"deadline_text": "Snarest", "reading": MACHINE, **changes})


def test_an_unchanged_text_keeps_its_stored_reading_and_what_is_asked_about_it() -> None:
    old = was(reading=MINE, questions=("ask_date:2016-03-15", "unreadable"))
    assert choose(" snarest", old) == Chosen(MINE, "machine", ("ask_date:2016-03-15",))


def test_a_new_measure_takes_the_correction_of_its_text() -> None:
    assert choose("Snarest", None, correction(None)) == Chosen(MINE, "correction")
    assert choose("Snarest", None, correction("another")).source == "machine"


def test_a_measures_own_correction_wins_over_that_of_the_text_and_the_newer_over_the_older() -> None:
    own, later, everywhere = correction(), correction(on="2016-04-01"), correction(None, on="2016-05-01")
    assert correction_for("m1", "SNAREST", (own, everywhere, later)) == later
    assert correction_for("m2", "Snarest", (own, everywhere)) == everywhere
    assert correction_for("m2", "Høsten", (own, everywhere)) is None


def test_a_changed_text_is_read_by_the_machine_where_nobody_had_answered() -> None:
    assert choose("Høsten", was(questions=("awaits_approval:a",))) == Chosen(MACHINE, "machine", ("awaits_approval:a",))


def test_a_changed_text_that_moves_the_deadline_answers_a_wish_for_another() -> None:
    old = was(reading=reading("2015-06-30"), questions=("postpone:Q3 2015",))
    assert choose("Høsten", old).questions == ()
    assert chosen("m1", "30.6.2015", old, (), lambda: reading("2015-06-30")).questions == ("postpone:Q3 2015",)
    assert choose("Høsten", replace(old, reading_from="decision")).questions[0] == "postpone:Q3 2015"


def test_a_changed_text_that_a_person_or_a_committee_had_answered_is_a_question() -> None:
    for source in ("correction", "decision"):
        found = choose("Høsten  2016", was(reading=MINE, reading_from=source))
        assert found == Chosen(MINE, source, ("text_changed:Høsten 2016",))


def test_a_correction_of_the_new_text_takes_the_place_of_the_old_one_but_not_of_a_decision() -> None:
    new = correction(None, "Høsten", reading=reading("2016-12-30"))
    assert choose("Høsten", was(reading_from="correction"), new).reading == new.reading
    assert choose("Høsten", was(reading=MINE, reading_from="decision"), new).reading == MINE
