"""What a text means, before it is said how sure we are. Public name: Draft."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from rules.deadline.reading import Kind, MeetingRef, Point


class Draft(NamedTuple):
    """What a text means, before it is said how sure we are. `flags` are reasons for doubt, by name."""

    kind: Kind
    edtf: tuple[str, ...] = ()
    rrule: str | None = None
    meeting: MeetingRef | None = None
    points: tuple[Point, ...] = ()
    flags: tuple[str, ...] = ()
    other: tuple[date, ...] = ()
