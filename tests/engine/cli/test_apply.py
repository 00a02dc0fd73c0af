"""`apply`, `diff`, `history`, `rollback`, `config`, `migrate` and `schema` as they are typed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.cli import main
from engine.rulebooks import load_folder
from engine.store import Stamp, versions
from tests.engine.applied import Stage, stage

Typed = Callable[..., tuple[int, str, str]]
EARLIER = ("at: -14d", "at: -21d")
QUIET = ("{name: ferdig,", "{name: ro, when: {role: k26}, ladder: none}\n  - {name: ferdig,")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    with stage(tmp_path) as made:
        monkeypatch.setenv("TIDSFRIST_CONFIG", made.folder.as_posix())
        monkeypatch.setenv("TIDSFRIST_DATABASE_URL", f"sqlite:///{tmp_path}/t.db")
        monkeypatch.setenv("LOGNAME", "kari")
        yield made


@pytest.fixture
def typed(here: Stage, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Runs a command line: exit code, standard output, standard error."""

    def run(*args: str) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main(args)
        out, err = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return (
            left.value.code,
            out.replace(here.folder.as_posix(), "config"),
            err.replace(here.folder.as_posix(), "config"),
        )

    return run


def test_a_typo_a_look_an_apply_and_back(here: Stage, typed: Typed) -> None:
    here.edit(("at: -14d", "at: -21 dager"))
    code, out, err = typed("apply")
    assert (code, out) == (1, "")
    assert err.startswith("config/rulebook.yaml:15:26: ladders.standard.steps.0.at: «-21 dager» er ikke et tidsrom; ")
    assert "mente du «-21d»?" in err
    here.edit(("at: -21 dager", "at: -21d"))
    code, out, _ = typed("diff")
    assert code == 0
    assert "Fra versjonen som gjelder til mappa config, spilt tirsdag 24. februar 2015 til " in out
    assert "flyttes" in out
    assert "fra onsdag 1. april 2015 til onsdag 25. mars 2015 (Kari Ås, Ola Bjørnstad)" in out
    code, out, _ = typed("apply", "--reason", "tre uker er bedre")
    assert code == 0
    assert out.endswith("Versjon 2 gjelder nå. Angre med: tidsfrist rollback 1\n")
    code, out, _ = typed("rollback", "1")
    assert code == 0
    assert "Versjon 3 gjelder nå." in out
    assert "config er ikke lik versjon 3" in out
    code, out, _ = typed("history")
    assert code == 0
    assert "    2  2015-02-24 12:00  Kari Ås: tre uker er bedre\n" in out
    assert "*   3  2015-02-24 12:00  Kari Ås: Tilbake til versjon 1\n" in out


def test_what_must_be_said_yes_to_stops_it(here: Stage, typed: Typed) -> None:
    here.edit(QUIET)
    code, out, err = typed("apply")
    assert code == 1
    assert "Hvem som merker det:" in out
    assert "Ola Bjørnstad  " in out
    assert "– får ingen e-post lenger" in out
    assert err.splitlines()[:2] == [
        "Ingenting er endret. Dette må noen si ja til:",
        "  – Ola Bjørnstad får ingen e-post lenger.",
    ]
    assert here.home.reloaded().book.version == "1"
    code, out, _ = typed("apply", "--yes", "--by", "per")
    assert code == 0
    assert "Hvem som merker det:" not in out  # she has just seen it
    assert "Det du har sagt ja til:\n  – Ola Bjørnstad får ingen e-post lenger.\n\nVersjon 2 gjelder nå." in out
    code, out, _ = typed("history", "--json")
    last = json.loads(out)[-1]
    assert (last["n"], last["author"], last["running"]) == (2, "Per Leder", True)
    assert last["effect"]["silent"] == 1


def test_a_rulebook_whose_own_tests_fail_is_told_how_they_are_rewritten(here: Stage, typed: Typed) -> None:
    measures = "measures: [{deadline: Juni 2015, responsible: K26}]"
    own = f"tests:\n  - {{name: x, from: 2015-06-01, to: 2015-06-20, {measures}, expect: {{}}}}\n"
    path = here.folder / "rulebook.yaml"
    path.write_text(path.read_text(encoding="utf-8") + own, encoding="utf-8")
    code, out, err = typed("apply", "--yes")
    assert (code, out) == (1, "")
    assert err.startswith("Ingenting er endret: 1 av 1 av regelbokas egne tester går ikke.\n")
    assert "så skriv testene om: tidsfrist test --accept." in err.splitlines()[-1]


