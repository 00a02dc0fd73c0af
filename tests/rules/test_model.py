"""What the values themselves know."""

from __future__ import annotations

import pytest

from tests.fakes import at, measure, occurrence


@pytest.mark.parametrize(
    ("number", "activity", "name"),
    [("1.2", "", "Tiltak"), ("1.2", "Kurs", "Tiltak"), ("1.2.3", "Kurs", "Kurs"), ("1.2.3", "", "Tiltak")],
)
def test_what_a_person_calls_a_measure(number: str, activity: str, name: str) -> None:
    assert measure(number=number, activity=activity).name == name


def test_occurrence_is_open_until_it_is_answered_or_withdrawn() -> None:
    assert occurrence().open
    assert not occurrence(answered_at=at("2015-06-01")).open
    assert not occurrence(withdrawn=True).open
