"""What becomes of notices that wait when something changes: answered, moved, finished, stopped, several at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rules.case import Case, Decision, evolve
from rules.decide import decide
from rules.model import Membership, Occurrence, Role
from tests.fakes import at, book, case, directory, measure, notice, occurrence, plan

BOOK = book()
JULY = date(2015, 7, 31)


def settled(decision: Decision) -> set[tuple[str, str]]:
    return {(s.status, s.why) for s in decision.settled}


def told(decision: Decision, kind: str = "moved") -> list[tuple[str, str | None]]:
    return sorted((n.person, n.reason.detail) for n in decision.notices if n.kind == kind and n.status == "waiting")


@pytest.mark.parametrize("status", ["closed", "carried_over"])
def test_plan_that_ends_cancels_what_waits(status: Any) -> None:
    decision = decide(case(plan=plan(status=status), waiting=(notice(),)), BOOK, at("2015-06-16 08:00"))
    assert settled(decision) == {("cancelled", "finished")} and decision.next_look_at is None


def test_plan_whose_clock_has_not_started_is_left_alone() -> None:
    decision = decide(case(plan=plan(counted_from=None), waiting=(notice(),)), BOOK, at("2015-06-16 08:00"))
    assert decision == Decision("m1")


@pytest.mark.parametrize("changes", [{"withdrawn": True}, {"state": "done"}])
def test_alarm_about_a_role_outlives_the_measure_that_raised_it(changes: dict[str, Any]) -> None:
    alarm = notice(kind="vacant", occurrence=None, due=None, subject="tom", cause="plan")
    decision = decide(case(measure=measure(**changes), waiting=(alarm, notice("n2"))), BOOK, at("2015-06-16 08:00"))
    assert [s.notice for s in decision.settled] == [notice("n2").id]


def test_answered_question_is_not_asked() -> None:
    waiting = tuple(
        notice(code, kind="question", occurrence=None, due=None, cause=code, template="question")
        for code in ("unreadable", "conflict")
    )
    decision = decide(case(measure=measure(questions=("conflict",)), waiting=waiting), BOOK, at("2015-06-10 08:00"))
    assert [(s.notice, s.status, s.why) for s in decision.settled] == [(waiting[0].id, "cancelled", "answered")]


def test_notice_ends_once_and_for_the_strongest_reason() -> None:
    """Answered and replaced by another occurrence's step at once: it says answered."""
    answered = occurrence(answered_at=at("2015-06-29"))
    other = occurrence("2015-07-14", uid="o2", slot="p:2015-07")
    decision = decide(case(answered, other, waiting=(notice(),)), BOOK, at("2015-06-30 07:30"))
    assert [(s.notice, s.status, s.why) for s in decision.settled] == [(notice().id, "cancelled", "answered")]


def test_withdrawn_occurrence_cancels_its_notices() -> None:
    decision = decide(case(occurrence(withdrawn=True), waiting=(notice(),)), BOOK, at("2015-06-16 08:00"))
    assert settled(decision) == {("cancelled", "withdrawn")}


def test_news_of_an_answer_outlives_the_occurrence_that_it_answered() -> None:
    answered, news = occurrence(answered_at=at("2015-06-16")), notice(kind="answered")
    assert not decide(case(answered, waiting=(news,)), BOOK, at("2015-06-16 08:00")).settled


def test_a_step_replaces_older_steps_and_nothing_else_that_waits() -> None:
    alarm = notice("alarm", kind="vacant", occurrence=None, due=None, subject="tom", cause="plan")
    decision = decide(case(waiting=(notice(), alarm)), BOOK, at("2015-06-30 07:30"))
    assert [(s.notice, s.why) for s in decision.settled] == [(notice().id, "newer_step")]


def test_notice_of_an_occurrence_that_is_not_there_is_left_alone() -> None:
    decision = decide(case(waiting=(notice(occurrence="o9", kind="moved"),)), BOOK, at("2015-06-10 08:00"))
    assert not decision.settled


# ── moved ────────────────────────────────────────────────────────────────────────────────────────


def moved(due: str | None, before: str) -> Occurrence:
    bare = occurrence(counted_from=None, moved_from=date.fromisoformat(before))
    return replace(bare, due=date.fromisoformat(due) if due else None)


