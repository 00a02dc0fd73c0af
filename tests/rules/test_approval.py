from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rules.approval import Matter, PlanStanding, approves, covered, order, standing
from rules.governance import Decision, Verdict
from rules.model import Approval
from tests.fakes import at

ALL = Approval(("a", "b", "c"))
ONE, TWO = Matter("m1", "1"), Matter("m2", "2")


def said(committee: str, verdict: Verdict = "approved", on: str = "2022-02-09", **changes: Any) -> Decision:
    bare = Decision(
        f"{committee}:{on}:{verdict}", "plan", None, committee, None, verdict, date.fromisoformat(on), "1/22", "", 1,
        "per", at(f"{on} 16:00"),
    )  # fmt: skip
    return replace(bare, **changes)


def stand(*decisions: Decision, approval: Approval = ALL, matters: Any = (ONE, TWO), version: int = 1) -> PlanStanding:
    return standing(approval, matters, decisions, version)


def test_a_plan_is_active_when_the_last_needed_committee_has_approved() -> None:
    three = stand(said("a"), said("b"))
    assert (three.missing, three.active) == (("c",), False)
    assert stand(said("a"), said("b"), said("c")).active


def test_any_committee_is_enough_and_named_ones_are_needed() -> None:
    anyone = Approval(("a", "b"), "any")
    assert (stand(approval=anyone).missing, stand(approval=anyone).active) == (("a", "b"), False)
    assert stand(said("b"), approval=anyone).active
    named = Approval(("a", "b", "c"), "named", ("c",))
    assert stand(said("a"), said("b"), approval=named).missing == ("c",)
    assert stand(said("c"), approval=named).active


@pytest.mark.parametrize("verdict", ["sent_back", "not_treated"])
def test_what_is_sent_back_or_not_treated_is_not_approved(verdict: Verdict) -> None:
    assert stand(said("a", verdict), said("b"), said("c")).missing == ("a",)


def test_not_treated_later_takes_nothing_back_but_sent_back_does() -> None:
    assert stand(said("a"), said("a", "not_treated", "2022-03-01"), said("b"), said("c")).active
    assert stand(said("a"), said("a", "sent_back", "2022-03-01"), said("b"), said("c")).missing == ("a",)
    assert stand(said("a", "sent_back"), said("a", on="2022-03-01"), said("b"), said("c")).active


def test_the_last_that_was_typed_in_for_a_day_counts() -> None:
    slip = said("a")
    mended = replace(said("a", "not_treated"), entered_at=at("2022-02-10 09:00"))
    assert stand(slip, mended, said("b"), said("c")).missing == ("a",)
    assert stand(mended, replace(slip, entered_at=at("2022-02-11 09:00")), said("b"), said("c")).active


def test_with_changes_approves_the_version_where_the_changes_are() -> None:
    four = said("c", "with_changes")
    assert (covered(four), covered(said("a"))) == (2, 1)
    waiting = stand(said("a"), said("b"), four)
    assert (waiting.missing, waiting.active) == (("c",), False)
    changed = stand(said("a"), said("b"), four, matters=(replace(ONE, since=2), TWO), version=2)
    assert changed.missing == ("a", "b")
    assert (
        [s.matter.number for s in changed.open_for("a")]
        == ["1"]
        == [s.matter.number for s in changed.reopened_for("b")]
    )
    assert changed.open_for("c") == changed.reopened_for("c") == ()


def test_those_who_approved_before_approve_the_change_alone() -> None:
    matters = (replace(ONE, since=2), TWO, Matter("m3", "3", since=2, gone=True))
    decisions = [said("a"), said("b"), said("c", "with_changes"), said("a", on="2022-06-01", version=2)]
    assert stand(*decisions, matters=matters, version=2).missing == ("b",)
    one = said("b", on="2022-06-02", version=2, measure="m1")
    assert stand(*decisions, one, matters=matters, version=2).missing == ("b",)  # it is gone, that must be approved too
    assert stand(*decisions, one, replace(one, uid="x", measure="m3"), matters=matters, version=2).active


def test_a_measure_of_one_area_needs_that_committee_only() -> None:
    mine = Matter("m2", "2", ("b",))
    half = stand(said("b"), matters=(ONE, mine))
    assert half.open_for("b") == (half.matters[0],) or "b" not in half.matters[1].missing
    assert [s.missing for s in stand(said("a"), said("c"), said("b"), matters=(ONE, mine)).matters] == [(), ()]
    common = stand(said("a"), said("b", measure="m1"), said("c"), matters=(ONE, mine))
    assert (common.active, common.missing) == (True, ("b",))  # the plan runs, the measure of b's area waits


def test_where_every_measure_has_its_own_committee_the_first_starts_the_plan() -> None:
    matters = (Matter("m1", "1", ("a",)), Matter("m2", "2", ("b",)))
    only = Approval(())
    assert not stand(approval=only, matters=matters).active
    one = stand(said("a"), approval=only, matters=matters)
    assert (one.active, one.missing) == (True, ("b",))
    named = Approval((), "named", ("c",))
    assert stand(said("a"), approval=named, matters=matters[:1]).active


def test_measures_that_nobody_has_to_approve_let_the_plan_run() -> None:
    assert stand(approval=Approval(()), matters=(ONE, Matter("m2", "2", ("b",)))).active


def test_a_plan_without_measures_is_approved_as_a_whole() -> None:
    assert not stand(matters=()).active
    assert stand(said("a"), said("b"), said("c"), matters=()).active


def test_a_decision_on_another_measure_or_of_an_older_text_approves_nothing() -> None:
    assert stand(said("a", measure="m2"), said("b"), said("c")).missing == ("a",)
    assert not approves(said("a"), replace(ONE, since=2), 2)
    assert not approves(said("a", "sent_back"), ONE, 1)


def test_decisions_are_in_order_of_their_day() -> None:
    first, last = said("a", on="2022-02-09"), said("a", on="2022-06-01")
    assert sorted([last, first], key=order) == [first, last]
