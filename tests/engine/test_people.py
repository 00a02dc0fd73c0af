"""The register: what a form changes, in YAML and in Excel, and that nothing of the past is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from engine.documents.people import PeopleForm
from engine.people import Changes, Register, added, away, back, changes, load_form, moved, register, take, write_form
from engine.store import Stamp
from rules.errors import ConfigError, TidsfristError
from rules.governance import Party
from rules.identity import uid
from rules.model import Absence, Membership, Person
from tests.engine.given import Given, given_in
from tests.fakes import at

TODAY = date(2015, 6, 16)
KARI = Person(uid("t", "person", "kari"), "kari", "Kari Ås", "kari@example.org", "nn")
OLA = Person(uid("t", "person", "ola"), "ola", "=Ola", "ola@example.org", away=(Absence(TODAY, TODAY, KARI.uid),))
BEFORE = Register(
    (KARI, OLA),
    (
        Membership("au", KARI.uid, date(2014, 1, 1), date(2014, 12, 31), party="Lier"),
        Membership("au", KARI.uid, date(2015, 1, 1), party="Lier"),
        Membership("lsu", OLA.uid, leader=True),
    ),
    (Party("asker", "Asker"), Party("hurum", "Hurum", "kommune", None, date(2019, 12, 31), "asker")),
)


@pytest.mark.parametrize("suffix", [".yaml", ".xlsx"])
def test_what_is_written_reads_back_unchanged(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"folk{suffix}"
    write_form(BEFORE, path)
    form = load_form(path, ("au", "lsu"), BEFORE)
    again = changes(BEFORE, form, "t", TODAY)
    assert again.lines == ()
    assert (again.after.people, again.after.parties) == (BEFORE.people, BEFORE.parties)
    assert set(again.after.memberships) == set(BEFORE.memberships)


def form(**people: object) -> PeopleForm:
    return PeopleForm.model_validate({"people": people})


def test_role_that_a_form_no_longer_gives_ends_yesterday_and_the_past_stays() -> None:
    after = changes(
        BEFORE, form(kari={"name": "Kari Ås", "email": "kari@example.org", "locale": "nn"}), "t", TODAY
    ).after
    mine = [(m.first, m.last) for m in after.memberships if m.person == KARI.uid]
    assert mine == [(date(2014, 1, 1), date(2014, 12, 31)), (date(2015, 1, 1), date(2015, 6, 15))]
    assert [p.id for p in after.people] == ["kari", "ola"]  # who is not in the form stays


def test_changes_are_told_as_sentences() -> None:
    wanted = form(
        kari={"name": "Kari Vik", "email": "kari@example.org", "locale": "nn", "roles": ["au"], "party": "Lier"},
        eva={"name": "Eva", "email": "eva@example.org", "roles": ["lsu"]},
    )
    assert changes(BEFORE, wanted, "t", TODAY).lines == (
        "ny person: Eva (eva), eva@example.org",
        "kari: navn Kari Ås → Kari Vik",
        "kari: var au for Lier fra 2015-01-01",
        "kari: er au for Lier fra 2015-01-01 til og med 2015-06-15",
        "kari: er au for Lier",
        "eva: er lsu",
    )


def test_an_address_has_one_owner_and_a_merger_an_heir() -> None:
    with pytest.raises(TidsfristError, match=r"kari@example.org ville fått flere eiere: eva, kari"):
        changes(BEFORE, form(eva={"name": "Eva", "email": "Kari@example.org"}), "t", TODAY)
    lost = PeopleForm.model_validate({"parties": {"hurum": {"name": "Hurum", "to": "2019-12-31", "successor": "oz"}}})
    with pytest.raises(TidsfristError, match="«oz», som ikke finnes"):
        changes(BEFORE, lost, "t", TODAY)


def test_bad_cells_are_named_by_sheet_row_and_column(tmp_path: Path) -> None:
    path = tmp_path / "folk.xlsx"
    write_form(BEFORE, path)
    book = load_workbook(path)
    book["Personer"]["C2"] = "kari(at)example.org"
    book["Roller"]["B3"] = "aau"
    book["Fravær"]["D2"] = "olga"
    book.save(path)
    with pytest.raises(ConfigError) as refused:
        load_form(path, ("au", "lsu"), BEFORE)
    places = [line.split(" ")[0].removeprefix(f"{path.as_posix()}:") for line in str(refused.value).splitlines()]
    assert places == ["Fravær:2:4:", "Personer:2:3:", "Roller:3:2:"]
    assert "mente du «au»" in str(refused.value) or "au" in str(refused.value)


BROKEN = [
    ("Personer", "A3", "kari", "Personer:3:1"),
    ("Personer", "A2", None, "Personer:2:1"),
    ("Personer", "B1", "fornavn", "Personer:1:2"),
    ("Roller", "A2", "nobody", "Roller:2:1"),
]


@pytest.mark.parametrize(("sheet", "cell", "value", "place"), BROKEN)
def test_rows_that_belong_to_nobody(tmp_path: Path, sheet: str, cell: str, value: str | None, place: str) -> None:
    path = tmp_path / "folk.xlsx"
    write_form(BEFORE, path)
    book = load_workbook(path)
    book[sheet][cell] = value
    book.save(path)
    with pytest.raises(ConfigError) as refused:
        load_form(path, ("au", "lsu"), BEFORE)
    assert f"{path.as_posix()}:{place}:" in str(refused.value)


def test_what_is_no_workbook_says_so(tmp_path: Path) -> None:
    path = tmp_path / "folk.xlsx"
    path.write_text("id,navn")
    with pytest.raises(ConfigError, match="ikke en Excel-arbeidsbok"):
        load_form(path, (), BEFORE)
    with pytest.raises(ConfigError, match="finnes ikke"):
        load_form(tmp_path / "borte.xlsx", (), BEFORE)


def edited(tmp_path: Path, edit: Callable[[Workbook], object]) -> Changes:
    """What the register's own workbook would change after an edit."""
    path = tmp_path / "folk.xlsx"
    write_form(BEFORE, path)
    book = load_workbook(path)
    edit(book)
    book.save(path)
    return changes(BEFORE, load_form(path, ("au", "lsu"), BEFORE), "t", TODAY)


