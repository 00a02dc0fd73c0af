"""What `decide` looks at and what it answers. Public names: Case, Decision, Settled, evolve, begun_on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from rules.book import Book
from rules.model import Measure, Move, Notice, NoticeStatus, Occurrence, Plan, Silence
from rules.questions import PASSED, REOPENED, asked_day, code_of
from rules.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Case:
    """One measure at one instant: its plan, occurrences, the ids of all notices it ever had, those still waiting,
    (or held), and the silences that may touch it."""

    plan: Plan
    measure: Measure
    occurrences: tuple[Occurrence, ...]
    known: frozenset[str] = frozenset()
    waiting: tuple[Notice, ...] = ()
    silences: tuple[Silence, ...] = ()


def begun_on(case: Case, book: Book) -> date:
    """The day on which somebody began to look at the measure: its plan became active, it came into a running one, or it
    was opened again. What was due before then is the secretariat's, and climbs no ladder."""
    since = case.plan.counted_from
    days = [asked_day(q) for q in case.measure.questions if code_of(q) in (PASSED, REOPENED)]
    return max((book.day(since) if since else date.min, *(day for day in days if day is not None)))


@dataclass(frozen=True, slots=True)
class Settled:
    """A notice that will not be sent after all, and why: newer_step, finished, inside_round, moved, withdrawn."""

    notice: str
    status: NoticeStatus
    why: str


@quick
@dataclass(frozen=True, slots=True)
class Decision:
    """What is to happen to a measure now. `counted`: occurrences whose counted_from becomes now. `next_look_at` None:
    nothing will happen by itself any more."""

    measure: str
    moves: tuple[Move, ...] = ()
    notices: tuple[Notice, ...] = ()
    settled: tuple[Settled, ...] = ()
    counted: tuple[str, ...] = ()
    next_look_at: datetime | None = None


def evolve(case: Case, decision: Decision, now: datetime) -> Case:
    """The case after the decision is saved, exactly as the engine's tables would give it back."""
    made, counted, moves = decision.notices, decision.counted, decision.moves
    if not (made or counted or moves or decision.settled):
        return case
    measure, occurrences, known, waiting = case.measure, case.occurrences, case.known, case.waiting
    if moves:
        measure = replace(measure, state=moves[-1].state_to, state_since=now)
    if counted:
        occurrences = tuple([o.counted(now) if o.uid in counted else o for o in occurrences])
    if decision.settled:
        gone = {s.notice for s in decision.settled}
        waiting = tuple(n for n in waiting if n.id not in gone)
    if made:
        known = known.union([n.id for n in made])
        waiting = (*waiting, *[n for n in made if n.waits])
    return Case(case.plan, measure, occurrences, known, waiting, case.silences)
