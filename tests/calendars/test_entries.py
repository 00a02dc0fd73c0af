from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from calendars.entries import entries
from calendars.entry import Entry, cancelled, from_json, shorten, shown_hash, to_json
from rules.deadline.reading import Reading
from rules.model import Answer, Measure, Occurrence, Plan
from tests.calendars.given import ANSWERED, OSLO, almanac, measure, meeting, occurrence, plan

TODAY = date(2015, 3, 2)
AFTER = date(2015, 7, 1)


def one(*, today: date = TODAY, made: Measure | None = None, of: Plan | None = None, **given: Any) -> Entry:
    (entry,) = entries(almanac([made or measure()], [occurrence(**given)], plans=[of or plan()]), today)
    return entry


def test_a_month_is_one_day_event_on_its_due_day_with_the_month_in_words() -> None:
    entry = one()
    assert entry.summary == "Frist juni 2015: Følge opp avtalen, og melde avvik; uten opphold"
    assert (entry.day, entry.start, entry.transparent, entry.mark) == (date(2015, 6, 30), None, True, "")
    assert entry.uid == "punkt00000000001@tidsfrist.example.org"


def test_the_description_has_the_plans_words_the_reading_and_the_role() -> None:
    assert one().description == (
        "Plan: Handlingsplan for LSU – Drammen 2015\n"
        "Innsatsområde: Elektronisk meldingsutveksling\n"
        "Tiltak 1.1: Følge opp avtalen, og melde avvik; uten opphold\n"
        "Fristtekst i planen: «Juni 2015»\n"
        "Tolket som juni 2015 (1.6.–30.6.2015). Siste dag vises.\n"
        "Ansvarlig: Samhandlingsleder"
    )


def test_nobodys_name_is_published_though_the_plans_cell_has_it() -> None:
    assert "Nordmann" in measure().responsible_text
    assert "Nordmann" not in to_json(one())


def test_addresses_in_the_plans_text_are_left_out() -> None:
    entry = one(made=measure(title="Ring 22 33 44 55 eller skriv til kari@example.org"))
    assert entry.title == "Frist juni 2015: Ring [telefon] eller skriv til [e-post]"
    assert "@example.org" not in entry.description


def test_nynorsk_plans_speak_nynorsk() -> None:
    entry = one(of=plan(language="nn"), slot="p:2015-23", earliest=date(2015, 8, 1), due=date(2015, 11, 30))
    assert entry.summary.startswith("Frist hausten 2015: ")
    assert "Tolka som hausten 2015" in entry.description
    assert "Ansvarleg: Samhandlingsleder" in entry.description


def reading_line(**given: Any) -> str:
    return one(**given).description.split("\n")[4]


def test_a_season_says_its_bounds_and_that_the_last_working_day_is_shown() -> None:
    line = reading_line(slot="p:2022-21", earliest=date(2022, 1, 1), latest=date(2022, 6, 30), due=date(2022, 6, 30))
    assert line == "Tolket som våren 2022 (1.1.–30.6.2022). Siste dag vises."
    line = reading_line(slot="p:2015-05", earliest=date(2015, 5, 1), latest=date(2015, 5, 31), due=date(2015, 5, 29))
    assert line == "Tolket som mai 2015 (1.5.–31.5.2015). Siste arbeidsdag, 29. mai 2015, vises."


def test_a_single_day_needs_no_bounds() -> None:
    day = date(2015, 12, 31)
    assert reading_line(slot="p:2015-12-31", earliest=day, latest=day, due=day) == "Tolket som 31. desember 2015."
    sunday = date(2015, 3, 15)
    line = reading_line(slot="p:2015-03-15", earliest=sunday, latest=sunday, due=date(2015, 3, 13))
    assert line == "Tolket som 15. mars 2015. Dagen er ikke en arbeidsdag; 13. mars 2015 vises."


def test_a_window_over_new_year_says_both_years() -> None:
    line = reading_line(
        slot="p:2025-12-30/2026-01-02", earliest=date(2025, 12, 30), latest=date(2026, 1, 2), due=date(2026, 1, 2)
    )
    assert line == "Tolket som 30. desember 2025 – 2. januar 2026 (30.12.2025–2.1.2026). Siste dag vises."


def test_a_deadline_that_was_moved_says_so() -> None:
    assert reading_line(due=date(2015, 9, 15)).endswith("Fristen er nå 15. september 2015.")


