"""What every verb shares: the line itself, and text that is no UTF-8."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from engine.cli import main


def _tidsfrist(*args: str | bytes, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", "from engine.cli import main; main()", *args],
        input=given,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"},
    )


@pytest.mark.parametrize("given", [b'{"text": "\\ud800 mai 2015"}\n', b'{"text": "\xff mai 2015"}\n'])
def test_a_line_with_half_a_character_is_read_and_so_are_those_after_it(given: bytes) -> None:
    done = _tidsfrist("deadline", "--jsonl", given=given + b'{"text": "juni 2015"}\n')
    assert (done.returncode, done.stderr) == (0, b"")
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert first["text"].endswith(" mai 2015")
    assert second["due"] == ["2015-06-30"]


def test_an_argument_in_another_encoding_is_read() -> None:
    done = _tidsfrist("deadline", b"\xe5 mai 2015", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["text"] == "\udce5 mai 2015"


@pytest.mark.parametrize("line", [["plan", "list", "--config"], ["--config"]])
def test_config_without_a_folder_is_a_usage_error(line: list[str]) -> None:
    done = _tidsfrist(*line)
    assert done.returncode == 2
    assert b"--config" in done.stderr


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as `init` makes it, and this process in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TIDSFRIST_CONFIG", raising=False)
    _said("init", "config")
    return tmp_path


def _said(*line: str) -> str:
    """What is told, on either stream."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit):
        main(line)
    return out.getvalue() + err.getvalue()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["plan", "add", "nope.yaml"], "nope.yaml: fila finnes ikke; se over navnet og mappa\n"),
        (["plan", "add", "config"], "config: fila kan ikke leses: det er en mappe, ikke en fil\n"),
        (["plan", "show", "\udcff"], "«\\xff» er ikke skrevet i UTF-8, så det kan ikke lagres eller slås opp.\n"),
        (["plan", "show", "nope"], "Det finnes ingen plan med id «nope». Planer i databasen: ingen.\n"),
    ],
)
def test_what_is_wrong_is_one_sentence(line: list[str], said: str, folder: Path) -> None:
    assert _said(*line).splitlines()[-1] == said.rstrip("\n")


def test_a_folder_that_is_not_there_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TIDSFRIST_CONFIG", raising=False)
    said = "config: mappa finnes ikke; lag en med «tidsfrist init config», eller si hvor den er med --config MAPPE"
    assert {_said(*line).splitlines()[-1] for line in (["check"], ["plan", "list"], ["test"])} == {said}


@pytest.mark.parametrize("line", ["schema plan", "deadline --jsonl", "--help"])
def test_a_reader_that_has_left_is_no_mistake(line: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-c", "from engine.cli import main; main()", *line.split()],
        input=b'{"text": "mai 2015"}\n' * 5,
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")
