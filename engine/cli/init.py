"""`tidsfrist init`. Public name: init."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from engine.rulebooks import COMMITTEES, PEOPLE, ROLES, RULEBOOK
from engine.shipped import shipped_config
from rules.errors import DownError, TidsfristError, cause_words

_FILES = (RULEBOOK, "tests.yaml", ROLES, COMMITTEES, PEOPLE)


def init(folder: Annotated[Path, typer.Argument(metavar="MAPPE", help="Mappa som skal lages.")]) -> None:
    """Lag en ny config-mappe å begynne med: regelbok, roller, personer, utvalg og maler."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise TidsfristError(f"{folder} finnes fra før og er ikke tom; velg en annen mappe.")
    source = shipped_config()
    try:
        _copy(source, folder)
    except OSError as error:
        raise DownError(f"Kan ikke skrive til {folder}: {cause_words(error.strerror)}.") from error
    print(f"Laget {folder}. Begynn med {folder / PEOPLE} og {folder / ROLES}; personene der er oppdiktet.")
    print(f"Legg planene i {folder / 'plans'}, og se over alt med: tidsfrist check --config {folder}")


def _copy(source: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*_FILES, *(p.name for p in sorted(source.glob("*.schema.json")))):
        shutil.copyfile(source / name, folder / name)
    shutil.copytree(source / "templates", folder / "templates")
    (folder / "plans").mkdir()
