"""The config folder as a whole: the shipped one, versions of it, and what it compiles to."""

import gc
import random
import re
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from engine.documents.yamltext import parse
from engine.intake import reading_policy
from engine.rulebooks import Folder, compile_book, load_folder, load_texts
from rules.book import Book
from rules.edtf import PLANNING
from rules.errors import ConfigError
from rules.rulebook import Deadlines

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests" / "config" / "base"


@pytest.fixture(scope="module")
def shipped() -> Folder:
    return load_folder(ROOT / "config")


@pytest.fixture(scope="module")
def book(shipped: Folder) -> Book:
    return compile_book(shipped, *shipped.people.values("standard"), "1")


def test_a_version_loads_again_from_its_texts_and_holds_no_address(shipped: Folder) -> None:
    again = load_texts(shipped.files, 3)
    assert (again.rulebook, again.roles, again.meetings, again.hash) == (
        shipped.rulebook,
        shipped.roles,
        shipped.meetings,
        shipped.hash,
    )
    assert not [name for name, text in shipped.files.items() if "@example.org" in text]
    assert again.people.people == {}


def test_a_broken_version_is_told_with_its_number() -> None:
    with pytest.raises(ConfigError, match=r"rulebook\.yaml \(versjon 7\):1:\d+: "):
        load_texts({"rulebook.yaml": "version: 9\n"}, 7)


def test_every_responsible_cell_of_the_shipped_plans_finds_its_roles_and_somebody_holds_them(
    shipped: Folder, book: Book
) -> None:
    for file in shipped.plans.values():
        committee = book.committee_named(file.plan.committee)
        assert committee is not None, file.plan.id
        day = date(min(file.plan.years), 7, 10)
        for measure in file.measures:
            found, unknown = book.directory.find_roles(measure.responsible_roles, committee)
            assert unknown == (), measure.id
            assert len(found) >= bool(measure.responsible_roles)
            assert all(book.directory.holders(role, day) for role in found), measure.id


def test_lsu_means_another_role_in_another_committees_plan(book: Book) -> None:
    assert book.directory.find_roles(["LSU"], "lsu-drammen")[0] == ("lsu-drammen",)
    assert book.directory.find_roles(["LSU"], "osu-vestre-viken")[0] == ("lsuene",)


def test_no_shipped_step_goes_to_a_leader_and_every_step_has_an_id(shipped: Folder) -> None:
    for ladder in shipped.rulebook.ladders.values():
        for step in ladder.steps:
            assert step.id
            assert "leader" not in (*step.to, *step.cc)


def test_the_shipped_seasons_end_as_the_reader_has_them_also_in_a_leap_year(shipped: Folder, book: Book) -> None:
    assert reading_policy("lsu-drammen-2015", book).seasons == PLANNING
    assert Deadlines().seasons == shipped.rulebook.deadlines.seasons


@pytest.mark.parametrize("word", ["purr", "eskaler", "oversitt"])
def test_hard_words_stand_nowhere_in_the_shipped_folder(word: str, shipped: Folder) -> None:
    assert not [name for name, text in shipped.files.items() if word in text.casefold()]


def test_a_christmas_spent_closed_is_a_working_day_for_deadlines_only(book: Book) -> None:
    assert book.calendar.is_workday(date(2015, 12, 31))
    assert not book.calendar.is_open(date(2015, 12, 31))
    assert not book.calendar.is_workday(date(2015, 12, 24))


def test_mistakes_of_all_files_come_together_in_order_of_place(tmp_path: Path) -> None:
    folder = copytree(BASE, tmp_path / "c")
    for name, old, new in (
        ("rulebook.yaml", "ladder: gentle}", "ladder: gentel}"),
        ("rulebook.yaml", "locale: nb", "lokale: nb"),
        ("people.yaml", "deputy: ola", "deputy: olav"),
        ("plans/lsu-2015.yaml", "years: [2015]", "years: [x]"),
    ):
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_folder(folder)
    said = [(Path(p.file).name, p.line) for p in caught.value.problems]
    assert said == [("people.yaml", 7), ("lsu-2015.yaml", 5), ("rulebook.yaml", 4), ("rulebook.yaml", 37)]


