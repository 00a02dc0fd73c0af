"""What `tidsfrist check` need not try again: the mails as they came with the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from engine import shipped
from engine.checking import check_folder
from rules.errors import ConfigError


@pytest.fixture
def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The shipped folder itself, in which somebody has made a mistake."""
    folder = tmp_path / "config"
    copytree(shipped.shipped_config(), folder)
    with (folder / "templates" / "nb" / "reminder.txt").open("a", encoding="utf-8") as file:
        file.write("{{ letter.tittel }}\n")
    monkeypatch.setattr(shipped, "shipped_config", lambda: folder)
    shipped._shipped.cache_clear()
    yield folder
    monkeypatch.undo()
    shipped._shipped.cache_clear()


def test_the_shipped_mails_are_those_that_were_tried() -> None:
    """After a change of config/templates, and a green tests/notifiers/test_render.py: write the new one there."""
    assert shipped.fingerprint() == shipped._TRIED
    assert shipped.tried_templates()


def test_whoever_edits_the_shipped_folder_itself_hears_of_mistakes(edited: Path) -> None:
    assert shipped.tried_templates() == {}
    with pytest.raises(ConfigError, match=r"reminder\.txt.*tittel"):
        check_folder(edited)
