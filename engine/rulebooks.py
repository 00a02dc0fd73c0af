"""The config folder: read strictly, all mistakes at once, and compiled to a Book.

Public names: Folder, load_folder, load_texts, plan_files, kept_files, compile_book, is_template, RULEBOOK, ROLES,
COMMITTEES, PEOPLE.

Files of a version: rulebook, its includes, roles, committees and templates; never people, whose addresses live in the
database only. Plan files are checked beside them, but belong to the database once added.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from engine.documents.checked import check
from engine.documents.directory_review import review_committees, review_people, review_plan, review_roles
from engine.documents.includes import with_included
from engine.documents.people import PeopleForm
from engine.documents.planfile import PlanFile, check_plan
from engine.documents.references import Known, Review
from engine.documents.roles import RolesFile
from engine.documents.rulebook_review import closed_periods, review_rulebook
from engine.documents.words import Lang, say
from engine.documents.yamltext import CONFIG_LIMIT, PLAN_LIMIT, Document, parse, read_text
from rules.book import Book
from rules.committees import Committees, expand
from rules.directory import Directory, folded
from rules.errors import ConfigError, Problem
from rules.governance import Party
from rules.model import Committee, Meeting, Membership, Person, Role
from rules.rulebook import Calendar, Rulebook
from rules.workdays import WorkCalendar

RULEBOOK, ROLES, COMMITTEES, PEOPLE = "rulebook.yaml", "roles.yaml", "committees.yaml", "people.yaml"
TENANT = "standard"
TEMPLATE_SUFFIXES = ("subject", "txt", "html")
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Folder:
    """A config folder without mistakes. `files`: the text of each file that a version keeps, by its name in the folder
    with / between the parts; `hash` is over them. `people`: the form, empty where there is none. `plans`: the plan
    files of the folder by their names."""

    rulebook: Rulebook
    roles: Mapping[str, Role]
    committees: Mapping[str, Committee]
    meetings: tuple[Meeting, ...]
    people: PeopleForm
    files: Mapping[str, str]
    hash: str
    plans: Mapping[str, PlanFile] = field(default_factory=dict)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """All that is read is kept until it has been looked at, so a search for garbage among it finds nothing, again and
    again: a quarter of the time of a large folder."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_without_collecting()
def load_folder(
    path: Path, tenant: str = TENANT, lang: Lang = "nb", known_plans: Collection[str] = (), plans: bool = True
) -> Folder:
    """The folder. `known_plans`: ids of plans that need no file here; `plans` False: plan files are not looked at,
    and where no ids are given either, nobody knows which plans there are.

    Raises ConfigError with every mistake of every file.
    """
    if not path.is_dir():
        said = say(lang, "no_folder" if path.exists() else "missing_folder", folder=path.as_posix())
        raise ConfigError([Problem(path.as_posix(), 0, 0, "", said)])
    texts, problems = _read_all(path, lang, plans)

    def name_in(file: str) -> str:
        return (path / file).as_posix()

    return _Loading(texts, tenant, lang, name_in, set(known_plans), problems, plans or bool(known_plans)).folder()


def plan_files(path: Path) -> list[str]:
    """The ids of the folder's plan files, also of those that have mistakes; those that cannot be read are left out."""
    texts, _ = _read_all(path, "nb", True)
    loading = _Loading(texts, TENANT, "nb", str, None)
    loading.read_plans()
    return loading.plan_ids()


def kept_files(path: Path) -> dict[str, str]:
    """The files of a folder that a version would keep, by name, whether they have mistakes or not; none where there is
    no folder."""
    texts, _ = _read_all(path, "nb", False)
    loading = _Loading(texts, TENANT, "nb", str, None)
    loading.include_all()
    return {name: text for name, text in sorted(texts.items()) if loading.keeps(name)}


def load_texts(files: Mapping[str, str], version: int | str = "", tenant: str = TENANT, lang: Lang = "nb") -> Folder:
    """The folder of a version that was applied before, from its stored files; its cross references were checked then.

    Raises ConfigError where this program no longer understands it.
    """

    def name_in(file: str) -> str:
        return f"{file} ({'versjon' if lang == 'nb' else 'version'} {version})" if version else file

    return _Loading(dict(files), tenant, lang, name_in, None).folder()


def compile_book(
    folder: Folder,
    people: Iterable[Person],
    memberships: Iterable[Membership],
    version: str,
    parties: Iterable[Party] = (),
) -> Book:
    """The book that rules run on: the folder's version with the people that the database knows now."""
    settings = folder.rulebook.settings
    known = {p.id: p for p in parties}
    directory = Directory(folder.roles, {p.uid: p for p in people}, tuple(memberships), known)
    zone = ZoneInfo(settings.timezone)
    return Book(version, folder.rulebook, zone, work_calendar(settings.calendar), directory, folder.committees)


