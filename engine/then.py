"""How things stood at an instant: the version of the rulebook that ran, who held which role, what the files said.

Public names: Then, then_at. Names are those that the database knows now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine import explain_words as say
from engine.bootstrap import Installation
from engine.documents.includes import with_included
from engine.documents.yamltext import Document, Path_, parse
from engine.rulebooks import RULEBOOK, Folder, compile_book, load_texts
from engine.store import Unit, governance, people, plans, versions
from engine.store.versions import Version
from rules.book import Book
from rules.directory import Directory
from rules.errors import TidsfristError
from rules.model import Measure, Plan


@dataclass(frozen=True, slots=True)
class Then:
    """What was at an instant: the version that ran, its book and files, and how things stood."""

    unit: Unit
    at: datetime
    version: Version
    book: Book
    document: Document
    plans: Mapping[str, Plan]
    measures: Mapping[str, Measure]
    now: Directory

    def place(self, path: Path_) -> str:
        """file:line of a part of the rulebook."""
        found = self.document.problem(path, "")
        return f"{found.file}:{found.line}"

    def name(self, person: str) -> str:
        known = self.book.directory.people.get(person)
        return known.name if known else person

    def role(self, role: str | None) -> str:
        known = self.book.directory.roles.get(role or "")
        return known.label if known else role or ""

    def local(self, at: datetime) -> str:
        return say.instant_words(at, self.book.zone)


def then_at(unit: Unit, home: Installation, at: datetime, number: int | None) -> Then:
    """The instant. `number`: of the version that ran then; None: the one that had been taken over last. Raises
    TidsfristError where there is none."""
    version = versions.version(unit, number) if number is not None else None
    version = version or _version_at(unit, at)
    files = dict(version.files)
    folder = home.folder if version.hash == home.folder.hash else load_texts(files, version.n)
    main = parse(files[RULEBOOK], RULEBOOK)
    document, _, _ = with_included(main, lambda name: parse(files[name], name) if name in files else None, "nb")
    return Then(
        unit,
        at,
        version,
        _book_then(unit, folder, str(version.n), at),
        document,
        {p.uid: p for p in plans.plans(unit)},
        {m.uid: m for m in plans.measures(unit, withdrawn=True)},
        home.book.directory,
    )


def _book_then(unit: Unit, folder: Folder, version: str, at: datetime) -> Book:
    held = people.memberships_at(unit, at)
    return compile_book(folder, people.people_at(unit, at), held, version, governance.parties(unit))


def _version_at(unit: Unit, at: datetime) -> Version:
    known = versions.versions(unit)
    if not known:
        raise TidsfristError("Databasen har ingen regelbok.")
    before = [v for v in known if v.applied_at is None or v.applied_at <= at]
    return (before or known[:1])[-1]
