"""What verbs share: opening the installation of this process. Public names: opened, looked_into, moment, acting,
person_called, JsonLines.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated

import typer

from engine.bootstrap import Installation, open_installation
from engine.clock import system_now
from engine.documents.meant import alike
from engine.settings import load_settings
from engine.store import Stamp, installation, is_there
from rules.errors import TidsfristError
from rules.model import Person

JsonLines = Annotated[bool, typer.Option("--json", help="Skriv JSON: ett objekt på hver linje.")]


@contextmanager
def opened() -> Iterator[Installation]:
    """The installation that settings name, closed afterwards."""
    home = open_installation(load_settings(), system_now())
    try:
        yield home
    finally:
        home.close()


@contextmanager
def looked_into() -> Iterator[Installation]:
    """The same for a verb that only looks. Where there is no database yet it makes none: what is shown is what a fresh
    one would have from the config folder, and nothing of it is kept."""
    settings = load_settings()
    if not is_there(settings.database_url):
        settings = settings.model_copy(update={"database_url": "sqlite://"})
        print("Det finnes ingen database ennå, så config-mappa vises slik en ny ville hatt den.", file=sys.stderr)
    home = open_installation(settings, system_now())
    try:
        yield home
    finally:
        home.close()


def moment(home: Installation) -> datetime:
    """The installation's time: now; in a trial database its own clock, once a tick has set it."""
    if not home.trial:
        return system_now()
    with home.store.read() as unit:
        mine = installation.installation(unit)
    return (mine.clock if mine else None) or system_now()


def acting(home: Installation, why: str, actor: str = "secretariat") -> tuple[datetime, Stamp]:
    """The installation's time and the stamp of what somebody does now. In a trial database whose clock was never set
    the stamp has no instant: the first tick sets the clock."""
    now = moment(home)
    unset = False
    if home.trial:
        with home.store.read() as unit:
            mine = installation.installation(unit)
        unset = mine is None or mine.clock is None
    version = int(home.book.version) if home.book.version.isdigit() else None
    return now, Stamp(None if unset else now, actor, why, version)


def person_called(home: Installation, name: str) -> Person:
    """The person with this id, uid or address. Raises TidsfristError with those that look alike."""
    known = home.book.directory.people.values()
    for person in known:
        if name in (person.id, person.uid) or name.casefold() == person.email.casefold():
            return person
    near = alike(name, [p.id for p in known], 3)
    hint = f" Mente du {' eller '.join(near)}?" if near else " «tidsfrist person list» viser dem som finnes."
    raise TidsfristError(f"Ingen person har id «{name}».{hint}")
