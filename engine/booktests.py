"""The rulebook's own tests, run. Public names: run_tests, Results, TestResult, Came, Coverage.

A closed world: each mail that goes out must be listed, each listed one must go out. What is wrong is told where it
stands in the file. `apply` runs them before a version counts.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from engine.bootstrap import template_texts
from engine.documents.includes import with_included
from engine.documents.words import Lang, say
from engine.documents.yamltext import Document, Path_, parse
from engine.expectations import CameMail, matched, nearest, wanted_in
from engine.rehearsal import DOMAIN, Rehearsal, Stop
from engine.rulebooks import RULEBOOK, Folder
from engine.store import Store, open_store, plans
from engine.store.copies import copy_in_memory, overwrite
from engine.store.installation import start
from notifiers.render import Renderer
from rules.book import Book
from rules.booktest import BookTest, ExpectedMail, ExpectedState
from rules.errors import Problem, TidsfristError
from rules.model import Measure, Message, Notice, Occurrence, Plan
from rules.outlook import Circumstances, outlook, point_of
from rules.recipients import responsible_roles
from rules.rulebook import Rulebook
from rules.schedule import opens_of

Steps = set[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Came:
    """What a test gave: its mails, its due days in order, and the state at the end of each day it asks for (None: it
    could not be told)."""

    mails: tuple[CameMail, ...]
    due: tuple[date, ...]
    states: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class TestResult:
    """One test: where it stands, and what is wrong (nothing: it passed). `broken`: those of its problems that are no
    difference between what it expects and what came; `came`: None where it could not be played."""

    __test__ = False
    name: str
    place: Problem
    problems: tuple[Problem, ...]
    broken: tuple[Problem, ...] = ()
    came: Came | None = None


@dataclass(slots=True)
class Coverage:
    """What the tests touched: names of rules, (ladder, step), names of transitions; and all there are."""

    all_rules: tuple[str, ...]
    all_steps: tuple[tuple[str, str], ...]
    all_transitions: tuple[str, ...]
    rules: set[str] = field(default_factory=set)
    steps: Steps = field(default_factory=set)
    transitions: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, book: Rulebook) -> Coverage:
        """Nothing touched yet. Ladders and rules of single plans count too."""
        overrides = [entry.override for entry in book.plans.values()]
        ladders = [*book.ladders.items(), *(pair for o in overrides for pair in o.ladders.items())]
        rules = [*book.rules, *(r for o in overrides for r in o.rules or ())]
        steps = ((name, step.name) for name, ladder in ladders for step in ladder.steps)
        names = (dict.fromkeys(r.name for r in rules), dict.fromkeys(t.name for t in book.transitions))
        return cls(tuple(names[0]), tuple(dict.fromkeys(steps)), tuple(names[1]))

    @property
    def parts(self) -> tuple[tuple[str, int, int, tuple[str, ...]], ...]:
        """(what, how many touched, of how many, those not touched) for rules, steps and transitions."""
        steps = {"/".join(s) for s in self.steps}
        every = (
            ("rules", self.all_rules, self.rules),
            ("steps", tuple("/".join(s) for s in self.all_steps), steps),
            ("transitions", self.all_transitions, self.transitions),
        )
        return tuple((what, len(touched & set(all_)), len(all_), _left(all_, touched)) for what, all_, touched in every)


def _left(all_: Iterable[str], touched: set[str]) -> tuple[str, ...]:
    return tuple(name for name in all_ if name not in touched)


@dataclass(frozen=True, slots=True)
class Results:
    """All tests of a rulebook. None at all is no success: `ok` is False then."""

    tests: tuple[TestResult, ...]
    coverage: Coverage

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong, in the order of the file."""
        return tuple(p for t in self.tests for p in t.problems)

    @property
    def ok(self) -> bool:
        """Whether there are tests, and all of them passed."""
        return bool(self.tests) and not self.problems


