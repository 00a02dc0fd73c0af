"""`tidsfrist diff`. Public name: diff."""

from __future__ import annotations

import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from engine import applying
from engine.applying import DAYS, Compared
from engine.bootstrap import Installation
from engine.checking import check_folder, check_version
from engine.cli.apply import AsJson, plan_ids, version_named
from engine.cli.check import Lang, Language
from engine.cli.opening import looked_into
from engine.cli.simulate import day_of
from engine.clock import system_now
from engine.documents.words import Lang as Words
from engine.effect_words import SHOWN, Told, span_words, told
from engine.lines import at_text, json_text, lines
from engine.preview import names
from engine.rulebooks import Folder
from engine.store import Unit, installation
from engine.trial import with_plans
from rules.effects import Change
from rules.errors import TidsfristError


def diff(
    old: Annotated[
        str, typer.Argument(metavar="GAMMEL", help="running, et versjonsnummer eller en mappe.")
    ] = "running",
    new: Annotated[str | None, typer.Argument(metavar="NY", help="Det samme. Ellers config-mappa.")] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="ÅÅÅÅ-MM-DD", help="Første dag, ellers i dag.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="ÅÅÅÅ-MM-DD", help="Siste dag, ellers 400 dager.")] = None,
    lang: Lang = Language.nb,
    all_: Annotated[bool, typer.Option("--all", help="Vis alle endringene, ikke bare de første.")] = False,
    as_json: AsJson = False,
) -> None:
    """Vis hva en endring ville gjort, før den gjelder: hvem får flere, færre eller andre varsler, og når.

    GAMMEL og NY er mapper, versjonsnumre eller «running» (den som gjelder). Ingenting endres.
    """
    with looked_into() as home, with_plans(home) as (unit, borrowed):
        if borrowed:
            print("Databasen har ingen planer; bruker planene i config-mappa.", file=sys.stderr)
        mine = installation.installation(unit)
        now = mine.clock if mine is not None and mine.trial else system_now()
        wanted = new or home.settings.config.as_posix()
        folders = [_named(home, name, lang.value) for name in (old, wanted)]
        first, last = _days(from_, to, now, home, unit)
        live = now if from_ is None and not borrowed else None
        found = applying.compare(unit, home, folders[0], folders[1], first, last, live)
        how = Told(names(unit), home.book.zone, None if all_ else SHOWN)
        if as_json:
            print(json_text(_as_json(found, how, (old, wanted), (first, last))))
            return
        print(f"Fra {_called(old)} til {_called(wanted)}, spilt {span_words(first, last)}:")
        print("\n".join(told(found.effects, how, found.counts)))


def _called(name: str) -> str:
    if name == "running":
        return "versjonen som gjelder"
    return f"versjon {name}" if name.isdigit() else f"mappa {name}"


def _named(home: Installation, name: str, lang: Words) -> Folder:
    """The folder that an argument of `diff` means."""
    if name == "running":
        return home.folder
    if name.isdigit():
        return check_version(dict(version_named(home, int(name)).files), int(name), lang)
    if not Path(name).is_dir():
        raise TidsfristError(f"«{name}» er verken «running», et versjonsnummer eller en mappe.")
    return check_folder(Path(name), lang, known_plans=plan_ids(home))


def _days(from_: str | None, to: str | None, now: datetime | None, home: Installation, unit: Unit) -> tuple[date, date]:
    if from_ is not None:
        first = day_of(from_, "--from")
    else:
        first = applying.first_day(unit, home.book, now)
    last = day_of(to, "--to") if to is not None else first + timedelta(days=DAYS)
    if last < first:
        raise TidsfristError(f"--to {last} er før --from {first}. Bytt om dagene.")
    return first, last


def _as_json(found: Compared, how: Told, ends: tuple[str, str], days: tuple[date, date]) -> dict[str, Any]:
    effects = found.effects
    return {
        "old": ends[0],
        "new": ends[1],
        "from": days[0].isoformat(),
        "to": days[1].isoformat(),
        "mails": [effects.mails_old, effects.mails_new],
        "first_day": [effects.first_day_old, effects.first_day_new],
        "transitions": [effects.moves_old, effects.moves_new],
        "silent": [how.names.person(uid) for uid in effects.silent],
        "new_people": [how.names.person(uid) for uid in effects.new_people],
        "people": {how.names.person(uid): dict(kinds) for uid, kinds in effects.by_person().items()},
        "counts": dict(found.counts),
        "changes": [_change_line(c, how) for c in effects.changes],
        "transitions_removed": _moves(found, how, removed=True),
        "transitions_added": _moves(found, how, removed=False),
    }


def _change_line(change: Change, how: Told) -> dict[str, Any]:
    measure = how.names.measures.get(change.measure or "")
    return {
        "what": change.what,
        "to": how.names.person(change.person),
        "plan": how.names.plan(measure.plan) if measure else None,
        "measure": measure.number if measure else None,
        "step": change.step,
        "old_at": at_text(change.old_at) if change.old_at else None,
        "new_at": at_text(change.new_at) if change.new_at else None,
    }


def _moves(found: Compared, how: Told, *, removed: bool) -> list[dict[str, Any]]:
    """Transitions that only one of the two has, as the lines of `simulate`."""
    sides = [[line for line in lines(e, how.names) if line["kind"] == "transition"] for e in (found.old, found.new)]
    mine, other = sides if removed else reversed(sides)
    return [line for line in mine if line not in other]
