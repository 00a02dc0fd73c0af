"""Opens an installation: database, running rulebook version, what they make together.

Public names: Installation, open_installation, save_new_meetings, running_book, book_of,
write_templates, template_texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from engine.rulebooks import Folder, compile_book, load_folder, load_texts
from engine.settings import Settings
from engine.shipped import with_shipped_templates
from engine.store import Stamp, Store, Unit, governance, installation, meetings, open_store, people, versions
from rules.book import Book
from rules.errors import TidsfristError
from rules.model import Meeting

TENANT = "standard"


@dataclass(frozen=True, slots=True)
class Installation:
    """An open installation: where the truth is (`store`), what runs (`book`, `folder`), and who it is for ever
    (`domain`). `trial`: it keeps its own clock and delivers only to loopback or a maildir."""

    settings: Settings
    store: Store
    book: Book
    folder: Folder
    domain: str
    trial: bool

    def reloaded(self) -> Installation:
        """The same with the version and the people that count now."""
        with self.store.read() as unit:
            folder = _running_folder(unit)
            return replace(self, folder=folder, book=running_book(unit, folder))

    def close(self) -> None:
        self.store.close()


def open_installation(settings: Settings, now: datetime) -> Installation:
    """Opens the database, makes it on first use, and applies the config folder to a fresh one.

    Raises ConfigError where that folder has mistakes and DownError where the database is not to be had.
    """
    store = open_store(settings.database_url, TENANT)
    try:
        mine = _started(store) or _start(store, settings, now)
        with store.read() as unit:
            folder = _running_folder(unit)
            book = running_book(unit, folder)
    except BaseException:
        store.close()
        raise
    return Installation(settings, store, book, folder, mine.domain, mine.trial)


def _started(store: Store) -> installation.Installation | None:
    """The installation where there is one with a rulebook; found by reading alone, so that whoever only looks does not
    wait for those who write."""
    with store.read() as unit:
        return installation.installation(unit) if versions.running_number(unit) is not None else None


def _start(store: Store, settings: Settings, now: datetime) -> installation.Installation:
    with store.write() as unit:
        mine = installation.installation(unit) or installation.start(unit, settings.domain, settings.trial)
        if versions.running(unit) is None:
            _first_version(unit, load_folder(settings.config), None if mine.trial else now)
        return mine


def _first_version(unit: Unit, folder: Folder, now: datetime | None) -> None:
    """A fresh database takes the folder's rulebook, people and meetings."""
    stamp = Stamp(now, "system", "first_start", 1)
    made = versions.add_version(unit, dict(folder.files), folder.hash, "Første oppstart", "", stamp)
    versions.run(unit, made.n, stamp)
    listed, memberships = folder.people.values(unit.tenant)
    people.import_people(unit, listed, memberships, stamp)
    governance.save_parties(unit, folder.people.party_values(), stamp)
    save_new_meetings(unit, folder.meetings, stamp)


def save_new_meetings(unit: Unit, listed: tuple[Meeting, ...], stamp: Stamp) -> tuple[Meeting, ...]:
    """Meetings of the files that the database does not know yet; those it knows, it owns. Returns what was new."""
    known = {m.uid for m in meetings.meetings(unit)}
    new = tuple(m for m in listed if m.uid not in known)
    meetings.save_meetings(unit, new, stamp)
    return new


def _running_folder(unit: Unit) -> Folder:
    running = versions.running(unit)
    if running is None:
        raise TidsfristError("Databasen har ingen regelbok. Kjør «tidsfrist apply» i mappa med config/.")
    return load_texts(dict(running.files), running.n)


def running_book(unit: Unit, folder: Folder) -> Book:
    """The book of the folder that runs."""
    running = versions.running_number(unit)
    return book_of(unit, folder, str(running or 0))


def book_of(unit: Unit, folder: Folder, version: str) -> Book:
    """A folder's book with the people that the database knows now."""
    return compile_book(folder, people.people(unit), people.memberships(unit), version, governance.parties(unit))


def write_templates(folder: Folder, into: Path) -> None:
    """Lays the version's templates out as files, for the renderer."""
    for name, text in template_texts(folder.files).items():
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def template_texts(files: Mapping[str, str]) -> dict[str, str]:
    """The templates among a version's files, by their path below templates/, filled up with the shipped ones of mails
    that the version knows nothing of."""
    own = {name.removeprefix("templates/"): text for name, text in files.items() if name.startswith("templates/")}
    return with_shipped_templates(own)
