"""Meetings that are added, moved and cancelled, and what hangs on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from engine.agenda import agenda, upcoming
from engine.bootstrap import Installation
from engine.meetings import Followed, Sitting, add, cancel, committee_of, meeting_on, move
from engine.store import Stamp, meetings
from rules.errors import PlanError
from rules.model import Meeting
from tests.engine import homes
from tests.fakes import at

LSU = "lsu-drammen"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """LSU Drammen 2015, whose first measure is due at the next meeting; its clock has run since 6 February."""
    folder = tmp_path_factory.mktemp("kept")

    def at_next(data: dict[str, Any]) -> None:
        data["measures"][0]["deadline_text"] = "Neste møte"

    with homes.home(folder) as found:
        homes.add(found, homes.lsu(at_next))
        homes.look(found, "2015-02-06 08:00")
    return folder


def stamp(text: str = "2015-02-06 09:00") -> Stamp:
    return Stamp(at(text), "secretariat", "", 1)


def first(opened: Installation) -> str:
    return next(iter(homes.measures(opened)))


def due(opened: Installation) -> list[tuple[str, str | None]]:
    """Slot and due day of what the first measure waits for, reports aside."""
    rows = homes.rows(opened, homes.measures(opened)[first(opened)])
    return [(o.slot, str(o.due) if o.due else None) for o in rows if o.open and o.kind != "report"]


def moved(opened: Installation, day: str, **to: Any) -> tuple[Meeting, tuple[Followed, ...]]:
    with opened.store.write() as unit:
        mine = meeting_on(unit, LSU, date.fromisoformat(day), opened.book)
        return move(unit, mine, Sitting(**{"held_on": mine.held_on, **to}), opened.book, stamp())


def told(opened: Installation) -> list[str]:
    """What each person was told of the first measure's move, one entry a notice."""
    found = homes.notices(opened, homes.measures(opened)[first(opened)])
    mine = [n for n in found if n.kind == "moved" and n.status in ("waiting", "sent")]
    assert len({n.person for n in mine}) == len(mine)
    return [n.cause.partition("@")[0] for n in mine]


def test_moving_keeps_the_uid_and_takes_along_what_hangs_on_it(opened: Installation) -> None:
    assert due(opened) == [("m:next", "2015-02-11")]
    now, followed = moved(opened, "2015-02-11", held_on=date(2015, 2, 18), place="Lier")
    assert (now.id, now.sequence, now.place, now.starts) == ("2015-02-11", 1, "Lier", time(9))
    mine = [f for f in followed if f.measure.number == first(opened)]
    assert [(str(f.before.due), str(f.after.due)) for f in mine if f.before] == [("2015-02-11", "2015-02-18")]
    homes.look(opened, "2015-02-06 09:01")
    homes.look(opened, "2015-02-06 09:02")
    assert set(told(opened)) == {"2015-02-11>2015-02-18"}


def test_moving_back_before_anybody_was_told_tells_nobody(opened: Installation) -> None:
    moved(opened, "2015-02-11", held_on=date(2015, 2, 18))
    moved(opened, "2015-02-18", held_on=date(2015, 2, 11))
    homes.look(opened, "2015-02-06 09:01")
    assert told(opened) == []


def test_another_hour_moves_no_deadline(opened: Installation) -> None:
    now, followed = moved(opened, "2015-02-11", starts=time(13))
    assert (now.starts, now.ends, followed) == (time(13), None, ())


def test_a_cancelled_meeting_sends_next_meeting_on_to_the_next_one(opened: Installation) -> None:
    with opened.store.write() as unit:
        mine = meeting_on(unit, LSU, date(2015, 2, 11), opened.book)
        gone, _ = cancel(unit, mine, opened.book, stamp())
        with pytest.raises(PlanError, match="alt avlyst"):
            cancel(unit, gone, opened.book, stamp())
        assert upcoming(unit, LSU, opened.book, date(2015, 2, 6)).held_on == date(2015, 4, 22)
    assert due(opened) == [("m:next", "2015-04-22")]
    homes.look(opened, "2015-02-06 09:01")
    assert set(told(opened)) == {"2015-02-11>2015-04-22"}


def test_a_meeting_in_between_does_not_take_over_what_is_bound(opened: Installation) -> None:
    with opened.store.write() as unit:
        made, followed = add(unit, LSU, Sitting(date(2015, 2, 9), time(9), time(10), "Lier"), opened.book, stamp())
    assert made.id == "2015-02-09"
    assert due(opened) == [("m:next", "2015-02-11")]
    assert {f.measure.reading.meeting.which for f in followed if f.measure.reading.meeting} == {"every"}


def test_what_waits_for_a_meeting_that_nobody_has_called_gets_the_first_that_is(opened: Installation) -> None:
    with opened.store.write() as unit:
        for mine in [m for m in meetings.meetings(unit, LSU) if m.state == "planned"]:
            cancel(unit, mine, opened.book, stamp())
        with pytest.raises(PlanError, match="ikke noe møte framover"):
            upcoming(unit, LSU, opened.book, date(2015, 2, 6))
    assert due(opened) == [("m:next", None)]
    homes.look(opened, "2015-02-06 09:01")
    assert told(opened) == []
    with opened.store.write() as unit:
        add(unit, LSU, Sitting(date(2015, 3, 4)), opened.book, stamp())
    assert due(opened) == [("m:next", "2015-03-04")]
    homes.look(opened, "2015-02-06 09:02")
    assert set(told(opened)) == {"2015-02-11>2015-03-04"}


