"""The config folder beside the version that runs: which of the two has moved on since they were last alike.

Public names: State, look, remember, forget, last_seen, status_words, FolderWatch.

Files own the rulebook, the database owns which version runs. A folder remembers (in a hidden file of its own) which
version's hash it last was; where it cannot write, it remembers nothing, and a difference waits for a person.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from engine.applying import Author, apply, checked, propose
from engine.bootstrap import Installation
from engine.documents.saving import write_whole
from engine.rulebooks import load_folder, plan_files
from engine.store import Store, plans, versions
from rules.errors import ConfigError

MARK = ".tidsfrist"
SETTLED = timedelta(seconds=20)
Kind = Literal["in_step", "edited", "behind", "unknown", "broken", "missing"]
log = logging.getLogger("tidsfrist.config")


@dataclass(frozen=True, slots=True)
class State:
    """How the folder stands to version `running`. in_step: alike. edited: changed since they were alike, so it may be
    taken over. behind: an earlier version, or another one runs by now. unknown: nobody knows what it was changed from.
    broken: `problems` mistakes. missing: there is no folder. `hash` is that of the folder, "" where it has none."""

    kind: Kind
    running: int
    hash: str = ""
    problems: int = 0


def look(store: Store, path: Path) -> State:
    """How the folder stands now. Writes nothing."""
    with store.read() as unit:
        listed = versions.versions(unit)
        known_plans = [p.id for p in plans.plans(unit)]
    running = next((v for v in listed if v.running), None)
    n = running.n if running else 0
    if not path.is_dir():
        return State("missing", n)
    try:
        folder = load_folder(path, known_plans=(*known_plans, *plan_files(path)), plans=False)
    except ConfigError as error:
        return State("broken", n, problems=len(error.problems))
    kind = _kind(folder.hash, running.hash if running else "", {v.hash for v in listed}, last_seen(path))
    return State(kind, n, folder.hash)


def _kind(mine: str, running: str, known: Collection[str], seen: str | None) -> Kind:
    if mine == running:
        return "in_step"
    if mine in known:
        return "behind"
    return "unknown" if seen is None else "edited" if seen == running else "behind"


def last_seen(path: Path) -> str | None:
    """The hash of the version that the folder last was; None: nobody knows."""
    try:
        return (path / MARK).read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def remember(path: Path, digest: str) -> None:
    """Notes that the folder is like the version of this hash; a folder that cannot be written to notes nothing."""
    if last_seen(path) == digest:
        return
    try:
        write_whole({path / MARK: f"{digest}\n".encode()})
    except OSError:
        log.debug("%s cannot remember its version", path)


def forget(path: Path) -> None:
    """Notes nothing of the folder, for as long as its files are exchanged: if that is cut off, what lies there is no
    version and nobody's edit, and waits for a person."""
    with suppress(OSError):
        (path / MARK).unlink()


def status_words(state: State, path: Path) -> str:
    """One line for people. Where the folder waits, it says what to do."""
    said: dict[Kind, str] = {
        "in_step": f"{path} er lik versjon {state.running}, som gjelder.",
        "edited": f"{path} er endret siden versjon {state.running}, som gjelder. Ta den i bruk med «tidsfrist apply».",
        "behind": f"{path} er ikke lik versjon {state.running}, som gjelder: en annen er tatt i bruk siden. "
        "Hent den med «tidsfrist config pull», eller ta mappa i bruk med «tidsfrist apply».",
        "unknown": f"{path} er ikke lik versjon {state.running}, som gjelder. "
        "Se forskjellen med «tidsfrist diff», og ta mappa i bruk med «tidsfrist apply».",
        "broken": f"{path} har {state.problems} feil; versjon {state.running} gjelder fortsatt. "
        "Se feilene med «tidsfrist check».",
        "missing": f"{path} finnes ikke; versjon {state.running} gjelder. Hent den med «tidsfrist config pull».",
    }
    return said[state.kind]


@dataclass(slots=True)
class FolderWatch:
    """Looks after the folder while `serve` runs. `alone`: this process may take over an edited folder (one machine);
    several machines have only `apply`. `waiting`: why the folder waits, "" = it does not."""

    path: Path
    alone: bool
    waiting: str = ""
    _shape: tuple[tuple[str, int, int], ...] = ()
    _since: datetime | None = None
    _done: tuple[object, ...] = field(default=())

    def look(self, home: Installation, now: datetime) -> bool:
        """Whether a changed folder was taken over. Looks closely only at a shape that has stood for a while: someone
        may be in the middle of saving files."""
        shape = _shape(self.path)
        if shape != self._shape or self._since is None:
            first = self._since is None
            self._shape, self._since = shape, now
            if not first:
                return False
        elif now - self._since < SETTLED:
            return False
        with home.store.read() as unit:
            running = versions.running_number(unit)
        if self._done == (shape, running):
            return False
        taken = self._close_look(home, now)
        with home.store.read() as unit:
            self._done = (shape, versions.running_number(unit))
        return taken

    def _close_look(self, home: Installation, now: datetime) -> bool:
        state = look(home.store, self.path)
        if state.kind == "in_step":
            remember(self.path, state.hash)
            self._wait("")
        elif state.kind == "edited" and self.alone:
            return self._take(home, now)
        else:
            self._wait(status_words(state, self.path))
        return False

    def _take(self, home: Installation, now: datetime) -> bool:
        """Takes over a folder that was edited, unless it has mistakes or a person must say yes."""
        try:
            folder = checked(home, self.path)
        except ConfigError as error:
            log.warning("%s", error)
            self._wait(f"{self.path} har {len(error.problems)} feil. Se dem med «tidsfrist check».")
            return False
        proposal = propose(home, folder, now, lambda name: (self.path / name).as_posix())
        if proposal.failing:
            self._wait(f"{self.path} er endret, og regelbokas egne tester går ikke. Se hvorfor med «tidsfrist test».")
            return False
        if proposal.guards:
            self._wait(f"{self.path} er endret, og noen må se på virkningen først: «tidsfrist apply».")
            return False
        made = apply(home, proposal, Author("serve"), "Endret i mappa", now)
        remember(self.path, folder.hash)
        self._wait("")
        log.info("rulebook version %d was taken over from %s", made.n, self.path)
        return True

    def _wait(self, why: str) -> None:
        if why and why != self.waiting:
            log.warning("%s", why)
        self.waiting = why


def _shape(path: Path) -> tuple[tuple[str, int, int], ...]:
    """Names, sizes and times of the folder's files: cheap to compare."""
    files = sorted([*path.glob("*.yaml"), *(path / "templates").rglob("*")])
    found = []
    for file in files:
        try:
            there = file.stat()
        except OSError:
            continue
        found.append((file.as_posix(), there.st_size, there.st_mtime_ns))
    return tuple(found)
