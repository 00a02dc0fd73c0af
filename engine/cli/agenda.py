"""`tidsfrist agenda UTVALG`. Public names: agenda, agenda_json, agenda_words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import typer

from engine.agenda import Agenda, Line, upcoming
from engine.agenda import agenda as made_agenda
from engine.cli.known import day_of
from engine.cli.meeting import meeting_json
from engine.cli.opening import looked_into, moment
from engine.cli.planlife import VERDICTS
from engine.meetings import committee_of, meeting_on
from notifiers.words import day_words
from rules.book import Book


def agenda(
    committee: Annotated[str, typer.Argument(metavar="UTVALG", help="Utvalgets id, navn eller kortnavn.")],
    meeting: Annotated[
        str | None, typer.Option("--meeting", metavar="ÅÅÅÅ-MM-DD", help="Møtedagen; ellers neste møte.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Skriv JSON.")] = False,
) -> None:
    """Sakslista for et møte: frister, faste tema, planer til godkjenning og det som er passert uten svar."""
    with looked_into() as home, home.store.read() as unit:
        which = committee_of(committee, home.book)
        today = moment(home).astimezone(home.book.zone).date()
        day = day_of(meeting, "--meeting") if meeting else None
        one = meeting_on(unit, which, day, home.book) if day else upcoming(unit, which, home.book, today)
        found = made_agenda(unit, one, home.book, today)
    if as_json:
        print(json.dumps(agenda_json(found, home.book), ensure_ascii=False, indent=1))
    else:
        print(agenda_words(found, home.book))


def agenda_json(found: Agenda, book: Book) -> dict[str, Any]:
    """The agenda for programs."""
    return {
        "committee": {"id": found.committee.id, "name": found.committee.name},
        "meeting": meeting_json(found.meeting),
        "case_deadline": _iso(found.case_deadline),
        "papers": _iso(found.papers),
        "due": [_line_json(x, book) for x in found.due],
        "before": [_line_json(x, book) for x in found.before],
        "standing": [_line_json(x, book) for x in found.standing],
        "queue": [_line_json(x, book) for x in found.queue],
        "approvals": [
            {
                "plan": a.plan.id,
                "title": a.plan.title,
                "version": a.version,
                "measures": a.count,
                "changed_since": a.reopened,
            }
            for a in found.awaiting
        ],
        "decisions": [
            {
                "plan": plan.id,
                "case": d.case_number,
                "verdict": d.verdict,
                "on": d.decided_on.isoformat(),
                "wording": d.wording,
            }
            for plan, d in found.decisions
        ],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _line_json(line: Line, book: Book) -> dict[str, Any]:
    measure, occurrence = line.measure, line.occurrence
    state = book.rulebook.states.get(measure.state)
    return {
        "plan": line.plan.id,
        "id": measure.number,
        "measure": measure.name,
        "deadline_text": measure.deadline_text,
        "due": _iso(occurrence.due),
        "occurrence": occurrence.uid,
        "responsible": [_label(role, book) for role in measure.roles] or [measure.responsible_text],
        "state": measure.state,
        "state_label": state.label if state else measure.state,
        "status_text": measure.status_text,
    }


def _label(role: str, book: Book) -> str:
    known = book.directory.roles.get(role)
    return known.label if known else role


def agenda_words(found: Agenda, book: Book) -> str:
    """The agenda as text."""
    meeting = found.meeting
    hours = f" kl. {meeting.starts.strftime('%H.%M')}" if meeting.starts else ""
    state = {"held": " (holdt)", "cancelled": " (avlyst)"}.get(meeting.state, "")
    lines = [f"{found.committee.name}, {day_words(meeting.held_on, 'nb')}{hours}{state}"]
    lines += [meeting.place] if meeting.place else []
    lines += [f"Saksfrist: {day_words(found.case_deadline, 'nb')}"] if found.case_deadline else []
    lines += [f"Sakspapirer ut: {day_words(found.papers, 'nb')}"] if found.papers else []
    for title, part in (
        ("Saker til dette møtet", found.due),
        ("Faste tema", found.standing),
        ("Frister fram til møtet", found.before),
        ("Passert uten svar", found.queue),
    ):
        lines += _section(title, part, book)
    lines += _approvals(found)
    lines += [f"\nVedtak i møtet ({len(found.decisions)})"] if found.decisions else []
    lines += [f"  sak {d.case_number}  {plan.title}: {VERDICTS[d.verdict]}" for plan, d in found.decisions]
    if len(lines) <= 4 and not any(line.startswith("\n") for line in lines):
        lines.append("\nIngenting står på sakslista ennå.")
    return "\n".join(lines)


def _section(title: str, part: Sequence[Line], book: Book) -> list[str]:
    if not part:
        return []
    lines = [f"\n{title} ({len(part)})"]
    for one in part:
        due = f"{one.occurrence.due}" if one.occurrence.due else "uten dag"
        who = ", ".join(_label(r, book) for r in one.measure.roles) or one.measure.responsible_text or "ingen nevnt"
        lines.append(f"  {due}  {one.plan.id} {one.measure.number}  {one.measure.name}")
        lines.append(f"      «{one.measure.deadline_text}» · {who}")
    return lines


def _approvals(found: Agenda) -> list[str]:
    if not found.awaiting:
        return []
    lines = [f"\nTil godkjenning ({len(found.awaiting)})"]
    for one in found.awaiting:
        changed = f", {one.reopened} endret etter at utvalget godkjente" if one.reopened else ""
        lines.append(f"  {one.plan.id}  {one.plan.title}: {one.count} tiltak, versjon {one.version}{changed}")
    return lines
