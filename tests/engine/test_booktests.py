"""The rulebook's own tests: the shipped ones pass, and whatever is wrong in one is told where it stands."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from engine.booktests import Results, run_tests
from engine.rulebooks import Folder, load_folder, load_texts

CONFIG = Path(__file__).parents[2] / "config"
HEAD = """\
tests:
  - name: prøve
    from: 2015-05-01
    to: 2015-12-31
    people: {K26: [kari]}
    measures: [{deadline: Juni 2015, responsible: K26}]
"""
LADDER = """\
        - {on: 2015-06-16, to: kari, step: before}
        - {on: 2015-06-30, to: kari, step: today}
        - {on: 2015-07-07, to: kari, step: week}
        - {on: 2015-07-14, to: sekretariat, step: queue}
"""
Run = Callable[[str], Results]


@pytest.fixture(scope="module")
def shipped() -> Folder:
    return load_folder(CONFIG, plans=False)


@pytest.fixture
def run(shipped: Folder) -> Run:
    """Runs the shipped rulebook with these tests in place of its own."""
    return lambda text: run_tests(load_texts({**shipped.files, "tests.yaml": text}))


def told(results: Results) -> list[str]:
    return [str(p) for p in results.problems]


def test_shipped_rulebook_does_what_its_tests_say(shipped: Folder) -> None:
    results = run_tests(shipped, lambda name: f"config/{name}")
    assert told(results) == [] and results.ok and len(results.tests) >= 20
    parts = {what: left for what, _, _, left in results.coverage.parts}
    assert parts["transitions"] == ()
    assert set(parts["steps"]) <= {"checkpoint/check", "checkpoint/queue"}
    assert results.tests[0].place.file == "config/tests.yaml" and results.tests[0].place.line > 1


def test_test_that_lists_every_mail_passes(run: Run) -> None:
    results = run(f"{HEAD}    expect:\n      mails:\n{LADDER}")
    assert told(results) == [] and results.ok


def test_mail_that_is_not_listed_fails(run: Run) -> None:
    text = "".join(line for line in LADDER.splitlines(keepends=True) if "today" not in line)
    results = run(f"{HEAD}    expect:\n      mails:\n{text}")
    assert told(results) == [
        "tests.yaml:8:7: tests.0.expect.mails: «prøve»: en e-post som ikke er ventet: {on: 2015-06-30, to: kari, "
        "template: due_today, step: [today], measure: [1], items: 1}"
    ]
    assert not results.ok


THAT_DAY = "det som kom den dagen, var {"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("{on: 2015-06-17, to: kari, step: before}", "kari 2015-06-17 (before); den kom ikke da, men 2015-06-16"),
        ("{on: 2015-06-16, to: kari, step: week}", f"kari 2015-06-16 (week); {THAT_DAY}"),
        ("{on: 2015-06-16, to: ola}", "ola 2015-06-16; den kom ikke"),
        ("{on: 2015-06-16, to: kari, items: 2}", f"kari 2015-06-16; {THAT_DAY}"),
        ('{on: 2015-06-16, to: kari, at: "08:00"}', f"kari 2015-06-16; {THAT_DAY}"),
    ],
)
def test_mail_that_does_not_come_is_told_with_what_came_instead(run: Run, wrong: str, message: str) -> None:
    text = LADDER.replace("{on: 2015-06-16, to: kari, step: before}", wrong)
    results = run(f"{HEAD}    expect:\n      mails:\n{text}")
    where = "tests.yaml:9:11: tests.0.expect.mails.0: ventet en e-post til"
    assert any(p.startswith(f"{where} {message}") for p in told(results)), told(results)
    assert len(results.problems) == 2  # and the one that came is not listed


EVENTS = """\
    events:
      - {on: 2015-05-04, answer: done, by: ingen}
      - {on: 2015-05-05, answer: done, by: kari, silence: {until: 2015-06-01}}
      - {on: 2015-05-06, transition: reopen, by: sekretariat, comment: x}
      - {on: 2015-05-07, meeting: {committee: lsu-drammen, held_on: 2015-01-01, cancelled: true}}
      - {on: 2015-05-08, answer: done, by: kari}
    expect:
      due: [2015-06-29]
      states: [{on: 2015-05-08, is: planned}]
"""


def test_states_due_days_and_events_are_told_where_they_stand(run: Run) -> None:
    could_not = "hendelsen kunne ikke skje: "
    one_of = "en hendelse er én av answer, transition, away, silence, meeting; her er det 2"
    assert told(run(HEAD + EVENTS)) == [
        f"tests.yaml:8:9: tests.0.events.0: {could_not}det er ingen «ingen» i testen",
        f"tests.yaml:9:9: tests.0.events.1: {could_not}{one_of}",
        f"tests.yaml:10:9: tests.0.events.2: {could_not}overgangen «reopen» går ikke: not_from_here planned",
        f"tests.yaml:11:9: tests.0.events.3: {could_not}«lsu-drammen» har ikke noe møte 2015-01-01",
        "tests.yaml:14:7: tests.0.expect.due: fristene ble lest som 2015-06-30",
        "tests.yaml:15:33: tests.0.expect.states.0.is: tiltaket skulle stå som planned 2015-05-08, men er done",
    ]


def test_no_tests_are_no_success(shipped: Folder) -> None:
    none = replace(shipped, rulebook=shipped.rulebook.model_copy(update={"tests": ()}))
    results = run_tests(none)
    assert not results.ok and not results.problems and results.coverage.parts[0][1] == 0


def test_test_that_names_what_there_is_not_fails_by_itself(run: Run) -> None:
    results = run(HEAD.replace("{K26: [kari]}", "{K62: [kari]}") + "    expect: {}\n")
    assert told(results) == ["tests.yaml:2:5: tests.0: «prøve»: det finnes ingen rolle «K62»"]


def test_one_test_does_not_touch_the_next(run: Run) -> None:
    one = f"{HEAD}    expect:\n      mails:\n{LADDER}"
    results = run(one + one.removeprefix("tests:\n").replace("prøve", "prøve to"))
    assert told(results) == [] and [t.name for t in results.tests] == ["prøve", "prøve to"]


def test_edit_of_a_rule_fails_the_test_that_describes_it(shipped: Folder, tmp_path: Path) -> None:
    folder = shutil.copytree(CONFIG, tmp_path / "config", ignore=shutil.ignore_patterns("plans"))
    rulebook = folder / "rulebook.yaml"
    text = rulebook.read_text(encoding="utf-8")
    rulebook.write_text(text.replace("{id: week,   at: +1w,", "{id: week,   at: +10d,", 1), encoding="utf-8")
    results = run_tests(load_folder(folder, plans=False))
    assert not results.ok
    assert any(
        "ventet en e-post til kari 2015-07-07 (overdue; week); den kom ikke da, men 2015-07-10" in p
        for p in told(results)
    )
