"""The folder beside the version that runs, and what `serve` does about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from engine.folder_state import MARK, SETTLED, FolderWatch, last_seen, look, remember, status_words
from engine.store import versions
from tests.engine.applied import Stage, stage
from tests.fakes import at

NOW = at("2026-01-01")


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path) as made:
        remember(made.folder, made.home.folder.hash)
        yield made


def kind(here: Stage) -> str:
    state = look(here.home.store, here.folder)
    assert status_words(state, here.folder)
    return state.kind


EARLIER = ("at: -14d", "at: -15d")
FEWER = ("{name: ferdig,", "{name: ro, when: {role: k26}, ladder: none}\n  - {name: ferdig,")


def test_each_way_to_differ(here: Stage) -> None:
    assert kind(here) == "in_step"
    here.edit(EARLIER)
    assert kind(here) == "edited"
    (here.folder / MARK).unlink()
    assert kind(here) == "unknown"
    here.apply()
    assert kind(here) == "in_step"
    remember(here.folder, here.home.folder.hash)
    here.edit((EARLIER[1], EARLIER[0]))
    assert kind(here) == "behind"  # it is the first version
    here.edit((EARLIER[0], "at: -99x"))
    assert kind(here) == "broken"
    here.folder.rename(here.folder.with_name("borte"))
    assert kind(here) == "missing"


def test_a_plan_may_be_of_the_database_or_of_a_file(here: Stage) -> None:
    files = here.folder / "plans"
    files.mkdir(exist_ok=True)
    (files / "ny.yaml").write_text("plan: {id: ny-2027, title: Ny}\nkluss: [1]\n", "utf-8")
    (files / "uleselig.yaml").write_text("plan: [\n", "utf-8")
    rulebook = here.folder / "rulebook.yaml"
    text = rulebook.read_text("utf-8")
    for named, said in (("ny-2027", "edited"), ("lsu-2015", "edited"), ("ny-2028", "broken")):
        rulebook.write_text(f"{text}plans: {{{named}: {{}}}}\n", "utf-8")
        assert kind(here) == said, named


def test_a_folder_that_was_changed_from_another_version_is_behind(here: Stage) -> None:
    text = (here.folder / "rulebook.yaml").read_text("utf-8")
    here.edit(EARLIER)
    here.apply()
    (here.folder / "rulebook.yaml").write_text(text + "# endret her\n", "utf-8")
    assert kind(here) == "behind"


def test_a_folder_that_cannot_be_written_to_remembers_nothing(tmp_path: Path) -> None:
    remember(tmp_path / "nowhere", "abc")
    assert last_seen(tmp_path / "nowhere") is None


class Watched:
    """A watch with a clock of its own."""

    def __init__(self, here: Stage, alone: bool = True) -> None:
        self.here = here
        self.now: datetime = NOW
        self.watch = FolderWatch(here.folder, alone)
        self.look()

    def look(self, seconds: float = 60) -> bool:
        self.now += timedelta(seconds=seconds)
        return self.watch.look(self.here.home.reloaded(), self.now)

    def running(self) -> int | None:
        with self.here.home.store.read() as unit:
            return versions.running_number(unit)


def test_an_edited_folder_is_taken_over_when_it_has_stood_for_a_while(here: Stage) -> None:
    watched = Watched(here)
    here.edit(EARLIER)
    assert not watched.look(1)  # seen to be different
    assert not watched.look(SETTLED.total_seconds() - 1)  # someone may still be saving
    assert watched.look(5)
    assert (watched.running(), watched.watch.waiting) == (2, "")
    assert kind(here) == "in_step"
    assert not watched.look()
    assert watched.running() == 2


def test_a_change_that_a_person_must_see_waits(here: Stage) -> None:
    watched = Watched(here)
    here.edit(FEWER)
    watched.look()
    assert not watched.look()
    assert watched.running() == 1
    assert "noen må se på virkningen først" in watched.watch.waiting
    here.edit((FEWER[1], FEWER[0]))
    watched.look()
    watched.look()
    assert watched.watch.waiting == ""


def test_a_folder_with_mistakes_waits(here: Stage) -> None:
    watched = Watched(here)
    here.edit(("ladder: standard}", "ladder: standrad}"))
    watched.look()
    watched.look()
    assert (watched.running(), watched.watch.waiting) == (
        1,
        status_words(look(here.home.store, here.folder), here.folder),
    )


def test_a_folder_with_a_broken_template_waits(here: Stage) -> None:
    watched = Watched(here)
    here.edit(EARLIER)
    name = here.folder / "templates" / "nb" / "reminder.txt"
    name.parent.mkdir(parents=True)
    name.write_text("{{ letter.nope }}\n", "utf-8")
    watched.look()
    watched.look()
    assert watched.running() == 1
    assert "feil" in watched.watch.waiting


def test_on_several_machines_only_apply_takes_over(here: Stage) -> None:
    watched = Watched(here, alone=False)
    here.edit(EARLIER)
    watched.look()
    watched.look()
    assert watched.running() == 1
    assert "tidsfrist apply" in watched.watch.waiting


def test_neither_side_overwrites_the_other(here: Stage) -> None:
    watched = Watched(here)
    text = (here.folder / "rulebook.yaml").read_text("utf-8")
    here.edit(EARLIER)
    here.apply("et annet sted")
    (here.folder / "rulebook.yaml").write_text(text + "# min egen endring\n", "utf-8")
    watched.look()
    watched.look()
    assert watched.running() == 2
    assert (here.folder / "rulebook.yaml").read_text("utf-8").endswith("# min egen endring\n")
    assert "config pull" in watched.watch.waiting
