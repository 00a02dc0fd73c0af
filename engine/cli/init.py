"""`tidsfrist init`. Public name: init."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from engine.documents.saving import write_out
from engine.rulebooks import COMMITTEES, PEOPLE, ROLES, RULEBOOK
from engine.shipped import shipped_config
from rules.errors import TidsfristError

_FILES = (RULEBOOK, "tests.yaml", ROLES, COMMITTEES, PEOPLE)


def init(folder: Annotated[Path, typer.Argument(metavar="MAPPE", help="Mappa som skal lages.")]) -> None:
    """Lag en ny config-mappe å begynne med: regelbok, roller, personer, utvalg og maler."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise TidsfristError(f"{folder} finnes fra før og er ikke tom; velg en annen mappe.")
    write_out({folder / name: body for name, body in _shipped(shipped_config())}, folder)
    (folder / "plans").mkdir(exist_ok=True)
    print(f"Laget {folder}. Begynn med {folder / PEOPLE} og {folder / ROLES}; personene der er oppdiktet.")
    print(f"Legg planene i {folder / 'plans'}, og se over alt med: tidsfrist check --config {folder}")


def _shipped(source: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file of a new folder, by its path in it."""
    files = [*(source / name for name in _FILES), *sorted(source.glob("*.schema.json"))]
    for path in (*files, *sorted(p for p in (source / "templates").rglob("*") if p.is_file())):
        yield path.relative_to(source), path.read_bytes()
