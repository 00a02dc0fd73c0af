"""The grammar that all languages share: levels of rules, applied one after another. Public names: LEVELS, rules."""

from __future__ import annotations

from rules.deadline.grammar import dates, meetings, repeats, spans, years
from rules.deadline.rule import Level, Rule

LEVELS: tuple[Level, ...] = (
    repeats.LEVEL,
    dates.CORE,
    years.YEARS,
    years.WHOLE_YEARS,
    years.PARTS,
    years.ABOUT,
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
