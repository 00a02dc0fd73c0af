"""The register of people and parties: what a form would change, and taking it in. Public names: Register, Changes,
register, load_form, changes, take, added, moved, away, write_form, back.

Nobody is ever deleted: who is not in a form stays, and a role that a form no longer gives ends the day before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from engine.documents.checked import check
from engine.documents.directory_review import review_people
from engine.documents.people import PeopleForm, form_of, yaml_text
from engine.documents.peoplesheet import SheetDocument, read_workbook, workbook_of
from engine.documents.references import Known, Review
from engine.documents.saving import write_out
from engine.documents.yamltext import CONFIG_LIMIT, Document, parse, read_text
from engine.intake import AT_ONCE
from engine.store import Stamp, Unit, governance, people, plans
from rules.errors import ConfigError, Problem, TidsfristError
from rules.governance import Party
from rules.model import Absence, Membership, Person

_WORKBOOK = (".xlsx", ".xlsm")
_TEXT = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Register:
    """Everyone, what they hold and held, and the parties there are and were."""

    people: tuple[Person, ...]
    memberships: tuple[Membership, ...]
    parties: tuple[Party, ...]

    def person(self, name: str) -> Person:
        """The person with this id. Raises TidsfristError."""
        found = next((p for p in self.people if name in (p.id, p.uid)), None)
        if found is None:
            raise TidsfristError(f"Ingen person har id «{name}». «tidsfrist person list» viser dem som finnes.")
        return found

    def name(self, uid: str | None) -> str:
        """The id of a person; what nobody has is shown as it is."""
        return next((p.id for p in self.people if p.uid == uid), uid or "")


@dataclass(frozen=True, slots=True)
class Changes:
    """What would be otherwise: the register then, and each change as a sentence."""

    after: Register
    lines: tuple[str, ...]


def register(unit: Unit) -> Register:
    """The register as it is."""
    return Register(people.people(unit), people.memberships(unit), governance.parties(unit))


def load_form(path: Path, roles: Iterable[str], before: Register) -> PeopleForm:
    """A form from .yaml or .xlsx. Raises ConfigError with every mistake at its place."""
    if path.suffix.casefold() in _WORKBOOK:
        document: Document = read_workbook(path, path.as_posix())
    elif path.suffix.casefold() not in _TEXT:
        raise ConfigError([Problem(path.as_posix(), 0, 0, "", "fila må være .yaml eller en Excel-arbeidsbok (.xlsx)")])
    else:
        document = parse(read_text(path, path.as_posix(), CONFIG_LIMIT, "nb"), path.as_posix(), "nb", fast=True)
    form, problems = check(PeopleForm, document, "nb")
    listed = document.data.get("people") if isinstance(document.data, dict) else None
    known = {p.id for p in before.people} | set(listed if isinstance(listed, dict) else ())
    review = Review(document, Known(roles=list(roles), people=sorted(known)), "nb")
    review_people(review)
    problems += review.problems
    if isinstance(document, SheetDocument):
        problems += document.strays
    if problems or form is None:
        raise ConfigError(problems)
    return _completed(form, document.silent, before) if isinstance(document, SheetDocument) else form


def _completed(form: PeopleForm, silent: frozenset[str], before: Register) -> PeopleForm:
    """The form, with what the register has of those keys: a sheet or a column that is not there says nothing."""
    held = form_of(before.people, before.memberships).people
    kept = {name: {key: getattr(held[name], key) for key in silent} for name in form.people if name in held}
    people = {name: entry.model_copy(update=kept.get(name, {})) for name, entry in form.people.items()}
    return form.model_copy(update={"people": people})


def write_form(now: Register, path: Path) -> None:
    """The register as a file that reads back to it, by the file's suffix: .yaml or .xlsx."""
    form = form_of(now.people, now.memberships, now.parties)
    if path.suffix.casefold() in _WORKBOOK:
        write_out({path: workbook_of(form)}, path)
    else:
        write_out({path: yaml_text(form).encode()}, path)


# ── what would change ──


