"""What people say about how a deadline is read, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from engine.bootstrap import Installation
from engine.corrections import (
    again,
    as_text,
    ask,
    at_meeting,
    confirmed,
    correct,
    measure_numbered,
    on_days,
    ongoing,
    reread,
    rereadings,
    review,
)
from engine.store import Stamp, governance, plans
from rules.deadline import Reading
from rules.errors import PlanError
from rules.model import Measure
from tests.engine import homes
from tests.engine.homes import the_plan
from tests.fakes import at

TALKS = "Tidsplan i samarbeid med kommunene"
MOMENT = "2015-02-06 09:00"
NOW = at(MOMENT)


def talks(data: dict[str, Any]) -> None:
    for n in (0, 1):
        data["measures"][n] |= {"deadline_text": TALKS, "status_text": "", "activities": []}
    data["measures"][2] |= {"deadline_text": "innen Nov 2015", "status_text": "", "activities": []}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """LSU Drammen 2015 with two texts that nobody can date; its clock has run since 6 February."""
    folder = tmp_path_factory.mktemp("kept")
    with homes.home(folder) as found:
        homes.add(found, homes.lsu(talks))
        homes.look(found, "2015-02-06 08:00")
    return folder


def stamp(now: datetime = NOW) -> Stamp:
    return Stamp(now, "per", "", 1)


def two(opened: Installation) -> tuple[Measure, Measure]:
    first, second, *_ = homes.measures(opened).values()
    return first, second


def fix(opened: Installation, measure: Measure, reading: Reading, **how: Any) -> tuple[Measure, ...]:
    with opened.store.write() as unit:
        return correct(unit, measure, reading, opened.book, NOW, stamp(), **how)


def open_days(opened: Installation, number: str) -> list[str]:
    rows = homes.rows(opened, homes.measures(opened)[number])
    return [str(o.due) for o in rows if o.open and o.kind != "report"]


def listed(opened: Installation, today: str = "2015-02-06") -> list[str]:
    with opened.store.read() as unit:
        return [one.measure.number for one in review(unit, the_plan(unit), opened.book, date.fromisoformat(today))]


def test_a_date_takes_the_place_of_the_question_and_survives_a_new_version(opened: Installation) -> None:
    first, second = two(opened)
    assert {first.number, second.number} <= set(listed(opened))
    fix(opened, first, on_days([date(2015, 5, 29)], TALKS))
    assert first.number not in listed(opened)
    assert open_days(opened, first.number) == ["2015-05-29"]
    homes.add(opened, homes.lsu(talks), at("2015-02-07 09:00"))
    now = homes.measures(opened)[first.number]
    assert (now.reading.due, now.reading_from, now.questions) == ((date(2015, 5, 29),), "correction", ())
    homes.look(opened, "2015-02-09 08:00")
    assert {n.status for n in homes.notices(opened, now) if n.kind == "question"} <= {"cancelled", "sent"}


def test_a_new_text_where_a_person_had_answered_is_a_question_and_her_answer_stands(opened: Installation) -> None:
    first, _ = two(opened)
    fix(opened, first, on_days([date(2015, 5, 29)], TALKS))

    def other(data: dict[str, Any]) -> None:
        talks(data)
        data["measures"][0]["deadline_text"] = "Høsten 2015"

    homes.add(opened, homes.lsu(other), at("2015-02-07 09:00"))
    now = homes.measures(opened)[first.number]
    assert (now.deadline_text, now.questions) == ("Høsten 2015", ("text_changed:Høsten 2015",))
    assert open_days(opened, first.number) == ["2015-05-29"]
    homes.add(opened, homes.lsu(other), at("2015-02-08 09:00"))
    assert homes.measures(opened)[first.number].questions == ("text_changed:Høsten 2015",)
    with opened.store.read() as unit:
        reading = as_text("Høsten 2015", the_plan(unit), opened.book)
    fix(opened, homes.measures(opened)[first.number], reading)
    assert (homes.measures(opened)[first.number].questions, open_days(opened, first.number)) == ((), ["2015-12-31"])


def test_a_correction_everywhere_holds_for_every_measure_with_the_text_but_those_with_their_own(
    opened: Installation,
) -> None:
    first, second = two(opened)
    fix(opened, second, on_days([date(2015, 9, 1)], TALKS))
    saved = fix(opened, first, ongoing(TALKS), everywhere=True)
    assert [m.number for m in saved] == [first.number]
    assert open_days(opened, second.number) == ["2015-09-01"]

    def third(data: dict[str, Any]) -> None:
        talks(data)
        data["measures"].append({"id": "99", "title": "Et nytt tiltak", "deadline_text": TALKS.upper()})

    homes.add(opened, homes.lsu(third), at("2015-02-07 09:00"))
    assert homes.measures(opened)["99"].reading.kind == "ongoing"


def test_what_a_committee_decided_is_not_corrected(opened: Installation) -> None:
    first, _ = two(opened)
    with opened.store.write() as unit:
        decided = plans.save_measure(unit, replace(first, reading_from="decision"), stamp())
    with pytest.raises(PlanError, match="vedtatt"):
        fix(opened, decided, ongoing(TALKS))


def test_the_next_meeting_counts_from_the_day_it_is_said(opened: Installation) -> None:
    first, second = two(opened)
    with opened.store.read() as unit:
        coming = at_meeting("next", first, the_plan(unit), unit, opened.book)
        june = at_meeting("2015-06-10", second, the_plan(unit), unit, opened.book)
        for wrong in ("2015-06-11", "snart"):
            with pytest.raises(PlanError):
                at_meeting(wrong, first, the_plan(unit), unit, opened.book)
        with pytest.raises(PlanError, match="utvalg"):
            at_meeting("next", first, replace(the_plan(unit), committee=None), unit, opened.book)
    fix(opened, first, coming)
    fix(opened, second, june)
    assert open_days(opened, first.number) == ["2015-02-11"]
    assert open_days(opened, second.number) == ["2015-06-10"]


def test_a_doubtful_reading_can_be_confirmed_and_none_at_all_cannot(opened: Installation) -> None:
    first, _ = two(opened)
    with pytest.raises(PlanError, match="ikke lest"):
        confirmed(first)
    third = list(homes.measures(opened).values())[2]
    doubtful = replace(third, reading=replace(third.reading, questions=("low_confidence",), confidence=0.4))
    assert (confirmed(doubtful).questions, confirmed(doubtful).confidence) == ((), 1.0)
    with opened.store.read() as unit, pytest.raises(PlanError, match="heller ikke"):
        as_text("snarest", the_plan(unit), opened.book)


def test_the_responsible_is_asked_once_and_no_more_when_there_is_a_date(opened: Installation) -> None:
    first, _ = two(opened)
    with opened.store.write() as unit:
        names = ask(unit, first, date(2015, 3, 16), opened.book, stamp())
    assert names
    homes.look(opened, "2015-02-06 09:01")
    homes.look(opened, "2015-02-06 09:02")
    asked = [n for n in homes.notices(opened, first) if n.template == "ask_date"]
    assert len(asked) == len(names) and open_days(opened, first.number) == ["2015-03-16"]
    assert listed(opened)[-1] == first.number  # it waits for an answer, so it comes last
    homes.add(opened, homes.lsu(talks), at("2015-02-07 09:00"))
    now = homes.measures(opened)[first.number]
    assert now.questions == ("ask_date:2015-03-16",)
    fix(opened, now, on_days([date(2015, 5, 29)], TALKS))
    assert open_days(opened, first.number) == ["2015-05-29"]
    assert first.number not in listed(opened)


def test_a_question_left_until_a_day_comes_back_on_it(opened: Installation) -> None:
    first, _ = two(opened)
    with opened.store.write() as unit:
        again(unit, first, date(2015, 4, 7), stamp())
    homes.look(opened, "2015-02-06 09:01")
    assert [n for n in homes.notices(opened, first) if n.cause.startswith("show_again")] == []
    assert listed(opened)[-1] == first.number
    homes.look(opened, "2015-04-07 08:00")
    assert [n.template for n in homes.notices(opened, first) if n.cause.startswith("show_again")] == ["question"]
    assert first.number in listed(opened, "2015-04-07")


def test_a_newer_program_moves_nothing_by_itself(opened: Installation) -> None:
    third = list(homes.measures(opened).values())[2]
    with opened.store.write() as unit:
        older = Reading("innen Nov 2015", "unresolved", questions=("unreadable",))
        plans.save_measure(unit, replace(third, reading=older, questions=("unreadable",)), stamp())
    homes.add(opened, homes.lsu(talks), at("2015-02-07 09:00"))
    assert homes.measures(opened)[third.number].reading.kind == "unresolved"
    with opened.store.write() as unit:
        plan = the_plan(unit)
        (one,) = rereadings(unit, plan, opened.book, date(2015, 2, 7))
        assert (one.measure.number, one.old.kind, one.new.kind) == (third.number, "unresolved", "dates") and one.told
        reread(unit, plan, (one,), opened.book, stamp())
        assert rereadings(unit, plan, opened.book, date(2015, 2, 7)) == ()
    now = homes.measures(opened)[third.number]
    assert (now.reading.kind, "unreadable" in now.questions) == ("dates", False)


def test_a_draft_that_is_read_otherwise_tells_nobody_and_a_correction_is_never_reread(opened: Installation) -> None:
    first, second = two(opened)
    fix(opened, first, on_days([date(2015, 5, 29)], TALKS))
    with opened.store.write() as unit:
        plans.save_measure(unit, replace(second, reading=Reading(TALKS, "dates")), stamp())
        plan = replace(the_plan(unit), status="draft")
        assert [(r.measure.number, r.told) for r in rereadings(unit, plan, opened.book, date(2015, 2, 7))] == [
            (second.number, ())
        ]


def test_a_number_that_is_not_there_names_those_that_are(opened: Installation) -> None:
    with opened.store.read() as unit, pytest.raises(PlanError, match="har ingen tiltak nr"):
        measure_numbered(unit, the_plan(unit), "77")
    first, _ = two(opened)
    with opened.store.read() as unit:
        assert measure_numbered(unit, the_plan(unit), first.number).uid == first.uid
        assert governance.corrections(unit, the_plan(unit).uid) == ()
