"""Each file in `template_mistakes/` makes one mistake in the templates of the shipped folder: a `line` put second, a
`change` to another text, or the file `remove`d; and says exactly what is to be told about it."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml

from engine.checking import check_folder
from engine.documents.words import Lang
from rules.errors import ConfigError

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "config"
MISTAKES = sorted((HERE / "template_mistakes").glob("*.yaml"))


def load(mistake: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(mistake.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return loaded


def broken(mistake: dict[str, Any], folder: Path) -> Path:
    copytree(SHIPPED, folder)
    path = folder / mistake["file"]
    text = path.read_text(encoding="utf-8")
    if "remove" in mistake:
        path.unlink()
    elif "line" in mistake:
        first, _, rest = text.partition("\n")
        path.write_text(f"{first}\n{mistake['line']}\n{rest}", encoding="utf-8")
    else:
        assert text.count(mistake["change"]) == 1
        path.write_text(text.replace(mistake["change"], mistake["to"]), encoding="utf-8")
    return folder


def told(folder: Path, lang: Lang) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        check_folder(folder, lang)
    return [str(p).removeprefix(folder.as_posix() + "/") for p in caught.value.problems]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda p: p.stem)
def test_the_mistake_is_told_in_both_languages(mistake: Path, tmp_path: Path) -> None:
    wrong = load(mistake)
    folder = broken(wrong, tmp_path / "c")
    assert told(folder, "nb") == wrong["expect"]
    for english, norwegian in zip(told(folder, "en"), wrong["expect"], strict=True):
        assert english.split(": ")[0] == norwegian.split(": ")[0]
        assert english != norwegian
        assert "«" not in english


def test_the_shipped_folder_has_no_mistake() -> None:
    assert check_folder(SHIPPED).plans
