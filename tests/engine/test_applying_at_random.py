"""Random edits of the rulebook at random days of a year: nothing is sent again, nothing old is sent late, and what is
played before is what is sent."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from engine.applying import apply, compare
from rules.timetable import Event
from tests.engine.applied import ME, NOW, RULEBOOK, stage, told
from tests.fakes import at

SPANS = ("-28d", "-21d", "-14d", "-10bd", "-7d", "-1d", "0d", "+2d", "+5bd", "+1w", "+3w")
STEPS = ("before", "today", "week", "queue", "extra")
LAST = date(2015, 12, 31)


def noon(day: date) -> str:
    return f"{day.isoformat()} 12:00"


def edited(chance: random.Random) -> str:
    """The rulebook with other steps (some gone, some new, some moved), and at times another rule or state."""
    names = chance.sample(STEPS, chance.randint(1, 5))
    lines = [
        f"      - {{id: {n}, at: {chance.choice(SPANS)}, template: reminder, to: [{chance.choice(TO)}]}}\n"
        for n in names
    ]
    start, end = RULEBOOK.index("      - {id: before"), RULEBOOK.index("rules:\n")
    text = RULEBOOK[:start] + "".join(lines) + RULEBOOK[end:]
    if chance.random() < 0.3:
        text = text.replace("  - {name: ferdig", "  - {name: ro, when: {role: k26}, ladder: none}\n  - {name: ferdig")
    if chance.random() < 0.2:
        text = text.replace("min: 5bd", "min: 1bd")
    return text


TO = ("responsible", "responsible", "responsible", "secretariat", "k26")


def a_year(seed: int, folder: Path) -> None:
    chance = random.Random(seed)
    days = [start + chance.randrange(40) for start in (60, 125, 190, 290)]
    sent: list[Event] = []
    with stage(folder) as here:
        for day in (date(2015, 1, 1) + timedelta(days=n) for n in days):
            sent += here.play(noon(day))
            (here.folder / "rulebook.yaml").write_text(edited(chance), encoding="utf-8")
            proposal = here.propose()
            with here.home.store.read() as unit:
                expected = compare(
                    unit, here.home.reloaded(), proposal.before, proposal.folder, day, LAST, at(noon(day))
                ).new
            if not proposal.same:
                apply(here.home, proposal, ME, "tilfeldig", NOW)
            until = min(day + timedelta(days=20), LAST)
            played = here.play(noon(until))
            sent += played
            assert told(played) == told([e for e in expected if e.at <= at(noon(until))])
            late = [n for e in played for n in e.notices if n.kind == "step" and n.planned_at <= at(noon(day))]
            assert late == []
        sent += here.play(LAST.isoformat())
    told_of = Counter((n.occurrence, n.due, n.step, n.person) for e in sent for n in e.notices if n.kind == "step")
    assert [key for key, n in told_of.items() if n > 1] == []
    ids = Counter(n.id for e in sent for n in e.notices)
    assert max(ids.values()) == 1


@pytest.mark.parametrize("seed", range(3))
def test_a_year_with_changes_at_random(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        a_year(seed, Path(folder))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 160))
def test_many_years_with_changes_at_random(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        a_year(seed, Path(folder))
