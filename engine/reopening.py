"""«Ikke ferdig likevel»: a finished measure is opened again. Public names: reopen, STILL_OPEN.

It counts from then: steps whose time went by while it was finished are not sent, those ahead are. Where nothing is
ahead any more, the secretariat is asked for a new deadline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from engine.hearing import Hearing, given_answers, refused
from engine.intake import AT_ONCE
from engine.store import Stamp, Unit, plans
from rules.answering import ANYHOW
from rules.errors import TidsfristError
from rules.model import ONE_PARTY, Answer, Measure, Occurrence
from rules.questions import REOPENED, without
from rules.workflow import Refusal, apply, is_final

STILL_OPEN = "in_progress"  # what an answer that is taken back becomes


def reopen(unit: Unit, heard: Hearing, stamp: Stamp) -> Measure:
    """Opens the measure of the answer again, with the deadline that was answered last. Raises TidsfristError where it
    is not finished, or the rulebook does not allow it."""
    if not is_final(heard.book.rulebook, heard.measure.state):
        raise TidsfristError(f"Tiltak {heard.measure.number} er ikke ferdig, så det er ikke noe å åpne igjen.")
    state = apply(heard.book.rulebook, heard.measure.state, "reopen", heard.actor, heard.said.fields, heard.facts)
    if isinstance(state, Refusal):
        raise refused(state, heard.book)
    again = {o.uid: replace(o, answered_at=None) for o in _taken_back(heard)}
    rows = tuple(again.get(o.uid, o) for o in heard.rows)
    _answers(unit, heard, again.values(), stamp)
    counted = [replace(o, counted_from=heard.now) for o in rows if o.open and (o.counted_from or o.uid in again)]
    plans.save_occurrences(unit, counted, stamp)
    asked = () if _ahead(rows, heard) else (f"{REOPENED}:{heard.today.isoformat()}",)
    questions = (*without(heard.measure.questions, REOPENED), *asked)
    measure = replace(heard.measure, state=state, state_since=heard.now, questions=questions)
    saved = plans.save_measure(unit, measure, stamp)
    plans.set_looks(unit, {saved.uid: AT_ONCE})
    return saved


def _taken_back(heard: Hearing) -> tuple[Occurrence, ...]:
    """The answered deadline that the word is about; of a round, the measure's last one: «utført» answered both."""
    if heard.mine.kind not in ANYHOW:
        return (heard.mine,) if heard.mine.answered_at is not None else ()
    dated = [o for o in heard.rows if o.kind not in ANYHOW and not o.withdrawn]
    done = [o for o in dated if o.answered_at is not None]
    if not done or any(o.open for o in dated):
        return ()
    return (max(done, key=lambda o: (o.answered_at, o.due, o.uid)),)


def _answers(unit: Unit, heard: Hearing, rows: Iterable[Occurrence], stamp: Stamp) -> None:
    """The speaker's word takes the place of her earlier one, and of what was said for everybody."""
    given = tuple(given_answers(heard))
    for row in rows:
        said = {a.party: a for a in row.answers if _overruled(a, given)}
        for one in (*said.values(), *given):
            told = one if one in given else replace(one, answered_at=heard.now)
            plans.add_answer(unit, replace(told, occurrence=row.uid, outcome=STILL_OPEN), heard.said.comment, stamp)


def _overruled(answer: Answer, given: Sequence[Answer]) -> bool:
    parties = {a.party for a in given}
    return answer.party not in parties and (answer.party == ONE_PARTY or ONE_PARTY in parties)


def _ahead(rows: Iterable[Occurrence], heard: Hearing) -> bool:
    """Whether the measure still leads to a day."""
    return any(o.open and o.due is not None and o.due >= heard.today for o in rows)
