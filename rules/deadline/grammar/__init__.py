"""The grammar that all languages share: levels of rules, applied one after another. Public names: LEVELS, rules."""

from __future__ import annotations

from rules.deadline.grammar import dates, meetings, repeats, spans
from rules.deadline.rule import Level, Rule

LEVELS: tuple[Level, ...] = (
    repeats.LEVEL,
    dates.CORE,
    dates.YEARS,
    dates.WHOLE_YEARS,
    dates.PARTS,
    dates.ABOUT,
    spans.JOINED,
    spans.RANGES,
    spans.BOUNDS,
    spans.CONTINUED,
    spans.LISTS,
    meetings.NAMES,
    meetings.LEVEL,
)


def rules() -> tuple[Rule, ...]:
    """Every rule, in the order in which they are tried."""
    return tuple(rule for level in LEVELS for rule in level.rules)
