"""`tidsfrist schema`. Public name: schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from engine.cli.opening import looked_into
from engine.documents.saving import write_out
from engine.schema.make import FILES, Ids, schema_text
from engine.store import plans

Kind = Literal["tidsfrist", "included", "roles", "committees", "people", "plan"]


def schema(
    kind: Annotated[Kind, typer.Argument(metavar="FIL", help=", ".join(FILES))] = "tidsfrist",
    installed: Annotated[bool, typer.Option("--installed", help="Med id-ene som finnes her, til utfylling.")] = False,
    into: Annotated[Path | None, typer.Option("--into", metavar="MAPPE", help="Skriv alle til mappa.")] = None,
) -> None:
    """Skriv JSON Schema for en fil, så redigeringsprogrammet kan fylle ut og forklare hver nøkkel.

    Første linje i fila viser til skjemaet: # yaml-language-server: $schema=tidsfrist.schema.json
    """
    ids = _installed() if installed else None
    if into is None:
        print(schema_text(kind, ids), end="")
        return
    files = {into / f"{name}.schema.json": schema_text(name, ids).encode() for name in FILES}
    write_out(files, into)
    for path in files:
        print(f"skrev {path}")


def _installed() -> Ids:
    """The ids of the version that runs, and of the plans in the database."""
    with looked_into() as home:
        with home.store.read() as unit:
            listed = [p.id for p in plans.plans(unit)]
        book = home.folder.rulebook
        return Ids(
            tuple(book.states),
            tuple(book.ladders),
            tuple(book.templates),
            tuple(dict.fromkeys(t.name for t in book.transitions)),
            tuple(home.folder.roles),
            tuple(home.folder.committees),
            tuple(c.name for c in home.folder.committees.values()),
            listed,
        )