def changes(before: Register, form: PeopleForm, tenant: str, today: date) -> Changes:
    """What the form would change. Who is not in it stays as she is. Raises TidsfristError where two people would share
    an address, or a party would be merged into one that nobody knows."""
    given, held = form.values(tenant)
    uids = {p.id: p.uid for p in before.people}
    own = {p.uid: uids.get(p.id, p.uid) for p in given}  # whoever is known keeps the uid she has
    fresh = [replace(p, uid=own[p.uid], away=tuple(_deputy(a, own) for a in p.away)) for p in given]
    listed = {p.uid for p in fresh}
    people_after = tuple(sorted((*fresh, *(p for p in before.people if p.uid not in listed)), key=lambda p: p.id))
    wanted = list(dict.fromkeys(replace(m, person=own.get(m.person, m.person)) for m in held))
    after = Register(
        people_after, _memberships(before, wanted, listed, today), _parties(before.parties, form.party_values())
    )
    _refuse(after)
    return Changes(after, tuple(_lines(before, after)))


def _deputy(away: Absence, own: dict[str, str]) -> Absence:
    return replace(away, deputy=own.get(away.deputy, away.deputy)) if away.deputy else away


def _parties(before: Sequence[Party], given: Sequence[Party]) -> tuple[Party, ...]:
    found = {p.id: p for p in before} | {p.id: p for p in given}
    return tuple(found[name] for name in sorted(found))


def _refuse(after: Register) -> None:
    twice = [e for e, n in Counter(p.email.casefold() for p in after.people).items() if n > 1]
    if twice:
        owners = ", ".join(p.id for p in after.people if p.email.casefold() in twice)
        raise TidsfristError(f"Adressen {twice[0]} ville fått flere eiere: {owners}.")
    known = {p.id for p in after.parties}
    for party in after.parties:
        if party.successor and party.successor not in known:
            raise TidsfristError(f"Parten {party.id} er slått sammen til «{party.successor}», som ikke finnes.")
        if party.first and party.last and party.last < party.first:
            raise TidsfristError(f"Parten {party.id} slutter før den begynner.")


def _memberships(
    before: Register, wanted: Sequence[Membership], listed: set[str], today: date
) -> tuple[Membership, ...]:
    """What was and is held after the form: it replaces what its people hold, except what is over; what it no longer
    gives ends the day before."""
    kept: list[Membership] = []
    left = list(wanted)
    for one in before.memberships:
        if one.person not in listed:
            kept.append(one)
            continue
        match = next((m for m in left if m == one), None) or next((m for m in left if _same(m, one)), None)
        if match is not None:
            left.remove(match)
            kept.append(match)
        elif (ended := _ended(one, today)) is not None:
            kept.append(ended)
    return (*kept, *left)


def _same(a: Membership, b: Membership) -> bool:
    return (a.role, a.person, a.leader, a.party, a.first) == (b.role, b.person, b.leader, b.party, b.first)


def _ended(one: Membership, today: date) -> Membership | None:
    """The membership as it was until yesterday; None: it had not begun."""
    if one.last is not None and one.last < today:
        return one
    if one.first is not None and one.first >= today:
        return None
    return replace(one, last=today - timedelta(days=1))


def _lines(before: Register, after: Register) -> Iterable[str]:
    old = {p.uid: p for p in before.people}
    called = {p.name: p.id for p in before.people}
    for person in after.people:
        was = old.get(person.uid)
        if was is None:
            like = f"; {called[person.name]} heter det samme" if person.name in called else ""
            yield f"ny person: {person.name} ({person.id}), {person.email}{like}"
        elif was != person:
            yield f"{person.id}: {'; '.join(_differences(was, person, after))}"
    gone = Counter(before.memberships) - Counter(after.memberships)
    new = Counter(after.memberships) - Counter(before.memberships)
    yield from (f"{after.name(m.person)}: var {_held(m)}" for m in gone)
    yield from (f"{after.name(m.person)}: er {_held(m)}" for m in new)
    parties = {p.id: p for p in before.parties}
    for party in after.parties:
        if parties.get(party.id) != party:
            yield f"{'endret' if party.id in parties else 'ny'} part: {_party(party)}"


