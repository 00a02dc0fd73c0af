"""Silences: what one would mute is shown before it is saved. Public names: Wish, Muted, draft, muted_by, save,
find, end, standing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from engine.clock import start_of
from engine.intake import AT_ONCE
from engine.preview import snapshot
from engine.store import Stamp, Unit, plans, silences
from rules.book import Book
from rules.errors import TidsfristError
from rules.identity import uid
from rules.model import Measure, Notice, Plan, Silence
from rules.timetable import timetable
from rules.workflow import is_final

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to mute, in the words of a person: `plan` its id, `measure` its number in the plan, `role` a
    name or id, `person` and `author` an id or address. None: any. `until`: the last day."""

    author: str
    reason: str
    until: date
    plan: str | None = None
    focus: str | None = None
    measure: str | None = None
    role: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Muted:
    """A notice that would go out without the silence, and when."""

    at: datetime
    notice: Notice


def draft(unit: Unit, wish: Wish, book: Book, now: datetime) -> Silence:
    """The silence that the wish asks for, not saved. Raises TidsfristError, in words, where it cannot be."""
    today = now.astimezone(book.zone).date()
    longest = book.rulebook.settings.silence_max.from_day(today, book.calendar)
    if not wish.reason.strip():
        raise TidsfristError("En demping må ha en grunn (--reason).")
    if wish.until < today:
        raise TidsfristError(f"--until {wish.until} er alt passert. Skriv den siste dagen som skal være stille.")
    if wish.until > longest:
        raise TidsfristError(f"En demping kan ikke vare lenger enn til {longest} (silence_max i regelboka).")
    if not any((wish.plan, wish.focus, wish.measure, wish.role, wish.person)):
        raise TidsfristError("Skriv hva som skal dempes: --plan, --focus, --measure, --role eller --person.")
    plan = _plan(unit, wish.plan) if wish.plan else None
    measure = _measure(unit, wish.measure, plan) if wish.measure else None
    focus = _focus(unit, wish.focus, plan) if wish.focus else None
    end = start_of(wish.until + _DAY, book.zone)
    author = _person(wish.author, book, "--by")
    person = _person(wish.person, book, "--person") if wish.person else None
    taken = {s.uid for s in silences.silences(unit)}
    made = uid(unit.tenant, "silence", f"{author}:{now.isoformat()}", taken.__contains__)
    role = _role(wish.role, book, plan) if wish.role else None
    return Silence(
        made, author, wish.reason.strip(), now, end, plan.uid if plan else None, focus,
        measure.uid if measure else None, role, person,
    )  # fmt: skip


def _plan(unit: Unit, plan_id: str) -> Plan:
    found = plans.plan_by_id(unit, plan_id)
    if found is None:
        ids = ", ".join(p.id for p in plans.plans(unit)) or "ingen"
        raise TidsfristError(f"Det finnes ingen plan «{plan_id}». Planer i databasen: {ids}.")
    return found


def _measure(unit: Unit, number: str, plan: Plan | None) -> Measure:
    if plan is None:
        raise TidsfristError("Nummeret på et tiltak gjelder i én plan; skriv --plan også.")
    found = next((m for m in plans.measures(unit, plan.uid) if m.number == number), None)
    if found is None:
        raise TidsfristError(f"Planen {plan.id} har ikke noe tiltak «{number}».")
    return found


def _focus(unit: Unit, title: str, plan: Plan | None) -> str:
    areas = sorted({m.focus_area for m in plans.measures(unit, plan.uid if plan else None) if m.focus_area})
    if title not in areas:
        known = "; ".join(areas).rstrip(".") or "ingen"  # a title may end as a sentence does
        raise TidsfristError(f"Det finnes ikke noe innsatsområde «{title}». Det finnes: {known}.")
    return title


def _role(name: str, book: Book, plan: Plan | None) -> str:
    found = book.directory.role_named(name, plan.committee if plan else None)
    if found is None:
        raise TidsfristError(f"Det finnes ingen rolle «{name}».")
    return found


def _person(name: str, book: Book, option: str) -> str:
    for person in book.directory.people.values():
        if name in (person.id, person.uid, person.email):
            return person.uid
    raise TidsfristError(f"{option}: ingen person har id «{name}».")


def muted_by(unit: Unit, silence: Silence, book: Book) -> tuple[Muted, ...]:
    """What would go out until the silence ends if it were not there: the same time is played with and without it."""
    start = snapshot(unit, silence.starts_at)
    quiet = replace(start, cases=tuple(replace(c, silences=(*c.silences, silence)) for c in start.cases))
    without, with_it = (
        [Muted(e.at, n) for e in timetable(s, book, silence.starts_at, silence.ends_at, unit.tenant) for n in e.notices]
        for s in (start, quiet)
    )
    left = {m.notice.id for m in with_it}
    return tuple(m for m in without if m.notice.id not in left)


def save(unit: Unit, silence: Silence, stamp: Stamp) -> None:
    """Lets the silence begin. Its author is told before it runs out, by the tick."""
    silences.save_silence(unit, silence, stamp)
    for plan in plans.plans(unit):
        if plan.status == "active":
            plans.set_plan_look(unit, plan.uid, AT_ONCE)


def standing(unit: Unit, book: Book, now: datetime) -> tuple[Silence, ...]:
    """Those that mute now; one of a measure that has ended mutes no more."""
    found = silences.silences(unit, now)
    about = plans.measures_by_uid(unit, [s.measure for s in found if s.measure])

    def over(silence: Silence) -> bool:
        measure = about.get(silence.measure or "")
        return measure is not None and (measure.withdrawn or is_final(book.rulebook, measure.state))

    return tuple(s for s in found if not over(s))


def find(those: Iterable[Silence], name: str) -> Silence:
    """The silence whose uid begins so. Raises TidsfristError where there is none, or several."""
    found = [s for s in those if s.uid.startswith(name)]
    if len(found) != 1:
        raise TidsfristError(f"{len(found)} dempinger begynner med «{name}». «tidsfrist silence list» viser dem.")
    return found[0]


def end(unit: Unit, silence: Silence, stamp: Stamp) -> Silence:
    """Ends it now; what it muted stays muted. Raises TidsfristError where it is over already."""
    if stamp.at is None or silence.ends_at <= stamp.at:
        raise TidsfristError("Dempingen er alt over.")
    ended = replace(silence, ends_at=stamp.at)
    silences.save_silence(unit, ended, stamp)
    return ended
