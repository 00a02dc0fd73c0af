"""The mails that a rulebook test expects beside those that came. Public names: CameMail, Wanted, wanted_in,
people_of, matched, nearest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from rules.booktest import BookTest, ExpectedMail


@dataclass(frozen=True, slots=True)
class CameMail:
    """A mail that went out, as a test speaks of it. `at`: local time; `items`: how many notices it has."""

    on: date
    at: time
    to: str
    template: str
    steps: tuple[str, ...]
    measures: tuple[str, ...]
    items: int

    def fits(self, wanted: ExpectedMail, person: str) -> bool:
        """Whether it is the one that the test waits for."""
        return (
            (self.on, self.to) == (wanted.on, person)
            and wanted.template in (None, self.template)
            and tuple(sorted(wanted.step)) in ((), self.steps)
            and tuple(sorted(wanted.measure)) in ((), self.measures)
            and wanted.items in (None, self.items)
            and wanted.at in (None, self.at)
        )

    @property
    def words(self) -> str:
        """As it would stand in the test."""
        parts = [f"on: {self.on}", f"to: {self.to}", f"template: {self.template}", f"step: [{', '.join(self.steps)}]"]
        return "{" + ", ".join(parts) + f", measure: [{', '.join(self.measures)}], items: {self.items}" + "}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One mail to one person that a test waits for; `index`: which of the test's mails."""

    index: int
    mail: ExpectedMail
    person: str


def wanted_in(test: BookTest) -> Iterator[Wanted]:
    """Every mail to every person that the test waits for; those that say most come first."""
    every = [Wanted(i, mail, p) for i, mail in enumerate(test.expect.mails) for p in people_of(test, mail)]
    yield from sorted(every, key=_most_said_first)


def people_of(test: BookTest, mail: ExpectedMail) -> tuple[str, ...]:
    """The people whom an expected mail's names and roles mean."""
    return tuple(person for word in mail.to for person in test.people.get(word, (word,)))


def _most_said_first(wanted: Wanted) -> tuple[int, int, str]:
    said: Mapping[str, object] = wanted.mail.model_dump(exclude_defaults=True)
    return -len(said), wanted.index, wanted.person


def matched(wanted: Sequence[Wanted], came: Sequence[CameMail]) -> dict[int, int]:
    """For each wanted one that came (by its place) the mail that it is (by its place), no mail twice; as many as can
    be, however little some of them say.

    Augmenting paths (Kuhn): whoever comes later may move an earlier one to another mail, never leave it without.
    """
    could = [[m for m, mail in enumerate(came) if mail.fits(one.mail, one.person)] for one in wanted]
    holder: dict[int, int] = {}

    def find(n: int, seen: set[int]) -> bool:
        for m in could[n]:
            if m not in seen:
                seen.add(m)
                if m not in holder or find(holder[m], seen):
                    holder[m] = n
                    return True
        return False

    for n in range(len(wanted)):
        find(n, set())
    return {n: m for m, n in holder.items()}


def nearest(days: Iterable[date], day: date) -> date | None:
    """The day that lies nearest, the earlier of two; None where there is none."""
    return min(days, key=lambda d: (abs((d - day).days), d), default=None)
