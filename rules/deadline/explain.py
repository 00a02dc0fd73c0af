"""A reading in one or two sentences that a person would write. Public name: explain."""

from __future__ import annotations

from rules.deadline.reading import Reading


def explain(reading: Reading, locale: str = "nb") -> str:
    """The reading in words; `locale` is nb, nn or en."""
    return f"«{reading.text}» er ikke forstått."
