"""An installation at work takes up what others have changed in its database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from engine.service import Works, dispatcher_of
from engine.store import Stamp, people
from rules.model import Membership, Person
from tests.engine.applied import Nowhere, Stage, stage
from tests.fakes import at

NOW = at("2015-03-02 12:00")


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path) as made:
        yield made


@pytest.fixture
def works(here: Stage, tmp_path: Path) -> Works:
    templates = tmp_path / "maler"
    made = Works(here.home, dispatcher_of(here.home, Nowhere(), templates), templates)
    made.take_up()
    return made


def names(works: Works) -> set[str]:
    return {p.id for p in works.dispatcher.book.directory.people.values()}


def test_people_who_are_changed_while_it_serves_are_taken_up(here: Stage, works: Works) -> None:
    before = works.dispatcher.book
    works.take_up()
    assert works.dispatcher.book is before  # nothing has changed: nothing is loaded
    with here.home.store.write() as unit:
        nora = Person("nora-uid", "nora", "Nora Vik", "nora@example.org")
        held = (*people.memberships(unit), Membership("k26", nora.uid))
        people.import_people(unit, (*people.people(unit), nora), held, Stamp(NOW, "system", "test"))
    works.take_up()
    assert "nora" in names(works) and works.home.book is works.dispatcher.book
    assert "nora-uid" in {h.person for h in works.dispatcher.book.directory.holders("k26", NOW.date())}


def test_an_address_that_is_corrected_counts_from_the_next_round(here: Stage, works: Works) -> None:
    with here.home.store.write() as unit:
        changed = [replace(p, email="ny@example.org") if p.id == "kari" else p for p in people.people(unit)]
        people.import_people(unit, changed, people.memberships(unit), Stamp(NOW, "system", "test"))
    works.take_up()
    kari = next(p for p in works.dispatcher.book.directory.people.values() if p.id == "kari")
    assert kari.email == "ny@example.org"


def test_the_file_of_people_is_a_form_and_counts_only_when_it_is_imported(here: Stage, works: Works) -> None:
    here.edit(("ola@example.org", "annen@example.org"), file="people.yaml")
    works.take_up()
    assert {p.email for p in works.dispatcher.book.directory.people.values()} >= {"ola@example.org"}
