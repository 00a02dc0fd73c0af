"""What goes over from one version to the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from rules.case import Case
from rules.changeover import Change, Side, changed
from rules.directory import Directory
from rules.model import Role
from rules.timetable import Snapshot
from rules.workdays import ClosedPeriod, WorkCalendar
from tests.fakes import at, book, case, directory, measure, meeting, occurrence, plan, reading

T = at("2015-03-01")
PLANNED = {"label": "Planlagt", "initial": True}


def change(new: Any = None, **changes: Any) -> Change:
    bare = Change(Side(book(), ()), Side(new or book(), ()), "t", T)
    return replace(bare, **changes)


def over(case_: Case, step: Change) -> Case:
    return step.case(case_)


def test_everything_open_is_counted_from_the_instant() -> None:
    rows = (
        occurrence(),
        occurrence(uid="o2", slot="p:2015-07", due="2015-07-31", counted_from=None),
        occurrence(uid="o3", slot="p:2015-01", answered_at=at("2015-01-20")),
    )
    after = over(case(*rows), change()).occurrences
    assert [o.counted_from for o in after] == [T, None, at("2015-01-01")]


def test_a_clock_that_was_set_back_does_not_count_again_what_was_counted() -> None:
    later = at("2015-03-02")
    assert over(case(occurrence(counted_from=later)), change()).occurrences[0].counted_from == later


def test_before_anything_was_evaluated_nothing_is_counted() -> None:
    assert over(case(), change(at=None)) == case()


def test_plans_that_are_over_or_have_not_begun_keep_their_counts() -> None:
    for status in ("closed", "carried_over", "draft"):
        here = case(plan=plan(status=status))
        assert over(here, change()) == here


def roles(*more: Role) -> Directory:
    known = directory()
    return Directory({**known.roles, **{r.id: r for r in more}}, known.people, known.memberships)


def test_a_cell_is_cut_as_the_plans_file_cuts_it() -> None:
    new = book(directory=roles(Role("ny", "Ny rolle", ("AU LSU i Drammen",))))
    here = case(measure=measure(responsible_text="AU LSU i Drammen", roles=(), unknown_roles=("AU LSU i Drammen",)))
    assert over(here, change(new)).measure.roles == ("ny",)
    cut = change(new, parts={"m1": ["AU LSU"]})
    assert over(here, cut).measure.roles == ()  # found otherwise before: somebody has set it


def test_questions_about_roles_follow_the_names() -> None:
    new = book(directory=roles(Role("x", "Ordføreren")))
    here = measure(
        responsible_text="Ordføreren",
        roles=(),
        unknown_roles=("Ordføreren",),
        questions=("blank", "unknown_role:Ordføreren"),
    )
    assert over(case(measure=here), change(new)).measure.questions == ("blank",)
    back = Change(Side(new, ()), Side(book(), ()), "t", T)
    assert back.case(over(case(measure=here), change(new))).measure.questions == here.questions


def test_a_state_that_is_gone_begins_again() -> None:
    fewer = book(states={"planned": PLANNED, "done": {"label": "Utført", "final": True}}, transitions=[])
    after = over(case(measure=measure(state="waiting")), change(fewer)).measure
    assert (after.state, after.state_since) == ("planned", T)


def test_a_round_that_has_opened_tells_that_it_moves() -> None:
    tertial = book(plans={"lsu-2015": {"reporting": {"every": "tertial"}}})
    half = book(plans={"lsu-2015": {"reporting": {"every": "half_year"}}})
    start = over(case(), Change(Side(book(), ()), Side(tertial, ()), "t", T))
    seen = replace(start, occurrences=tuple(replace(o, counted_from=T) for o in start.occurrences))
    for when, told in (("2015-03-02", None), ("2015-05-05", date(2015, 5, 18))):
        step = Change(Side(tertial, ()), Side(half, ()), "t", at(when))
        first = next(o for o in step.case(seen).occurrences if o.slot == "t:2015-40")
        assert (first.kind, first.moved_from) == ("report", told)


def test_a_new_meeting_binds_and_the_rest_is_left_alone() -> None:
    step = change(new=book())
    with_meeting = replace(step, new=Side(book(), (meeting("2015-06-10"),)))
    assert over(case(), with_meeting) == over(case(), step)


def test_the_snapshot_is_looked_at_at_once() -> None:
    start = Snapshot((plan(),), (case(),), looks={"m1": None})
    after = changed(start, change())
    assert after.looks == {}
    assert after.cases[0].occurrences[0].counted_from == T


def test_a_romjul_that_is_new_leads_reminders_to_the_last_meeting_and_moves_nothing() -> None:
    closed = WorkCalendar(closed=(ClosedPeriod((12, 24), (1, 1)),))
    row = occurrence("2015-12-31", slot="p:2015-12-31")
    here, meets = case(row, measure=measure(reading=reading("2015-12-31"))), (meeting("2015-12-09"),)
    old, new = Side(book(), meets), Side(book(calendar=closed), meets)
    (led,) = over(here, Change(old, new, "t", T)).occurrences
    assert (led.uid, led.due, led.leads, led.moved_from, led.counted_from) == (
        "o1", date(2015, 12, 31), date(2015, 12, 9), None, T,
    )  # fmt: skip
    (bare,) = over(replace(here, occurrences=(led,)), Change(new, old, "t", T)).occurrences
    assert bare.leads is None
