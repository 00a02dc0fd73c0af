"""Who holds a role on a day, for which party, and which roles a plan's own words mean.

Public names: Directory, Group, Holder, folded.

A membership with `leader` says who leads the role; the leader is told only when nobody else of the role is there, and
is a member too only if she has a membership of her own without `leader`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from rules.governance import Party
from rules.memo import Memo
from rules.model import Absence, Membership, Person, Role

_SPACE = re.compile(r"\s+")
_TIGHT = re.compile(r"\s*([/-])\s*")
_DASH = str.maketrans("–—‐", "---")
# Strongest first: a cell is cut at one kind of joint at a time, so that «PHR/BUPA og K26» tries «PHR/BUPA» whole.
_JOINTS = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (r"[;\n•]", r"\bi samarbeid med\b", r"\bsamarbeid med\b", r",", r"\b(?:og|samt|og/eller)\b|&|\+", r"/")
)


@dataclass(frozen=True, slots=True)
class Holder:
    """A person to tell. `on_behalf_of`: the absent member's uid when a deputy or the leader stands in for her."""

    person: str
    on_behalf_of: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Those of a role who give one answer. `party`: its id, None where the role does not answer party by party.
    No `holders`: nobody is there for it on the day."""

    role: str
    party: str | None
    holders: tuple[Holder, ...]


def folded(text: str) -> str:
    """A role's name for comparing: case, dashes, spaces and end punctuation do not count."""
    plain = _TIGHT.sub(r"\1", _SPACE.sub(" ", text.translate(_DASH)).casefold())
    return plain.strip(" .,:;")


