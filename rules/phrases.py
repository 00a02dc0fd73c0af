"""The words of a status column as a state. Public names: StatusReading, read_status, Phrase, long_window, is_long.

A phrase of the rulebook must fit the whole text. In it, * stands for anything; <hva> and <ny frist> too, and they are
kept; <dato> stands for a day, month, quarter or year. A phrase means something only together with the kind of deadline:
«utført» under «Løpende» is done for this time, under a date it is done for good.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rules.deadline.reading import Point, Reading
from rules.rulebook import Rulebook, State

_SLOTS = {
    "hva": "waiting_for",
    "kva": "waiting_for",
    "dato": "scheduled_on",
    "ny frist": "proposed_deadline",
}
_WILD = re.compile(r"\*|<([^<>]*)>")
# A day is told from other words, so that «Utført delvis» and «Utført 50 %» are not taken for «Utført <dato>».
_DAY = (
    r"((?:den |i |primo |medio |ultimo )?(?:\d{1,2}\.\s?\d{1,2}\.?(?:\s?\d{2,4})?|Q[1-4](?: \d{4})?|\d{4}"
    r"|(?:\d{1,2}\.?\s)?(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)[a-zæøå]*\.?(?:\s\d{4})?))"
)
_SPACE = re.compile(r"\s+")
_NOTHING = re.compile(r"^(?:ingen|inga|ingenting|ikkje noko|ikke noe)\b")
_OUTCOMES = {"done", "in_progress", "waiting", "at_risk", "not_relevant"}
_LONG_DAYS = 123  # longer than any third of a year


@dataclass(frozen=True, slots=True)
class StatusReading:
    """What a status text says. `outcome`: how it would count as an answer (done, nothing, in_progress, waiting,
    at_risk, not_relevant); None: it says nothing about that. `scheduled_on`, `proposed_deadline`: deadline texts.

    `question`: a code for the secretariat, None when nothing needs a person: status_unknown:<text> (nothing fits),
    status_confirm (done, though a long window has just begun), status_proposes:<new deadline>.
    """

    state: str
    outcome: str | None = None
    waiting_for: str | None = None
    scheduled_on: str | None = None
    proposed_deadline: str | None = None
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a state, ready for comparing. `weight` orders phrases, the strongest first."""

    state: str
    kinds: frozenset[str]
    pattern: re.Pattern[str]
    slots: tuple[str | None, ...]
    weight: tuple[int, int, int] = field(default=(0, 0, 0))


def read_status(text: str, kind: str, rulebook: Rulebook, *, window: bool = False) -> StatusReading:
    """The state that the text means under a deadline of this kind; unknown words give the initial state and a question.

    Phrases tied to the kind come before general ones, exact ones before patterns, longer before shorter. `window`: the
    deadline is a long span of time, so that «utført» may be about its first part only.
    """
    plain = _SPACE.sub(" ", text).strip().rstrip(".")
    phrases = _phrases(_Key(rulebook.states))
    for phrase in phrases:
        found = phrase.pattern.fullmatch(plain) if not phrase.kinds or kind in phrase.kinds else None
        if found:
            return _understood(phrase, found, plain, rulebook.states[phrase.state], window)
    initial = next(name for name, state in rulebook.states.items() if state.initial)
    return StatusReading(initial, question=f"status_unknown:{text.strip()}" if plain else None)


def long_window(reading: Reading) -> bool:
    """Whether the deadline is one window of several periods that is longer than a third of a year («Q1 – Q4»)."""
    return any(is_long(p) for p in reading.points)


def is_long(point: Point) -> bool:
    """Whether the point is such a window."""
    if "/" not in point.edtf or point.earliest is None or point.latest is None:
        return False
    return (point.latest - point.earliest).days > _LONG_DAYS


def _understood(phrase: Phrase, found: re.Match[str], text: str, state: State, window: bool) -> StatusReading:
    kept = {slot: value.strip() for slot, value in zip(phrase.slots, found.groups(), strict=True) if slot}
    proposed = kept.get("proposed_deadline")
    question = f"status_proposes:{proposed}" if proposed else None
    if window and state.final and phrase.state == "done":
        question = "status_confirm"
    return StatusReading(
        phrase.state,
        _outcome(phrase.state, text),
        kept.get("waiting_for"),
        kept.get("scheduled_on"),
        proposed,
        question,
    )


def _outcome(state: str, text: str) -> str | None:
    if state == "standing":
        return "nothing" if _NOTHING.match(text.casefold()) else "done"
    return state if state in _OUTCOMES else None


class _Key:
    """States as a cache key: by identity, since a loaded rulebook never changes; held so that the id stays taken."""

    def __init__(self, states: Mapping[str, State]) -> None:
        self.states = states

    def __hash__(self) -> int:
        return id(self.states)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.states is self.states


@lru_cache(maxsize=32)
def _phrases(key: _Key) -> tuple[Phrase, ...]:
    made = [_phrase(name, state, text) for name, state in key.states.items() for text in state.phrases]
    return tuple(sorted(made, key=lambda p: p.weight, reverse=True))


def _phrase(name: str, state: State, text: str) -> Phrase:
    plain = _SPACE.sub(" ", text).strip()
    slots: list[str | None] = []
    parts: list[str] = []
    end = 0
    for wild in _WILD.finditer(plain):
        slot = _SLOTS.get((wild[1] or "").casefold(), "waiting_for" if name == "waiting" else None)
        parts += [re.escape(plain[end : wild.start()]), _DAY if slot == "scheduled_on" else "(.+)"]
        slots.append(slot)
        end = wild.end()
    pattern = re.compile("".join([*parts, re.escape(plain[end:])]), re.IGNORECASE)
    weight = (bool(state.deadline), not slots, len(_WILD.sub("", plain)))
    return Phrase(name, frozenset(state.deadline), pattern, tuple(slots), weight)
