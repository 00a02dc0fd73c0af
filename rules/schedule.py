"""What is in store for a measure as a whole: the steps of all its open occurrences in one row, in order of time.

Public names: Schedule, Stage, Row, Spot, schedule_of, spots_of, opens_of.

It is worked out once for all measures that rules do not tell apart and whose occurrences have the same days, and kept
by the book: a look only asks it where now is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, TypeAlias

from rules.book import Book
from rules.model import Measure, Occurrence, Plan
from rules.outlook import Circumstances, Outlook, Stretch, fit_of, point_of
from rules.recipients import Asked, asked

# Of an occurrence that waits for somebody and has a day: its kind, due and `opens`. None: it does not, or has no day.
Spot: TypeAlias = tuple[str, date, date | None] | None


class Row(NamedTuple):
    """A step of one occurrence. `place`: of the occurrence among the measure's; `due`: its due day as text; `name`
    carries #n for the n-th of a repeat; `report`: it belongs to a reporting round."""

    at: datetime
    report: bool
    name: str
    place: int
    due: str
    asked: Asked


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of days in which nothing turns: the steps with their instants, the place of the clock's transition in
    the state's list (None: it makes none), and the midnight at which something turns (None: never)."""

    rows: tuple[Row, ...]
    instants: tuple[datetime, ...]
    move: int | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Schedule:
    """`stages[i]` holds from `turns[i - 1]` until the day before `turns[i]`. `rounds`: from when to when reporting
    rounds ask for the measure. `dated`: somebody is waited for, beside who asked for time."""

    turns: tuple[date, ...]
    stages: tuple[Stage, ...]
    rounds: tuple[tuple[date, date], ...]
    dated: bool

    def on(self, day: date) -> Stage:
        """What holds on the day."""
        return self.stages[bisect_right(self.turns, day)]

    def in_round(self, day: date) -> bool:
        """Whether a reporting round asks for the measure on the day."""
        return any(opens <= day <= due for opens, due in self.rounds)


def spots_of(occurrences: Iterable[Occurrence], today: date, book: Book) -> tuple[Spot, ...]:
    """What schedules ask of occurrences today."""
    return tuple(
        [
            (o.kind, o.due, opens_of(o, today, book) if o.kind == "due" and o.opens else o.opens)
            if o.due is not None and o.answered_at is None and not o.withdrawn
            else None
            for o in occurrences
        ]
    )


def opens_of(row: Occurrence, today: date, book: Book) -> date | None:
    """Its `opens`. Reminders of a date do not lead to what was over when it was last counted (not yet: today): whoever
    got it in the middle of December is reminded before the day itself."""
    counted = book.day(row.counted_from) if row.counted_from else today
    return None if row.leads is not None and row.leads <= counted else row.opens


def schedule_of(
    plan: Plan,
    measure: Measure,
    state: str,
    roles: tuple[str, ...],
    touched_on: date | None,
    spots: tuple[Spot, ...],
    book: Book,
) -> Schedule:
    """What is in store for a measure with these roles in this state. `touched_on`: when somebody last said something
    of it, None = never."""
    told = book.told_apart(plan, measure, roles)
    touched_on = touched_on if book.asks_touched else None
    key = (state, measure.reading.kind, told, touched_on, spots)
    known: Schedule | None = book.schedules.find(key)
    if known is not None:
        return known
    reading, focus, committee = measure.reading.kind, measure.focus_area, plan.committee

    def outlook(kind: str, due: date | None, opens: date | None) -> Outlook:
        fit = fit_of(Circumstances(state, reading, kind, plan.id, focus, roles, committee), book)
        return fit.outlook(point_of(kind, due, opens, touched_on), book)

    if any(spots):
        found = _schedule(spots, [outlook(*s) if s is not None else None for s in spots])
    else:
        found = _undated(outlook(reading, None, None))
    book.schedules.keep(key, found)
    return found


def _undated(each: Outlook) -> Schedule:
    """Nothing is sent of a measure without a day, but the clock may move it."""
    ends = (*each.midnights, None)
    stages = tuple(Stage((), (), one.move, until) for one, until in zip(each.stretches, ends, strict=True))
    return Schedule(each.turns, stages, (), False)


def _schedule(spots: Sequence[Spot], outlooks: Sequence[Outlook | None]) -> Schedule:
    known = [(n, spot, each) for n, (spot, each) in enumerate(zip(spots, outlooks, strict=True)) if spot and each]
    midnights = dict(pair for _, _, each in known for pair in zip(each.turns, each.midnights, strict=True))
    turns = sorted(midnights)
    ends = [*(midnights[day] for day in turns), None]
    stages: list[Stage] = []
    made: dict[tuple[tuple[int, int], ...], tuple[Row, ...]] = {}
    for day, until in zip((date.min, *turns), ends, strict=True):
        stretches = [(n, spot, each.on(day)) for n, spot, each in known]
        same = tuple((id(stretch.rule), id(stretch.steps)) for _, _, stretch in stretches)
        rows = made.get(same) or made.setdefault(same, tuple(_rows(stretches)))
        moves = [stretch.move for _, _, stretch in stretches if stretch.move is not None]
        stages.append(Stage(rows, tuple(row.at for row in rows), min(moves, default=None), until))
    rounds = tuple((opens, due) for _, (kind, due, opens), _ in known if kind == "report" and opens is not None)
    dated = any(kind != "wait" for _, (kind, _, _), _ in known)
    return Schedule(tuple(turns), tuple(stages), rounds, dated)


def _rows(stretches: Iterable[tuple[int, tuple[str, date, date | None], Stretch]]) -> list[Row]:
    """A step of a round stands after others of the same instant."""
    rows = []
    for n, (kind, due, _), stretch in stretches:
        rule, text = stretch.rule, due.isoformat()
        if rule is not None:
            rows += [Row(p.at, kind == "report", p.name, n, text, asked(p.step, rule)) for p in stretch.steps]
    return sorted(rows, key=lambda r: r[:4])