def test_a_version_whose_tests_fail_is_mended_in_the_folder(here: Stage, typed: Typed) -> None:
    measures = "measures: [{deadline: Juni 2015, responsible: K26}]"
    own = f"tests:\n  - {{name: x, from: 2015-06-01, to: 2015-06-20, {measures}, expect: {{}}}}\n"
    path = here.folder / "rulebook.yaml"
    path.write_text(path.read_text(encoding="utf-8") + own, encoding="utf-8")
    broken = load_folder(here.folder, plans=False)
    with here.home.store.write() as unit:
        versions.add_version(unit, broken.files, broken.hash, "med en eldre tidsfrist", "", Stamp(None, "x", "applied"))
    typed("config", "pull", "--version", "1")
    typed("apply")
    code, out, err = typed("rollback", "2")
    assert (code, out) == (1, "")
    assert "--accept" not in err
    assert "«tidsfrist config pull --version 2»" in err.splitlines()[-1]
    assert "a mail that is not expected" in typed("rollback", "2", "--lang", "en")[2]
    assert typed("config", "pull", "--version", "2")[1] == "skrev config/rulebook.yaml\n"
    assert "«tidsfrist apply»" in typed("config", "status")[1]
    assert path.read_text(encoding="utf-8").endswith(own)
    assert typed("config", "pull", "--version", "9")[2].startswith("Det finnes ingen versjon 9")


def test_mistakes_are_told_in_english_where_it_is_asked_for(here: Stage, typed: Typed) -> None:
    here.edit(("version: 1", "version: 1\nregler: x"))
    for line in (("check",), ("apply",), ("test",), ("diff",)):
        assert "unknown key 'regler'" in typed(*line, "--lang", "en")[2], line
    here.edit(("version: 1", "version: 7"))
    assert "newer tidsfrist" in typed("migrate", "--lang", "en")[2]


def test_json_prints_json_and_nothing_else(here: Stage, typed: Typed) -> None:
    here.edit(EARLIER)
    _, out, _ = typed("diff", "--json")
    found = json.loads(out)
    assert {c["what"] for c in found["changes"]} == {"moved"}
    assert found["people"]["ola"] == {"moved": 1}
    _, out, _ = typed("apply", "--json")
    assert json.loads(out)["version"] == 2
    _, out, _ = typed("apply", "--json")
    assert json.loads(out)["applied"] is False


def test_the_same_again_is_no_new_version(typed: Typed) -> None:
    assert typed("apply")[1] == "Ingen endring: mappa config er lik versjon 1, som gjelder.\n"


def test_wrong_words(typed: Typed) -> None:
    assert typed("rollback", "9")[0] == 1
    assert (
        typed("diff", "running", "nowhere")[2] == "«nowhere» er verken «running», et versjonsnummer eller en mappe.\n"
    )
    assert typed("diff", "1", "7")[2] == "Det finnes ingen versjon 7 av regelboka. Se dem med: tidsfrist history\n"
    assert typed("diff", "--from", "2015-03-01", "--to", "2015-02-01")[0] == 1


def test_versions_and_days_of_a_diff(here: Stage, typed: Typed) -> None:
    here.edit(EARLIER)
    typed("apply")
    code, out, _ = typed("diff", "2", "1", "--from", "2015-03-01", "--to", "2015-05-01", "--all")
    assert code == 0
    assert out.startswith("Fra versjon 2 til versjon 1, spilt søndag 1. mars 2015 til fredag 1. mai 2015:\n")
    assert "fra onsdag 25. mars 2015 til onsdag 1. april 2015" in out
    assert typed("diff", "1", "1")[1].splitlines()[1] == (
        "Ingen vil merke noe: de samme varslene går til de samme, på de samme dagene."
    )


