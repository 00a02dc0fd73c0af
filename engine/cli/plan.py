"""`tidsfrist plan …`: add, list, show, versions, diff, reread; a plan's life stands in engine.cli.planlife.

Public names: app, known_plan.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.bootstrap import Installation
from engine.briefs import change_words
from engine.carryover import Past, history
from engine.cli import planlife
from engine.cli.known import known_plan
from engine.cli.opening import JsonLines, acting, looked_into, moment, opened
from engine.clock import system_now
from engine.corrections import Reread, reread, rereadings
from engine.documents.planfile import load_plan_file
from engine.intake import Intake, activate, add_plan
from engine.lifecycle import succeed
from engine.planversions import Version, entries_of, standing_of, versions
from engine.questions import question_words, questions_of
from engine.statuses import tally_lines
from engine.store import Stamp, Unit, counts, governance, plans
from rules.approval import covered
from rules.book import Book
from rules.deadline import explain
from rules.errors import PlanError
from rules.governance import Decision
from rules.model import Measure, Occurrence, Plan
from rules.planwords import changes
from rules.questions import held_by

__all__ = ["app", "known_plan"]
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
            text = path.read_text(encoding="utf-8-sig")
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
    return f"{done.plan.id} ({planlife.STATUS[done.plan.status]}): {', '.join(parts)}."


@app.command("list")
def list_plans(as_json: JsonLines = False) -> None:
    """Vis planene i databasen."""
    with looked_into() as home, home.store.read() as unit:
        found, measures = plans.plans(unit), counts.measures_by_plan(unit)
    for plan in found:
        many = measures.get(plan.uid, 0)
        if as_json:
            print(json.dumps(_plan_json(plan) | {"measures": many}, ensure_ascii=False))
        else:
            print(f"{plan.id}  {planlife.STATUS[plan.status]}  {many} tiltak  {plan.title}")
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


@app.command("show")
def show(
    plan_id: Annotated[str, typer.Argument(metavar="ID", help="Planens id.")],
    version: Annotated[int | None, typer.Option("--version", min=1, help="Slik planen sto i denne versjonen.")] = None,
    as_json: Json = False,
) -> None:
    """Vis en plan og tiltakene i den. Hver frist som den står, hvordan den er lest, og status."""
    with looked_into() as home, home.store.read() as unit:
        plan = known_plan(unit, plan_id)
        if version is not None:
            print(_as_it_was(unit, plan, version, home.book, as_json))
            return
        measures = plans.measures(unit, plan.uid)
        rows = plans.occurrences(unit, [m.uid for m in measures])
        standing = standing_of(unit, plan, home.book)
        today = moment(home).astimezone(home.book.zone).date()
        around = plan, home.book, today
        waits = planlife.approval_words(unit, plan, home.book, today)
        pasts = {m.uid: history(unit, m) for m in measures if m.carried_from}
    if as_json:
        shown = [_measure_json(m, rows.get(m.uid, ()), around) | _past_json(pasts.get(m.uid, ())) for m in measures]
        approval = {"approval": planlife.measures_json(standing)} if standing else {}
        print(json.dumps(_plan_json(plan) | approval | {"measures": shown}, ensure_ascii=False, indent=1))
        return
    stopped = f"\nE-posten er stanset: {plan.stopped}" if plan.stopped else ""
    print(f"{plan.title}\n{plan.id}, {planlife.STATUS[plan.status]}{stopped}" + (f"\n{waits}" if waits else "") + "\n")
    for m in measures:
        past = "".join(f"    {_past_words(p)}\n" for p in pasts.get(m.uid, ()))
        past += "".join(f"    svar {t}\n" for t in tally_lines(plan, m, rows.get(m.uid, ()), home.book, today))
        print(_measure_words(m, rows.get(m.uid, ()), around) + past)


def _past_json(past: Sequence[Past]) -> dict[str, Any]:
    if not past:
        return {}
    listed = [
        {"plan": p.plan.id, "id": p.measure.number, "deadline_text": p.measure.deadline_text, "state": p.measure.state,
         "status_text": p.said}
        for p in past
    ]  # fmt: skip
    return {"carried_from": listed}


def _past_words(past: Past) -> str:
    told = past.said.replace("\n", "; ")
    status = f", siste status «{told}»" if told else ""
    return f"ført videre fra {past.plan.id} nr. {past.measure.number}: «{past.measure.deadline_text}»{status}"


def _as_it_was(unit: Unit, plan: Plan, n: int, book: Book, as_json: bool) -> str:
    found = _version(unit, plan, n)
    if as_json:
        listed = [asdict(e) for e in entries_of(found, book)]
        return json.dumps({"plan": plan.id, "version": n, "measures": listed}, ensure_ascii=False, indent=1)
    if found.file is None:
        return found.text
    lines = [f"{found.file.plan.title}\n{plan.id}, versjon {n}\n"]
    for e in entries_of(found, book):
        lines += [f"{e.number}  {e.title}", *(f"    - {a}" for a in e.activities)]
        lines.append(f"    «{e.deadline}» · {e.responsible or 'ingen ansvarlig nevnt'}\n")
    return "\n".join(lines)


def _version(unit: Unit, plan: Plan, n: int) -> Version:
    known = {v.n: v for v in versions(unit, plan)}
    if n not in known:
        raise PlanError(f"Planen {plan.id} har ingen versjon {n}. Den har {', '.join(map(str, known)) or 'ingen'}.")
    return known[n]


@app.command("versions")
def list_versions(
    plan_id: Annotated[str, typer.Argument(metavar="ID", help="Planens id.")], as_json: JsonLines = False
) -> None:
    """Vis tidligere versjoner av planen. Hva som ble endret, og hvem som godkjente hva."""
    with looked_into() as home, home.store.read() as unit:
        plan = known_plan(unit, plan_id)
        known = versions(unit, plan)
        said = governance.decisions(unit, plan.uid)
        numbers = {m.uid: m.number for m in plans.measures(unit, plan.uid, withdrawn=True)}
        shown = [_version_line(v, known, [d for d in said if covered(d) == v.n], home.book, numbers) for v in known]
    for one in shown:
        print(json.dumps(one, ensure_ascii=False) if as_json else _version_words(one))


def _version_line(
    version: Version, known: Sequence[Version], said: Sequence[Decision], book: Book, numbers: Mapping[str, str]
) -> dict[str, Any]:
    before = next((v for v in known if v.n == version.n - 1), None)
    differ = changes(entries_of(before, book), entries_of(version, book)) if before else ()
    return {
        "version": version.n,
        "measures": len(entries_of(version, book)),
        "changed": [c.number for c in differ],
        "decisions": [
            {
                "committee": book.committees[d.committee].name if d.committee in book.committees else d.committee,
                "verdict": d.verdict,
                "on": d.decided_on.isoformat(),
                "case": d.case_number,
                "measure": numbers.get(d.measure or ""),
                "wording": d.wording,
            }
            for d in said
        ],
    }


def _version_words(one: Mapping[str, Any]) -> str:
    changed = f", endret: {', '.join(one['changed'])}" if one["changed"] else ""
    lines = [f"versjon {one['version']}: {one['measures']} tiltak{changed}"]
    for d in one["decisions"]:
        which = f" (nr. {d['measure']})" if d["measure"] else ""
        wording = f": «{d['wording']}»" if d["wording"] else ""
        verdict = planlife.VERDICTS[d["verdict"]]
        lines.append(f"  {d['on']}  {d['committee']}, sak {d['case']}: {verdict}{which}{wording}")
    return "\n".join(lines)


@app.command("diff")
def diff_versions(
    plan_id: Annotated[str, typer.Argument(metavar="ID", help="Planens id.")],
    from_: Annotated[int | None, typer.Option("--from", min=1, help="Versjonen før; ellers den nest nyeste.")] = None,
    to: Annotated[int | None, typer.Option("--to", min=1, help="Versjonen etter; ellers den nyeste.")] = None,
    as_json: Json = False,
) -> None:
    """Vis hva som er endret fra en versjon av planen til en annen."""
    with looked_into() as home, home.store.read() as unit:
        plan = known_plan(unit, plan_id)
        newest = max((v.n for v in versions(unit, plan)), default=1)
        after = _version(unit, plan, to or newest)
        before = _version(unit, plan, from_ or max(1, after.n - 1))
        differ = changes(entries_of(before, home.book), entries_of(after, home.book))
    if as_json:
        listed = [{**asdict(c), "number": c.number} for c in differ]
        print(json.dumps({"plan": plan.id, "from": before.n, "to": after.n, "changes": listed}, ensure_ascii=False))
        return
    print(f"{plan.id}: versjon {before.n} → {after.n}, {len(differ) or 'ingen'} tiltak er endret")
    for change in differ:
        print(f"\n{change.number}  {change.entry.title}")
        for label, text in change_words(change, "nb"):
            print(f"    {label}: {text}")


@app.command("reread")
def reread_plan(
    plan_id: Annotated[str, typer.Argument(metavar="ID", help="Planens id.")],
    yes: Annotated[bool, typer.Option("--yes", help="Ta de nye lesingene i bruk.")] = False,
    as_json: Json = False,
) -> None:
    """Vis hva som nå leses annerledes. Uten --yes flyttes ingenting."""
    with opened() as home, home.store.write() as unit:
        plan = known_plan(unit, plan_id)
        now, stamp = acting(home, "reread")
        found = rereadings(unit, plan, home.book, now.astimezone(home.book.zone).date())
        if yes:
            reread(unit, plan, found, home.book, stamp)
    if as_json:
        print(json.dumps([_reread_json(one) for one in found], ensure_ascii=False, indent=1))
        return
    for one in found:
        print(_reread_words(one))
    how = f"ville blitt lest annerledes. Ta dem i bruk: tidsfrist plan reread {plan.id} --yes"
    what = "er tatt i bruk" if yes else how
    print(f"{len(found)} frister {what}." if found else f"Alle frister i {plan.id} leses som før.")


def _reread_json(one: Reread) -> dict[str, Any]:
    return {
        "id": one.measure.number,
        "text": one.measure.deadline_text,
        "old": {"kind": one.old.kind, "due": [d.isoformat() for d in one.old.due or ()]},
        "new": {"kind": one.new.kind, "due": [d.isoformat() for d in one.new.due or ()]},
        "told": list(one.told),
    }


def _reread_words(one: Reread) -> str:
    told = f"\n    e-post om ny frist til: {', '.join(one.told)}" if one.told else ""
    return (
        f"{one.measure.number}  «{one.measure.deadline_text}»\n    nå:    {explain(one.old, 'nb')}\n"
        f"    ville: {explain(one.new, 'nb')}{told}"
    )


def _measure_json(m: Measure, rows: tuple[Occurrence, ...], around: tuple[Plan, Book, date]) -> dict[str, Any]:
    plan, book, today = around
    return {
        "id": m.number,
        "uid": m.uid,
        "title": m.title,
        "activity": m.activity,
        "deadline_text": m.deadline_text,
        "kind": m.reading.kind,
        "state": m.state,
        "roles": list(m.roles),
        "questions": list(questions_of(plan, m, rows, book, today)),
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


def _shown(one: Occurrence) -> bool:
    """Whether the occurrence is a day of the plan's own, or one on which something that waits is looked at again."""
    return one.named and not one.withdrawn and (one.kind != "wait" or one.open)