def _differences(was: Person, now: Person, after: Register) -> Iterable[str]:
    for label, name in (("navn", "name"), ("e-post", "email"), ("språk", "locale"), ("tidssone", "zone")):
        if getattr(was, name) != getattr(now, name):
            yield f"{label} {getattr(was, name) or 'ingen'} → {getattr(now, name) or 'ingen'}"
    yield from (f"ikke lenger borte {a.first}–{a.last}" for a in was.away if a not in now.away)
    for a in (a for a in now.away if a not in was.away):
        yield f"borte {a.first}–{a.last}{f', {after.name(a.deputy)} tar over' if a.deputy else ''}"


def _held(one: Membership) -> str:
    first = f" fra {one.first}" if one.first else ""
    last = f" til og med {one.last}" if one.last else ""
    party = f" for {one.party}" if one.party else ""
    return f"{'leder for ' if one.leader else ''}{one.role}{party}{first}{last}"


def _party(one: Party) -> str:
    last = f", til og med {one.last}" if one.last else ""
    return f"{one.name} ({one.kind}){last}{f', deretter {one.successor}' if one.successor else ''}"


def take(unit: Unit, wanted: Changes, before: Register, stamp: Stamp) -> None:
    """Saves the changes; they count from the next tick. Raises TidsfristError where the register has changed since
    they were shown."""
    if register(unit) != before:
        raise TidsfristError("Personregisteret er endret i mellomtiden. Ingenting er lagret; prøv en gang til.")
    people.import_people(unit, wanted.after.people, wanted.after.memberships, stamp)
    changed = [p for p in wanted.after.parties if p not in before.parties]
    governance.save_parties(unit, changed, stamp)
    for plan in plans.plans(unit):
        if plan.status == "active":
            plans.set_plan_look(unit, plan.uid, AT_ONCE)


# ── one at a time ──


def added(before: Register, person: Person, held: Iterable[Membership]) -> Changes:
    """With a new person. Raises TidsfristError where the id or the address is taken."""
    if any(p.id == person.id for p in before.people):
        raise TidsfristError(f"Det finnes alt en person med id «{person.id}».")
    return _changed(before, (*before.people, person), (*before.memberships, *held))


def moved(before: Register, giver: Person, role: str, to: Person | None, on: date) -> Changes:
    """The role goes from one person to another (None: to nobody) on a day. Raises TidsfristError where the giver does
    not hold it then."""
    mine = [m for m in before.memberships if m.person == giver.uid and m.role == role and (not m.last or m.last >= on)]
    if not mine:
        roles = ", ".join(dict.fromkeys(m.role for m in before.memberships if m.person == giver.uid)) or "ingen"
        raise TidsfristError(f"{giver.name} har ikke rollen «{role}» den dagen. Roller: {roles}.")
    kept = [m for m in before.memberships if m not in mine]
    ended = [replace(m, last=on - timedelta(days=1)) for m in mine if m.first is None or m.first < on]
    begun = [replace(m, person=to.uid, first=max(on, m.first or on)) for m in mine] if to else []
    return _changed(before, before.people, (*kept, *ended, *begun))


def away(before: Register, person: Person, first: date, last: date, deputy: Person | None) -> Changes:
    """With an absence; one that overlaps it is replaced. Raises TidsfristError where it ends before it begins."""
    if last < first:
        raise TidsfristError(f"Fraværet slutter {last}, før det begynner {first}.")
    if deputy is not None and deputy.uid == person.uid:
        raise TidsfristError("Ingen er sin egen stedfortreder.")
    rest = tuple(a for a in person.away if a.last < first or last < a.first)
    fresh = replace(
        person, away=tuple(sorted((*rest, Absence(first, last, deputy.uid if deputy else None)), key=_when))
    )
    return _changed(before, tuple(fresh if p.uid == person.uid else p for p in before.people), before.memberships)


def back(before: Register, person: Person, day: date) -> Changes:
    """Without the absences that are not over by the day."""
    fresh = replace(person, away=tuple(a for a in person.away if a.last < day))
    return _changed(before, tuple(fresh if p.uid == person.uid else p for p in before.people), before.memberships)


def _when(one: Absence) -> date:
    return one.first


def _changed(before: Register, those: Iterable[Person], held: Iterable[Membership]) -> Changes:
    after = Register(tuple(sorted(those, key=lambda p: p.id)), tuple(held), before.parties)
    _refuse(after)
    return Changes(after, tuple(_lines(before, after)))
