"""Answers one by one and per party: what they settle, what is refused, who is told, and what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.answers import keep_deadline
from engine.statuses import offered_outcomes, outcome_words
from engine.store import Stamp, plans
from rules.errors import TidsfristError
from rules.model import ONE_PARTY
from tests.engine.given import Given, given_in
from tests.fakes import at


@pytest.fixture
def given(tmp_path: Path) -> Iterator[Given]:
    made = given_in(tmp_path, "2015-06-30")
    made.tick("2015-06-16 12:00")
    yield made
    made.store.close()


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Given]:
    """A measure that one answer is enough for, of two people."""
    made = given_in(tmp_path, "2015-06-30", roles=("direktor",))
    made.tick("2015-06-16 12:00")
    yield made
    made.store.close()


def test_the_measure_closes_when_its_last_party_has_answered(given: Given) -> None:
    assert [v.label for v in given.say("done", "geir").missing] == ["Hurum", "Sande"]
    assert (given.measure.state, given.row().answered_at) == ("in_progress", None)
    given.say("done", "solveig")
    done = given.say("nothing", "arild")
    assert (done.missing, done.measure.state) == ((), "done")
    assert given.row().answered_at == at(given.now)


def test_the_same_answer_twice_is_once_and_another_takes_its_place(given: Given) -> None:
    given.say("in_progress", "geir", comment="Snart.")
    assert given.say("in_progress", "geir", comment="Snart.").again
    given.say("done", "geir")
    assert [(a.party, a.outcome) for a in given.row().answers] == [("lier", "done")]
    with given.store.read() as unit:
        assert plans.comments_by_party(unit, [given.row().uid]) == {}  # the words of the earlier answer are gone


def test_whoever_says_how_it_stands_answers_what_was_asked_of_the_status(alone: Given) -> None:
    asked: tuple[str, ...] = ("status_unknown:Snart i mål", "unknown_role:Ingen")
    with alone.store.write() as unit:
        plans.save_measure(unit, replace(alone.measure, questions=asked), Stamp(at(alone.now), "import"))
    alone.say("no_change", "sigurd")
    assert alone.measure.questions == asked  # she has said nothing of it
    alone.say("in_progress", "sigurd")
    assert alone.measure.questions == asked[1:]


def test_the_same_words_count_again_when_the_measure_has_moved_since(alone: Given) -> None:
    alone.say("in_progress", "sigurd")
    with alone.store.write() as unit:  # as the clock does, a week after the deadline
        plans.save_measure(unit, replace(alone.measure, state="at_risk"), Stamp(at(alone.now), "clock"))
    again = alone.say("in_progress", "sigurd")
    assert (again.again, again.measure.state) == (False, "in_progress")
    assert alone.say("in_progress", "sigurd").again


def test_a_new_day_for_another_look_is_taken_though_the_words_are_the_same(alone: Given) -> None:
    alone.say("waiting", "sigurd", comment="Svar fra staten", review_on=date(2015, 8, 14))
    assert alone.say("waiting", "sigurd", comment="Svar fra staten", review_on=date(2015, 8, 14)).again
    assert not alone.say("waiting", "sigurd", comment="Svar fra staten", review_on=date(2015, 9, 14)).again
    assert [o.due for o in alone.rows if o.kind == "wait" and o.open] == [date(2015, 9, 14)]


def test_secretariat_sums_it_up(given: Given) -> None:
    given.say("done", "geir")
    assert given.say("done", "kari", party="alle", source="møte").measure.state == "done"
    assert [a.party for a in given.row().answers] == [ONE_PARTY, "lier"] or len(given.row().answers) == 2


def test_typed_for_a_party_with_its_source(given: Given) -> None:
    given.say("done", "solveig", entered_by="kari", source="telefon")
    (one,) = given.row().answers
    assert (one.party, one.by, one.entered_by, one.source) == ("hurum", "solveig", "kari", "telefon")


def test_one_party_answers_for_all_and_says_where_it_is_from(given: Given) -> None:
    with pytest.raises(TidsfristError, match="hvor dere ble enige"):
        given.say("done", "geir", party="alle")
    given.send()
    assert given.say("done", "geir", party="alle", source="møte").measure.state == "done"
    assert {(a.party, a.by, a.entered_by) for a in given.row().answers} == {
        ("lier", "geir", None), ("hurum", "geir", "geir"), ("sande", "geir", "geir"),
    }  # fmt: skip
    assert {n.person for n in given.notices if n.kind == "answered"} == {"solveig", "arild"}


def test_of_two_roles_with_one_answer_the_other_is_told_in_her_own_role(tmp_path: Path) -> None:
    both = given_in(tmp_path, "2015-06-30", roles=("direktor", "sekretariat"))
    both.tick("2015-06-16 08:00")
    both.send()
    both.say("done", "sigurd")
    told = {n.person: n.reason.role for n in both.notices if n.kind == "answered"}
    assert told == {"sissel": "direktor", "kari": "sekretariat"}
    both.store.close()


REFUSED = [
    ("done", "sigurd", {}, "Sigurd svarer ikke for dette tiltaket. Det gjør: Geir, Solveig, Arild."),
    ("done", "kari", {}, "Si hvem svaret gjelder"),
    ("done", "geir", {"party": "Bærum"}, "«Bærum» skal ikke svare her. De som skal: Lier, Hurum, Sande."),
    ("done", "geir", {"party": "Hurum"}, "Svarer du for Hurum, så skriv hvor du har det fra"),
    ("done", "solveig", {"entered_by": "kari"}, "Skriv hvor svaret er fra"),
    ("waiting", "geir", {}, "Det mangler: en kommentar og en dag da det skal ses på igjen."),
    ("waiting", "geir", {"comment": "x", "review_on": date(2015, 6, 16)}, "2015-06-16 er ikke fram i tid"),
    ("at_risk", "geir", {}, "Det mangler: en kommentar."),
    ("postpone", "geir", {"comment": "x"}, "Det mangler: den nye fristen."),
    ("postpone", "geir", {"comment": "x", "new_deadline": "når vi rekker det"}, "Vi kan ikke lese «når vi rekker det»"),
    ("postpone", "geir", {"comment": "x", "new_deadline": "mai 2015"}, "«mai 2015» er alt passert"),
    ("finished", "geir", {}, "Ukjent svar «finished»"),
]


@pytest.mark.parametrize(("outcome", "by", "more", "why"), REFUSED)
def test_refusals_say_why_and_save_nothing(given: Given, outcome: str, by: str, more: dict[str, Any], why: str) -> None:
    with pytest.raises(TidsfristError) as refused:
        given.say(outcome, by, **more)
    assert why in str(refused.value)
    assert given.row().answers == () and given.measure.state == "planned"


def test_responsible_may_not_drop_and_the_secretariat_may(alone: Given) -> None:
    with pytest.raises(TidsfristError, match="bare sekretariatet"):
        alone.say("not_relevant", "sigurd", comment="x")
    assert alone.say("not_relevant", "kari", comment="x").measure.state == "not_relevant"


def test_any_one_answers_and_the_others_are_told_the_next_morning_and_left_in_peace(alone: Given) -> None:
    alone.send()
    alone.say("done", "sigurd")
    (told,) = [n for n in alone.notices if n.kind == "answered"]
    assert (told.person, told.deliver_at) == ("sissel", at("2015-06-17 07:45"))
    alone.tick("2015-06-16 13:00")
    assert [n.status for n in alone.notices if n.kind == "answered"] == ["waiting"]  # though the measure is finished
    alone.tick("2015-07-20 12:00")
    assert {n.step for n in alone.notices} == {"before", "answered"}


def test_who_was_never_asked_is_not_told(alone: Given) -> None:
    alone.say("done", "sigurd")  # the mails of the morning had not gone out yet
    assert not [n for n in alone.notices if n.kind == "answered"]


def test_waiting_comes_back_by_itself(alone: Given) -> None:
    done = alone.say("waiting", "sigurd", comment="Svar fra staten", review_on=date(2015, 8, 15))
    assert done.measure.state == "waiting"
    (wait,) = [o for o in alone.rows if o.kind == "wait"]
    assert (wait.due, wait.latest) == (date(2015, 8, 17), date(2015, 8, 15))  # a Saturday: asked on Monday
    again = alone.say("waiting", "sigurd", comment="Ennå ikke", review_on=date(2015, 9, 1))
    assert not again.again
    assert [o.due for o in alone.rows if o.kind == "wait" and o.open] == [date(2015, 9, 1)]
    alone.say("done", "sigurd")
    assert not [o for o in alone.rows if o.kind == "wait" and o.open]


def test_what_waits_is_asked_about_also_where_nobody_looked_before_its_day(alone: Given) -> None:
    alone.say("waiting", "sigurd", comment="Svar fra staten", review_on=date(2015, 6, 17))
    alone.tick("2015-06-17 15:00")  # a tick a day, as a cron job has it
    (wait,) = [o for o in alone.rows if o.kind == "wait"]
    assert [n.person for n in alone.notices if n.occurrence == wait.uid] == ["sigurd", "sissel"]


def test_a_transition_of_the_rulebooks_own_is_an_answer_and_comes_back_on_its_day(alone: Given) -> None:
    with pytest.raises(TidsfristError, match="Det mangler: en dag"):
        alone.say("pause", "sigurd", comment="Ferie")
    with pytest.raises(TidsfristError, match=r"Ukjent svar «sove».*reopen, pause"):
        alone.say("sove", "sigurd")
    paused = alone.say("pause", "sigurd", comment="Ferie", review_on=date(2015, 8, 17))
    assert (paused.measure.state, alone.row().answered_at) == ("waiting", None)
    assert [o.due for o in alone.rows if o.kind == "wait" and o.open] == [date(2015, 8, 17)]
    assert alone.say("pause", "sigurd", comment="Ferie", review_on=date(2015, 8, 17)).again
    words = outcome_words("pause", "nb", alone.book)
    assert words == alone.book.rulebook.states["waiting"].label
    assert offered_outcomes("nn", alone.book)["pause"] == alone.book.rulebook.states["waiting"].name_in("nn")


def test_a_party_that_waits_is_asked_again_alone(given: Given) -> None:
    given.say("waiting", "geir", comment="x", review_on=date(2015, 8, 14))
    (wait,) = [o for o in given.rows if o.kind == "wait"]
    assert wait.slot.endswith(":lier")
    assert given.measure.state == "in_progress"
    given.say("done", "solveig")
    assert [o.uid for o in given.rows if o.kind == "wait" and o.open] == [wait.uid]  # another party ends it not


def test_a_proposal_is_a_question_and_the_decision_moves_the_occurrence_once(alone: Given) -> None:
    proposed = alone.say("postpone", "sigurd", comment="Rekker det ikke", new_deadline="Q3 2015")
    assert proposed.reading is not None and not proposed.decided
    assert "postpone:Q3 2015" in alone.measure.questions and alone.row().due == date(2015, 6, 30)
    decided = alone.say("postpone", "kari", comment="Enig", new_deadline="Q3 2015")
    assert decided.decided
    now = alone.measure
    assert (now.reading_from, now.deadline_text, now.questions) == ("decision", "tekst", ())
    (row,) = [o for o in alone.rows if o.open]
    assert (row.due, row.moved_from) == (date(2015, 9, 30), date(2015, 6, 30))
    alone.tick("2015-06-16 12:10")
    assert sorted(n.person for n in alone.notices if n.kind == "moved") == ["sigurd", "sissel"]
    alone.tick("2015-09-16 08:00")
    assert {n.person for n in alone.notices if n.due == date(2015, 9, 30) and n.step == "before"} == {
        "sigurd",
        "sissel",
    }


def test_the_secretariat_lets_the_deadline_stand(alone: Given) -> None:
    alone.say("postpone", "sigurd", comment="x", new_deadline="2016")
    with alone.store.write() as unit:
        with pytest.raises(TidsfristError, match="bare sekretariatet"):
            keep_deadline(unit, alone.measure, "sigurd", alone.book, at(alone.now))
        kept = keep_deadline(unit, alone.measure, "kari", alone.book, at(alone.now))
    assert kept.questions == ()
    alone.tick("2015-06-30 08:00")
    assert {n.person for n in alone.notices if n.step == "today"} == {"sigurd", "sissel"}  # asked again


def test_whose_proposal_waits_is_left_in_peace(alone: Given) -> None:
    alone.say("postpone", "sigurd", comment="x", new_deadline="2016")
    alone.tick("2015-06-30 08:00")
    assert not [n for n in alone.notices if n.step == "today"]


def test_answered_dates_stay_answered(alone: Given) -> None:
    alone.say("done", "sigurd")
    with pytest.raises(TidsfristError, match="alt besvart"):
        alone.say("in_progress", "sissel")


def test_a_finished_measure_is_opened_again_and_counts_from_then(alone: Given) -> None:
    alone.say("done", "sigurd")
    alone.tick("2015-06-17 12:00")
    with pytest.raises(TidsfristError, match="Ikke ferdig likevel"):
        alone.say("in_progress", "sissel")
    again = alone.say("reopen", "sissel", comment="Det mangler en underskrift.").measure
    assert (again.state, again.questions) == ("in_progress", ())
    row = alone.row()
    assert (row.answered_at, row.counted_from) == (None, at("2015-06-17 12:00"))
    assert {a.outcome for a in row.answers} == {"in_progress"}
    alone.tick("2015-06-30 08:00")
    assert {n.person for n in alone.notices if n.step == "today"} == {"sigurd", "sissel"}


def test_what_went_by_while_it_was_finished_is_not_sent_and_the_secretariat_is_asked_for_a_day(alone: Given) -> None:
    alone.say("done", "sigurd")
    alone.tick("2015-07-03 12:00")
    assert alone.say("reopen", "kari", comment="Likevel ikke.").measure.questions == ("reopened:2015-07-03",)
    alone.tick("2015-12-01 12:00")
    assert [n.cause for n in alone.notices if n.kind == "question"] == ["reopened:2015-07-03"]
    assert not [n for n in alone.notices if n.step in ("today", "week", "queue")]
    assert not alone.say("postpone", "kari", new_deadline="2016", comment="Nå.").measure.questions
    for moment in ("2015-12-01 12:10", "2016-12-17 12:00"):
        alone.tick(moment)
    assert [n for n in alone.notices if n.step == "before" and n.due == date(2016, 12, 30)]


def test_one_party_that_is_not_done_after_all_is_asked_again_alone(given: Given) -> None:
    for who in ("geir", "solveig", "arild"):
        given.say("done", who)
    opened = given.say("reopen", "solveig", comment="Ikke helt.").measure
    assert opened.state == "in_progress"
    given.tick("2015-06-30 08:00")
    assert {n.person for n in given.notices if n.step == "today"} == {"solveig"}
    assert given.say("done", "solveig").measure.state == "done"


def test_what_was_summed_up_for_all_is_taken_back_for_all(given: Given) -> None:
    given.say("done", "geir")
    given.say("done", "kari", party="alle", source="møte")
    given.say("reopen", "kari", party="alle", comment="Ikke vedtatt likevel.")
    given.tick("2015-06-30 08:00")
    assert {n.person for n in given.notices if n.step == "today"} == {"geir", "solveig", "arild"}


def test_only_what_is_finished_is_opened_again(alone: Given) -> None:
    with pytest.raises(TidsfristError, match="er ikke ferdig"):
        alone.say("reopen", "sigurd", comment="x")
    alone.say("done", "sigurd")
    with pytest.raises(TidsfristError, match="en kommentar"):
        alone.say("reopen", "sigurd")
