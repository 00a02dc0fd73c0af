"""The page that lists what can be read, made of the grammar rules' own examples. Public name: page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rules.deadline.context import Context, Policy
from rules.deadline.explain import explain
from rules.deadline.grammar import FAMILIES
from rules.deadline.read import read
from rules.deadline.rule import Rule

_LANGUAGES = {"nb": "bokmål", "nn": "nynorsk", "da": "Danish", "sv": "Swedish", "en": "English"}
_HEAD = """# Deadlines that are read

This page is made of the examples that each grammar rule carries and that the tests run;
`tests/rules/deadline/test_page.py` writes it. The examples are read on 6 March 2024 in a plan for 2024 whose
committees are OSU (its own) and LSU.

A text becomes tokens by the words of its language (`rules/deadline/vocabulary/`), tokens become periods, periods
become deadlines, and what else stands there decides whether it is a date, a start, a recurrence, a meeting, an
event, ongoing work, or a question for a person. A reading says which rules fired on which words, what was left
over, how sure it is (0 to 1) and what else could be meant. Kinds, EDTF and RRULE are written as in the examples
below.

What is settled by policy: a period is due on its last working day; «innen X» includes X; «før X» is the last
working day before it; spring ends on 30 June, summer on 31 August, autumn on 31 December, winter at the end of
February; a missing year comes from the plan; a bare count («to ganger i året») gives an approximate rule without
dates.
"""


def page() -> str:
    """The page as Markdown."""
    return "\n".join([_HEAD, *_families()]).rstrip() + "\n"


def _families() -> Iterator[str]:
    for title, levels in FAMILIES:
        yield f"## {title}\n"
        yield "| text | language | reading | explained |\n| --- | --- | --- | --- |"
        for level in levels:
            for rule in level.rules:
                yield from _rows(rule)
        yield ""


def _rows(rule: Rule) -> Iterator[str]:
    for example in rule.examples:
        context = Context(
            example.lang, (2024,), date(2024, 3, 6), ("OSU", "LSU"), policy=Policy.for_language(example.lang)
        )
        reading = read(example.text, context)
        locale = "nn" if example.lang == "nn" else "nb" if example.lang == "nb" else "en"
        cells = (example.text, _LANGUAGES[example.lang], f"{reading.kind} `{example.says}`", explain(reading, locale))
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
