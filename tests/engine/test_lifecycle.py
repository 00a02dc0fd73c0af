"""A plan's life in a real database: approval, change, carry-over, the brakes; and what each tick then does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine import hearing
from engine.agenda import agenda
from engine.bootstrap import Installation
from engine.briefs import brief_items, briefs
from engine.carryover import carry_over, history, offered
from engine.hearing import hear
from engine.lifecycle import (
    Said,
    approve,
    close,
    notices_of,
    unfinished,
)
from engine.planversions import standing_of, submission_of
from engine.store import Stamp, governance, ledger, meetings, plans
from rules.errors import PlanError, TidsfristError
from rules.governance import Verdict
from rules.model import Answer, Plan
from rules.questions import held_by
from tests.engine import homes
from tests.engine.homes import stamp, the_plan
from tests.fakes import at

APPROVERS = ["LSU", "AU LSU"]
LSU_DAY, AU_DAY = "2015-02-11", "2015-01-28"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trial database without plans."""
    folder = tmp_path_factory.mktemp("kept")
    with homes.home(folder):
        return folder


def draft(change: Callable[[dict[str, Any]], None] = lambda _: None, **head: Any) -> str:
    """The plan of LSU Drammen as a draft that two committees must approve."""

    def both(data: dict[str, Any]) -> None:
        data["plan"].pop("status", None)
        data["plan"] |= {"approvers": APPROVERS, **head}
        change(data)

    return homes.lsu(both)


def decide(opened: Installation, committee: str, on: str, verdict: Verdict = "approved", **changes: Any) -> Plan:
    now = at(f"{on} 16:00")
    said = replace(Said(committee, verdict, date.fromisoformat(on), "1/15", "secretariat"), **changes)
    with opened.store.write() as unit:
        return approve(unit, the_plan(unit), said, opened.book, now, Stamp(now, "secretariat", "decision", 1)).plan


def told(opened: Installation) -> list[tuple[str, str]]:
    with opened.store.read() as unit:
        return sorted({(n.template, n.cause.split(":")[0]) for n in notices_of(unit, the_plan(unit))})


def missing(opened: Installation) -> dict[str, tuple[str, ...]]:
    with opened.store.read() as unit:
        found = standing_of(unit, the_plan(unit), opened.book)
    assert found is not None
    return {one.matter.number: one.missing for one in found.matters if one.missing}


def test_a_plan_with_approvers_is_a_draft_and_mails_the_secretariats_alone(opened: Installation) -> None:
    homes.add(opened, draft())
    homes.look(opened, "2015-01-12 08:00")
    assert told(opened) == [("approval", "au-lsu"), ("approval", "lsu-drammen")]
    homes.look(opened, "2015-01-13 08:00")
    with opened.store.read() as unit:
        assert len(notices_of(unit, the_plan(unit))) == 2
        assert the_plan(unit).status == "draft"


def test_the_last_approval_starts_the_plan_by_itself(opened: Installation) -> None:
    homes.add(opened, draft())
    homes.look(opened, "2015-01-07 08:00")
    assert decide(opened, "au-lsu", AU_DAY).status == "draft"
    assert decide(opened, "lsu-drammen", LSU_DAY).status == "active"
    homes.look(opened, f"{LSU_DAY} 16:01")
    assert "introduction" in {template for template, _ in told(opened)}
    with opened.store.read() as unit:
        held_on = {m.held_on.isoformat(): m.state for m in meetings.meetings(unit, "lsu-drammen")}
    assert held_on[LSU_DAY] == "held"


def test_what_is_decided_on_the_day_of_a_cancelled_meeting_was_decided_in_none(opened: Installation) -> None:
    homes.add(opened, draft())
    with opened.store.write() as unit:
        called = next(m for m in meetings.meetings(unit, "au-lsu") if m.held_on == date.fromisoformat(AU_DAY))
        meetings.save_meetings(unit, [replace(called, state="cancelled")], stamp("2015-01-26 09:00"))
    decide(opened, "au-lsu", AU_DAY)
    with opened.store.read() as unit:
        assert [d.meeting for d in governance.decisions(unit)] == [None]


