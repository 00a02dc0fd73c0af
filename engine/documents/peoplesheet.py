"""The form for people as an Excel workbook: sheets Personer, Roller, Fravær, Parter; a line for each thing.

Public names: read_workbook, workbook_of, SheetDocument. Mistakes are told as file:sheet:row:column, rows and columns
from 1.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from engine.documents.meant import day_meant, nearest
from engine.documents.people import AwayEntry, PartyEntry, PeopleForm, RoleEntry
from engine.documents.yamltext import Document, Mark, Node, Path_
from rules.errors import ConfigError, Problem

PEOPLE, ROLES, AWAY, PARTIES = "Personer", "Roller", "Fravær", "Parter"
SHEETS = (PEOPLE, ROLES, AWAY, PARTIES)
# sheet: heading in the sheet, key in the form
COLUMNS: dict[str, dict[str, str]] = {
    PEOPLE: {"id": "id", "navn": "name", "e-post": "email", "språk": "locale", "tidssone": "zone", "part": "party"},
    ROLES: {"person": "person", "rolle": "role", "leder": "leads", "fra": "from", "til": "to", "part": "party"},
    AWAY: {"person": "person", "fra": "from", "til": "to", "stedfortreder": "deputy"},
    PARTIES: {"id": "id", "navn": "name", "type": "kind", "fra": "from", "til": "to", "etterfølger": "successor"},
}
_NEEDED = {
    PEOPLE: ("id", "navn", "e-post"),
    ROLES: ("person", "rolle"),
    AWAY: ("person", "fra", "til"),
    PARTIES: ("id",),
}
# headings and sheets as others write them, nynorsk among them
_ALSO = {
    "namn": "navn",
    "epost": "e-post",
    "e-postadresse": "e-post",
    "epostadresse": "e-post",
    "målform": "språk",
    "tidssona": "tidssone",
    "rolla": "rolle",
    "leiar": "leder",
    "frå": "fra",
    "stadfortredar": "stedfortreder",
    "etterfølgjar": "etterfølger",
    "personar": "personer",
    "rollar": "roller",
    "fråvær": "fravær",
    "partar": "parter",
}
_DAYS = ("fra", "til")
_LANGUAGES = {"bokmål": "nb", "nynorsk": "nn"}
_NO_WORKBOOK = (
    "fila er ikke en Excel-arbeidsbok (.xlsx). Er den tom, beskyttet med passord eller i et eldre format, så åpne den "
    "i Excel og lagre den på nytt som .xlsx, uten passord"
)
_NO_ID = (
    "raden mangler id; «tidsfrist person list» viser id-ene til dem som er kjent, og en ny person får en kort, som "
    "ola-nordmann"
)
_YES = ("ja", "j", "x", "true", "1", "leder")
_WIDTHS = (24, 30, 34, 14, 18, 28)


@dataclass(frozen=True, slots=True)
class SheetDocument(Document):
    """A workbook as a document: a node's `start` says which sheet it stands in.

    `strays`: rows that belong to nobody. `silent`: the keys of a person of which the workbook says nothing, since it
    lacks the sheet or the column.
    """

    strays: tuple[Problem, ...] = ()
    silent: frozenset[str] = frozenset()

    def problem(self, path: Path_, message: str, *, at_key: bool = False) -> Problem:
        """A mistake at the cell of the path, or at the row that lacks it."""
        node = self.key(path) if at_key else self.node(path)
        return Problem(f"{self.file}:{SHEETS[node.start]}", node.line, node.column, ".".join(map(str, path)), message)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a sheet: its number, what stands under each heading as text, and the columns of the headings."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    columns: Mapping[str, int]


def read_workbook(path: Path, name: str) -> SheetDocument:
    """The workbook as a document of the same shape as people.yaml. `name`: what mistakes call it.

    Raises ConfigError where it is no workbook, lacks the sheet or columns that it needs, or repeats a person.
    """
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except FileNotFoundError:
        raise ConfigError([Problem(name, 0, 0, "", "fila finnes ikke")]) from None
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError, ValueError):
        raise ConfigError([Problem(name, 0, 0, "", _NO_WORKBOOK)]) from None
    try:
        sheets = {_folded(title): title for title in reversed(book.sheetnames)}
        if PEOPLE.casefold() not in sheets:
            called = ", ".join(book.sheetnames)
            message = f"arket «{PEOPLE}» mangler; kall arket med personene det. Arkene er: {called}"
            raise ConfigError([Problem(name, 0, 0, "", message)])
        tables = {t: _table(book[sheets[t.casefold()]], t, name) for t in SHEETS if t.casefold() in sheets}
    finally:
        book.close()
    return _Tree(name).document(tables)


def _folded(heading: str) -> str:
    """A heading or a sheet's title, however it is written."""
    word = " ".join(heading.casefold().split()).rstrip(" :*")
    return _ALSO.get(word, word)


