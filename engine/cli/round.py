"""`tidsfrist round list|open|show|word|close`. Public name: app."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any, Literal

import typer

from engine.cli.opening import looked_into, moment, opened, person_called
from engine.cli.plan import known_plan
from engine.cli.simulate import day_of
from engine.periods import period_of, period_shown
from engine.rounds import RoundView, close_round, open_round, report_of, round_view, rounds_of, word
from engine.store import plans
from rules.errors import TidsfristError
from rules.rounds import Line, phase_of

app = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True)
PlanId = Annotated[str, typer.Argument(metavar="PLAN", help="Planens id.")]
Period = Annotated[
    str, typer.Option("--period", metavar="PERIODE", help="2014-T1, 2014-Q3, 2014-H1, 2014 eller m:2015-04-22.")
]
By = Annotated[str | None, typer.Option("--by", metavar="PERSON", help="Hvem som gjør det (id).")]
_PHASES = {"coming": "kommer", "open": "åpen", "over": "svarfristen er ute", "closed": "lukket"}


@app.command("list")
def list_rounds(plan: PlanId) -> None:
    """Vis planens runder. Når de åpner, når svarene skal være inne, og om de er lukket."""
    with looked_into() as home:
        today = moment(home).astimezone(home.book.zone).date()
        with home.store.read() as unit:
            found = [(one, period_shown(unit, one.period)) for one in rounds_of(unit, known_plan(unit, plan))]
    for one, period in found:
        phase = _PHASES[phase_of(one, today)]
        print(f"{period}  åpner {one.opens_on}, svar innen {one.due_on}  {phase}")
    if not found:
        print("Planen har ingen runder. Åpne en med «tidsfrist round open».")


@app.command("open")
def open_(
    plan: PlanId,
    period: Period,
    due: Annotated[str | None, typer.Option("--due", metavar="DATO", help="Siste dag for svar.")] = None,
    by: By = None,
) -> None:
    """Åpne en runde nå. Ved neste tick får hver ansvarlig én e-post om alle sine åpne tiltak.

    En plan med «reporting» åpner rundene selv; dette er for å begynne før, eller for en plan uten faste runder.
    """
    wanted = day_of(due, "--due") if due else None
    with opened() as home:
        actor = person_called(home, by).uid if by else "system"
        with home.store.write() as unit:
            mine = known_plan(unit, plan)
            one = open_round(unit, mine, period_of(unit, mine, period), home.book, moment(home), actor, wanted)
            shown = period_shown(unit, one.period)
    print(f"Runden {shown} er åpen. Svar innen {one.due_on}.")


@app.command("show")
def show(
    plan: PlanId,
    period: Period,
    format_: Annotated[Literal["text", "json"], typer.Option("--format", help="text eller json.")] = "text",
    version: Annotated[int | None, typer.Option("--version", help="En bestemt versjon av en lukket rapport.")] = None,
) -> None:
    """Vis en runde: hvem som har svart hva. Med det som sto sist, og hvem som mangler."""
    with looked_into() as home, home.store.read() as unit:
        mine = known_plan(unit, plan)
        key = period_of(unit, mine, period)
        if version is not None:
            print(report_of(unit, mine, key, version).body)
            return
        view = round_view(unit, mine, key, home.book, moment(home))
    print(json.dumps(round_json(view), ensure_ascii=False, indent=1) if format_ == "json" else round_text(view))


@app.command("word")
def word_(
    plan: PlanId,
    measure: Annotated[str, typer.Argument(metavar="TILTAK", help="Tiltakets nummer.")],
    text: Annotated[str, typer.Argument(metavar="TEKST", help="Slik det skal stå i rapporten.")],
    period: Period,
    by: Annotated[str, typer.Option("--by", metavar="PERSON", help="Hvem som redigerer (id).")],
    party: Annotated[str | None, typer.Option("--party", metavar="NAVN", help="Hvem sine ord det er.")] = None,
) -> None:
    """Rediger ordlyden i rapporten. Det som ble svart, blir tatt vare på."""
    with opened() as home:
        actor = person_called(home, by).uid
        with home.store.write() as unit:
            mine = known_plan(unit, plan)
            found = next((m for m in plans.measures(unit, mine.uid) if m.number == measure), None)
            if found is None:
                raise TidsfristError(f"Planen har ikke noe tiltak «{measure}».")
            key = period_of(unit, mine, period)
            made = word(unit, mine, key, found, party, text, actor, home.book, moment(home))
            frozen = round_view(unit, mine, key, home.book, moment(home)).versions
    print(f"{measure}: «{made.text}» (svaret var «{made.original}»).")
    if frozen:
        print(f"Rapporten er frosset som versjon {frozen}. Med «tidsfrist round close» igjen blir det en ny versjon.")


@app.command("close")
def close(plan: PlanId, period: Period, by: By = None) -> None:
    """Lukk en runde: rapporten fryses med dato og versjon. Senere svar hører til den neste."""
    with opened() as home:
        actor = person_called(home, by).uid if by else "system"
        with home.store.write() as unit:
            mine = known_plan(unit, plan)
            key = period_of(unit, mine, period)
            report, new = close_round(unit, mine, key, home.book, moment(home), actor)
            view = round_view(unit, mine, key, home.book, moment(home))
    if not new:
        print(f"Runden {view.code} er alt lukket, og ingenting er endret siden versjon {report.n}.")
        return
    print(f"Runden {view.code} er lukket: rapport versjon {report.n}, {len(view.lines)} tiltak, {filled(view.lines)}.")


def filled(lines: Sequence[Line]) -> str:
    """How many measures of a report nobody has answered, and how many only some of those asked."""
    blanks = sum(line.blank for line in lines)
    partly = sum(bool(line.missing) and not line.blank for line in lines)
    told = [f"{blanks} uten svar"] * bool(blanks) + [f"{partly} der noen mangler"] * bool(partly)
    return ", ".join(told) or "alle med svar"


def round_json(view: RoundView) -> dict[str, Any]:
    """The round as JSON; rows as in a frozen report."""
    return {
        "plan": view.plan.id,
        "period": view.code,
        "period_title": view.title,
        "phase": view.phase,
        "opens_on": view.round.opens_on.isoformat(),
        "due_on": view.round.due_on.isoformat(),
        "closed_on": view.closed_on.isoformat() if view.closed_on else None,
        "versions": view.versions,
        "missing": view.missing,
        "rows": [asdict(line) for line in view.lines],
    }


def round_text(view: RoundView) -> str:
    """The round as a secretary reads it."""
    one = view.round
    version = f", rapport versjon {view.versions}" if view.versions else ""
    opens = "Åpner" if view.phase == "coming" else "Åpnet"
    phase = f"{_PHASES[view.phase]} {view.closed_on}" if view.closed_on else _PHASES[view.phase]
    head = [
        f"{view.plan.title}",
        f"{view.title}: {phase}{version}. {opens} {one.opens_on}, svar innen {one.due_on}.",
        "",
    ]
    rows = [text for line in view.lines for text in (*_line(line), "")]
    missing = [f"  {name}: {', '.join(numbers)}" for name, numbers in view.missing.items()]
    return "\n".join([*head, *rows, *(["Mangler:", *missing] if missing else ["Ingen mangler."])])


def _line(line: Line) -> list[str]:
    name = line.activity if line.activity and line.number.count(".") >= 2 else line.title  # as Measure.name
    shown = [f"{line.number}  {name}", f"    Frist: «{line.deadline}» · {line.responsible}"]
    status = line.status.replace("\n", "\n            ") or "—"
    shown.append(f"    Status: {status}")
    if line.before:
        before = line.before.replace("\n", " / ")
        shown.append(f"    Sist:   {before}{f' ({line.before_period})' if line.before_period else ''}")
    shown += [f"    {v.label or 'Svaret'} var: «{v.original}»" for v in line.said if v.original]
    shown += [f"    Kilde: {v.source}{f' ({v.label})' if v.label else ''}" for v in line.said if v.source]
    return [*shown, *([f"    {line.tally}"] if line.tally else [])]
