"""An installation that a test plays with: SQLite in memory, a virtual clock, a channel that may fail, people who act.

Public names: World, Crash, edited, shipped, noon, ROLES. Between two acts the engine is played, and what it did can be
compared with what `simulate` said before.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from engine import applying, meetings, people
from engine.answers import Said, answer
from engine.applying import Author, Proposal
from engine.bootstrap import Installation, open_installation
from engine.clock import start_of
from engine.dispatch import Dispatcher
from engine.documents.planfile import MeasureEntry, PlanFile, PlanHead
from engine.intake import add_plan
from engine.preview import snapshot
from engine.rulebooks import Folder, load_folder, load_texts
from engine.settings import Settings
from engine.silencing import Wish, draft, save
from engine.store import Stamp, Store, Unit, installation, journal, ledger, plans
from engine.store import meetings as stored_meetings
from engine.store.copies import copy_in_memory, overwrite
from engine.tick import tick
from notifiers.render import Rendered, Renderer
from notifiers.view import LetterView
from rules.effects import effects
from rules.errors import NotifyError, TidsfristError
from rules.model import Message, Notice, Occurrence
from rules.rulebook import ReportingRule
from rules.timetable import Event, timetable

CONFIG = Path(__file__).parents[2] / "config"
ROLES = ("kommunehelsesamarbeidet", "klinikkdirektor-ds")
MOMENT = timedelta(seconds=1)
_MESSAGE_ID = re.compile(rb"^Message-ID: <([^>]+)>", re.MULTILINE)


class Crash(Exception):
    """The process dies here."""


class Plain(Renderer):
    """Mails without words: what they say is tested elsewhere."""

    def __init__(self) -> None:
        self.folder = Path("templates")

    def render(self, view: LetterView) -> Rendered:
        return Rendered(view.template, ", ".join(view.ids), "")


@dataclass(slots=True)
class Post:
    """The channel. `faults`: what the next deliveries meet: before, after (the process dies then), later, never."""

    faults: list[str] = field(default_factory=list)
    delivered: Counter[str] = field(default_factory=Counter)

    async def send(self, message: bytes, sender: str, recipient: str) -> None:
        """Delivers, or fails as it was told."""
        found = _MESSAGE_ID.search(message)
        assert found is not None
        name, fault = found[1].decode(), self.faults.pop(0) if self.faults else ""
        if fault == "before":
            raise Crash
        if fault in ("later", "never"):
            raise NotifyError(fault, permanent=fault == "never")
        self.delivered[name] += 1
        if fault == "after":
            raise Crash

    async def close(self) -> None:
        """Nothing to let go of."""


@dataclass(slots=True)
class Breaking:
    """A store some of whose transactions die, before or after they are saved. `plan`: for each one to come, where."""

    real: Store
    plan: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    @contextmanager
    def write(self) -> Iterator[Unit]:
        """A unit that may not make it."""
        fault = self.plan.pop(0) if self.plan else ""
        with self.real.write() as unit:
            yield unit
            if fault == "before":
                raise Crash
        if fault == "after":
            raise Crash


@cache
def shipped() -> Folder:
    """The shipped config folder."""
    return load_folder(CONFIG, plans=False)


@cache
def fresh() -> Installation:
    """A trial installation with the shipped rulebook and its people, before anything has happened."""
    settings = Settings(config=CONFIG, database_url="sqlite://", trial=True, mail_from="t@tidsfrist.example.org")
    return open_installation(settings, datetime.min)


@cache
def stage() -> Store:
    """The database that worlds are played in, one after another."""
    return copy_in_memory(fresh().store)


def edited(folder: Folder, old: str, new: str) -> Folder:
    """The folder with a change in its rulebook."""
    files = dict(folder.files)
    assert old in files["rulebook.yaml"], old
    files["rulebook.yaml"] = files["rulebook.yaml"].replace(old, new)
    return load_texts(files)


@dataclass(slots=True)
class World:
    """One world. `now`: its clock."""

    now: datetime
    home: Installation = field(init=False)
    store: Breaking = field(init=False)
    post: Post = field(default_factory=Post)
    entries: list[MeasureEntry] = field(default_factory=list)
    year: int = 2015
    status: str = "active"
    seen: int = 0

    def __post_init__(self) -> None:
        try:
            overwrite(stage(), fresh().store)
        except sqlite3.OperationalError:  # a test that failed has left a statement open
            stage.cache_clear()
        self.store = Breaking(stage())
        self.home = replace(fresh(), store=stage())

    # ── what people do ──

    def do(self, act: Callable[[Unit], object]) -> bool:
        """Something in one transaction, now; False where the rules do not allow it."""
        try:
            with self.store.real.write() as unit:
                act(unit)
        except TidsfristError:
            return False
        self.home = self.home.reloaded()
        return True

    def add_plan(self, rounds: str | None = None, committee: str = "LSU Drammen") -> None:
        """The plan as `entries` has it, or a new version of it."""
        reporting = ReportingRule(every=rounds) if rounds else None
        head = PlanHead(
            id="prove", title="Prøve", years=(self.year,), status=self.status, reporting=reporting,
            committee=committee, decided=date(self.year, 1, 5), secretariat="sekretariat-lsu-drammen",
        )  # fmt: skip
        file = PlanFile(plan=head, measures=tuple(self.entries))
        stamp = Stamp(self.now, "import", "plan_added", int(self.home.book.version))
        self.do(lambda unit: add_plan(unit, file, "", f"{self.now}", self.home.book, stamp))

    def answer(self, occurrence: str, outcome: str, by: str, **said: Any) -> bool:
        """A person answers."""
        return self.do(lambda unit: answer(unit, Said(occurrence, outcome, by, **said), self.home.book, self.now))

    def silence(self, author: str, days: int, **what: str) -> bool:
        """A person mutes something for some days."""
        wish = Wish(author, "prøve", self.today + timedelta(days=days), **what)

        def act(unit: Unit) -> None:
            made = draft(unit, wish, self.home.book, self.now)
            save(unit, made, Stamp(self.now, made.author, "silenced"))

        return self.do(act)

    def away(self, person: str, days: int, deputy: str | None) -> bool:
        """A person is away from tomorrow on."""

        def act(unit: Unit) -> None:
            before = people.register(unit)
            by_uid = {p.uid: p for p in before.people}
            first = self.today + timedelta(days=1)
            change = people.away(before, by_uid[person], first, first + timedelta(days=days), by_uid.get(deputy or ""))
            people.take(unit, change, before, Stamp(self.now, person, "away"))

        return self.do(act)

    def meeting(self, n: int, days: int | None) -> bool:
        """One of the committee's meetings to come is moved by some days, or (None) cancelled."""

        def act(unit: Unit) -> None:
            ahead = [m for m in stored_meetings.meetings(unit, "lsu-drammen") if m.held_on > self.today]
            ahead = [m for m in ahead if m.state == "planned"]
            if not ahead:
                raise TidsfristError("no meeting is ahead")
            one, stamp = ahead[n % len(ahead)], Stamp(self.now, "system", "meeting_moved")
            if days is None:
                meetings.cancel(unit, one, self.home.book, stamp)
            else:
                to = meetings.Sitting(one.held_on + timedelta(days=days))
                meetings.move(unit, one, to, self.home.book, stamp)

        return self.do(act)

    def apply(self, folder: Folder) -> None:
        """Another rulebook is taken over."""
        self.set_clock(self.now)
        nothing = effects((), (), self.today, self.home.book.zone)
        running = int(self.home.book.version)
        proposal = Proposal(folder, running, self.home.folder, nothing, (), {}, self.today, self.today)
        applying.apply(self.home, proposal, Author("prøve"), "prøve", self.now)
        self.home = self.home.reloaded()

    # ── what there is ──

    @property
    def today(self) -> date:
        return self.now.astimezone(self.home.book.zone).date()

    @property
    def open_rows(self) -> list[Occurrence]:
        """Everything that waits for an answer, in order of uid."""
        return [o for o in self.rows if o.open]

    @property
    def secretary(self) -> str | None:
        """Who is the secretariat today; None: nobody."""
        held = self.home.book.directory.holders("sekretariat-lsu-drammen", self.today)
        return held[0].person if held else None

    @property
    def rows(self) -> list[Occurrence]:
        """Everything that is asked for, answered or not, in order of uid."""
        with self.store.real.read() as unit:
            rows = plans.occurrences(unit, [m.uid for m in plans.measures(unit)])
        return sorted((o for those in rows.values() for o in those if not o.withdrawn), key=lambda o: o.uid)

    def notices(self) -> list[Notice]:
        """All notices there ever were."""
        with self.store.real.read() as unit:
            measures = [m.uid for m in plans.measures(unit, withdrawn=True)]
            both = (*ledger.notices_of(unit, measures).values(), *_of_plans(unit))
            return [n for those in both for n in those]

    def messages(self) -> tuple[Message, ...]:
        """All messages there ever were."""
        with self.store.real.read() as unit:
            return ledger.messages(unit)

    # ── time ──

    def set_clock(self, at: datetime) -> None:
        """The trial database's own clock."""
        with self.store.real.write() as unit:
            installation.set_clock(unit, at)

    def advance(self, span: timedelta) -> tuple[list[Any], list[Any]]:
        """Plays on, through every crash that is planned: (what was said before would happen, what happened)."""
        first, until = self.now + MOMENT, self.now + span
        with self.store.real.read() as unit:
            begun = journal.last_seq(unit)
            said = _said(snapshot(unit, first), self.home, first, until)
        moment = first
        while moment <= until:
            self._survive(moment)
            with self.store.real.read() as unit:
                due = ledger.next_due(unit)
            if due is None or due > until:
                break
            moment = max(moment, due)
        self.now = until
        self.set_clock(until)
        with self.store.real.read() as unit:
            return said, _happened(unit, begun)

    def _survive(self, moment: datetime) -> None:
        """One round at the instant; a process that died is started again."""
        for _ in range(40):
            try:
                asyncio.run(self._round(moment))
                return
            except Crash:
                continue
        raise AssertionError("it never comes up again")

    async def _round(self, moment: datetime) -> None:
        home = self.home
        store: Any = self.store
        self._put_aside(moment)
        tick(store, home.book, moment, trial=True)
        sender = "t@tidsfrist.example.org"
        await Dispatcher(store, home.book, self.post, Plain(), home.store.tenant, home.domain, sender).run(moment)

    def _put_aside(self, moment: datetime) -> None:
        """What the secretariat is told of mails that went wrong: no simulation foresees it."""
        with self.store.real.write() as unit:
            told = [n.id for those in _of_plans(unit) for n in those if n.kind == "watchdog"]
            ledger.settle_notices(unit, told, "cancelled", "test", Stamp(moment, "system", "test"))