def run_tests(folder: Folder, name_in: Callable[[str], str] = str, lang: Lang = "nb") -> Results:
    """Runs all tests of the folder's rulebook. `name_in`: how a file of the folder is called in messages."""
    places = _Places.of(folder, name_in, lang)
    coverage = Coverage.of(folder.rulebook)
    empty = open_store("sqlite://")
    with empty.write() as unit:
        start(unit, DOMAIN, trial=True)
    stage = copy_in_memory(empty)
    try:
        renderer = Renderer(Path("templates"), template_texts(folder.files))
        house = _House(folder, empty, stage, renderer, places, coverage)
        results = [_run(n, test, house) for n, test in enumerate(folder.rulebook.tests)]
    finally:
        empty.close()
        stage.close()
    return Results(tuple(results), coverage)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the parts of the tests stand in the files."""

    document: Document
    lang: Lang

    @classmethod
    def of(cls, folder: Folder, name_in: Callable[[str], str], lang: Lang) -> _Places:
        main = parse(folder.files[RULEBOOK], name_in(RULEBOOK))

        def open_file(name: str) -> Document | None:
            return parse(folder.files[name], name_in(name)) if name in folder.files else None

        return cls(with_included(main, open_file, "nb")[0], lang)

    def tell(self, path: Path_, message: str) -> Problem:
        """A mistake at the path below `tests`."""
        return self.document.problem(("tests", *path), message, at_key=True)


@dataclass(frozen=True, slots=True)
class _House:
    """What all tests share: the folder, an empty database, the one they play in, the templates."""

    folder: Folder
    empty: Store
    stage: Store
    renderer: Renderer
    places: _Places
    coverage: Coverage


def _run(n: int, test: BookTest, house: _House) -> TestResult:
    places = house.places
    place = places.tell((n,), test.name)
    overwrite(house.stage, house.empty)
    try:
        stage = Rehearsal.staged(test, house.folder, house.stage, house.renderer)
    except TidsfristError as error:
        told = (places.tell((n,), f"«{test.name}»: {error}"),)
        return TestResult(test.name, place, told, told)
    running = _Running(n, stage, places, house.coverage)
    problems = tuple(running.problems())
    return TestResult(test.name, place, problems, tuple(running.broken), running.came)


@dataclass(slots=True)
class _Running:
    """One test under way, and what was found wrong so far."""

    n: int
    stage: Rehearsal
    places: _Places
    coverage: Coverage
    found: list[Problem] = field(default_factory=list)
    broken: list[Problem] = field(default_factory=list)
    mails: tuple[CameMail, ...] = ()
    due: tuple[date, ...] = ()
    states: dict[int, str] = field(default_factory=dict)

    @property
    def came(self) -> Came:
        """What it gave, once it was played."""
        states = tuple(self.states.get(i) for i, _ in enumerate(self.test.expect.states))
        return Came(self.mails, self.due, states)

    @property
    def test(self) -> BookTest:
        return self.stage.test

    def problems(self) -> list[Problem]:
        """Plays the test and compares."""
        self._due_days()
        self._seen()
        asyncio.run(self.stage.play(self._stops()))
        self._seen()
        for why in self.stage.failed:
            self._break((), f"«{self.test.name}»: {why}")
        self._mails()
        self._covered()
        return sorted(self.found, key=lambda p: (p.file, p.line, p.column))

    def _tell(self, path: Path_, message: str) -> None:
        self.found.append(self.places.tell((self.n, *path), message))

    def _break(self, path: Path_, message: str) -> None:
        """Notes a mistake that is no difference from what is expected."""
        self._tell(path, message)
        self.broken.append(self.found[-1])

    def _say(self, what: str, /, **fields: object) -> str:
        return say(self.places.lang, what, **fields)

    def _stops(self) -> Iterator[Stop]:
        for i, event in enumerate(self.test.events):
            yield Stop(self.stage.at(event.on, event.at), lambda i=i: self._happen(i))  # type: ignore[misc]
        for i, state in enumerate(self.test.expect.states):
            yield Stop(self.stage.end_of(state.on), lambda i=i: self._state(i))  # type: ignore[misc]

    def _happen(self, i: int) -> None:
        try:
            self.stage.happen(self.test.events[i])
        except TidsfristError as error:
            self._break(("events", i), self._say("event_failed", why=error))
        self._seen()

    def _state(self, i: int) -> None:
        wanted: ExpectedState = self.test.expect.states[i]
        self._seen()
        try:
            with self.stage.store.read() as unit:
                state = self.stage.measure(unit, wanted.measure).state
        except TidsfristError as error:
            self._break(("expect", "states", i), str(error))
            return
        self.states[i] = state
        if state != wanted.is_:
            said = self._say("other_state", wanted=wanted.is_, on=wanted.on, state=state)
            self._tell(("expect", "states", i, "is"), said)

    def _due_days(self) -> None:
        if self.test.expect.due is None:
            return
        with self.stage.store.read() as unit:
            rows = plans.occurrences(unit, [m.uid for m in plans.measures(unit)]).values()
        self.due = tuple(sorted(o.due for those in rows for o in those if o.due and o.named))
        if list(self.due) != sorted(self.test.expect.due):
            said = ", ".join(map(str, self.due)) or self._say("none")
            self._tell(("expect", "due"), self._say("other_due", days=said))

    # ── mails ──

    def _mails(self) -> None:
        came = [_came(at, m, those, self.stage) for at, m, those in self.stage.mails]
        wanted = list(wanted_in(self.test))
        pairs = matched(wanted, came)
        left = [mail for m, mail in enumerate(came) if m not in pairs.values()]
        for one in (one for n, one in enumerate(wanted) if n not in pairs):
            mail, person = one.mail, one.person
            instead = _instead(left, mail, person, self.places.lang)
            said = self._say("mail_missing", person=person, on=mail.on, details=_details(mail), instead=instead)
            self._tell(("expect", "mails", one.index), said)
        for other in left:
            self._tell(("expect", "mails"), self._say("mail_extra", test=self.test.name, mail=other.words))
        self.mails = tuple(came)

    # ── coverage ──

    def _seen(self) -> None:
        """Notes which rules hold now."""
        with self.stage.store.read() as unit:
            by_plan = {p.uid: p for p in plans.plans(unit)}
            measures = plans.measures(unit)
            rows = plans.occurrences(unit, [m.uid for m in measures])
        day = (self.stage.now or self.stage.at(self.test.from_, datetime.min.time())).astimezone(self.stage.book.zone)
        for measure in measures:
            for row in rows[measure.uid]:
                self._rule(by_plan[measure.plan], measure, row, day.date())

    def _rule(self, plan: Plan, measure: Measure, row: Occurrence, day: date) -> None:
        book: Book = self.stage.book
        if row.due is None:
            return
        roles, _ = responsible_roles(plan, measure, book)
        it = Circumstances(
            measure.state, measure.reading.kind, row.kind, plan.id, measure.focus_area, roles, plan.committee
        )
        since = measure.state_since.astimezone(book.zone).date() if measure.state_since else None
        rule = outlook(it, point_of(row.kind, row.due, opens_of(row, day, book), since), book).on(day).rule
        if rule is not None:
            self.coverage.rules.add(rule.name)

    def _covered(self) -> None:
        for _, _, notices in self.stage.mails:
            for n in notices:
                if n.reason.ladder and n.reason.rule:
                    self.coverage.steps.add((n.reason.ladder, n.step.partition("#")[0]))
                    self.coverage.rules.add(n.reason.rule)
        book = self.stage.folder.rulebook
        self.coverage.transitions |= {m.transition for m in self.stage.moves} | self.stage.used
        for before, after in self.stage.answered:
            led = (t.name for t in book.transitions if t.to == after and (before in t.from_ or "*" in t.from_))
            self.coverage.transitions |= set(list(led)[:1])


def _came(at: datetime, message: Message, notices: tuple[Notice, ...], stage: Rehearsal) -> CameMail:
    local = at.astimezone(stage.book.zone)
    with stage.store.read() as unit:
        numbers = {m.uid: m.number for m in plans.measures(unit, withdrawn=True)}
    measures = tuple(sorted({numbers[n.measure] for n in notices if n.measure in numbers}))
    steps = tuple(sorted({n.step for n in notices}))
    person = stage.names.get(message.person, message.person)
    return CameMail(local.date(), local.time(), person, message.template, steps, measures, len(notices))


def _details(wanted: ExpectedMail) -> str:
    said = [x for x in (wanted.template, ", ".join(wanted.step), ", ".join(wanted.measure)) if x]
    return f" ({'; '.join(said)})" if said else ""


def _instead(left: Iterable[CameMail], wanted: ExpectedMail, person: str, lang: Lang) -> str:
    """What came near: another mail of the day, or one like it on another day."""
    hers = [m for m in left if m.to == person]
    same_day = [m for m in hers if m.on == wanted.on]
    alike = [m for m in hers if wanted.template in (None, m.template) and tuple(wanted.step) in ((), m.steps)]
    if same_day:
        return say(lang, "came_that_day", mail=same_day[0].words)
    if alike:
        return say(lang, "came_another_day", on=nearest((m.on for m in alike), wanted.on))
    return say(lang, "never_came")
