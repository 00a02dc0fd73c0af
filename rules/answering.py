"""Whose answers an occurrence waits for. Public names: Voice, Tally, voices, expected, tally, spoken, settles, ANYHOW.

A voice gives one answer: a party where each answers for itself, else all the roles of the measure together. An
occurrence is answered when every voice is, or when the secretariat has summed it up (an answer of ONE_PARTY).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rules.book import Book
from rules.directory import Group
from rules.model import ONE_PARTY, Answer, Measure, Membership, Occurrence, Plan
from rules.questions import PROPOSED, code_of
from rules.recipients import responsible_roles

ANYHOW = ("report", "wait", "checkpoint")  # kinds of occurrences that any word answers
_SETTLING = ("done", "nothing", "not_relevant")


@dataclass(frozen=True, slots=True)
class Voice:
    """Those who give one answer together. `party`: its key in answers (a party's id, a role's id, or ONE_PARTY);
    `kind`: what sort of party it is («kommune»), "" for a role; `was`: the parties that it is made of, where some were
    merged: itself too, if it was there before."""

    party: str
    label: str
    people: tuple[str, ...] = ()
    kind: str = ""
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How far an occurrence is: each voice with its answer, None where it has none that counts."""

    said: tuple[tuple[Voice, Answer | None], ...]

    @property
    def missing(self) -> tuple[Voice, ...]:
        """The voices still waited for."""
        return tuple(v for v, a in self.said if a is None)

    @property
    def answered(self) -> tuple[tuple[Voice, Answer], ...]:
        """The voices that have answered, with what they said."""
        return tuple((v, a) for v, a in self.said if a is not None)


def settles(kind: str, outcome: str) -> bool:
    """Whether an answer of this outcome settles its voice's part of an occurrence of this kind."""
    return kind in ANYHOW or outcome in _SETTLING


def voices(plan: Plan, measure: Measure, book: Book, day: date) -> tuple[Voice, ...]:
    """Whose answers the measure asks for on the day, never empty; all that do not answer party by party are one."""
    together: dict[str, Group] = {}
    apart: dict[str, Voice] = {}
    for role in responsible_roles(plan, measure, book)[0]:
        for name, group in _split(role, book, day):
            if name is None:
                together.setdefault(group.role, group)
            else:
                _merge(apart, _voice(name, group, book, day))
    if together or not apart:
        return (_joint(together, bool(apart), book), *apart.values())
    return tuple(apart.values())


def _split(role_id: str, book: Book, day: date) -> Iterator[tuple[str | None, Group]]:
    """The groups of a role with the key each answers under; None: together with the measure's other roles."""
    known = book.directory.roles.get(role_id)
    while known is not None and known.answers == "via" and known.via and known.via != role_id:
        known = book.directory.roles.get(known.via)
    apart = known is not None and known.answers == "each"
    for group in book.directory.groups(role_id, day):
        yield group.party or (group.role if apart and known and group.role in known.stands_for else None), group


def _voice(name: str, group: Group, book: Book, day: date) -> Voice:
    people = tuple(h.person for h in group.holders)
    if group.party is None:
        return Voice(name, _role_label(name, book), people)
    party = book.directory.parties.get(name)
    was = tuple(p for p in _named(group.role, book) if p != name and book.directory.party_on(p, day) == name)
    if was and _was_there(name, group.role, was, book):
        was = (*was, name)
    return Voice(name, book.directory.party_label(name), people, party.kind if party else "kommune", was)


def _was_there(name: str, role: str, merged: Sequence[str], book: Book) -> bool:
    """Whether the party answered in the role itself while those that were merged into it still did: then it speaks for
    its own part."""
    ends = [p.last or date.max for p in map(book.directory.parties.get, merged) if p is not None]
    mine = [m for m in _memberships(role, book) if _record(m.party or "", book) == name]
    return any((m.first or date.min) <= max(ends, default=date.max) for m in mine)


