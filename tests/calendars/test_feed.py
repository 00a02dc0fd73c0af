from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from calendars.entries import entries
from calendars.entry import Entry, cancelled, shown_hash
from calendars.feed import Feed, Rendered, Shown, feed_bytes, in_window, last_modified
from calendars.identity import advance
from calendars.names import Twin
from calendars.words import words
from rules.deadline.reading import Reading
from tests.calendars.given import ANSWERED, NOW, OSLO, TODAY, almanac, measure, meeting, occurrence, plan
from tests.calendars.lint import Component, lint, parse

GOLDEN = Path(__file__).parent.parent / "golden" / "feeds"


def feed(twin: Twin = "", base_url: str = "https://frist.example.org/", **given: Any) -> Feed:
    base = Feed("Handlingsplan for LSU – Drammen 2015", OSLO, words("nb"), base_url, twin, "plan-lsu-2015")
    return replace(base, **given)


def stamped(found: Iterable[Entry], at: datetime = NOW) -> list[Shown]:
    return [Shown(e, advance(None, e.uid, shown_hash(e), at)) for e in found]


def everything() -> list[Entry]:
    """One of each kind, at each stage."""
    measures = [
        measure(),
        measure("t2", "Våren 2015", title="Ærfuglens årsverk – " * 8, number="2.1", roles=()),
        measure(
            "t3", "Starter i april", title="Oppstart", reading=Reading("Starter i april", "start", ("2015-04/..",))
        ),
        measure(
            "t4", "Tema på alle LSU", title="Kommunale plasser for øyeblikkelig hjelp", roles=("leder", "radgiver")
        ),
        measure("t5", "Jan 2015", title="Avvik: svar innen 48 timer; ring 22 33 44 55", activity="Én\nTo"),
    ]
    spring = {"slot": "p:2015-21", "earliest": date(2015, 1, 1), "latest": date(2015, 6, 30), "due": date(2015, 6, 30)}
    january = {"slot": "p:2015-01", "earliest": date(2015, 1, 1), "latest": date(2015, 1, 31), "due": date(2015, 1, 30)}
    to_meeting = {"kind": "meeting", "slot": "m:mote000000000001", "meeting": "mote000000000001"}
    points = [
        occurrence(),
        occurrence("punkt00000000002", measure="t2", **spring),
        occurrence("punkt00000000003", measure="t3", kind="start", slot="s:", due=date(2015, 4, 1)),
        occurrence("punkt00000000004", measure="t4", due=date(2015, 6, 10), **to_meeting),
        occurrence("punkt00000000005", measure="t5", **january),
        occurrence("punkt00000000006", measure="t5", answered_at=ANSWERED, **january | {"slot": "p:2015-02"}),
        occurrence("punkt00000000007", kind="report", slot="t:2015-37", due=date(2015, 5, 15), opens=date(2015, 5, 4)),
    ]
    meetings = [
        meeting(),
        meeting("mote000000000002", held_on=date(2015, 9, 16), starts=None, ends=None, example=True),
        meeting("mote000000000003", held_on=date(2015, 10, 26), state="cancelled"),
    ]
    return list(entries(almanac(measures, points, meetings), TODAY))


def events(raw: bytes) -> list[Component]:
    return [c for c in parse(raw).inner if c.name == "VEVENT"]


def read_by_another(raw: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(raw).walk("VEVENT"))


@pytest.mark.parametrize("twin", ["", "perioder", "oppgaver"])
@pytest.mark.parametrize("kind", ["full", "empty"])
def test_golden(twin: Twin, kind: str, accept: bool) -> None:
    made = feed_bytes(feed(twin), stamped(everything() if kind == "full" else []), TODAY)
    path = GOLDEN / f"{'-'.join(p for p in (kind, twin) if p)}.ics"
    if accept:
        path.write_bytes(made)
    assert made == path.read_bytes()


