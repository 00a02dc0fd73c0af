"""`tidsfrist test --accept` as it is typed: what it tells, writes and refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from engine.cli import main
from tests.engine.applied import COMMITTEES, ROLES, RULEBOOK

TESTS = """\
# Hva den skal gjøre
tests:
  - name: En vanlig frist
    from: 2015-05-01
    to: 2015-07-10
    measures: [{deadline: Juni 2015, responsible: K26}]
    people: {K26: [kari]}
    expect:
      due: [2015-06-30]
      mails:
        - {on: 2015-06-16, to: kari, step: before}   # fjorten dager før
        - {on: 2015-06-30, to: kari, step: today}
        - {on: 2015-07-07, to: kari, step: week}
      states: [{on: 2015-07-07, is: at_risk}]
"""
LATER = TESTS.replace("2015-06-16", "2015-06-09")
HINT = "Er det regelen som er riktig, så skriv testene om: tidsfrist test --accept"


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Typed = Callable[..., Ran]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The rulebook says three weeks, its test still fourteen days."""
    made = tmp_path / "config"
    made.mkdir()
    rulebook = RULEBOOK.replace("at: -14d", "at: -21d") + "include: [tests.yaml]\n"
    files = {"rulebook.yaml": rulebook, "roles.yaml": ROLES, "committees.yaml": COMMITTEES, "tests.yaml": TESTS}
    for name, text in files.items():
        (made / name).write_text(text, encoding="utf-8", newline="")
    return made


@pytest.fixture
def typed(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    monkeypatch.setenv("TIDSFRIST_CONFIG", folder.as_posix())

    def run(*args: str) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main(["test", *args])
        out, err = (text.replace(folder.as_posix(), "config") for text in capsys.readouterr())
        assert isinstance(left.value.code, int)
        return Ran(left.value.code, out, err)

    return run


def written(folder: Path, name: str = "tests.yaml") -> str:
    return (folder / name).read_bytes().decode()


def test_what_fails_ends_with_what_to_do(typed: Typed, folder: Path) -> None:
    ran = typed()
    assert ran.code == 1 and ran.err.splitlines()[-1] == HINT
    assert written(folder) == TESTS


def test_what_fails_is_told_in_english_too(typed: Typed) -> None:
    last = typed("--lang", "en").err.splitlines()
    assert last[-1] == "If it is the rule that is right, rewrite the tests: tidsfrist test --accept"
    assert any("it came not then, but on 2015-06-09" in line for line in last)


def test_the_tests_follow_the_rule_and_then_there_is_nothing_to_do(typed: Typed, folder: Path) -> None:
    ran = typed("--accept")
    assert ran == (
        0,
        "1 test i config/tests.yaml venter nå på dette:\n\n"
        "En vanlig frist (linje 3)\n"
        "  før: 16. juni, kari, before → nå: 9. juni\n\n"
        "Navn på tester og kommentarer ved siden av røres ikke; se over om de fortsatt stemmer.\n\n"
        "Skrev config/tests.yaml. Kjørt på nytt: 1 test, alle gikk.\n",
        "",
    )
    assert written(folder) == LATER
    assert sorted(p.name for p in folder.iterdir()) == ["committees.yaml", "roles.yaml", "rulebook.yaml", "tests.yaml"]
    again = typed("--accept")
    assert again.code == 0 and again.out.startswith("✓ En vanlig frist\n")
    assert written(folder) == LATER


def test_json_and_junit_tell_the_tests_as_they_are_then(typed: Typed, folder: Path, tmp_path: Path) -> None:
    ran = typed("--accept", "--json", "--junit", (tmp_path / "ut.xml").as_posix())
    told = json.loads(ran.out)
    assert ran.code == 0 and told["ok"] is True
    change = "før: 16. juni, kari, before → nå: 9. juni"
    assert told["accepted"] == [{"name": "En vanlig frist", "line": 3, "changes": [change]}]
    assert 'failures="0"' in (tmp_path / "ut.xml").read_text(encoding="utf-8")
    assert written(folder) == LATER


def test_tests_in_the_rulebook_itself_with_windows_line_breaks_and_a_mark(typed: Typed, folder: Path) -> None:
    text = "\ufeff" + written(folder, "rulebook.yaml").replace("include: [tests.yaml]\n", TESTS).replace("\n", "\r\n")
    (folder / "rulebook.yaml").write_bytes(text.encode())
    assert "Skrev config/rulebook.yaml." in typed("--accept").out
    assert written(folder, "rulebook.yaml") == text.replace("2015-06-16", "2015-06-09")


def test_what_is_no_expectation_is_refused_all_at_once(typed: Typed, folder: Path) -> None:
    event = "    events: [{on: 2015-06-01, answer: waiting, by: kari}]\n    expect:\n"
    changes = (("    expect:\n", event), ("K26: [kari]", "K62: [kari]"), ("is: at_risk", 'measure: "9", is: done'))
    text = TESTS + "".join(TESTS.partition("tests:\n")[2].replace(*change) for change in changes)
    (folder / "tests.yaml").write_text(text, encoding="utf-8")
    ran = typed("--accept")
    assert ran.code == 1 and ran.out == ""
    assert [line.split("»: ")[-1][:75] for line in ran.err.splitlines()] == [
        "Ingenting er skrevet. Dette er ikke noe en test venter på, så rett det førs",
        "  config/tests.yaml:20:14: tests.1.events.0: hendelsen kunne ikke skje: Reg",
        "det finnes ingen rolle «K62»",
        "  config/tests.yaml:51:16: tests.3.expect.states.0: skriv hvilket tiltak de",
    ]
    assert written(folder) == text


def test_what_stands_elsewhere_is_refused(typed: Typed, folder: Path) -> None:
    other = TESTS.partition("tests:\n")[2].partition("    expect:\n")[0]
    text = TESTS.replace("mails:\n", "mails: &m\n") + other.replace("vanlig", "annen") + "    expect: {mails: *m}\n"
    (folder / "tests.yaml").write_text(text.replace("2015-06-16", "2015-06-17"), encoding="utf-8")
    ran = typed("--accept")
    assert ran.code == 1
    assert [line.rpartition(":")[0] for line in ran.err.splitlines()[1:]] == [
        "  config/tests.yaml:11:16: tests.0.expect.mails.0.on",
        "  config/tests.yaml:20:21: tests.1.expect.mails",
    ]
    assert "2015-06-17" in written(folder)


def test_a_file_that_really_lies_elsewhere_is_refused(typed: Typed, folder: Path, tmp_path: Path) -> None:
    (folder / "tests.yaml").rename(tmp_path / "andre.yaml")
    (folder / "tests.yaml").symlink_to(tmp_path / "andre.yaml")
    ran = typed("--accept")
    assert ran.code == 1 and ran.err.startswith("config/tests.yaml ligger egentlig utenfor mappa (")
    assert (tmp_path / "andre.yaml").read_text(encoding="utf-8") == TESTS


def test_what_a_test_has_no_words_for_is_refused_before_anything_is_written(typed: Typed, folder: Path) -> None:
    text = TESTS.replace("{K26: [kari]}", "{K26: [sekretariat], sekretariat: [kari]}")
    (folder / "tests.yaml").write_text(text, encoding="utf-8")
    ran = typed("--accept")
    assert ran.code == 1
    assert ran.err.startswith("Ingenting er skrevet. Testene ville fortsatt ikke gått:\n  config/tests.yaml:")
    assert written(folder) == text
