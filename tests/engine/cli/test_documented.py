"""Every command in the guides and the README is one that there is, with options that it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.cli import VERBS, main

ROOT = Path(__file__).parents[3]
PAGES = (
    "README.md",
    "docs/workflow.md",
    *(f"docs/veiledning/{n}.md" for n in ("administrator", "ansvarlig", "kalender")),
)
_COMMAND = re.compile(r"(?:`|^\$ |\.venv/bin/)tidsfrist ([a-z][^`\n]*)", re.MULTILINE)


def _commands() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for found in _COMMAND.finditer((ROOT / page).read_text(encoding="utf-8")):
            yield page, found[1].strip()


@pytest.mark.parametrize(("page", "command"), sorted(set(_commands())))
def test_the_command_is_one_that_there_is(page: str, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = command.split()
    assert words[0] in VERBS, page
    help_text = _help(words[:1], capsys)
    sub = words[1] if len(words) > 1 and re.fullmatch(r"[a-z-]+", words[1]) and "Verb:" in help_text else None
    if sub is not None:
        assert re.search(rf"^  {sub} ", help_text, re.MULTILINE), f"{page}: {command}"
        help_text = _help([words[0], sub], capsys)
    for option in re.findall(r"(?<!\S)--[a-z-]+", command):
        assert option == "--config" or option in help_text, f"{page}: {command}"


def _help(line: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit):
        main([*line, "--help"])
    return capsys.readouterr().out