def _named(role: str, book: Book) -> list[str]:
    """The parties that the role's memberships have named, now or ever, by the id of their record."""
    return list(dict.fromkeys(_record(m.party or "", book) for m in _memberships(role, book)))


def _memberships(role: str, book: Book) -> list[Membership]:
    return [m for m in book.directory.memberships if m.role == role and m.party and not m.leader]


def _record(party: str, book: Book) -> str:
    """The id of the party that a membership names; a name that no record has is its own id."""
    return next((p.id for p in book.directory.parties.values() if party in (p.id, p.name)), party)


def _merge(apart: dict[str, Voice], voice: Voice) -> None:
    """A party that speaks in two roles of the measure gives one answer."""
    had = apart.get(voice.party)
    people = tuple(dict.fromkeys((*(had.people if had else ()), *voice.people)))
    apart[voice.party] = Voice(voice.party, voice.label, people, voice.kind, voice.was)


def _joint(together: dict[str, Group], beside_others: bool, book: Book) -> Voice:
    people = tuple(dict.fromkeys(h.person for g in together.values() for h in g.holders))
    label = "/".join(_role_label(r, book) for r in together)
    return Voice(next(iter(together)) if beside_others and together else ONE_PARTY, label, people)


def _role_label(role: str, book: Book) -> str:
    known = book.directory.roles.get(role)
    return known.label if known else role


def expected(occurrence: Occurrence, those: Sequence[Voice]) -> tuple[Voice, ...]:
    """The voices that this occurrence waits for: of a `wait` only the one that asked for it, and where each party has a
    day of its own, that party."""
    party = occurrence.party
    mine = tuple(v for v in those if party is None or v.party == party or party in v.was)
    return mine or tuple(those)


def tally(occurrence: Occurrence, those: Iterable[Voice]) -> Tally:
    """Which of the voices have answered it. Where parties were merged, the answers of all of them stand for the new
    one, until it answers itself; what the secretariat sums up stands for everyone."""
    said = {a.party: a for a in occurrence.answers if settles(occurrence.kind, a.outcome)}
    return Tally(tuple((v, _answer_of(v, said)) for v in expected(occurrence, tuple(those))))


def _answer_of(voice: Voice, said: dict[str, Answer]) -> Answer | None:
    if voice.party in said:
        return said[voice.party]
    if voice.was and all(p in said for p in voice.was):
        return max((said[p] for p in voice.was), key=lambda a: (a.answered_at, a.party))
    return said.get(ONE_PARTY)


def spoken(occurrence: Occurrence, plan: Plan, measure: Measure, book: Book, day: date) -> frozenset[str]:
    """People to leave in peace: everyone all of whose voices have answered the occurrence, or are not asked by it; and
    whoever has proposed another deadline, as long as the secretariat has not answered. The own day of a party that has
    ended is nobody else's."""
    if not occurrence.answers and occurrence.party is None:
        return frozenset()
    those = voices(plan, measure, book, day)
    asked = () if _ended(occurrence, book, day) else expected(occurrence, those)
    proposed = any(code_of(q) == PROPOSED for q in measure.questions)
    in_peace = (*_SETTLING, "postpone") if proposed else _SETTLING
    said = {a.party for a in occurrence.answers if occurrence.kind in ANYHOW or a.outcome in in_peace}
    open_ = [v for v in asked if v.party not in said and ONE_PARTY not in said and not _all_were(v, said)]
    waited_for = {p for v in open_ for p in v.people}
    return frozenset(p for v in those for p in v.people if p not in waited_for)


def _ended(occurrence: Occurrence, book: Book, day: date) -> bool:
    """Whether the day is that of a party alone which is no more, and which nobody came after. What it asked to wait for
    goes on."""
    party = occurrence.party if occurrence.kind == "due" else None
    return party is not None and book.directory.party_on(party, day) is None


def _all_were(voice: Voice, said: set[str]) -> bool:
    return bool(voice.was) and said.issuperset(voice.was)
