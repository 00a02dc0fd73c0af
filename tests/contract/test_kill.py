"""kill -9 in the middle of writing: what was saved is there, what was not is not, and no unit is there by half."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from engine.store import Store, journal, open_store, plans
from engine.store.replay import replay

ROOT = Path(__file__).parents[2]
LONG = pytest.param(40, marks=pytest.mark.long)


def _write_and_kill(url: str, after: int) -> int:
    """Kills the writer when it has said `after` lines; the number of units it said were saved, the rest included."""
    command = [sys.executable, "-m", "tests.contract.writer", url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(after)]
        writer.kill()
        said += writer.stdout.readlines()
    return len([line for line in said if line.endswith("\n")])


@pytest.mark.parametrize("after", [1, 7, LONG])
def test_nothing_saved_is_lost_and_nothing_is_half_saved(url: str, after: int) -> None:
    said = _write_and_kill(url, after)
    store: Store = open_store(url)
    with store.write() as u:
        found, measures = plans.plans(u), plans.measures(u)
        assert len(found) in (5 * said, 5 * said + 5)  # one more unit may have been saved and not yet told
        assert len(measures) == len(found)
        entries = journal.entries(u)
        assert [e.seq for e in entries] == list(range(1, 2 * len(found) + 1))
        assert set(replay(entries).measures) == {m.uid for m in measures}
    store.close()