@dataclass(frozen=True, slots=True)
class Directory:
    """The address book over time: `roles` by id, `people` by uid, `parties` by id. Days are inclusive at both ends."""

    roles: Mapping[str, Role] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    memberships: tuple[Membership, ...] = ()
    parties: Mapping[str, Party] = field(default_factory=dict)
    _by_role: dict[str, list[Membership]] = field(init=False, repr=False, compare=False)
    _names: dict[tuple[str | None, str], str] = field(init=False, repr=False, compare=False)
    _party_names: dict[str, str] = field(init=False, repr=False, compare=False)
    _turns: tuple[date, ...] = field(init=False, repr=False, compare=False)
    _asked: Memo[tuple[str, int], tuple[Group, ...]] = field(
        default_factory=Memo, init=False, repr=False, compare=False
    )

    _belonging: Memo[tuple[str, int], frozenset[str]] = field(
        default_factory=Memo, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        by_role: dict[str, list[Membership]] = {}
        for each in self.memberships:
            by_role.setdefault(each.role, []).append(each)
        names: dict[tuple[str | None, str], str] = {}
        for scope, name, role in _all_names(self.roles.values()):
            names.setdefault((scope, name), role)
        parties = {folded(name): p.id for p in self.parties.values() for name in (p.name, p.id)}
        object.__setattr__(self, "_turns", tuple(sorted(set(_turns(self)))))
        object.__setattr__(self, "_by_role", by_role)
        object.__setattr__(self, "_names", names)
        object.__setattr__(self, "_party_names", parties)

    def holders(self, role_id: str, day: date) -> tuple[Holder, ...]:
        """Who answers for the role on the day: members, deputies of absent members, else the leader. Empty: nobody.

        A role asked `via` another is held by the other's holders; a role that stands for many by all of theirs.
        Where each party answers for itself, the leader stands in party by party.
        """
        found: dict[str, Holder] = {}
        for group in self.groups(role_id, day):
            for holder in group.holders:
                if holder.on_behalf_of is None or holder.person not in found:
                    found[holder.person] = holder
        return tuple(found.values())

    def groups(self, role_id: str, day: date) -> tuple[Group, ...]:
        """Who gives an answer of their own for the role: each role behind it, and there each party that answers for
        itself. A party whose last member has left stays, with nobody, until it ends or is merged itself."""
        return self._asked.get((role_id, self.stretch(day)), lambda: tuple(self._all_groups(role_id, day)))

    def stretch(self, day: date) -> int:
        """Which stretch of days the day is in: on all days of one the directory gives the same answers."""
        return bisect_right(self._turns, day)

    def _all_groups(self, role_id: str, day: date) -> Iterator[Group]:
        return (group for one in self.behind(role_id) for group in self._groups(one, day))

    def party_on(self, name: str, day: date) -> str | None:
        """The id of the party that is called so (name or id), or of what it was merged into by the day; a name that
        no record has is its own id. None: the party has ended by then, or not begun, and nobody came after it."""
        one = self._party_names.get(folded(name), name)
        seen: set[str] = set()
        while one in self.parties and one not in seen:
            seen.add(one)
            party = self.parties[one]
            if party.first is not None and day < party.first:
                return None
            if party.last is None or day <= party.last:
                return one
            if party.successor is None:
                return None
            one = party.successor
        return one

    def party_label(self, party: str) -> str:
        """What a party is called; an id that no record has is a name itself."""
        known = self.parties.get(party)
        return known.name if known else party

    def leader(self, role_id: str, day: date) -> tuple[Holder, ...]:
        """Who leads the role on the day, or her deputy; empty when nobody does or neither is there."""
        found = (self._present(m.person, day) for one in self.behind(role_id) for m in self._leads(one, day))
        return tuple(dict.fromkeys(h for h in found if h is not None))

    def members(self, role_id: str, day: date) -> tuple[Membership, ...]:
        """The memberships of the role itself that count on the day, leaders not among them."""
        return tuple(m for m in self._by_role.get(role_id, ()) if not m.leader and _counts(m, day))

    def belongs(self, person: str, role_id: str, day: date) -> bool:
        """Whether the person is of the role on the day: a member, who leads it, or who stands in for one of these; also
        while she is away herself."""
        key = (role_id, self.stretch(day))
        return person in self._belonging.get(key, lambda: frozenset(self._all_of(role_id, day)))

    def _all_of(self, role_id: str, day: date) -> Iterator[str]:
        there = [m for one in self.behind(role_id) for m in self._by_role.get(one, ()) if _counts(m, day)]
        known = [self.people[m.person] for m in there if m.person in self.people]
        deputies = (a.deputy for one in known for a in one.away if a.deputy is not None)
        return (person for person in (*(m.person for m in there), *deputies) if person in self.people)

    def role_named(self, text: str, committee: str | None = None) -> str | None:
        """The id of the role with this name or alias; those of the committee (an id) win. None: no such role."""
        key = folded(text)
        return self._names.get((committee, key)) or self._names.get((None, key))

    def find_roles(self, parts: Sequence[str], committee: str | None = None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """(role ids, texts that no role answers to) for the parts of a responsible cell, in their order.

        A part that is no name as a whole is cut at «/», «og», «i samarbeid med» and the like; if none of the pieces
        is a name, the part stays whole among the unknown.
        """
        found: dict[str, None] = {}
        unknown: dict[str, None] = {}
        for part in parts:
            for text, role in self._read(part, committee):
                (found if role else unknown).setdefault(role or text)
        return tuple(found), tuple(unknown)

    def _read(self, part: str, committee: str | None) -> list[tuple[str, str | None]]:
        text = _SPACE.sub(" ", part).strip()
        if not text:
            return []
        role = self.role_named(text, committee)
        if role:
            return [(text, role)]
        return self._read_pieces(text, committee) or [(text, None)]

    def _read_pieces(self, text: str, committee: str | None) -> list[tuple[str, str | None]]:
        for joint in _JOINTS:
            pieces = [p for p in joint.split(text) if p.strip()]
            if len(pieces) > 1:
                read = [one for piece in pieces for one in self._read(piece, committee)]
                if any(role for _, role in read):
                    return read
        return []

    def behind(self, role_id: str) -> list[str]:
        """The roles whose members answer for this one, itself first; a circle ends where it began."""
        found: dict[str, None] = {}
        seen: set[str] = set()
        ahead = [role_id]
        while ahead:
            one = ahead.pop(0)
            role = self.roles.get(one)
            if one in seen or role is None:
                continue
            seen.add(one)
            if role.answers == "via" and role.via:
                ahead.insert(0, role.via)
                continue
            found[one] = None
            ahead[0:0] = role.stands_for
        return list(found)

    def _groups(self, role_id: str, day: date) -> Iterator[Group]:
        members = list(self.members(role_id, day))
        if self.roles[role_id].answers != "each":
            if members:
                yield Group(role_id, None, self._there(members, day))
            return
        by_party: dict[str | None, list[Membership]] = {}
        for one in self._by_role.get(role_id, ()):
            if _begun(one, day):
                there = by_party.setdefault(self._party_of(one, day), [])
                there += [one] if one in members else []
        for party, mine in by_party.items():
            if party is not None or mine:
                yield Group(role_id, party, self._there(mine, day))

    def _party_of(self, membership: Membership, day: date) -> str | None:
        return self.party_on(membership.party, day) if membership.party else None

    def _there(self, group: list[Membership], day: date) -> tuple[Holder, ...]:
        """Those of the group who are there, or their deputies; else who leads them."""
        there = [h for h in (self._present(m.person, day) for m in group) if h is not None]
        if there or not group:
            return tuple(there)
        mine = (None, self._party_of(group[0], day))
        stand_ins = (
            self._present(m.person, day) for m in self._leads(group[0].role, day) if self._party_of(m, day) in mine
        )
        return tuple(Holder(h.person, group[0].person) for h in stand_ins if h is not None)

    def _leads(self, role_id: str, day: date) -> Iterator[Membership]:
        return (m for m in self._by_role.get(role_id, ()) if m.leader and _counts(m, day))

    def _present(self, person: str, day: date) -> Holder | None:
        """The person, or the deputy who stands in on the day; None: neither is there."""
        away = self._away(person, day)
        if person not in self.people:
            return None
        if away is None:
            return Holder(person)
        deputy = away.deputy
        if deputy is None or deputy not in self.people or self._away(deputy, day) is not None:
            return None
        return Holder(deputy, person)

    def _away(self, person: str, day: date) -> Absence | None:
        known = self.people.get(person)
        return next((a for a in known.away if a.first <= day <= a.last), None) if known else None


def _turns(directory: Directory) -> Iterator[date]:
    """Days on which somebody or something begins to count, or has ceased to."""
    spans = [(one.first, one.last) for one in directory.memberships]
    spans += [(one.first, one.last) for one in directory.parties.values()]
    spans += [(one.first, one.last) for person in directory.people.values() for one in person.away]
    for first, last in spans:
        if first is not None:
            yield first
        if last is not None and last < date.max:
            yield last + timedelta(days=1)


def _begun(membership: Membership, day: date) -> bool:
    return not membership.leader and (membership.first is None or membership.first <= day)


def _counts(membership: Membership, day: date) -> bool:
    begun = membership.first is None or membership.first <= day
    return begun and (membership.last is None or day <= membership.last)


def _all_names(roles: Iterable[Role]) -> Iterator[tuple[str | None, str, str]]:
    """(committee or None, folded name, role id): labels and aliases of everyone before ids, so that words win."""
    listed = list(roles)
    for role in listed:
        yield from ((None, folded(name), role.id) for name in (role.label, *role.aliases))
        yield from ((committee, folded(name), role.id) for committee, name in role.aliases_in)
    yield from ((None, folded(role.id), role.id) for role in listed)
