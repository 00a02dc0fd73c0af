"""`tidsfrist plan add|list|show|activate`. Public name: app."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.bootstrap import Installation
from engine.cli.opening import opened
from engine.clock import system_now
from engine.documents.planfile import load_plan_file
from engine.intake import Intake, activate, add_plan
from engine.store import Stamp, Unit, plans
from rules.deadline import explain
from rules.errors import PlanError
from rules.model import Measure, Occurrence, Plan

app = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Skriv JSON.")]


def _stamp(home: Installation, why: str) -> Stamp:
    """Now; in a trial database no instant, so that its virtual clock decides."""
    return Stamp(None if home.trial else system_now(), "import", why, int(home.book.version))


@app.command("add")
def add(files: Annotated[list[Path], typer.Argument(help="Planfiler (YAML).")], as_json: Json = False) -> None:
    """Legg til en plan, eller en ny versjon av den. Svar, tilstander og det som er sendt, består."""
    loaded = [(path, load_plan_file(path)) for path in files]
    with opened() as home:
        for path, file in loaded:
            text = path.read_text(encoding="utf-8")
            with home.store.write() as unit:
                done = add_plan(
                    unit, file, text, hashlib.sha256(text.encode()).hexdigest(), home.book, _stamp(home, "plan_added")
                )
            print(json.dumps(_intake(done), ensure_ascii=False) if as_json else _intake_words(done))


def _intake(done: Intake) -> dict[str, Any]:
    return {
        "plan": done.plan.id,
        "status": done.plan.status,
        "new": done.new,
        "changed": done.changed,
        "withdrawn": done.withdrawn,
        "doubtful": done.doubtful,
        "moved": done.moved,
        "questions": done.questions,
    }


def _intake_words(done: Intake) -> str:
    parts = [f"{len(done.new)} nye tiltak", f"{len(done.changed)} endret", f"{len(done.withdrawn)} trukket"]
    if done.doubtful:
        parts.append(f"{len(done.doubtful)} som sekretariatet må se på (nr. {', '.join(done.doubtful)})")
    if done.questions:
        parts.append(f"{done.questions} spørsmål til sekretariatet")
    return f"{done.plan.id} ({done.plan.status}): {', '.join(parts)}."


@app.command("list")
def list_plans(as_json: Json = False) -> None:
    """Vis planene i databasen."""
    with opened() as home, home.store.read() as unit:
        found = [(p, plans.measures(unit, p.uid)) for p in plans.plans(unit)]
    for plan, measures in found:
        if as_json:
            print(json.dumps(_plan_json(plan) | {"measures": len(measures)}, ensure_ascii=False))
        else:
            print(f"{plan.id}  {plan.status}  {len(measures)} tiltak  {plan.title}")
    if not found and not as_json:
        print("Ingen planer ennå. Legg til en med «tidsfrist plan add FIL».")


def _plan_json(plan: Plan) -> dict[str, Any]:
    return {
        "id": plan.id,
        "uid": plan.uid,
        "title": plan.title,
        "status": plan.status,
        "committee": plan.committee,
        "years": list(plan.years),
    }


def known_plan(unit: Unit, plan_id: str) -> Plan:
    """The plan with this id. Raises PlanError naming those there are."""
    plan = plans.plan_by_id(unit, plan_id)
    if plan is None:
        ids = ", ".join(p.id for p in plans.plans(unit)) or "ingen"
        raise PlanError(f"Det finnes ingen plan med id {plan_id!r}. Planer i databasen: {ids}.")
    return plan


@app.command("show")
def show(plan_id: Annotated[str, typer.Argument(metavar="ID")], as_json: Json = False) -> None:
    """Vis en plan: hvert tiltak med fristen som den står, hvordan den er lest, og hvor det er."""
    with opened() as home, home.store.read() as unit:
        plan = known_plan(unit, plan_id)
        measures = plans.measures(unit, plan.uid)
        rows = plans.occurrences(unit, [m.uid for m in measures])
        labels = {name: s.label for name, s in home.book.rulebook.states.items()}
    if as_json:
        shown = [_measure_json(m, rows.get(m.uid, ())) for m in measures]
        print(json.dumps(_plan_json(plan) | {"measures": shown}, ensure_ascii=False, indent=1))
        return
    print(f"{plan.title}\n{plan.id}, {plan.status}\n")
    for m in measures:
        print(_measure_words(m, rows.get(m.uid, ()), labels.get(m.state, m.state)))


def _measure_json(m: Measure, rows: tuple[Occurrence, ...]) -> dict[str, Any]:
    return {
        "id": m.number,
        "uid": m.uid,
        "title": m.title,
        "activity": m.activity,
        "deadline_text": m.deadline_text,
        "kind": m.reading.kind,
        "state": m.state,
        "roles": list(m.roles),
        "questions": list(m.questions),
        "occurrences": [_occurrence_json(o) for o in rows if not o.withdrawn],
    }


def _occurrence_json(o: Occurrence) -> dict[str, Any]:
    return {
        "uid": o.uid,
        "kind": o.kind,
        "slot": o.slot,
        "due": o.due.isoformat() if o.due else None,
        "answered": o.answered_at is not None,
    }


def _measure_words(m: Measure, rows: tuple[Occurrence, ...], state: str) -> str:
    due = ", ".join(sorted(o.due.isoformat() for o in rows if o.due and not o.withdrawn and o.kind != "report"))
    lines = [f"{m.number}  {m.name}", f"    {state} · {m.responsible_text or 'ingen ansvarlig nevnt'}"]
    lines.append(f"    «{m.deadline_text}» {'→ ' + due if due else ''}".rstrip())
    lines.append(f"    {explain(m.reading, 'nb')}")
    lines += [f"    spørsmål til sekretariatet: {q}" for q in m.questions]
    return "\n".join(lines) + "\n"


@app.command("activate")
def activate_plan(plan_id: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Sett planen i gang: de ansvarlige får én introduksjon, og varslene går fra nå av."""
    with opened() as home, home.store.write() as unit:
        plan = activate(unit, known_plan(unit, plan_id), _stamp(home, "plan_activated"))
    print(f"{plan.id} er aktiv.")
