"""What the values themselves know."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from rules.model import Answer
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


def test_counting_changes_nothing_but_since_when() -> None:
    full = occurrence(
        earliest=date(2015, 6, 1), opens=date(2015, 6, 2), meeting="lsu", answered_at=at("2015-06-03"), withdrawn=True,
        moved_from=date(2015, 5, 1), answers=(Answer("o1", "*", "done", at("2015-06-03"), "kari"),),
    )  # fmt: skip
    assert all(getattr(full, f.name) is not None for f in fields(full))
    now = at("2015-06-16")
    assert full.counted(now) == replace(full, counted_from=now, moved_from=None)


@pytest.mark.parametrize(
    ("kind", "slot", "party", "period"),
    [
        ("due", "p:2015-06", None, "2015-06"),
        ("due", "p:2015-06@lier", "lier", "2015-06"),
        ("wait", "w:7", None, "7"),
        ("wait", "w:7:lier", "lier", "7:lier"),
    ],
)
def test_a_slot_says_which_point_it_is_and_whose(kind: Any, slot: str, party: str | None, period: str) -> None:
    one = occurrence(kind=kind, slot=slot)
    assert (one.party, one.period) == (party, period)