def test_included_files_bring_keys_and_mistakes_with_their_own_place(tmp_path: Path) -> None:
    folder = copytree(BASE, tmp_path / "c")
    path = folder / "rulebook.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("templates:"), text.index("plans:")
    path.write_text("include: [maler.yaml]\n" + text[:start] + text[end:], encoding="utf-8")
    (folder / "maler.yaml").write_text(text[start:end], encoding="utf-8")
    assert "maler.yaml" in load_folder(folder).files
    (folder / "maler.yaml").write_text(text[start:end].replace("start]", "strat]") + "version: 1\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_folder(folder)
    assert [(Path(p.file).name, p.line, p.path) for p in caught.value.problems] == [
        ("maler.yaml", 2, "templates.reminder.actions.1"),
        ("maler.yaml", 4, "version"),
    ]


def test_a_template_without_its_files_is_told(tmp_path: Path) -> None:
    folder = copytree(BASE, tmp_path / "c")
    for name in ("reminder.subject", "reminder.txt", "status_request.subject"):
        path = folder / "templates" / "nb" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"malen mangler fila templates/nb/status_request\.txt"):
        load_folder(folder)


def test_plans_known_elsewhere_need_no_file(tmp_path: Path) -> None:
    folder = copytree(BASE, tmp_path / "c")
    (folder / "plans" / "lsu-2015.yaml").unlink()
    with pytest.raises(ConfigError, match="planen «lsu-2015» finnes ikke"):
        load_folder(folder)
    assert load_folder(folder, known_plans=["lsu-2015"]).plans == {}


def test_whatever_is_written_into_a_file_is_read_or_told(tmp_path: Path) -> None:
    folder = copytree(BASE, tmp_path / "c")
    chance = random.Random(7)
    odd = [
        "",
        "[]",
        "{}",
        "null",
        "3",
        '"x"',
        "true",
        "[[1]]",
        "2015-01-01",
        "- x",
        "[{}]",
        "-5w",
        "9" * 25,
        "*a",
        "&a b",
    ]
    for path in sorted(folder.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        words = list(re.finditer(r"[^\s,:{}\[\]]+|\[[^\]]*\]|\{[^}]*\}", text))
        for word in chance.sample(words, min(6, len(words))):
            path.write_text(text[: word.start()] + chance.choice(odd) + text[word.end() :], encoding="utf-8")
            try:
                load_folder(folder)
            except ConfigError as told:
                assert told.problems
        path.write_text(text, encoding="utf-8")


def test_the_deadline_texts_of_the_documents_stand_in_the_shipped_plans(shipped: Folder) -> None:
    """One line a text that the documents give in a deadline column, or as a time in running text. Whole cells that
    the plans split into two measures are left out."""
    listed = (ROOT / "tests" / "data" / "plan-deadlines.txt").read_text(encoding="utf-8").splitlines()
    have = {(f.plan.source, m.deadline_text) for f in shipped.plans.values() for m in f.measures}
    assert [line for line in listed if tuple(line.split("|", 1)) not in have] == []


def test_the_plans_have_as_many_measures_as_the_documents(shipped: Folder) -> None:
    counts = {f.plan.id: (len(f.focus_areas), len(f.measures)) for f in shipped.plans.values()}
    assert counts == {
        "lsu-drammen-2015": (10, 12),
        "osu-vestre-viken-2016": (5, 21),
        "khs-vestre-viken-2014": (3, 36),
        "saman-no-2022": (2, 11),
        "khs-prosjektstyre-2014-27": (6, 13),
    }


def test_the_shipped_rulebook_has_norwegian_comments_that_teach() -> None:
    text = (ROOT / "config" / "rulebook.yaml").read_text(encoding="utf-8")
    assert len([line for line in text.splitlines() if "#" in line]) > 40
    assert parse(text, "rulebook.yaml").data["version"] == 1


@pytest.mark.parametrize("before", [True, False])
def test_garbage_is_collected_after_reading_as_before(tmp_path: Path, before: bool) -> None:
    (gc.enable if before else gc.disable)()
    try:
        with pytest.raises(ConfigError):
            load_folder(tmp_path / "gone")
        assert gc.isenabled() is before
    finally:
        gc.enable()