def test_the_files_of_the_version_that_runs(here: Stage, typed: Typed, tmp_path: Path) -> None:
    assert typed("config", "status")[1] == "config er lik versjon 1, som gjelder.\n"
    other = tmp_path / "annen"
    assert typed("config", "pull", other.as_posix())[0] == 0
    assert (other / "rulebook.yaml").read_text("utf-8") == (here.folder / "rulebook.yaml").read_text("utf-8")
    assert not (other / "people.yaml").exists()
    here.edit(EARLIER)
    code, _, err = typed("config", "pull")
    assert code == 1
    assert "  – config/rulebook.yaml\n" in err
    assert "at: -21d" in (here.folder / "rulebook.yaml").read_text("utf-8")
    assert typed("config", "pull", "--yes")[0] == 0
    assert "at: -21d" in (here.folder / "rulebook.yaml.bak").read_text("utf-8")
    assert typed("config", "pull")[1] == "config er lik versjon 1 fra før.\n"
    assert json.loads(typed("config", "status", "--json")[1])["state"] == "in_step"


def test_pull_that_cannot_write_leaves_everything_as_it_was(here: Stage, typed: Typed) -> None:
    here.edit(EARLIER)
    before = (here.folder / "rulebook.yaml").read_bytes()
    (here.folder / ".rulebook.yaml.part").mkdir()
    code, _, err = typed("config", "pull", "--yes")
    assert code == 3
    assert err.startswith("Kan ikke skrive config: det er en mappe, ikke en fil. Ingenting er skrevet;")
    assert (here.folder / "rulebook.yaml").read_bytes() == before
    assert not (here.folder / "rulebook.yaml.bak").exists()


def test_a_pull_that_is_cut_off_leaves_a_folder_that_waits_for_a_person(
    here: Stage, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed("apply")  # the folder remembers that it is version 1
    here.edit(EARLIER)
    here.edit(("label: K26", "label: K 26"), file="roles.yaml")
    typed("apply", "--yes")
    replace = Path.replace
    done: list[Path] = []

    def killed(part: Path, target: Path) -> Path:  # a patch: nothing else stops between two files
        if done:
            raise KeyboardInterrupt
        done.append(target)
        return replace(part, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", killed)
        assert typed("config", "pull", "--version", "1")[0] == 130
    assert json.loads(typed("config", "status", "--json")[1])["state"] == "unknown"
    assert typed("config", "pull", "--version", "1")[0] == 0
    assert json.loads(typed("config", "status", "--json")[1])["state"] == "behind"


def test_pull_takes_back_what_is_stored_without_asking(here: Stage, typed: Typed) -> None:
    here.edit(EARLIER)
    typed("apply")
    typed("rollback", "1")
    code, out, _ = typed("config", "pull")
    assert (code, out) == (0, "skrev config/rulebook.yaml\n")


def test_an_older_file_works_and_can_be_rewritten(here: Stage, typed: Typed) -> None:
    assert "ingenting å gjøre" in typed("migrate")[1]
    here.edit(
        ("version: 1\n", "version: 0  # fra i fjor\n"),
        ("templates:\n", "deadlines: {range: {due: last}}\ntemplates:\n"),
    )
    code, out, err = typed("check")
    assert code == 0
    assert "eldre utgave av formatet (0)" in err
    assert "Ingenting er skrevet." in typed("migrate")[1]
    code, out, _ = typed("migrate", "--write")
    assert "-version: 0  # fra i fjor\n+version: 1  # fra i fjor\n" in out
    assert "deadlines: {}\n" in (here.folder / "rulebook.yaml").read_text("utf-8")
    here.edit(("version: 1", "version: 7"))
    assert "nyere tidsfrist (version 7)" in typed("migrate")[2]


def test_a_schema_with_the_ids_of_this_place(typed: Typed, tmp_path: Path) -> None:
    code, out, _ = typed("schema", "--installed")
    assert code == 0
    assert json.loads(out)["$defs"]["Rule"]["properties"]["ladder"]["enum"] == ["none", "standard"]
    assert typed("schema", "--into", (tmp_path / "s").as_posix())[0] == 0
    assert (tmp_path / "s" / "people.schema.json").is_file()