def titled(book: Workbook) -> None:
    book["Personer"].insert_rows(1, 2)
    book["Personer"]["A1"] = "Adresseliste for LSU"
    book["Personer"].merge_cells("A1:F1")


def in_nynorsk(book: Workbook) -> None:
    book["Personer"]["B1"], book["Personer"]["C1"], book["Personer"]["D1"] = "Namn", "E-postadresse", "Målform:"
    book["Roller"]["D1"] = "Frå"
    book["Roller"].title = "Rollar "


def without_sheets(book: Workbook) -> None:
    for title in ("Roller", "Fravær", "Parter"):
        book.remove(book[title])


def without_columns(book: Workbook) -> None:
    book["Personer"].delete_cols(4, 2)


@pytest.mark.parametrize("edit", [titled, in_nynorsk, without_sheets, without_columns])
def test_what_a_workbook_says_otherwise_or_not_at_all_changes_nothing(
    tmp_path: Path, edit: Callable[[Workbook], object]
) -> None:
    assert edited(tmp_path, edit).lines == ()


@pytest.mark.parametrize("day", ["1.8.2015", "01.08.15", " 1. 8. 2015 ", "2015-08-01", date(2015, 8, 1)])
def test_a_day_is_read_as_it_is_written_in_norwegian_cells(tmp_path: Path, day: object) -> None:
    wanted = edited(tmp_path, lambda book: book["Roller"].append(["kari", "lsu", None, day]))
    assert wanted.lines == ("kari: er lsu for Lier fra 2015-08-01",)


def test_the_same_line_twice_is_one_role(tmp_path: Path) -> None:
    def twice(book: Workbook) -> None:
        book["Roller"].append(["kari", "lsu"])
        book["Roller"].append(["kari", "lsu"])

    wanted = edited(tmp_path, twice)
    assert wanted.lines == ("kari: er lsu for Lier",)


def test_a_new_person_of_a_known_name_is_pointed_out() -> None:
    wanted = form(**{"Kari": {"name": "Kari Ås", "email": "kari.aas@example.org"}})
    assert changes(BEFORE, wanted, "t", TODAY).lines == (
        "ny person: Kari Ås (Kari), kari.aas@example.org; kari heter det samme",
    )


