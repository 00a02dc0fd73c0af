"""A program to be killed: writes plan after plan with a measure each, says which are saved, never ends by itself.

python -m tests.contract.writer URL
"""

from __future__ import annotations

import sys
from itertools import count

from engine.store import open_store, plans
from tests.contract import samples


def main(url: str) -> None:
    """After each unit one line with its number; a unit is five plans with a measure and a row each."""
    store = open_store(url)
    for n in count():
        with store.write() as u:
            for part in range(5):
                uid = f"{n:05}-{part}"
                plans.save_plan(u, samples.plan(f"p{uid}"), samples.STAMP)
                plans.save_measure(u, samples.measure(f"m{uid}", f"p{uid}"), samples.STAMP)
        print(n, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
