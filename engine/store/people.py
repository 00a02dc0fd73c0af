"""People with addresses, absences and memberships. Public names: people, people_at, person, memberships,
memberships_at, import_people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, select

from engine.store import tables
from engine.store.columns import picked, plain
from engine.store.journal import Subject, entries, record
from engine.store.stamp import Stamp
from engine.store.statements import chunks, mine, upsert
from engine.store.unit import Unit
from rules.model import Absence, Membership, Person


def people(u: Unit) -> tuple[Person, ...]:
    """Everyone, in order of id."""
    query = select(tables.person).where(mine(u, tables.person)).order_by(tables.person.c.id)
    return _persons(u, list(u.connection.execute(query)))


def people_at(u: Unit, at: datetime) -> tuple[Person, ...]:
    """Everyone as they are now, with the absences that were known at the instant: one that was entered afterwards is
    not among them, one that has been taken out since is. Of changes that the journal does not tell, today's stand."""
    then: dict[str, tuple[Absence, ...]] = {}
    for entry in (e for e in entries(u) if e.kind == "person" and e.at is not None and e.at > at):
        if entry.before is not None and "away" in entry.before:
            then.setdefault(entry.before["uid"], tuple(_absence(one) for one in entry.before["away"]))
    return tuple(replace(p, away=then[p.uid]) if p.uid in then else p for p in people(u))


def person(u: Unit, uid: str) -> Person | None:
    """The person with this uid."""
    table = tables.person
    rows = list(u.connection.execute(select(table).where(mine(u, table), table.c.uid == uid)))
    return next(iter(_persons(u, rows)), None)


def memberships(u: Unit) -> tuple[Membership, ...]:
    """Who holds which role, in the order they were given."""
    query = select(tables.membership).where(mine(u, tables.membership)).order_by(tables.membership.c.n)
    return tuple(Membership(**picked(row, _MEMBERSHIP)) for row in u.connection.execute(query))


def memberships_at(u: Unit, at: datetime) -> tuple[Membership, ...]:
    """Who held which role as the journal had it at the instant, in the order they came in: who has been moved since, or
    taken out, is where she was."""
    held: dict[Membership, None] = {}
    for entry in (e for e in entries(u, until=at) if e.kind == "membership"):
        if entry.before is not None:
            held.pop(_read(entry.before), None)
        if entry.after:
            held[_read(entry.after)] = None
    return tuple(held)


def _read(said: Mapping[str, Any]) -> Membership:
    days = {name: date.fromisoformat(said[name]) if said[name] else None for name in ("first", "last")}
    return Membership(**{**said, **days})


def import_people(u: Unit, people: Iterable[Person], memberships: Iterable[Membership], stamp: Stamp) -> None:
    """Adds or saves these people with their absences; the memberships given replace all there were."""
    old = {p.uid: p for p in _everyone(u)}
    changed = [p for p in people if p != old.get(p.uid)]
    upsert(u, tables.person, [picked(p, _PERSON) for p in changed])
    _absences(u, changed)
    for p in changed:
        names = [n for n in (*_PERSON, "away") if p.uid in old and getattr(old[p.uid], n) != getattr(p, n)]
        before = _told(old[p.uid], names) if p.uid in old else None
        record(u, stamp, "person", Subject(), (before, {**_told(p, names), "fields": names}))
    _memberships(u, tuple(memberships), stamp)
    u.feeds_touched = True


def _told(one: Person, changed: Sequence[str]) -> dict[str, Any]:
    """What the journal may know of her: absences in days, and neither name nor address."""
    away = [{name: plain(getattr(a, name)) for name in _ABSENCE} for a in one.away]
    return {"uid": one.uid, **({"away": away} if "away" in changed else {})}


def _absence(said: Mapping[str, Any]) -> Absence:
    return Absence(date.fromisoformat(said["first"]), date.fromisoformat(said["last"]), said["deputy"])


_ABSENCE = ("first", "last", "deputy")
_PERSON = ("uid", "id", "name", "email", "locale", "zone")
_MEMBERSHIP = ("role", "person", "first", "last", "leader", "party")
_everyone = people  # import_people has a parameter of that name
_members = memberships


def _persons(u: Unit, rows: Sequence[Row[Any]]) -> tuple[Person, ...]:
    table = tables.absence
    away: dict[str, list[Absence]] = {}
    for row in u.connection.execute(select(table).where(mine(u, table)).order_by(table.c.person, table.c.n)):
        away.setdefault(row.person, []).append(Absence(row.first, row.last, row.deputy))
    return tuple(Person(**picked(row, _PERSON), away=tuple(away.get(row.uid, ()))) for row in rows)


def _absences(u: Unit, changed: Sequence[Person]) -> None:
    table = tables.absence
    for part in chunks(p.uid for p in changed):
        u.connection.execute(delete(table).where(mine(u, table), table.c.person.in_(part)))
    upsert(
        u,
        table,
        [{"person": p.uid, "n": n, **picked(one, _ABSENCE)} for p in changed for n, one in enumerate(p.away)],
    )


def _memberships(u: Unit, given: tuple[Membership, ...], stamp: Stamp) -> None:
    table, old = tables.membership, _members(u)
    if given == old:
        return
    u.connection.execute(delete(table).where(mine(u, table)))
    upsert(u, table, [{"n": n, **picked(one, _MEMBERSHIP)} for n, one in enumerate(given)])
    for one in (m for m in old if m not in given):
        record(u, stamp, "membership", Subject(), (_journalled(one), {}))
    for one in (m for m in given if m not in old):
        record(u, stamp, "membership", Subject(), (None, _journalled(one)))


def _journalled(one: Membership) -> dict[str, Any]:
    return {name: plain(getattr(one, name)) for name in _MEMBERSHIP}
