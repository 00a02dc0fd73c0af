"""One evaluation: what is due now becomes states, notices and the next look. Public names: tick, tick_in, Ticked.

It costs what is due, not what exists. State, journal and ledger rows are saved in one transaction for each batch; a
measure that cannot be evaluated or saved is pushed an hour ahead and reported, it never stops the others.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from engine.cases import load_cases
from engine.lifecycle import settle
from engine.store import Stamp, Store, Unit, ledger, plans, silences, versions
from rules.activation import introduce, newcomers, next_arrival
from rules.book import Book
from rules.case import Case, Decision
from rules.decide import decide
from rules.model import Measure, Move, Notice, NoticeStatus
from rules.silences import next_warning, warnings
from rules.workflow import is_final

BATCH = 500
PUSHED = timedelta(hours=1)
log = logging.getLogger("tidsfrist.tick")


@dataclass(slots=True)
class Ticked:
    """What a tick did: transitions, how many notices it made, and measures that failed (uid, why). `outdated`: another
    version of the rulebook runs than the book we have, so nothing more was done."""

    moves: list[Move] = field(default_factory=list)
    notices: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    outdated: bool = False


def tick(store: Store, book: Book, now: datetime, *, trial: bool = False) -> Ticked:
    """Evaluates everything whose next look has come. `trial`: a plan's mails are released at once."""
    done = Ticked()
    with store.write() as unit:
        if _current(unit, book, done):
            _activate(unit, book, now, trial, done)
    while not done.outdated:
        with store.write() as unit:
            if _current(unit, book, done) and not _round(unit, book, now, done):
                break
    return done


def tick_in(unit: Unit, book: Book, now: datetime, *, trial: bool = False) -> Ticked:
    """The same within a transaction that the caller has begun: when a new rulebook is applied, the old one is brought
    up to that instant in the same transaction."""
    done = Ticked()
    _activate(unit, book, now, trial, done)
    while _round(unit, book, now, done):
        pass
    return done


def _current(unit: Unit, book: Book, done: Ticked) -> bool:
    """Whether the book is the version that runs, which then stays so until the unit ends: where several processes
    tick, none may go on with the old one after the new one has begun to count."""
    running = versions.running_number(unit)
    done.outdated = running is not None and str(running) != book.version
    return not done.outdated


def _round(unit: Unit, book: Book, now: datetime, done: Ticked) -> bool:
    """One batch; whether there may be more."""
    due = plans.due_measures(unit, now, BATCH)
    if due:
        _batch(unit, due, book, now, done)
    return len(due) == BATCH


def _activate(unit: Unit, book: Book, now: datetime, trial: bool, done: Ticked) -> None:
    """Plans that wait for committees are brought in step with them; those that have become active get their first
    look: their clock starts now."""
    stamp = _stamp(book, now, "activated")
    for uid in sorted(plans.due_plans(unit, now)):
        plan = plans.plan(unit, uid)
        plans.set_plan_look(unit, uid, None)
        plan = settle(unit, plan, book, now, stamp.because("approval")) if plan is not None else None
        if plan is None or plan.status != "active":
            continue
        plans.set_plan_look(unit, uid, _next_look(unit, book, now))
        if plan.counted_from is not None:
            _warn(unit, book, stamp.because("silence_ends"), now, done)
            cases = load_cases(unit, plans.measures(unit, uid), now)
            done.notices += len(ledger.add_notices(unit, newcomers(plan, cases, book, now), stamp.because("arrived")))
            continue
        plan = replace(plan, counted_from=now, released_at=now if trial else plan.released_at)
        plans.save_plan(unit, plan, stamp)
        cases = load_cases(unit, plans.measures(unit, uid), now)
        done.notices += len(ledger.add_notices(unit, introduce(plan, cases, book, now), stamp))
        plans.set_looks(unit, {c.measure.uid: now for c in cases})


def _next_look(unit: Unit, book: Book, now: datetime) -> datetime | None:
    """When a plan is to be looked at again: somebody begins in a role, or a silence runs out."""
    times = (next_arrival(book, now), next_warning(silences.silences(unit, now), book, now))
    return min((t for t in times if t is not None), default=None)


