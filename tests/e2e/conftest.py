"""A demo played once by the real command line, for the tests that look at what it left behind."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.program import Program

FIRST, LAST = "2015-01-01", "2015-02-28"


@dataclass(frozen=True)
class Played:
    """What an undisturbed play of two months printed and sent."""

    output: str
    inbox: Path


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder = tmp_path_factory.mktemp("played")
    database = folder / "kept.db"
    done = Program(folder).run("demo", "--json", "--from", FIRST, "--to", LAST, "--database", database)
    assert done.returncode == 0, done.stderr
    return Played(done.stdout, folder / "kept.db.innboks")
