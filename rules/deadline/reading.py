"""What we understood of a deadline text. Public names: Kind, Reading, Point, MeetingRef, Fired, Alternative,
SET.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Kind = Literal["dates", "start", "recurring", "meeting", "event", "ongoing", "unresolved"]
SET = "set"  # note of a reading that a person has said, whatever the text says


@dataclass(frozen=True, slots=True)
class Point:
    """One point that will have to be answered: a period and the day on which it is due.

    `edtf` is the slot of the occurrence (a window such as «Q1 + Q2» is one point, "2014-01/2014-06").
    `earliest`/`latest` bound the period, inclusive; None means open at that side. `due` is the last working day of
    the period by policy; None only where the text names no end (a start). `party`: the only one that it is a day for
    (its key in answers, and what it is called), where a person has given each its own; None: all.
    """

    edtf: str
    earliest: date | None
    latest: date | None
    due: date | None
    party: str | None = None
    party_name: str = ""

    @property
    def slot(self) -> str:
        """Which point it is, for its occurrence."""
        return f"p:{self.edtf}" if self.party is None else f"p:{self.edtf}@{self.party}"


@dataclass(frozen=True, slots=True)
class MeetingRef:
    """A reference to a meeting. `which`: next, every, on, at, first, "to be called".

    `committee` as the text (or, for «Neste møte», the plan's own committee) names it; None: any. `date`: the day that
    the text itself gives. `offset`: ISO 8601 duration from the meeting, negative = before. `bound`: "before".
    """

    committee: str | None
    which: str
    date: date | None = None
    offset: str | None = None
    bound: str | None = None
    by: str | None = None
    per_year: int | None = None
    min_per_year: int | None = None


class Fired(NamedTuple):
    """A grammar rule that fired: its name and the span [start, end) of the text as written that it used."""

    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another defensible reading of the same text, and why."""

    edtf: tuple[str, ...]
    due: tuple[date, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a deadline text means in its context.

    `edtf`: the periods as EDTF (ISO 8601-2); several = several deadlines except where `points` joins them into one
    window. `due`: the due days of `points`, None where the text gives no due day. `rest`: words not understood.
    `confidence`: 0..1. `trace`: which rules fired on which span. `questions`: codes for the secretariat (unreadable,
    conflict, low confidence ...), empty when nothing needs a person.
    """

    text: str
    kind: Kind
    edtf: tuple[str, ...] = ()
    rrule: str | None = None
    meeting: MeetingRef | None = None
    points: tuple[Point, ...] = ()
    confidence: float = 1.0
    rest: str = ""
    trace: tuple[Fired, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    questions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def due(self) -> tuple[date, ...] | None:
        """Due days in the order of the text, or None where the text names none."""
        days = tuple(p.due for p in self.points if p.due is not None)
        return days or None
