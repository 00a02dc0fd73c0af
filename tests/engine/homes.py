"""A trial installation over the shipped config folder, and the plan of LSU Drammen in versions."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from engine.bootstrap import Installation, open_installation
from engine.documents.planfile import load_plan_file
from engine.intake import Intake, add_plan
from engine.settings import Settings
from engine.store import Stamp, Unit, ledger, plans
from engine.tick import Ticked, tick
from engine.trial import trial_settings
from rules.model import Measure, Notice, Occurrence, Plan
from tests.fakes import at

CONFIG = Path(__file__).parents[2] / "config"
LSU = CONFIG / "plans" / "lsu-drammen-2015.yaml"


@contextmanager
def home(folder: Path) -> Iterator[Installation]:
    """A fresh trial database without plans."""
    settings = trial_settings(Settings(_env_file=None, config=CONFIG), folder / "trial.db")
    opened = open_installation(settings, at("2015-01-01"))
    try:
        yield opened
    finally:
        opened.close()


def lsu(change: Callable[[dict[str, Any]], None] = lambda _: None) -> str:
    """The plan file of LSU Drammen as text, changed by the caller."""
    data = yaml.safe_load(LSU.read_text(encoding="utf-8"))
    change(data)
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


def add(opened: Installation, text: str, now: datetime | None = None) -> Intake:
    """Adds a plan file."""
    with opened.store.write() as unit:
        sha = hashlib.sha256(text.encode()).hexdigest()
        stamp = Stamp(now, "import", "plan_added", 1)
        return add_plan(unit, load_plan_file(text, file="plan.yaml"), text, sha, opened.book, stamp)


def look(opened: Installation, now: str) -> Ticked:
    """One tick at a local time."""
    return tick(opened.store, opened.book, at(now), trial=True)


def the_plan(unit: Unit, name: str = "lsu-drammen-2015") -> Plan:
    """The plan with this id, which must be there."""
    found = plans.plan_by_id(unit, name)
    assert found is not None
    return found


def stamp(text: str) -> Stamp:
    """The secretariat does something at a local time."""
    return Stamp(at(text), "secretariat", "", 1)


def measures(opened: Installation) -> dict[str, Measure]:
    """The measures by number, withdrawn ones too."""
    with opened.store.read() as unit:
        return {m.number: m for m in plans.measures(unit, withdrawn=True)}


def rows(opened: Installation, measure: Measure) -> tuple[Occurrence, ...]:
    """The occurrences of a measure."""
    with opened.store.read() as unit:
        return plans.occurrences(unit, [measure.uid])[measure.uid]


def notices(opened: Installation, measure: Measure) -> tuple[Notice, ...]:
    """Every notice of a measure."""
    with opened.store.read() as unit:
        return ledger.notices_of(unit, [measure.uid]).get(measure.uid, ())
