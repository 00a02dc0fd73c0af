"""The grammar that all languages share: levels of rules, applied one after another.

Public names: LEVELS, FAMILIES, CASCADE, rules.
"""

from __future__ import annotations

from rules.deadline.grammar import dates, meetings, repeats, spans, years
from rules.deadline.rule import Cascade, Level, Rule

# Title for readers, and the levels in the order in which they are applied.
FAMILIES: tuple[tuple[str, tuple[Level, ...]], ...] = (
    ("Recurrences and distances", (repeats.LEVEL,)),
    ("Days, weeks, months, quarters, seasons, holidays", (dates.CORE,)),
    (
        "Years, parts and about",
        (years.YEARS, years.SEVERAL_YEARS, years.WHOLE_YEARS, years.PARTS, years.PAIRS, years.ABOUT),
    ),
    (
        "Ranges, bounds and lists",
        (spans.JOINED, spans.RANGES, spans.BOUNDS, spans.CONTINUED, spans.LISTS),
    ),
    ("Meetings", (meetings.NAMES, meetings.LEVEL)),
)
LEVELS: tuple[Level, ...] = tuple(level for _, levels in FAMILIES for level in levels)
CASCADE = Cascade(LEVELS)


def rules() -> tuple[Rule, ...]:
    """Every rule, in the order in which they are tried."""
    return tuple(rule for level in LEVELS for rule in level.rules)
