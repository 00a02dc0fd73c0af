"""Every grammar rule reads its own examples, and is what read them."""

from __future__ import annotations

import pytest

from rules.deadline import read
from rules.deadline.grammar import rules
from rules.deadline.rule import Example, Rule
from tests.rules.deadline.contexts import example_context, said

EXAMPLES = [(rule, example) for rule in rules() for example in rule.examples]
SILENT = {"period", "one deadline", "meeting of a committee", "meeting named after a word", "meeting with a party",
          "meeting", "committee"}  # fmt: skip


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{r.name}: {e.text}" for r, e in EXAMPLES])
def test_example_says_what_its_rule_promises(rule: Rule, example: Example) -> None:
    reading = read(example.text, example_context(example.lang))
    assert said(reading) == example.says
    assert rule.name in {fired.rule for fired in reading.trace}


def test_every_rule_has_examples() -> None:
    assert {rule.name for rule in rules() if not rule.examples} == SILENT


def test_rule_names_are_unique() -> None:
    names = [rule.name for rule in rules()]
    assert sorted(set(names)) == sorted(names)
