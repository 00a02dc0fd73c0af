"""Whoever mutes something is told in time that it runs out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rules.model import Measure, Plan, Silence
from rules.silences import concerns, last_day, next_warning, warn_at, warnings
from tests.fakes import at, book, measure, plan

BOOK = book()
QUIET = Silence("s1", "per", "ferie", at("2015-06-01"), at("2015-06-20"), person="kari")


def told(silence: Silence, when: str, plans: tuple[Plan, ...] = (plan(),), about: Measure | None = None) -> list[str]:
    known = {about.uid: about} if about else {}
    return [f"{n.person} {n.plan}" for n in warnings([silence], plans, known, BOOK, at(when))]


def test_the_morning_of_the_last_mail_day_before_its_last_day() -> None:
    assert last_day(QUIET, BOOK).isoformat() == "2015-06-19"
    assert warn_at(QUIET, BOOK) == at("2015-06-18 07:30")
    assert next_warning([QUIET], BOOK, at("2015-06-01")) == at("2015-06-18 07:30")
    assert next_warning([QUIET], BOOK, at("2015-06-18 07:30")) is None
    assert told(QUIET, "2015-06-18 07:29") == [] and told(QUIET, "2015-06-18 07:30") == ["per plan"]
    assert told(QUIET, "2015-06-20") == []


def test_a_silence_of_a_day_or_two_runs_out_without_a_word() -> None:
    short = replace(QUIET, starts_at=at("2015-06-19"))
    assert warn_at(short, BOOK) is None and told(short, "2015-06-19 12:00") == []


@pytest.mark.parametrize(
    ("field", "plans", "found"),
    [
        ({"plan": "other"}, ("plan",), "other"),
        ({"measure": "m1"}, (), "plan"),
        ({"person": "kari"}, ("b", "a"), "a"),
        ({"person": "kari"}, (), None),
        ({"measure": "gone"}, ("b",), "b"),
    ],
)
def test_the_plan_that_a_silence_belongs_to(field: dict[str, Any], plans: tuple[str, ...], found: str | None) -> None:
    silence = replace(QUIET, person=None, **{k: v for k, v in field.items() if k != "person"})
    listed = [plan(uid=uid) for uid in plans] + [plan(uid="0", status="closed")]
    assert concerns(silence, listed, {"m1": measure()}) == found


@pytest.mark.parametrize("changes", [{"withdrawn": True}, {"state": "done"}])
def test_a_silence_of_a_measure_ends_with_it(changes: dict[str, Any]) -> None:
    mine = replace(QUIET, measure="m1")
    assert told(mine, "2015-06-18 08:00", about=measure()) == ["per plan"]
    assert told(mine, "2015-06-18 08:00", about=measure(**changes)) == []


def test_nobody_is_told_where_all_mail_is_stopped_or_the_author_has_left() -> None:
    assert told(QUIET, "2015-06-18 08:00", (plan(stopped="feil"),)) == []
    assert told(replace(QUIET, author="gone"), "2015-06-18 08:00") == []
