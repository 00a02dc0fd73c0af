"""«Which steps fire», «who is told», and what stops a ladder: each rule of the design has its test."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from rules.case import Case, Decision, evolve
from rules.decide import decide
from rules.identity import notice_id
from rules.model import Absence, Notice, Reason, Silence
from tests.fakes import RULES, at, book, case, directory, measure, occurrence, plan, reading

BOOK = book()


def sent(decision: Decision) -> list[tuple[str, str]]:
    return sorted((n.step, n.person) for n in decision.notices if n.status == "waiting")


def test_step_fires_once_its_instant_has_come_and_not_before() -> None:
    assert sent(decide(case(), BOOK, at("2015-06-16 07:29"))) == []
    fired = decide(case(), BOOK, at("2015-06-16 07:30"))
    assert sent(fired) == [("before", "kari"), ("before", "ola")]
    assert fired.counted == ("o1",)


def test_next_look_is_the_next_step() -> None:
    assert decide(case(), BOOK, at("2015-02-01")).next_look_at == at("2015-06-16 07:30")


def test_after_the_step_the_same_look_again_sends_nothing() -> None:
    now = at("2015-06-16 07:30")
    first = decide(case(), BOOK, now)
    again = decide(evolve(case(), first, now), BOOK, now)
    assert not again.notices and not again.counted


def test_known_notice_is_never_made_again_even_if_counting_is_lost() -> None:
    now = at("2015-06-16 07:30")
    first = decide(case(), BOOK, now)
    forgetful = case(known=frozenset(n.id for n in first.notices))
    assert not decide(forgetful, BOOK, now).notices


def test_of_several_missed_steps_only_the_newest_goes_out() -> None:
    decision = decide(case(), BOOK, at("2015-07-08 12:00"))
    assert sent(decision) == [("week", "kari"), ("week", "ola")]
    replaced = {(n.step, n.reason.detail) for n in decision.notices if n.status == "suppressed"}
    assert replaced == {("before", "newer_step"), ("today", "newer_step")}


def test_newer_step_replaces_an_unsent_older_one() -> None:
    now = at("2015-06-16 07:30")
    before = evolve(case(), decide(case(), BOOK, now), now)
    decision = decide(before, BOOK, at("2015-06-30 07:30"))
    assert {s.notice for s in decision.settled} == {n.id for n in before.waiting}
    assert {s.why for s in decision.settled} == {"newer_step"}


def test_new_occurrence_counts_from_the_look_that_first_sees_it() -> None:
    fresh = case(occurrence(counted_from=None))
    decision = decide(fresh, BOOK, at("2015-07-20"))
    assert sent(decision) == [] and decision.counted == ("o1",)


def test_key_is_occurrence_due_step_person_channel() -> None:
    decision = decide(case(), BOOK, at("2015-06-16 07:30"))
    expected = {notice_id(("o1", "2015-06-30", "before", p, "email")) for p in ("kari", "ola")}
    assert {n.id for n in decision.notices} == expected


def test_moved_occurrence_sends_one_notice_for_all_missed_steps() -> None:
    moved = occurrence("2015-07-10", counted_from=None, moved_from=date(2015, 6, 30))
    decision = decide(case(moved), BOOK, at("2015-07-01 09:00"))
    assert sent(decision) == [("moved", "kari"), ("moved", "ola")]
    after = evolve(case(moved), decision, at("2015-07-01 09:00"))
    assert after.occurrences[0].moved_from is None
    assert ("today", "kari") in sent(decide(after, BOOK, at("2015-07-10 07:30")))


def test_waiting_notice_of_a_moved_occurrence_is_overtaken() -> None:
    now = at("2015-06-16 07:30")
    waiting = evolve(case(), decide(case(), BOOK, now), now).waiting
    moved = occurrence("2015-08-31", counted_from=None, moved_from=date(2015, 6, 30))
    settled = decide(case(moved, waiting=waiting), BOOK, at("2015-06-16 07:31")).settled
    assert {(s.status, s.why) for s in settled} == {("suppressed", "moved")}


@pytest.mark.parametrize("state", ["done", "not_relevant"])
def test_finished_measure_is_silent_and_cancels_what_waits(state: str) -> None:
    now = at("2015-06-16 07:30")
    waiting = evolve(case(), decide(case(), BOOK, now), now).waiting
    decision = decide(case(measure=measure(state=state), waiting=waiting), BOOK, at("2015-06-30 07:30"))
    assert not decision.notices and decision.next_look_at is None
    assert {(s.status, s.why) for s in decision.settled} == {("cancelled", "finished")}


def test_answered_occurrence_cancels_its_own_waiting_notices_only() -> None:
    now = at("2015-06-16 07:30")
    waiting = evolve(case(), decide(case(), BOOK, now), now).waiting
    answered = occurrence(answered_at=now)
    november = occurrence("2015-11-30", uid="o2")
    decision = decide(case(answered, november, waiting=waiting), BOOK, at("2015-06-30 07:30"))
    assert {s.why for s in decision.settled} == {"answered"}
    assert decision.next_look_at == at("2015-11-16 07:30")


@pytest.mark.parametrize("status", ["draft", "approved", "closed", "carried_over"])
def test_only_active_plans_are_looked_at(status: str) -> None:
    decision = decide(case(plan=plan(status=status)), BOOK, at("2015-06-30 07:30"))
    assert decision == Decision("m1")


def test_withdrawn_measure_cancels_what_waits() -> None:
    now = at("2015-06-16 07:30")
    waiting = evolve(case(), decide(case(), BOOK, now), now).waiting
    decision = decide(case(measure=measure(withdrawn=True), waiting=waiting), BOOK, now)
    assert {s.why for s in decision.settled} == {"withdrawn"} and not decision.notices


def test_clock_moves_the_state_five_working_days_after_the_due_day() -> None:
    assert not decide(case(), BOOK, at("2015-07-06 23:59")).moves
    (move,) = decide(case(), BOOK, at("2015-07-07 00:00")).moves
    assert (move.transition, move.state_from, move.state_to, move.actor) == ("slip", "planned", "at_risk", "clock")


def test_clock_transition_is_looked_for_at_its_day() -> None:
    late = case(occurrence(counted_from=at("2015-07-01")))
    assert decide(late, BOOK, at("2015-07-06 12:00")).next_look_at == at("2015-07-07 00:00")


def test_silence_drops_the_notice_and_says_which() -> None:
    silence = Silence("s1", "per", "ferie", at("2015-06-01"), at("2015-06-20"), person="kari")
    decision = decide(case(silences=(silence,)), BOOK, at("2015-06-16 07:30"))
    assert sent(decision) == [("before", "ola")]
    (muted,) = [n for n in decision.notices if n.status == "silenced"]
    assert (muted.person, muted.reason.detail) == ("kari", "s1")


def test_silence_holds_from_its_first_instant_until_its_end() -> None:
    now = at("2015-06-16 07:30")
    silence = Silence("s1", "per", "ferie", at("2015-06-01"), now, measure="m1")
    assert len(sent(decide(case(silences=(silence,)), BOOK, now))) == 2
    begun = replace(silence, starts_at=now, ends_at=at("2015-07-01"))
    assert sent(decide(case(silences=(begun,)), BOOK, now)) == []


def test_a_step_of_a_silent_day_is_not_sent_by_a_look_that_comes_after_the_silence() -> None:
    over = Silence("s1", "per", "ferie", at("2015-06-01"), at("2015-06-20"), measure="m1")
    decision = decide(case(silences=(over,)), BOOK, at("2015-06-22 07:30"))
    assert sent(decision) == []
    assert {n.reason.detail for n in decision.notices} == {"s1"}


def test_inside_an_open_round_only_the_round_speaks() -> None:
    report = occurrence("2015-07-14", uid="r1", kind="report", slot="t:2015-38", opens=date(2015, 6, 15))
    asked = replace(report, counted_from=at("2015-06-15 12:00"))
    decision = decide(case(occurrence(), asked), BOOK, at("2015-06-16 07:30"))
    assert sent(decision) == []
    assert {n.reason.detail for n in decision.notices} == {"inside_round"}
    assert sent(decide(case(occurrence(), report), BOOK, at("2015-06-15 07:30"))) == [("ask", "kari"), ("ask", "ola")]


def test_role_that_nobody_holds_is_an_alarm_and_the_secretariat_gets_the_mail() -> None:
    decision = decide(case(measure=measure(roles=("tom",))), BOOK, at("2015-06-16 07:30"))
    assert sent(decision) == [("before", "per"), ("vacant", "per")]
    alarm = next(n for n in decision.notices if n.kind == "vacant")
    assert alarm.id == notice_id(("tom", "vacant", "plan", "per", "email"))


@pytest.mark.parametrize("what", [{"measure": "m1"}, {"focus": measure().focus_area}])
def test_a_role_that_nobody_holds_is_told_although_one_of_its_measures_is_muted(what: dict[str, str]) -> None:
    quiet = Silence("s1", "per", "ferie", at("2015-01-01"), at("2015-12-31"), **what)
    muted = case(occurrence(counted_from=None), measure=measure(roles=("tom",)), silences=(quiet,))
    assert sent(decide(muted, BOOK, at("2015-01-02"))) == [("vacant", "per")]


def test_vacant_role_is_told_at_the_first_look_already() -> None:
    fresh = case(occurrence(counted_from=None), measure=measure(roles=("tom",)))
    assert sent(decide(fresh, BOOK, at("2015-01-02"))) == [("vacant", "per")]


@pytest.mark.parametrize(
    ("changes", "person", "source"),
    [
        ({}, "per", "secretariat"),
        ({"default_responsible": "au-lsu"}, "kari", "default"),
        ({"focus_responsible": (("Samhandling", "au-lsu"),)}, "kari", "focus"),
    ],
)
def test_measure_without_a_role_falls_to_focus_default_secretariat(
    changes: dict[str, object], person: str, source: str
) -> None:
    nobody = case(plan=plan(**changes), measure=measure(roles=()))
    notice = min(decide(nobody, BOOK, at("2015-06-16 07:30")).notices, key=lambda n: n.person)
    assert (notice.person, notice.reason.role_from) == (person, source)


def test_question_goes_to_the_secretariat_once() -> None:
    asking = case(measure=measure(questions=("unreadable",)))
    decision = decide(asking, BOOK, at("2015-02-01"))
    assert sent(decision) == [("question", "per")]
    again = decide(evolve(asking, decision, at("2015-02-01")), BOOK, at("2015-02-02"))
    assert not again.notices


def test_a_question_is_not_asked_again_when_an_absence_begins() -> None:
    asking = case(measure=measure(questions=("unreadable",)))
    decision = decide(asking, BOOK, at("2015-02-01"))
    asked = evolve(asking, decision, at("2015-02-01"))
    known = directory()
    away = replace(known.people["per"], away=(Absence(date(2015, 2, 2), date(2015, 2, 20), "kari"),))
    absent = book(directory=replace(known, people={**known.people, "per": away}))
    assert not decide(asked, absent, at("2015-02-02 08:00")).notices
    assert sent(decide(asking, absent, at("2015-02-02 08:00"))) == [("question", "kari")]


def test_stopped_plan_holds_its_mail() -> None:
    stopped = case(plan=plan(stopped="planen skal skrives om"))
    assert {n.status for n in decide(stopped, BOOK, at("2015-06-16 07:30")).notices} == {"held"}


def test_first_days_of_a_plan_are_held_for_the_secretariat() -> None:
    careful = book(settings={"secretariat": "sekretariat", "release": {"manual_for": "90d"}})
    young = case(plan=plan(released_at=None, counted_from=at("2015-06-01")))
    old = case(plan=plan(released_at=None))
    now = at("2015-06-16 07:30")
    assert {n.status for n in decide(young, careful, now).notices} == {"held"}
    assert {n.status for n in decide(old, careful, now).notices} == {"waiting"}


def test_mail_waits_for_the_delivery_window() -> None:
    late = decide(case(), BOOK, at("2015-06-16 20:00"))
    assert {n.deliver_at for n in late.notices} == {at("2015-06-17 07:45")}
    friday = decide(case(), BOOK, at("2015-06-19 20:00"))
    assert {n.deliver_at for n in friday.notices} == {at("2015-06-22 07:45")}


def test_occurrence_without_a_day_climbs_nothing() -> None:
    unbound = case(replace(occurrence(kind="meeting", slot="m:next"), due=None, latest=None))
    decision = decide(unbound, BOOK, at("2015-06-16 07:30"))
    assert decision.next_look_at is None and [n.kind for n in decision.notices] == ["question"]


def test_every_step_of_a_year_fires_exactly_once_whatever_the_looks() -> None:
    """Looking every day, every hour of some days, or only at the next look gives the same notices."""

    def play(extra: timedelta | None) -> list[str]:
        current: Case = case(occurrence(), occurrence("2015-11-30", uid="o2"))
        now, made = at("2015-01-02"), []
        while now < at("2016-01-01"):
            decision = decide(current, BOOK, now)
            made += [n.id for n in decision.notices if n.status == "waiting"]
            current = evolve(current, decision, now)
            following = decision.next_look_at or at("2016-01-01")
            now = min(following, now + extra) if extra else following
        return sorted(made)

    assert play(None) == play(timedelta(days=1)) == play(timedelta(hours=7))
    assert len(play(None)) == 2 * (3 * 2 + 1)


def test_notice_of_the_ledger_is_a_plain_value() -> None:
    (first, *_) = decide(case(), BOOK, at("2015-06-16 07:30")).notices
    assert isinstance(first, Notice)
    assert first.reason == Reason("reminder", "au-lsu", "plan", "rest", "standard", None)


def test_a_measure_that_nobody_would_ever_be_reminded_of_is_a_question_to_the_secretariat_once() -> None:
    now = at("2015-01-05 08:00")
    ongoing = replace(case(measure=measure(reading=reading(kind="ongoing"))), occurrences=())
    decision = decide(ongoing, BOOK, now)
    assert [(n.kind, n.cause, n.person) for n in decision.notices] == [("question", "no_day", "per")]
    assert not decide(evolve(ongoing, decision, now), BOOK, now).notices


def test_the_question_is_answered_when_the_measure_gets_a_day() -> None:
    now = at("2015-01-05 08:00")
    ongoing = replace(case(measure=measure(reading=reading(kind="ongoing"))), occurrences=())
    waiting = decide(ongoing, BOOK, now).notices
    settled = decide(replace(ongoing, occurrences=(occurrence(kind="report"),), waiting=waiting), BOOK, now).settled
    assert [(s.status, s.why) for s in settled] == [("cancelled", "answered")]


@pytest.mark.parametrize("began", [at("2015-05-06 09:00"), at("2015-05-18 09:00")])
def test_a_round_that_is_open_when_the_plan_begins_asks_at_once(began: datetime) -> None:
    young = plan(counted_from=began, released_at=began)
    new = replace(occurrence("2015-05-18", kind="report", slot="t:2015-37"), opens=date(2015, 5, 4), counted_from=None)
    own = occurrence("2015-05-20", uid="o2", counted_from=None)
    first = case(new, own, plan=young)
    decision = decide(first, BOOK, began)
    assert sent(decision) == [("ask", "kari"), ("ask", "ola")] and decision.counted == ("o1", "o2")
    assert not decide(evolve(first, decision, began), BOOK, began + timedelta(hours=1)).notices


def test_after_an_outage_nobody_checks_the_list_of_a_round_that_has_opened() -> None:
    before = {"id": "list", "at": "ask", "offset": "-5bd", "template": "reminder", "to": "contact"}
    steps = [before, {"id": "ask", "at": "ask", "template": "reminder"}]
    using = book(ladders={**RULES["ladders"], "round": {"steps": steps}}, rules=[{"name": "round", "ladder": "round"}])
    report = occurrence("2015-05-18", kind="report", slot="t:2015-37", opens=date(2015, 5, 4))
    assert [s for s, _ in sent(decide(case(report), using, at("2015-04-28")))] == ["list"]
    assert {s for s, _ in sent(decide(case(report), using, at("2015-05-04 08:00")))} == {"ask"}


def test_a_round_that_is_over_when_the_plan_begins_asks_nobody() -> None:
    began = at("2015-05-19 09:00")
    gone = replace(occurrence("2015-05-18", kind="report", slot="t:2015-37"), opens=date(2015, 5, 4), counted_from=None)
    first = case(gone, plan=plan(counted_from=began, released_at=began))
    assert sent(decide(first, BOOK, began)) == []
    assert sent(decide(evolve(first, decide(first, BOOK, began), began), BOOK, at("2015-05-20"))) == []


def test_the_clock_moves_a_measure_without_a_day_that_nobody_has_touched_for_long() -> None:
    when = {"untouched_for": {"min": "60d"}}
    idle = {"name": "idle", "from": ["planned"], "to": "at_risk", "by": ["clock"], "when": when}
    using = book(transitions=[*RULES["transitions"], idle])
    touched = measure(reading=reading(kind="ongoing"), state_since=at("2015-02-02 12:00"))
    undated = replace(case(measure=touched), occurrences=())
    early = decide(undated, using, at("2015-03-01 12:00"))
    assert not early.moves and early.next_look_at == at("2015-04-03")
    (move,) = decide(undated, using, at("2015-04-03")).moves
    assert (move.transition, move.state_to) == ("idle", "at_risk")
    assert not decide(undated, BOOK, at("2016-04-03")).moves, "a day that is not there is never overdue"
