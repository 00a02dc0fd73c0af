"""`tidsfrist feed` and `tidsfrist publish`: calendars from the command line. Public names: feed, publish."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from calendars.names import FeedError
from engine.bootstrap import Installation
from engine.cli.opening import looked_into, opened
from engine.clock import parse_instant, system_now
from engine.documents.saving import write_out
from engine.publish import Shelf, new_token, preview_shelf, read_shelf, refresh
from engine.publish import publish as made_feed
from engine.store import Stamp, Unit, feeds, installation
from engine.trial import with_plans
from rules.book import Book
from rules.errors import PlanError

SHOWN_OF_HASH = 8

What = Annotated[str, typer.Argument(metavar="NAVN|list|token|revoke", help="Hvilken kalender, eller hva som gjøres.")]
Which = Annotated[
    str | None, typer.Argument(metavar="[NAVN|ID]", help="Kalenderen (token) eller adressens id (revoke).")
]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FIL", help="Skriv til denne fila.")]
For = Annotated[str | None, typer.Option("--for", metavar="PERSON", help="Hvem den er for: id eller e-postadresse.")]
At = Annotated[
    str | None, typer.Option(metavar="TIDSPUNKT", help="Slik den er da, f.eks. 2015-03-01. Lagrer ikke noe.")
]
Json = Annotated[bool, typer.Option("--json", help="Skriv JSON.")]


@dataclass(frozen=True, slots=True)
class TokenRow:
    """An open address: the id to close it with, whose it is (person id), when it was last fetched."""

    id: str
    person: str | None
    last_used_at: datetime | None
    uses: int


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed, its title and its open addresses."""

    name: str
    title: str
    tokens: tuple[TokenRow, ...]


def feed(
    what: What, which: Which = None, output: Output = None, person: For = None, at: At = None, as_json: Json = False
) -> None:
    """Kalendere: vis en (NAVN), list alle (list), lag en hemmelig adresse (token NAVN), steng den (revoke ID)."""
    with (opened if what in ("token", "revoke") else looked_into)() as home:
        match what:
            case "list":
                print(_json(rows(home)) if as_json else _table(rows(home), home.book.zone))
            case "token":
                print(make_token(home, _needed(which, "token NAVN"), person))
            case "revoke":
                close_token(home, _needed(which, "revoke ID"))
            case name:
                _write(feed_now(home, name, person, at), output)


def publish(
    directory: Annotated[Path, typer.Argument(metavar="MAPPE", help="Hit skrives kalenderne.")],
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAVN]…", help="Bare disse; ellers alle.")] = None,
    at: At = None,
) -> None:
    """Skriv kalenderne som filer, for en vanlig nettjener. Filer som ikke er endret, røres ikke."""
    with opened() as home:
        for path in publish_all(home, directory, names or [], at):
            print(path)


def feed_now(home: Installation, name: str, person: str | None = None, at: str | None = None) -> bytes:
    """The bytes of a feed with all that has happened until now. Raises FeedError, PlanError."""
    uid = person_uid(home.book, person) if person else None
    now, shelf = _shelf(home, at)
    return made_feed(shelf, name, now, person=uid, base_url=home.settings.base_url).body


def publish_all(home: Installation, directory: Path, names: list[str], at: str | None = None) -> list[Path]:
    """Writes the feeds that belong to nobody in particular; returns the files whose content changed."""
    now, shelf = _shelf(home, at)
    wanted = names or [n for n in shelf.names if n != "min"]
    files = {directory / f"{n}.ics": made_feed(shelf, n, now, base_url=home.settings.base_url).body for n in wanted}
    changed = {p: body for p, body in files.items() if not p.is_file() or p.read_bytes() != body}
    write_out(changed, directory)
    return list(changed)