def _measure_words(m: Measure, rows: tuple[Occurrence, ...], around: tuple[Plan, Book, date]) -> str:
    plan, book, today = around
    known = book.rulebook.states.get(m.state)
    state = known.label if known else m.state
    due = ", ".join(sorted(o.due.isoformat() for o in rows if o.due and _shown(o)))
    lines = [f"{m.number}  {m.name}", f"    {state} · {m.responsible_text or 'ingen ansvarlig nevnt'}"]
    lines.append(f"    «{m.deadline_text}» {'→ ' + due if due else ''}".rstrip())
    lines.append(f"    {explain(m.reading, 'nb')}")
    asked = questions_of(plan, m, rows, book, today)
    held = held_by(asked)
    lines += [
        f"    {'holdt tilbake' if q == held else 'spørsmål til sekretariatet'}: {question_words(q, m, 'nb')}"
        for q in asked
    ]
    return "\n".join(lines) + "\n"


@app.command("activate")
def activate_plan(plan_id: Annotated[str, typer.Argument(metavar="ID", help="Planens id.")]) -> None:
    """Sett planen i gang. De ansvarlige får én introduksjon, og varslene går fra nå av."""
    with opened() as home, home.store.write() as unit:
        plan = known_plan(unit, plan_id)
        standing = standing_of(unit, plan, home.book)
        if standing is not None and plan.status == "draft" and not standing.active:
            names = ", ".join(home.book.committees[c].name for c in standing.missing)
            raise PlanError(
                f"{plan.id} venter på {names}. Før inn vedtaket: tidsfrist plan approve {plan.id} --by UTVALG "
                "--on DATO --case SAK. Er planen alt godkjent? Skriv «status: active» i planfila."
            )
        _, stamp = acting(home, "plan_activated")
        active = activate(unit, plan, stamp)
        succeed(unit, active, home.book, stamp)
    print(f"{plan.id} er i gang.")


app.command("approve")(planlife.approve_plan)
app.command("close")(planlife.close_plan)
app.command("carry-over")(planlife.carry)
app.command("stop")(planlife.stop_plan)
app.command("resume")(planlife.resume_plan)
app.command("release")(planlife.release_plan)
