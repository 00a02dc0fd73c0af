"""`tidsfrist answer`: which point a word is about where nobody said which."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from engine.bootstrap import open_installation
from engine.settings import Settings
from engine.store import installation, plans
from engine.trial import trial_settings
from tests.engine import homes
from tests.fakes import at

PLAN = """
plan: {id: p, title: P, committee: LSU Drammen, years: [2015], secretariat: sekretariat-lsu-drammen,
       reporting: {every: tertial, ask: -2w, due: +10bd}}
measures:
- {id: '1', title: Datert, deadline_text: Oktober 2015, responsible_roles: [Avdelingssjef DDPS]}
- {id: '2', title: Alltid, deadline_text: Løpende, responsible_roles: [Avdelingssjef DDPS]}
"""
NOW = "2015-09-02 12:00"  # the second round is open, the first was never closed
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    with homes.home(folder) as found:
        homes.add(found, PLAN)
        for moment in ("2015-02-06 08:00", NOW):
            homes.look(found, moment)
        with found.store.write() as unit:
            installation.set_clock(unit, at(NOW))
    return folder


def answered(number: str, tmp_path: Path) -> list[str]:
    """The slots of the measure's occurrences that have answers."""
    settings = trial_settings(Settings(_env_file=None, config=homes.CONFIG), tmp_path / "trial.db")
    with closing(open_installation(settings, at(NOW))) as found, found.store.read() as unit:
        measure = next(m for m in plans.measures(unit) if m.number == number)
        return [o.slot for o in plans.occurrences(unit, [measure.uid])[measure.uid] if o.answers]


def test_a_deadline_comes_before_a_round_and_the_open_round_before_a_past_one(run: Run, tmp_path: Path) -> None:
    for number in ("1", "2"):
        code, _, err = run("answer", "p", number, "--outcome", "in_progress", "--by", "line-sorensen")
        assert code == 0, err
    assert answered("2", tmp_path) == ["t:2015-38"]
    assert "p:2015-10" in answered("1", tmp_path) and "t:2015-37" not in answered("1", tmp_path)


def test_what_is_missing_is_told_with_the_options_that_give_it(run: Run) -> None:
    code, _, err = run("answer", "p", "1", "--outcome", "waiting", "--by", "line-sorensen")
    missing = "Det mangler: en kommentar og en dag da det skal ses på igjen."
    assert (code, err.strip()) == (1, f"{missing} Skriv også --comment og --review-on.")
    code, _, err = run("answer", "p", "1", "--outcome", "postpone", "--by", "line-sorensen", "--comment", "x")
    assert (code, err.strip()) == (1, "Det mangler: den nye fristen. Skriv også --new-deadline.")