def _of_plans(unit: Unit) -> Iterator[tuple[Notice, ...]]:
    yield from ledger.notices_of_plans(unit, [p.uid for p in plans.plans(unit)]).values()


def _said(start: Any, home: Installation, first: datetime, until: datetime) -> list[Any]:
    played = timetable(start, home.book, first, until + MOMENT, home.store.tenant, home.domain)
    return [_event(e) for e in played]


def _event(event: Event) -> tuple[Any, ...]:
    if event.move is not None:
        return ("move", event.at, event.move.measure, event.move.state_to)
    assert event.message is not None
    m = event.message
    return ("mail", event.at, m.uid, m.kind, m.person, m.notices)


def _happened(unit: Unit, begun: int) -> list[Any]:
    """What the journal has of messages composed and moves made by the clock, in its order."""
    composed = {m.uid: m for m in ledger.messages(unit)}
    found: list[Any] = []
    for entry in journal.entries(unit, after_seq=begun):
        if entry.kind == "message" and entry.before is None:
            m = composed[entry.after["uid"]]
            found.append(("mail", entry.at, m.uid, entry.after["kind"], m.person, tuple(entry.after["notices"])))
        elif entry.kind == "transition" and entry.actor == "clock":
            found.append(("move", entry.at, entry.measure, entry.after["state"]))
    return found


def noon(day: date, home: Installation) -> datetime:
    """A few seconds past noon: no step and no mail is ever planned for that."""
    return start_of(day, home.book.zone) + timedelta(hours=12, seconds=7)
