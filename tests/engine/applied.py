"""A small installation on a trial clock, whose rulebook the tests of applying edit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from engine.applying import Author, Proposal, apply, checked, propose
from engine.bootstrap import Installation, template_texts
from engine.dispatch import Dispatcher
from engine.play import Player
from engine.settings import Settings
from engine.store import Unit, plans
from engine.store.versions import Version
from engine.trial import open_trial, trial_settings
from notifiers.render import Renderer
from rules.model import Measure, Occurrence
from rules.timetable import Event
from tests.fakes import at

RULEBOOK = """\
version: 1
settings:
  secretariat: sekretariat
  release: {manual_for: 0d}
states:
  planned: {label: Planlagt, initial: true, phrases: [""]}
  at_risk: {label: {nb: I fare, nn: I fåre}}
  done: {label: Utført, final: true, phrases: [Utført]}
transitions:
  - {name: complete, from: [planned, at_risk], to: done, by: [responsible]}
  - {name: slip, from: [planned], to: at_risk, by: [clock], when: {overdue_by: {min: 5bd}}}
ladders:
  standard:
    steps:
      - {id: before, at: -14d, template: reminder}
      - {id: today, at: 0d, template: due_today}
      - {id: week, at: +1w, template: overdue}
      - {id: queue, at: +2w, template: after, to: [secretariat]}
rules:
  - {name: ferdig, when: {state: [done]}, ladder: none}
  - {name: resten, ladder: standard}
templates:
  reminder: {actions: [complete]}
  due_today: {actions: [complete]}
  overdue: {actions: [complete]}
  after: {}
"""
ROLES = """\
roles:
  sekretariat: {label: Sekretariatet}
  au-lsu: {label: AU LSU, aliases: [AU for LSU]}
  k26: {label: K26}
"""
COMMITTEES = """\
committees:
  lsu: {name: LSU Drammen, meetings: [{on: 2015-02-11}]}
"""
PEOPLE = """\
people:
  kari: {name: Kari Ås, email: kari@example.org, roles: [au-lsu]}
  ola: {name: Ola Bjørnstad, email: ola@example.org, roles: [k26]}
  per: {name: Per Leder, email: per@example.org, roles: [sekretariat]}
"""
PLAN = """\
plan: {id: lsu-2015, title: LSU 2015, committee: LSU Drammen, years: [2015], decided: 2015-02-20}
measures:
  - {id: "1", title: Rutiner, deadline_text: Juni og nov 2015, responsible_text: AU LSU}
  - {id: "2", title: Avtale, deadline_text: 15. april 2015, responsible_text: K26 og AU LSU}
  - {id: "3", title: Sak, deadline_text: Neste møte, responsible_text: AU LSU}
  - {id: "4", title: Hospitering, deadline_text: Høsten 2015, responsible_text: Kommuneoverlegen}
"""
ME = Author("Kari")


class Nowhere:
    """A channel that delivers nothing."""

    async def send(self, message: bytes, sender: str, recipient: str) -> None:
        """Takes the message and forgets it."""

    async def close(self) -> None:
        """Nothing to let go of."""


@lru_cache(maxsize=8)
def _renderer(texts: tuple[tuple[str, str], ...]) -> Renderer:
    """Templates are compiled once for all tests."""
    return Renderer(Path("maler"), dict(texts))


@dataclass(slots=True)
class Stage:
    """The installation, its folder, and what plays it."""

    home: Installation
    folder: Path

    def play(self, until: str) -> list[Event]:
        """Everything up to the instant; gives what was sent and moved."""

        async def run() -> list[Event]:
            self.home = self.home.reloaded()
            renderer = _renderer(tuple(sorted(template_texts(self.home.folder.files).items())))
            dispatcher = Dispatcher(
                self.home.store, self.home.book, Nowhere(), renderer, "standard", self.home.domain, "x@example.org"
            )
            return [event async for event in Player(self.home, dispatcher).play(at(until))]

        return asyncio.run(run())

    def edit(self, *changes: tuple[str, str], file: str = "rulebook.yaml") -> None:
        """Changes texts of a file; each must be there."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    def propose(self) -> Proposal:
        """What taking the folder over would do."""
        return propose(self.home, checked(self.home, self.folder), NOW)

    def apply(self, reason: str = "prøve") -> Version:
        """Takes the folder over, whatever the guards say."""
        made = apply(self.home, self.propose(), ME, reason, NOW)
        self.home = self.home.reloaded()
        return made

    def read(self, what: Callable[[Unit], object]) -> object:
        """Something of the database."""
        with self.home.store.read() as unit:
            return what(unit)

    def measure(self, number: str) -> Measure:
        """The measure with the number."""
        with self.home.store.read() as unit:
            return next(m for m in plans.measures(unit) if m.number == number)

    def rows(self, number: str) -> tuple[Occurrence, ...]:
        """Its occurrences."""
        measure = self.measure(number)
        with self.home.store.read() as unit:
            return plans.occurrences(unit, [measure.uid])[measure.uid]


NOW = at("2026-01-01")  # the machine's time: a trial database goes by its own


@contextmanager
def stage(folder: Path, started: str | None = "2015-02-24 12:00") -> Iterator[Stage]:
    """The installation below the folder; `started` None: its clock has never been set."""
    config = folder / "config"
    (config / "plans").mkdir(parents=True)
    texts = {"rulebook": RULEBOOK, "roles": ROLES, "committees": COMMITTEES, "people": PEOPLE, "plans/lsu": PLAN}
    for name, text in texts.items():
        (config / f"{name}.yaml").write_text(text, encoding="utf-8")
    home = open_trial(trial_settings(Settings(config=config), folder / "t.db"))
    try:
        made = Stage(home, config)
        if started is not None:
            made.play(started)
        yield made
    finally:
        home.close()


def told(events: list[Event]) -> list[tuple[str, str, str, date]]:
    """(person, step, occurrence, day) of every notice sent, in order of time and person."""
    sent = [(e.at, n.person, n.step, n.occurrence or "") for e in events for n in e.notices]
    return [(person, step, occurrence, moment.date()) for moment, person, step, occurrence in sorted(sent)]
