"""Explanations: what a person would write, in bokmål, nynorsk and English."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rules.deadline import SET, Context, Point, Policy, Reading, explain, read
from tests.rules.deadline.contexts import corpus, example_context

LSU = Context("nb", (2015,), date(2015, 2, 6), ("LSU Drammen",))


def test_two_deadlines_in_the_three_languages() -> None:
    reading = read("Juni og nov 2015", LSU)
    assert explain(reading, "nb") == (
        "«Juni og nov 2015» er lest som to frister: tirsdag 30. juni 2015 og mandag 30. november 2015 "
        "(siste arbeidsdag i måneden)."
    )
    assert explain(reading, "nn") == (
        "«Juni og nov 2015» er lese som to fristar: tysdag 30. juni 2015 og måndag 30. november 2015 "
        "(siste arbeidsdag i månaden)."
    )
    assert explain(reading, "en") == (
        "“Juni og nov 2015” is read as two deadlines: Tuesday 30 June 2015 and Monday 30 November 2015 "
        "(the last working day of the month)."
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "April",
            "«April» er lest som frist torsdag 30. april 2015 (siste arbeidsdag i måneden). Året er hentet fra planen.",
        ),
        ("1. februar 2015", "(siste arbeidsdag før søndag 1. februar 2015)"),
        ("Q1 – Q4 2015", "perioden fra torsdag 1. januar 2015 til torsdag 31. desember 2015, med frist torsdag"),
        ("innen februar", "da ville fristen vært fredag 30. januar 2015"),
        ("Starter i april", "en start onsdag 1. april 2015"),
        ("hver 6. uke", "gjentas hver sjette uke"),
        ("annethvert år", "gjentas hvert andre år"),
        ("kvartalsvis", "gjentas hvert kvartal"),
        (
            "første mandag i mai og august",
            "første mandag i mai og august hvert år; i planåret er fristen mandag 4. mai",
        ),
        ("siste hverdag i måneden", "siste arbeidsdag hver måned"),
        ("Neste møte", "neste møte i LSU Drammen, regnet fra dagen dette ble bestemt"),
        ("Tema på alle LSU", "alle møter i LSU"),
        ("2 uker før neste LSU", "2 uker før møtet i LSU"),
        ("Løpende", "løpende arbeid uten frist"),
        ("ved behov", "ikke står i kalenderen"),
        ("Tidsplan i samarbeid med kommunene", "sekretariatet må avtale en dato"),
        ("", "Det står ingen frist her"),
        ("Avlyst", "avlyst eller utsatt"),
        ("31. april 2015", "nevner en dag som ikke finnes"),
        ("uke 54 2015", "nevner en dag som ikke finnes"),
        ("5. kvartal 2015", "nevner en dag som ikke finnes"),
        ("29. februar 2015", "nevner en dag som ikke finnes"),
        ("K ønsker dette i 2015", "Dette er ikke forstått: «K ønsker»."),
        ("fredag 8. juni 2015", "Ukedagen og datoen passer ikke sammen."),
    ],
)
def test_bokmaal(text: str, words: str) -> None:
    assert words in explain(read(text, LSU), "nb")


def test_every_corpus_row_is_explained_in_every_language() -> None:
    for row in corpus():
        reading = read(row["text"], Context.from_json(row["context"], row["lang"]))
        for locale in ("nb", "nn", "en"):
            words = explain(reading, locale)
            assert words.endswith(".") and "{" not in words and "None" not in words, words


def test_an_unknown_language_is_explained_in_bokmaal() -> None:
    reading = read("Q2", example_context())
    assert explain(reading, "fi") == explain(reading, "nb")


def test_control_characters_and_length_do_not_reach_the_sentence() -> None:
    words = explain(read("Q2\x00\n" + "x" * 500, example_context()))
    assert "\x00" not in words and len(words) < 400


@pytest.mark.parametrize(
    ("rrule", "nb", "en"),
    [
        ("FREQ=YEARLY;BYWEEKNO=12", "i uke 12 hvert år", "in week 12 every year"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "på hverdager hver uke", "on weekdays every week"),
        ("FREQ=WEEKLY;INTERVAL=40", "hver 40. uke", "every 40th week"),
    ],
)
def test_repeats_in_words(rrule: str, nb: str, en: str) -> None:
    reading = Reading("x", "recurring", rrule=rrule)
    assert explain(reading, "nb") == f"«x» er lest som noe som gjentas {nb}."
    assert explain(reading, "en") == f"“x” is read as something that recurs {en}."


def test_an_empty_field_that_a_person_has_read_has_a_name() -> None:
    reading = replace(read("15. mars 2024", example_context()), text=" ")
    assert explain(reading, "nb") == "Et tomt felt er lest som frist fredag 15. mars 2024."
    assert explain(reading, "nn").startswith("Eit tomt felt er lese som")
    assert explain(reading, "en").startswith("An empty field is read as")


def test_several_days_of_a_month_are_listed() -> None:
    reading = read("den 1. og 15. hver måned", example_context())
    assert "gjentas den 1. og 15. hver måned" in explain(reading, "nb")
    assert "recurs day 1 and 15 every month" in explain(reading, "en")


def test_the_day_of_the_next_meeting_is_told() -> None:
    words = explain(read("neste møte 15. mars", example_context()))
    assert words.endswith("regnet fra dagen dette ble bestemt, altså fredag 15. mars 2024.")


def test_who_reads_by_as_before_hears_of_no_other_day() -> None:
    context = Context(plan_years=(2024,), policy=Policy(by_is_inclusive=False))
    words = explain(read("innen februar", context))
    assert words == "«innen februar» er lest som frist senest onsdag 31. januar 2024 (siste arbeidsdag i måneden)."


def test_what_a_person_has_said_is_not_read_out_of_the_text() -> None:
    first, second = (Point(d.isoformat(), d, d, d) for d in (date(2015, 1, 20), date(2015, 5, 29)))
    one = Reading("snarest", "dates", points=(first,), notes=(SET,))
    assert explain(one) == "Fristen er satt til tirsdag 20. januar 2015."
    both = replace(one, points=(first, second))
    assert explain(both, "nn") == "Fristane er sette til tysdag 20. januar 2015 og fredag 29. mai 2015."
    assert "ongoing work" in explain(Reading("", "ongoing", notes=(SET,)), "en")


def test_a_day_for_each_party_is_told_with_its_name() -> None:
    days = {"Lier": date(2015, 5, 29), "Hurum": date(2015, 6, 30)}
    points = tuple(Point(str(d), d, d, d, name.lower(), name) for name, d in days.items())
    reading = Reading("Etter avtale", "dates", tuple(p.edtf for p in points), points=points)
    told = "har en frist for hver part: Lier fredag 29. mai 2015 og Hurum tirsdag 30. juni 2015."
    assert explain(reading, "nb") == f"«Etter avtale» {told}"
