"""What the engine's tests share. `kept` is each module's own: a folder with a trial database as its tests find it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.bootstrap import Installation
from tests.engine import homes


@pytest.fixture
def opened(kept: Path, tmp_path: Path) -> Iterator[Installation]:
    """A copy of the module's `kept`, open."""
    shutil.copy(kept / "trial.db", tmp_path / "trial.db")
    with homes.home(tmp_path) as found:
        yield found
