"""What an answer does: which occurrences it settles, and which transition it asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rules.answering import Voice
from rules.model import ONE_PARTY, Answer
from rules.saying import NOBODY_WANTS_IT, Effect, effect_of, moved_reading
from tests.fakes import at, measure, occurrence, reading

TODAY = date(2015, 6, 16)
ALONE = (Voice(ONE_PARTY, "AU LSU", ("kari",)),)
TWO = (Voice("lier", "Lier", ("geir",)), Voice("sande", "Sande", ("arild",)))


def effect(
    outcome: str, *rows: Any, voices: tuple[Voice, ...] = ALONE, party: str = ONE_PARTY, **changes: Any
) -> Effect:
    mine = rows or (occurrence(),)
    said = Answer(mine[0].uid, party, outcome, at("2015-06-16 12:00"), "kari")
    return effect_of(measure(**changes), mine, mine[0], (said,), voices, TODAY)


@pytest.mark.parametrize(
    ("outcome", "transition", "settled"),
    [
        ("done", "complete", 1),
        ("in_progress", "start", 0),
        ("waiting", "wait", 0),
        ("at_risk", "flag", 0),
        ("not_relevant", "drop", 1),
        ("postpone", None, 0),
        ("no_change", None, 0),
        ("nothing", "complete", 1),
    ],
)
def test_one_voice_about_a_date(outcome: str, transition: str | None, settled: int) -> None:
    done = effect(outcome)
    assert (done.transition, len(done.settled)) == (transition, settled)


@pytest.mark.parametrize(
    ("outcome", "transition"), [("done", "report"), ("nothing", "report"), ("in_progress", "report")]
)
def test_standing_work_is_reported_and_stays(outcome: str, transition: str) -> None:
    report = occurrence(kind="report", slot="t:2015-37")
    assert effect(outcome, report, reading=reading(kind="ongoing"), state="standing").transition == transition
    assert effect(outcome, report, state="standing").transition == transition  # whatever its text says


def test_nothing_to_report_ends_a_measure_at_its_last_date_and_not_in_a_round() -> None:
    report = occurrence(kind="report", slot="t:2015-37", uid="o2", opens=date(2015, 6, 10))
    assert effect("nothing", occurrence(), occurrence("2015-11-30", uid="o3")).transition is None
    assert effect("nothing", report, occurrence()).transition is None
    assert effect("nothing", report).transition is None
    both = effect("nothing", report, voices=TWO, party="lier")
    assert both.transition is None


def test_first_of_two_dates_starts_the_measure_and_the_last_completes_it() -> None:
    november = occurrence("2015-11-30", uid="o2")
    assert effect("done", occurrence(), november).transition == "start"
    assert effect("done", occurrence(answered_at=at("2015-06-01")), november).transition == "start"
    answered = occurrence(uid="o0", answered_at=at("2015-06-01"))
    assert effect("done", november, answered).transition == "complete"


def test_done_in_a_round_settles_the_last_date_too() -> None:
    report = occurrence(uid="r", kind="report", slot="t:2015-37")
    done = effect("done", report, occurrence())
    assert ([o.uid for o in done.settled], done.transition) == (["r", "o1"], "complete")
    two = effect("done", report, occurrence(), occurrence("2015-11-30", uid="o2"))
    assert ([o.uid for o in two.settled], two.transition) == (["r"], "start")  # which of them, nobody said


def test_whether_a_measure_is_done_follows_from_what_parties_said_of_its_date_not_of_the_round() -> None:
    before = at("2015-06-01")
    report = occurrence(
        uid="r", kind="report", slot="t:2015-37", answers=(Answer("r", "sande", "no_change", before, "arild"),)
    )
    own = occurrence(answers=(Answer("o1", "sande", "done", before, "arild"),))
    assert effect("done", report, own, voices=TWO, party="lier").transition == "complete"


def test_date_answered_while_a_round_is_open_answers_the_round() -> None:
    report = occurrence(uid="r", kind="report", slot="t:2015-37", opens=TODAY)
    later = occurrence(uid="r2", kind="report", slot="t:2015-38", opens=date(2015, 9, 1))
    assert [o.uid for o in effect("done", occurrence(), report, later).settled] == ["o1", "r"]
    older = occurrence(uid="r0", kind="report", slot="t:2014-39", opens=date(2015, 1, 2))
    assert [o.uid for o in effect("done", occurrence(), report, older).settled] == ["o1", "r"]


def test_one_party_of_two_starts_it_and_the_last_completes_it() -> None:
    first = effect("done", voices=TWO, party="lier")
    assert (first.transition, first.settled) == ("start", ())
    had = Answer("o1", "sande", "not_relevant", at("2015-06-01"), "arild")
    last = effect("done", occurrence(answers=(had,)), voices=TWO, party="lier")
    assert (last.transition, len(last.settled)) == ("complete", 1)


def test_one_party_of_two_that_is_done_in_a_round_does_not_end_a_measure_without_a_date() -> None:
    report = occurrence(kind="report", slot="t:2015-37")
    first = effect("done", report, voices=TWO, party="lier")
    assert (first.transition, first.settled, first.question) == ("start", (), None)


def test_what_no_party_wants_is_a_question() -> None:
    had = Answer("o1", "sande", "not_relevant", at("2015-06-01"), "arild")
    done = effect("not_relevant", occurrence(answers=(had,)), voices=TWO, party="lier")
    assert (done.transition, done.question, len(done.settled)) == (None, NOBODY_WANTS_IT, 1)


def test_one_party_that_waits_does_not_make_the_measure_wait() -> None:
    assert effect("waiting", voices=TWO, party="lier").transition == "start"
    assert effect("not_relevant", voices=TWO, party="lier").transition is None


def test_the_only_party_that_is_waited_for_speaks_for_the_measure() -> None:
    assert effect("waiting", voices=TWO[:1], party="lier").transition == "wait"
    assert effect("waiting", occurrence(kind="wait", slot="w:12:lier"), voices=TWO, party="lier").transition == "wait"


def test_a_transition_of_the_rulebooks_own_is_made_by_who_speaks_for_the_measure() -> None:
    assert effect("pause").transition == "pause" and effect("pause").settled == ()
    assert effect("pause", voices=TWO, party="lier").transition is None
    report = occurrence(kind="report", slot="t:2015-37")
    assert len(effect("pause", report).settled) == 1  # any word answers a round


def test_only_the_point_that_is_postponed_moves() -> None:
    old = reading("2015-06-30", "2015-11-30")
    moved = moved_reading(old, occurrence(slot="p:2015-06-30"), reading("2015-09-30"))
    assert moved.due == (date(2015, 9, 30), date(2015, 11, 30))
    new = reading("2015-09-30")
    assert moved_reading(reading("2015-06-30"), occurrence(slot="p:2015-06-30"), new) == new


def test_a_partys_own_date_that_moves_is_still_its_own() -> None:
    old = reading("2015-06-30", "2015-11-30")
    lier = replace(old.points[0], party="lier", party_name="Lier")
    old = replace(old, points=(lier, old.points[1]))
    moved = moved_reading(old, occurrence(slot=lier.slot), reading("2015-09-30"))
    assert [(p.due, p.party) for p in moved.points] == [
        (date(2015, 9, 30), "lier"),
        (date(2015, 11, 30), old.points[1].party),
    ]
