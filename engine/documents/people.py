"""The form for people and parties: who has which role, and until when.

Public names: PeopleForm, PersonEntry, PartyEntry, form_of, yaml_text, RoleEntry, AwayEntry.

It is a form to import and export; the database owns people and parties.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, partial
from typing import Annotated, Any, Literal

import yaml
from pydantic import BeforeValidator, Field

from rules.governance import Party
from rules.identity import uid
from rules.model import Absence, Membership, Person
from rules.strict import Day, Strict

# One @, no white space or punctuation of address lists, ASCII before the @ (few servers deliver to others), a dot in
# the domain; the rest is the receiving server's to say.
_ATOM = r"[^\s@<>,;:\"()\[\]\\]"
_ADDRESS = re.compile(rf"^(?:(?=[!-~]){_ATOM})+@(?![.-]){_ATOM}+\.[^\s@<>,;:\"()\[\]\\.]{{2,}}$")


def _address(value: Any) -> Any:
    if isinstance(value, str) and _ADDRESS.fullmatch(value) and len(value) <= 254 and ".." not in value:
        local, _, domain = value.partition("@")
        try:
            return f"{local}@{domain.encode('idna').decode()}"
        except UnicodeError:
            pass
    raise ValueError(f"{value!r} is not an e-mail address")


def _role(value: Any) -> Any:
    return {"role": value} if isinstance(value, str) else value


class RoleEntry(Strict):
    """A role held or led, from and to (inclusive; none: open). `party`: whom she answers for in it."""

    role: str
    from_: Day | None = Field(None, alias="from")
    to: Day | None = None
    party: str | None = None


class AwayEntry(Strict):
    """An absence, both days inclusive. `deputy`: a person's id."""

    from_: Day = Field(alias="from")
    to: Day
    deputy: str | None = None


Entry = Annotated[RoleEntry, BeforeValidator(_role)]


class PersonEntry(Strict):
    """A person. `party`: whom she answers for, unless a role says otherwise. `zone`: None is the tenant's."""

    name: str = Field(min_length=1)
    email: Annotated[str, BeforeValidator(_address)]
    locale: Literal["nb", "nn"] = "nb"
    zone: str | None = None
    party: str | None = None
    away: tuple[AwayEntry, ...] = ()
    roles: tuple[Entry, ...] = ()
    leads: tuple[Entry, ...] = ()


class PartyEntry(Strict):
    """Who answers: a municipality, a hospital, a clinic; from and to (inclusive), and what it was merged into."""

    name: str = Field(min_length=1)
    kind: str = "kommune"
    from_: Day | None = Field(None, alias="from")
    to: Day | None = None
    successor: str | None = None


class PeopleForm(Strict):
    """The whole file `people.yaml`."""

    version: Literal[1] = 1
    parties: dict[str, PartyEntry] = {}
    people: dict[str, PersonEntry] = {}

    def party_values(self) -> tuple[Party, ...]:
        """The parties, in the order of the file."""
        return tuple(Party(name, p.name, p.kind, p.from_, p.to, p.successor) for name, p in self.parties.items())

    def values(self, tenant: str) -> tuple[tuple[Person, ...], tuple[Membership, ...]]:
        """People and memberships with their uids, in the order of the file."""
        key = cache(partial(uid, tenant, "person"))
        people = tuple(_person(key, name, entry) for name, entry in self.people.items())
        memberships = [
            _membership(key(name), entry, role, leads)
            for name, entry in self.people.items()
            for leads, roles in ((False, entry.roles), (True, entry.leads))
            for role in roles
        ]
        return people, tuple(memberships)


def _person(key: Callable[[str], str], name: str, entry: PersonEntry) -> Person:
    away = tuple(Absence(a.from_, a.to, key(a.deputy) if a.deputy else None) for a in entry.away)
    return Person(key(name), name, entry.name, entry.email, entry.locale, entry.zone, away)


def _membership(person: str, entry: PersonEntry, role: RoleEntry, leads: bool) -> Membership:
    return Membership(role.role, person, role.from_, role.to, leads, role.party or entry.party)


def form_of(people: Iterable[Person], memberships: Iterable[Membership], parties: Iterable[Party] = ()) -> PeopleForm:
    """The form that would make these values, for export."""
    known = {p.uid: p for p in people}
    held: dict[str, list[Membership]] = {}
    for one in memberships:
        held.setdefault(one.person, []).append(one)
    entries = {p.id: _entry(p, held.get(p.uid, []), known) for p in sorted(known.values(), key=lambda p: p.id)}
    listed = {p.id: _party(p) for p in parties}
    return PeopleForm.model_validate({"parties": listed, "people": entries})


def _party(party: Party) -> dict[str, Any]:
    return _given(
        {"name": party.name, "kind": party.kind, "from": party.first, "to": party.last, "successor": party.successor}
    )


def _entry(person: Person, held: list[Membership], known: dict[str, Person]) -> dict[str, Any]:
    parties = {m.party for m in held}
    own = parties.pop() if len(parties) == 1 else None
    away = [
        _given({"from": a.first, "to": a.last, "deputy": known[a.deputy].id if a.deputy in known else None})
        for a in person.away
    ]
    entry = {
        "name": person.name,
        "email": person.email,
        "locale": person.locale if person.locale != "nb" else None,
        "zone": person.zone,
        "party": own,
        "roles": [_role_of(m, own) for m in held if not m.leader],
        "leads": [_role_of(m, own) for m in held if m.leader],
        "away": away,
    }
    return _given(entry)


def _role_of(held: Membership, own: str | None) -> str | dict[str, Any]:
    party = held.party if held.party != own else None
    entry = _given({"role": held.role, "from": held.first, "to": held.last, "party": party})
    return held.role if list(entry) == ["role"] else entry


def _given(entry: dict[str, Any]) -> dict[str, Any]:
    """Without what is not said; days as text."""
    said = {name: value for name, value in entry.items() if value not in (None, [], ())}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}


def yaml_text(form: PeopleForm) -> str:
    """The form as a file that reads back to the same form."""
    data = form.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    plain = {"version": 1, **_slim(data)}
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=120)


def _slim(value: Any) -> Any:
    """A role with nothing but its name stands as the name."""
    if isinstance(value, dict):
        return value["role"] if list(value) == ["role"] else {k: _slim(v) for k, v in value.items()}
    return [_slim(v) for v in value] if isinstance(value, list) else value
