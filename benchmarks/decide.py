"""What does one look at one measure cost?

    python benchmarks/decide.py [MEASURES]

A look is one call of `decide`: everything that can happen to a measure at an instant, its notices with them. A year of
the measures is played beforehand; then every look is timed by itself, in order, each one on the case as it stood then,
with a book that has worked nothing out before. Nine of ten looks here make a notice.

The goal is 25 µs a look on a quiet machine. As machines differ and are rarely quiet, a yardstick (adding up a thousand
numbers) is timed in the same run, and the bar is in yardsticks.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import median
from time import process_time

from years import END, START, invented_book, snapshot_of

from rules.book import Book
from rules.case import Case, evolve
from rules.decide import decide

GOAL_US, YARDSTICKS = 25.0, 4.0


@dataclass(frozen=True, slots=True)
class Look:
    """A case at an instant."""

    case: Case
    now: datetime


def main(measures: int = 600) -> int:
    """Prints µs a look and yardsticks; 1 where the bar is missed."""
    book = invented_book(measures)
    looks = list(_looks(measures, book))
    costs, sticks = [], []
    for _ in range(5):
        sticks.append(_yardstick())
        costs.append(_cost(looks, replace(book)))
    microseconds, stick = min(costs), min(sticks)
    ratio = median(c / s for c, s in zip(costs, sticks, strict=True))
    print(f"{len(looks):,} looks at {measures:,} measures: {microseconds:.1f} µs a look (goal {GOAL_US:.0f} µs)")
    print(f"yardstick {stick:.1f} µs here; a look is {ratio:.2f} of it (at most {YARDSTICKS})")
    return int(ratio > YARDSTICKS)


def _looks(measures: int, book: Book) -> Iterator[Look]:
    """Every look of the year, measure by measure; mail goes out between two of them."""
    for case in snapshot_of(measures, book).cases:
        plan = replace(case.plan, counted_from=START, released_at=START)
        case, now = replace(case, plan=plan), START
        while now is not None and now < END:
            yield Look(case, now)
            decision = decide(case, book, now)
            case, now = replace(evolve(case, decision, now), waiting=()), decision.next_look_at  # type: ignore[assignment]


def _cost(looks: list[Look], book: Book) -> float:
    """µs a look; the book has worked nothing out before."""
    begun = process_time()
    for look in looks:
        decide(look.case, book, look.now)
    return (process_time() - begun) / len(looks) * 1e6


def _yardstick() -> float:
    """µs for adding up a thousand numbers, the best of many."""
    best = 1.0
    for _ in range(50):
        begun = process_time()
        for _ in range(20):
            sum(range(1000))
        best = min(best, (process_time() - begun) / 20)
    return best * 1e6


if __name__ == "__main__":
    sys.exit(main(*(int(a) for a in sys.argv[1:2])))
