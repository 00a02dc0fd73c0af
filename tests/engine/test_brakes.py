"""The brakes of a plan and of the installation: stopped, held, let go; nothing that waits is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.bootstrap import Installation
from engine.lifecycle import close, held, notices_of, release, resume, resume_all, stop, stop_all
from engine.store import plans
from rules.errors import PlanError
from tests.engine import homes
from tests.engine.homes import stamp, the_plan
from tests.fakes import at


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trial database without plans."""
    folder = tmp_path_factory.mktemp("kept")
    with homes.home(folder):
        return folder


def test_a_stopped_plan_holds_everything_and_loses_nothing(opened: Installation) -> None:
    homes.add(opened, homes.lsu())
    homes.look(opened, "2015-02-06 08:00")
    with opened.store.write() as unit:
        waiting = [n.id for n in notices_of(unit, the_plan(unit)) if n.status == "waiting"]
        with pytest.raises(PlanError, match="hvorfor"):
            stop(unit, the_plan(unit), " ", stamp("2015-02-06 08:01"))
        assert stop(unit, the_plan(unit), "Feil liste.", stamp("2015-02-06 08:01")) == len(waiting)
    homes.look(opened, "2015-02-20 08:00")
    with opened.store.write() as unit:
        plan = the_plan(unit)
        assert {n.status for n in notices_of(unit, plan)} <= {"held", "suppressed", "cancelled"}
        with pytest.raises(PlanError, match="stanset"):
            release(unit, plan, opened.book, at("2015-02-20 08:01"), stamp("2015-02-20 08:01"))
        now = at("2015-02-21 12:00")  # a Saturday: mail waits for Monday morning
        left = len(held(unit, plan))
        assert resume(unit, plan, opened.book, now, stamp("2015-02-21 12:00")) == left > 0
        again = [n for n in notices_of(unit, the_plan(unit)) if n.status == "waiting"]
        assert {n.deliver_at for n in again} == {at("2015-02-23 07:45")}
        with pytest.raises(PlanError, match="ikke stanset"):
            resume(unit, the_plan(unit), opened.book, now, stamp("2015-02-21 12:00"))


def test_what_stops_everything_stops_plans_that_come_later_too(opened: Installation) -> None:
    now = at("2015-02-06 08:01")
    with opened.store.write() as unit:
        with pytest.raises(PlanError, match="hvorfor"):
            stop_all(unit, " ", stamp("2015-02-06 08:01"))
        assert stop_all(unit, "Feil adresser.", stamp("2015-02-06 08:01")) == []
    homes.add(opened, homes.lsu(), now)
    homes.look(opened, "2015-02-20 08:00")
    with opened.store.write() as unit:
        plan = the_plan(unit)
        assert plan.stopped == "Feil adresser." and held(unit, plan)
        with pytest.raises(PlanError, match="resume --all"):
            resume(unit, plan, opened.book, now, stamp("2015-02-20 08:01"))
        ((_, count),) = resume_all(unit, opened.book, now, stamp("2015-02-20 08:01"))
        assert count > 0 and the_plan(unit).stopped is None
    homes.add(opened, homes.lsu(lambda data: data["plan"].update(id="lsu-drammen-2016")), now)
    with opened.store.read() as unit:
        assert the_plan(unit, "lsu-drammen-2016").stopped is None


def young(opened: Installation) -> None:
    """The plan in its first days, with mail that the secretariat has not let go."""
    homes.add(opened, homes.lsu())
    with opened.store.write() as unit:
        plan = replace(the_plan(unit), counted_from=at("2015-02-01"), released_at=None)
        plans.save_plan(unit, plan, stamp("2015-02-01 08:00"))
        plans.set_looks(unit, {m.uid: at("2015-02-01") for m in plans.measures(unit, plan.uid)})
    homes.look(opened, "2015-02-12 08:00")
    homes.look(opened, "2015-02-16 08:00")


def test_a_new_plan_holds_its_mail_until_it_is_released(opened: Installation) -> None:
    young(opened)
    with opened.store.write() as unit:
        batch = held(unit, the_plan(unit))
        now = at("2015-02-16 09:00")
        assert batch and release(unit, the_plan(unit), opened.book, now, stamp("2015-02-16 09:00")) == len(batch)
        assert the_plan(unit).released_at is None
        assert release(unit, the_plan(unit), opened.book, now, stamp("2015-02-16 09:00"), for_good=True) == 0
        assert the_plan(unit).released_at == now
        later = at("2015-02-17 09:00")
        assert release(unit, the_plan(unit), opened.book, later, stamp("2015-02-17 09:00"), for_good=True) == 0
        assert the_plan(unit).released_at == now, "it was let go for good the day before"


def test_the_mail_of_a_new_plan_is_still_held_when_it_is_no_longer_stopped(opened: Installation) -> None:
    young(opened)
    with opened.store.write() as unit:
        batch = held(unit, the_plan(unit))
        stop(unit, the_plan(unit), "Feil liste.", stamp("2015-02-16 09:00"))
        now = at("2015-02-16 10:00")
        assert resume(unit, the_plan(unit), opened.book, now, stamp("2015-02-16 10:00")) == 0
        assert held(unit, the_plan(unit)) == batch != ()


def test_a_plan_that_is_over_is_not_stopped_with_the_others(opened: Installation) -> None:
    homes.add(opened, homes.lsu())
    homes.add(opened, homes.lsu(lambda data: data["plan"].update(id="lsu-drammen-2014")))
    with opened.store.write() as unit:
        close(unit, the_plan(unit, "lsu-drammen-2014"), stamp("2015-02-06 08:00"))
        stopped = stop_all(unit, "Feil adresser.", stamp("2015-02-06 08:01"))
        assert [plan.id for plan, _ in stopped] == ["lsu-drammen-2015"]
        assert the_plan(unit, "lsu-drammen-2014").stopped is None