def test_a_point_without_a_day_gives_nothing() -> None:
    assert entries(almanac([measure()], [occurrence(due=None)]), TODAY) == ()


def test_a_measure_that_runs_on_has_no_deadline_of_its_own() -> None:
    running = measure(text="Løpende", reading=Reading("Løpende", "ongoing"))
    report = occurrence("r1", kind="report", slot="t:2015-37", due=date(2015, 5, 15), opens=date(2015, 5, 1))
    (entry,) = entries(almanac([running], [report]), TODAY)
    assert entry.kind == "round"


def test_four_quarters_are_four_entries_each_with_its_own_state() -> None:
    points = [
        occurrence(
            f"q{n}",
            slot=f"p:2014-{32 + n}",
            due=date(2014, 3 * n, 28),
            answered_at=ANSWERED if n < 3 else None,
            answers=(Answer(f"q{n}", "*", "done", ANSWERED, "p"),) if n < 3 else (),
        )
        for n in (1, 2, 3, 4)
    ]
    found = entries(almanac([measure()], points), TODAY)
    assert [e.summary.partition(" 2014")[0] for e in found] == [
        "Utført: Frist 1. kvartal",
        "Utført: Frist 2. kvartal",
        "FORFALT: Frist 3. kvartal",
        "FORFALT: Frist 4. kvartal",
    ]
    assert len({e.uid for e in found}) == 4


def test_the_day_after_it_is_overdue_and_stays_on_its_day() -> None:
    assert one(today=date(2015, 6, 30)).mark == ""
    late = one(today=AFTER)
    assert (late.mark, late.day) == ("overdue", date(2015, 6, 30))
    assert late.summary.startswith("FORFALT: Frist juni 2015: ")


@pytest.mark.parametrize("status", ["closed", "carried_over"])
def test_a_plan_that_is_over_reproaches_nobody(status: Any) -> None:
    assert one(today=AFTER, of=plan(status=status)).mark == ""


@pytest.mark.parametrize("status", ["draft", "approved"])
def test_a_plan_that_does_not_run_yet_is_not_shown(status: Any) -> None:
    assert entries(almanac([measure()], [occurrence()], plans=[plan(status=status)]), TODAY) == ()


def test_a_beginning_is_named_so_and_never_overdue() -> None:
    starts = measure(text="Starter i april", reading=Reading("Starter i april", "start", ("2015-04/..",)))
    entry = one(made=starts, today=AFTER, kind="start", slot="s:", due=date(2015, 4, 1), latest=None)
    assert entry.summary.startswith("Oppstart april 2015: ")
    assert entry.mark == ""


def test_what_waits_is_looked_at_again() -> None:
    entry = one(kind="wait", slot="w:17", due=date(2015, 9, 1))
    assert entry.summary.startswith("Ny vurdering: ")


def test_a_finished_measure_is_done_at_all_its_points() -> None:
    entry = one(today=AFTER, made=measure(state="done", state_since=datetime(2015, 6, 1, 23, tzinfo=UTC)))
    assert (entry.mark, entry.done_on) == ("done", date(2015, 6, 2))  # the day is Oslo's


def test_an_answered_checkpoint_is_reported_not_done() -> None:
    entry = one(kind="checkpoint", slot="c:2015-37", answered_at=ANSWERED)
    assert entry.summary.startswith("Rapportert: Status 1. tertial 2015: ")


def test_what_is_no_longer_relevant_is_cancelled() -> None:
    assert one(made=measure(state="not_relevant")).mark == "cancelled"
    answer = Answer("punkt00000000001", "*", "not_relevant", ANSWERED, "p")
    assert one(answered_at=ANSWERED, answers=(answer,)).is_cancelled


def test_what_is_withdrawn_is_not_there() -> None:
    assert entries(almanac([measure()], [occurrence(withdrawn=True)]), TODAY) == ()
    assert entries(almanac([measure(withdrawn=True)], [occurrence()]), TODAY) == ()


def test_a_case_for_a_meeting_stands_beside_the_meeting() -> None:
    to = occurrence(kind="meeting", slot="m:mote000000000001", due=date(2015, 6, 10), meeting="mote000000000001")
    found = entries(almanac([measure(text="Tema på alle LSU")], [to], [meeting()]), TODAY)
    case = next(e for e in found if e.kind == "case")
    assert case.summary.startswith("Til møte i LSU Drammen: Følge opp")
    assert "Hører til møtet i LSU Drammen 10. juni 2015." in case.description


