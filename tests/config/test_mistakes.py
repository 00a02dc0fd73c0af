"""Each file in `mistakes/` makes one mistake in the folder `base/` and says exactly what is to be told about it."""

from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml

from engine.documents.words import Lang
from engine.rulebooks import Folder, load_folder
from rules.errors import ConfigError

HERE = Path(__file__).parent
MISTAKES = sorted((HERE / "mistakes").glob("*.yaml"))


def load(mistake: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(mistake.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return loaded


def broken(mistake: dict[str, Any], folder: Path) -> Path:
    """A copy of the base folder with the mistake made: `change` once `to`, `append`ed, `bytes` put first, `remove`d."""
    copytree(HERE / "base", folder)
    path = folder / mistake["file"]
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if "change" in mistake:
        assert text.count(mistake["change"]) == 1, "the text to change must stand exactly once in the base"
        text = text.replace(mistake["change"], mistake["to"])
    text += mistake.get("append", "")
    path.write_bytes(text.encode(mistake.get("encoding", "utf-8")))
    if "remove" in mistake:
        path.unlink()
    return folder


def told(folder: Path, lang: Lang) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_folder(folder, lang=lang)
    return [str(p).removeprefix(folder.as_posix() + "/") for p in caught.value.problems]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda p: p.stem)
def test_the_mistake_is_told_in_norwegian(mistake: Path, tmp_path: Path) -> None:
    wrong = load(mistake)
    assert told(broken(wrong, tmp_path / "c"), "nb") == wrong["expect"]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda p: p.stem)
def test_the_mistake_is_told_in_english_at_the_same_place(mistake: Path, tmp_path: Path) -> None:
    wrong = load(mistake)
    said = told(broken(wrong, tmp_path / "c"), "en")
    assert len(said) == len(wrong["expect"])
    for english, norwegian in zip(said, wrong["expect"], strict=True):
        assert english.split(": ")[0] == norwegian.split(": ")[0]
        assert english != norwegian
        assert "«" not in english
    for english, wanted in zip(said, wrong.get("expect_en", ()), strict=False):
        assert english == wanted


def test_the_base_folder_has_no_mistake() -> None:
    folder: Folder = load_folder(HERE / "base")
    assert [r.name for r in folder.rulebook.rules] == ["ferdig", "løpende", "resten"]


def test_an_included_file_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    folder = broken(
        {"file": "rulebook.yaml", "change": "version: 1", "to": "version: 1\ninclude: [egne.yaml]"}, tmp_path / "c"
    )
    (folder / "egne.yaml").symlink_to("egne.yaml")
    assert told(folder, "nb") == ["egne.yaml: fila kan ikke leses: lenkene går i ring"]
    (folder / "egne.yaml").unlink()
    (folder / "egne.yaml").write_text("rules: [\n")
    assert len(told(folder, "nb")) == 1


def test_more_than_a_thousand_rules_are_refused(tmp_path: Path) -> None:
    book = copytree(HERE / "base", tmp_path / "c") / "rulebook.yaml"
    bare = book.read_text(encoding="utf-8")

    def with_more(count: int) -> None:
        rules = (
            f"  - {{name: r{n}, when: {{due_in: {{min: {n}d}}}}, ladder: standard}}\n" for n in range(count, 0, -1)
        )
        book.write_text(bare.replace("rules:\n", f"rules:\n{''.join(rules)}", 1), encoding="utf-8")

    with_more(997)  # three stand there already
    assert len(load_folder(book.parent).rulebook.rules) == 1000
    with_more(998)
    assert told(book.parent, "nb") == ["rulebook.yaml:36:3: rules: kan ha høyst 1000 punkter"]
