"""`tidsfrist meeting list|add|move|cancel`. Public name: app."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any

import typer

from engine.cli.known import clock_of, day_of
from engine.cli.opening import JsonLines, acting, looked_into, moment, opened
from engine.meetings import Followed, Sitting, add, cancel, committee_of, meeting_on, move
from engine.planversions import submission_of
from engine.store import Unit, meetings, plans
from rules.book import Book
from rules.model import Meeting
from rules.submission import bound

app = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True)
Committee = Annotated[str, typer.Argument(metavar="UTVALG", help="Utvalgets id, navn eller kortnavn.")]
Day = Annotated[str, typer.Argument(metavar="ÅÅÅÅ-MM-DD", help="Møtedagen.")]
Starts = Annotated[str | None, typer.Option("--starts", metavar="TT:MM", help="Når møtet begynner.")]
Ends = Annotated[str | None, typer.Option("--ends", metavar="TT:MM", help="Når møtet slutter.")]
Place = Annotated[str, typer.Option("--place", help="Hvor.")]
Title = Annotated[str, typer.Option("--title", help="Overskrift.")]
STATES = {"planned": "", "held": "holdt", "cancelled": "avlyst"}


@app.command("list")
def list_meetings(
    committee: Committee,
    from_: Annotated[str | None, typer.Option("--from", metavar="ÅÅÅÅ-MM-DD", help="Fra og med; ellers i dag.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Også de som har vært.")] = False,
    as_json: JsonLines = False,
) -> None:
    """Vis møtene i et utvalg."""
    with looked_into() as home, home.store.read() as unit:
        which = committee_of(committee, home.book)
        today = moment(home).astimezone(home.book.zone).date()
        first = day_of(from_, "--from") if from_ else today
        mine = [m for m in meetings.meetings(unit, which) if everything or m.held_on >= first]
        name = home.book.committees[which].name
    for one in mine:
        print(json.dumps(meeting_json(one), ensure_ascii=False) if as_json else _words(one))
    if not mine and not as_json:
        print(f"{name} har ingen møter fra {first}. Vis alle: --all.")


def meeting_json(one: Meeting) -> dict[str, Any]:
    """A meeting as the verbs print it."""
    return {
        "uid": one.uid,
        "id": one.id,
        "committee": one.committee,
        "on": one.held_on.isoformat(),
        "starts": one.starts.strftime("%H:%M") if one.starts else None,
        "ends": one.ends.strftime("%H:%M") if one.ends else None,
        "place": one.place,
        "title": one.title,
        "state": one.state,
    }


def _words(one: Meeting) -> str:
    hours = one.starts.strftime("%H:%M") + (f"–{one.ends.strftime('%H:%M')}" if one.ends else "") if one.starts else ""
    moved = f"(først {one.id})" if one.id[:10] != one.held_on.isoformat() and one.id[:4].isdigit() else ""
    parts = (one.held_on.isoformat(), hours, one.place, one.title, STATES[one.state], moved)
    return "  ".join(part for part in parts if part)


@app.command("add")
def add_meeting(
    committee: Committee, day: Day, starts: Starts = None, ends: Ends = None, place: Place = "", title: Title = ""
) -> None:
    """Legg inn et møte. Det som venter på et møte, knyttes til det."""
    with opened() as home, home.store.write() as unit:
        _, stamp = acting(home, "meeting_added")
        when = Sitting(day_of(day, "Dagen"), clock_of(starts, "--starts"), clock_of(ends, "--ends"), place, title)
        made, followed = add(unit, committee_of(committee, home.book), when, home.book, stamp)
        name = home.book.committees[made.committee].name
    print(f"{name} møtes {_words(made)}.")
    print(_followed(followed, home.book))


@app.command("move")
def move_meeting(
    committee: Committee,
    day: Day,
    to: Annotated[str | None, typer.Option("--to", metavar="ÅÅÅÅ-MM-DD", help="Den nye dagen.")] = None,
    starts: Starts = None,
    ends: Ends = None,
    place: Place = "",
    title: Title = "",
) -> None:
    """Flytt et møte. Det som henger på det, følger med, og de det gjelder får én beskjed."""
    with opened() as home, home.store.write() as unit:
        now, stamp = acting(home, "meeting_moved")
        mine = meeting_on(unit, committee_of(committee, home.book), day_of(day, "Dagen"), home.book)
        new = day_of(to, "--to") if to else mine.held_on
        when = Sitting(new, clock_of(starts, "--starts"), clock_of(ends, "--ends"), place, title)
        moved, followed = move(unit, mine, when, home.book, stamp)
        waiting = _to_approve(unit, moved, home.book, now)
    print(f"Møtet {mine.held_on} er nå {_words(moved)}.")
    print("\n".join([_followed(followed, home.book), *waiting]))


@app.command("cancel")
def cancel_meeting(committee: Committee, day: Day) -> None:
    """Avlys et møte. «Neste møte» går over til det neste, og de det gjelder får én beskjed."""
    with opened() as home, home.store.write() as unit:
        _, stamp = acting(home, "meeting_cancelled")
        mine = meeting_on(unit, committee_of(committee, home.book), day_of(day, "Dagen"), home.book)
        gone, followed = cancel(unit, mine, home.book, stamp)
        name = home.book.committees[gone.committee].name
    print(f"Møtet {gone.held_on} i {name} er avlyst.")
    print(_followed(followed, home.book))


def _to_approve(unit: Unit, meeting: Meeting, book: Book, now: datetime) -> list[str]:
    """A line for each plan that the committee is to approve in the meeting."""
    given = (submission_of(unit, p, book) for p in plans.plans(unit) if not p.over)
    return [
        f"  {one.plan.id}: skal godkjennes i dette møtet"
        + (f"; saken må være klar {b.ready_on}" if b.ready_on and b.ready_on < meeting.held_on else "")
        for one in given
        if one is not None
        for b in bound(one, book, book.day(now))
        if b.meeting is not None and b.meeting.uid == meeting.uid
    ]


def _followed(followed: Iterable[Followed], book: Book) -> str:
    lines = [line for one in followed if (line := _line(one))]
    return "\n".join(lines) if lines else "Ingen frister henger på det."


def _line(one: Followed) -> str:
    before = one.before.due if one.before else None
    name = f"  {one.plan.id} {one.measure.number}"
    if one.after.withdrawn:
        return f"{name}: {before} faller bort" if before else ""
    if one.after.due is None:
        return f"{name}: {before} → venter på et nytt møte"
    if before is None or (one.before is not None and one.before.withdrawn):
        return f"{name}: ny frist {one.after.due}"
    return f"{name}: {before} → {one.after.due}"