def test_cancelled_meeting_is_told_of_once_there_is_a_new_day() -> None:
    nowhere = moved(None, "2015-06-10")
    decision = decide(case(nowhere, waiting=(notice(due=date(2015, 6, 10)),)), BOOK, at("2015-06-01 09:00"))
    assert settled(decision) == {("suppressed", "moved")}
    assert [n.kind for n in decision.notices] == ["question"] and not decision.counted
    called = replace(nowhere, due=JULY)
    decision = decide(case(called), BOOK, at("2015-06-03 09:00"))
    assert told(decision) == [("kari", "2015-06-10"), ("ola", "2015-06-10")] and decision.counted == ("o1",)


def test_two_moves_before_anybody_was_told_are_told_as_one() -> None:
    now = at("2015-06-16 20:00")
    once = case(moved("2015-07-10", "2015-06-30"))
    after = evolve(once, decide(once, BOOK, now), now)
    again = replace(after, occurrences=(moved("2015-07-31", "2015-07-10"),))
    decision = decide(again, BOOK, at("2015-06-16 21:00"))
    assert settled(decision) == {("suppressed", "moved")}
    assert told(decision) == [("kari", "2015-06-30"), ("ola", "2015-06-30")]


def test_move_there_and_back_before_anybody_was_told_is_not_told() -> None:
    now = at("2015-06-16 20:00")
    once = case(moved("2015-07-10", "2015-06-30"))
    after = evolve(once, decide(once, BOOK, now), now)
    back = replace(after, occurrences=(moved("2015-06-30", "2015-07-10"),))
    decision = decide(back, BOOK, at("2015-06-16 21:00"))
    assert settled(decision) == {("suppressed", "moved")} and told(decision) == []


@pytest.mark.parametrize("changes", [{"answered_at": at("2015-06-01")}, {"withdrawn": True}])
def test_moved_occurrence_that_nobody_waits_for_is_not_told(changes: dict[str, Any]) -> None:
    gone = replace(moved("2015-07-10", "2015-06-30"), **changes)
    assert told(decide(case(gone), BOOK, at("2015-06-16 09:00"))) == []


def test_steps_that_a_move_has_passed_are_not_sent() -> None:
    decision = decide(case(moved("2015-07-10", "2015-06-30")), BOOK, at("2015-07-01 09:00"))
    assert {n.kind for n in decision.notices} == {"moved"}
    assert decision.next_look_at == at("2015-07-10 07:30")


def test_a_move_to_a_day_that_was_left_before_is_told_again() -> None:
    now = at("2015-06-16 09:00")
    once = decide(case(moved("2015-07-10", "2015-06-30")), BOOK, now)
    again = case(moved("2015-07-10", "2015-06-30"), known=frozenset(n.id for n in once.notices))
    assert told(decide(again, BOOK, at("2015-06-18 09:00"))) == told(once) != []


def test_a_round_that_moves_before_it_was_counted_is_told_and_asks_at_its_next_step() -> None:
    report = replace(moved("2015-06-30", "2015-06-20"), kind="report", slot="t:2015-37", opens=date(2015, 6, 15))
    decision = decide(case(report), BOOK, at("2015-06-16 09:00"))
    assert {n.kind for n in decision.notices} == {"moved"}


# ── several occurrences, reopened, stopped ───────────────────────────────────────────────────────


def test_newest_step_of_a_measure_is_the_one_whatever_its_occurrence() -> None:
    june, july = occurrence("2015-06-30"), occurrence("2015-07-14", uid="o2", slot="p:2015-07")
    decision = decide(case(june, july), BOOK, at("2015-06-30 12:00"))
    live = [(n.occurrence, n.step) for n in decision.notices if n.status == "waiting" and n.person == "kari"]
    assert live == [("o1", "today")]  # the same instant as o2's first step; the name decides, always the same way
    assert set(decision.counted) == {"o1", "o2"}


def test_held_notices_of_a_stopped_plan_give_way_to_newer_ones() -> None:
    stopped = case(plan=plan(stopped="skal skrives om"))
    now = at("2015-06-16 07:30")
    later = evolve(stopped, decide(stopped, BOOK, now), now)
    decision = decide(later, BOOK, at("2015-06-30 07:30"))
    assert {s.notice for s in decision.settled} == {n.id for n in later.waiting}
    assert {n.status for n in decision.notices} == {"held"}