def _warn(unit: Unit, book: Book, stamp: Stamp, now: datetime, done: Ticked) -> None:
    """Tells whoever has muted something that it is about to run out."""
    muted = silences.silences(unit, now)
    if muted:
        about = plans.measures_by_uid(unit, [s.measure for s in muted if s.measure])
        notices = warnings(muted, plans.plans(unit), about, book, now)
        done.notices += len(ledger.add_notices(unit, notices, stamp))


def _batch(unit: Unit, due: Iterable[str], book: Book, now: datetime, done: Ticked) -> None:
    measures = sorted(plans.measures_by_uid(unit, due).values(), key=lambda m: m.uid)
    decided = [pair for case in load_cases(unit, measures, now) if (pair := _decide(case, book, now, done))]
    plans.set_looks(unit, {uid: now + PUSHED for uid, _ in done.failed})
    try:
        with unit.savepoint():
            _save(unit, decided, book, now)
    except Exception:
        log.warning("a batch of %d could not be saved; saving one by one", len(decided), exc_info=True)
        decided = [pair for pair in decided if _save_alone(unit, pair, book, now, done)]
    for _, decision in decided:
        done.moves += decision.moves
        done.notices += len(decision.notices)


def _decide(case: Case, book: Book, now: datetime, done: Ticked) -> tuple[Case, Decision] | None:
    try:
        return case, decide(case, book, now)
    except Exception as error:
        log.exception("measure %s could not be evaluated", case.measure.uid)
        done.failed.append((case.measure.uid, str(error)))
        return None


def _save_alone(unit: Unit, pair: tuple[Case, Decision], book: Book, now: datetime, done: Ticked) -> bool:
    try:
        with unit.savepoint():
            _save(unit, [pair], book, now)
        return True
    except Exception as error:
        log.exception("measure %s could not be saved", pair[0].measure.uid)
        done.failed.append((pair[0].measure.uid, str(error)))
        plans.set_looks(unit, {pair[0].measure.uid: now + PUSHED})
        return False


def _save(unit: Unit, decided: list[tuple[Case, Decision]], book: Book, now: datetime) -> None:
    stamp = _stamp(book, now, "tick")
    moved = [_moved(case.measure, d.moves, now) for case, d in decided if d.moves]
    for measure, move in moved:
        plans.save_measure(unit, measure, stamp.because(move.transition))
    plans.save_occurrences(
        unit,
        [
            replace(o, counted_from=now, moved_from=None)
            for case, d in decided
            for o in case.occurrences
            if o.uid in d.counted
        ],
        stamp,
    )
    ledger.add_notices(unit, _unique(n for _, d in decided for n in d.notices), stamp)
    _settle(unit, [d for _, d in decided], stamp)
    _end_silences(unit, decided, book, stamp)
    plans.set_looks(unit, {d.measure: d.next_look_at for _, d in decided})


def _end_silences(unit: Unit, decided: list[tuple[Case, Decision]], book: Book, stamp: Stamp) -> None:
    """A silence of one measure ends with it: should the measure be opened again, it is heard again."""
    for case, decision in decided:
        state = decision.moves[-1].state_to if decision.moves else case.measure.state
        if case.measure.withdrawn or is_final(book.rulebook, state):
            for silence in case.silences:
                if silence.measure == case.measure.uid and stamp.at is not None and stamp.at < silence.ends_at:
                    silences.save_silence(unit, replace(silence, ends_at=stamp.at), stamp.because("measure_ended"))


def _moved(measure: Measure, moves: tuple[Move, ...], now: datetime) -> tuple[Measure, Move]:
    return replace(measure, state=moves[-1].state_to, state_since=now), moves[-1]


def _unique(notices: Iterable[Notice]) -> list[Notice]:
    """Each notice once, as it was made first: a role that nobody holds is told for the first of its measures."""
    found: dict[str, Notice] = {}
    for one in notices:
        found.setdefault(one.id, one)
    return list(found.values())


def _settle(unit: Unit, decisions: list[Decision], stamp: Stamp) -> None:
    grouped: dict[tuple[NoticeStatus, str], list[str]] = {}
    for decision in decisions:
        for one in decision.settled:
            grouped.setdefault((one.status, one.why), []).append(one.notice)
    for (status, why), ids in grouped.items():
        ledger.settle_notices(unit, ids, status, why, stamp)


def _stamp(book: Book, now: datetime, why: str) -> Stamp:
    return Stamp(now, "clock", why, int(book.version) if book.version.isdigit() else None)
