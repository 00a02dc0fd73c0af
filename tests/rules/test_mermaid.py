"""The workflow as a diagram: every state and transition is in it, and no label can break it."""

from __future__ import annotations

from pathlib import Path

from engine.rulebooks import load_folder
from rules.mermaid import mermaid
from rules.rulebook import Rulebook
from tests.fakes import RULES, book

RULEBOOK = book().rulebook


def test_the_diagram_of_the_small_rulebook() -> None:
    lines = mermaid(RULEBOOK).splitlines()
    assert lines[0] == "stateDiagram-v2"
    assert '    state "I fare" as at_risk' in lines
    assert "    [*] --> planned" in lines
    assert "    done --> [*]" in lines
    assert "    planned --> waiting : wait (comment, review_on)" in lines
    assert "    in_progress --> at_risk : ⏱ slip [overdue_by min +5bd]" in lines


def test_a_transition_from_anywhere_has_an_arrow_from_each_other_state() -> None:
    drops = [line for line in mermaid(RULEBOOK).splitlines() if line.endswith("drop (comment)")]
    assert len(drops) == len(RULEBOOK.states) - 1


def test_labels_cannot_break_out() -> None:
    states = {**RULES["states"], "planned": {"label": 'Plan: "nå";\nmer', "initial": True}, "på-gang": {"label": "På"}}
    odd = Rulebook.model_validate({**RULES, "states": states})
    text = mermaid(odd)
    assert 'state "Plan∶ ″nå″, mer" as planned' in text
    assert 'state "På" as p_e5__2d_gang' in text


def test_the_diagram_in_the_docs_is_that_of_the_shipped_rulebook() -> None:
    root = Path(__file__).parents[2]
    shipped = load_folder(root / "config", plans=False).rulebook
    assert f"```mermaid\n{mermaid(shipped)}```" in (root / "docs" / "workflow.md").read_text(encoding="utf-8")