def test_a_case_that_must_be_written_is_due_on_the_case_deadline() -> None:
    to = occurrence(kind="meeting", slot="m:mote000000000001", due=date(2015, 5, 27), meeting="mote000000000001")
    found = entries(almanac([measure()], [to], [meeting()]), TODAY)
    case = next(e for e in found if e.kind == "case")
    assert case.summary.startswith("Saksfrist LSU Drammen: ")
    assert "saken må være klar innen 27. mai 2015" in case.description


def test_a_meeting_known_by_its_day_only() -> None:
    entry = one(kind="meeting", slot="p:2016-02-16", due=date(2016, 2, 16), earliest=None, latest=date(2016, 2, 16))
    assert entry.summary.startswith("Til møte 16. februar 2016: ")


def test_who_sees_it() -> None:
    audience = one().audience
    assert audience.plans == {"lsu-2015"}
    assert audience.committees == {"lsu"}
    assert audience.roles == {"leder"}


def test_a_measure_without_a_role_belongs_to_the_secretariat_and_says_so() -> None:
    entry = one(made=measure(roles=()))
    assert entry.audience.roles == {"sekretariat"}
    assert entry.description.endswith("Ansvarlig: Sekretariatet for LSU (planen nevner ingen)")


def test_the_uid_survives_every_change_of_content() -> None:
    other = measure(title="Noe helt annet", text="Høsten 2015", roles=("radgiver",), number="9.9")
    moved = one(made=other, slot="p:2015-23", due=date(2015, 12, 31), latest=date(2015, 12, 31))
    assert moved.uid == one().uid


@pytest.mark.parametrize(
    "change",
    [{"title": "Annet"}, {"day": date(2015, 7, 1)}, {"location": "Lier"}, {"mark": "done"}, {"description": "Annet"}],
)
def test_each_visible_change_changes_the_hash(change: dict[str, Any]) -> None:
    assert shown_hash(replace(one(), **change)) != shown_hash(one())


def test_links_and_audience_are_no_visible_change() -> None:
    other = replace(one(), path="/annet", audience=one(made=measure(roles=())).audience)
    assert shown_hash(other) == shown_hash(one())


def test_an_entry_survives_being_stored() -> None:
    found = entries(almanac([measure()], [occurrence(answered_at=ANSWERED)], [meeting()]), TODAY)
    assert tuple(from_json(to_json(e), OSLO) for e in found) == found
    assert [shown_hash(from_json(to_json(e), OSLO)) for e in found] == [shown_hash(e) for e in found]


def test_cancelling_frees_the_time() -> None:
    entry = cancelled(one())
    assert entry.summary.startswith("AVLYST: Frist juni 2015: ")
    assert (entry.transparent, entry.done_on) == (True, None)


@pytest.mark.parametrize("length", [20, 40, 79])
def test_long_titles_are_cut_between_words(length: int) -> None:
    text = "Planlegge og gjennomføre ei evaluering av korleis avtalen har fungert i den pandemiske situasjonen"
    short = shorten(text, length)
    assert len(short) <= length
    assert short.endswith("…")
    assert text.startswith(short[:-1])
    assert shorten("x" * 200, length) == "x" * (length - 1) + "…"


def test_every_summary_is_under_eighty_characters() -> None:
    long = "Kompetanseutvikling " * 20
    assert len(one(today=AFTER, made=measure(title=long)).summary) < 80


def test_the_description_lists_activities() -> None:
    entry = one(made=measure(title="Samhandlingskonferanse", activity="Plan\nGjennomføring"))
    assert "Tiltak 1.1: Samhandlingskonferanse\n– Plan\n– Gjennomføring\n" in entry.description


def test_entries_come_in_the_same_order_whatever_the_store_says() -> None:
    points: list[Occurrence] = [occurrence(f"p{n}", slot=f"p:2015-0{n}", due=date(2015, n, 28)) for n in (3, 1, 2)]
    ways = (points, points[::-1])
    assert len({tuple(e.uid for e in entries(almanac([measure()], way), TODAY)) for way in ways}) == 1
