"""`tidsfrist plan approve|close|carry-over|stop|resume|release`: a plan's life. Public names: one a verb."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from engine.bootstrap import Installation
from engine.carryover import Carried, carry_over, offered
from engine.cli.known import day_of, known_plan
from engine.cli.opening import acting, opened, person_called
from engine.clock import start_of
from engine.corrections import measure_numbered
from engine.documents.planfile import load_plan_file
from engine.intake import add_plan
from engine.lifecycle import (
    Outcome,
    Said,
    approve,
    close,
    held,
    release,
    resume,
    resume_all,
    settle,
    stop,
    stop_all,
    unfinished,
)
from engine.meetings import committee_of
from engine.planversions import submission_of
from engine.store import Unit, plans
from rules.approval import PlanStanding
from rules.book import Book
from rules.errors import PlanError
from rules.governance import Verdict
from rules.model import Notice, Plan
from rules.submission import bound

Id = Annotated[str, typer.Argument(metavar="ID", help="Planens id.")]
Yes = Annotated[bool, typer.Option("--yes", help="Gjør det uten å spørre.")]
Json = Annotated[bool, typer.Option("--json", help="Skriv JSON.")]
VERDICTS: dict[Verdict, str] = {
    "approved": "godkjent",
    "with_changes": "godkjent med endringer",
    "sent_back": "sendt tilbake",
    "not_treated": "ikke behandlet",
}
STATUS = {
    "draft": "utkast",
    "approved": "godkjent",
    "active": "i gang",
    "closed": "avsluttet",
    "carried_over": "ført videre",
}


def approve_plan(
    plan_id: Id,
    by: Annotated[str, typer.Option("--by", metavar="UTVALG", help="Utvalget som har behandlet planen.")],
    on: Annotated[str, typer.Option("--on", metavar="ÅÅÅÅ-MM-DD", help="Dagen for vedtaket.")],
    case: Annotated[str, typer.Option("--case", metavar="SAK", help="Saksnummeret, for eksempel 12/22.")],
    verdict: Annotated[
        Literal["approved", "with_changes", "sent_back", "not_treated"],
        typer.Option("--verdict", help="approved (forvalgt), with_changes, sent_back eller not_treated."),
    ] = "approved",
    measure: Annotated[str | None, typer.Option("--measure", metavar="NR", help="Bare dette tiltaket.")] = None,
    wording: Annotated[str, typer.Option("--wording", help="Vedtaket, ord for ord.")] = "",
    file: Annotated[
        Path | None, typer.Option("--file", help="Planen slik vedtaket endret den (sammen med with_changes).")
    ] = None,
    version: Annotated[
        int | None, typer.Option("--version", min=1, help="Versjonen utvalget hadde foran seg; ellers den nyeste.")
    ] = None,
    entered_by: Annotated[str | None, typer.Option("--entered-by", metavar="PERSON", help="Hvem som skrev.")] = None,
    as_json: Json = False,
) -> None:
    """Før inn hva et utvalg har vedtatt. Når den siste som trengs har godkjent, settes planen i gang av seg selv."""
    if file is not None and verdict != "with_changes":
        raise PlanError("--file hører sammen med --verdict with_changes. Ellers: «tidsfrist plan add FIL».")
    loaded = load_plan_file(file) if file is not None else None
    with opened() as home:
        actor = person_called(home, entered_by).uid if entered_by else "secretariat"
        now, stamp = acting(home, "decision", actor)
        now = now if stamp.at else start_of(day_of(on, "--on"), home.book.zone)  # a trial whose clock was never set
        with home.store.write() as unit:
            plan = known_plan(unit, plan_id)
            which = measure_numbered(unit, plan, measure).uid if measure else None
            committee = committee_of(by, home.book)
            said = Said(committee, verdict, day_of(on, "--on"), case, actor, which, wording, version)
            done = approve(unit, plan, said, home.book, now, stamp)
            if loaded is not None and file is not None:
                if loaded.plan.id != plan.id:
                    raise PlanError(f"{file} er planen {loaded.plan.id}, ikke {plan.id}.")
                text = file.read_text(encoding="utf-8-sig")
                add_plan(unit, loaded, text, hashlib.sha256(text.encode()).hexdigest(), home.book, stamp)
                done = _settled(unit, plan, done, home, now, stamp)
        with home.store.read() as unit:
            words = approval_words(unit, done.plan, home.book, now.astimezone(home.book.zone).date())
            print(_outcome_json(done, home.book) if as_json else f"{_outcome_words(done, home.book)}\n{words}")


def _settled(unit: Unit, plan: Plan, done: Outcome, home: Installation, now: Any, stamp: Any) -> Outcome:
    """The outcome after the changed plan has come in."""
    settled = settle(unit, plans.plan(unit, plan.uid) or plan, home.book, now, stamp)
    given = submission_of(unit, settled, home.book)
    return Outcome(settled, given.standing if given else done.standing, done.decision, done.meeting)


def _outcome_words(done: Outcome, book: Book) -> str:
    decision = done.decision
    what = f"{done.plan.id}: {book.committees[decision.committee].name}, sak {decision.case_number}"
    where = "i møtet" if done.meeting else "utenom møte"
    said = f"{what}: {VERDICTS[decision.verdict]} {where} {decision.decided_on}."
    if decision.verdict == "with_changes" and done.standing.version <= decision.version:
        said += f"\nLegg inn planen slik den ble endret: tidsfrist plan add FIL. Til da venter {done.plan.id} på den."
    return said


def approval_words(unit: Unit, plan: Plan, book: Book, today: Any) -> str:
    """Who is missing and when they meet; "" where nobody needs to approve the plan."""
    given = submission_of(unit, plan, book)
    if given is None:
        return ""
    lines = [f"Planen er {STATUS[plan.status]}."]
    for one in bound(given, book, today):
        waits = given.standing.open_for(one.committee)
        again = f", {len(given.standing.reopened_for(one.committee))} endret siden sist" * bool(
            given.standing.reopened_for(one.committee)
        )
        when = f"møtet {one.meeting.held_on}" if one.meeting else "ikke noe møte er lagt inn"
        lines.append(f"  venter på {book.committees[one.committee].name} ({when}): {len(waits)} tiltak{again}")
    if not given.standing.missing:
        lines.append("  alle som skal godkjenne den, har gjort det")
    return "\n".join(lines)


def _outcome_json(done: Outcome, book: Book) -> str:
    decision = done.decision
    return json.dumps(
        {
            "plan": done.plan.id,
            "status": done.plan.status,
            "committee": decision.committee,
            "verdict": decision.verdict,
            "on": decision.decided_on.isoformat(),
            "case": decision.case_number,
            "version": decision.version,
            "meeting": done.meeting.uid if done.meeting else None,
            "missing": list(done.standing.missing),
            "measures": measures_json(done.standing),
        },
        ensure_ascii=False,
    )


def measures_json(standing: PlanStanding) -> list[dict[str, Any]]:
    """Each measure with who has approved it and who is missing."""
    return [
        {
            "id": one.matter.number,
            "approved": list(one.approved),
            "missing": list(one.missing),
            "reopened": list(one.reopened),
            "gone": one.matter.gone,
        }
        for one in standing.matters
    ]


def close_plan(plan_id: Id, yes: Yes = False) -> None:
    """Avslutt en plan. Det som venter på å bli sendt, sendes ikke."""
    with opened() as home, home.store.write() as unit:
        plan = known_plan(unit, plan_id)
        left = unfinished(unit, plan, home.book)
        if left and not yes:
            numbers = ", ".join(m.number for m in left)
            raise PlanError(
                f"{plan.id} har {len(left)} åpne tiltak: {numbers}.\n"
                f"Før dem videre: tidsfrist plan carry-over {plan.id} --to NY-ID\n"
                f"Avslutt likevel: tidsfrist plan close {plan.id} --yes"
            )
        _, stamp = acting(home, "plan_closed")
        _, ended = close(unit, plan, stamp)
    print(f"{plan.id} er avsluttet. {_mails(ended)} som ventet, blir ikke sendt.")


def carry(
    plan_id: Id,
    to: Annotated[str, typer.Option("--to", metavar="NY-ID", help="Planen de føres videre til.")],
    measure: Annotated[
        list[str] | None, typer.Option("--measure", metavar="NR", help="Bare dette; kan gjentas. Ellers alle uferdige.")
    ] = None,
    yes: Yes = False,
) -> None:
    """Før uferdige tiltak videre til en ny plan. Det som er sagt, følger med.

    Uten --yes vises det først.
    """
    with opened() as home, home.store.write() as unit:
        old, new = known_plan(unit, plan_id), known_plan(unit, to)
        originals = offered(unit, old, measure or (), home.book)
        if not originals:
            print(f"{old.id} har ingen uferdige tiltak som ikke alt er ført videre.")
            return
        if not yes:
            print(f"{len(originals)} uferdige tiltak i {old.id}:")
            for one in originals:
                status = f" · {one.status_text}" if one.status_text else ""
                print(f"  {one.number}  {one.name}\n      «{one.deadline_text}»{status}")
            print(f"Før dem videre til {new.id}: gjenta med --yes. Noen av dem: --measure NR --yes.")
            return
        _, stamp = acting(home, "carried_over")
        made = carry_over(unit, old, new, originals, home.book, stamp)
    print("\n".join(_carried_words(one) for one in made))
    waits = "" if new.status == "active" else f" Til {new.id} er i gang, løper de videre i {old.id}."
    print(f"{len(made)} tiltak er ført videre fra {old.id} til {new.id}.{waits}")
    if new.approval is not None:
        print(
            "De står ikke i teksten som utvalgene godkjenner. Skal de det, skriv dem inn i planfila med de samme "
            "ordene, og les den inn med «tidsfrist plan add»."
        )


def _carried_words(one: Carried) -> str:
    new = one.measure
    deadline = f"«{one.original.deadline_text}»"
    if one.proposed:
        deadline = f"{deadline} → «{one.proposed}», som det er bedt om"
    elif any(q == "carried_deadline" for q in new.questions):
        deadline = f"{deadline}: gjelder den fortsatt?"
    return f"  {one.original.number} → {new.number}  {new.name}\n      {deadline}"


def stop_plan(
    plan_id: Annotated[str | None, typer.Argument(metavar="ID", help="Planens id.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="Hvorfor, til dem som lurer.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="All e-post i hele installasjonen.")] = False,
) -> None:
    """Stans all e-post i en plan, med en grunn. Ingenting går tapt; det venter til «plan resume».

    Med --all stanses alle planer, også de som legges inn senere.
    """
    with opened() as home, home.store.write() as unit:
        _, stamp = acting(home, "plan_stopped")
        one = _chosen(unit, plan_id, everything)
        stopped = stop_all(unit, reason, stamp) if one is None else [(one, stop(unit, one, reason, stamp))]
    for plan, count in stopped:
        print(f"{plan.id}: e-posten er stanset. {_mails(count)} holdes tilbake.")
    if everything:
        print("All e-post er stanset, også for planer som legges inn senere, til «tidsfrist plan resume --all».")


def resume_plan(
    plan_id: Annotated[str | None, typer.Argument(metavar="ID", help="Planens id.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Alle planer som er stanset.")] = False,
) -> None:
    """La e-posten i en plan gå igjen."""
    with opened() as home, home.store.write() as unit:
        now, stamp = acting(home, "plan_resumed")
        one = _chosen(unit, plan_id, everything)
        running = (
            resume_all(unit, home.book, now, stamp)
            if one is None
            else [(one, resume(unit, one, home.book, now, stamp))]
        )
        for plan, count in running:
            left = len(held(unit, plan)) if not count else 0
            look = f" {_mails(left)} venter på «tidsfrist plan release {plan.id}»." if left else ""
            print(f"{plan.id}: e-posten går igjen. {_mails(count)} slippes.{look}")
    if everything:
        print("All e-post går igjen.")


def _chosen(unit: Unit, plan_id: str | None, everything: bool) -> Plan | None:
    """The plan; None: all of them. Raises PlanError where neither or both are given."""
    if everything == (plan_id is not None):
        raise PlanError("Si hvilken plan, eller --all for alle.")
    return known_plan(unit, plan_id) if plan_id is not None else None


def release_plan(
    plan_id: Id,
    for_good: Annotated[bool, typer.Option("--all", help="Også alt som kommer senere.")] = False,
    yes: Yes = False,
) -> None:
    """Se hva som holdes tilbake i en ny plan, og slipp det. Uten --yes vises det bare."""
    with opened() as home, home.store.write() as unit:
        plan = known_plan(unit, plan_id)
        waiting = held(unit, plan)
        print(_batch_words(unit, plan, waiting, home.book))
        if not yes:
            if waiting or for_good:
                print(f"Slipp dem: tidsfrist plan release {plan.id}{' --all' if for_good else ''} --yes")
            return
        now, stamp = acting(home, "plan_released")
        count = release(unit, plan, home.book, now, stamp, for_good=for_good)
    later = " Det som kommer senere, går av seg selv." if for_good else ""
    print(f"{_mails(count)} er sluppet.{later}")


def _batch_words(unit: Unit, plan: Plan, waiting: Iterable[Notice], book: Book) -> str:
    measures = {m.uid: m for m in plans.measures(unit, plan.uid)}
    by_person: dict[str, list[Notice]] = defaultdict(list)
    for notice in waiting:
        by_person[notice.person].append(notice)
    if not by_person:
        return f"{plan.id}: ingenting holdes tilbake."
    lines = [f"{plan.id}: {_mails(sum(map(len, by_person.values())))} holdes tilbake."]
    for person, notices in sorted(by_person.items()):
        known = book.directory.people.get(person)
        lines.append(f"  {known.name} <{known.email}>" if known else f"  {person}")
        for n in notices:
            measure = measures.get(n.measure or "")
            lines.append(f"    {n.template}" + (f"  {measure.number} {measure.name}" if measure else ""))
    return "\n".join(lines)


def _mails(count: int) -> str:
    return "1 varsel" if count == 1 else f"{count} varsler"
