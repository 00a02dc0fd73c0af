"""Dates in running text: deadlines, events with time and place, mentions; and their spans."""

from __future__ import annotations

from datetime import date

from rules.deadline import Context
from rules.deadline.find import Found, find, own_context

MINUTES = Context("nb", (2014,), date(2014, 11, 24), ("Prosjektstyret KHS", "OSU", "KSU"))

TEXT = """Sak 27/2014 Informasjon fra prosjektleder

Dato: Møtet i Prosjektstyret 24.11.2014

Det er gjennomført opplæring 11-12 september og 16-17 oktober. Siste

opplæring er planlagt 21-22 januar for kommunene. Det holdes kurs den 11. desember kl.14-17 i Drammen.

Tilbakemelding på utkastet gis innen 5. desember. Frist 11. november for budsjettet.

Det ble brukt 2 mill i 2014. Fastsatte datoer i 2015 er satt. Samlingene holdes 9. januar og 26. mars.
"""


def found() -> dict[str, Found]:
    return {TEXT[f.start : f.end]: f for f in find(TEXT, MINUTES)}


def test_spans_and_roles() -> None:
    roles = {text: f.role for text, f in found().items()}
    assert roles["11-12 september og 16-17 oktober"] == "event"
    assert roles["innen 5. desember"] == "deadline"
    assert roles["11. november"] == "deadline"
    assert roles["i 2014"] == "mention"
    assert roles["den 11. desember"] == "event"


def test_time_and_place_of_an_event() -> None:
    event = found()["den 11. desember"]
    assert (event.time, event.place) == ("kl.14-17", "Drammen")
    assert event.reading.due == (date(2014, 12, 11),)


def test_a_year_told_before_holds_for_passed_days_without_one() -> None:
    assert found()["9. januar og 26. mars"].reading.due == (date(2015, 1, 9), date(2015, 3, 26))


def test_a_case_number_is_no_year() -> None:
    assert all("27" not in text for text in found())


def test_any_text_at_all() -> None:
    assert find("", MINUTES) == ()
    assert find("ingen tid nevnt her.\n\n\x00", MINUTES) == ()


def test_the_documents_own_day_or_year_counts_and_never_a_stamp() -> None:
    plan = Context("nb", today=date(2026, 1, 1))
    own = {
        text: own_context(text, plan)
        for text in (TEXT, "Sist oppdatert 18.06.2024\n\nTidsramme: 2022", "Møte 31.2", "")
    }
    told = [(context.plan_years, context.today) for context in own.values()]
    assert told == [((2014,), date(2014, 11, 24)), ((2022,), None), ((), date(2026, 1, 1)), ((), date(2026, 1, 1))]


def test_a_planned_day_is_not_the_documents_own() -> None:
    own = own_context("Tiltak 2014\n\nPlanlagt 4.9.14\n\nQ1 + Q2\n\nMøte 31. februar 2013", Context("nb"))
    assert (own.plan_years, own.today) == ((2014,), None)


def test_the_sign_of_a_circular_and_a_count_are_no_dates() -> None:
    text = "Se Rundskriv I-12/2015 om dette. Vi hadde 2014 pasienter, og i 2013 var det færre. Frist 1. mai 2015."
    assert [text[f.start : f.end] for f in find(text, MINUTES)] == ["2013", "1. mai 2015"]


def test_a_day_that_no_month_has_is_not_found() -> None:
    assert find("Møtet ble holdt 31. april 2014 i Drammen.", MINUTES) == ()
