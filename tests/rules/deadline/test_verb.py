"""`tidsfrist deadline`: the contract of the command."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import typer

from engine.cli.deadline import deadline
from rules.errors import TidsfristError
from tests.rules.deadline.contexts import CORPUS

KEYS = ["text", "kind", "edtf", "rrule", "meeting", "due", "confidence", "rest", "explanation"]


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    deadline(["Juni og nov 2015", "Løpende"], year=2015, as_json=True)
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert list(first) == KEYS
    assert first["due"] == ["2015-06-30", "2015-11-30"]
    assert (second["kind"], second["due"]) == ("ongoing", None)


def test_words(capsys: pytest.CaptureFixture[str]) -> None:
    deadline(["Q2"], year=2014)
    assert capsys.readouterr().out.startswith("«Q2» er lest som frist mandag 30. juni 2014")


def test_today_alone_is_a_context(capsys: pytest.CaptureFixture[str]) -> None:
    deadline(["om to uker"], today="2015-02-06", as_json=True)
    assert json.loads(capsys.readouterr().out)["due"] == ["2015-02-20"]


def test_json_lines_keep_their_order(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(CORPUS.read_text(encoding="utf-8") + "\n\n"))
    deadline(jsonl=True)
    texts = [json.loads(line)["text"] for line in capsys.readouterr().out.splitlines()]
    assert texts == [json.loads(line)["text"] for line in CORPUS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "3", '{"text": 3}', '{"text": "Q1", "lang": 3}', '{"text": "Q1", "context": {"today": "i dag"}}',
     '{"text": "Q1", "context": 3}', '{"text": "Q1", "context": {"own_committee": [1]}}',
     '{"text": "Q1", "context": {"plan_years": 2015}}', "[" * 100_000, '{"text": "Q1", "n": ' + "9" * 5000 + "}"],
)  # fmt: skip
def test_a_broken_line_is_named(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"text": "Q1"}\n' + line + "\n"))
    with pytest.raises(TidsfristError, match="linje 2"):
        deadline(jsonl=True)


def test_a_broken_line_does_not_lose_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"text": "Q1"}\nQ2\n{"text": "Q3"}\n{"text": 4}\n{"text": "Q4"}\n'))
    with pytest.raises(TidsfristError) as told:
        deadline(jsonl=True)
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["text"] for row in rows] == ["Q1", None, "Q3", None, "Q4"]
    assert list(rows[1]) == [*KEYS, "error"]
    assert str(told.value).splitlines() == [rows[1]["error"], rows[3]["error"]]
    assert rows[1]["error"].startswith("linje 2, tegn 1: dette er ikke JSON")


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(TidsfristError, match="velg blant da, en, nb, nn, sv"):
        deadline(["Q1"], lang="xx")


def test_a_wrong_day_is_named() -> None:
    with pytest.raises(TidsfristError, match="ÅÅÅÅ-MM-DD"):
        deadline(["Q1"], today="i dag")


def test_without_a_text_it_is_a_usage_error() -> None:
    with pytest.raises(typer.BadParameter):
        deadline(year=2014)


def test_find(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "referat.txt"
    file.write_text("Frist for svar er 5. mai.\nKurs 3. juni kl. 10 i Drammen.", encoding="utf-8")
    deadline(find_in=file, year=2014, as_json=True)
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["role"], row["line"], row["due"]) for row in rows] == [
        ("deadline", 1, ["2014-05-05"]),
        ("event", 2, ["2014-06-03"]),
    ]
    deadline(find_in=file, year=2014)
    assert "kl. 10 Drammen" in capsys.readouterr().out
    with pytest.raises(TidsfristError, match="ingen"):
        deadline(find_in=tmp_path / "ingen.txt", year=2014)


def test_find_reads_in_the_documents_own_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "referat.txt"
    file.write_text(
        "Sist oppdatert 1.2.2020\n\nMøtet 24.11.2014\n\nFrist 11. november for budsjettet.", encoding="utf-8"
    )
    deadline(find_in=file, as_json=True)
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert found[-1]["due"] == ["2014-11-11"]