def test_the_same_decision_twice_is_once_and_ends_what_still_waited(opened: Installation) -> None:
    homes.add(opened, draft())
    homes.look(opened, "2015-01-12 08:00")
    decide(opened, "au-lsu", AU_DAY)
    decide(opened, "au-lsu", AU_DAY)
    with opened.store.read() as unit:
        assert len(governance.decisions(unit)) == 1
        waits = {n.reason.detail: n.status for n in notices_of(unit, the_plan(unit))}
    assert waits == {"au-lsu": "cancelled", "lsu-drammen": "waiting"}


def later(data: dict[str, Any]) -> None:
    data["measures"][0]["deadline_text"] = "Desember 2015"


def test_a_change_by_one_is_open_again_for_those_who_approved_and_shown_to_them(opened: Installation) -> None:
    homes.add(opened, draft())
    homes.look(opened, "2015-01-07 08:00")
    decide(opened, "au-lsu", AU_DAY)
    decide(opened, "lsu-drammen", LSU_DAY, "with_changes", wording="Fristen flyttes.")
    assert set(missing(opened)) == {m.number for m in homes.measures(opened).values()}  # the changes are not in yet
    homes.add(opened, draft(later), at("2015-02-12 09:00"))
    number = next(iter(missing(opened)))
    assert missing(opened) == {number: ("au-lsu",)}
    homes.look(opened, "2015-02-12 09:01")
    with opened.store.read() as unit:
        notice = next(n for n in notices_of(unit, the_plan(unit)) if n.template == "plan_changed")
        found = briefs(unit, [notice], opened.book, date(2015, 2, 12))[notice.id]
    (item,) = brief_items([found], "plan_changed", "Plan", date(2015, 2, 12), "nb")
    assert item.facts[0][0] == "Frist" and "Desember 2015" in item.facts[0][1]
    assert item.facts[1] == ("Endret av", "LSU Drammen: «Fristen flyttes.»")
    assert decide(opened, "au-lsu", "2015-03-01", version=2).status == "active"


def test_a_measure_of_one_area_waits_for_its_own_committee_while_the_plan_runs(opened: Installation) -> None:
    def own(data: dict[str, Any]) -> None:
        data["measures"][0]["approvers"] = ["OSU"]

    homes.add(opened, draft(own, approvers=["LSU"]))
    assert decide(opened, "lsu-drammen", LSU_DAY).status == "active"
    homes.look(opened, "2015-02-12 08:00")
    first = next(m for m in homes.measures(opened).values() if m.approvers)
    assert first.questions[-1] == "awaits_approval:osu-vestre-viken"
    assert homes.notices(opened, first) == ()
    decide(opened, "osu-vestre-viken", "2015-02-16", measure=first.uid)
    assert held_by(homes.measures(opened)[first.number].questions) is None
    homes.look(opened, "2015-02-17 08:00")
    assert all(o.counted_from for o in homes.rows(opened, first) if o.due)


def test_a_new_version_keeps_a_running_measure_running_and_holds_a_new_one(opened: Installation) -> None:
    homes.add(opened, draft())
    decide(opened, "au-lsu", AU_DAY)
    decide(opened, "lsu-drammen", LSU_DAY)
    homes.look(opened, "2015-02-12 08:00")

    def more(data: dict[str, Any]) -> None:
        later(data)
        data["measures"].append({"id": "99", "title": "Noe helt annet", "deadline_text": "Nov 2015"})

    homes.add(opened, draft(more), at("2015-03-01 09:00"))
    homes.look(opened, "2015-03-01 09:01")
    now = homes.measures(opened)
    assert [n for n, m in now.items() if any(q.startswith("awaits") for q in m.questions)] == ["99"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Said("ksu", "approved", date(2015, 2, 1), "1", "x"), "skal ikke godkjenne"),
        (Said("au-lsu", "approved", date(2015, 2, 1), "1", "x", version=7), "ingen versjon 7"),
    ],
)
def test_who_has_no_say_or_names_no_version_is_told(opened: Installation, said: Said, words: str) -> None:
    homes.add(opened, draft())
    with opened.store.write() as unit, pytest.raises(PlanError, match=words):
        approve(unit, the_plan(unit), said, opened.book, at("2015-02-01"), Stamp(at("2015-02-01"), "x"))


