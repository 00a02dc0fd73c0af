"""What the rulebook has in store for an occurrence in a state: which rule holds when, which steps that gives, and which
transition the clock makes. Public names: Circumstances, Point, point_of, Fit, Outlook, Stretch, fit_of, outlook.

Both halves are worked out once and kept by the book: which rules may hold in these circumstances, and what they give
for a due day. Between two days on which a condition may turn nothing changes by itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from rules.book import Book
from rules.conditions import Facts, holds, left_to_ask, turning_days
from rules.delivery import clock_time, instant
from rules.ladder import Planned, climb
from rules.memo import Memo
from rules.rulebook import Condition, Ladder, Rule
from rules.workflow import clock_transitions


class Circumstances(NamedTuple):
    """Of an occurrence and its measure, all that rules look at but days. `reading`: the kind of its reading."""

    state: str
    reading: str
    kind: str
    plan: str
    focus: str
    roles: tuple[str, ...]
    committee: str | None

    def facts(self, point: Point, today: date, book: Book) -> Facts:
        """The same with its days, as conditions ask for them."""
        kinds, roles = frozenset((self.reading, self.kind)), frozenset(self.roles)
        return Facts(
            self.state, kinds, self.plan, self.focus, roles, self.committee, point.due, point.touched_on, today,
            book.calendar,
        )  # fmt: skip


class Point(NamedTuple):
    """The days of an occurrence. `due` None: the measure has no day at all. `opens`: a report's first asking day;
    `touched_on`: when somebody last said something of the measure, None = never; `leads`: what the steps before the due
    day are counted from, None = the due day."""

    due: date | None
    opens: date | None
    touched_on: date | None
    leads: date | None = None


def point_of(kind: str, due: date | None, opens: date | None, touched_on: date | None) -> Point:
    """The days of an occurrence of this kind; what it keeps in `opens` is one thing for a date and another for a
    round."""
    return Point(due, None, touched_on, opens) if kind == "due" else Point(due, opens, touched_on)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of days in which nothing turns: the rule that holds (None: none does), its steps in order of time, and
    the place of the clock's transition in the state's list (None: it makes none)."""

    rule: Rule | None
    steps: tuple[Planned, ...]
    move: int | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """`stretches[i]` holds from `turns[i - 1]` until the day before `turns[i]`; `midnights` are the turns' instants."""

    turns: tuple[date, ...]
    midnights: tuple[datetime, ...]
    stretches: tuple[Stretch, ...]

    def on(self, day: date) -> Stretch:
        """What holds on the day."""
        return self.stretches[bisect_right(self.turns, day) if self.turns else 0]


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """The rules that may hold in some circumstances, each with what its condition leaves to ask of a day and its
    ladder; and the clock's transitions likewise, by their places. Circumstances that rules do not tell apart share
    one; `known` is what it has worked out for days that were asked for."""

    rules: tuple[tuple[Rule, Condition | bool, Ladder | None], ...]
    moves: tuple[tuple[int, Condition | bool], ...]
    asks_touched: bool
    known: Memo[Point, Outlook] = field(default_factory=Memo)

    def outlook(self, point: Point, book: Book) -> Outlook:
        """What is in store for an occurrence with these days."""
        if not self.asks_touched and point.touched_on is not None:
            point = Point(point.due, point.opens, None, point.leads)
        return self.known.find(point) or self.known.keep(point, _outlook(self, point, book))


def fit_of(it: Circumstances, book: Book) -> Fit:
    """What may hold in these circumstances."""
    found: Fit | None = book.fits.find(it)
    return found or book.fits.keep(it, _shared(_fit(it, book), it.plan, book))


def outlook(it: Circumstances, point: Point, book: Book) -> Outlook:
    """What is in store in these circumstances for an occurrence with these days."""
    return fit_of(it, book).outlook(point, book)


def _shared(fit: Fit, plan: str, book: Book) -> Fit:
    """The same one for all that ask the same of a day."""
    asked = [(rule.name, repr(left)) for rule, left, _ in fit.rules]
    key = repr((plan, asked, [(n, repr(left)) for n, left in fit.moves]))
    found: Fit | None = book.shared.find(key)
    return found or book.shared.keep(key, fit)


def _fit(it: Circumstances, book: Book) -> Fit:
    facts = it.facts(Point(date.min, None, None), date.min, book)
    rules = []
    for rule in book.rules_for(it.plan):
        left = left_to_ask(rule.when, facts)
        if left is not False:
            rules.append((rule, left, book.ladder(it.plan, rule.ladder)))
        if left is True:
            break
    clock = enumerate(clock_transitions(book.rulebook, it.state))
    moves = tuple((n, left) for n, t in clock if (left := left_to_ask(t.when, facts)) is not False)
    asked = (left for left in (*(r[1] for r in rules), *(m[1] for m in moves)) if isinstance(left, Condition))
    return Fit(tuple(rules), moves, any(map(_asks_touched, asked)))


def _asks_touched(condition: Condition) -> bool:
    inner = condition.not_
    return condition.untouched_for is not None or (inner is not None and _asks_touched(inner))


def _outlook(fit: Fit, point: Point, book: Book) -> Outlook:
    days = sorted(set(_turns(fit, point, book)))
    climbed: dict[int, tuple[Planned, ...]] = {}  # ladders by their ids
    stretches = [_stretch(fit, point, _before(days, point), book, climbed)]
    turns: list[date] = []
    for day in days:
        stretch = _stretch(fit, point, day, book, climbed)
        if stretch != stretches[-1]:
            turns.append(day)
            stretches.append(stretch)
    midnights = tuple(instant(day, clock_time("00:00"), book.zone) for day in turns)
    return Outlook(tuple(turns), midnights, tuple(stretches))


def _before(days: list[date], point: Point) -> date:
    """A day before anything turns."""
    return days[0] - timedelta(days=1) if days else point.due or date.min


def _turns(fit: Fit, point: Point, book: Book) -> Iterator[date]:
    facts = _on(point, point.due or date.min, book)
    for left in (*(r[1] for r in fit.rules), *(m[1] for m in fit.moves)):
        if isinstance(left, Condition):
            yield from turning_days(left, facts)


def _stretch(fit: Fit, point: Point, day: date, book: Book, climbed: dict[int, tuple[Planned, ...]]) -> Stretch:
    facts = _on(point, day, book)
    rule, ladder = next(((r, ladder) for r, left, ladder in fit.rules if _holds(left, facts)), (None, None))
    if ladder is not None and id(ladder) not in climbed:
        opens_at = clock_time(book.rulebook.settings.delivery.window.from_)
        climbed[id(ladder)] = tuple(climb(ladder, point, opens_at, book.zone, book.calendar))
    steps = climbed[id(ladder)] if ladder is not None else ()
    move = next((n for n, left in fit.moves if _holds(left, facts)), None)
    return Stretch(rule, steps, move)


def _on(point: Point, day: date, book: Book) -> Facts:
    """The days alone: all else has been asked."""
    nothing: frozenset[str] = frozenset()
    return Facts("", nothing, "", "", nothing, None, point.due, point.touched_on, day, book.calendar)


def _holds(left: Condition | bool, facts: Facts) -> bool:
    return left if isinstance(left, bool) else holds(left, facts)
