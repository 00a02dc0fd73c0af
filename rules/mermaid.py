"""The workflow as a Mermaid state diagram. Public names: mermaid.

Names of states are ids; labels are quoted, so that whatever an administrator writes stays a label.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.rulebook import Condition, Rulebook, Transition


def mermaid(book: Rulebook) -> str:
    """A `stateDiagram-v2` of the rulebook's states and transitions: what the clock does is marked with ⏱, what a
    transition asks for stands in brackets. Ends with a newline."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{_label(state.label)}" as {_id(name)}' for name, state in book.states.items()]
    lines += [f"    [*] --> {_id(name)}" for name, state in book.states.items() if state.initial]
    lines += [line for transition in book.transitions for line in _arrows(transition, book)]
    lines += [f"    {_id(name)} --> [*]" for name, state in book.states.items() if state.final]
    return "\n".join(lines) + "\n"


def _arrows(transition: Transition, book: Rulebook) -> Iterator[str]:
    starts = [s for s in book.states if s != transition.to] if "*" in transition.from_ else list(transition.from_)
    for start in starts:
        yield f"    {_id(start)} --> {_id(transition.to)} : {_words(transition)}"


def _words(transition: Transition) -> str:
    mark = "⏱ " if "clock" in transition.by else ""
    needs = f" ({', '.join(transition.needs)})" if transition.needs else ""
    when = f" [{_condition(transition.when)}]" if transition.when else ""
    return f"{mark}{_label(transition.name)}{needs}{when}"


def _condition(condition: Condition) -> str:
    """The condition's keys and values in a line; colons would end the label."""
    said = condition.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return _label(", ".join(f"{name} {_value(value)}" for name, value in said.items()))


def _value(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(f"{k} {_value(v)}" for k, v in value.items() if v is not None)
    return "/".join(map(str, value)) if isinstance(value, list) else str(value)


def _id(name: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c == "_") else f"_{ord(c):x}_" for c in name)


def _label(text: str) -> str:
    return text.replace('"', "″").replace(":", "∶").replace(";", ",").replace("\n", " ")
