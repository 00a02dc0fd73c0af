"""What does a simulated year cost, and does it grow with the number of measures only?

    python benchmarks/simulate.py [SMALL LARGE]

Both sizes are played in turn within one run, so that a busy machine disturbs both alike; the median counts. The bar: a
year of 10,000 measures with digests in 3 s, and ten times the measures cost at most 1.3 times as much a measure.
"""

from __future__ import annotations

import sys
from statistics import median
from time import process_time

from years import END, START, invented_book, snapshot_of

from rules.book import Book
from rules.timetable import Snapshot, timetable

TURNS, SECONDS, RATIO = 3, 3.0, 1.3


def main(small: int = 1_000, large: int = 10_000) -> int:
    """Prints seconds and ratio; 1 where a bar is missed."""
    sizes = {n: _given(n) for n in (small, large)}
    taken: dict[int, list[float]] = {n: [] for n in sizes}
    for _ in range(TURNS):
        for n, given in sizes.items():
            taken[n].append(_play(n, *given, say=not taken[n]))
    seconds = {n: median(those) for n, those in taken.items()}
    ratio = seconds[large] / seconds[small] / (large / small)
    print(
        f"a year of {large:,} measures: {seconds[large]:.2f} s (at most {SECONDS:.1f}); {small:,}: {seconds[small]:.2f} s"
    )
    print(f"a measure costs {ratio:.2f} times as much among {large:,} as among {small:,} (at most {RATIO})")
    return int(seconds[large] > SECONDS or ratio > RATIO)


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
