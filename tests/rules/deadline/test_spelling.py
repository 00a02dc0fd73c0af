"""Words of time with one mistake are read, with doubt; words that only look alike are not."""

from __future__ import annotations

import pytest

from rules.deadline import read
from rules.deadline.spelling import MISSPELT, nearest
from tests.rules.deadline.contexts import example_context, said

MISTAKES = [
    ("septmber 2024", "2024-09"),
    ("setpember 2024", "2024-09"),
    ("junni 2024", "2024-06"),
    ("1. kvaral", "2024-33"),
    ("kavrtal 2", "2024-34"),
    ("hosten 2024", "2024-23"),
    ("lopende", "ongoing"),
    ("fortløpene", "ongoing"),
    ("innenn 1. mai", "../2024-05-01"),
    ("mnedlig", "FREQ=MONTHLY"),
]


@pytest.mark.parametrize(("text", "says"), MISTAKES)
def test_one_mistake_is_read_with_doubt(text: str, says: str) -> None:
    reading = read(text, example_context())
    assert said(reading) == says
    assert "misspelt" in reading.notes and reading.confidence < 0.8
    assert MISSPELT in {fired.rule for fired in reading.trace}


@pytest.mark.parametrize(
    ("lang", "word"),
    [("nb", "mandat"), ("nb", "vinner"), ("en", "match"), ("en", "string"), ("nb", "dårlig"), ("nb", "faglig")],
)
def test_words_that_only_look_alike_stay(lang: str, word: str) -> None:
    assert nearest(word, lang) is None
