"""Verbs that only look: they make no database, and say which rulebook they looked at."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from engine.cli import main
from tests.engine.applied import COMMITTEES, PEOPLE, PLAN, ROLES, RULEBOOK

YEAR = ("--from", "2015-06-01", "--to", "2015-06-30")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small config in it, and no database."""
    config = tmp_path / "config"
    (config / "plans").mkdir(parents=True)
    texts = {"rulebook": RULEBOOK, "roles": ROLES, "committees": COMMITTEES, "people": PEOPLE, "plans/lsu": PLAN}
    for name, text in texts.items():
        (config / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("CONFIG", "DATABASE_URL", "TRIAL"):
        monkeypatch.delenv(f"TIDSFRIST_{name}", raising=False)
    return tmp_path


def ran(*args: str) -> object:
    with pytest.raises(SystemExit) as left:
        main(args)
    return left.value.code


@pytest.mark.parametrize("args", [
    ("simulate", "--from", "9999-01-01", "--to", "9999-12-31"),
    ("simulate", "--from", "0001-01-01", "--to", "0001-12-31"),
    ("explain", "--measure", "1", "--on", "9999-12-31"),
    ("tick", "--at", "9999-12-31"),
    ("tick", "--at", "0001-01-01T00:00"),
    ("round", "open", "lsu-2015", "--period", "9999-T3"),
    ("person", "away", "kari", "--from", "2015-01-01", "--to", "9999-12-31"),
])  # fmt: skip
def test_a_day_at_the_end_of_all_calendars_is_refused(
    args: tuple[str, ...], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TIDSFRIST_TRIAL", "1")
    assert ran("plan", "add", "config/plans/lsu.yaml") == 0
    assert ran(*args) == 1
    assert "Året må være fra 1900 til 2200." in capsys.readouterr().err


@pytest.mark.parametrize(
    "args",
    [
        ("simulate", *YEAR),
        ("diff",),
        ("explain", "--measure", "1", "--on", "2015-06-16"),
        ("plan", "list"),
        ("plan", "show", "lsu-2015"),
        ("history",),
        ("config", "status"),
        ("person", "list"),
        ("silence", "list"),
        ("meeting", "list", "lsu"),
        ("agenda", "lsu"),
        ("feed", "list"),
        ("feed", "plan-lsu-2015"),
        ("round", "list", "lsu-2015"),
        ("deadline", "--review", "lsu-2015"),
        ("check",),
        ("test",),
        ("deadline", "Q2"),
    ],
    ids=lambda args: " ".join(args[:2]),
)
def test_whoever_only_looks_makes_no_database(folder: Path, args: tuple[str, ...]) -> None:
    assert ran(*args) in (0, 1)
    assert {p.name for p in folder.iterdir()} == {"config"}


def test_whoever_only_looks_does_not_wait_for_a_writer(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ran("plan", "add", "config/plans/lsu.yaml") == 0
    with closing(sqlite3.connect(folder / "tidsfrist.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert ran("plan", "list") == 0
    assert "lsu-2015" in capsys.readouterr().out


def test_without_a_database_it_says_what_is_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ran("simulate", *YEAR, "--format", "json") == 0
    out, err = capsys.readouterr()
    assert '"step": "before"' in out
    assert "Det finnes ingen database ennå" in err


def test_simulate_says_which_version_it_used_and_that_the_files_differ(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran("plan", "add", "config/plans/lsu.yaml") == 0
    capsys.readouterr()
    assert ran("simulate", *YEAR, "--format", "json") == 0
    before, err = capsys.readouterr()
    assert err == "Regelboka er versjon 1, som gjelder.\n"
    rulebook = folder / "config" / "rulebook.yaml"
    rulebook.write_text(rulebook.read_text(encoding="utf-8").replace("at: -14d", "at: -21d"), encoding="utf-8")
    assert ran("simulate", *YEAR, "--format", "json") == 0
    out, err = capsys.readouterr()
    assert out == before
    assert "Regelboka er versjon 1, som gjelder. config er" in err
    assert "tidsfrist apply" in err and "Hva mappa ville gjort: «tidsfrist diff»." in err
