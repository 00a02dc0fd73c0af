"""Why a rule holds for an occurrence on a day and the earlier ones do not; and what stands in the way of a mail.

Public names: Clause, Tried, tried, Step, steps_of, Obstacle, obstacles. References only: sentences are the engine's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from rules.book import Book
from rules.case import Case
from rules.conditions import Facts, holds
from rules.delivery import is_held
from rules.model import Occurrence
from rules.outlook import Circumstances, Point, outlook, point_of
from rules.questions import held_by
from rules.recipients import responsible_roles
from rules.rulebook import Condition, Rule, SpanRange
from rules.schedule import opens_of
from rules.workflow import is_final


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition of a rule: what it wants and what there was. `name` as it is written: state, due_in, not."""

    name: str
    wanted: str
    actual: str
    held: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """A rule that was tried, with its place in the list (from 0) and its conditions; it holds when all of them do."""

    place: int
    rule: Rule
    clauses: tuple[Clause, ...]

    @property
    def held(self) -> bool:
        """Whether it was the one."""
        return all(c.held for c in self.clauses)

    @property
    def failed(self) -> tuple[Clause, ...]:
        """The conditions that did not hold."""
        return tuple(c for c in self.clauses if not c.held)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an occurrence's ladder on a day: its name, instant, rule and ladder. `day`: what its span says; where
    that is closed, the instant is another day's."""

    occurrence: Occurrence
    name: str
    at: datetime
    rule: Rule
    day: date


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A reason why nothing comes of a measure. `code`: withdrawn, not_active, not_begun, held_back, stopped, released,
    finished; `detail` names the thing, `since` the instant it began (None: not known)."""

    code: str
    detail: str = ""
    since: datetime | None = None


def tried(case: Case, occurrence: Occurrence, book: Book, day: date) -> tuple[Tried, ...]:
    """The rules in the order in which they are tried, up to and including the one that holds."""
    facts = _facts(case, occurrence, book, day)
    found: list[Tried] = []
    for place, rule in enumerate(book.rules_for(case.plan.id)):
        found.append(Tried(place, rule, tuple(_clauses(rule.when, facts))))
        if found[-1].held:
            break
    return tuple(found)


def steps_of(case: Case, occurrence: Occurrence, book: Book, day: date) -> tuple[Step, ...]:
    """The steps that the rule of the day gives the occurrence, in order of time."""
    if occurrence.due is None:
        return ()
    stretch = outlook(_circumstances(case, occurrence, book), _point(case, occurrence, book, day), book).on(day)
    return tuple(Step(occurrence, p.name, p.at, stretch.rule, p.day) for p in stretch.steps if stretch.rule is not None)


def obstacles(case: Case, book: Book, now: datetime) -> Iterator[Obstacle]:
    """What stands in the way of every mail of the measure at the instant, the strongest first."""
    plan, measure = case.plan, case.measure
    if plan.status != "active":
        yield Obstacle("not_active", plan.status)
    elif plan.counted_from is None or plan.counted_from > now:
        yield Obstacle("not_begun", since=plan.counted_from)
    if measure.withdrawn:
        yield Obstacle("withdrawn")
    held = held_by(measure.questions)
    if held is not None:
        yield Obstacle("held_back", held)
    if is_final(book.rulebook, measure.state):
        yield Obstacle("finished", measure.state, measure.state_since)
    if plan.stopped is not None:
        yield Obstacle("stopped", plan.stopped)
    elif is_held(plan, book, now):
        yield Obstacle("released")


def _circumstances(case: Case, occurrence: Occurrence, book: Book) -> Circumstances:
    plan, measure = case.plan, case.measure
    roles, _ = responsible_roles(plan, measure, book)
    return Circumstances(
        measure.state, measure.reading.kind, occurrence.kind, plan.id, measure.focus_area, roles, plan.committee
    )


def _point(case: Case, occurrence: Occurrence, book: Book, day: date) -> Point:
    since = case.measure.state_since
    touched = since.astimezone(book.zone).date() if since else None
    return point_of(occurrence.kind, occurrence.due or date.min, opens_of(occurrence, day, book), touched)


def _facts(case: Case, occurrence: Occurrence, book: Book, day: date) -> Facts:
    return _circumstances(case, occurrence, book).facts(_point(case, occurrence, book, day), day, book)


def _clauses(condition: Condition | None, facts: Facts) -> Iterator[Clause]:
    if condition is None:
        return
    for name, actual in _actuals(facts).items():
        wanted = getattr(condition, name)
        if wanted not in ((), None):
            words = _range(wanted) if isinstance(wanted, SpanRange) else " | ".join(wanted)
            yield Clause(name, words, actual, holds(Condition(**{name: wanted}), facts))
    if condition.not_ is not None:
        inner = tuple(_clauses(condition.not_, facts))
        wanted = ", ".join(f"{c.name}: {c.wanted}" for c in inner)
        actual = ", ".join(f"{c.name}: {c.actual}" for c in inner)
        yield Clause("not", wanted, actual, not all(c.held for c in inner))


def _actuals(facts: Facts) -> dict[str, str]:
    due, touched, today = facts.due, facts.touched_on, facts.today
    return {
        "state": facts.state,
        "deadline": ", ".join(sorted(facts.kinds)),
        "plan": facts.plan,
        "focus": facts.focus,
        "role": ", ".join(sorted(facts.roles)),
        "committee": facts.committee or "",
        "due_in": f"{(due - today).days}d" if due else "",
        "overdue_by": f"{(today - due).days}d" if due else "",
        "untouched_for": f"{(today - touched).days}d" if touched else "",
    }


def _range(span: SpanRange) -> str:
    parts = (f"min {span.min}" if span.min else "", f"max {span.max}" if span.max else "")
    return ", ".join(p for p in parts if p)
