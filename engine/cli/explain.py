"""`tidsfrist explain`. Public name: explain."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from engine.bootstrap import Installation
from engine.cli.known import day_of, known_plan
from engine.cli.opening import looked_into
from engine.explain import Explained, explain_day, explain_notice, notices_named
from engine.store import Unit, plans
from rules.errors import TidsfristError
from rules.model import Measure


def explain(
    notice: Annotated[
        str | None, typer.Argument(metavar="VARSEL", help="n-…, en Message-ID, eller en e-posts id.")
    ] = None,
    measure: Annotated[str | None, typer.Option("--measure", metavar="NR", help="Tiltakets nummer eller id.")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="ÅÅÅÅ-MM-DD", help="Dagen det gjelder.")] = None,
    plan: Annotated[str | None, typer.Option("--plan", metavar="ID", help="Når flere planer har nummeret.")] = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="PERSON", help="Hvem som fikk, eller ikke fikk.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Skriv JSON.")] = False,
) -> None:
    """Hvorfor ble et varsel sendt, og hvorfor kom det ikke noe en dag?

    Svaret bruker regelboka som gjaldt da, og tiltaket slik det sto da.
    """
    if (not notice) == (measure is None or on is None):
        raise typer.BadParameter("skriv enten et varsel (n-…), eller --measure NR og --on DAG")
    with looked_into() as home, home.store.read() as unit:
        found = _notices(unit, home, notice) if notice else [_day(unit, home, (plan, str(measure)), str(on), person)]
    for n, one in enumerate(found):
        print(json.dumps(one.facts, ensure_ascii=False) if as_json else ("\n" if n else "") + one.text)


def _notices(unit: Unit, home: Installation, name: str) -> list[Explained]:
    return [explain_notice(unit, home, each) for each in notices_named(unit, name)]


def _day(unit: Unit, home: Installation, which: tuple[str | None, str], on: str, person: str | None) -> Explained:
    uid = None
    if person is not None:
        known = home.book.directory.people.values()
        uid = next((p.uid for p in known if person in (p.id, p.uid, p.email)), None)
        if uid is None:
            raise TidsfristError(f"Ingen person har id «{person}».")
    return explain_day(unit, home, _measure(unit, *which), day_of(on, "--on"), uid)


def _measure(unit: Unit, plan: str | None, number: str) -> Measure:
    inside = known_plan(unit, plan).uid if plan else None
    found = [m for m in plans.measures(unit, inside, withdrawn=True) if number in (m.number, m.uid)]
    if not found:
        raise TidsfristError(f"Det finnes ikke noe tiltak «{number}».")
    if len({m.plan for m in found}) > 1:
        by_uid = {p.uid: p.id for p in plans.plans(unit)}
        ids = ", ".join(sorted({by_uid[m.plan] for m in found}))
        raise TidsfristError(f"Flere planer har et tiltak «{number}». Skriv --plan; en av: {ids}.")
    return min(found, key=lambda m: (m.withdrawn, m.uid))
