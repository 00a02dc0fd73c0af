"""The form for people as an Excel workbook: sheets Personer, Roller, Fravær, Parter; a line for each thing.

Public names: read_workbook, write_workbook. Mistakes are told as file:sheet:row:column, rows and columns from 1.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

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
_LANGUAGES = {"bokmål": "nb", "nynorsk": "nn"}
_YES = ("ja", "j", "x", "true", "1", "leder")
_WIDTHS = (24, 30, 34, 14, 18, 28)


@dataclass(frozen=True, slots=True)
class SheetDocument(Document):
    """A workbook as a document: a node's `start` says which sheet it stands in."""

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
        raise ConfigError([Problem(name, 0, 0, "", "fila er ikke en Excel-arbeidsbok (.xlsx)")]) from None
    try:
        if PEOPLE not in book.sheetnames:
            found = ", ".join(book.sheetnames)
            raise ConfigError([Problem(name, 0, 0, "", f"arket «{PEOPLE}» mangler; arkene er: {found}")])
        rows = {sheet: list(_rows(book[sheet], sheet, name)) for sheet in SHEETS if sheet in book.sheetnames}
    finally:
        book.close()
    return _Tree(name).document(rows)


def _rows(sheet: Worksheet, title: str, name: str) -> Iterable[_Row]:
    known, columns = COLUMNS[title], dict[str, int]()
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        texts = [_text(c) for c in cells]
        if not any(texts):
            continue
        if not columns:
            columns = {h.casefold(): n for n, h in enumerate(texts, start=1) if h}
            _refuse_headings(columns, title, number, name)
            continue
        given = {h: texts[n - 1] for h, n in columns.items() if h in known and n <= len(texts) and texts[n - 1]}
        yield _Row(title, number, given, columns)


def _refuse_headings(columns: Mapping[str, int], title: str, number: int, name: str) -> None:
    place, known = f"{name}:{title}", COLUMNS[title]
    problems = [
        Problem(place, number, n, "", f"ukjent kolonne «{h}»; kolonnene er: {', '.join(known)}")
        for h, n in columns.items()
        if h not in known
    ]
    problems += [Problem(place, number, 1, "", f"kolonnen «{h}» mangler") for h in _NEEDED[title] if h not in columns]
    if problems:
        raise ConfigError(problems)


def _text(value: Any) -> str:
    """A cell as text: days as 2015-01-31, whole numbers without decimals."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else " ".join(str(value).split())


class _Tree:
    """Builds the document, and notes rows that belong to nobody."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []

    def document(self, rows: Mapping[str, list[_Row]]) -> SheetDocument:
        people = self._by_id(rows[PEOPLE], PEOPLE, ("roles", "leads", "away"))
        for row in rows.get(ROLES, ()):
            leads = row.cells.get("leder", "").casefold() in _YES
            self._under(people, row, "leads" if leads else "roles")
        for row in rows.get(AWAY, ()):
            self._under(people, row, "away")
        parties = self._by_id(rows.get(PARTIES, []), PARTIES, ())
        if self.problems:
            raise ConfigError(self.problems)
        root = _block(1, 0)
        for key, node in (("people", people), ("parties", parties)):
            _put(root, key, node)
        return SheetDocument(self.name, "", root)

    def _by_id(self, rows: Iterable[_Row], sheet: str, lists: tuple[str, ...]) -> Node:
        found = _block(1, SHEETS.index(sheet))
        for row in rows:
            name = row.cells.get("id", "")
            if not name or name in found.children:
                what = f"«{name}» står i flere rader" if name else "raden mangler id"
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
            self._tell(row, "person", f"«{row.cells.get('person', '')}» står ikke i arket {PEOPLE}")
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
    for heading, text in row.cells.items():
        if heading not in without:
            value = _LANGUAGES.get(text.casefold(), text) if heading == "språk" else text
            at = Mark(row.number - 1, row.columns[heading] - 1, sheet)
            _put(node, COLUMNS[row.sheet][heading], Node(at, at, value))
    return node


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


def write_workbook(form: PeopleForm, path: Path) -> None:
    """Writes the form as a workbook that reads back to the same form."""
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
    book.save(path)


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