def test_nobody_has_decided_anything_on_a_day_that_is_yet_to_come(opened: Installation) -> None:
    homes.add(opened, draft())
    said = Said("lsu-drammen", "approved", date(2015, 2, 11), "1/15", "per")
    with opened.store.write() as unit, pytest.raises(PlanError, match="2015-02-11 er ikke kommet ennå"):
        approve(unit, the_plan(unit), said, opened.book, at("2015-02-10"), Stamp(at("2015-02-10"), "x"))


def test_a_slip_is_mended_by_typing_in_what_was_decided_though_the_clock_stands_still(opened: Installation) -> None:
    homes.add(opened, draft())
    verdicts: tuple[Verdict, ...] = ("approved", "not_treated", "approved", "approved", "not_treated")
    for verdict in verdicts:
        decide(opened, "au-lsu", AU_DAY, verdict)
    assert "au-lsu" in missing(opened)["1.1"]
    with opened.store.read() as unit:
        said = [d.verdict for d in governance.decisions(unit, the_plan(unit).uid)]
    assert said == ["approved", "not_treated", "approved", "not_treated"]


def test_a_plan_that_says_it_is_active_needs_nobody(opened: Installation) -> None:
    homes.add(opened, draft(status="active"))
    with opened.store.write() as unit:
        plan = the_plan(unit)
        assert (plan.status, plan.approval, submission_of(unit, plan, opened.book)) == ("active", None, None)
        with pytest.raises(PlanError, match="sier ikke hvem"):
            said = Said("au-lsu", "approved", date(2015, 2, 1), "1", "x")
            approve(unit, plan, said, opened.book, at("2015-02-01"), Stamp(at("2015-02-01"), "x"))


def test_an_unknown_approver_is_refused_by_name(opened: Installation) -> None:
    with pytest.raises(PlanError, match="Utvalget for ingenting"):
        homes.add(opened, draft(approvers=["Utvalget for ingenting"]))


def test_the_agenda_has_the_plan_until_it_is_decided_and_then_the_decision(opened: Installation) -> None:
    homes.add(opened, draft())
    homes.look(opened, "2015-01-07 08:00")
    with opened.store.read() as unit:
        meeting = next(m for m in meetings.meetings(unit, "lsu-drammen") if m.held_on.isoformat() == LSU_DAY)
        before = agenda(unit, meeting, opened.book, date(2015, 1, 20))
    assert [(a.plan.id, a.version, a.reopened) for a in before.awaiting] == [("lsu-drammen-2015", 1, 0)]
    assert (before.case_deadline, before.papers) == (date(2015, 1, 28), date(2015, 2, 4))
    decide(opened, "lsu-drammen", LSU_DAY)
    with opened.store.read() as unit:
        after = agenda(unit, meeting, opened.book, date(2015, 2, 12))
    assert (after.awaiting, [d.case_number for _, d in after.decisions]) == ((), ["1/15"])


# --- the end -------------------------------------------------------------------------------------------------------

NEXT_YEAR = "plan: {id: lsu-2016, title: LSU 2016, committee: LSU, years: [2016], status: draft}\nmeasures: []\n"


def running(opened: Installation) -> None:
    homes.add(opened, homes.lsu())
    homes.look(opened, "2015-02-06 08:00")


