"""`tidsfrist config`: the folder beside the version that runs. Public name: app."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from engine.bootstrap import Installation
from engine.cli.apply import version_named
from engine.cli.opening import looked_into, opened
from engine.documents.saving import cannot_write, write_whole
from engine.folder_state import forget, look, remember, status_words
from engine.lines import json_text
from engine.rulebooks import kept_files
from engine.store import versions
from engine.store.versions import Version
from rules.errors import TidsfristError

app = typer.Typer(no_args_is_help=True, help="Config-mappa og versjonen som gjelder.")


@app.command()
def status(as_json: Annotated[bool, typer.Option("--json", help="Skriv JSON i stedet for tekst.")] = False) -> None:
    """Er mappa lik versjonen som gjelder? Hvis ikke: hva som må gjøres."""
    with looked_into() as home:
        path = home.settings.config
        state = look(home.store, path)
        if as_json:
            print(json_text({"state": state.kind, "running": state.running, "problems": state.problems}))
        else:
            print(status_words(state, path))


@app.command()
def pull(
    folder: Annotated[Path | None, typer.Argument(metavar="MAPPE", help="Hvor; ellers config-mappa.")] = None,
    number: Annotated[
        int | None, typer.Option("--version", metavar="NR", help="En tidligere versjon; ellers den som gjelder.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ja til å erstatte filer som ikke er tatt i bruk.")] = False,
) -> None:
    """Hent filene til en versjon (den som gjelder) til config-mappa.

    Det er regelbok, roller, utvalg og maler. Personer og planfiler røres ikke. Filer med endringer som aldri er tatt i
    bruk, erstattes ikke uten --yes; de blir da liggende ved siden av, med .bak til slutt.
    """
    with opened() as home:
        path = folder or home.settings.config
        version, known = _versions(home, number)
        there = kept_files(path)
        new = {name: text for name, text in version.files if there.get(name) != text}
        gone = [name for name in there if name not in dict(version.files)]
        if not new and not gone:
            print(f"{path} er lik versjon {version.n} fra før.")
        lost = [n for n in sorted({*gone, *(n for n in new if n in there)}) if there[n] not in known.get(n, ())]
        if lost and not yes:
            raise TidsfristError(_refusal(path, lost))
        if new or gone:
            forget(path)
        _write(path, new, gone, lost)
        remember(path, version.hash)
        for name in sorted(new):
            print(f"skrev {path / name}")
        for name in gone:
            print(f"tok bort {path / name}")


def _versions(home: Installation, number: int | None) -> tuple[Version, dict[str, set[str]]]:
    """The version (None: the one that runs), and every text that some version has of each file: these are not lost."""
    known: dict[str, set[str]] = {}
    with home.store.read() as unit:
        listed = versions.versions(unit)
    for version in listed:
        for name, text in version.files:
            known.setdefault(name, set()).add(text)
    return version_named(home, number) if number is not None else next(v for v in listed if v.running), known


def _refusal(path: Path, lost: list[str]) -> str:
    named = "\n".join(f"  – {path / name}" for name in lost)
    return (
        f"Ingenting er skrevet. Disse filene har endringer som aldri er tatt i bruk:\n{named}\n"
        "Ta dem i bruk med «tidsfrist apply», velg en annen mappe, eller legg til --yes (da blir de liggende som .bak)."
    )


def _write(path: Path, new: dict[str, str], gone: list[str], lost: list[str]) -> None:
    """All or none of them. Raises DownError where the folder cannot be written to."""
    try:
        kept = {path / f"{name}.bak": (path / name).read_bytes() for name in lost}
        for name in new:
            (path / name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(kept | {path / name: text.encode() for name, text in new.items()})
        for name in gone:
            (path / name).unlink()
    except OSError as error:
        raise cannot_write(path, error) from error
