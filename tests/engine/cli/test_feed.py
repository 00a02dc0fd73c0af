from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.cli import main
from engine.settings import load_settings
from engine.trial import open_trial
from tests.calendars.lint import lint, parse

ROOT = Path(__file__).parents[3]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trial database with the five plans, made once."""
    path = tmp_path_factory.mktemp("feed") / "filled.db"
    settings = load_settings(config=ROOT / "config", database_url=f"sqlite:///{path}", trial=True)
    open_trial(settings).close()
    return path


@pytest.fixture
def run(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """The command line over the shipped config and a trial database of its own: (exit code, stdout, stderr)."""
    shutil.copy(filled, tmp_path / "feed.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TIDSFRIST_CONFIG", str(ROOT / "config"))
    monkeypatch.setenv("TIDSFRIST_DATABASE_URL", f"sqlite:///{tmp_path}/feed.db")
    monkeypatch.setenv("TIDSFRIST_BASE_URL", "https://frist.example.org/")
    monkeypatch.setenv("TIDSFRIST_TRIAL", "1")

    def go(*args: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(args)
        out, err = capfdbinary.readouterr()
        code = left.value.code
        return (code if isinstance(code, int) else 1), out.decode(), err.decode()

    return go


def test_before_any_plan_is_added_those_of_the_folder_are_shown(run: Run, tmp_path: Path) -> None:
    (tmp_path / "feed.db").unlink()
    code, out, _ = run("feed", "moter-lsu-drammen", "--at", "2015-03-01")
    assert code == 0
    assert out.count("BEGIN:VEVENT") == 5


def test_a_feed_of_a_plan_at_a_day_of_its_year(run: Run) -> None:
    code, out, _ = run("feed", "plan-lsu-drammen-2015", "--at", "2015-03-01")
    assert code == 0
    assert lint(out.encode()) == []
    summaries = [c.text("SUMMARY") for c in parse(out.encode()).inner if c.name == "VEVENT"]
    assert any(s.startswith("Frist juni 2015: ") for s in summaries)
    assert "Møte i LSU Drammen" in summaries
    assert run("feed", "plan-lsu-drammen-2015", "--at", "2015-03-01")[1] == out


@pytest.mark.long
def test_every_feed_of_every_plan_in_every_year_passes_the_lint(run: Run, tmp_path: Path) -> None:
    for year in (2014, 2015, 2016, 2022):
        assert run("publish", str(tmp_path / str(year)), "--at", f"{year}-03-01")[0] == 0
        for path in (tmp_path / str(year)).glob("*.ics"):
            assert (path.name, lint(path.read_bytes())) == (path.name, [])


def test_publishing_again_touches_only_what_changed(run: Run, tmp_path: Path) -> None:
    wanted = ("publish", str(tmp_path / "ut"), "plan-lsu-drammen-2015", "moter-lsu-drammen", "--at", "2015-03-01")
    assert len(run(*wanted)[1].splitlines()) == 2
    assert run(*wanted)[1] == ""


def test_addresses_are_made_listed_and_closed(run: Run) -> None:
    code, address, _ = run("feed", "token", "moter-lsu-drammen")
    assert code == 0
    assert address.startswith("https://frist.example.org/kal/")
    assert address.endswith("/moter-lsu-drammen.ics\n")
    listed = {row["name"]: row for row in json.loads(run("feed", "list", "--json")[1])}
    (token,) = listed["moter-lsu-drammen"]["tokens"]
    assert token["id"] not in address
    assert (token["for"], token["uses"]) == (None, 0)
    assert token["id"] in run("feed", "list")[1]
    assert run("feed", "revoke", token["id"])[0] == 0
    assert token["id"] not in run("feed", "list")[1]
    assert run("feed", "revoke", token["id"])[0] == 1


def test_what_is_not_there_is_said_with_a_cure(run: Run) -> None:
    code, out, err = run("feed", "plan-lsu-dramen-2015")
    assert (code, out) == (1, "")
    assert "Mente du plan-lsu-drammen-2015?" in err
    assert run("feed", "min")[0] == 1
    assert run("feed", "min", "--for", "ukjent@example.org")[0] == 1
    assert run("feed", "token")[0] == 2
