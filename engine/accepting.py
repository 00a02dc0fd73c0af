"""What the rulebook's own tests expect, written anew as it came.

Public names: Accepted, Rewritten, accepted, rewritten. Only `expect` changes: a mail that came on another day keeps its
line and gets the new date, one that no longer comes loses its line, a new one gets a line where its day belongs.
Comments and everything else stay as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from babel.dates import format_date

from engine.booktests import Came, Results, TestResult, run_tests
from engine.documents.changes import Drop, Insert, Put, changed
from engine.documents.includes import with_included
from engine.documents.yamltext import Document, Path_, parse
from engine.expectations import CameMail, Wanted, matched, nearest, people_of, wanted_in
from engine.rulebooks import RULEBOOK, Folder, load_texts
from rules.booktest import BookTest, ExpectedMail
from rules.errors import ConfigError, Problem, TidsfristError

Changes = Iterator[tuple[str, Sequence[Put | Drop | Insert]]]
_NOT_OURS = "Ingenting er skrevet. Dette er ikke noe en test venter på, så rett det først:"
_STILL = "Ingenting er skrevet. Testene ville fortsatt ikke gått:"


@dataclass(frozen=True, slots=True)
class Rewritten:
    """One test whose expectations are written anew. `words`: what changes, in bokmål, a line each."""

    test: TestResult
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """The file of the folder that holds the tests, its new text, and what is new in it. `folder`: as it will be."""

    file: str
    text: str
    tests: tuple[Rewritten, ...]
    folder: Folder

    def proved(self, name_in: Callable[[str], str]) -> Results:
        """The tests of the new text, run. Raises TidsfristError where one still fails."""
        results = run_tests(self.folder, name_in)
        if results.problems:
            raise TidsfristError(_listed(_STILL, results.problems))
        return results


def accepted(folder: Folder, results: Results, name_in: Callable[[str], str]) -> Accepted:
    """What would be written so that the tests expect what came. `results`: those of the folder's tests.

    Raises TidsfristError with every place where something else is wrong, or that cannot be rewritten.
    """
    broken = [p for test in results.tests for p in test.broken]
    if broken:
        raise TidsfristError(_listed(_NOT_OURS, broken))
    file = _file_of_tests(folder)
    try:
        text, tests = rewritten(parse(folder.files[file], name_in(file)), folder.rulebook.tests, results.tests)
    except ConfigError as error:
        raise TidsfristError(_listed("Ingenting er skrevet.", error.problems)) from None
    return Accepted(file, text, tests, load_texts({**folder.files, file: text}))


def rewritten(
    document: Document, tests: Sequence[BookTest], results: Sequence[TestResult]
) -> tuple[str, tuple[Rewritten, ...]]:
    """The text of the file that holds the tests, and what changes in it, test by test. Raises ConfigError with all
    places where it cannot be changed."""
    found, problems = list[Rewritten](), list[Problem]()
    for n, (test, result) in enumerate(zip(tests, results, strict=True)):
        if not result.problems or result.came is None:
            continue
        told = list(_Rewriting(("tests", n, "expect"), document, test, result.came).changes())
        found.append(Rewritten(result, tuple(words for words, _ in told)))
        try:
            text = changed(document, [change for _, changes in told for change in changes])
            document = parse(text, document.file)
        except ConfigError as error:
            problems += error.problems
    if problems:
        raise ConfigError(problems)
    return document.text, tuple(found)


def _listed(first: str, problems: Iterable[Problem]) -> str:
    return "\n".join([first, *(f"  {p}" for p in problems)])


def _file_of_tests(folder: Folder) -> str:
    """The name of the file in the folder that has the key `tests`."""

    def open_file(name: str) -> Document | None:
        return parse(folder.files[name], name) if name in folder.files else None

    merged = with_included(parse(folder.files[RULEBOOK], RULEBOOK), open_file, "nb")[0]
    return merged.included.get("tests", RULEBOOK)


@dataclass(slots=True)
class _Rewriting:
    """One test under way. `left`: mails that came and that no expectation has yet; `days`: the day of each expected
    mail, as it will be."""

    path: Path_
    document: Document
    test: BookTest
    came: Came
    left: list[CameMail] = field(default_factory=list)
    days: list[date] = field(default_factory=list)

    def changes(self) -> Changes:
        """All changes, each with its words, in the order of the file."""
        yield from self._due()
        yield from self._mails()
        yield from self._states()

    # ── mails ──

    def _mails(self) -> Changes:
        wanted = list(wanted_in(self.test))
        failing = self._unmatched(wanted)
        self.days = [mail.on for mail in self.test.expect.mails]
        told: dict[int, tuple[str, Sequence[Put | Drop | Insert]]] = {}
        for i in dict.fromkeys(one.index for one in wanted if one.index in failing):
            told[i] = self._moved(i) or self._gone(i)
        yield from (told[i] for i in sorted(told))
        yield from self._new()

    def _unmatched(self, wanted: Sequence[Wanted]) -> set[int]:
        """The expected mails that did not come to each of their people; what came for them is left over."""
        mails = self.came.mails
        pairs = matched(wanted, mails)
        failing = {one.index for n, one in enumerate(wanted) if n not in pairs}
        taken = {m for n, m in pairs.items() if wanted[n].index not in failing}
        self.left = [mail for m, mail in enumerate(mails) if m not in taken]
        return failing

    def _moved(self, i: int) -> tuple[str, Sequence[Put | Drop | Insert]] | None:
        """The expected mail on the day nearest to its own on which it came to all its people; None: on none."""
        mail = self.test.expect.mails[i]
        people = people_of(self.test, mail)
        days = {m.on for m in self.left}
        day = nearest((d for d in days if self._picked(mail, people, d)), mail.on)
        if day is None:
            return None
        picked = self._picked(mail, people, day)
        for one in picked:
            self.left.remove(one)
        self.days[i] = day
        puts, said = self._differences(i, picked[0])
        return f"før: {self._expected(mail)} → nå: {', '.join(said)}", puts

    def _picked(self, mail: ExpectedMail, people: Sequence[str], day: date) -> list[CameMail]:
        """One mail of the day for each of them, all alike in what the expectation says; none where one has none."""
        there = [m for m in self.left if m.on == day]
        for first in there:
            like = _on_that_day(mail, first)
            pairs = matched([Wanted(0, like, person) for person in people], there)
            if len(pairs) == len(people):
                return [there[m] for m in pairs.values()]
        return []

    def _differences(self, i: int, came: CameMail) -> tuple[list[Put], list[str]]:
        mail, at = self.test.expect.mails[i], (*self.path, "mails", i)
        puts, said = list[Put](), list[str]()
        if mail.on != came.on:
            puts.append(Put((*at, "on"), str(came.on)))
            said.append(self._day(came.on))
        if mail.at not in (None, came.at):
            puts.append(Put((*at, "at"), f"{came.at:%H:%M}"))
            said.append(f"kl. {came.at:%H.%M}")
        if mail.items not in (None, came.items):
            puts.append(Put((*at, "items"), came.items))
            said.append(_items(came.items))
        return puts, said

    def _gone(self, i: int) -> tuple[str, Sequence[Put | Drop | Insert]]:
        words = f"før: {self._expected(self.test.expect.mails[i])} → nå: kommer ikke"
        return words, [Drop((*self.path, "mails", i))]

    def _new(self) -> Changes:
        """A line for each mail that is left over; one for all who got the same at once."""
        alike: dict[CameMail, list[str]] = {}
        for mail in self.left:
            alike.setdefault(replace(mail, to=""), []).append(mail.to)
        for mail, people in sorted(alike.items(), key=lambda pair: (pair[0].on, pair[0].at, pair[1])):
            before = next((i for i, day in enumerate(self.days) if day > mail.on), len(self.days))
            said = [self._day(mail.on), *people, ", ".join(mail.steps) or mail.template]
            for several in _rows(people):
                value = self._line(mail, several, before)
                yield f"ny: {', '.join(said)}", [Insert((*self.path, "mails"), before, value)]

    def _line(self, mail: CameMail, people: Sequence[str], before: int) -> dict[str, Any]:
        """The new line says what the one beside it says, and at least the step, or the template where there is none."""
        raw = self.document.node((*self.path, "mails")).value if self.test.expect.mails else []
        beside = set(raw[max(before - 1, 0)]) if raw else set()
        values: Mapping[str, Any] = {
            "on": str(mail.on),
            "to": _one_or_more(people),
            "template": mail.template,
            "step": _one_or_more(mail.steps),
            "measure": _one_or_more(mail.measures),
            "items": mail.items,
            "at": f"{mail.at:%H:%M}",
        }
        keys = {"on", "to", *beside} | ({"step"} if any(mail.steps) else {"template"})
        return {key: value for key, value in values.items() if key in keys and value not in ([], "")}

    def _expected(self, mail: ExpectedMail) -> str:
        kind = ", ".join(mail.step) or mail.template or ""
        number = f"tiltak {', '.join(mail.measure)}" if mail.measure and len(self.test.measures) > 1 else ""
        return ", ".join(x for x in (self._day(mail.on), *mail.to, kind, number) if x)

    def _day(self, day: date) -> str:
        """The day in words, with its year where it is not the one the test begins in."""
        pattern = "d. MMMM" if day.year == self.test.from_.year else "d. MMMM y"
        return format_date(day, pattern, locale="nb")

    # ── due days and states ──

    def _due(self) -> Changes:
        wanted = self.test.expect.due
        if wanted is None or sorted(wanted) == list(self.came.due):
            return
        path, words = (*self.path, "due"), f"frister før: {self._all(wanted)} → nå: {self._all(self.came.due)}"
        yield words, list(_due_changes(path, wanted, self.came.due))

    def _all(self, days: Sequence[date]) -> str:
        return ", ".join(map(self._day, days)) or "ingen"

    def _states(self) -> Changes:
        for i, (wanted, state) in enumerate(zip(self.test.expect.states, self.came.states, strict=True)):
            if state is not None and state != wanted.is_:
                which = f" for tiltak {wanted.measure}" if wanted.measure else ""
                words = f"tilstand {self._day(wanted.on)}{which} før: {wanted.is_} → nå: {state}"
                yield words, [Put((*self.path, "states", i, "is"), state)]


def _on_that_day(mail: ExpectedMail, came: CameMail) -> ExpectedMail:
    """The expectation with the day of a mail that came, and its time and number of notices where it says them."""
    items = None if mail.items is None else came.items
    return mail.model_copy(update={"on": came.on, "at": mail.at and came.at, "items": items})


def _due_changes(path: Path_, wanted: Sequence[date], came: Sequence[date]) -> Iterator[Put | Drop | Insert]:
    """Days that fell away, each with one that came in its place as far as they go."""
    new = sorted((Counter(came) - Counter(wanted)).elements())
    gone, kept = list[int](), Counter(came)
    for i, day in enumerate(wanted):
        kept[day] -= 1
        gone += [i] if kept[day] < 0 else []
    gone.sort(key=lambda i: wanted[i])
    for i, day in zip(gone, new, strict=False):
        yield Put((*path, i), str(day))
    for i in gone[len(new) :]:
        yield Drop((*path, i))
    for day in new[len(gone) :]:
        before = next((i for i, old in enumerate(wanted) if old > day), len(wanted))
        yield Insert(path, before, str(day))


def _rows(people: Sequence[str]) -> Iterator[list[str]]:
    """Names in rows, none twice in one: who got the same twice stands in two lines."""
    counted = Counter(people)
    while counted:
        yield list(counted)
        counted = +Counter({name: n - 1 for name, n in counted.items()})


def _one_or_more(values: Sequence[str]) -> Any:
    return values[0] if len(values) == 1 else list(values)


def _items(n: int) -> str:
    return "1 sak" if n == 1 else f"{n} saker"
