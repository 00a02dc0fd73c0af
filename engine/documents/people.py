"""The form for people: who has which role, and until when. Public names: PeopleForm, PersonEntry, parse_people.

It is read into the database once; the database owns people after that.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from rules.identity import uid
from rules.model import Absence, Membership, Person
from rules.strict import Day, Strict

# One @, no white space or punctuation of address lists, a dot in the domain; the rest is the receiving server's to say.
_ATOM = r"[^\s@<>,;:\"()\[\]\\]"
_ADDRESS = re.compile(rf"^{_ATOM}+@(?![.-]){_ATOM}+\.[^\s@<>,;:\"()\[\]\\.]{{2,}}$")


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


class PeopleForm(Strict):
    """The whole file `people.yaml`."""

    version: Literal[1] = 1
    people: dict[str, PersonEntry] = {}

    def values(self, tenant: str) -> tuple[tuple[Person, ...], tuple[Membership, ...]]:
        """People and memberships with their uids, in the order of the file."""
        people = tuple(_person(tenant, name, entry) for name, entry in self.people.items())
        memberships = [
            _membership(tenant, name, entry, role, leads)
            for name, entry in self.people.items()
            for leads, roles in ((False, entry.roles), (True, entry.leads))
            for role in roles
        ]
        return people, tuple(memberships)


def _uid(tenant: str, name: str) -> str:
    return uid(tenant, "person", name)


def _person(tenant: str, name: str, entry: PersonEntry) -> Person:
    away = tuple(Absence(a.from_, a.to, _uid(tenant, a.deputy) if a.deputy else None) for a in entry.away)
    return Person(_uid(tenant, name), name, entry.name, entry.email, entry.locale, entry.zone, away)


def _membership(tenant: str, name: str, entry: PersonEntry, role: RoleEntry, leads: bool) -> Membership:
    party = role.party or entry.party
    return Membership(role.role, _uid(tenant, name), role.from_, role.to, leads, party)