def _table(sheet: Any, title: str, name: str) -> _Table:
    """The sheet's rows under its headings; what stands above these (a title, a day) is not read."""
    sheet.reset_dimensions()  # some programs write a size that is not the sheet's
    texts = [(n, [_text(c) for c in cells]) for n, cells in enumerate(sheet.iter_rows(values_only=True), start=1)]
    filled = [(n, row) for n, row in texts if any(row)]
    known = COLUMNS[title]
    top = next((i for i, (_, row) in enumerate(filled) if any(_folded(t) in known for t in row)), 0)
    if not filled:
        return _Table(frozenset(), ())
    columns = _columns(filled[top][1], title, Problem(f"{name}:{title}", filled[top][0], 1, "", ""))
    return _Table(
        frozenset(columns), tuple(_Row(title, n, _cells(row, columns), columns) for n, row in filled[top + 1 :])
    )


def _columns(headings: list[str], title: str, place: Problem) -> dict[str, int]:
    """Where each heading stands. Raises ConfigError where one is unknown, lacks, or stands twice."""
    columns, known = dict[str, int](), COLUMNS[title]
    problems = []
    for n, heading in enumerate(headings, start=1):
        folded = _folded(heading)
        if folded in columns:
            message = f"kolonnen «{folded}» står to ganger, også i kolonne {columns[folded]}; behold den ene"
            problems.append(replace(place, column=n, message=message))
        elif folded in known:
            columns[folded] = n
        elif folded:
            message = f"ukjent kolonne «{heading}»; kolonnene er: {', '.join(known)}"
            problems.append(replace(place, column=n, message=message))
    problems += [replace(place, message=f"kolonnen «{h}» mangler") for h in _NEEDED[title] if h not in columns]
    if problems:
        raise ConfigError(problems)
    return columns


def _cells(row: list[str], columns: Mapping[str, int]) -> dict[str, str]:
    given = {h: row[n - 1] for h, n in columns.items() if n <= len(row) and row[n - 1]}
    return {h: day_meant(text) or text if h in _DAYS else text for h, text in given.items()}


def _text(value: Any) -> str:
    """A cell as text: days as 2015-01-31, whole numbers without decimals."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else " ".join(str(value).split())


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet: the headings it has, and the rows under them."""

    headings: frozenset[str]
    rows: tuple[_Row, ...]


