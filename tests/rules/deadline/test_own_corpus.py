"""Texts of our own in every family and language, as plans and minutes put them, with gold by our policies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rules.deadline import Context, published, read

OWN = Path(__file__).parents[2] / "data" / "deadlines-own.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
LANGUAGES = ("nb", "nn", "da", "sv", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_is_read_as_gold(lang: str) -> None:
    misses = []
    for row in (row for row in ROWS if row["lang"] == lang):
        ours = published(read(row["text"], Context.from_json(row["context"], lang)))
        misses += [(row["text"], key, ours[key], row[key]) for key in _KEYS if ours[key] != row[key]]
    assert misses == []


def test_no_undated_text_gets_a_date() -> None:
    undated = [row for row in ROWS if row["kind"] in ("ongoing", "event", "unresolved")]
    assert len(undated) > 150
    assert [row["text"] for row in undated if row["due"]] == []


def test_every_language_is_there() -> None:
    assert {row["lang"] for row in ROWS} == set(LANGUAGES)


_KEYS = ("kind", "edtf", "rrule", "meeting", "due")
