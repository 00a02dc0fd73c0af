"""What somebody meant who wrote a name that does not exist."""

from __future__ import annotations

import pytest

from engine.documents.meant import alike, nearest


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("wehn", "when"), ("tempalte", "template"), ("ansvarlig", "responsible"), ("klin", None), ("finnesikke", None)],
)
def test_only_what_is_close_is_said_to_be_meant(wrong: str, meant: str | None) -> None:
    assert nearest(wrong, ["when", "template", "responsible", "klinikkene", "kommunene"]) == meant


def test_the_closest_are_told_first() -> None:
    assert alike("plnas", ["rules", "plan", "plans"], 3) == ["plans", "plan"]
