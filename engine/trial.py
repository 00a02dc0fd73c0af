"""Trial databases: throw-away or kept, with a clock of their own. Public names: open_trial, add_folder_plans,
with_plans, trial_settings.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.bootstrap import Installation, open_installation
from engine.clock import system_now
from engine.documents.planfile import load_plan_file
from engine.intake import add_plan
from engine.settings import Settings
from engine.store import Stamp, Unit, plans

DOMAIN = "tidsfrist.example.org"


def trial_settings(settings: Settings, database: Path, **others: object) -> Settings:
    """The settings with a trial database of their own; nothing of the installation's mail server is kept."""
    given = {
        "database_url": f"sqlite:///{database}",
        "trial": True,
        "mail_from": f"tidsfrist@{DOMAIN}",
        "smtp_host": "127.0.0.1",
        "smtp_tls": "none",
        "smtp_auth": "none",
        "smtp_username": None,
        "smtp_password": None,
    }
    return settings.model_copy(update={**given, **others})


def open_trial(settings: Settings) -> Installation:
    """Opens the trial database; a fresh one gets the config folder's rulebook and all its plans."""
    home = open_installation(settings, system_now())
    try:
        add_folder_plans(home)
    except BaseException:
        home.close()
        raise
    return home


def add_folder_plans(home: Installation) -> None:
    """The plans of the config folder, where the database has none. Sets no instant: the first tick does."""
    files = sorted((home.settings.config / "plans").glob("*.y*ml"))
    with home.store.write() as unit:
        if plans.plans(unit):
            return
        stamp = Stamp(None, "import", "plan_added", int(home.book.version))
        for path in files:
            text = path.read_text(encoding="utf-8-sig")
            sha = hashlib.sha256(text.encode()).hexdigest()
            add_plan(unit, load_plan_file(path), text, sha, home.book, stamp)


@contextmanager
def with_plans(home: Installation) -> Iterator[tuple[Unit, bool]]:
    """A unit to read from, and whether its plans are borrowed from the config folder because the database has none."""
    with home.store.read() as unit:
        if plans.plans(unit):
            yield unit, False
            return
    with tempfile.TemporaryDirectory(prefix="tidsfrist-") as folder:
        other = open_trial(trial_settings(home.settings, Path(folder) / "trial.db"))
        try:
            with other.store.read() as unit:
                yield unit, True
        finally:
            other.close()
