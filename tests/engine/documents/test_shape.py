"""Where a key may stand in a document."""

from __future__ import annotations

import pytest

from engine.documents.planfile import PlanFile
from engine.documents.shape import fields_at, homes_of
from rules.rulebook import Rulebook


@pytest.mark.parametrize(
    ("key", "homes"),
    [
        ("delivery", ["settings"]),
        ("ladder", ["rules"]),
        ("template", ["steps", "mails"]),  # an item of a list, and of a list in a block with free keys
        ("settings", [""]),
        ("rules", ["", "override"]),
        ("overdue_by", ["when"]),  # a condition holds conditions
        ("nowhere", []),
    ],
)
def test_the_blocks_of_a_rulebook_that_know_a_key(key: str, homes: list[str]) -> None:
    assert homes_of(Rulebook, key) == homes


def test_each_block_says_what_may_stand_in_it() -> None:
    assert fields_at(PlanFile, ("measures", 3))[:3] == ["id", "focus_area", "title"]
    assert "at" in fields_at(Rulebook, ("ladders", "standard", "steps", 0))
    assert fields_at(Rulebook, ("ladders",)) == fields_at(Rulebook, ("nothing", "there")) == []
