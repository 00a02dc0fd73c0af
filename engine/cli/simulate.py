"""`tidsfrist simulate`. Public name: simulate."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import Annotated, Literal

import typer

from engine.bootstrap import Installation
from engine.cli.known import day_of, known_plan
from engine.cli.opening import looked_into
from engine.clock import start_of
from engine.folder_state import look, status_words
from engine.lines import json_text, lines, table
from engine.preview import names
from engine.preview import simulate as simulated
from engine.simulated import calendar_of
from engine.trial import with_plans
from rules.errors import TidsfristError

__all__ = ["day_of", "simulate"]
Format = Literal["table", "json", "ics"]


def simulate(
    from_: Annotated[str, typer.Option("--from", metavar="ÅÅÅÅ-MM-DD", help="Første dag.")],
    to: Annotated[str, typer.Option("--to", metavar="ÅÅÅÅ-MM-DD", help="Siste dag, med.")],
    plan: Annotated[str | None, typer.Option("--plan", metavar="ID", help="Bare denne planen.")] = None,
    format_: Annotated[Format, typer.Option("--format", help="table, json eller ics.")] = "table",
) -> None:
    """Vis hva som ville blitt sendt og flyttet i en periode, uten å sende noe. Ingen svarer underveis.

    Uten planer i databasen vises planene i config-mappa, som om de ble tatt i bruk den første dagen. Regelboka er den
    versjonen som gjelder, ikke filene i mappa; hva endringer i dem ville gjort, viser «tidsfrist diff».
    """
    first, last = day_of(from_, "--from"), day_of(to, "--to")
    if last < first:
        raise TidsfristError(f"--to {last} er før --from {first}. Bytt om dagene.")
    with looked_into() as home, with_plans(home) as (unit, borrowed):
        print(_version_words(home), file=sys.stderr)
        if borrowed:
            print("Databasen har ingen planer; viser planene i config-mappa.", file=sys.stderr)
        if plan is not None:
            known_plan(unit, plan)
        begin, end = (start_of(d, home.book.zone) for d in (first, last + timedelta(days=1)))
        made = lines(simulated(unit, home.book, begin, end, plan), names(unit))
        zone, locale = home.book.zone, home.book.rulebook.settings.locale
    if format_ == "ics":
        sys.stdout.buffer.write(calendar_of(made, zone, first, locale))
    elif format_ == "table":
        print(table(made, zone))
    else:
        print("".join(f"{json_text(line)}\n" for line in made), end="")


def _version_words(home: Installation) -> str:
    """Which version of the rulebook is used, and whether the files differ from it."""
    path = home.settings.config
    state = look(home.store, path)
    used = f"Regelboka er versjon {state.running}, som gjelder."
    if state.kind == "in_step":
        return used
    return f"{used} {status_words(state, path)}\nHva mappa ville gjort: «tidsfrist diff»."
