"""A new version of the rulebook: tried out against the live database, then taken over whole or not at all.

Public names: Proposal, Author, checked, propose, apply, Compared, compare, work_out, first_day, DAYS.

`propose` only reads: it plays 400 days with the old and the new version. `apply` brings the old version up to the
instant, counts everything open from it, finds roles anew and binds meetings and rounds anew, in one transaction.
Nothing is sent again: notices keep their keys, and only what lies ahead is counted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from engine.booktests import TestResult, run_tests
from engine.bootstrap import Installation, book_of, save_new_meetings
from engine.cases import load_cases
from engine.checking import check_folder
from engine.clock import start_of
from engine.documents.planfile import load_plan_file
from engine.documents.words import Lang
from engine.intake import AT_ONCE
from engine.preview import snapshot
from engine.rulebooks import Folder
from engine.store import StaleError, Stamp, Unit, governance, installation, meetings, plans, versions
from engine.store.versions import Version
from engine.tick import Ticked, tick_in
from rules.book import Book
from rules.case import Case
from rules.changeover import Change, Side, changed
from rules.delivery import deliver_at
from rules.effects import Effects, Guard, effects, guards
from rules.errors import ConfigError
from rules.model import Plan
from rules.timetable import Event, Snapshot, looked, timetable

DAYS = 400


@dataclass(frozen=True, slots=True)
class Author:
    """Who applies: `name` is kept with the version, `actor` (a person's uid, or system) in the journal."""

    name: str
    actor: str = "system"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A folder that could be taken over. `running`: the version it would follow, with the folder of that. `counts`:
    what else changes at once (roles, occurrences, states, meetings). `first`, `last`: the days that were played.
    `failing`: the rulebook's own tests that do not hold; with one of these it cannot be taken over."""

    folder: Folder
    running: int
    before: Folder
    effects: Effects
    guards: tuple[Guard, ...]
    counts: Mapping[str, int]
    first: date
    last: date
    failing: tuple[TestResult, ...] = ()

    @property
    def same(self) -> bool:
        """Whether the folder is what runs already."""
        return self.folder.hash == self.before.hash

    @property
    def effect(self) -> str:
        """The effect as kept with the version: counts as JSON, no names."""
        found = self.effects
        told = {what: found.count(what) for what in ("added", "removed", "moved")}
        mails = {"mails": [found.mails_old, found.mails_new], "first_day": [found.first_day_old, found.first_day_new]}
        rest = {"silent": len(found.silent), "guards": sorted({g.code for g in self.guards}), **self.counts}
        return json.dumps({**mails, **told, **rest}, ensure_ascii=False)


def checked(home: Installation, path: Path, lang: Lang = "nb") -> Folder:
    """The folder as it could be taken over, without mistakes. Raises ConfigError with all of them."""
    with home.store.read() as unit:
        known = [p.id for p in plans.plans(unit)]
    return check_folder(path, lang, known)


def propose(
    home: Installation, folder: Folder, now: datetime, name_in: Callable[[str], str] = str, lang: Lang = "nb"
) -> Proposal:
    """What taking over the folder would do to those who get mail, played `DAYS` days ahead, and which of its own tests
    it fails; nothing is saved. `name_in`: how a file of the folder is called in messages, `lang`: theirs."""
    home = home.reloaded()
    failing = _failing(folder, name_in, lang)
    with home.store.read() as unit:
        at = _instant(unit, now)
        first = first_day(unit, home.book, at)
        last = first + timedelta(days=DAYS)
        found = compare(unit, home, home.folder, folder, first, last, at)
        asked = guards(found.effects, folder.rulebook, *_in_use(unit, folder))
        return Proposal(
            folder, int(home.book.version), home.folder, found.effects, asked, found.counts, first, last, failing
        )


def _failing(folder: Folder, name_in: Callable[[str], str], lang: Lang) -> tuple[TestResult, ...]:
    results = run_tests(folder, name_in, lang) if folder.rulebook.tests else None
    return tuple(t for t in results.tests if t.problems) if results is not None else ()


def first_day(unit: Unit, book: Book, at: datetime | None) -> date:
    """Today; where nothing has been evaluated yet, the first day of the first plan."""
    if at is not None:
        return at.astimezone(book.zone).date()
    years = [year for plan in plans.plans(unit) for year in plan.years]
    return date(min(years, default=2000), 1, 1)


def _instant(unit: Unit, now: datetime) -> datetime | None:
    """The installation's time; None: a trial database whose clock was never set."""
    mine = installation.installation(unit)
    return mine.clock if mine is not None and mine.trial else now


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions played over the same days. `old`, `new`: their events, in order."""

    effects: Effects
    counts: Mapping[str, int]
    old: tuple[Event, ...]
    new: tuple[Event, ...]


def compare(
    unit: Unit, home: Installation, old: Folder, new: Folder, first: date, last: date, at: datetime | None = None
) -> Compared:
    """Plays both folders from `first` (from the instant `at`, where given) to `last`, both days included."""
    begin = at or start_of(first, home.book.zone)
    end = start_of(last + timedelta(days=1), home.book.zone)
    start = snapshot(unit, begin if at is None else begin + timedelta(microseconds=1))  # what was done at `at` is done
    ticked = any(p.counted_from is not None for p in start.plans)
    seen = looked(start, home.book, begin, unit.tenant) if ticked else start
    sides: list[tuple[Snapshot, Book]] = []
    for folder in (old, new):
        change = _change(unit, home, folder, begin if ticked else None)
        same = folder.hash == home.folder.hash
        sides.append((start if same else changed(seen, change), change.new.book))
    played = [tuple(timetable(s, book, begin, end, unit.tenant)) for s, book in sides]
    book = sides[1][1]
    settings = book.rulebook.settings.delivery
    mail_day = deliver_at(begin, settings, book.zone, book.calendar).astimezone(book.zone).date()
    found = effects(played[0], played[1], mail_day, home.book.zone)
    counts = _counts(sides[0][0].cases, sides[1][0].cases)
    return Compared(found, counts, played[0], played[1])


def _change(unit: Unit, home: Installation, folder: Folder, at: datetime | None) -> Change:
    """From what runs to the folder."""
    known = meetings.meetings(unit)
    uids = {m.uid for m in known}
    listed = (*known, *(m for m in folder.meetings if m.uid not in uids))
    new = book_of(unit, folder, str(int(home.book.version) + 1))
    rounds = governance.rounds(unit)
    return Change(Side(home.book, known, rounds), Side(new, listed, rounds), unit.tenant, at, _parts(unit))


def _parts(unit: Unit) -> dict[str, Sequence[str]]:
    """How each plan's newest file cuts the responsible cells."""
    cut: dict[str, Sequence[str]] = {}
    for plan in plans.plans(unit):
        texts = plans.plan_texts(unit, plan.uid)
        try:
            entries = {e.id: e for e in load_plan_file(texts[-1][2]).measures} if texts else {}
        except ConfigError:  # written for an earlier program: the cell as a whole is what is left
            continue
        for measure in plans.measures(unit, plan.uid):
            entry = entries.get(measure.number)
            if entry is not None and entry.responsible_text == measure.responsible_text and entry.responsible_roles:
                cut[measure.uid] = entry.responsible_roles
    return cut


def _counts(old: Iterable[Case], new: Iterable[Case]) -> dict[str, int]:
    """What goes over differently at once: measures with other roles or states, occurrences new, moved and gone."""
    before = {c.measure.uid: c for c in old}
    found: Counter[str] = Counter(roles=0, states=0, new=0, moved_due=0, gone=0)
    for case in new:
        was = before[case.measure.uid]
        found["roles"] += was.measure.roles != case.measure.roles
        found["states"] += was.measure.state != case.measure.state
        rows = {o.uid: o for o in was.occurrences}
        for row in case.occurrences:
            there = rows.get(row.uid)
            found["new"] += there is None
            found["moved_due"] += there is not None and there.due != row.due
            found["gone"] += there is not None and row.withdrawn and not there.withdrawn
    return dict(found)


def _in_use(unit: Unit, folder: Folder) -> tuple[set[str], set[str], set[str]]:
    """States that measures are in; roles and committees that plans name and the folder no longer knows."""
    live = [p for p in plans.plans(unit) if not p.over]
    states = {m.state for p in live for m in plans.measures(unit, p.uid)}
    roles = {r for p in live for r in _roles_of(p) if r not in folder.roles}
    return states, roles, {p.committee for p in live if p.committee and p.committee not in folder.committees}


def _roles_of(plan: Plan) -> Iterable[str]:
    named = (plan.secretariat, plan.default_responsible, *(role for _, role in plan.focus_responsible))
    return (role for role in named if role)


def apply(home: Installation, proposal: Proposal, author: Author, reason: str, now: datetime) -> Version:
    """Takes the proposal over, in one transaction. Raises StaleError where another version has begun to run since, and
    ConfigError where its own tests do not hold: nobody can say yes to that."""
    if proposal.failing:
        raise ConfigError(p for test in proposal.failing for p in test.problems)
    home = home.reloaded()
    with home.store.write() as unit:
        if versions.running_number(unit, change=True) != proposal.running or int(home.book.version) != proposal.running:
            raise StaleError("En annen versjon av regelboka ble tatt i bruk imens. Ingenting er endret; prøv igjen.")
        at = _instant(unit, now)
        ticked = tick_in(unit, home.book, at, trial=home.trial) if at is not None else Ticked()
        change = _change(unit, home, proposal.folder, at)
        stamp = Stamp(at, author.actor, "applied", proposal.running)
        files, digest = dict(proposal.folder.files), proposal.folder.hash
        made = versions.add_version(unit, files, digest, reason, proposal.effect, stamp, author.name)
        stamp = replace(stamp, version=made.n)
        save_new_meetings(unit, proposal.folder.meetings, stamp)
        _take_over(unit, change, stamp, {uid for uid, _ in ticked.failed})
        unit.feeds_touched = True
    return made


def _take_over(unit: Unit, change: Change, stamp: Stamp, failed: set[str]) -> None:
    """Every measure under the new version. What could not be evaluated with the old one keeps its count, so that
    nothing it missed is lost."""
    for plan in plans.plans(unit):
        if plan.over:
            continue
        cases = load_cases(unit, plans.measures(unit, plan.uid), None)
        uncounted = replace(change, at=None)
        new = [(uncounted if c.measure.uid in failed else change).case(c) for c in cases]
        pairs = list(zip(cases, new, strict=True))
        plans.save_measures(unit, [n.measure for c, n in pairs if n.measure != c.measure], stamp)
        before = {o.uid: o for c in cases for o in c.occurrences}
        rows = [o for c in new for o in c.occurrences if before.get(o.uid) != o]
        plans.save_occurrences(unit, rows, stamp)
        plans.set_looks(unit, {c.measure.uid: AT_ONCE for c in cases})


def work_out(proposal: Proposal) -> dict[str, object]:
    """The proposal as plain data, for --json."""
    found = proposal.effects
    return {
        "running": proposal.running,
        "from": proposal.first.isoformat(),
        "to": proposal.last.isoformat(),
        **json.loads(proposal.effect),
        "silent": list(found.silent),
        "guards": [asdict(g) for g in proposal.guards],
        "failing": [str(p) for t in proposal.failing for p in t.problems],
    }
