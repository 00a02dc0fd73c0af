"""What the rulebook has in store for an occurrence in a state: which rule holds when, which steps that gives, and which
transition the clock makes. Public names: Circumstances, Outlook, Stretch, outlook_of.

It depends on the rulebook and a few facts only, so one answer serves every measure with the same facts, and the book
keeps it. Between two days on which a condition may turn nothing changes by itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from rules.book import Book
from rules.conditions import Facts, holds, turning_days
from rules.delivery import clock_time, instant
from rules.ladder import Planned, climb
from rules.rulebook import Condition, Rule, Transition
from rules.workflow import clock_transitions


class Circumstances(NamedTuple):
    """Of an occurrence and its measure, all that rules look at but the day. `opens`: a report's first asking day;
    `touched_on`: when somebody last said something, None = never."""

    state: str
    reading: str
    kind: str
    plan: str
    focus: str
    roles: tuple[str, ...]
    committee: str | None
    due: date
    opens: date | None
    touched_on: date | None

    def facts(self, today: date, book: Book) -> Facts:
        """The same on a day, as conditions ask for it."""
        kinds, roles = frozenset((self.reading, self.kind)), frozenset(self.roles)
        return Facts(
            self.state, kinds, self.plan, self.focus, roles, self.committee, self.due, self.touched_on, today,
            book.calendar,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of days in which nothing turns: the rule that holds (None: none does), its steps in order of time
    with their instants, and the place of the clock's transition in the state's list (None: it makes none)."""

    rule: Rule | None
    steps: tuple[Planned, ...]
    instants: tuple[datetime, ...]
    move: int | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """`stretches[i]` holds from `turns[i - 1]` until the day before `turns[i]`; `midnights` are the turns' instants."""

    turns: tuple[date, ...]
    midnights: tuple[datetime, ...]
    stretches: tuple[Stretch, ...]

    def on(self, day: date) -> Stretch:
        """What holds on the day."""
        return self.stretches[bisect_right(self.turns, day)]

    def next_turn(self, day: date) -> datetime | None:
        """The midnight after the day at which something may turn."""
        n = bisect_right(self.turns, day)
        return self.midnights[n] if n < len(self.midnights) else None


def outlook_of(it: Circumstances, book: Book) -> Outlook:
    """What is in store in these circumstances."""
    days = sorted(set(_turns(it, book)))
    stretches = [_stretch(it, days[0] - timedelta(days=1) if days else it.due, book)]
    turns: list[date] = []
    for day in days:
        stretch = _stretch(it, day, book)
        if stretch != stretches[-1]:
            turns.append(day)
            stretches.append(stretch)
    midnights = tuple(instant(day, clock_time("00:00"), book.zone) for day in turns)
    return Outlook(tuple(turns), midnights, tuple(stretches))


def _turns(it: Circumstances, book: Book) -> Iterator[date]:
    facts = it.facts(it.due, book)
    for condition in _conditions(it, book):
        yield from turning_days(condition, facts)


def _conditions(it: Circumstances, book: Book) -> Iterator[Condition | None]:
    yield from (rule.when for rule in book.rules_for(it.plan))
    yield from (t.when for t in clock_transitions(book.rulebook, it.state))


def _stretch(it: Circumstances, day: date, book: Book) -> Stretch:
    facts = it.facts(day, book)
    rule = next((r for r in book.rules_for(it.plan) if holds(r.when, facts)), None)
    ladder = book.ladder(it.plan, rule.ladder) if rule else None
    opens_at = clock_time(book.rulebook.settings.delivery.window.from_)
    steps = tuple(climb(ladder, it, opens_at, book.zone, book.calendar)) if ladder else ()
    moves: tuple[Transition, ...] = clock_transitions(book.rulebook, it.state)
    move = next((n for n, t in enumerate(moves) if holds(t.when, facts)), None)
    return Stretch(rule, steps, tuple(p.at for p in steps), move)
