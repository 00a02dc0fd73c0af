"""`tidsfrist migrate`. Public name: migrate."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Annotated

import typer

from engine.cli.check import Lang, Language
from engine.documents.edits import edited
from engine.documents.migrations import CURRENT, migrated, version_of
from engine.documents.saving import cannot_write, write_whole
from engine.documents.words import quoted, say
from engine.documents.yamltext import CONFIG_LIMIT, Document, parse, read_text
from engine.rulebooks import RULEBOOK
from engine.settings import load_settings
from rules.errors import ConfigError


def migrate(
    write: Annotated[bool, typer.Option("--write", help="Skriv filene; ellers vises bare forskjellen.")] = False,
    lang: Lang = Language.nb,
) -> None:
    """Skriv regelboka om til nyeste utgave av formatet. Kommentarer og alt annet blir stående.

    Viser forskjellen linje for linje. Med --write blir fila skrevet, og den gamle liggende med .bak til slutt.
    """
    path = load_settings().config / RULEBOOK
    name = path.as_posix()
    document = parse(read_text(path, name, CONFIG_LIMIT, lang.value), name, lang.value)
    version = version_of(document.data)
    if version is not None and version > CURRENT:
        raise ConfigError([document.problem(("version",), say(lang.value, "newer", value=version))])
    text = edited(document, migrated(document.data)) if isinstance(document.data, dict) else document.text
    if text == document.text:
        print(f"{name} er skrevet i nyeste utgave ({CURRENT}); ingenting å gjøre.")
        return
    print("".join(_lines(document, text)), end="")
    if write:
        _save(path, document.text, text)
        print(f"\nSkrev {name}. Se over den med «tidsfrist check».")
    else:
        print(f"\nIngenting er skrevet. Ser det riktig ut: {quoted('tidsfrist migrate --write', 'nb')}")


def _lines(document: Document, text: str) -> list[str]:
    old, new = document.text.splitlines(keepends=True), text.splitlines(keepends=True)
    return list(difflib.unified_diff(old, new, document.file, f"{document.file} (ny)", n=1))


def _save(path: Path, old: str, new: str) -> None:
    try:
        write_whole({path.with_name(f"{path.name}.bak"): old.encode(), path: new.encode()})
    except OSError as error:
        raise cannot_write(path, error) from error