def test_occurrence_added_later_starts_from_the_look_that_finds_it() -> None:
    added = case(occurrence(), occurrence("2015-06-20", uid="o2", slot="p:2015-06-20", counted_from=None))
    decision = decide(added, BOOK, at("2015-06-22 09:00"))
    assert {n.occurrence for n in decision.notices} == {"o1"} and "o2" in decision.counted


def test_occurrence_that_no_rule_gives_a_ladder_is_silent() -> None:
    quiet = book(
        rules=[
            {"name": "none", "when": {"state": "planned"}, "ladder": "none"},
            {"name": "rest", "ladder": "standard"},
        ]
    )
    decision = decide(case(), quiet, at("2015-06-16 07:30"))
    assert not decision.notices and decision.next_look_at == at("2015-07-07 00:00")


def test_rulebook_whose_rules_all_have_conditions_may_match_nothing() -> None:
    none = book(rules=[{"name": "finished", "when": {"state": "done"}, "ladder": "none"}])
    assert not decide(case(), none, at("2015-06-16 07:30")).notices


def test_clock_may_make_several_moves_in_one_look_but_not_run_in_a_circle() -> None:
    circle = [
        {"name": n, "from": [a], "to": b, "by": ["clock"], "when": {"overdue_by": {"min": "0d"}}}
        for n, a, b in (("there", "planned", "at_risk"), ("back", "at_risk", "planned"))
    ]
    moves = decide(case(), book(transitions=circle), at("2015-07-07 09:00")).moves
    assert [m.transition for m in moves] == ["there", "back"] * 4
    once = decide(case(), book(transitions=circle[:1]), at("2015-07-07 09:00")).moves
    assert [m.state_to for m in once] == ["at_risk"]


def test_measure_that_the_clock_finishes_is_silent_at_once() -> None:
    ends = [{"name": "end", "from": ["planned"], "to": "done", "by": ["clock"], "when": {"overdue_by": {"min": "0d"}}}]
    decision = decide(case(waiting=(notice(),)), book(transitions=ends), at("2015-07-07 09:00"))
    assert [m.state_to for m in decision.moves] == ["done"]
    assert not decision.notices and settled(decision) == {("cancelled", "finished")}


def test_evolving_a_case_applies_moves_and_keeps_what_still_waits() -> None:
    now = at("2015-07-07 09:00")
    before = case(waiting=(notice("other", person="per"),))
    after: Case = evolve(before, decide(before, BOOK, now), now)
    assert (after.measure.state, after.measure.state_since) == ("at_risk", now)
    assert notice("other").id in {n.id for n in after.waiting}


@pytest.mark.parametrize("question", ["awaits_approval:a", "carried_over:x"])
def test_what_waits_for_a_measure_that_is_held_back_is_cancelled(question: str) -> None:
    held = case(measure=measure(questions=(question,)), waiting=(notice(), notice("v", kind="vacant")))
    decision = decide(held, BOOK, at("2015-06-16 07:30"))
    assert [(s.notice, s.why) for s in decision.settled] == [(notice().id, "held_back")]
    assert not decision.notices and decision.next_look_at is None


def test_a_question_comes_back_on_its_day() -> None:
    later = case(measure=measure(questions=("show_again:2015-03-02",)))
    decision = decide(later, BOOK, at("2015-02-27 08:00"))
    assert not decision.notices and decision.next_look_at == at("2015-03-02")
    again = decide(later, BOOK, at("2015-03-02 08:00"))
    assert [(n.kind, n.person) for n in again.notices] == [("question", "per")]
    assert again.next_look_at == at("2015-06-16 07:30")


def test_the_move_of_one_partys_occurrence_is_told_to_that_party_only() -> None:
    bare = directory()
    members = (Membership("au-lsu", "kari", party="lier"), Membership("au-lsu", "ola", party="hurum"))
    roles = {**bare.roles, "au-lsu": Role("au-lsu", "AU LSU", answers="each")}
    here = book(directory=replace(bare, roles=roles, memberships=members))
    mine = occurrence(slot="p:2015-06@lier", moved_from=date(2015, 6, 12), counted_from=None)
    decision = decide(case(mine), here, at("2015-02-02 09:00"))
    assert [(n.kind, n.person) for n in decision.notices if n.kind == "moved"] == [("moved", "kari")]
