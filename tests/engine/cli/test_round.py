from __future__ import annotations

import pytest

from engine.cli.round import filled
from rules.rounds import Line, Voiced


def line(missing: tuple[str, ...], outcome: str) -> Line:
    return Line("m1", "1", "", "", "", "", "", "", "", "", "", "", missing, (Voiced("lier", "Lier", outcome),))


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([line((), "done")], "alle med svar"),
        ([line((), "done"), line(("Lier",), "")], "1 uten svar"),
        ([line(("Sande",), "done"), line(("Lier",), ""), line(("Hurum",), "done")], "1 uten svar, 2 der noen mangler"),
    ],
)
def test_a_closed_round_says_where_not_everybody_has_answered(lines: list[Line], words: str) -> None:
    assert filled(lines) == words
