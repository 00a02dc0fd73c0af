"""`tidsfrist person list|show|add|move|away|import|export`. Public name: app."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from engine.bootstrap import TENANT, Installation
from engine.cli.opening import JsonLines, looked_into, moment, opened
from engine.cli.simulate import day_of
from engine.documents.people import PeopleForm
from engine.people import (
    Changes,
    Register,
    added,
    away,
    back,
    changes,
    load_form,
    moved,
    register,
    take,
    write_form,
)
from engine.store import Stamp
from rules.errors import TidsfristError
from rules.model import Membership, Person

app = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True)
PersonId = Annotated[str, typer.Argument(metavar="PERSON", help="Personens id.")]
Yes = Annotated[bool, typer.Option("--yes", help="Gjør det uten å spørre.")]
Json = Annotated[bool, typer.Option("--json", help="Skriv JSON.")]
Day = Annotated[str, typer.Option(metavar="ÅÅÅÅ-MM-DD")]


@app.command("list")
def list_people(as_json: JsonLines = False) -> None:
    """Vis alle personer med rollene de har i dag."""
    with looked_into() as home, home.store.read() as unit:
        now, today = register(unit), _today(home)
    for person in now.people:
        if as_json:
            print(json.dumps(_json(person, now), ensure_ascii=False))
            continue
        held = [m for m in now.memberships if m.person == person.uid and _counts(m, today)]
        gone = next((f"  (borte til {a.last})" for a in person.away if a.first <= today <= a.last), "")
        roles = ", ".join(f"{m.role}{' (leder)' if m.leader else ''}" for m in held) or "ingen rolle"
        print(f"{person.id}  {person.name}  {person.email}  {roles}{gone}")


@app.command("show")
def show(name: PersonId, as_json: Json = False) -> None:
    """Vis en person: adresse, roller før, nå og framover, og fravær."""
    with looked_into() as home, home.store.read() as unit:
        now = register(unit)
    person = now.person(name)
    if as_json:
        print(json.dumps(_json(person, now), ensure_ascii=False, indent=1))
        return
    print(f"{person.name} ({person.id})\n{person.email}, {'nynorsk' if person.locale == 'nn' else 'bokmål'}")
    for one in (m for m in now.memberships if m.person == person.uid):
        print(f"  {'leder ' if one.leader else ''}{one.role}{f' for {one.party}' if one.party else ''}{_period(one)}")
    for gone in person.away:
        print(f"  borte {gone.first} til {gone.last}{f', {now.name(gone.deputy)} tar over' if gone.deputy else ''}")


@app.command("parties")
def parties(as_json: JsonLines = False) -> None:
    """Vis partene, og hva de er slått sammen til."""
    with looked_into() as home, home.store.read() as unit:
        found = register(unit).parties
    for one in found:
        if as_json:
            print(json.dumps(_party_json(one), ensure_ascii=False))
            continue
        last = f"  til {one.last}{f' → {one.successor}' if one.successor else ''}" if one.last else ""
        print(f"{one.id}  {one.name}  {one.kind}{f'  fra {one.first}' if one.first else ''}{last}")
    if not found and not as_json:
        print("Ingen parter er ført opp. Da heter de som personenes «party» sier.")


@app.command("add")
def add(
    name: PersonId,
    full_name: Annotated[str, typer.Option("--name", help="Navnet i e-poster.")],
    email: Annotated[str, typer.Option("--email")],
    locale: Annotated[Literal["nb", "nn"], typer.Option("--locale")] = "nb",
    party: Annotated[str | None, typer.Option("--party", help="Hvem personen svarer for.")] = None,
    role: Annotated[list[str] | None, typer.Option("--role", help="En rolle (kan gjentas).")] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="DATO", help="Når rollene begynner.")] = None,
) -> None:
    """Legg til en person. Har rollen åpne tiltak, får personen én introduksjon ved neste tick."""
    first = day_of(from_, "--from") if from_ else None
    entry: dict[str, Any] = {"name": full_name, "email": email, "locale": locale}
    try:
        (person,), _ = PeopleForm.model_validate({"people": {name: entry}}).values(TENANT)
    except ValueError:
        raise TidsfristError(f"«{email}» er ikke en e-postadresse, eller navnet mangler.") from None
    with opened() as home:
        roles = role or []
        _known_roles(home, roles)
        held = [Membership(r, person.uid, first, None, False, party) for r in roles]
        _do(home, lambda before: added(before, person, held), yes=True)


@app.command("move")
def move(
    name: PersonId,
    role: Annotated[str, typer.Option("--role", help="Rollen som går over.")],
    on: Annotated[str, typer.Option("--on", metavar="DATO", help="Første dag for den nye.")],
    to: Annotated[
        str | None, typer.Option("--to", metavar="PERSON", help="Hvem som tar over; ingen: den slutter.")
    ] = None,
) -> None:
    """La en rolle gå over til en annen fra en dag, eller ta slutt. Den nye får én introduksjon den dagen."""
    day = day_of(on, "--on")
    with opened() as home:
        _do(home, lambda r: moved(r, r.person(name), role, r.person(to) if to else None, day), yes=True)


@app.command("away")
def away_(
    name: PersonId,
    from_: Annotated[str | None, typer.Option("--from", metavar="DATO", help="Første dag borte.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="DATO", help="Siste dag borte.")] = None,
    deputy: Annotated[str | None, typer.Option("--deputy", metavar="PERSON", help="Hvem som tar over.")] = None,
    is_back: Annotated[bool, typer.Option("--back", help="Er tilbake: fravær som ikke er over, strykes.")] = False,
) -> None:
    """Før opp fravær. Stedfortrederen får e-posten så lenge."""
    with opened() as home:
        if is_back:
            today = _today(home)
            _do(home, lambda r: back(r, r.person(name), today), yes=True)
            return
        if from_ is None or to is None:
            raise TidsfristError("Skriv når: --from DATO --to DATO, eller --back.")
        first, last = day_of(from_, "--from"), day_of(to, "--to")
        _do(home, lambda r: away(r, r.person(name), first, last, r.person(deputy) if deputy else None), yes=True)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="people.yaml eller en Excel-arbeidsbok (.xlsx).")],
    yes: Yes = False,
) -> None:
    """Les inn personer, roller, fravær og parter. Viser hva som blir endret, og spør først.

    Ingen slettes: den som ikke står i fila, blir stående, og en rolle som ikke lenger er der, tar slutt i går. Et ark
    eller en kolonne som mangler i arbeidsboka, endrer ingenting.
    """
    with opened() as home:
        with home.store.read() as unit:
            form = load_form(file, home.book.directory.roles, register(unit))
        _do(home, lambda before: changes(before, form, TENANT, _today(home)), yes=yes)


@app.command("export")
def export(file: Annotated[Path, typer.Argument(metavar="FIL", help="Slutter på .yaml eller .xlsx.")]) -> None:
    """Skriv registeret til en fil. Den kan redigeres og leses inn igjen."""
    if file.suffix.casefold() not in (".yaml", ".yml", ".xlsx", ".xlsm"):
        raise TidsfristError(f"«{file.name}»: fila må slutte på .yaml eller .xlsx.")
    with looked_into() as home, home.store.read() as unit:
        now = register(unit)
    write_form(now, file)
    print(f"{len(now.people)} personer og {len(now.parties)} parter er skrevet til {file}.")


def _do(home: Installation, change: Any, *, yes: bool) -> None:
    with home.store.read() as unit:
        before = register(unit)
    wanted: Changes = change(before)
    if not wanted.lines:
        print("Ingenting å endre.")
        return
    print("\n".join(wanted.lines))
    if not yes and not _agreed(len(wanted.lines)):
        print("Ingenting er endret.")
        return
    stamp = Stamp(None if home.trial else moment(home), "import", "people", int(home.book.version))
    with home.store.write() as unit:
        take(unit, wanted, before, stamp)
    print("Lagret. Det gjelder fra neste tick.")


def _agreed(count: int) -> bool:
    if not sys.stdin.isatty():
        raise TidsfristError(
            f"{'1 endring' if count == 1 else f'{count} endringer'}. Bruk --yes for å lagre dem uten å bli spurt."
        )
    return typer.confirm("Skal dette lagres?")


def _known_roles(home: Installation, roles: list[str]) -> None:
    for role in roles:
        if role not in home.book.directory.roles:
            raise TidsfristError(f"Det finnes ingen rolle «{role}». Rollene står i roles.yaml.")


def _today(home: Installation) -> date:
    return moment(home).astimezone(home.book.zone).date()


def _counts(one: Membership, day: date) -> bool:
    return (one.first is None or one.first <= day) and (one.last is None or day <= one.last)


def _period(one: Membership) -> str:
    return f"{f' fra {one.first}' if one.first else ''}{f' til {one.last}' if one.last else ''}"


def _json(person: Person, now: Register) -> dict[str, Any]:
    held = [
        {"role": m.role, "from": _iso(m.first), "to": _iso(m.last), "leader": m.leader, "party": m.party}
        for m in now.memberships
        if m.person == person.uid
    ]
    gone = [{"from": _iso(a.first), "to": _iso(a.last), "deputy": now.name(a.deputy) or None} for a in person.away]
    return {
        "id": person.id, "uid": person.uid, "name": person.name, "email": person.email, "locale": person.locale,
        "zone": person.zone, "roles": held, "away": gone,
    }  # fmt: skip


def _party_json(one: Any) -> dict[str, Any]:
    return {
        "id": one.id, "name": one.name, "kind": one.kind, "from": _iso(one.first), "to": _iso(one.last),
        "successor": one.successor,
    }  # fmt: skip


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