@pytest.mark.parametrize("twin", ["", "perioder", "oppgaver"])
def test_every_feed_passes_the_lint(twin: Twin) -> None:
    made = feed_bytes(feed(twin), stamped(everything()), TODAY)
    assert lint(made, tasks=twin == "oppgaver") == []


def test_an_empty_feed_is_a_calendar_with_its_zone() -> None:
    raw = feed_bytes(feed(), [], TODAY)
    assert lint(raw) == []
    assert [c.name for c in parse(raw).inner] == ["VTIMEZONE"]


def test_the_same_entries_give_the_same_bytes_in_any_order_and_with_or_without_memory() -> None:
    shown = stamped(everything())
    memory: Rendered = {}
    once = feed_bytes(feed(), shown, TODAY)
    assert feed_bytes(feed(), shown[::-1], TODAY, memory) == once
    assert len(memory) == len(events(once))
    assert feed_bytes(feed(), shown, TODAY, memory) == once


def test_memory_never_outlives_a_change_or_another_address() -> None:
    memory: Rendered = {}
    (first,) = stamped(entries(almanac([measure()], [occurrence()]), TODAY))
    feed_bytes(feed(), [first], TODAY, memory)
    entry = replace(first.entry, title="Frist juli 2015: Annet")
    second = Shown(entry, advance(first.stamp, entry.uid, shown_hash(entry), NOW + timedelta(days=1)))
    assert "Annet" in events(feed_bytes(feed(), [second], TODAY, memory))[0].text("SUMMARY")
    moved = feed_bytes(feed(base_url="https://ny.example.org"), [second], TODAY, memory)
    assert b"https://ny.example.org/tiltak/" in moved.replace(b"\r\n ", b"")


def test_a_deadline_as_clients_read_it() -> None:
    raw = feed_bytes(feed(), stamped(entries(almanac([measure()], [occurrence()]), TODAY)), TODAY)
    (event,) = read_by_another(raw)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2015, 6, 30), date(2015, 7, 1))
    assert (event["DTSTAMP"].dt, event["LAST-MODIFIED"].dt) == (NOW, NOW)
    assert (str(event["STATUS"]), str(event["TRANSP"]), int(event["SEQUENCE"])) == ("CONFIRMED", "TRANSPARENT", 0)
    assert str(event["URL"]) == "https://frist.example.org/tiltak/tiltak0000000001"
    assert str(event["DESCRIPTION"]).endswith("\nMer: https://frist.example.org/tiltak/tiltak0000000001")


@pytest.mark.parametrize("day", [date(2015, 3, 27), date(2015, 3, 30), date(2015, 7, 1), date(2015, 10, 26)])
def test_a_meeting_is_at_nine_in_oslo_for_an_independent_reader(day: date) -> None:
    found = entries(almanac(meetings=[meeting(held_on=day, starts=time(9))]), TODAY)
    (event,) = read_by_another(feed_bytes(feed(), stamped(found), TODAY))
    assert event["DTSTART"].dt == datetime(day.year, day.month, day.day, 9, tzinfo=OSLO)
    assert str(event["TRANSP"]) == "OPAQUE"


def test_without_a_base_url_there_are_no_links() -> None:
    raw = feed_bytes(feed(base_url=""), stamped(everything()), TODAY)
    assert b"URL:" not in raw
    assert lint(raw) == []


def test_control_characters_of_a_plan_never_reach_a_client() -> None:
    found = entries(almanac([measure(title="Før\x0b\x07etter\u2028slutt")], [occurrence()]), TODAY)
    raw = feed_bytes(feed(), stamped(found), TODAY)
    assert lint(raw) == []
    assert events(raw)[0].text("SUMMARY") == "Frist juni 2015: Føretterslutt"


def test_a_plan_cannot_write_properties_of_its_own() -> None:
    found = entries(almanac([measure(title="Slutt\r\nEND:VEVENT\r\nATTENDEE:mailto:x@y.no")], [occurrence()]), TODAY)
    raw = feed_bytes(feed(title="Plan, A;\r\nMETHOD:REQUEST"), stamped(found), TODAY)
    assert len(events(raw)) == 1
    assert lint(raw) == []
    assert parse(raw).text("NAME") == "Plan, A; METHOD:REQUEST"