def test_all_mistakes_of_a_workbook_come_at_once(tmp_path: Path) -> None:
    def wrong(book: Workbook) -> None:
        book["Personer"]["C2"] = None
        book["Personer"].append([None, "Eva", "eva@example.org"])
        book["Roller"].append(["Kari Ås", "au"])
        book["Roller"].append(["kari", "au", None, "9.7.2015", "snart"])
        book["Fravær"].append(["olaa", "1.7.2015", "2.7.2015"])
        book["Fravær"].append(["ola", "9.7.2015", "2.7.2015"])

    with pytest.raises(ConfigError) as refused:
        edited(tmp_path, wrong)
    told = [line.split(".xlsx:")[1] for line in str(refused.value).splitlines()]
    assert [line.split(": ")[0] for line in told] == [
        "Fravær:3:1",
        "Fravær:4:3",
        "Personer:2:3",
        "Personer:4:1",
        "Roller:5:1",
        "Roller:6:5",
    ]
    assert "mente du «ola»?" in told[0]
    assert "slutter («2015-07-02») før den begynner" in told[1]
    assert "mente du «kari»?" in told[4]
    assert "«snart» er ikke en dato" in told[5]


def test_a_heading_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r":Personer:1:4: kolonnen «navn» står to ganger, også i kolonne 2"):
        edited(tmp_path, lambda book: book["Personer"].__setitem__("D1", "Namn"))


@pytest.mark.parametrize("name", ["folk.csv", "folk.xls"])
def test_a_file_of_another_kind_says_which_kinds_there_are(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(ConfigError, match=r"må være \.yaml eller en Excel-arbeidsbok"):
        load_form(tmp_path / name, (), BEFORE)


def test_move_hands_a_role_over_on_a_day() -> None:
    after = moved(BEFORE, KARI, "au", OLA, date(2015, 9, 1)).after
    assert Membership("au", KARI.uid, date(2015, 1, 1), date(2015, 8, 31), party="Lier") in after.memberships
    assert Membership("au", OLA.uid, date(2015, 9, 1), party="Lier") in after.memberships
    with pytest.raises(TidsfristError, match="har ikke rollen «lsu»"):
        moved(BEFORE, KARI, "lsu", OLA, TODAY)


def test_absences_are_replaced_where_they_overlap_and_end_when_one_is_back() -> None:
    gone = away(BEFORE, KARI, date(2015, 7, 1), date(2015, 7, 20), OLA)
    assert gone.lines == ("kari: borte 2015-07-01–2015-07-20, ola tar over",)
    longer = away(gone.after, gone.after.person("kari"), date(2015, 7, 10), date(2015, 8, 1), None).after
    assert longer.person("kari").away == (Absence(date(2015, 7, 10), date(2015, 8, 1)),)
    assert back(longer, longer.person("kari"), date(2015, 7, 15)).after.person("kari").away == ()
    with pytest.raises(TidsfristError, match="før det begynner"):
        away(BEFORE, KARI, TODAY, date(2015, 1, 1), None)
    with pytest.raises(TidsfristError, match="egen stedfortreder"):
        away(BEFORE, KARI, TODAY, TODAY, KARI)


def test_added_refuses_an_id_that_is_taken() -> None:
    with pytest.raises(TidsfristError, match="alt en person"):
        added(BEFORE, KARI, ())


@pytest.fixture
def given(tmp_path: Path) -> Iterator[Given]:
    made = given_in(tmp_path, "2015-06-30")
    yield made
    made.store.close()


def test_a_new_person_is_introduced_once_at_the_next_tick(given: Given) -> None:
    with given.store.write() as unit:
        before = register(unit)
        eva = Person("eva", "eva", "Eva", "eva@example.org")
        wanted = added(before, eva, [Membership("sjefer", "eva", party="Lier")])
        take(unit, wanted, before, Stamp(at("2015-06-10"), "import", "people", 1))
        with pytest.raises(TidsfristError, match="endret i mellomtiden"):
            take(unit, wanted, before, Stamp(at("2015-06-10"), "import", "people", 1))
        now = register(unit)
    directory = replace(given.book.directory, people={p.uid: p for p in now.people}, memberships=now.memberships)
    given.book = replace(given.book, directory=directory)
    given.tick("2015-06-10 12:00")
    given.tick("2015-06-10 13:00")
    with given.store.read() as unit:
        from engine.store import ledger

        told = [n.person for n in ledger.notices_of_plans(unit, ["plan"])["plan"] if n.kind == "introduction"]
    assert told.count("eva") == 1
