"""States and who may move what, table-driven from the rulebook.

Public names: Refusal, apply, initial_state, is_final, clock_transitions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rules.rulebook import Rulebook, Transition


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a transition is not possible. `code`: unknown, not_from_here, not_you, missing; `detail` names the thing."""

    code: str
    detail: str


def initial_state(book: Rulebook) -> str:
    """The state of a measure that nobody has said anything about."""
    return next(name for name, state in book.states.items() if state.initial)


def is_final(book: Rulebook, state: str) -> bool:
    """Whether the state ends the measure. A state the rulebook no longer knows does not."""
    known = book.states.get(state)
    return known is not None and known.final


def _starts(transition: Transition, state: str) -> bool:
    return "*" in transition.from_ or state in transition.from_


def apply(book: Rulebook, state: str, name: str, actor: str, fields: Mapping[str, object]) -> str | Refusal:
    """The state after the transition, or why not. `actor`: responsible, secretariat, leader or clock."""
    named = [t for t in book.transitions if t.name == name]
    if not named:
        return Refusal("unknown", name)
    here = [t for t in named if _starts(t, state)]
    if not here:
        return Refusal("not_from_here", state)
    mine = [t for t in here if actor in t.by]
    if not mine:
        return Refusal("not_you", actor)
    missing = [need for need in mine[0].needs if not fields.get(need)]
    if missing:
        return Refusal("missing", ", ".join(missing))
    return mine[0].to


def clock_transitions(book: Rulebook, state: str) -> tuple[Transition, ...]:
    """What the clock may do by itself from here."""
    return tuple(t for t in book.transitions if "clock" in t.by and t.when is not None and _starts(t, state))
