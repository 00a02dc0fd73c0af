"""From a deadline text to its reading. Public name: read."""

from __future__ import annotations

from rules.deadline.context import Context
from rules.deadline.reading import Reading


def read(text: str, context: Context) -> Reading:
    """What the text means in its context; never raises for any text."""
    return Reading(text, "unresolved", confidence=0.0, rest=text.strip(), questions=("unreadable",))
