"""What a party says about an occurrence, and what it does to the measure. Public names: Said, answer, OUTCOMES."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from engine.intake import AT_ONCE
from engine.store import Stamp, Unit, journal, plans
from rules.book import Book
from rules.errors import TidsfristError
from rules.identity import uid
from rules.model import ONE_PARTY, Answer, Measure, Occurrence
from rules.workflow import Refusal, apply

# outcome: the transition it asks for, and whether it settles a dated occurrence
OUTCOMES: dict[str, tuple[str, bool]] = {
    "done": ("complete", True),
    "nothing": ("report", True),
    "in_progress": ("start", False),
    "waiting": ("wait", False),
    "at_risk": ("flag", False),
    "not_relevant": ("drop", True),
}
_REFUSED = {
    "unknown": "Regelboka har ingen overgang «{detail}».",
    "not_from_here": "Det går ikke fra tilstanden «{detail}».",
    "not_you": "Det kan bare sekretariatet gjøre.",
    "missing": "Det mangler: {detail}.",
}


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as it comes in. `by`: person uid. `review_on`: when «waiting» is to be looked at again."""

    occurrence: str
    outcome: str
    by: str
    comment: str | None = None
    review_on: date | None = None
    party: str = ONE_PARTY


def answer(unit: Unit, said: Said, book: Book, now: datetime) -> Measure:
    """Saves the answer and moves the measure. The same answer twice is the same as once.

    Raises TidsfristError, in words for the person, where the rulebook does not allow it.
    """
    if said.outcome not in OUTCOMES:
        raise TidsfristError(f"Ukjent svar {said.outcome!r}. Bruk en av: {', '.join(OUTCOMES)}.")
    measure, rows = _find(unit, said.occurrence)
    mine = next(o for o in rows if o.uid == said.occurrence)
    if not mine.open:
        return measure
    stamp = Stamp(now, said.by, "answered", int(book.version) if book.version.isdigit() else None)
    settled = _settled(mine, rows, said)
    move = _move(measure, rows, settled, said, book, now)
    for one in settled or (mine,):
        plans.add_answer(unit, Answer(one.uid, said.party, said.outcome, now, said.by), said.comment, stamp)
    plans.save_occurrences(unit, [replace(o, answered_at=now) for o in settled], stamp)
    measure = plans.save_measure(unit, replace(measure, state=move, state_since=now), stamp)
    if said.outcome == "waiting" and said.review_on is not None:
        plans.save_occurrences(unit, [_wait(unit, measure, said.review_on)], stamp)
    plans.set_looks(unit, {measure.uid: AT_ONCE})
    return measure


def _find(unit: Unit, occurrence: str) -> tuple[Measure, tuple[Occurrence, ...]]:
    measure = plans.measure_of_occurrence(unit, occurrence)
    if measure is None:
        raise TidsfristError(f"Det finnes ingen frist {occurrence!r}.")
    return measure, plans.occurrences(unit, [measure.uid])[measure.uid]


def _dated(rows: Sequence[Occurrence]) -> list[Occurrence]:
    return [o for o in rows if o.open and o.kind not in ("report", "wait", "checkpoint")]


def _settled(mine: Occurrence, rows: Sequence[Occurrence], said: Said) -> tuple[Occurrence, ...]:
    """The occurrences that the answer settles: a report by any word; a dated one by being done. «Utført» in a round
    settles the measure's last open date too."""
    settles = OUTCOMES[said.outcome][1]
    if mine.kind in ("report", "wait", "checkpoint"):
        left = _dated(rows)
        return (mine, *left) if said.outcome == "done" and len(left) == 1 else (mine,)
    return (mine,) if settles else ()


def _move(
    measure: Measure, rows: Sequence[Occurrence], settled: Sequence[Occurrence], said: Said, book: Book, now: datetime
) -> str:
    """The state after the answer. Raises TidsfristError where the rulebook refuses."""
    name = OUTCOMES[said.outcome][0]
    gone = {o.uid for o in settled}
    left = [o for o in _dated(rows) if o.uid not in gone]
    if measure.reading.kind in ("ongoing", "recurring", "unresolved", "event") and name == "complete" and settled:
        name = "report" if measure.state == "standing" or measure.reading.kind == "ongoing" else name
    elif name == "complete" and left:
        name = "start"
    if name == "start" and measure.state == "in_progress":
        return measure.state
    fields = {"comment": said.comment, "review_on": said.review_on, "outcome": said.outcome}
    result = apply(book.rulebook, measure.state, name, _actor(measure, said.by, book, now), fields)
    if isinstance(result, Refusal):
        raise TidsfristError(_REFUSED[result.code].format(detail=result.detail))
    return result


def _actor(measure: Measure, person: str, book: Book, now: datetime) -> str:
    """Whom the person answers as: secretariat where she has that role, else responsible."""
    holders = book.directory.holders
    day = now.astimezone(book.zone).date()
    return (
        "secretariat"
        if any(h.person == person for h in holders(book.rulebook.settings.secretariat or "", day))
        else "responsible"
    )


def _wait(unit: Unit, measure: Measure, review_on: date) -> Occurrence:
    slot = f"w:{journal.last_seq(unit)}"
    return Occurrence(uid(unit.tenant, measure.uid, slot), measure.uid, "wait", slot, review_on, latest=review_on)
