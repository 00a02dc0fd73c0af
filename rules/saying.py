"""What an answer does to its measure, before anybody is asked whether it may.

Public names: OUTCOMES, Effect, effect_of, moved_reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rules.answering import ANYHOW, Voice, expected, settles, tally
from rules.deadline.reading import Reading
from rules.model import ONE_PARTY, Answer, Measure, Occurrence

OUTCOMES = ("done", "nothing", "in_progress", "waiting", "at_risk", "not_relevant", "postpone", "no_change", "reopen")
NOBODY_WANTS_IT = "all_not_relevant"  # the question when every party has said that it is none of theirs


@dataclass(frozen=True, slots=True)
class Effect:
    """`carrying`: the occurrences that get the answer, with it; `settled`: those of them that are answered now.
    `transition` None: the state stays. `question`: a code for the secretariat, None: nothing to ask."""

    carrying: tuple[Occurrence, ...]
    settled: tuple[Occurrence, ...]
    transition: str | None
    question: str | None = None


def effect_of(
    measure: Measure,
    rows: Sequence[Occurrence],
    mine: Occurrence,
    said: Sequence[Answer],
    those: Sequence[Voice],
    today: date,
) -> Effect:
    """The effect of the answers `said`, one for each party that speaks, all of one outcome, about `mine`."""
    outcome = said[0].outcome
    carrying = tuple(_with(o, said) for o in (mine, *_besides(mine, rows, outcome, today)))
    settled = tuple(o for o in carrying if settles(o.kind, outcome) and not tally(o, those).missing)
    gone = {o.uid for o in settled}
    closes = any(o.kind not in ANYHOW for o in settled) or not _dated(rows)
    closes = closes and mine.uid in gone and not [o for o in _dated(rows) if o.uid not in gone]
    closes = closes and not (outcome == "nothing" and mine.kind in ANYHOW)  # nothing this time is not the end
    alone = said[0].party == ONE_PARTY or len(expected(mine, those)) == 1
    if closes and not alone:
        return _of_many(measure, carrying, settled, those)
    return Effect(carrying, settled, _transition(measure, outcome, alone=alone, closes=closes))


def _of_many(
    measure: Measure, carrying: tuple[Occurrence, ...], settled: tuple[Occurrence, ...], those: Sequence[Voice]
) -> Effect:
    """The last party has spoken: done by any of them is done; wanted by none is a question."""
    own = next((o for o in settled if o.kind not in ANYHOW), settled[0])
    outcomes = [a.outcome for _, a in tally(own, those).answered]
    if all(o == "not_relevant" for o in outcomes):
        return Effect(carrying, settled, None, NOBODY_WANTS_IT)
    finished = all(settles("due", o) for o in outcomes)
    word = "done" if finished else outcomes[-1]
    return Effect(carrying, settled, _transition(measure, word, alone=False, closes=finished))


def _besides(mine: Occurrence, rows: Iterable[Occurrence], outcome: str, today: date) -> list[Occurrence]:
    """What else the same words answer: «utført» in a round the measure's last date too; a date answered while a round
    is open, the round."""
    if mine.kind in ANYHOW:
        left = _dated(rows)
        return left if outcome == "done" and len(left) == 1 else []
    begun = [o for o in rows if o.kind == "report" and o.open and o.opens and o.opens <= today]
    return sorted(begun, key=lambda o: (o.opens or today, o.uid))[-1:]  # an older round that was never closed is past


def _dated(rows: Iterable[Occurrence]) -> list[Occurrence]:
    return [o for o in rows if o.open and o.kind not in ANYHOW]


def _with(occurrence: Occurrence, said: Iterable[Answer]) -> Occurrence:
    """The occurrence with these answers in place of earlier ones of the same parties."""
    by_party = {a.party: a for a in occurrence.answers} | {a.party: replace(a, occurrence=occurrence.uid) for a in said}
    return replace(occurrence, answers=tuple(by_party.values()))


def _transition(measure: Measure, outcome: str, *, alone: bool, closes: bool) -> str | None:
    lasting = measure.reading.kind == "ongoing" or measure.state == "standing"
    match outcome:
        case "nothing":
            return "report" if lasting else "complete" if closes else None
        case "done" | "in_progress" if lasting:
            return "report"
        case "done":
            return "complete" if closes else "start"
        case "in_progress":
            return "start"
        case "waiting":
            return "wait" if alone else "start"
        case "at_risk":
            return "flag"
        case "not_relevant":
            return "drop" if alone else None
        case "postpone" | "no_change" | "reopen":
            return None
    return outcome if alone else None  # a transition of the rulebook's own, by its name


def moved_reading(old: Reading, mine: Occurrence, new: Reading) -> Reading:
    """The reading after the point of `mine` was moved to where `new` says: its other points stand. Where the text is
    not a list of dates, the new one takes the place of the old."""
    slots = [p.slot for p in old.points]
    if old.kind != "dates" or new.kind != "dates" or len(old.points) < 2 or mine.slot not in slots:
        return new
    at = slots.index(mine.slot)
    whose = old.points[at]
    moved = (replace(p, party=whose.party, party_name=whose.party_name) for p in new.points)
    points = (*old.points[:at], *moved, *old.points[at + 1 :])
    edtf = tuple(dict.fromkeys(p.edtf for p in points))
    return replace(new, text=f"{old.text} (endret: {new.text})", edtf=edtf, points=points)
