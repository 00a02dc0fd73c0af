"""The first look at a plan: introductions and one list, never a mail about a passed deadline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rules.activation import introduce, past
from rules.case import Case
from rules.deadline import Reading
from rules.model import Plan, Reporting
from rules.occurrences import occurrence_of, wanted
from rules.span import Span
from rules.timetable import Event, Snapshot, timetable
from tests.fakes import around, at, book, case, measure, occurrence, plan, reading

BOOK = book()
JUNE = at("2015-06-01 09:00")


def young() -> Plan:
    """A plan that has just become active."""
    return replace(plan(), counted_from=JUNE, released_at=JUNE)


def told(plan_: Plan, *cases: Case) -> list[tuple[str, str]]:
    return sorted((n.kind, n.person) for n in introduce(plan_, cases, BOOK, JUNE))


def test_each_responsible_person_is_introduced_once() -> None:
    other = case(measure=measure(uid="m2"))
    assert told(young(), case(), other) == [("introduction", "kari"), ("introduction", "ola")]


def test_what_is_past_goes_to_the_secretariat_in_one_list() -> None:
    late = case(occurrence("2015-03-31"))
    later = case(occurrence("2015-04-30"), measure=measure(uid="m2"))
    assert told(young(), late, later, case()) == [
        ("introduction", "kari"),
        ("introduction", "ola"),
        ("late_list", "per"),
    ]


def test_measure_of_nobody_is_introduced_to_the_secretariat() -> None:
    assert told(young(), case(measure=measure(roles=()))) == [("introduction", "per")]


def test_finished_and_withdrawn_measures_introduce_nobody() -> None:
    done = case(occurrence("2015-03-31"), measure=measure(state="done"))
    gone = case(occurrence("2015-03-31"), measure=measure(uid="m2", withdrawn=True))
    assert told(young(), done, gone) == []


def test_introduction_waits_for_the_window_and_for_the_secretariat() -> None:
    evening = introduce(young(), [case()], BOOK, at("2015-06-01 20:00"))
    assert {n.deliver_at for n in evening} == {at("2015-06-02 07:45")}
    careful = book(settings={"secretariat": "sekretariat", "release": {"manual_for": "90d"}})
    assert {n.status for n in introduce(young(), [case()], BOOK, JUNE)} == {"waiting"}
    assert {n.status for n in introduce(replace(young(), released_at=None), [case()], careful, JUNE)} == {"held"}


def test_introducing_twice_gives_the_same_notices() -> None:
    once, again = introduce(young(), [case()], BOOK, JUNE), introduce(young(), [case()], BOOK, at("2015-06-20"))
    assert [n.id for n in once] == [n.id for n in again] == sorted(n.id for n in once)


def test_past_is_a_deadline_of_the_plan_that_nobody_has_answered() -> None:
    today = date(2015, 6, 1)
    assert past(case(occurrence("2015-05-31")), today)
    assert not past(case(occurrence("2015-06-01")), today)
    assert not past(case(occurrence("2015-05-31", answered_at=JUNE)), today)
    assert not past(case(occurrence("2015-05-31", kind="report")), today)
    assert not past(case(replace(occurrence(), due=None)), today)


def test_plan_of_2014_activated_in_2026_sends_introductions_and_one_list_and_nothing_else() -> None:
    old = plan(years=(2014,), counted_from=None, released_at=None)
    surroundings = around(plan=old, reporting=Reporting("tertial", Span(-2, "w"), Span(10, "bd")))
    measures = [
        measure(uid="m1", reading=reading("2014-06-30", "2014-11-28")),
        measure(uid="m2", reading=Reading("Løpende", "ongoing"), state="standing"),
        measure(uid="m3", reading=reading("2014-12-31"), roles=("tom",), questions=("unreadable",)),
    ]
    cases = tuple(
        Case(old, m, tuple(occurrence_of(p, f"{m.uid}{p.slot}", m.uid, None) for p in wanted(m, surroundings)))
        for m in measures
    )
    start, end = at("2026-03-02 09:00"), at("2028-01-01")
    events = list(timetable(Snapshot((old,), cases), BOOK, start, end, "standard"))
    mails = sorted((e.message.template, e.message.person) for e in events if e.message)
    assert mails == [
        ("introduction", "kari"),
        ("introduction", "ola"),
        ("introduction", "per"),
        ("late_list", "per"),
    ]
    (listed,) = [e for e in events if e.message and e.message.template == "late_list"]
    assert {n.kind for n in listed.notices} == {"late_list", "question", "vacant"}
    assert {e.at for e in events} == {start}
    assert _moved(events) == ["m1", "m3"]


def _moved(events: list[Event]) -> list[str]:
    return [e.move.measure for e in events if e.move]


@pytest.mark.parametrize("due", ["2015-05-20", "2015-05-25", "2015-05-29"])
def test_what_is_past_when_the_plan_begins_climbs_no_ladder(due: str) -> None:
    late = case(occurrence(due, counted_from=None), plan=young())
    start = Snapshot((young(),), (late,))
    steps = [n.step for e in timetable(start, BOOK, JUNE, at("2016-01-01"), "standard") for n in e.notices]
    assert steps == []


def test_what_is_due_on_the_first_day_climbs_it() -> None:
    late = case(occurrence("2015-06-01", counted_from=None), plan=young())
    start = Snapshot((young(),), (late,))
    steps = [n.step for e in timetable(start, BOOK, JUNE, at("2016-01-01"), "standard") for n in e.notices]
    assert steps == ["week", "week", "queue"]


def test_a_deadline_that_was_past_and_is_moved_ahead_climbs_it() -> None:
    moved = occurrence("2015-06-30", counted_from=None, moved_from=date(2015, 5, 25))
    start = Snapshot((young(),), (case(moved, plan=young()),))
    steps = [n.step for e in timetable(start, BOOK, JUNE, at("2016-01-01"), "standard") for n in e.notices]
    assert "before" in steps and "week" in steps


def test_a_look_on_the_way_is_no_deadline_that_is_past() -> None:
    assert not past(case(occurrence("2015-04-30", kind="checkpoint", slot="c:2015-37")), date(2015, 6, 1))
