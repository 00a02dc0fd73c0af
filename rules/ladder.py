"""The steps of a ladder as instants. Public names: Planned, Point, climb."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from rules.delivery import instant
from rules.rulebook import Ladder, Step
from rules.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Planned:
    """A step of one occurrence at the instant it is planned for; `name` carries #n for the n-th of a repeat. `day`:
    what its span says, open or not."""

    name: str
    at: datetime
    step: Step
    day: date


class Point(Protocol):
    """What a ladder stands on: an occurrence, or as much of one. `opens`: a report's first asking day; `leads`: what
    the steps before the due day are counted from, None = the due day."""

    @property
    def due(self) -> date | None: ...

    @property
    def opens(self) -> date | None: ...

    @property
    def leads(self) -> date | None: ...


def climb(ladder: Ladder, occurrence: Point, opens: time, zone: ZoneInfo, calendar: WorkCalendar) -> list[Planned]:
    """All steps of the ladder for the occurrence, in order of time. A step on a closed day is moved: before the due
    day (and on it) to the open day before, after it to the next one. `opens`: when the delivery window opens."""
    due = occurrence.due
    if due is None:
        return []
    steps = (
        Planned(name, instant(_open_day(day, due, step, calendar), opens, zone), step, day)
        for step in ladder.steps
        for name, day in _days(step, (step.ahead and occurrence.leads) or due, occurrence.opens, calendar)
    )
    return sorted(steps, key=lambda p: (p.at, p.name))


def _open_day(day: date, due: date, step: Step, calendar: WorkCalendar) -> date:
    asks = step.at == "ask" and step.offset is None
    return calendar.next_open(day) if day > due or asks else calendar.previous_open(day)


def _days(step: Step, due: date, asks_on: date | None, calendar: WorkCalendar) -> Iterator[tuple[str, date]]:
    if step.at == "ask":
        if asks_on is not None:
            yield step.name, step.offset.from_day(asks_on, calendar) if step.offset else asks_on
    elif step.at is not None:
        yield step.name, step.at.from_day(due, calendar)
    elif step.every is not None and step.from_ is not None and step.until is not None:
        day, last, n = step.from_.from_day(due, calendar), step.until.from_day(due, calendar), 1
        while day <= last:
            yield f"{step.name}#{n}", day
            day, n = max(step.every.from_day(day, calendar), day + timedelta(days=1)), n + 1
