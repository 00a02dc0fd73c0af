"""The years told in docs/aar are what really happens: each is played again, and compared word for word."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "aar"


@pytest.mark.parametrize("name", sorted(p.stem for p in FOLDER.glob("*.md")))
def test_the_year_is_as_it_is_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    stories = importlib.import_module("make").STORIES
    assert name in stories, f"docs/aar/{name}.md is written by nobody: add it to docs/aar/make.py"
    told = stories[name]()
    assert told == (FOLDER / f"{name}.md").read_text(encoding="utf-8"), (
        "run: python docs/aar/make.py, and read the diff"
    )
    for word in ("purring", "eskalering", "oversittet"):
        assert word not in told.casefold()
