"""Saves a small database of today's tables, so that every later program can be tried on it.

    python -m tests.upgrades.make

Run it once for each version of the tables, before the next migration is written; it never replaces a saved one.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from engine.store import open_store
from engine.store.migrate import SCHEMA
from tests.contract import samples

SAVED = Path(__file__).parent


def main(target: Path = SAVED / f"{SCHEMA}.sqlite") -> int:
    """Writes one file, with a row in every table and no write-ahead log beside it; 1: it is there already."""
    if target.exists():
        print(f"{target} is there already", file=sys.stderr)
        return 1
    with closing(sqlite3.connect(target)) as small:
        small.execute("PRAGMA page_size=512")
        small.execute("VACUUM")
    store = open_store(f"sqlite:///{target}")
    with store.write() as u:
        samples.everything(u)
    store.close()
    with closing(sqlite3.connect(target)) as done:
        done.execute("PRAGMA journal_mode=DELETE")
        done.execute("VACUUM")
    return 0


if __name__ == "__main__":
    sys.exit(main())
