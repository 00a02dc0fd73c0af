"""What stands at the edge of the grammar: numbers that no calendar has, rules that do not apply after all, no today."""

from __future__ import annotations

from datetime import date

import pytest

from rules.deadline import Context, read
from rules.deadline.parse import forget
from tests.rules.deadline.contexts import example_context, said

CORNERS = [
    ("2 uker før 1. mai", "2024-04-17"),
    ("første mandag i året", "2024-01-01"),
    ("siste fredag i 2025", "2025-12-26"),
    ("andre tirsdag i året", "2024-01-09"),
    ("årlig, første mandag i året", "FREQ=YEARLY;BYMONTH=1;BYDAY=1MO"),
    ("årlig første mandag i mai", "FREQ=YEARLY;BYMONTH=5;BYDAY=1MO"),
    ("1. mandag 4. mars", "2024-03-04"),
    ("årlig første arbeidsdag i mai", "FREQ=YEARLY"),
    ("Halvårlig (juni 2024 og desember 2024)", "FREQ=MONTHLY;INTERVAL=6"),
    ("starter i mars, ferdig etter juni", "2024-03 2024-07/.."),
    ("24/7", "ongoing"),
    ("Døgnåpent, tilgjengelig 24/7", "ongoing"),
    ("innen 24/7", "../2024-07-24"),
    ("24/7 kl. 10", "2024-07-24"),
    ("10/6, 24/7 og 5/9", "2024-06-10 2024-07-24 2024-09-05"),
    ("mars og juni, evt. september", "2024-03 2024-06 2024-09?"),
    ("mars, juni og evt. september", "2024-03 2024-06 2024-09?"),
    ("14 dager etter 1. juni", "2024-06-15"),
    ("2 uker før 31. juni", "unresolved"),
    ("OSU 31. juni", "unresolved"),
    ("Første møte med fylkeskommunen", "event"),
    ("mars - april, mai - juni 2025", "2025-03/2025-04 2025-05/2025-06"),
    ("tirsdag 29. februar", "2028-02-29"),
    ("uke 20 og 60", "unresolved"),
    ("uke 34/24", "2024-08-19/2024-08-25"),
    ("1. og 7. kvartal", "unresolved"),
    ("mandag til fredag i uke 60", "unresolved"),
    ("32. og 33. mars", "unresolved"),
    ("mars 40", "2040-03"),
    ("mars 400", "unresolved"),
    ("3 ganger i dette året", "FREQ=MONTHLY;INTERVAL=4"),
    ("20 ganger i året", "FREQ=WEEKLY;INTERVAL=2"),
    ("3 ganger daglig", "FREQ=DAILY"),
    ("hver arbeidsdag", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("hver 3. arbeidsdag", "FREQ=DAILY;INTERVAL=3"),
    ("hver 0. uke", "unresolved"),
    ("2024/2025", "2024/2025"),
    ("2023/2024", "2023/2024"),
    ("innen mars, mai og juli", "../2024-03 ../2024-05 ../2024-07"),
    ("mars - 2025", "2025-03"),
    ("primo 15. mai", "2024-05-15"),
    ("årlig 31. juni", "FREQ=YEARLY"),
    ("årlig til påske", "FREQ=YEARLY"),
    ("1. mars og 15. juni årlig", "FREQ=YEARLY"),
    ("uke 12 årlig", "FREQ=YEARLY;BYWEEKNO=12"),
    ("femte mandag i februar 2024", "unresolved"),
    ("første helg i mai", "2024-05-04/2024-05-05"),
    ("neste helg", "2024-03-16/2024-03-17"),
    ("om 10 virkedager", "2024-03-20"),
    ("ABC-møte", "ABC next"),
    ("LSU fra mars", "2024-03/.."),
    ("2 kvartaler før fristen", "event"),
    ("2024 (vår)", "2024-21"),
    ("våren (2024)", "2024-21"),
    ("2024 (15. mars 2023)", "2024"),
    ("Løpende avlyst", "unresolved"),
    ("etter hvert", "unresolved"),
    ("mars İ", "2024-03"),
    ("des-\nember", "2024-12"),
    ("2024/04", "2024-04"),
    ("desember, flyttet fra september", "2024-12"),
    ("utsatt fra mai", "2024-05"),
    ("etter mars 2023", "2023-04/.."),
    ("etter fellesferien", "2024-07-29/.."),
    ("siste mars", "2024-03"),
    ("juni og fra oktober", "2024-06 2024-10"),
    ("15 - 15.03", "2024-03-15"),
    ("mars og april 45", "2045-04"),
    ("Q1-7", "unresolved"),
    ("2 kvartaler før neste møte", "OSU next"),
    ("200 ganger i året", "FREQ=DAILY"),
    ("månedlig hver mandag", "FREQ=WEEKLY;BYDAY=MO"),
    ("første mandag i måneden årlig", "FREQ=MONTHLY;BYDAY=1MO"),
    ("innen mai til utgangen av juni", "../2024-06"),
    ("over mars", "2024-03"),
    ("påske - 2025", "2025-04-12/2025"),
    ("påske 2024 og 2025", "2024-03-23/2024-04-01 2025"),
    ("primo/medio uke 12", "2024-03-20/2024-03-21"),
    ("kvar-\ntal 2", "2024-34"),
    ("mars-\nmai", "2024-03/2024-05"),
    ("Årlig (mars)", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1"),
    ("etter mars og etter juni", "2024-04/.. 2024-07/.."),
    ("siste arbeidsdag i mars 2025", "2025-03-31"),
    ("andre virkedag i mars 2024", "2024-03-04"),
    ("år 2024/år 2025", "2024/2025"),
    ("mai - utgangen av juni", "2024-05/2024-06"),
    ("innen Q1 - utgangen av mars", "../2024-03"),
]
UNKNOWN = ["helga", "neste uke", "den 15.", "fredag", "i morgen", "om to uker", "4. juni"]


@pytest.mark.parametrize(("text", "says"), CORNERS, ids=[text for text, _ in CORNERS])
def test_corner_is_read(text: str, says: str) -> None:
    assert said(read(text, example_context())) == says


def test_a_committee_may_be_called_like_any_word() -> None:
    context = Context(plan_years=(2024,), committees=("Zebra",))
    assert said(read("Zebra 12. mars", context)) == said(read("zebramøtet 12. mars", context)) == "2024-03-12"
    assert said(read("Neste zebramøte", context)) == "Zebra next"


def test_without_a_plan_the_nearest_year_is_meant() -> None:
    reading = read("4. juni", Context(today=date(2024, 11, 6)))
    assert (said(reading), reading.notes) == ("2025-06-04", ("year_nearest",))


@pytest.mark.parametrize("text", ["15.03.2024 i året", "15.03.2024 2025"])
def test_a_day_keeps_the_year_that_it_has(text: str) -> None:
    assert said(read(text, example_context())).split()[0] == "2024-03-15"


def test_a_list_that_is_longer_than_what_is_remembered_is_read_like_any() -> None:
    reading = read(", ".join(["1. mars 2024"] * 30), example_context())
    assert [day.isoformat() for day in reading.due or ()] == ["2024-03-01"] * 30


@pytest.mark.parametrize("grammar", [False, True])
def test_what_was_forgotten_is_read_the_same_again(grammar: bool) -> None:
    reading = read("Juni og nov 2015", example_context())
    forget(grammar=grammar)
    assert read("Juni og nov 2015", example_context()) == reading


@pytest.mark.parametrize("text", UNKNOWN)
def test_without_a_day_and_a_year_nothing_is_dated(text: str) -> None:
    assert read(text, Context()).due is None


@pytest.mark.parametrize(("text", "days"), [("seinast 4 veker før", ["2022-05-27"]), ("2 uker før årsmøtet", None)])
def test_distance_is_dated_by_what_the_context_knows(text: str, days: list[str] | None) -> None:
    context = Context.from_json({"anchors": {"representantskapsmøte": ["2022-06-24"]}}, "nn")
    due = read(text, context).due
    assert (due and [day.isoformat() for day in due]) == days


def test_of_several_events_the_one_that_the_text_names_counts() -> None:
    context = Context.from_json({"anchors": {"lansering": ["2022-06-24"], "flytting": ["2022-07-01"]}})
    assert read("4 uker før lanseringen", context).due == (date(2022, 5, 27),)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2024, evt. 2025", "[2024,2025]"),
        ("mars, april eller mai", "[2024-03,2024-04,2024-05]"),
        ("den 1. og 15. hver måned", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("døgnet rundt", "ongoing"),
        ("juni (avlyst)", "unresolved"),
        ("første mandag årlig", "FREQ=YEARLY"),
        ("400 ganger i året", "FREQ=DAILY"),
        ("fire årlige møter", "FREQ=MONTHLY;INTERVAL=3"),
        ("II kvartal", "2024-34"),
        ("2Q24", "2024-34"),
        ("uke 12/24", "2024-03-18/2024-03-24"),
        ("nov/des 24", "2024-11/2024-12"),
        ("man. 4.3", "2024-03-04"),
        ("sep\u00adtember", "2024-09"),
        ("06-2024", "2024-06"),
        ("Mars 2024 / 15 mars", "2024-03 2024-03-15"),
    ],
)
def test_spellings_of_offices(text: str, says: str) -> None:
    assert said(read(text, example_context())) == says


@pytest.mark.parametrize("text", ["hver første mandag", "9. mandag i måneden", "0 ganger i året", "2000 ganger i året"])
def test_what_no_calendar_has_is_never_sure(text: str) -> None:
    assert read(text, example_context()).confidence < 0.6


@pytest.mark.parametrize(
    ("text", "rrule"),
    [
        ("årlig første mandag i måneden", "FREQ=MONTHLY;BYDAY=1MO"),
        ("halvårlig, 15. i måneden", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("månedlig hver mandag", "FREQ=WEEKLY;BYDAY=MO"),
        ("månedlig og årlig", "FREQ=MONTHLY"),
    ],
)
def test_two_rhythms_are_a_question(text: str, rrule: str) -> None:
    reading = read(text, example_context())
    assert (reading.rrule, reading.questions) == (rrule, ("low_confidence",))


def test_the_running_month_beside_a_date_is_no_deadline_and_told() -> None:
    reading = read("mars 2024 i året", example_context())
    assert (reading.edtf, reading.rest) == (("2024-03",), "i året")
    assert reading.confidence < 0.8
