"""Who is told. Public names: Recipient, responsible_roles, recipients, secretariat_of, vacant_roles, VACANT_PARTY,
RESPONSIBLE; for the steps of a ladder Asked, Addressee, asked, addressees.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rules.book import Book
from rules.directory import Group
from rules.model import Measure, Plan, Reason
from rules.rulebook import Rule, Step

VACANT_PARTY = "@"  # between a role and a party of it that has nobody


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person, the role that makes her the one, where that role came from (plan, focus, default, secretariat, step)
    and, when she stands in, for whom (person uid)."""

    person: str
    role: str
    role_from: str
    on_behalf_of: str | None = None


class Asked(NamedTuple):
    """Whom a step tells, with what, by which rule and ladder. `beforehand`: it comes before a round."""

    to: tuple[str, ...]
    template: str
    rule: str
    ladder: str
    beforehand: bool


class Addressee(NamedTuple):
    """A person whom a step tells, whether as one of the responsible, and the reason that her notice gives."""

    person: str
    responsible: bool
    reason: Reason


RESPONSIBLE = ("plan", "focus", "default")  # where a role comes from that the measure itself asks


def responsible_roles(plan: Plan, measure: Measure, book: Book) -> tuple[tuple[str, ...], str]:
    """The roles a measure belongs to and where they came from: the measure itself, its focus area, the plan's
    default, else the secretariat."""
    if measure.roles:
        return measure.roles, "plan"
    focus = dict(plan.focus_responsible).get(measure.focus_area)
    if focus:
        return (focus,), "focus"
    default = book.default_responsible_for(plan)
    if default:
        return (default,), "default"
    return (book.secretariat_for(plan),), "secretariat"


def recipients(to: Iterable[str], plan: Plan, measure: Measure, book: Book, day: date) -> tuple[Recipient, ...]:
    """The people behind `to` on that day, each once, in the order of the roles. Nobody at all: the secretariat."""
    found: dict[str, Recipient] = {}
    for word in to:
        for recipient in _behind(word, plan, measure, book, day):
            found.setdefault(recipient.person, recipient)
    if not found:
        found = {r.person: r for r in secretariat_of(plan, book, day)}
    return tuple(found.values())


def asked(step: Step, rule: Rule) -> Asked:
    """What a step of the rule's ladder asks."""
    return Asked((*step.to, *step.cc), step.template, rule.name, rule.ladder, step.beforehand)


def addressees(step: Asked, plan: Plan, measure: Measure, book: Book, day: date) -> tuple[Addressee, ...]:
    """Those whom the step tells on the day, in the order of `recipients`."""
    those, stretch = responsible_roles(plan, measure, book), book.directory.stretch(day)
    key = (step, those, plan.id, plan.secretariat, plan.committee, stretch)
    found: tuple[Addressee, ...] | None = book.addressees.find(key)
    if found is None:
        told = recipients(step.to, plan, measure, book, day)
        found = book.addressees.keep(key, tuple(_addressee(to, step) for to in told))
    return found


def _addressee(to: Recipient, step: Asked) -> Addressee:
    reason = Reason(step.template, to.role, to.role_from, step.rule, step.ladder, to.on_behalf_of)
    return Addressee(to.person, to.role_from in RESPONSIBLE, reason)


def vacant_roles(plan: Plan, measure: Measure, book: Book, day: date) -> tuple[str, ...]:
    """Roles of the measure that nobody holds on that day, also those behind a name that stands for several; where each
    party answers for itself, «role@party» for each party that has nobody."""
    roles, _ = responsible_roles(plan, measure, book)
    key = (roles, book.directory.stretch(day))
    found = book.vacancies.find(key)
    return book.vacancies.keep(key, _vacant(roles, book, day)) if found is None else found


def _vacant(roles: Iterable[str], book: Book, day: date) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for role in roles:
        groups = book.directory.groups(role, day)
        if not any(g.holders for g in groups):
            found[role] = None
            continue
        found |= dict.fromkeys(_empty_behind(role, groups, book))
        found |= {f"{g.role}{VACANT_PARTY}{g.party}": None for g in groups if g.party and not g.holders}
    return tuple(found)


def _empty_behind(role: str, groups: Iterable[Group], book: Book) -> Iterator[str]:
    """The roles behind the role that nobody is asked for, while others behind it are."""
    asked_for = {g.role for g in groups if g.holders or g.party}
    roles = book.directory.roles
    return (one for one in book.directory.behind(role) if one not in asked_for and not roles[one].stands_for)


def _behind(word: str, plan: Plan, measure: Measure, book: Book, day: date) -> list[Recipient]:
    roles, source = responsible_roles(plan, measure, book)
    if word == "responsible":
        return [Recipient(p, r, source, b) for r in roles for p, b in _holders(r, book, day)]
    if word == "contact":
        groups = ((r, g) for r in roles for g in book.directory.groups(r, day) if g.holders)
        return [Recipient(g.holders[0].person, r, source, g.holders[0].on_behalf_of) for r, g in groups]
    if word == "secretariat":
        return secretariat_of(plan, book, day)
    if word == "leader":
        return [Recipient(h.person, r, "step", h.on_behalf_of) for r in roles for h in book.directory.leader(r, day)]
    return [Recipient(p, word, "step", b) for p, b in _holders(word, book, day)]


def _holders(role: str, book: Book, day: date) -> list[tuple[str, str | None]]:
    return [(h.person, h.on_behalf_of) for h in book.directory.holders(role, day)]


def secretariat_of(plan: Plan, book: Book, day: date) -> list[Recipient]:
    """The plan's secretariat; where it has nobody, the installation's."""
    for role in (book.secretariat_for(plan), book.rulebook.settings.secretariat or ""):
        if found := _holders(role, book, day):
            return [Recipient(p, role, "secretariat", b) for p, b in found]
    return []
