from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from calendars.entries import entries
from calendars.entry import Entry
from tests.calendars.given import OSLO, almanac, measure, meeting, occurrence, plan

TODAY = date(2015, 3, 2)


def one(**given: Any) -> Entry:
    (entry,) = entries(almanac(meetings=[meeting(**given)]), TODAY)
    return entry


def test_a_meeting_is_timed_in_the_zone_and_takes_time() -> None:
    entry = one()
    assert (entry.start, entry.end) == (
        datetime(2015, 6, 10, 9, 0, tzinfo=OSLO),
        datetime(2015, 6, 10, 11, 30, tzinfo=OSLO),
    )
    assert (entry.summary, entry.transparent) == ("Møte i LSU Drammen", False)
    assert entry.location == "Rådhuset, møterom Blåbær; 2. etg."


@pytest.mark.parametrize(
    "day",
    [date(2015, 3, 27), date(2015, 3, 30), date(2015, 7, 1), date(2015, 10, 23), date(2015, 10, 26), date(2016, 2, 29)],
)
def test_nine_o_clock_is_nine_o_clock_round_the_year(day: date) -> None:
    start = one(held_on=day).start
    assert start is not None
    assert (start.hour, start.astimezone(UTC).hour) == (9, 7 if start.dst() else 8)


def test_a_meeting_whose_hour_is_not_set_is_a_day_that_blocks_nobody() -> None:
    entry = one(starts=None, ends=None)
    assert (entry.start, entry.transparent) == (None, True)
    assert entry.summary == "Møte i LSU Drammen (tid kommer)"
    assert "Klokkeslettet er ikke bestemt ennå." in entry.description


def test_once_the_day_is_past_no_hour_is_promised() -> None:
    for entry in (one(starts=None, held_on=date(2015, 3, 1)), one(starts=None, state="held")):
        assert entry.summary == "Møte i LSU Drammen"
        assert "Klokkeslettet" not in entry.description


def test_without_an_end_two_hours_are_set_aside() -> None:
    entry = one(ends=None)
    assert entry.start is not None and entry.end is not None
    assert entry.end - entry.start == timedelta(hours=2)
    assert "to timer er satt av" in entry.description


def test_a_meeting_past_midnight_ends_the_next_day() -> None:
    assert one(starts=time(22), ends=time(1)).end == datetime(2015, 6, 11, 1, 0, tzinfo=OSLO)


def test_a_cancelled_meeting_says_so_and_frees_the_time() -> None:
    entry = one(state="cancelled")
    assert entry.summary == "AVLYST: Møte i LSU Drammen"
    assert (entry.is_cancelled, entry.transparent) == (True, True)


def test_moving_a_meeting_keeps_its_uid() -> None:
    assert one(held_on=date(2015, 6, 17), starts=time(12), ends=time(14)).uid == one().uid


def test_an_example_is_marked_as_such() -> None:
    assert "Datoen er et eksempel og står ikke i planen." in one(example=True).description


def test_its_own_title_wins() -> None:
    assert one(title="Fokusområder besluttet").summary == "Fokusområder besluttet"


def test_the_agenda_lists_what_hangs_on_it_and_who_sees_it_grows() -> None:
    to = occurrence(kind="meeting", slot="m:mote000000000001", due=date(2015, 6, 10), meeting="mote000000000001")
    found = entries(almanac([measure()], [to], [meeting()]), TODAY)
    entry = next(e for e in found if e.kind == "meeting")
    assert entry.description.endswith("Til behandling:\n– 1.1 Følge opp avtalen, og melde avvik; uten opphold")
    assert entry.audience.plans == {"lsu-2015"}
    assert entry.audience.roles == {"leder"}


def test_a_long_agenda_is_cut() -> None:
    measures = [measure(f"t{n:02}", number=f"1.{n}") for n in range(20)]
    points = [
        occurrence(f"p{n:02}", measure=f"t{n:02}", kind="meeting", due=date(2015, 6, 10), meeting="mote000000000001")
        for n in range(20)
    ]
    entry = next(e for e in entries(almanac(measures, points, [meeting()]), TODAY) if e.kind == "meeting")
    assert entry.description.endswith("\n… og 5 til")


def test_a_meeting_in_another_year_is_not_the_plans() -> None:
    assert one(held_on=date(2016, 2, 8)).audience.plans == frozenset()
    assert one().audience.plans == {plan().id}


def test_the_installations_language_is_spoken() -> None:
    (entry,) = entries(almanac(meetings=[meeting(ends=None)], locale="nn"), TODAY)
    assert "Sluttid er ikkje oppgitt" in entry.description
