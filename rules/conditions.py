"""Conditions of rules: a closed, typed set, and the days on which one may change by itself.

Public names: Facts, holds, left_to_ask, turning_days, parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rules.rulebook import Condition, SpanRange
from rules.span import Span
from rules.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Facts:
    """What conditions look at, for one occurrence on one day. `kinds`: of its reading and of the occurrence.
    `due` None: no day. `touched_on` None: nobody has said anything yet."""

    state: str
    kinds: frozenset[str]
    plan: str
    focus: str
    roles: frozenset[str]
    committee: str | None
    due: date | None
    touched_on: date | None
    today: date
    calendar: WorkCalendar


def holds(condition: Condition | None, facts: Facts) -> bool:
    """Whether all that the condition names is so; no condition always holds."""
    if condition is None:
        return True
    c = condition
    return (
        (not c.state or facts.state in c.state)
        and (not c.deadline or not facts.kinds.isdisjoint(c.deadline))
        and (not c.plan or facts.plan in c.plan)
        and (not c.focus or facts.focus in c.focus)
        and (not c.role or not facts.roles.isdisjoint(c.role))
        and (not c.committee or facts.committee in c.committee)
        and _in_range(c.due_in, facts.today, facts.due, facts)
        and _in_range(c.overdue_by, facts.due, facts.today, facts)
        and _in_range(c.untouched_for, facts.touched_on, facts.today, facts)
        and (c.not_ is None or not holds(c.not_, facts))
    )


def left_to_ask(condition: Condition | None, facts: Facts) -> Condition | bool:
    """What is left of the condition to ask of a day, once all facts but the days are known: True or False where no
    day changes it."""
    if condition is None:
        return True
    c = condition
    if not holds(Condition(**{name: getattr(c, name) for name in _TIMELESS}), facts):
        return False
    inner = left_to_ask(c.not_, facts) if c.not_ is not None else False
    if inner is True:
        return False
    timed = {name: span for name in _TIMED if (span := getattr(c, name)) is not None}
    if isinstance(inner, Condition):
        timed["not_"] = inner
    return Condition(**timed) if timed else True


def parts(condition: Condition) -> Iterator[Condition]:
    """The condition and what it has under `not`."""
    yield condition
    if condition.not_ is not None:
        yield from parts(condition.not_)


_TIMELESS = ("state", "deadline", "plan", "focus", "role", "committee")
_TIMED = ("due_in", "overdue_by", "untouched_for")


def _in_range(span: SpanRange | None, start: date | None, end: date | None, facts: Facts) -> bool:
    """Whether `end` lies between `min` and `max` after `start`; an unknown day never does."""
    if span is None:
        return True
    if start is None or end is None or end < start:
        return False
    after_min = span.min is None or end >= span.min.from_day(start, facts.calendar)
    return after_min and (span.max is None or end <= span.max.from_day(start, facts.calendar))


def turning_days(condition: Condition | None, facts: Facts) -> Iterator[date]:
    """Days on which the condition may begin or cease to hold merely because time passes."""
    if condition is None:
        return
    if condition.due_in and facts.due:
        yield facts.due + timedelta(days=1)
        yield from _edges(condition.due_in, facts.due, -1, facts.calendar)
    for span, start in ((condition.overdue_by, facts.due), (condition.untouched_for, facts.touched_on)):
        if span and start:
            yield start
            yield from _edges(span, start, 1, facts.calendar)
    yield from turning_days(condition.not_, facts)


def _edges(span: SpanRange, start: date, sign: int, calendar: WorkCalendar) -> Iterator[date]:
    for edge in (span.min, span.max):
        if edge is not None:
            day = Span(sign * edge.n, edge.unit).from_day(start, calendar)
            yield day
            yield day + timedelta(days=1)
            # Counted towards a day, working days stand still over a weekend: the turn may come after it.
            yield calendar.next_workday(day + timedelta(days=1))
