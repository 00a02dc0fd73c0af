"""The context in which the grammar's own examples are read, and what a reading says in one line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from rules.deadline import Context, Policy, Reading

CORPUS = Path(__file__).parents[2] / "data" / "deadlines-public.jsonl"


def example_context(lang: str = "nb") -> Context:
    """Plan year 2024, written on 6 March 2024, committees OSU (the plan's own) and LSU."""
    return Context(lang, (2024,), date(2024, 3, 6), ("OSU", "LSU"), policy=Policy.for_language(lang))


def said(reading: Reading) -> str:
    """EDTF, else RRULE, else committee and which meeting, else the kind."""
    if reading.edtf and reading.rrule is None:
        return " ".join(reading.edtf)
    if reading.rrule:
        return reading.rrule
    if reading.meeting is not None and reading.kind == "meeting":
        return f"{reading.meeting.committee} {reading.meeting.which}"
    return reading.kind


def corpus() -> list[dict[str, Any]]:
    """The public rows with their gold."""
    return [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
