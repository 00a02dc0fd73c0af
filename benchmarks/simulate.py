"""What does a simulated year cost, and does it grow with the number of measures only?

    python benchmarks/simulate.py [SMALL LARGE]

Both sizes are played in turn within one run, so that a busy machine disturbs both alike, in processor time, with a book
that has worked nothing out before: every look (`decide`), every mail put together (`compose`), every event with its
notices, but neither reading the database nor writing the lines. The goal is a year of 10,000 measures with digests in
3 s on a quiet machine; the bar is that a measure among 10,000 costs at most 1.3 times as much as among 1,000.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from statistics import median
from time import process_time

from years import END, START, invented_book, snapshot_of

from rules.book import Book
from rules.timetable import Snapshot, timetable

TURNS, GOAL, RATIO = 3, 3.0, 1.3


def main(small: int = 1_000, large: int = 10_000) -> int:
    """Prints seconds and ratio; 1 where the growth is more than linear."""
    sizes = {n: _given(n) for n in (small, large)}
    taken: dict[int, list[float]] = {n: [] for n in sizes}
    for turn in range(TURNS):
        for n, (start, book) in sizes.items():
            taken[n].append(_play(n, start, replace(book), say=turn == 0))
    best, each = {n: min(those) for n, those in taken.items()}, {n: median(those) / n for n, those in taken.items()}
    ratio = each[large] / each[small]
    print(f"a year of {large:,} measures: {best[large]:.2f} s (goal {GOAL:.0f} s); of {small:,}: {best[small]:.2f} s")
    print(f"a measure costs {ratio:.2f} times as much among {large:,} as among {small:,} (at most {RATIO})")
    return int(ratio > RATIO)


def _given(n: int) -> tuple[Snapshot, Book]:
    book = invented_book(n)
    return snapshot_of(n, book), book


def _play(n: int, start: Snapshot, book: Book, *, say: bool) -> float:
    begun = process_time()
    events = list(timetable(start, book, START, END, "standard"))
    took = process_time() - begun
    if say:
        kinds = {kind: sum(e.kind == kind for e in events) for kind in ("mail", "digest", "transition")}
        notices = sum(len(e.notices) for e in events)
        print(f"{n:,} measures: {kinds['mail']} mails, {kinds['digest']} digests of {notices} notices, "
              f"{kinds['transition']} transitions")  # fmt: skip
    return took


if __name__ == "__main__":
    sys.exit(main(*(int(a) for a in sys.argv[1:3])))
