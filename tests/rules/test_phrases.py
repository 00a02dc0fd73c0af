"""Status phrases, read together with the kind of deadline; rows of the five plans first."""

from datetime import date
from pathlib import Path

import pytest

from engine.documents.yamltext import parse
from rules.deadline.reading import Point, Reading
from rules.phrases import StatusReading, long_window, read_status
from rules.rulebook import Rulebook, State

SHIPPED = Path(__file__).parents[2] / "config" / "rulebook.yaml"
BOOK = Rulebook.model_validate(parse(SHIPPED.read_text(encoding="utf-8"), "rulebook.yaml").data)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("utført", "ongoing", StatusReading("standing", "done")),
        ("Ingen høringer", "ongoing", StatusReading("standing", "nothing")),
        ("Ingen saker", "ongoing", StatusReading("standing", "nothing")),
        ("Planlagt 4.9.14", "dates", StatusReading("planned", scheduled_on="4.9.14")),
        (
            "K ønsker dette i 2015",
            "dates",
            StatusReading("planned", proposed_deadline="2015", question="status_proposes:2015"),
        ),
        ("Søkt prosjektmidler", "dates", StatusReading("waiting", "waiting", "prosjektmidler")),
        ("Avventer svar på søknad", "dates", StatusReading("waiting", "waiting", "svar på søknad")),
        ("Jobbes med", "dates", StatusReading("in_progress", "in_progress")),
        ("Jobbes med", "ongoing", StatusReading("in_progress", "in_progress")),
        ("I rute", "ongoing", StatusReading("in_progress", "in_progress")),
        ("utført", "dates", StatusReading("done", "done")),
        ("Utført, avventer videre finansiering", "dates", StatusReading("waiting", "waiting", "videre finansiering")),
        ("Finansiering foreslått", "ongoing", StatusReading("waiting", "waiting", "Finansiering")),
        ("", "dates", StatusReading("planned")),
        ("  ", "ongoing", StatusReading("planned")),
        ("gjennomført", "dates", StatusReading("done", "done")),
        ("fastsatt", "dates", StatusReading("done", "done")),
        ("planlagt", "dates", StatusReading("planned")),
    ],
)
def test_the_phrases_of_the_plans(text: str, kind: str, expected: StatusReading) -> None:
    assert read_status(text, kind, BOOK) == expected


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Utførd", "done"),
        ("Pågår", "in_progress"),
        ("Ventar på svar frå Helse Vest", "waiting"),
        ("Går ut", "not_relevant"),
        ("Ikkje i rute", "at_risk"),
        ("Vert jobba med.", "in_progress"),
        ("JOBBES   MED", "in_progress"),
        ("Utført 4. september 2014", "done"),
        ("Utsett til hausten 2023", "planned"),
    ],
)
def test_nynorsk_and_untidy_writing(text: str, state: str) -> None:
    assert read_status(text, "dates", BOOK).state == state


@pytest.mark.parametrize(
    "text", ["Noe helt annet", "Utført delvis", "Utført 50 %", "Første møte avholdt", "jobber nå frem"]
)
def test_unknown_words_are_a_question_and_never_a_guess(text: str) -> None:
    assert read_status(text, "dates", BOOK) == StatusReading("planned", question=f"status_unknown:{text}")


def test_done_about_a_long_window_is_to_be_confirmed() -> None:
    assert read_status("utført", "dates", BOOK, window=True) == StatusReading("done", "done", question="status_confirm")
    assert read_status("Jobbes med", "dates", BOOK, window=True).question is None


@pytest.mark.parametrize(
    ("edtf", "last", "long"),
    [
        ("2014-01/2014-12", date(2014, 12, 31), True),
        ("2014-01/2014-04", date(2014, 4, 30), False),
        ("2014", date(2014, 12, 31), False),
    ],
)
def test_a_long_window_is_several_periods_and_more_than_a_third_of_a_year(edtf: str, last: date, long: bool) -> None:
    point = Point(edtf, date(2014, 1, 1), last, last)
    assert long_window(Reading("Q1", "dates", points=(point,))) is long


def test_longer_beats_shorter_and_a_plain_star_in_waiting_says_for_what() -> None:
    states = {
        "planned": State(label="P", initial=True),
        "done": State(label="U", final=True, phrases=("Utført *",)),
        "waiting": State(label="A", phrases=("Utført, avventer *", "Avventer *")),
    }
    book = Rulebook(version=1, states=states, transitions=(), ladders={}, rules=(), templates={})
    assert read_status("Avventer svar", "dates", book).waiting_for == "svar"
    assert read_status("Utført alt", "dates", book) == StatusReading("done", "done")