def test_emoji_and_long_words_are_folded_between_characters() -> None:
    found = entries(almanac([measure(text="🎯æøå" * 40, focus_area="«Ærfugl» – " * 20)], [occurrence()]), TODAY)
    raw = feed_bytes(feed(), stamped(found), TODAY)
    assert lint(raw) == []
    assert "🎯æøå" * 40 in events(raw)[0].text("DESCRIPTION")


def shown_on(day: date, entry: Entry, at: datetime = NOW) -> bool:
    return in_window(Shown(entry, advance(None, entry.uid, shown_hash(entry), at)), day, OSLO)


def deadline(**given: Any) -> Entry:
    (entry,) = entries(almanac([measure()], [occurrence(**given)]), TODAY)
    return entry


def test_the_window_is_six_months_back_and_two_years_on() -> None:
    entry = deadline()
    assert [shown_on(d, entry) for d in (date(2013, 6, 29), date(2013, 6, 30))] == [False, True]
    assert [shown_on(d, entry) for d in (date(2015, 12, 31), date(2016, 1, 1))] == [True, False]


def test_what_is_cancelled_is_shown_for_thirty_days() -> None:
    entry = cancelled(deadline())
    seen = [shown_on(TODAY + timedelta(days=n), entry) for n in (0, 1, 29, 30)]
    assert seen == [True, True, True, False]


def test_what_is_done_leaves_after_a_year_though_its_day_is_ahead() -> None:
    entry = deadline(due=date(2016, 12, 30), answered_at=ANSWERED)
    assert [shown_on(d, entry) for d in (date(2016, 2, 19), date(2016, 2, 20))] == [True, False]


def test_last_modified_is_the_last_change_or_the_night_when_the_window_moved() -> None:
    shown = stamped(everything())
    assert last_modified(shown, TODAY, OSLO) == NOW
    assert last_modified(shown, date(2015, 3, 9), OSLO) == datetime(2015, 3, 9, tzinfo=OSLO)
    assert last_modified([], TODAY, OSLO) == datetime(2015, 3, 2, tzinfo=OSLO)


def test_the_calendar_changed_when_its_newest_entry_did() -> None:
    raw = feed_bytes(feed(), stamped(everything(), NOW), TODAY)
    assert parse(raw).text("LAST-MODIFIED") == f"{NOW:%Y%m%dT%H%M%SZ}"


def test_periods_are_bars_over_all_their_days() -> None:
    bars = events(feed_bytes(feed("perioder"), stamped(everything()), TODAY))
    spring = next(b for b in bars if "våren" in b.text("SUMMARY"))
    assert (spring.text("DTSTART"), spring.text("DTEND")) == ("20150101", "20150701")
    assert all(b.text("UID").startswith("p-") for b in bars)


def test_tasks_are_due_and_know_whether_they_are_done() -> None:
    todos = [c for c in parse(feed_bytes(feed("oppgaver"), stamped(everything()), TODAY)).inner if c.name == "VTODO"]
    assert {t.text("STATUS") for t in todos} == {"NEEDS-ACTION", "COMPLETED"}
    assert not any("Møte i" in t.text("SUMMARY") for t in todos)


def test_five_hundred_measures_are_quick_and_small() -> None:
    measures = [measure(f"tiltak{n:010}", number=str(n), purpose="x" * 300) for n in range(500)]
    points = [occurrence(f"punkt{n:011}", measure=m.uid) for n, m in enumerate(measures)]
    shown = stamped(entries(almanac(measures, points, plans=[plan()]), TODAY))
    memory: Rendered = {}
    raw = feed_bytes(feed(), shown, TODAY, memory)
    assert len(raw) < 1_000_000
    began = datetime.now(UTC)
    feed_bytes(feed(), shown, TODAY, memory)
    assert datetime.now(UTC) - began < timedelta(milliseconds=300)
