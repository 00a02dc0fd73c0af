"""Adding a plan again: nothing is sent twice, no answer is lost, uids stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.answers import Said, answer
from engine.bootstrap import Installation
from engine.intake import reading_context
from engine.store import journal, plans
from engine.store.replay import replay
from rules.errors import PlanError
from rules.model import Measure
from rules.recipients import recipients
from tests.engine import homes
from tests.engine.homes import add, look, lsu, measures, notices, rows
from tests.fakes import at


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Installation]:
    with homes.home(tmp_path) as opened:
        yield opened


def entry(data: dict[str, Any], number: str) -> dict[str, Any]:
    found: dict[str, Any] = next(m for m in data["measures"] if m["id"] == number)
    return found


def test_the_same_plan_again_changes_nothing(home: Installation) -> None:
    add(home, lsu())
    look(home, "2015-01-01")
    look(home, "2015-06-16 08:00")
    before = measures(home)
    sent = {n: notices(home, m) for n, m in before.items()}
    again = add(home, lsu())
    look(home, "2015-06-16 08:01")
    assert (again.new, again.changed, again.withdrawn, again.doubtful) == ([], [], [], [])
    assert measures(home) == before
    assert {n: notices(home, m) for n, m in measures(home).items()} == sent


def test_two_dates_are_two_occurrences_answered_one_by_one(home: Installation) -> None:
    add(home, lsu())
    look(home, "2015-01-01")
    status = measures(home)["3.1"]
    june, november = rows(home, status)
    assert (june.due, november.due) == (date(2015, 6, 30), date(2015, 11, 30))
    with home.store.write() as unit:
        after = answer(unit, Said(june.uid, "done", _someone(home, "sigurd-haug")), home.book, at("2015-06-20"))
    assert after.measure.state == "in_progress"
    june, november = rows(home, status)
    assert june.answered_at is not None and november.answered_at is None


def _someone(home: Installation, name: str) -> str:
    return next(p.uid for p in home.book.directory.people.values() if p.id == name)


def test_moved_reworded_removed_and_new_measures(home: Installation) -> None:
    add(home, lsu())
    look(home, "2015-01-01")
    old = measures(home)
    with home.store.write() as unit:
        june = rows(home, old["3.1"])[0]
        answer(unit, Said(june.uid, "done", _someone(home, "sigurd-haug")), home.book, at("2015-02-01"))

    def change(data: dict[str, Any]) -> None:
        entry(data, "7.1")["id"] = "7.9"  # renumbered
        entry(data, "8.1")["activities"] = ["Sørge for at rutinen blir godt kjent i egen organisasjon"]  # reworded
        entry(data, "9.1")["deadline_text"] = "Sept 2015"  # moved
        data["measures"].remove(entry(data, "10.1"))
        data["measures"].append({**entry(data, "6.1"), "id": "11.1", "title": "Noe helt nytt", "activities": []})

    done = add(home, lsu(change), at("2015-02-03"))
    new = measures(home)
    assert (done.new, done.withdrawn, done.doubtful) == (["11.1"], ["10.1"], [])
    assert new["7.9"].uid == old["7.1"].uid and new["8.1"].uid == old["8.1"].uid and "7.1" not in new
    assert new["10.1"].withdrawn and new["10.1"].uid == old["10.1"].uid
    (moved,) = rows(home, new["9.1"])
    assert (moved.due, moved.moved_from) == (date(2015, 9, 30), date(2015, 6, 30))
    assert rows(home, new["3.1"])[0].answered_at is not None
    look(home, "2015-02-03 12:00")
    assert {n.kind for n in notices(home, new["9.1"]) if n.status == "waiting"} >= {"moved"}
    look(home, "2015-06-30 08:00")
    assert not [n for n in notices(home, new["9.1"]) if n.step == "today"]


def test_a_wish_for_another_deadline_that_a_new_version_grants_is_followed_by_reminders(home: Installation) -> None:
    add(home, lsu())
    look(home, "2015-01-01")
    wished = measures(home)["10.1"]
    (old,) = rows(home, wished)
    proposal = Said(old.uid, "postpone", _asked(home, wished), comment="Rekker det ikke", new_deadline="Sept 2015")
    with home.store.write() as unit:
        answer(unit, proposal, home.book, at("2015-02-01"))
    assert "postpone:Sept 2015" in measures(home)["10.1"].questions
    add(home, lsu(lambda data: entry(data, "10.1").update(deadline_text="Sept 2015")), at("2015-02-03"))
    for day in ("2015-02-03 12:00", "2015-09-16 08:00"):
        look(home, day)
    assert not measures(home)["10.1"].questions
    assert [n.person for n in notices(home, wished) if (n.step, n.due) == ("before", date(2015, 9, 30))]


def _asked(home: Installation, measure: Measure) -> str:
    """Somebody who is asked about the measure."""
    with home.store.read() as unit:
        plan = plans.plan(unit, measure.plan)
    assert plan is not None
    return recipients(("responsible",), plan, measure, home.book, date(2015, 2, 1))[0].person


def test_another_text_under_an_old_number_is_a_question_and_both_stay(home: Installation) -> None:
    add(home, lsu())
    look(home, "2015-01-01")
    old = measures(home)["7.1"]

    def change(data: dict[str, Any]) -> None:
        entry(data, "7.1").update(title="Felles beredskapsøvelse for hele området", activities=[])

    done = add(home, lsu(change))
    assert (done.new, done.doubtful) == (["7.1"], ["7.1"])
    with home.store.read() as unit:
        both = [m for m in plans.measures(unit) if m.number == "7.1"]
    assert len(both) == 2
    kept = next(m for m in both if m.uid == old.uid)
    assert not kept.withdrawn and any(q.startswith("same_measure:") for q in kept.questions)


def test_a_doubtful_measure_keeps_its_question_when_the_plan_is_added_again(home: Installation) -> None:
    def change(data: dict[str, Any]) -> None:
        entry(data, "7.1").update(title="Felles beredskapsøvelse for hele området", activities=[])

    add(home, lsu())
    old = measures(home)["7.1"]
    for _ in range(3):
        add(home, lsu(change))
        with home.store.read() as unit:
            both = {m.uid: m for m in plans.measures(unit) if m.number == "7.1"}
        assert len(both) == 2 and not both[old.uid].withdrawn
        assert both[old.uid].questions == ("same_measure:7.1",)


def test_what_nothing_leads_anybody_to_is_counted_among_the_questions(home: Installation) -> None:
    head = "plan: {id: uten, title: Uten runder, committee: LSU, years: [2015], status: active}\n"
    rows = '[{id: "1", title: Holde kontakten, deadline_text: Løpende, responsible_text: K26}]'
    done = add(home, f"{head}measures: {rows}\n")
    assert done.questions == 1


def test_a_plan_of_a_committee_that_nobody_knows_is_refused(home: Installation) -> None:
    with pytest.raises(PlanError, match=r"Ukjente utvalg i .*: Strandrådet\. Kjente utvalg: .*LSU Drammen"):
        add(home, lsu(lambda data: data["plan"].update(committee="Strandrådet")))


def test_without_a_committee_of_its_own_the_next_meeting_is_nobodys(home: Installation) -> None:
    def change(data: dict[str, Any]) -> None:
        del data["plan"]["committee"]
        entry(data, "10.1")["deadline_text"] = "Neste møte"

    plan = add(home, lsu(change)).plan
    assert (plan.committee, reading_context(plan, home.book).committees) == (None, ())
    found = measures(home)["10.1"]
    assert [o.due for o in rows(home, found) if o.kind != "report"] == [None]


def test_a_measure_that_comes_back_is_the_same(home: Installation) -> None:
    add(home, lsu())
    uid = measures(home)["10.1"].uid
    add(home, lsu(lambda data: data["measures"].remove(entry(data, "10.1"))))
    assert measures(home)["10.1"].withdrawn
    add(home, lsu())
    back = measures(home)["10.1"]
    assert not back.withdrawn and back.uid == uid
    assert not rows(home, back)[0].withdrawn


def test_a_measure_that_comes_too_late_is_told_to_the_secretariat(home: Installation) -> None:
    add(home, lsu(lambda data: data["measures"].remove(entry(data, "10.1"))))
    look(home, "2015-01-01")
    add(home, lsu(), at("2015-05-04"))
    look(home, "2015-05-04 09:00")
    late = measures(home)["10.1"]
    assert "passed:2015-05-04" in late.questions
    add(home, lsu(), at("2015-05-05"))  # the same again: still nobody has seen the deadline coming
    look(home, "2015-05-15 09:00")
    assert measures(home)["10.1"].questions == late.questions
    waiting = [n for n in notices(home, late) if n.status == "waiting"]
    assert {n.template for n in waiting} == {"question"}


def test_a_draft_waits_for_its_activation(home: Installation) -> None:
    add(home, lsu(lambda data: data["plan"].update(status="draft")))
    look(home, "2015-06-16 08:00")
    with home.store.read() as unit:
        (plan,) = plans.plans(unit)
    assert plan.status == "draft" and plan.counted_from is None


def test_a_closed_plan_takes_no_new_version(home: Installation) -> None:
    add(home, lsu(lambda data: data["plan"].update(status="closed")))
    with pytest.raises(PlanError, match="avsluttet"):
        add(home, lsu())


def test_the_journal_replays_to_the_tables(home: Installation) -> None:
    add(home, lsu())
    for day in ("2015-01-01", "2015-02-13 08:00", "2015-06-16 08:00", "2015-07-08 08:00"):
        look(home, day)
    with home.store.read() as unit:
        then = replay(journal.entries(unit))
        for measure in plans.measures(unit):
            assert then.measures[measure.uid].state == measure.state
            for row in plans.occurrences(unit, [measure.uid])[measure.uid]:
                assert then.occurrences[row.uid] == row


def test_a_status_that_proposes_another_time_is_asked_about_once(home: Installation) -> None:
    def propose(data: dict[str, Any]) -> None:
        entry(data, "9.1")["status_text"] = "K ønsker dette i 2016"

    add(home, lsu(propose))
    asked = [question for question in measures(home)["9.1"].questions if "2016" in question]
    assert asked == ["status_proposes:2016"]
