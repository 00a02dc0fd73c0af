"""The session told in docs/veiledning/endre-en-regel.md is what the terminal prints: typed again, word for word."""

from __future__ import annotations

import importlib
import os
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "veiledning"


def test_changing_a_rule_is_as_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    monkeypatch.setattr(os, "environ", os.environ.copy())  # the session settles where it runs
    told = importlib.import_module("endre_en_regel").page()
    assert told == (FOLDER / "endre-en-regel.md").read_text(encoding="utf-8"), (
        "run: python docs/veiledning/endre_en_regel.py, and read the diff"
    )