class _Tree:
    """Builds the document, and notes rows that belong to nobody."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []

    def document(self, tables: Mapping[str, _Table]) -> SheetDocument:
        rows = {sheet: tables[sheet].rows if sheet in tables else () for sheet in SHEETS}
        people = self._by_id(rows[PEOPLE], PEOPLE, ("roles", "leads", "away"))
        for row in rows[ROLES]:
            leads = row.cells.get("leder", "").casefold() in _YES
            self._under(people, row, "leads" if leads else "roles")
        for row in rows[AWAY]:
            self._under(people, row, "away")
        parties = self._by_id(rows[PARTIES], PARTIES, ())
        root = _block(1, 0)
        for key, node in (("people", people), ("parties", parties)):
            _put(root, key, node)
        return SheetDocument(self.name, "", root, strays=tuple(self.problems), silent=_silent(tables))

    def _by_id(self, rows: Iterable[_Row], sheet: str, lists: tuple[str, ...]) -> Node:
        found = _block(1, SHEETS.index(sheet))
        for row in rows:
            name = row.cells.get("id", "")
            if not name or name in found.children:
                what = f"«{name}» står i flere rader" if name else _NO_ID
                self._tell(row, "id", what)
                continue
            node = _entry(row, ("id",))
            for key in lists:
                _put(node, key, _block(row.number, SHEETS.index(sheet), []))
            _put(found, name, node)
        return found

    def _under(self, people: Node, row: _Row, key: str) -> None:
        owner = people.children.get(row.cells.get("person", ""))
        if owner is None:
            wrong = row.cells.get("person", "")
            names = {node.value.get("name", ""): name for name, node in people.children.items()}
            meant = names.get(wrong) or nearest(wrong, map(str, people.children))
            suggestion = f"; mente du «{meant}»?" if meant else ""
            self._tell(row, "person", f"«{wrong}» står ikke under id i arket {PEOPLE}{suggestion}")
            return
        listed, entry = owner.children[key], _entry(row, ("person", "leder"))
        listed.children[len(listed.value)] = entry
        listed.value.append(entry.value)

    def _tell(self, row: _Row, heading: str, message: str) -> None:
        place = f"{self.name}:{row.sheet}"
        self.problems.append(Problem(place, row.number, row.columns.get(heading, 1), heading, message))


def _entry(row: _Row, without: tuple[str, ...]) -> Node:
    sheet = SHEETS.index(row.sheet)
    node = _block(row.number, sheet)
    for heading, text in {**dict.fromkeys(_NEEDED[row.sheet], ""), **row.cells}.items():
        if heading not in without:
            value = _LANGUAGES.get(text.casefold(), text) if heading == "språk" else text
            at = Mark(row.number - 1, row.columns[heading] - 1, sheet)
            _put(node, COLUMNS[row.sheet][heading], Node(at, at, value))
    return node


def _silent(tables: Mapping[str, _Table]) -> frozenset[str]:
    """The keys of a person of which the tables say nothing."""
    keys = {key for heading, key in COLUMNS[PEOPLE].items() if heading not in tables[PEOPLE].headings}
    return frozenset(
        keys | ({"roles", "leads"} if ROLES not in tables else set()) | ({"away"} if AWAY not in tables else set())
    )


def _block(row: int, sheet: int, value: Any = None) -> Node:
    """The start of a row (from 1) of the sheet, with nothing under it yet; its mark's index is the sheet's."""
    at = Mark(row - 1, 0, sheet)
    node = Node(at, at, {} if value is None else value)
    node.keys, node.children = {}, {}
    return node


def _put(parent: Node, key: str, child: Node) -> None:
    parent.children[key] = child
    parent.keys[key] = Node(child.first, child.last, key)
    parent.value[key] = child.value


def workbook_of(form: PeopleForm) -> bytes:
    """The form as a workbook that reads back to the same form."""
    book = Workbook()
    book.remove(book.worksheets[0])
    rows: dict[str, list[list[Any]]] = {sheet: [] for sheet in SHEETS}
    for name, person in form.people.items():
        rows[PEOPLE].append([name, person.name, person.email, person.locale, person.zone, person.party])
        rows[ROLES] += [_role(name, r, "") for r in person.roles] + [_role(name, r, "ja") for r in person.leads]
        rows[AWAY] += [_away(name, a) for a in person.away]
    rows[PARTIES] = [_party(name, p) for name, p in form.parties.items()]
    for sheet in SHEETS:
        _sheet(book.create_sheet(sheet), list(COLUMNS[sheet]), rows[sheet])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _role(name: str, role: RoleEntry, leads: str) -> list[Any]:
    return [name, role.role, leads, role.from_, role.to, role.party]


def _away(name: str, away: AwayEntry) -> list[Any]:
    return [name, away.from_, away.to, away.deputy]


def _party(name: str, party: PartyEntry) -> list[Any]:
    return [name, party.name, party.kind, party.from_, party.to, party.successor]


def _sheet(sheet: Worksheet, headings: list[str], rows: list[list[Any]]) -> None:
    sheet.append(headings)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append(row)
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # «=…» is a name, never a formula
            elif isinstance(cell.value, date):
                cell.number_format = "yyyy-mm-dd"
    sheet.freeze_panes = "A2"
    for n, width in enumerate(_WIDTHS[: len(headings)]):
        sheet.column_dimensions["ABCDEF"[n]].width = width
