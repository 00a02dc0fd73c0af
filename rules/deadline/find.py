"""Dates in running text: which are deadlines, which events, which only mentioned. Public names: find,
own_context, Found, Role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from rules.deadline.context import Context
from rules.deadline.parse import parse
from rules.deadline.period import Period
from rules.deadline.read import read
from rules.deadline.reading import Reading
from rules.deadline.rule import Node
from rules.deadline.when import Dated

Role = Literal["deadline", "event", "mention"]

# A sentence ends at a blank line, a bullet, a new line with a capital, or a point after a word («11. november» does not
# end one).
_BREAK = re.compile(
    r"\n\s*\n|\n(?=\s*(?:[•▪*·–-]|[A-ZÆØÅÄÖ]))|(?<=[^\W\d_]{3}[.!?])\s+(?=[A-ZÆØÅÄÖ«\"])"
    r"|(?<=\d{4}\.)\s+(?=[A-ZÆØÅÄÖ])|\x0c"
)
_PLACE = re.compile(
    r"\W{0,3}(?:,\s*)?(?:i|på|ved|hos|sted:|at|in|vid)\s+((?:[A-ZÆØÅÄÖ][\wæøåäö.-]+)(?:\s+[A-ZÆØÅÄÖ][\wæøåäö-]+){0,3})"
)
_SCHEDULED = re.compile(
    r"møte|samling|opplæring|work-?shop|kurs|konferanse|seminar|fagdag|kick-?off|oppstart|befaring|besøk"
    r"|avholdes|holdes"
    r"|arrangeres|inviter|innkalling|webinar|sammankomst|möte|utbildning|meeting|training|conference|course",
    re.IGNORECASE,
)
_HEAD, _TOP = 600, 3000  # characters in which a document's own date, or its year, is looked for
_ASKED_BY = frozenset({"LABEL", "BY", "LATEST", "FINISH"})


@dataclass(frozen=True, slots=True)
class Found:
    """A date expression in a text: its span [start, end), what it is, and its reading.

    `time` and `place` as written beside an event; None if the text gives none.
    """

    start: int
    end: int
    role: Role
    reading: Reading
    time: str | None = None
    place: str | None = None


def find(text: str, context: Context) -> tuple[Found, ...]:
    """Every date expression of a running text, in order. A year told up to two sentences before holds for those
    without one."""
    found: list[Found] = []
    recent: list[int] = []
    for start, end in _sentences(text):
        here = text[start:end]
        local = replace(context, plan_years=tuple(dict.fromkeys((*context.plan_years, *recent[:1]))))
        found += [replace(f, start=f.start + start, end=f.end + start) for f in _in_sentence(here, local)]
        recent = (_years(here) + recent)[:2]
    return tuple(found)


def own_context(text: str, context: Context) -> Context:
    """The context with what the document itself says about when it was written: the first full date at its top, else
    the first year that it names; never those of a stamp («sist oppdatert») or of what is planned."""
    day, year = None, None
    for start, end in _sentences(text[:_TOP]):
        nodes = parse(text[start:end], context).nodes
        if any(node.cls in ("STAMP", "FUTURE") for node in nodes):
            continue
        day = day or (next(filter(None, map(_day, nodes)), None) if start < _HEAD else None)
        year = year or next(iter(_years(text[start:end])), None)
    if day is not None:
        return replace(context, plan_years=(day.year,), today=day)
    return context if year is None else replace(context, plan_years=(year,), today=None)


def _day(node: Node) -> date | None:
    """The first day with its year that the node tells."""
    dated = _dated(node)
    for when in dated.whens if dated is not None else ():
        period = when.first
        if period.unit == "day" and period.year and when.last is None:
            placed = Period.day(period.d, period.n, period.year)
            return date(period.year, placed.n, placed.d) if placed is not None else None
    return None


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    places = [0, *(match.end() for match in _BREAK.finditer(text)), len(text)]
    return ((a, b) for a, b in pairwise(places) if text[a:b].strip())


def _years(sentence: str) -> list[int]:
    """Years told in the sentence as plan years would be («i 2015»), the last first; not those of full dates."""
    return [int(year) for year in re.findall(r"(?<![\d./-])((?:19|20)\d\d)(?![\d./-])", sentence)][-1:]


def _in_sentence(sentence: str, context: Context) -> Iterator[Found]:
    nodes = parse(sentence, context).nodes
    for at, node in enumerate(nodes):
        dated = _dated(node)
        if dated is None:
            continue
        clock = _clock(nodes, at)
        piece = sentence[node.start : node.end]
        reading = read(piece, context)
        if reading.kind in ("unresolved", "event"):
            continue
        role = _role(node, dated, nodes, sentence, reading, context.today)
        place = _place(sentence, clock.end if clock else node.end) if role == "event" else None
        time = sentence[clock.start : clock.end] if clock else None
        yield Found(node.start, node.end, role, reading, time, place)


def _dated(node: Node) -> Dated | None:
    if node.cls == "D":
        dated: Dated = node.value
        return dated
    if node.cls == "MEET" and node.value.dated is not None:
        of_meeting: Dated = node.value.dated
        return of_meeting
    return None


def _clock(nodes: tuple[Node, ...], at: int) -> Node | None:
    return next((node for node in nodes[at + 1 : at + 3] if node.cls == "CLOCK"), None)


def _role(
    node: Node, dated: Dated, nodes: tuple[Node, ...], sentence: str, reading: Reading, today: date | None
) -> Role:
    """A deadline is asked for («innen», «frist»); an event has days, and a time or a gathering; else a mention."""
    if any(other.cls == "STAMP" for other in nodes):
        return "mention"
    if any(when.bound in ("by", "before") for when in dated.whens):
        return "deadline"
    if node.cls != "MEET" and any(other.cls in _ASKED_BY for other in _before(nodes, node)):
        return "deadline"
    days = all(when.first.unit in ("day", "nth") for when in dated.whens)
    if days and (node.cls == "MEET" or _clock(nodes, nodes.index(node)) or _SCHEDULED.search(sentence)):
        return "event"
    ahead = today is not None and all(point.latest is None or point.latest >= today for point in reading.points)
    return "event" if days and ahead else "mention"


def _before(nodes: tuple[Node, ...], node: Node) -> tuple[Node, ...]:
    at = nodes.index(node)
    return nodes[max(0, at - 5) : at]


def _place(sentence: str, after: int) -> str | None:
    match = _PLACE.match(sentence, after)
    return match[1].rstrip(".") if match else None
