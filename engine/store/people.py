"""People with addresses, absences and memberships. Public names: people, person, memberships, import_people."""

from __future__ import annotations

from collections.abc import Iterable

from engine.store.stamp import Stamp
from engine.store.unit import Unit
from rules.model import Membership, Person


def people(u: Unit) -> tuple[Person, ...]:
    """Everyone, in order of id."""
    raise NotImplementedError


def person(u: Unit, uid: str) -> Person | None:
    """The person with this uid."""
    raise NotImplementedError


def memberships(u: Unit) -> tuple[Membership, ...]:
    """Who holds which role, in the order they were given."""
    raise NotImplementedError


def import_people(u: Unit, people: Iterable[Person], memberships: Iterable[Membership], stamp: Stamp) -> None:
    """Adds or saves these people with their absences; the memberships given replace all there were."""
    raise NotImplementedError