def test_reminders_of_a_date_in_romjul_follow_the_last_meeting_before_it(opened: Installation) -> None:
    """It is no move: nobody is told, and the date is due when it was."""

    def at_the_end(data: dict[str, Any]) -> None:
        data["measures"][0]["deadline_text"] = "2015"

    homes.add(opened, homes.lsu(at_the_end), at("2015-02-06 09:00"))

    def led(*looks: str) -> tuple[str, str, list[tuple[str, str]]]:
        for day in looks:
            homes.look(opened, day)
        mine = homes.measures(opened)[first(opened)]
        (row,) = (o for o in homes.rows(opened, mine) if o.kind == "due" and o.open)
        told = {(n.step, f"{n.planned_at:%m-%d}") for n in homes.notices(opened, mine) if n.due == row.due}
        return str(row.due), str(row.leads), sorted(told)

    assert led("2015-02-06 09:30") == ("2015-12-31", "2015-11-18", [])
    _, followed = moved(opened, "2015-11-18", held_on=date(2015, 12, 2))
    assert first(opened) not in {f.measure.number for f in followed}
    assert led("2015-11-18 08:00") == ("2015-12-31", "2015-12-02", [("before", "11-18")])
    with opened.store.write() as unit:
        cancel(unit, meeting_on(unit, LSU, date(2015, 12, 2), opened.book), opened.book, stamp("2015-11-19 09:00"))
    assert led("2015-11-19 09:30")[1:] == ("None", [("before", "11-18")])
    with opened.store.write() as unit:
        add(unit, LSU, Sitting(date(2015, 12, 9)), opened.book, stamp("2015-11-19 10:00"))
    found = led("2015-11-25 08:00", "2015-12-17 08:00", "2015-12-23 08:00")
    assert found == ("2015-12-31", "2015-12-09", [("before", "11-18"), ("today", "12-23")])


def test_a_day_is_taken_once_and_a_day_that_is_free_again_makes_another_meeting(opened: Installation) -> None:
    moved(opened, "2015-02-11", held_on=date(2015, 2, 18))
    with opened.store.write() as unit:
        with pytest.raises(PlanError, match="alt et møte"):
            add(unit, LSU, Sitting(date(2015, 2, 18)), opened.book, stamp())
        made, _ = add(unit, LSU, Sitting(date(2015, 2, 11)), opened.book, stamp())
        assert made.id == "2015-02-11-2"
        with pytest.raises(PlanError, match="slutter før"):
            add(unit, LSU, Sitting(date(2015, 3, 1), ends=time(9)), opened.book, stamp())
    with pytest.raises(PlanError, match="alt et møte"):
        moved(opened, "2015-02-18", held_on=date(2015, 2, 11))


def test_a_meeting_is_found_by_its_day_or_the_day_it_was_first_called_for(opened: Installation) -> None:
    moved(opened, "2015-02-11", held_on=date(2015, 2, 18))
    with opened.store.read() as unit:
        first_day = meeting_on(unit, LSU, date(2015, 2, 11), opened.book)
        assert first_day == meeting_on(unit, LSU, date(2015, 2, 18), opened.book)
        with pytest.raises(PlanError, match="De nærmeste er"):
            meeting_on(unit, LSU, date(2015, 2, 12), opened.book)
    assert committee_of("LSU", opened.book) == committee_of(LSU, opened.book) == LSU
    with pytest.raises(PlanError, match="noe utvalg"):
        committee_of("Ingen", opened.book)


def test_the_agenda_has_what_is_due_what_stands_on_every_meeting_and_what_is_past(opened: Installation) -> None:
    homes.look(opened, "2015-03-20 08:00")
    with opened.store.read() as unit:
        april = meeting_on(unit, LSU, date(2015, 4, 22), opened.book)
        found = agenda(unit, april, opened.book, date(2015, 3, 20))
        held = agenda(unit, meeting_on(unit, LSU, date(2015, 2, 11), opened.book), opened.book, date(2015, 2, 10))
    assert {x.measure.deadline_text for x in found.standing} == {"Tema på alle LSU"}
    assert first(opened) in {x.measure.number for x in found.queue}
    assert all(str(x.occurrence.due) < "2015-03-20" for x in found.queue)
    assert all("2015-02-11" < str(x.occurrence.due) <= "2015-04-22" for x in found.before)
    assert [x.measure.number for x in held.due] == [first(opened)]


def test_a_meeting_where_something_was_decided_stays_where_it_was(opened: Installation) -> None:
    with opened.store.write() as unit:
        mine = meeting_on(unit, LSU, date(2015, 2, 11), opened.book)
        meetings.save_meetings(unit, [replace(mine, state="held")], stamp())
    with pytest.raises(PlanError, match="er holdt"):
        moved(opened, "2015-02-11", held_on=date(2015, 2, 18))
