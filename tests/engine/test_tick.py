"""The tick: one transaction a batch, a culprit is pushed ahead and reported, the others go on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from engine.bootstrap import Installation
from engine.store import ledger, plans
from rules.case import Case
from rules.decide import decide
from tests.engine import homes
from tests.engine.homes import add, look, lsu, measures, notices, rows
from tests.fakes import at


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Installation]:
    with homes.home(tmp_path) as opened:
        add(opened, lsu())
        yield opened


def test_the_first_look_starts_the_clock_and_introduces_each_person_once(home: Installation) -> None:
    look(home, "2015-01-05 09:00")
    with home.store.read() as unit:
        (plan,) = plans.plans(unit)
        told = ledger.notices_of_plans(unit, [plan.uid])[plan.uid]
    assert plan.counted_from == plan.released_at == at("2015-01-05 09:00")
    introduced = [n.person for n in told if n.kind == "introduction"]
    assert introduced and len(introduced) == len(set(introduced))
    look(home, "2015-01-05 09:01")
    with home.store.read() as unit:
        assert ledger.notices_of_plans(unit, [plan.uid])[plan.uid] == told


def test_an_activation_long_after_sends_introductions_and_one_list_only(home: Installation) -> None:
    look(home, "2026-01-05 09:00")
    with home.store.read() as unit:
        (plan,) = plans.plans(unit)
        told = ledger.notices_of_plans(unit, [plan.uid])[plan.uid]
    assert {n.kind for n in told} == {"introduction", "late_list"}
    assert not [n for m in measures(home).values() for n in notices(home, m) if n.kind == "step"]
    look(home, "2026-12-31 12:00")
    assert not [n for m in measures(home).values() for n in notices(home, m) if n.kind == "step"]


def test_a_tick_with_nothing_due_does_nothing(home: Installation) -> None:
    look(home, "2015-01-05 09:00")
    assert look(home, "2015-01-05 09:01").notices == 0


def test_a_measure_that_cannot_be_evaluated_stops_no_other(home: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    # Nothing in a plan makes decide fail; only a fault of ours could, so the fault is put in here.
    look(home, "2015-01-05 09:00")
    culprit = measures(home)["3.1"].uid
    real = decide

    def broken(case: Case, *rest: Any) -> Any:
        if case.measure.uid == culprit:
            raise RuntimeError("fault")
        return real(case, *rest)

    monkeypatch.setattr("engine.tick.decide", broken)
    done = look(home, "2015-06-16 08:00")
    assert [uid for uid, _ in done.failed] == [culprit]
    assert notices(home, measures(home)["9.2"]) and not notices(home, measures(home)["3.1"])
    monkeypatch.setattr("engine.tick.decide", real)
    assert look(home, "2015-06-16 08:30").notices == 0
    look(home, "2015-06-16 09:00")
    assert "before" in {n.step for n in notices(home, measures(home)["3.1"])}


def test_a_measure_that_cannot_be_saved_stops_no_other(home: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    # A database that refuses one row: put in here, since ours has no such row.
    look(home, "2015-01-05 09:00")
    culprit = measures(home)["3.1"].uid
    real = ledger.add_notices

    def refusing(unit: Any, given: Any, stamp: Any) -> Any:
        listed = list(given)
        if any(n.measure == culprit for n in listed):
            raise RuntimeError("refused")
        return real(unit, listed, stamp)

    monkeypatch.setattr(ledger, "add_notices", refusing)
    done = look(home, "2015-06-16 08:00")
    assert [uid for uid, _ in done.failed] == [culprit]
    assert notices(home, measures(home)["9.2"])
    counted: datetime | None = rows(home, measures(home)["3.1"])[0].counted_from
    assert counted == at("2015-01-05 09:00"), "half of a failed measure was saved"


def test_after_an_outage_only_the_newest_step_is_sent(home: Installation) -> None:
    look(home, "2015-01-05 09:00")
    look(home, "2015-07-08 12:00")
    mine = notices(home, measures(home)["9.2"])
    live = {n.step for n in mine if n.status == "waiting"}
    assert live == {"week"} and {n.step for n in mine if n.status == "suppressed"} == {"before", "today"}