def test_a_closed_plan_sends_nothing_that_waited(opened: Installation) -> None:
    running(opened)
    with opened.store.write() as unit:
        closed, ended = close(unit, the_plan(unit), stamp("2015-02-06 08:05"))
        assert (closed.status, ended > 0) == ("closed", True)
        assert not [n for n in notices_of(unit, closed) if n.status == "waiting"]
        assert ledger.next_due(unit) is None
        with pytest.raises(PlanError, match="alt avsluttet"):
            close(unit, closed, stamp("2015-02-06 08:05"))
    with pytest.raises(PlanError, match="avsluttet"):
        homes.add(opened, homes.lsu())


def test_unfinished_measures_go_on_once_with_their_history_and_end_when_the_new_plan_begins(
    opened: Installation,
) -> None:
    running(opened)
    homes.add(opened, NEXT_YEAR)
    with opened.store.write() as unit:
        old, new = the_plan(unit), the_plan(unit, "lsu-2016")
        originals = unfinished(unit, old, opened.book)
        made = carry_over(unit, old, new, originals, opened.book, stamp("2015-12-10 09:00"))
        assert [c.measure.carried_from for c in made] == [m.uid for m in originals]
        assert offered(unit, old, (), opened.book) == ()
        with pytest.raises(PlanError, match="alt ført videre til lsu-2016"):
            offered(unit, old, [originals[0].number], opened.book)
        past = history(unit, made[0].measure)
        assert [(p.plan.id, p.measure.uid) for p in past] == [("lsu-drammen-2015", originals[0].uid)]
    homes.look(opened, "2015-12-10 09:01")
    assert not [m for m in homes.measures(opened).values() if any(q.startswith("carried_over") for q in m.questions)]
    homes.add(opened, NEXT_YEAR.replace("status: draft", "status: active"), at("2016-01-04 09:00"))
    with opened.store.read() as unit:
        new = the_plan(unit, "lsu-2016")
        assert len(plans.measures(unit, new.uid)) == len(originals)  # the file never had them


def test_what_goes_on_ends_in_the_old_plan_when_the_committee_approves_the_new_one(opened: Installation) -> None:
    running(opened)
    homes.add(opened, NEXT_YEAR.replace("status: draft", "approvers: [LSU]"))
    with opened.store.write() as unit:
        old, new = the_plan(unit), the_plan(unit, "lsu-2016")
        originals = unfinished(unit, old, opened.book)
        carry_over(unit, old, new, originals, opened.book, stamp("2015-12-10 09:00"))
        assert the_plan(unit).status == "active"
        said = Said("lsu-drammen", "approved", date(2015, 12, 11), "9/15", "secretariat")
        now = at("2015-12-11 16:00")
        assert approve(unit, new, said, opened.book, now, stamp("2015-12-11 16:00")).plan.status == "active"
        assert the_plan(unit).status == "carried_over"


def test_a_carried_measure_asks_whether_its_old_deadline_holds_unless_a_new_one_was_asked_for(
    opened: Installation,
) -> None:
    def asks(data: dict[str, Any]) -> None:
        for n, words in enumerate(("K ønsker dette i 2016", "", "")):
            data["measures"][n] |= {"status_text": words, "deadline_text": ("Q1", "Nov", "Løpende")[n]}

    homes.add(opened, homes.lsu(asks))
    homes.add(opened, NEXT_YEAR.replace("draft", "active"))
    homes.look(opened, "2015-02-06 08:00")
    with opened.store.write() as unit:
        old = the_plan(unit)
        three = plans.measures(unit, old.uid)[:3]
        made = carry_over(unit, old, the_plan(unit, "lsu-2016"), three, opened.book, stamp("2015-12-10 09:00"))
    first, second, third = (c.measure for c in made)
    assert (made[0].proposed, first.deadline_text, "carried_deadline" in first.questions) == ("2016", "2016", False)
    assert "carried_deadline" in second.questions and "carried_deadline" not in third.questions
    assert first.reading.due == (date(2016, 12, 30),)
    homes.look(opened, "2015-12-10 09:01")
    with opened.store.read() as unit:
        gone = plans.measures_by_uid(unit, [m.uid for m in three])
        assert all(any(q.startswith("carried_over:") for q in m.questions) for m in gone.values())
        waits = [n for m in three for n in ledger.notices_of(unit, [m.uid])[m.uid] if n.status == "waiting"]
    assert waits == []


