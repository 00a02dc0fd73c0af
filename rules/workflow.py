"""States and who may move what, table-driven from the rulebook.

Public names: Fields, Refusal, apply, lacking, initial_state, is_final, clock_transitions, own_transitions, SPOKEN.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.conditions import Facts, holds
from rules.rulebook import Rulebook, Transition

# Transitions that an answer makes (rules.saying); a rulebook's others are answered by their names.
SPOKEN = ("start", "wait", "flag", "complete", "report", "postpone", "drop", "reopen")


@dataclass(frozen=True, slots=True)
class Fields:
    """What comes with a transition; None: not given. `review_on`: when to look at it again. `new_deadline`: a deadline
    text. `outcome`: what was reported."""

    comment: str | None = None
    review_on: date | None = None
    outcome: str | None = None
    new_deadline: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a transition is not possible. `code`: unknown, not_from_here, not_you, not_now (its condition does not
    hold), missing, not_ahead (a review day that is not to come); `detail` names the thing."""

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


def apply(
    book: Rulebook, state: str, name: str, actor: str, fields: Fields, facts: Facts | None = None
) -> str | Refusal:
    """The state after the transition, or why not. `actor`: responsible, secretariat, leader or clock. `facts`: of the
    measure today; None: conditions are not looked at, nor whether a review day is to come. To where one already is,
    one may always go."""
    named = [t for t in book.transitions if t.name == name]
    if not named:
        return Refusal("unknown", name)
    here = [t for t in named if _starts(t, state) or t.to == state]
    if not here:
        return Refusal("not_from_here", state)
    mine = [t for t in here if actor in t.by]
    if not mine:
        return Refusal("not_you", actor)
    now = [t for t in mine if facts is None or holds(t.when, facts)]
    if not now:
        return Refusal("not_now", name)
    return _lacking(now[0], fields, facts) or now[0].to


def lacking(book: Rulebook, name: str, fields: Fields, facts: Facts | None = None) -> Refusal | None:
    """What the transition asks for and the fields do not give; None: nothing, or there is no such transition."""
    named = next((t for t in book.transitions if t.name == name), None)
    return _lacking(named, fields, facts) if named else None


def _lacking(transition: Transition, fields: Fields, facts: Facts | None) -> Refusal | None:
    missing = [need for need in transition.needs if not getattr(fields, need)]
    if missing:
        return Refusal("missing", ", ".join(missing))
    if facts and "review_on" in transition.needs and fields.review_on and fields.review_on <= facts.today:
        return Refusal("not_ahead", fields.review_on.isoformat())
    return None


def clock_transitions(book: Rulebook, state: str) -> tuple[Transition, ...]:
    """What the clock may do by itself from here."""
    return tuple(t for t in book.transitions if "clock" in t.by and t.when is not None and _starts(t, state))


def own_transitions(book: Rulebook) -> dict[str, Transition]:
    """The rulebook's own transitions that people make, by name: each is an answer of its own."""
    named = {t.name: t for t in reversed(book.transitions) if set(t.by) != {"clock"}}
    return {name: named[name] for name in dict.fromkeys(t.name for t in book.transitions) if _own(name, named)}


def _own(name: str, named: dict[str, Transition]) -> bool:
    return name in named and name not in SPOKEN
