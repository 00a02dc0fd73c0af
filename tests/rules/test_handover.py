from __future__ import annotations

from dataclasses import replace
from datetime import date

from rules.directory import Directory
from rules.handover import hand_over
from rules.model import Absence, Membership, Notice
from rules.timetable import Snapshot, timetable
from tests.fakes import at, book, case, directory, notice, plan

NOW = at("2015-06-16 07:45")
PLANS = {"plan": plan()}
ENDED = date(2015, 6, 15)


def without_kari(*more: Membership, away: tuple[Absence, ...] = ()) -> Directory:
    """Kari left AU LSU the day before; Ola is there still."""
    before = directory()
    mine = [replace(m, last=ENDED) if m.person == "kari" else m for m in before.memberships]
    known = {**before.people, "ola": replace(before.people["ola"], away=away)}
    return Directory(before.roles, known, (*mine, *more))


def handed(one: Notice, there: Directory) -> list[tuple[str, str]]:
    return [(n.person, n.reason.role or "") for n in hand_over([one], PLANS, book(directory=there), NOW).new]


def test_who_is_of_the_role_keeps_what_waits() -> None:
    assert not hand_over([notice()], PLANS, book(), NOW).gone
    leader = notice(person="per", reason=replace(notice().reason, role="au-lsu"))
    assert not hand_over([leader], PLANS, book(), NOW).gone
    assert not hand_over([notice(reason=replace(notice().reason, role=None))], PLANS, book(), NOW).gone


def test_a_deputy_keeps_it_as_long_as_her_principal_is_of_the_role() -> None:
    away = (Absence(date(2015, 6, 1), date(2015, 6, 15), "kari"),)
    there = without_kari(away=away)
    assert not hand_over([notice()], PLANS, book(directory=there), NOW).gone


def test_the_others_of_the_role_get_it_under_the_key_of_the_same_step() -> None:
    assert handed(notice(), without_kari()) == [("ola", "au-lsu")]
    found = hand_over([notice()], PLANS, book(directory=without_kari()), NOW)
    assert found.gone == {notice().id} and found.new[0].step == "before"


def test_nobody_is_introduced_or_told_of_an_answer_in_her_place() -> None:
    for kind in ("introduction", "answered"):
        assert handed(notice(kind=kind), without_kari()) == []


def test_where_nobody_is_left_the_secretariat_gets_it() -> None:
    alone = replace(without_kari(), memberships=tuple(m for m in without_kari().memberships if m.role == "sekretariat"))
    assert handed(notice(), alone) == [("per", "sekretariat")]


def test_the_simulator_hands_over_too() -> None:
    start = Snapshot((plan(),), (case(),), {"m1": None}, (notice(),))
    played = timetable(start, book(directory=without_kari()), NOW, at("2015-06-17"), "standard")
    assert [(n.person, n.step) for e in played for n in e.notices] == [("ola", "before")]