def test_what_goes_on_takes_its_last_words_along_and_is_answered_where_it_goes_on(opened: Installation) -> None:
    running(opened)
    homes.add(opened, NEXT_YEAR.replace("draft", "active"))
    homes.look(opened, "2015-05-06 08:00")
    with opened.store.write() as unit:
        one = next(m for m in plans.measures(unit, the_plan(unit).uid) if m.number == "1.1")
        due = next(o for o in plans.occurrences(unit, [one.uid])[one.uid] if o.kind == "due")
        who = next(p.uid for p in opened.book.directory.people.values() if p.id == "kari-aas")
        plans.save_measure(unit, replace(one, state="at_risk"), stamp("2015-05-06 08:00"))  # as the clock does
        wished = Answer(due.uid, "*", "postpone", at("2015-05-06 08:00"), who, "2016")
        plans.add_answer(unit, wished, "Trenger tid", stamp("2015-05-06"))
        one = plans.measures_by_uid(unit, [one.uid])[one.uid]
        (made,) = carry_over(unit, the_plan(unit), the_plan(unit, "lsu-2016"), [one], opened.book, stamp("2015-12-10"))
        assert (made.proposed, made.measure.state) == ("2016", "planned")  # nothing is at risk because of the old day
        with pytest.raises(TidsfristError, match=r"ført videre til lsu-2016 som nr\. 1\.1"):
            hear(unit, hearing.Said(due.uid, "done", who, party="alle"), opened.book, at("2015-12-11"))


def test_what_was_said_last_goes_along_also_where_the_plan_has_no_rounds(opened: Installation) -> None:
    running(opened)
    homes.add(opened, NEXT_YEAR)
    with opened.store.write() as unit:
        one = next(m for m in plans.measures(unit, the_plan(unit).uid) if m.number == "1.1")
        due = next(o for o in plans.occurrences(unit, [one.uid])[one.uid] if o.kind == "due")
        who = next(p.uid for p in opened.book.directory.people.values() if p.id == "kari-aas")
        said = Answer(due.uid, "*", "in_progress", at("2015-05-06 08:00"), who)
        plans.add_answer(unit, said, "Vi har holdt to møter", stamp("2015-05-06"))
        (made,) = carry_over(unit, the_plan(unit), the_plan(unit, "lsu-2016"), [one], opened.book, stamp("2015-12-10"))
        assert made.measure.status_text == "Pågår: Vi har holdt to møter"


def test_a_number_that_is_taken_gets_a_v_and_a_plan_with_nothing_left_is_carried_over(opened: Installation) -> None:
    running(opened)
    homes.add(opened, NEXT_YEAR.replace("measures: []", "measures: [{id: '1.1', title: Noe nytt, deadline_text: Nov}]"))
    with opened.store.write() as unit:
        old = the_plan(unit)
        close(unit, old, stamp("2015-12-10 09:00"))
        new = replace(the_plan(unit, "lsu-2016"), status="active")
        plans.save_plan(unit, new, stamp("2015-12-10 09:00"))
        originals = unfinished(unit, old, opened.book)
        made = carry_over(unit, old, new, originals, opened.book, stamp("2015-12-10 09:01"))
        assert "V1.1" in {c.measure.number for c in made}
        assert the_plan(unit).status == "carried_over"
        with pytest.raises(PlanError, match="samme plan"):
            carry_over(unit, new, new, (), opened.book, stamp("2015-12-10 09:01"))
        with pytest.raises(PlanError, match="ingen tiltak nr"):
            offered(unit, old, ["77"], opened.book)