def _shelf(home: Installation, at: str | None) -> tuple[datetime, Shelf]:
    """The entries as they are now, saved; at another instant, or with borrowed plans, only looked at."""
    with with_plans(home) as (unit, borrowed):
        now = parse_instant(at, home.book.zone) if at else _clock(unit)
        if borrowed or at:
            return now, preview_shelf(unit, home.book, home.domain, now)
    with home.store.write() as unit:
        refresh(unit, home.book, home.domain, now)
        return now, read_shelf(unit, home.book)


def _clock(unit: Unit) -> datetime:
    """The time of the installation: a trial database has its own."""
    mine = installation.installation(unit)
    return (mine.clock if mine and mine.trial else None) or system_now()


def make_token(home: Installation, name: str, person: str | None) -> str:
    """A new address for a feed. It is shown this once; only its hash is kept."""
    uid = person_uid(home.book, person) if person else None
    with home.store.write() as unit:
        path = new_token(unit, home.book, name, uid, Stamp(_clock(unit), "system", "feed_token"))
    return f"{home.settings.base_url.rstrip('/')}/kal/{path}"


def close_token(home: Installation, start: str) -> None:
    """Closes the address whose id (see `feed list`) begins so. Raises FeedError."""
    with home.store.write() as unit:
        found = [t for t in feeds.tokens(unit) if t.hash.startswith(start) and t.revoked_at is None]
        if len(found) != 1:
            raise FeedError(f"{len(found)} åpne adresser begynner med «{start}». Se id-ene med «tidsfrist feed list».")
        now = _clock(unit)
        feeds.revoke_token(unit, found[0].hash, now, Stamp(now, "system", "feed_token"))


def person_uid(book: Book, named: str) -> str:
    """The uid of the person with this id or address. Raises PlanError."""
    wanted = named.casefold()
    for person in book.directory.people.values():
        if wanted in (person.id.casefold(), person.email.casefold()):
            return person.uid
    raise PlanError(f"Ingen person har id eller adresse «{named}».")


def rows(home: Installation) -> list[FeedRow]:
    """Every feed, and the opt-in twins that somebody has an address for."""
    _, shelf = _shelf(home, None)
    with home.store.read() as unit:
        open_tokens = [t for t in feeds.tokens(unit) if t.revoked_at is None]
    names = {**shelf.names, **{t.name: t.name for t in open_tokens if t.name not in shelf.names}}
    return [FeedRow(n, title, _tokens(home.book, n, open_tokens)) for n, title in names.items()]


def _tokens(book: Book, name: str, open_tokens: Iterable[feeds.FeedToken]) -> tuple[TokenRow, ...]:
    ids = {uid: person.id for uid, person in book.directory.people.items()}
    return tuple(
        TokenRow(t.hash[:SHOWN_OF_HASH], ids.get(t.person or ""), t.last_used_at, t.uses)
        for t in open_tokens
        if t.name == name
    )


def _json(found: Iterable[FeedRow]) -> str:
    listed = [{"name": row.name, "title": row.title, "tokens": [_plain(t) for t in row.tokens]} for row in found]
    return json.dumps(listed, ensure_ascii=False, indent=2)


def _plain(token: TokenRow) -> dict[str, str | int | None]:
    used = token.last_used_at.isoformat() if token.last_used_at else None
    return {"id": token.id, "for": token.person, "last_used_at": used, "uses": token.uses}


def _table(found: list[FeedRow], zone: ZoneInfo) -> str:
    width = max((len(row.name) for row in found), default=0)
    lines = []
    for row in found:
        lines.append(f"{row.name:<{width}}  {row.title}")
        for token in row.tokens:
            at = token.last_used_at.astimezone(zone) if token.last_used_at else None
            used = f"sist hentet {at:%Y-%m-%d %H:%M}" if at else "aldri hentet"
            lines.append(f"{'':<{width}}  · {token.id}  {token.person or 'uten person'}  {used}")
    return "\n".join(lines)


def _needed(which: str | None, usage: str) -> str:
    if which is None:
        raise typer.BadParameter(f"skriv «tidsfrist feed {usage}»")
    return which


def _write(body: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
    else:
        write_out({output: body}, output)
