from __future__ import annotations

from datetime import date
from typing import Any

from calendars.entries import entries
from calendars.entry import Entry
from rules.model import Occurrence
from tests.calendars.given import ANSWERED, almanac, measure, meeting, occurrence

TODAY = date(2015, 3, 2)
MEASURES = [measure("t1"), measure("t2", roles=("radgiver",)), measure("t3", roles=())]


def report(of: str, slot: str = "t:2015-37", **given: Any) -> Occurrence:
    base: dict[str, Any] = {"kind": "report", "due": date(2015, 5, 15), "opens": date(2015, 5, 4), "slot": slot}
    return occurrence(f"r-{of}-{slot}", measure=of, **(base | given))


def rounds(*asked: Occurrence, today: date = TODAY, measures: Any = MEASURES) -> list[Entry]:
    found = entries(almanac(measures, asked, [meeting()]), today)
    return [e for e in found if e.kind == "round"]


def test_a_round_is_one_entry_for_all_measures() -> None:
    (entry,) = rounds(report("t1"), report("t2"), report("t3"))
    assert entry.summary == "Rapportering 1. tertial 2015: Handlingsplan for LSU – Drammen 2015"
    assert entry.day == date(2015, 5, 15)
    assert entry.uid == "plan000000000001-2015-37@tidsfrist.example.org"
    assert "Rapporteringen åpner 4. mai 2015. Svarene skal være inne 15. mai 2015." in entry.description


def test_everyone_who_is_asked_sees_it_and_the_secretariat() -> None:
    (entry,) = rounds(report("t1"), report("t2"))
    assert entry.audience.roles == {"leder", "radgiver", "sekretariat"}


def test_each_period_is_a_round_of_its_own() -> None:
    found = rounds(report("t1"), report("t1", "t:2015-38", due=date(2015, 9, 14)))
    assert [e.day for e in found] == [date(2015, 5, 15), date(2015, 9, 14)]


def test_a_round_is_reported_when_all_have_answered_and_never_overdue() -> None:
    (open_round,) = rounds(report("t1", answered_at=ANSWERED), report("t2"), today=date(2015, 6, 1))
    assert open_round.mark == ""
    (closed,) = rounds(report("t1", answered_at=ANSWERED), report("t2", answered_at=ANSWERED))
    assert closed.summary.startswith("Rapportert: Rapportering 1. tertial 2015")
    assert closed.done_on == date(2015, 2, 20)


def test_finished_measures_are_not_asked() -> None:
    assert rounds(report("t1"), measures=[measure("t1", state="done")]) == []


def test_a_round_for_a_meeting_is_named_after_its_day() -> None:
    (entry,) = rounds(report("t1", "t:m:mote000000000001", due=date(2015, 6, 24), opens=None))
    assert entry.summary.startswith("Rapportering 10. juni 2015: ")
    assert entry.uid == "plan000000000001-m-mote000000000001@tidsfrist.example.org"
    assert "åpner" not in entry.description
