"""What does a tick cost when nothing is due, over 1,000 and over 100,000 measures, and what when 100 are?

    python benchmarks/ticks.py [SMALL LARGE]

Both databases are asked in turn within one run, so that a busy machine disturbs both alike; the median counts.
The bar: nothing due over 100,000 measures costs at most twice what it costs over 1,000.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from engine.bootstrap import Installation, open_installation
from engine.settings import Settings
from engine.store import Stamp, ledger, plans
from engine.tick import tick
from rules.deadline.reading import Point, Reading
from rules.model import Measure, Occurrence, Plan

NOW = datetime(2015, 2, 2, 9, tzinfo=UTC)
DUE = date(2015, 6, 30)
ROUNDS, DUE_AT_ONCE, BAR = 301, 100, 2.0
CONFIG = Path(__file__).parents[1] / "config"


def main(small: int = 1_000, large: int = 100_000) -> int:
    """Prints the ratios; 1 where the bar is missed."""
    with tempfile.TemporaryDirectory() as folder:
        databases = {n: _database(Path(folder), n) for n in (small, large)}
        empty: dict[int, list[float]] = {n: [] for n in databases}
        for _ in range(ROUNDS):
            for n, here in databases.items():
                empty[n].append(_seconds(here, NOW))
        due: dict[int, list[float]] = {n: [] for n in databases}
        for turn in range(11):
            for n, here in databases.items():
                due[n].append(_with_due(here, turn))
        for here in databases.values():
            here.close()
    ratio = median(empty[large]) / median(empty[small])
    _print("none due", empty, ratio)
    _print(f"{DUE_AT_ONCE} due", due, median(due[large]) / median(due[small]))
    print(f"ratio {ratio:.2f} (at most {BAR:.1f})")
    return int(ratio > BAR)


def _print(what: str, seconds: dict[int, list[float]], ratio: float) -> None:
    times = ", ".join(f"{n:,} measures {median(those) * 1000:.2f} ms" for n, those in seconds.items())
    print(f"tick, {what}: {times}; ratio {ratio:.2f}")


def _seconds(here: Installation, now: datetime) -> float:
    started = perf_counter()
    tick(here.store, here.book, now)
    with here.store.read() as unit:
        ledger.next_due(unit)
    return perf_counter() - started


def _with_due(here: Installation, turn: int) -> float:
    now = NOW + timedelta(seconds=turn)
    with here.store.write() as unit:
        plans.set_looks(unit, {f"m{i}": now for i in range(DUE_AT_ONCE)})
    return _seconds(here, now)


def _database(folder: Path, n: int) -> Installation:
    url = f"sqlite:///{folder}/{n}.db"
    here = open_installation(Settings(config=CONFIG, database_url=url, maildir=folder, trial=True), NOW)
    stamp, plan = Stamp(NOW, "import"), Plan("plan", "PLAN", "Plan", None, "active", (2015,), "nb", counted_from=NOW)
    started = perf_counter()
    with here.store.write() as unit:
        plans.save_plan(unit, plan, stamp)
        plans.save_measures(unit, [_measure(i) for i in range(n)], stamp)
        plans.save_occurrences(unit, [_occurrence(i) for i in range(n)], stamp)
        plans.set_looks(unit, {f"m{i}": NOW + timedelta(days=9 + i % 300) for i in range(n)})
    print(f"{n:,} measures saved in {perf_counter() - started:.2f} s")
    return here


_READING = Reading("juni 2015", "dates", ("2015-06",), points=(Point("2015-06", date(2015, 6, 1), DUE, DUE),))
_MEASURE = Measure("", "plan", "", "Område", "Tiltak", "", "", "juni 2015", "KSL", "", _READING, "planned")


def _measure(i: int) -> Measure:
    return replace(_MEASURE, uid=f"m{i}", number=str(i), title=f"Tiltak {i}")


def _occurrence(i: int) -> Occurrence:
    return Occurrence(f"o{i}", f"m{i}", "due", "p:2015-06", DUE, date(2015, 6, 1), DUE, counted_from=NOW)


if __name__ == "__main__":
    sys.exit(main(*(int(a) for a in sys.argv[1:3])))
