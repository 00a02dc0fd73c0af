"""What needs a person, and what does not fit together. Public names: Doubt, urgency, contradictions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from rules.deadline.context import Context
from rules.deadline.parse import parse
from rules.deadline.read import read
from rules.deadline.reading import Point, Reading
from rules.deadline.rule import Node
from rules.deadline.when import When

_NAMING = frozenset({"D", "WORD", "SAFE", "NAME", "OF", "FOR", "THE", "AND"})
_YEAR = 364  # days from its first to its last
_FAR = 10_000  # days: later than anything dated


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two statements about one measure that do not fit together, as written. Reported, never resolved.

    `code`: other_time (the status names a time outside the deadline), coarser (only a whole year around it),
    rhythm (ongoing, yet something recurs), dated (ongoing, yet a time is named).
    """

    code: Literal["other_time", "coarser", "rhythm", "dated"]
    deadline: str
    other: str


def urgency(reading: Reading, today: date) -> tuple[int, float]:
    """Sorting key, most urgent first: days until the earliest thing that may be due, then how sure we are.

    A doubtful date comes by its day, so that nobody misses it while it waits; what names no time at all comes before
    dates more than 90 days ahead.
    """
    days = [day for point in reading.points for day in (point.due, point.earliest) if day is not None]
    days += [day for other in reading.alternatives for day in other.due]
    nearest = min((abs((day - today).days) for day in days), default=90)
    return min(nearest, _FAR), reading.confidence


def contradictions(reading: Reading, status_text: str, activity_text: str, context: Context) -> tuple[Doubt, ...]:
    """What the status column and the activity say against the deadline of the same measure."""
    doubts = [_against(reading, other, context) for other in (status_text, activity_text) if other.strip()]
    return tuple(dict.fromkeys(doubt for doubt in doubts if doubt is not None))


def _against(reading: Reading, text: str, context: Context) -> Doubt | None:
    nodes = parse(text, context).nodes
    if any(node.cls == "STAMP" for node in nodes) or _names_a_year(nodes):
        return None
    other = read(text, context)
    if "past_fact" in other.notes or _over(other, context):
        return None
    if reading.kind == "ongoing":
        return _beside_ongoing(reading, other)
    if reading.kind == "dates" and other.kind in ("dates", "start") and other.points:
        return _beside_dates(reading, other)
    return None


def _names_a_year(nodes: tuple[Node, ...]) -> bool:
    """«Utarbeide handlingsplan 2016»: the year belongs to the name; «i 2016» and a bare «2016» tell when."""
    whens = [when for node in nodes if node.cls == "D" for when in node.value.whens]
    named = len(nodes) > 1 and all(node.cls in _NAMING for node in nodes)
    return bool(whens) and named and all(_whole_year(when) and when.bound == "in" and not when.led for when in whens)


def _whole_year(when: When) -> bool:
    return when.first.unit in ("year", "years")


def _over(other: Reading, context: Context) -> bool:
    """Whether all that it names lies before the plan's years: «etterslep for 2013» in a plan of 2014."""
    ends = [point.latest for point in other.points]
    first = min(context.plan_years, default=1)
    return bool(ends) and all(end is not None and end.year < first for end in ends)


def _beside_ongoing(reading: Reading, other: Reading) -> Doubt | None:
    if other.kind == "recurring":
        return Doubt("rhythm", reading.text, other.text)
    return Doubt("dated", reading.text, other.text) if other.kind == "dates" else None


def _beside_dates(reading: Reading, other: Reading) -> Doubt | None:
    if not any(_meet(a, b) for a in reading.points for b in other.points):
        return Doubt("other_time", reading.text, other.text)
    longer = all(_longer(b, a) for a in reading.points for b in other.points)
    single = len(reading.points) == len(other.points) == 1
    return Doubt("coarser", reading.text, other.text) if longer and single else None


def _meet(a: Point, b: Point) -> bool:
    first = max(a.earliest or date.min, b.earliest or date.min)
    return first <= min(a.latest or date.max, b.latest or date.max)


def _longer(a: Point, b: Point) -> bool:
    """Whether the first point's period is a year or more and the second's much shorter: it says less. A season or
    quarter around the deadline agrees with it."""
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return False
    days = (a.latest - a.earliest).days
    return days >= _YEAR and days > 2 * (b.latest - b.earliest).days + 31
