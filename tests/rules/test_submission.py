from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from rules.approval import Matter, standing
from rules.book import Book
from rules.governance import Decision
from rules.model import Approval, Committee, Meeting, Notice
from rules.span import Span
from rules.submission import Submission, bound, next_meeting, submit
from tests.fakes import at, book, meeting, plan
from tests.rules.test_approval import said

FEB_9, FEB_16 = (meeting(d, uid=f"{c}:{d}", committee=c) for c, d in (("a", "2022-02-09"), ("b", "2022-02-16")))
JUNE = meeting("2022-06-01", uid="a:june", committee="a")


def office(**committees: Committee) -> Book:
    known = {
        "a": Committee("a", "Utval A", secretariat="sekretariat", case_deadline=Span(-15, "bd")),
        "b": Committee("b", "Utval B", secretariat="sekretariat", papers=Span(-5, "bd")),
        **committees,
    }
    return replace(book(), committees=known)


def given(*decisions: Decision, meetings: tuple[Meeting, ...] = (FEB_9, FEB_16, JUNE), **changes: Any) -> Submission:
    approval = Approval(("a", "b"))
    matters = changes.pop("matters", (Matter("m1", "1"),))
    version = changes.pop("version", 1)
    draft = plan(status="draft", counted_from=None, approval=approval)
    bare = Submission(draft, standing(approval, matters, decisions, version), decisions, meetings)
    return replace(bare, **changes)


def told(notices: tuple[Notice, ...]) -> list[tuple[str, str]]:
    return sorted((n.person, n.cause) for n in notices)


def asked(submission: Submission, moment: str) -> tuple[list[tuple[str, str]], datetime | None]:
    notices, look = submit(submission, office(), at(moment))
    return told(notices), look


def test_a_committee_is_bound_to_its_next_meeting_with_the_day_the_case_must_be_ready() -> None:
    first, second = bound(given(), office(), date(2022, 1, 1))
    assert (first.meeting, first.ready_on, first.tell_on) == (FEB_9, date(2022, 1, 19), date(2022, 1, 5))
    assert (second.meeting, second.ready_on) == (FEB_16, date(2022, 2, 9))


def test_nothing_is_sent_before_its_day_and_the_look_is_on_it() -> None:
    mails, look = asked(given(), "2021-12-20 09:00")
    assert (mails, look) == ([], at("2022-01-05 07:30"))


def test_one_secretariat_gets_its_committees_together_when_they_meet_about_the_same_time() -> None:
    near = replace(office().committees["b"], papers=Span(-10, "bd"))
    notices, _ = submit(given(), office(b=near), at("2022-01-05 07:30"))
    assert told(notices) == [("per", "a:a:2022-02-09"), ("per", "b:b:2022-02-16")]
    assert {n.due for n in notices} == {FEB_9.held_on, FEB_16.held_on}
    apart, look = asked(given(), "2022-01-05 07:30")
    assert (apart, look) == ([("per", "a:a:2022-02-09")], at("2022-01-26 07:30"))


def test_what_was_told_once_is_not_told_again() -> None:
    notices, _ = submit(given(), office(), at("2022-01-05 07:30"))
    again = given(known=frozenset(n.id for n in notices))
    assert asked(again, "2022-01-06 09:00")[0] == []


def test_after_a_meeting_without_a_decision_the_next_one_is_told() -> None:
    assert asked(given(said("b")), "2022-02-10 09:00")[0] == []
    mails, _ = asked(given(said("b")), "2022-05-20 09:00")
    assert mails == [("per", "a:a:june")]
    waiting = bound(given(said("a", "not_treated"), said("b")), office(), date(2022, 2, 9))
    assert [b.meeting for b in waiting] == [JUNE]


def test_a_committee_without_a_meeting_is_told_at_once() -> None:
    mails, look = asked(given(said("b"), meetings=()), "2022-01-01 09:00")
    assert (mails, look) == ([("per", "a:none")], None)
    assert next_meeting("a", (replace(FEB_9, state="cancelled"),), date(2022, 1, 1)) is None


def test_a_change_goes_at_once_to_those_who_had_approved() -> None:
    matters = (Matter("m1", "1", since=2), Matter("m2", "2"))
    changed = given(said("a"), said("b", "with_changes", "2022-02-16"), matters=matters, version=2)
    notices, _ = submit(changed, office(), at("2022-02-17 09:00"))
    assert [(n.template, n.cause, n.status) for n in notices] == [("plan_changed", "a:changed:2", "waiting")]


def test_a_plan_whose_mail_is_stopped_holds_it_and_one_that_is_over_sends_nothing() -> None:
    stopped = given(plan=plan(status="draft", stopped="Ferie", approval=Approval(("a", "b"))))
    notices, _ = submit(stopped, office(), at("2022-01-05 07:30"))
    assert {n.status for n in notices} == {"held"}
    assert submit(given(plan=plan(status="closed")), office(), at("2022-01-05 07:30")) == ((), None)


def test_a_committee_without_a_secretariat_of_its_own_is_told_through_the_plans() -> None:
    nobody = Committee("a", "Utval A", secretariat="tom")
    none = Committee("b", "Utval B")
    notices, _ = submit(given(), office(a=nobody, b=none), at("2022-02-09 07:30"))
    assert told(notices) == [("per", "a:a:2022-02-09"), ("per", "b:b:2022-02-16")]
    unknown = replace(office(), committees={})
    assert {b.ready_on for b in bound(given(), unknown, date(2022, 1, 1))} == {FEB_9.held_on, FEB_16.held_on}
    assert (
        len(submit(given(said("a"), matters=(Matter("m1", "1", since=2),), version=2), unknown, at("2022-01-01"))[0])
        == 1
    )
