from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from calendars.names import FeedError
from engine.publish import Refresher, may_read, new_token, preview_shelf, publish, read_shelf, refresh
from engine.store import Stamp, Store, feeds, meetings, open_store, plans
from rules.model import Membership
from tests.calendars import given
from tests.calendars.given import DOMAIN, NOW, measure, meeting, occurrence, plan
from tests.calendars.lint import Component, lint, parse

BOOK = given.book()
STAMP = Stamp(NOW, "import")
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the plan in it, made once."""
    path = tmp_path_factory.mktemp("publish") / "filled.db"
    opened = open_store(f"sqlite:///{path}")
    with opened.write() as unit:
        plans.save_plan(unit, plan(), STAMP)
        plans.save_measures(unit, [measure(), measure("tiltak0000000002", title="Annet", roles=())], STAMP)
        plans.save_occurrences(unit, [occurrence(), occurrence("punkt2", measure="tiltak0000000002")], STAMP)
        meetings.save_meetings(unit, [meeting()], STAMP)
    opened.close()
    return path


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    copy = shutil.copy(filled, tmp_path / "test.db")
    opened = open_store(f"sqlite:///{copy}")
    yield opened
    opened.close()


def refreshed(store: Store, now: datetime = NOW) -> int:
    with store.write() as unit:
        return refresh(unit, BOOK, DOMAIN, now).changed


def body(store: Store, name: str = "plan-lsu-2015", now: datetime = NOW, **more: Any) -> bytes:
    with store.read() as unit:
        shelf = read_shelf(unit, BOOK)
    return publish(shelf, name, now, **more).body


def events(store: Store, name: str = "plan-lsu-2015", now: datetime = NOW, **more: Any) -> dict[str, Component]:
    raw = body(store, name, now, **more)
    assert lint(raw) == []
    return {c.text("UID").partition("@")[0]: c for c in parse(raw).inner if c.name == "VEVENT"}


def change(store: Store, **changed: Any) -> None:
    with store.write() as unit:
        old = plans.measure(unit, "tiltak0000000001")
        assert old is not None
        plans.save_measure(unit, replace(old, **changed), STAMP)


def test_a_second_refresh_finds_nothing_to_do_and_the_bytes_stay(store: Store) -> None:
    assert refreshed(store) == 3
    before = body(store)
    assert refreshed(store, NOW + timedelta(hours=5)) == 0
    assert body(store, now=NOW + timedelta(hours=5)) == before


def test_two_etags_are_equal_exactly_when_the_bodies_are(store: Store) -> None:
    refreshed(store)
    with store.read() as unit:
        shelf = read_shelf(unit, BOOK)
    one, same = (publish(shelf, "alt", NOW + timedelta(minutes=n)) for n in (0, 9))
    assert (one.etag, one.body) == (same.etag, same.body)
    assert publish(shelf, "moter-lsu", NOW).etag != one.etag


@pytest.mark.parametrize("changed", [{"title": "Nytt navn"}, {"state": "done"}, {"deadline_text": "Innen juni"}])
def test_a_visible_change_raises_the_sequence_and_keeps_the_uid(store: Store, changed: dict[str, Any]) -> None:
    refreshed(store)
    change(store, **changed)
    assert refreshed(store, NOW + DAY) >= 1
    event = events(store, now=NOW + DAY)["punkt00000000001"]
    assert event.text("SEQUENCE") == "1"
    assert event.text("LAST-MODIFIED") == event.text("DTSTAMP") == "20150303T080000Z"


def test_what_nobody_sees_raises_nothing(store: Store) -> None:
    refreshed(store)
    change(store, purpose="Et annet formål", questions=("unreadable",))
    refreshed(store, NOW + DAY)
    assert events(store)["punkt00000000001"].text("SEQUENCE") == "0"


def test_a_role_that_takes_over_moves_the_entry_to_its_feed(store: Store) -> None:
    refreshed(store)
    assert set(events(store, "rolle-leder")) == {"punkt00000000001"}
    change(store, roles=("radgiver",))
    refreshed(store)
    assert events(store, "rolle-leder") == {}
    assert events(store, "rolle-radgiver")["punkt00000000001"].text("SEQUENCE") == "1"


def test_a_deadline_becomes_overdue_at_midnight_in_oslo(store: Store) -> None:
    with store.write() as unit:
        look = refresh(unit, BOOK, DOMAIN, NOW).next_look_at
    assert look == datetime(2015, 6, 30, 22, tzinfo=UTC)
    assert refreshed(store, look - timedelta(minutes=1)) == 0
    assert refreshed(store, look) == 2
    event = events(store, now=look)["punkt00000000001"]
    assert event.text("SUMMARY").startswith("FORFALT: Frist juni 2015")
    assert (event.text("DTSTART"), event.text("SEQUENCE")) == ("20150630", "1")


def test_a_withdrawn_measure_is_cancelled_for_thirty_days(store: Store) -> None:
    refreshed(store)
    change(store, withdrawn=True)
    refreshed(store, NOW + DAY)
    event = events(store, now=NOW + DAY)["punkt00000000001"]
    assert event.text("STATUS") == "CANCELLED"
    assert event.text("SUMMARY").startswith("AVLYST: Frist juni 2015")
    assert event.text("SEQUENCE") == "1"
    assert "punkt00000000001" in events(store, now=NOW + 30 * DAY)
    assert "punkt00000000001" not in events(store, now=NOW + 31 * DAY)


def test_it_comes_back_with_a_higher_sequence(store: Store) -> None:
    refreshed(store)
    change(store, withdrawn=True)
    refreshed(store, NOW + DAY)
    change(store, withdrawn=False)
    refreshed(store, NOW + 2 * DAY)
    event = events(store)["punkt00000000001"]
    assert (event.text("STATUS"), event.text("SEQUENCE")) == ("CONFIRMED", "2")


def test_nobody_hears_of_the_end_of_what_nobody_knew(store: Store) -> None:
    with store.write() as unit:
        meetings.save_meetings(unit, [meeting("mote2", state="cancelled", held_on=date(2015, 9, 16))], STAMP)
    refreshed(store)
    assert set(events(store, "moter-lsu")) == {"mote000000000001"}


def test_a_meeting_that_moves_and_is_cancelled_keeps_its_uid(store: Store) -> None:
    refreshed(store)
    for n, moved in enumerate((meeting(held_on=date(2015, 6, 17)), meeting(state="cancelled")), 1):
        with store.write() as unit:
            meetings.save_meetings(unit, [moved], STAMP)
        refreshed(store, NOW + n * DAY)
        assert events(store, "moter-lsu")["mote000000000001"].text("SEQUENCE") == str(n)
    assert events(store, "moter-lsu")["mote000000000001"].text("SUMMARY") == "AVLYST: Møte i LSU Drammen"


def test_a_feed_for_each_who_wants_one(store: Store) -> None:
    refreshed(store)
    both = {"punkt00000000001", "punkt2"}
    assert set(events(store, "plan-lsu-2015")) == both | {"mote000000000001"}
    assert set(events(store, "komite-lsu")) == both | {"mote000000000001"}
    assert set(events(store, "moter-lsu")) == {"mote000000000001"}
    assert set(events(store, "rolle-sekretariat")) == {"punkt2"}
    assert set(events(store, "min", person="pkari")) == {"punkt00000000001"}
    assert set(events(store, "plan-lsu-2015-perioder")) == {f"p-{uid}" for uid in both}
    assert events(store, "komite-osu") == {}


@pytest.mark.parametrize("name", ["plan-finnes-ikke", "rolle-paven", "tull", "min"])
def test_a_feed_that_is_not_there_is_an_error_not_an_empty_calendar(store: Store, name: str) -> None:
    with pytest.raises(FeedError):
        body(store, name)


def test_looking_ahead_saves_nothing(store: Store) -> None:
    with store.read() as unit:
        shelf = preview_shelf(unit, BOOK, DOMAIN, NOW)
        assert feeds.calendar_entries(unit) == {}
    assert b"punkt00000000001@" in publish(shelf, "alt", NOW).body


def test_a_token_is_kept_as_a_hash_and_shown_once(store: Store) -> None:
    with store.write() as unit:
        token, _, name = new_token(unit, BOOK, "plan-lsu-2015", None, STAMP).partition("/")
        other = new_token(unit, BOOK, "plan-lsu-2015", None, STAMP)
    assert (len(token), name) == (43, "plan-lsu-2015.ics")
    assert not other.startswith(token)
    with store.read() as unit:
        assert feeds.token_by_hash(unit, feeds.hash_of(token)) is not None
        assert token not in repr(feeds.tokens(unit))


@pytest.mark.parametrize("name", ["plan-finnes-ikke", "min", "tull"])
def test_a_token_for_nothing_is_refused(store: Store, name: str) -> None:
    with store.write() as unit, pytest.raises(FeedError):
        new_token(unit, BOOK, name, None, STAMP)


def token(name: str, person: str | None, revoked: bool = False) -> feeds.FeedToken:
    return feeds.FeedToken("x", name, person, NOW, NOW if revoked else None)


def test_who_loses_the_role_loses_the_feed() -> None:
    today = date(2015, 3, 2)
    assert may_read(BOOK, token("rolle-leder", "pkari"), today)
    assert may_read(BOOK, token("min", "pkari"), today)
    assert may_read(BOOK, token("rolle-leder", None), today)
    assert not may_read(BOOK, token("rolle-sekretariat", "pkari"), today)
    assert not may_read(BOOK, token("min", "pborte"), today)
    assert not may_read(BOOK, token("alt", None, revoked=True), today)
    left = replace(BOOK.directory, memberships=(Membership("leder", "pkari", None, date(2015, 3, 1)),))
    assert not may_read(replace(BOOK, directory=left), token("rolle-leder", "pkari"), today)


def test_the_refresher_works_only_when_something_can_have_changed(store: Store) -> None:
    refresher = Refresher()
    times = [NOW, NOW + timedelta(hours=1), NOW + DAY]
    done = [refresher.bring_up_to_date(store, BOOK, DOMAIN, t) for t in times]
    assert [d and d.changed for d in done] == [3, None, 0]
    change(store, title="Nytt")
    after = [refresher.bring_up_to_date(store, BOOK, DOMAIN, NOW + DAY) for _ in range(2)]
    assert [d and d.changed for d in after] == [1, None]


def test_reading_a_feed_writes_nothing(store: Store) -> None:
    refreshed(store)
    with store.read() as unit:
        before = feeds.changes(unit)
    body(store)
    with store.read() as unit:
        assert feeds.changes(unit) == before
