"""A plan that runs, in a store of its own, with a small rulebook: what the tests of answers and rounds begin with.

Public names: Given, PEOPLE, given_in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from engine.answers import Answered, answer
from engine.hearing import Said
from engine.intake import rebind_measures
from engine.store import Stamp, Store, ledger, open_store, people, plans
from engine.tick import tick
from rules.book import Book
from rules.directory import Directory
from rules.governance import Party
from rules.model import Measure, Membership, Notice, Occurrence, Person, Plan, Reporting, Role
from rules.span import Span
from tests.fakes import RULES, at, book, measure, plan, reading

PEOPLE = ("geir", "solveig", "arild", "sigurd", "sissel", "kari")
MEMBERS = (
    Membership("sjefer", "geir", party="Lier"),
    Membership("sjefer", "solveig", party="Hurum"),
    Membership("sjefer", "arild", party="Sande"),
    Membership("direktor", "sigurd"),
    Membership("direktor", "sissel"),
    Membership("sekretariat", "kari"),
)
TRANSITIONS = [
    {
        "name": "start",
        "from": ["planned", "waiting", "at_risk"],
        "to": "in_progress",
        "by": ["responsible", "secretariat"],
    },
    {
        "name": "wait",
        "from": ["planned", "in_progress"],
        "to": "waiting",
        "by": ["responsible", "secretariat"],
        "needs": ["comment", "review_on"],
    },
    {"name": "flag", "from": ["planned", "in_progress"], "to": "at_risk", "by": ["responsible"], "needs": ["comment"]},
    {
        "name": "complete",
        "from": ["planned", "in_progress", "waiting", "at_risk"],
        "to": "done",
        "by": ["responsible", "secretariat"],
    },
    {
        "name": "report",
        "from": ["planned", "standing"],
        "to": "standing",
        "by": ["responsible", "secretariat"],
        "when": {"deadline": "ongoing"},
    },
    {
        "name": "postpone",
        "from": ["planned", "in_progress", "at_risk"],
        "to": "planned",
        "by": ["secretariat"],
        "needs": ["new_deadline", "comment"],
    },
    {
        "name": "reopen",
        "from": ["done", "not_relevant"],
        "to": "in_progress",
        "by": ["responsible", "secretariat"],
        "needs": ["comment"],
    },
    {
        "name": "pause",
        "from": ["planned", "in_progress"],
        "to": "waiting",
        "by": ["responsible", "secretariat"],
        "needs": ["comment", "review_on"],
    },
    {"name": "drop", "from": "*", "to": "not_relevant", "by": ["secretariat"], "needs": ["comment"]},
]


def _book() -> Book:
    roles = (
        Role("sjefer", "Kommunalsjefer", answers="each"),
        Role("direktor", "Klinikkdirektør"),
        Role("sekretariat", "S"),
    )
    known = {n: Person(n, n, n.title(), f"{n}@example.org") for n in PEOPLE}
    parties = {"hurum": Party("hurum", "Hurum"), "lier": Party("lier", "Lier"), "sande": Party("sande", "Sande")}
    directory = Directory({r.id: r for r in roles}, known, MEMBERS, parties)
    templates = {**RULES["templates"], "answered": {}, "moved": {}, "question": {}}
    return book(directory=directory, transitions=TRANSITIONS, templates=templates)


@dataclass
class Given:
    """The store, the book, and what one does with them."""

    store: Store
    book: Book
    now: str = "2015-06-16 12:00"

    def tick(self, now: str) -> None:
        self.now = now
        tick(self.store, self.book, at(now), trial=True)

    def send(self) -> None:
        """What waits is taken to be in the people's inboxes."""
        with self.store.write() as unit:
            ids = [n.id for rows in ledger.notices_of(unit, ["m1"]).values() for n in rows if n.status == "waiting"]
            ledger.settle_notices(unit, ids, "sent", "test", Stamp(at(self.now), "clock"))

    def say(self, outcome: str, by: str, slot: str = "p:2015-06-30", **more: Any) -> Answered:
        with self.store.write() as unit:
            one = next(o for o in plans.occurrences(unit, ["m1"])["m1"] if o.slot == slot)
            return answer(unit, replace(Said(one.uid, outcome, by), **more), self.book, at(self.now))

    @property
    def measure(self) -> Measure:
        with self.store.read() as unit:
            found = plans.measure(unit, "m1")
        assert found is not None
        return found

    @property
    def rows(self) -> tuple[Occurrence, ...]:
        with self.store.read() as unit:
            return plans.occurrences(unit, ["m1"])["m1"]

    def row(self, slot: str = "p:2015-06-30") -> Occurrence:
        return next(o for o in self.rows if o.slot == slot)

    @property
    def notices(self) -> tuple[Notice, ...]:
        with self.store.read() as unit:
            return ledger.notices_of(unit, ["m1"])["m1"]

    @property
    def plan(self) -> Plan:
        with self.store.read() as unit:
            found = plans.plan(unit, "plan")
        assert found is not None
        return found


def given_in(folder: Path, *due: str, rounds: bool = False, kind: str = "dates", **changes: Any) -> Given:
    """A running plan with one measure of the municipalities (or of these `roles`); looked at on 2 January 2015."""
    store, known = open_store(f"sqlite:///{folder / 'given.db'}", "t"), _book()
    stamp = Stamp(at("2015-01-01"), "system", "test", 1)
    reporting = Reporting("tertial", Span(-2, "w"), Span(10, "bd")) if rounds else None
    bare = plan(reporting=reporting, decided=date(2015, 1, 1), counted_from=at("2015-01-01"))
    with store.write() as unit:
        people.import_people(unit, known.directory.people.values(), MEMBERS, stamp)
        plans.save_plan(unit, bare, stamp)
        made = replace(measure(roles=("sjefer",), reading=reading(*due, kind=kind), deadline_text="tekst"), **changes)
        saved = plans.save_measure(unit, made, stamp)
        rebind_measures(unit, bare, [saved], known, stamp)
    given = Given(store, known)
    given.tick("2015-01-02 08:00")
    return given
