"""Context: missing years, committees, anchors, policies, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from rules.deadline import Context, Policy, from_json, read, to_json
from rules.workdays import WorkCalendar

MINUTES = Context("nb", (2014,), date(2014, 11, 24), ("Prosjektstyret KHS", "OSU"))


def due(text: str, context: Context) -> list[str]:
    return [day.isoformat() for day in read(text, context).due or ()]


def test_a_day_that_has_just_passed_stays_in_the_plan_year() -> None:
    assert due("Frist 11. november", MINUTES) == ["2014-11-11"]


def test_a_day_that_is_nearer_next_year_rolls_on_and_is_less_sure() -> None:
    reading = read("21-22 januar", MINUTES)
    assert [p.edtf for p in reading.points] == ["2015-01-21/2015-01-22"]
    assert reading.confidence < 0.8


def test_a_word_about_the_future_rolls_a_passed_date_on() -> None:
    assert due("planlagt i september", MINUTES) == ["2015-09-30"]
    assert due("september", MINUTES) == ["2014-09-30"]


def test_a_plan_of_several_years_gives_the_first_year_that_lies_ahead() -> None:
    plan = Context("nb", (2016, 2017), date(2016, 9, 1))
    assert due("April", plan) == ["2017-04-28"]
    assert due("Oktober", plan) == ["2016-10-31"]


def test_the_weekday_decides_the_year() -> None:
    assert due("fredag 26.02.", Context("nb", (2020,))) == ["2021-02-26"]


def test_a_weekday_that_does_not_fit_is_a_question() -> None:
    reading = read("fredag 8. juni 2015", MINUTES)
    assert "weekday_conflict" in reading.questions
    assert reading.confidence < 0.5


def test_without_plan_and_day_a_text_without_year_is_a_question() -> None:
    reading = read("Q1", Context())
    assert (reading.kind, reading.due) == ("unresolved", None)
    assert read("Q1 2024", Context()).due == (date(2024, 3, 27),)


def test_past_years_in_brackets_and_footers_are_not_deadlines() -> None:
    context = Context("nb", (2026,))
    assert due("November 2026 (2025: 10.11, 2024: 13.11)", context) == ["2026-11-30"]
    assert due("Våren 2026. Sist oppdatert 18.06.2024", context) == ["2026-06-30"]


def test_next_meeting_is_the_own_committees_and_counts_from_the_day_of_the_text() -> None:
    anchors = (("OSU", (date(2024, 2, 1), date(2024, 9, 19))), ("LSU", (date(2024, 9, 1),)))
    context = Context("nb", (2024,), date(2024, 8, 20), ("OSU", "LSU"), anchors=anchors)
    assert due("Neste møte", context) == ["2024-09-19"]
    assert due("neste LSU", context) == ["2024-09-01"]
    assert due("2 uker før neste OSU", context) == ["2024-09-05"]
    assert due("alle OSU-møter", context) == ["2024-09-19"]
    own = Context("nb", (2024,), date(2024, 8, 20), ("OSU", "LSU"), own_committee="LSU", anchors=anchors)
    assert due("Neste møte", own) == ["2024-09-01"]


def test_policies() -> None:
    last_day = Policy(period_due="last_day")
    assert due("Februar 2015", Context("nb", policy=last_day)) == ["2015-02-28"]
    exclusive = Policy(by_is_inclusive=False)
    assert due("innen februar 2015", Context("nb", policy=exclusive)) == ["2015-01-30"]
    assert due("innen utgangen av februar 2015", Context("nb", policy=exclusive)) == ["2015-02-27"]
    april = Policy(quarters_from=4)
    assert due("Q4 2024", Context("en", policy=april)) == ["2025-03-31"]
    noon = Policy(calendar=WorkCalendar(new_years_eve=False))
    assert due("2014", Context("nb", policy=noon)) == ["2014-12-30"]


def test_a_doubtful_reading_is_asked_about() -> None:
    reading = read("K ønsker kanskje noe helt annet enn dette i 2015", MINUTES)
    assert "low_confidence" in reading.questions
    assert "low_confidence" not in read("2015", MINUTES).questions


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"plan_year": "2015"}, "plan_year"),
        ({"plan_year": True}, "plan_year"),
        ({"plan_years": [3000]}, "plan_year"),
        ({"today": "6.2.2015"}, "ÅÅÅÅ-MM-DD"),
        ({"today": 3}, "ÅÅÅÅ-MM-DD"),
        ({"committees": "OSU"}, "committees"),
        ({"anchors": ["OSU"]}, "anchors"),
        ({"anchors": {"OSU": 3}}, "anker"),
        ({"anchors": {"OSU": ["x"]}}, "ÅÅÅÅ-MM-DD"),
    ],
)
def test_a_context_with_a_mistake_names_it(data: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Context.from_json(data)


def test_a_context_must_be_an_object() -> None:
    with pytest.raises(ValueError, match="objekt"):
        Context.from_json([])  # type: ignore[arg-type]


def test_readings_survive_storage() -> None:
    for text in ("Q1 + Q2", "Skisse presenteres i OSU 8. februar", "innen februar", "hver 6. uke", ""):
        reading = read(text, MINUTES)
        assert from_json(to_json(reading)) == reading
