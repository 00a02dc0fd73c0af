"""What every verb shares: the line itself, and text that is no UTF-8."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest


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
