"""What must never be read with confidence: years that nobody knows, numbers left over, exceptions, what was done."""

from __future__ import annotations

from datetime import date

import pytest

from rules.deadline import Context, explain, read

PLAN = Context("nb", (2015,), date(2015, 2, 6), ("OSU", "LSU"))

UNKNOWN_YEARS = [
    "31.12.2105", "15.03.20155", "Q1 2105", "juni 20115", "30.6.215", "1. juni 215", "høsten 2105", "30/6-2105",
    "30/6/2105", "juni 0215", "2105", "20115", "uke 12 2105", "mars og juni 2105", "Q1/2105", "31-12-2105",
    "innen juni 2105", "juni 201 5", "Q0 2015", "Q5 2015", "15. mars kl. 25:00",
]  # fmt: skip
LEFT_OVER = ["31.12.20 15", "mars 2 0 1 5", "2 12 mars", "12. mars 2015 3", "Q1 7 2015", "1 X 2015"]
DOUBTED = [
    "årlig, første mandag", "første mandag hvert år", "første mandag", "Rundskriv I-12/2015",
    "ikke Q1", "unntatt juli", "Hver måned unntatt juli", "rom 2015", "kr 2015,-", "kap. 2015", "vår plan",
    "Mai Britt", "Ansvar: Jan", "August Olsen", "høst inn", "Q1, men ikke juli", "juni 2051", "12. juni 1995",
]  # fmt: skip


@pytest.mark.parametrize("text", UNKNOWN_YEARS)
def test_a_year_that_nobody_knows_is_never_replaced_by_the_plans(text: str) -> None:
    reading = read(text, PLAN)
    assert reading.due is None and reading.questions
    assert reading.confidence < PLAN.policy.ask_below


@pytest.mark.parametrize("text", LEFT_OVER)
def test_figures_left_over_are_a_question(text: str) -> None:
    reading = read(text, PLAN)
    assert reading.confidence < PLAN.policy.ask_below and reading.questions


@pytest.mark.parametrize("text", DOUBTED)
def test_what_is_no_deadline_is_a_question(text: str) -> None:
    reading = read(text, PLAN)
    assert reading.confidence < PLAN.policy.ask_below and reading.questions


@pytest.mark.parametrize(
    "text", ["we may revise it", "Will march on", "May be revised", "may be revised", "prices will fall"]
)
def test_english_verbs_are_no_months(text: str) -> None:
    assert read(text, Context("en", (2015,))).kind == "unresolved"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Vedtatt 12.1.2015", True),
        ("Behandlet i OSU 4.2", True),
        ("Utført mars 2014", True),
        ("Gjennomført januar 2015", True),
        ("Gjennomført juni 2015", False),
        ("Skal være vedtatt januar 2015", False),
        ("Vedtatt innen 1. juni", False),
        ("Vedtatt 12.3.2015", False),
    ],
)
def test_what_was_done_is_no_deadline(text: str, asked: bool) -> None:
    assert ("past_fact" in read(text, PLAN).notes) is asked


def test_without_a_day_only_plain_words_tell_what_was_done() -> None:
    plan = Context("nb", (2015,))
    assert [read(text, plan).confidence < 0.5 for text in ("Vedtatt 12.3.2015", "Gjennomført mars", "Levert 2014")] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize("text", ["l5.3.2015", "15.3.2O15", "15.O3.2015", "１５.３.２０１５", "20150315"])
def test_figures_that_were_misread_by_a_scanner(text: str) -> None:
    assert read(text, PLAN).edtf == ("2015-03-15",)


def test_a_season_that_begins_says_from_when() -> None:
    from_season = read("fra høsten 2017", PLAN)
    assert from_season.points[0].earliest == date(2017, 8, 1)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Mars 2015, så årlig", "recurs_beside"),
        ("ved behov, minst årlig", "need_beside"),
        ("OSU 12/3 og LSU 15/4", "other_meeting"),
        ("skoleåret", "which_school_year"),
        ("siste uke i august", "which_week"),
        ("etter vedtak juni 2015", "event_beside"),
        ("løpende (evaluering juni 2015)", "dates_beside"),
        ("månedlig (ikke juli)", "exception"),
        ("første fredag i mars", "each_year"),
    ],
)
def test_what_else_the_text_says_lowers_confidence(text: str, note: str) -> None:
    reading = read(text, PLAN)
    assert note in reading.notes and reading.confidence < 0.8


@pytest.mark.parametrize("text", ["i forbindelse med budsjett 2017", "før budsjett 2017", "etter valget 2015"])
def test_a_year_that_says_which_one_is_no_deadline(text: str) -> None:
    assert read(text, PLAN).kind == "event"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Årsmelding 2014 innen 1. mars 2015", "../2015-03-01"),
        ("Rapport for 2014 innen 15. februar", "../2015-02-15"),
        ("Budsjett 2016: innspill innen 1. september", "../2015-09-01"),
        ("Handlingsplan 2016 vedtas i mars", "2015-03"),
        ("K ønsker dette i 2015", "2015"),
    ],
)
def test_the_year_of_a_name_is_no_deadline(text: str, edtf: str) -> None:
    assert " ".join(read(text, PLAN).edtf) == edtf


def test_what_was_finished_before_the_plan_began_is_a_question() -> None:
    assert "past_fact" in read("Ferdigstilt desember 2014", PLAN).notes
    assert "past_fact" not in read("Ferdigstilles desember 2015", PLAN).notes


def test_a_question_mark_in_brackets_counts() -> None:
    assert "asked" in read("mai (?)", PLAN).notes


def test_since_is_a_start() -> None:
    assert read("siden 2014", PLAN).kind == "start"


@pytest.mark.parametrize(
    "text", ["Jf. vedtak 15.6.2014", "ref. OSU 12.2.2014", "Se referat 12.3.2015", "avtale datert 12.3.2014"]
)
def test_a_reference_to_something_dated_is_a_question(text: str) -> None:
    assert read(text, PLAN).confidence < PLAN.policy.ask_below


@pytest.mark.parametrize("text", ["Dato settes i mars", "Må avklares i LSU 12. mars", "juni (avklares)"])
def test_a_day_on_which_the_deadline_will_be_set_is_a_question(text: str) -> None:
    assert "needs_date" in read(text, PLAN).questions


def test_jul_with_a_year_may_be_july() -> None:
    doubted = read("jul 2015", PLAN)
    assert doubted.due == (date(2015, 12, 24),) and doubted.confidence < 0.8
    assert "juli" in explain(doubted, "nb")
    assert all(read(text, PLAN).confidence > 0.9 for text in ("innen jul 2015", "før jul", "jun-jul 2015"))


def test_two_rhythms_at_once_are_a_question() -> None:
    reading = read("årlig i måneden", PLAN)
    assert reading.due is None and reading.questions


def test_the_last_of_a_list_is_only_possible_where_the_text_says_so() -> None:
    possible = read("mars og juni, evt. september", PLAN)
    assert possible.edtf == ("2015-03", "2015-06", "2015-09?")
    assert "Teksten sier selv at det er usikkert." in explain(possible)


def test_a_stretch_that_ends_in_a_month_is_due_at_its_end() -> None:
    reading = read("innen mai til utgangen av juni", PLAN)
    assert reading.due == (date(2015, 6, 30),) and "senest tirsdag 30. juni 2015" in explain(reading)
    assert "april" not in explain(reading)
