"""How levels of rules search a row of classes."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from rules.deadline.grammar import LEVELS, rules
from rules.deadline.rule import CODE, Level, compiled, needed

_COMMON = ["P", "W", "D", "INT", "ORD", "MONTH", "YEAR", "WEEK", "DASH", "AND", "COMMA", "IN", "MEET", "QLIT", "DAYS"]
_CLASSES = st.one_of(st.sampled_from(_COMMON), st.sampled_from(sorted(CODE)))
_ROWS = st.lists(_CLASSES, max_size=9).map(lambda names: "".join(CODE[name] for name in names))


def test_no_rule_matches_nothing() -> None:
    assert [rule.name for rule in rules() if re.match(compiled(rule.pattern), "")] == []


def test_of_a_choice_one_way_is_needed_and_of_what_may_be_absent_nothing() -> None:
    a, b, c = (frozenset(CODE[name]) for name in ("MONTH", "YEAR", "WEEK"))
    assert needed("MONTH YEAR? (WEEK|YEAR)* (?!DASH)") == (a,)
    assert needed("(MONTH|YEAR YEAR) WEEK") == (a | b, c)
    assert needed("(MONTH|YEAR?) WEEK") == (c,)
    assert needed("YR") == (frozenset(CODE["YEAR"] + CODE["RELYEAR"]),)


@given(row=_ROWS)
def test_rule_by_rule_finds_what_all_rules_together_find(row: str) -> None:
    for level in LEVELS:
        fresh = Level(*level.rules)
        alone = fresh.matches(row)
        assert [fresh.matches(row) for _ in range(6)] == [alone] * 6
