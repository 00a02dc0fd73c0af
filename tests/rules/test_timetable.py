"""A simulated year: every measure climbs its ladder, nobody is disturbed, nothing is lost, twice is the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.approval import Matter, standing
from rules.case import Case, Decision, evolve
from rules.compose import Had
from rules.deadline import MeetingRef, Reading
from rules.decide import decide
from rules.model import Approval, Measure, Membership, Notice, Person, Plan, Reporting, Silence
from rules.occurrences import Surroundings, occurrence_of, wanted
from rules.span import Span
from rules.submission import Submission
from rules.timetable import Event, Snapshot, looked, timetable
from rules.workdays import ClosedPeriod, WorkCalendar
from tests.fakes import OSLO, around, at, book, case, directory, measure, meeting, notice, occurrence, plan, reading

ROMJUL = WorkCalendar(closed=(ClosedPeriod((12, 24), (1, 1)),), christmas_eve=False)
BOOK = book(calendar=ROMJUL)
TERTIAL = Reporting("tertial", Span(-2, "w"), Span(10, "bd"))
NEW_YEAR, NEXT = at("2015-01-01"), at("2016-02-15")


def played(*cases: Case, first: datetime = NEW_YEAR, last: datetime = NEXT, **snapshot: Any) -> list[Event]:
    plans = {c.plan.uid: c.plan for c in cases}
    return list(timetable(Snapshot(tuple(plans.values()), cases, **snapshot), BOOK, first, last, "standard"))


def steps(events: Iterable[Event], person: str = "kari") -> list[tuple[str, str]]:
    return [(f"{e.at.astimezone(OSLO):%Y-%m-%d}", n.step) for e in events for n in e.notices if n.person == person]


def year(plan_: Plan, around_: Surroundings) -> tuple[Case, ...]:
    """A plan as they are: dates, a window, every meeting, ongoing work, a role that nobody holds."""
    kinds = {
        "m1": (reading("2015-06-30", "2015-11-30"), ("au-lsu",)),
        "m2": (reading("2015-12-31"), ("au-lsu",)),
        "m3": (Reading("Tema på alle LSU", "meeting", meeting=MeetingRef(None, "every")), ("au-lsu",)),
        "m4": (Reading("Løpende", "ongoing"), ()),
        "m5": (reading("2015-04-03"), ("tom",)),
    }
    measures = [measure(uid=uid, reading=read, roles=roles) for uid, (read, roles) in kinds.items()]
    return tuple(Case(plan_, m, _rows(m, around_)) for m in measures)


def _rows(m: Measure, surroundings: Surroundings) -> tuple[Any, ...]:
    return tuple(occurrence_of(p, f"{m.uid}:{p.slot}", m.uid, None) for p in wanted(m, surroundings))


MEETINGS = tuple(meeting(d) for d in ("2015-02-18", "2015-06-10", "2015-12-09"))
FRESH = plan(counted_from=None, released_at=None)
YEAR = year(FRESH, around(*MEETINGS, plan=FRESH, reporting=TERTIAL, calendar=ROMJUL))


def test_dated_measure_climbs_its_ladder() -> None:
    events = played(case())
    assert steps(events) == [("2015-06-16", "before"), ("2015-06-30", "today"), ("2015-07-07", "week")]
    assert steps(events, "per") == [("2015-07-14", "queue")]
    assert [(e.move.transition, e.at) for e in events if e.move] == [("slip", at("2015-07-07"))]


def test_every_dated_occurrence_of_the_year_climbs() -> None:
    cases = year(FRESH, around(*MEETINGS, plan=FRESH, calendar=ROMJUL))
    told = {(n.occurrence, n.step) for e in played(*cases) for n in e.notices if n.kind == "step"}
    due = {o.uid for c in cases for o in c.occurrences}
    assert told == {(o, s) for o in due for s in ("before", "today", "week", "queue")}


def test_events_come_in_order_and_inside_the_period() -> None:
    first, last = at("2015-05-01"), at("2015-07-01")
    events = played(*YEAR, first=first, last=last)
    assert [e.at for e in events] == sorted(e.at for e in events)
    assert all(first <= e.at < last for e in events)
    assert [e.kind for e in events] == [
        "transition" if e.move else ("digest" if e.message and e.message.kind == "digest" else "mail") for e in events
    ]


def test_the_same_year_twice_is_the_same() -> None:
    assert played(*YEAR) == played(*reversed(YEAR)) != []


def test_measures_of_one_instant_are_looked_at_in_order() -> None:
    many = [case(occurrence(uid=f"o{n}"), measure=measure(uid=f"m{n}")) for n in range(9)]
    moves = [e.move.measure for e in played(*many[5:], *many[:5]) if e.move]
    assert moves == [f"m{n}" for n in range(9)]


def test_nobody_gets_mail_on_a_closed_day_or_outside_the_window() -> None:
    for event in played(*YEAR):
        if event.message:
            local = event.at.astimezone(OSLO)
            assert ROMJUL.is_open(local.date()) and "07:45" <= f"{local:%H:%M}" <= "15:30"


def test_nobody_gets_more_mails_a_day_than_allowed() -> None:
    many = tuple(
        case(occurrence(uid=f"o{n}", counted_from=None), plan=replace(FRESH, uid=f"p{n}", id=f"p{n}"),
             measure=measure(uid=f"m{n}", plan=f"p{n}"))
        for n in range(8)
    )  # fmt: skip
    events = [e for e in played(*many) if e.message and e.message.person == "kari"]
    assert max(Counter(e.message.day for e in events if e.message).values()) == 3
    assert sum(e.message is not None and e.message.template == "introduction" for e in events) == 8
    assert len({e.message.message_id for e in events if e.message}) == len(events)


def test_round_asks_each_person_once_and_the_secretariat_gets_the_blanks() -> None:
    reports = [e for e in played(*YEAR) if e.message and e.message.template == "status_request"]
    asked = [(e.message.person, f"{e.at:%m-%d}") for e in reports if e.message]
    assert asked == [
        ("kari", "05-04"), ("ola", "05-04"), ("per", "05-04"),
        ("kari", "08-31"), ("ola", "08-31"), ("per", "08-31"),
        ("kari", "01-04"), ("ola", "01-04"), ("per", "01-04"),
    ]  # fmt: skip
    blanks = [e for e in played(*YEAR) if e.message and e.message.template == "round_blanks"]
    assert [len(e.notices) for e in blanks] == [5, 5, 5]


def test_plan_that_becomes_active_introduces_itself_and_is_let_go() -> None:
    careful = book(settings={"secretariat": "sekretariat", "release": {"manual_for": "90d"}})
    start = Snapshot((FRESH,), (case(occurrence(counted_from=None), plan=FRESH),), looks={"m1": None})
    events = list(timetable(start, careful, at("2015-06-01"), at("2015-06-17"), "standard"))
    assert [(n.kind, n.person) for e in events for n in e.notices] == [
        ("introduction", "kari"),
        ("introduction", "ola"),
        ("step", "kari"),
        ("step", "ola"),
    ]


def test_notice_of_the_past_is_not_sent_again() -> None:
    (first, *_) = decide(case(), BOOK, at("2015-06-16 07:30")).notices
    silent = replace(case(), known=frozenset((first.id,)))
    assert ("2015-06-16", "before") not in steps(played(silent), first.person)


def test_alarm_that_another_measure_has_raised_is_not_raised_again() -> None:
    vacant = case(measure=measure(roles=("tom",)))
    alarm = next(n for n in decide(vacant, BOOK, at("2015-06-16 07:30")).notices if n.kind == "vacant")
    other = replace(vacant, measure=measure(uid="m2"), occurrences=(), known=frozenset((alarm.id,)))
    assert alarm.id not in {n.id for e in played(vacant, other) for n in e.notices}


def test_what_waits_already_is_sent_and_what_is_held_is_not() -> None:
    waits, held = notice("a"), notice("b", status="held", person="ola")
    events = played(
        replace(case(occurrence("2016-06-30")), known=frozenset((waits.id, held.id))),
        first=at("2015-06-16 07:00"),
        last=at("2015-06-18"),
        waiting=(replace(waits, occurrence="o9"), replace(held, occurrence="o9")),
    )
    assert [n.id for e in events for n in e.notices] == [waits.id]


def test_look_in_the_future_is_waited_for_and_none_is_never_looked_at() -> None:
    two = (case(), case(occurrence(uid="o2"), measure=measure(uid="m2")))
    events = played(*two, looks={"m1": at("2015-07-01 09:00"), "m2": None})
    assert steps(events)[0] == ("2015-07-01", "today")
    assert {n.measure for e in events for n in e.notices} == {"m1"}


def test_what_the_person_has_had_today_counts() -> None:
    first = at("2015-06-16 07:30")
    events = played(case(), first=first, sent={("kari", date(2015, 6, 16)): Had(3, 3)})
    assert steps(events)[0] == ("2015-06-17", "before")


def test_notice_that_a_newer_one_replaces_before_it_is_sent_is_never_sent() -> None:
    """The person has had her mails of the day of the first step, on and on until the second."""
    full = {("kari", date(2015, 6, 16) + timedelta(days=n)): Had(3, 3) for n in range(14)}
    assert steps(played(case(), sent=full))[0] == ("2015-06-30", "today")


def test_silence_mutes_in_the_simulation_too() -> None:
    quiet = Silence("s1", "per", "ferie", at("2015-06-01"), at("2015-06-20"), person="kari")
    mine = [step for step in steps(played(case(silences=(quiet,)))) if step[1] != "introduction"]
    assert mine[0] == ("2015-06-30", "today")


def test_whoever_muted_something_is_told_that_it_runs_out() -> None:
    quiet = Silence("s1", "per", "ferie", at("2015-06-01"), at("2015-06-20"), person="kari")
    assert ("2015-06-18", "silence_ends") in steps(played(case(silences=(quiet,)), first=at("2015-06-02")), "per")


def test_who_comes_into_a_role_later_is_introduced_then() -> None:
    bare = directory()
    members = (*bare.memberships, Membership("au-lsu", "eva", first=date(2015, 5, 4)))
    people = {**bare.people, "eva": Person("eva", "eva", "Eva Ny", "eva@example.org")}
    here = book(directory=replace(bare, memberships=members, people=people))
    draft = plan(uid="draft", id="draft", status="draft", counted_from=None)
    start = Snapshot((plan(), draft), (case(),), plan_looks=frozenset({"plan", "draft"}))
    events = list(timetable(start, here, NEW_YEAR, NEXT, "standard"))
    assert steps(events, "eva")[0] == ("2015-05-04", "introduction")


def test_a_plan_that_waits_for_committees_is_told_to_their_secretariats() -> None:
    draft = plan(status="draft", counted_from=None, approval=Approval(("lsu",)))
    waits = standing(Approval(("lsu",)), (Matter("m1", "1"),), (), 1)
    given = Submission(draft, waits, (), (meeting("2015-06-10"),))
    events = list(timetable(Snapshot((draft,), (), submissions=(given,)), BOOK, NEW_YEAR, NEXT, "standard"))
    assert {step for _, step in steps(events, "per")} == {"approval"}


def test_one_look_at_everything_leaves_what_is_to_be_sent() -> None:
    start = Snapshot((plan(),), (case(),))
    after = looked(start, BOOK, at("2015-06-16 07:30"), "standard")
    assert [(n.person, n.step) for n in after.waiting] == [("kari", "before"), ("ola", "before")]
    assert after.known == {n.id for n in after.waiting} and after.cases[0].known == after.known


def _looks(start: Case, every: timedelta | None) -> tuple[list[Notice], list[Decision]]:
    """A case played by itself, without mail: looked at whenever it asks, and at least each `every`."""
    current, now, made, decisions = start, NEW_YEAR, list[Notice](), list[Decision]()
    while now < NEXT:
        decision = decide(current, BOOK, now)
        made += decision.notices
        decisions.append(decision)
        current = evolve(current, decision, now)
        following = decision.next_look_at or NEXT
        now = min(following, now + every) if every else following
    return made, decisions


@pytest.mark.parametrize("uid", [c.measure.uid for c in YEAR])
def test_looking_more_often_changes_nothing(uid: str) -> None:
    running = [replace(c, plan=plan()) for c in YEAR if c.measure.uid == uid]
    often, seldom = _looks(running[0], timedelta(hours=17))[0], _looks(running[0], None)[0]
    assert sorted((n.id, n.status, n.planned_at) for n in often) == sorted(
        (n.id, n.status, n.planned_at) for n in seldom
    )


DUES = st.lists(st.dates(date(2015, 1, 10), date(2016, 1, 10)), min_size=1, max_size=4, unique=True)
SILENCES = st.lists(
    st.builds(
        lambda start, days, person: Silence(
            f"s{start}", "per", "ferie", _noon(start), _noon(start + timedelta(days=days)), person=person
        ),
        st.dates(date(2015, 1, 1), date(2015, 12, 1)),
        st.integers(1, 90),
        st.sampled_from(["kari", None]),
    ),
    max_size=2,
)


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@settings(max_examples=40)
@given(DUES, SILENCES, st.booleans())
def test_planned_is_sent_suppressed_silenced_cancelled_or_waiting(
    dues: list[date], silences: list[Silence], rounds: bool
) -> None:
    """Nothing is lost and nothing comes twice, whatever overlaps: the books balance notice by notice."""
    surroundings = around(plan=FRESH, reporting=TERTIAL if rounds else None, calendar=ROMJUL)
    one = measure(reading=reading(*(d.isoformat() for d in dues)))
    start = Case(FRESH, one, _rows(one, surroundings), silences=tuple(silences))
    running = replace(start, plan=plan())
    made, decisions = _looks(running, None)
    planned = Counter(n.id for n in made)
    assert set(planned.values()) <= {1}
    ended = Counter(s.notice for d in decisions for s in d.settled) + Counter(
        n.id for n in made if n.status in ("suppressed", "silenced")
    )
    sent = Counter(n.id for e in played(start) for n in e.notices if n.kind == "step")
    assert set(sent.values()) <= {1} and set(sent) <= set(planned)
    never = set(planned) - set(sent)
    for name in never:
        assert ended[name] == 1
    assert {n.id for n in made if n.status in ("suppressed", "silenced")}.isdisjoint(sent)