def work_calendar(calendar: Calendar) -> WorkCalendar:
    """The working calendar that the settings describe."""
    closed = tuple(period for entry in calendar.closed for period in closed_periods(entry))
    return WorkCalendar(
        calendar.country, closed, calendar.christmas_eve == "workday", calendar.new_years_eve == "workday"
    )


def _read_all(path: Path, lang: Lang, plans: bool) -> tuple[dict[str, str], list[Problem]]:
    """The text of every file of the folder by its name, and what could not be read."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    needed = (RULEBOOK, ROLES)
    wanted = [*needed, *(p.name for p in sorted(path.glob("*.yaml")) if p.name not in needed)]
    if plans:
        wanted += [f"plans/{p.name}" for p in sorted((path / "plans").glob("*.yaml"))]
    templates = path / "templates"
    wanted += [p.relative_to(path).as_posix() for p in sorted(templates.rglob("*")) if is_template(p)]
    for name in wanted:
        limit = PLAN_LIMIT if name.startswith("plans/") else CONFIG_LIMIT
        try:
            missing = "missing_part" if name in needed else "missing_file"
            texts[name] = read_text(path / name, (path / name).as_posix(), limit, lang, missing)
        except ConfigError as error:
            problems += error.problems
    return texts, problems


def is_template(path: Path) -> bool:
    """Whether the file is a mail template, or a part of one."""
    return path.is_file() and not path.name.startswith(".") and path.suffix.lstrip(".") in TEMPLATE_SUFFIXES


@dataclass(slots=True)
class _Loading:
    """One loading of a folder: the documents, and the mistakes of all of them. `known_plans` None: the files were
    applied before, so their cross references are not looked at. `knows_plans` False: any plan may be named."""

    texts: dict[str, str]
    tenant: str
    lang: Lang
    name_in: Callable[[str], str]
    known_plans: set[str] | None
    problems: list[Problem] = field(default_factory=list)
    knows_plans: bool = True
    documents: dict[str, Document] = field(default_factory=dict)
    plans: dict[str, PlanFile] = field(default_factory=dict)
    included: set[str] = field(default_factory=set)

    def folder(self) -> Folder:
        """The folder. Raises ConfigError with all mistakes."""
        rulebook = self._model(Rulebook, RULEBOOK, self._rulebook_document())
        roles = self._model(RolesFile, ROLES, self._document(ROLES)) or RolesFile()
        committees = self._model(Committees, COMMITTEES, self._document(COMMITTEES)) or Committees()
        people = self._model(PeopleForm, PEOPLE, self._document(PEOPLE, fast=True)) or PeopleForm()
        self.read_plans()
        if self.known_plans is not None:
            self._review()
        if self.problems or rulebook is None:
            raise ConfigError(self.problems)
        listed, meetings = expand(committees, self.tenant)
        files = {name: text for name, text in sorted(self.texts.items()) if self.keeps(name)}
        return Folder(
            rulebook, roles.values(), {c.id: c for c in listed}, meetings, people, files, _hash(files), self.plans
        )

    def include_all(self) -> None:
        """Finds the included files, and forgets the mistakes."""
        self._rulebook_document()

    def keeps(self, name: str) -> bool:
        """Whether a version keeps the file."""
        return name in (RULEBOOK, ROLES, COMMITTEES, *self.included) or name.startswith("templates/")

    def _document(self, name: str, *, fast: bool = False) -> Document | None:
        """The parsed file, None where it is missing or broken."""
        if name not in self.texts:
            return None
        try:
            self.documents[name] = parse(self.texts[name], self.name_in(name), self.lang, fast=fast)
        except ConfigError as error:
            self.problems += error.problems
        return self.documents.get(name)

    def _rulebook_document(self) -> Document | None:
        main = self._document(RULEBOOK)
        if main is None:
            return None
        merged, used, problems = with_included(main, self._included, self.lang)
        self.included |= used
        self.problems += problems
        self.documents[RULEBOOK] = merged
        return merged

    def _included(self, name: str) -> Document | None:
        """The included file; None where it is there and broken. Raises FileNotFoundError."""
        if name not in self.texts and self.name_in(name) not in {p.file for p in self.problems}:
            raise FileNotFoundError(name)
        return self._document(name)

    def _model(self, model: type[M], name: str, document: Document | None) -> M | None:
        if document is None:
            return None
        made, problems = check(model, document, self.lang)
        self.problems += problems
        return made

    def read_plans(self) -> None:
        for name in [n for n in self.texts if n.startswith("plans/")]:
            document = self._document(name, fast=True)
            if document is None:
                continue
            plan, problems = check_plan(document, self.lang)
            self.problems += problems
            if plan is not None:
                self.plans[name] = plan

    def _review(self) -> None:
        known = self._known()
        reviews: dict[str, Callable[[Review], None]] = {
            RULEBOOK: review_rulebook,
            ROLES: review_roles,
            COMMITTEES: review_committees,
            PEOPLE: review_people,
        }
        names = self._committee_names()
        for name, document in self.documents.items():
            review = Review(document, known, self.lang)
            if name.startswith("plans/"):
                review_plan(review, names)
            elif name in reviews:
                reviews[name](review)
            self.problems += review.problems
        self._repeated_plans()
        self._template_files()

    def _known(self) -> Known:
        transitions = self._data(RULEBOOK, "transitions")
        listed = transitions if isinstance(transitions, list) else []
        named = [t.get("name") if isinstance(t, dict) else None for t in listed]
        return Known(
            self._keys(RULEBOOK, "states"),
            self._keys(RULEBOOK, "ladders"),
            self._keys(RULEBOOK, "templates"),
            None if None in named or not named else [str(n) for n in named],
            self._keys(ROLES, "roles"),
            self._keys(COMMITTEES, "committees") if COMMITTEES in self.texts else [],
            self._keys(PEOPLE, "people") if PEOPLE in self.texts else [],
            sorted({*self.plan_ids(), *(self.known_plans or ())}) if self.knows_plans else None,
            self._focus_areas(),
            self._keys(PEOPLE, "parties") or None,
            {**self._called(COMMITTEES, "committees", "name"), **self._called(ROLES, "roles", "label")},
        )

    def _focus_areas(self) -> Collection[str] | None:
        """The focus areas of the plan files; None where the database has plans besides, or there are no plans."""
        if not self.plans or set(self.known_plans or ()) - set(self.plan_ids()):
            return None
        return [area.title for plan in self.plans.values() for area in plan.focus_areas]

    def _called(self, file: str, key: str, label: str) -> dict[str, str]:
        """Ids by every folded name."""
        found: dict[str, str] = {}
        listed = self._data(file, key)
        for name, entry in listed.items() if isinstance(listed, dict) else ():
            if isinstance(entry, dict):
                aliases = entry.get("aliases")
                for each in (entry.get(label), *(aliases if isinstance(aliases, list) else ())):
                    if isinstance(each, str):
                        found.setdefault(folded(each), name)
        return found

    def plan_ids(self) -> list[str]:
        """The ids of the plan files, also of those that have mistakes."""
        heads = (self._data(name, "plan") for name in self.documents if name.startswith("plans/"))
        return [str(head.get("id")) for head in heads if isinstance(head, dict)]

    def _data(self, file: str, key: str) -> Any:
        document = self.documents.get(file)
        return document.data.get(key) if document and isinstance(document.data, dict) else None

    def _keys(self, file: str, key: str) -> Collection[str] | None:
        """The names under a key; None where the key or the file is broken or missing."""
        found = self._data(file, key)
        return found.keys() if isinstance(found, dict) else None

    def _committee_names(self) -> dict[str, str] | None:
        """Every name of a committee, folded; None where the committees themselves are broken."""
        if COMMITTEES in self.texts and self._keys(COMMITTEES, "committees") is None:
            return None
        listed = self._data(COMMITTEES, "committees")
        names: dict[str, str] = {}
        for name, entry in listed.items() if isinstance(listed, dict) else ():
            if isinstance(entry, dict):
                aliases = entry.get("aliases")
                for each in (name, entry.get("name"), *(aliases if isinstance(aliases, list) else ())):
                    if isinstance(each, str):
                        names.setdefault(folded(each), each)
        return names

    def _repeated_plans(self) -> None:
        first: dict[str, str] = {}
        for name, plan in self.plans.items():
            other = first.setdefault(plan.plan.id, name)
            if other != name:
                message = say(self.lang, "plan_twice", value=f"«{plan.plan.id}»", other=self.name_in(other))
                self.problems.append(self.documents[name].problem(("plan", "id"), message))

    def _template_files(self) -> None:
        """A mail of the folder has all its parts in its language; where it is not there, the shipped one is used."""
        mine = {
            name.rpartition(".")[0] for name in self.texts if name.startswith("templates/") and name.count("/") == 2
        }
        for template in self._keys(RULEBOOK, "templates") or ():
            for stem in sorted(stem for stem in mine if stem.split("/")[2] == template):
                for suffix in TEMPLATE_SUFFIXES[:2]:
                    if f"{stem}.{suffix}" not in self.texts:
                        message = say(self.lang, "no_template_file", value=f"{stem}.{suffix}")
                        where = self.documents[RULEBOOK].problem(("templates", template), message, at_key=True)
                        self.problems.append(where)


def _hash(files: Mapping[str, str]) -> str:
    made = hashlib.sha256()
    for name, text in sorted(files.items()):
        made.update(f"{name}\0{len(text)}\0{text}\0".encode())
    return made.hexdigest()
