"""What a change of rules would do, told to a secretary. Public names: Told, told, told_in_short, guard_words,
span_words, SHOWN."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from engine.lines import Names
from notifiers.words import day_words
from rules.effects import Change, Effects, Guard
from rules.rulebook import Rulebook

SHOWN = 20
_KINDS = {"added": "{} nye", "removed": "{} faller bort", "moved": "{} flyttes"}


@dataclass(frozen=True, slots=True)
class Told:
    """How effects are told: with these names, days in this zone, at most `most` changes one by one (None: all)."""

    names: Names
    zone: ZoneInfo
    most: int | None = SHOWN

    def person(self, uid: str) -> str:
        """What the person is called."""
        known = self.names.people.get(uid)
        return known.name if known else uid

    def day(self, at: datetime | None) -> str:
        """The local day in words."""
        return day_words(at.astimezone(self.zone).date(), "nb") if at else ""


def span_words(first: date, last: date) -> str:
    """«22. november 2026 til 27. desember 2027»."""
    return f"{day_words(first, 'nb')} til {day_words(last, 'nb')}"


def told(found: Effects, how: Told, counts: Mapping[str, int]) -> list[str]:
    """The effects, line by line: totals, who notices, and the changes themselves."""
    if found.nothing and not any(counts.values()):
        return ["Ingen vil merke noe: de samme varslene går til de samme, på de samme dagene."]
    return [*_totals(found, counts), *_people(found, how), *_changes(found.changes, how)]


def told_in_short(found: Effects, counts: Mapping[str, int]) -> list[str]:
    """The totals only, for somebody who has seen the rest."""
    return list(_totals(found, counts))


def _totals(found: Effects, counts: Mapping[str, int]) -> Iterator[str]:
    yield f"E-poster: {found.mails_old} blir {found.mails_new}{_difference(found.mails_new - found.mails_old)}."
    added, removed, moved = (found.count(what) for what in ("added", "removed", "moved"))
    yield f"Varsler: {added} kommer til, {removed} faller bort, {moved} flyttes."
    yield f"Første dag med post: {_mails(found.first_day_old)} blir {found.first_day_new}."
    if found.moves_old != found.moves_new:
        yield f"Tiltak som klokka flytter til en annen tilstand: {found.moves_old} blir {found.moves_new}."
    yield from (text.format(counts[key]) for key, text in _AT_ONCE.items() if counts.get(key))


_AT_ONCE = {
    "roles": "Tiltak som får andre ansvarlige: {}.",
    "states": "Tiltak som begynner på nytt fordi tilstanden deres er borte: {}.",
    "new": "Nye tidspunkter noen skal svare på: {}.",
    "moved_due": "Tidspunkter som flyttes: {}.",
    "gone": "Tidspunkter som faller bort: {}.",
}


def _difference(n: int) -> str:
    return f" ({abs(n)} {'flere' if n > 0 else 'færre'})" if n else ""


def _mails(n: int) -> str:
    return "1 e-post" if n == 1 else f"{n} e-poster"


def _people(found: Effects, how: Told) -> Iterator[str]:
    counted = found.by_person()
    if counted:
        yield from ("", "Hvem som merker det:")
    width = max((len(how.person(uid)) for uid in counted), default=0)
    for uid, kinds in sorted(counted.items(), key=lambda pair: how.person(pair[0])):
        yield f"  {how.person(uid).ljust(width)}  {_kinds(kinds)}{_turn(uid, found)}"


def _kinds(counted: Counter[str]) -> str:
    return ", ".join(text.format(counted[kind]) for kind, text in _KINDS.items() if counted[kind])


def _turn(uid: str, found: Effects) -> str:
    if uid in found.silent:
        return " – får ingen e-post lenger"
    return " – fikk ingen e-post før" if uid in found.new_people else ""


def _changes(changes: tuple[Change, ...], how: Told) -> Iterator[str]:
    """One line a change; those that several people share are one."""
    shared: dict[_Same, list[str]] = {}
    for change in changes:
        same = (change.what, change.measure, change.step, change.old_at, change.new_at)
        shared.setdefault(same, []).append(how.person(change.person))
    shown = list(shared.items())[: how.most]
    if shown:
        yield from ("", "Endringene, i rekkefølge:")
    yield from (f"  {_change(same, people, how)}" for same, people in shown)
    if len(shared) > len(shown):
        yield f"  … og {len(shared) - len(shown)} til."


_Same = tuple[str, str | None, str, datetime | None, datetime | None]


def _change(same: _Same, people: list[str], how: Told) -> str:
    what, uid, step, old_at, new_at = same
    measure = how.names.measures.get(uid or "")
    about = f"{how.names.plan(measure.plan)} {measure.number} {_short(measure.name)} · " if measure else ""
    old, new = how.day(old_at), how.day(new_at)
    said = {
        "added": f"nytt {new}",
        "removed": f"faller bort {old}",
        "moved": f"fra {old} til {new}" if old != new else f"{new}: et annet klokkeslett",
    }[what]
    return f"{about}{step}: {said} ({_listed(sorted(people))})"


def _listed(people: list[str]) -> str:
    return ", ".join(people) if len(people) <= 3 else f"{', '.join(people[:2])} og {len(people) - 2} til"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return f"«{plain}»" if len(plain) <= 40 else f"«{plain[:37]}…»"


def guard_words(asked: Iterable[Guard], how: Told, before: Rulebook, after: Rulebook) -> list[str]:
    """What somebody must say yes to, one sentence each."""
    return [_guard(one, how, before, after) for one in asked]


def _guard(one: Guard, how: Told, before: Rulebook, after: Rulebook) -> str:
    if one.code == "silent":
        return f"{how.person(one.detail)} får ingen e-post lenger."
    if one.code == "state_in_use":
        old = before.states.get(one.detail)
        begin = next(state.label for state in after.states.values() if state.initial)
        name = old.label if old else one.detail
        return f"Tiltak står i tilstanden «{name}», som er tatt bort. De begynner på nytt som «{begin}»."
    return _GUARDS[one.code].format(one.detail)


_GUARDS = {
    "more_mail": "Det blir mer enn 25 % flere e-poster: {}.",
    "burst": "Den første dagen går det mange flere e-poster: {}.",
    "role_in_use": "Rollen «{}» er tatt bort, men planer bruker den. Det som gjelder den, går til sekretariatet.",
    "committee_in_use": "Utvalget «{}» er tatt bort, men planer hører til det. Møtene deres finnes ikke lenger.",
}
