"""`tidsfrist apply`, `history`, `rollback`. Public names: apply, history, rollback, plan_ids, version_named, AsJson."""

from __future__ import annotations

import getpass
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from engine import applying
from engine.applying import DAYS, Author, Proposal, propose
from engine.bootstrap import Installation
from engine.checking import check_version
from engine.cli.check import Lang, Language
from engine.cli.opening import looked_into, opened
from engine.clock import system_now
from engine.effect_words import Told, guard_words, span_words, told, told_in_short
from engine.folder_state import look, remember, status_words
from engine.lines import at_text, json_text
from engine.preview import names
from engine.rulebooks import Folder
from engine.store import people, plans, versions
from engine.store.versions import Version
from rules.errors import TidsfristError

Reason = Annotated[str, typer.Option("--reason", metavar="TEKST", help="Hvorfor; står i historikken.")]
Yes = Annotated[bool, typer.Option("--yes", help="Ja til det som ellers må bekreftes.")]
By = Annotated[str, typer.Option("--by", metavar="NAVN", help="Hvem; en persons id eller et navn. Ellers du.")]
AsJson = Annotated[bool, typer.Option("--json", help="Skriv JSON i stedet for tekst.")]


SHOWN_TESTS = 3
FEW = 5  # changes told one by one before an apply; `diff` tells more


class TestsFail(TidsfristError):
    """Regelbokas egne tester går ikke, så den tas ikke i bruk."""


class NeedsYes(TidsfristError):
    """Noe ved endringen må en person si ja til først."""


def apply(
    reason: Reason = "", yes: Yes = False, by: By = "", lang: Lang = Language.nb, as_json: AsJson = False
) -> None:
    """Ta config-mappa i bruk: alt eller ingenting.

    Først ses alt over: skrivemåte, henvisninger, hver mal i hvert språk og hver tilstand, regelbokas egne tester, og
    400 dager spilt med gammel og ny regelbok. Er noe galt, gjelder den gamle fortsatt. Det som er sendt, sendes aldri
    på nytt.
    """
    with opened() as home:
        path = home.settings.config
        folder = applying.checked(home, path, lang.value)
        _take_over(home, folder, f"mappa {path}", reason, Said(yes, by, as_json, path, lang))
        remember(path, folder.hash)


def rollback(
    n: Annotated[int, typer.Argument(metavar="NR", help="Versjonen som skal gjelde igjen; se «tidsfrist history».")],
    reason: Reason = "",
    yes: Yes = False,
    by: By = "",
    lang: Lang = Language.nb,
    as_json: AsJson = False,
) -> None:
    """La en tidligere versjon gjelde igjen. Den får et nytt nummer; ingenting sendes på nytt.

    Config-mappa røres ikke; hent versjonen dit med «tidsfrist config pull».
    """
    with opened() as home:
        folder = check_version(dict(version_named(home, n).files), n, lang.value)
        said = Said(yes, by, as_json, lang=lang, version=n)
        _take_over(home, folder, f"versjon {n}", reason or f"Tilbake til versjon {n}", said)
        state = look(home.store, home.settings.config)
        if state.kind != "in_step" and not as_json:
            print(status_words(state, home.settings.config))


@dataclass(frozen=True, slots=True)
class Said:
    """What the person at the keyboard has said: yes to guards, who she is, whether she wants JSON, her language.
    `folder`: where the files lie that messages name; `version`: the earlier one that is to run again."""

    yes: bool
    by: str
    as_json: bool
    folder: Path | None = None
    lang: Language = Language.nb
    version: int | None = None

    def name(self, file: str) -> str:
        """How messages call a file."""
        return (self.folder / file).as_posix() if self.folder is not None else file


def _take_over(home: Installation, folder: Folder, what: str, reason: str, said: Said) -> None:
    proposal = propose(home, folder, system_now(), said.name, said.lang.value)
    if proposal.same:
        _already(proposal, what, said)
        return
    if proposal.failing:
        cure = _CURE_TESTS if said.version is None else _CURE_BACK.format(said.version)
        raise TestsFail("\n".join([*_failing(proposal), cure]))
    asked = _tell(home, proposal, what, said)
    if asked and not said.yes and not _agreed(asked, said):
        raise NeedsYes("\n".join([_FIRST, *asked, _CURE]))
    # now, not when the question was put: `serve` may have sent mail while it waited for an answer
    made = applying.apply(home, proposal, _author(home, said.by), reason, system_now())
    if said.as_json:
        print(json_text({"applied": True, "version": made.n, **applying.work_out(proposal)}))
    else:
        print(f"\nVersjon {made.n} gjelder nå. Angre med: tidsfrist rollback {proposal.running}")


_FIRST = "Ingenting er endret. Dette må noen si ja til:"
_CURE = "Er det slik du vil ha det, så legg til --yes. Se alt med: tidsfrist diff running config --all"


def _already(proposal: Proposal, what: str, said: Said) -> None:
    if said.as_json:
        print(json_text({"applied": False, "version": proposal.running, **applying.work_out(proposal)}))
    else:
        print(f"Ingen endring: {what} er lik versjon {proposal.running}, som gjelder.")


def _tell(home: Installation, proposal: Proposal, what: str, said: Said) -> list[str]:
    """Prints what would happen, and gives what must be said yes to, in words. Who has said yes already has seen it:
    she gets the totals, and what she said yes to."""
    with home.store.read() as unit:
        how = Told(names(unit), home.book.zone, FEW)
    words = guard_words(proposal.guards, how, proposal.before.rulebook, proposal.folder.rulebook)
    asked = [f"  – {one}" for one in words]
    if not said.as_json:
        print(f"Fra versjon {proposal.running} til {what}, spilt {span_words(proposal.first, proposal.last)}:")
        print("\n".join(_effect_lines(proposal, how, asked if said.yes else None)))
    return asked


def _effect_lines(proposal: Proposal, how: Told, agreed: list[str] | None) -> list[str]:
    """`agreed`: what was said yes to; None: nobody has said yes."""
    if agreed is None or proposal.effects.nothing:
        return told(proposal.effects, how, proposal.counts)
    said = ["", "Det du har sagt ja til:", *agreed] if agreed else []
    return [*told_in_short(proposal.effects, proposal.counts), *said]


def _failing(proposal: Proposal) -> list[str]:
    """That nothing is changed, and the first mistake of each failing test."""
    many = f"{len(proposal.failing)} av {len(proposal.folder.rulebook.tests)}"
    first = f"Ingenting er endret: {many} av regelbokas egne tester går ikke."
    listed = [f"  {test.problems[0]}" for test in proposal.failing]
    rest = [f"  … og {len(listed) - SHOWN_TESTS} til"] if len(listed) > SHOWN_TESTS else []
    return [first, *listed[:SHOWN_TESTS], *rest]


_CURE_TESTS = (
    "Er endringen meningen, så skriv testene om: tidsfrist test --accept. Alt som er galt med dem: tidsfrist test"
)
_CURE_BACK = (
    "Hent den til mappa med «tidsfrist config pull --version {}», rett den eller testene der («tidsfrist test»), "
    "og ta mappa i bruk med «tidsfrist apply»."
)


def _agreed(asked: list[str], said: Said) -> bool:
    """A yes at the keyboard, where there is one."""
    if said.as_json or not sys.stdin.isatty():
        return False
    print("\n".join(["", "Dette må bekreftes:", *asked]))
    return bool(typer.confirm("Ta den i bruk likevel?", default=False))


def _author(home: Installation, by: str) -> Author:
    name = by or _login()
    with home.store.read() as unit:
        found = next((p for p in people.people(unit) if p.id == name), None)
    return Author(found.name, found.uid) if found else Author(name)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "ukjent"


def plan_ids(home: Installation) -> list[str]:
    """The ids of all plans in the database."""
    with home.store.read() as unit:
        return [p.id for p in plans.plans(unit)]


def version_named(home: Installation, n: int) -> Version:
    """Version n. Raises TidsfristError where there is none."""
    with home.store.read() as unit:
        found = versions.version(unit, n)
    if found is None:
        raise TidsfristError(f"Det finnes ingen versjon {n} av regelboka. Se dem med: tidsfrist history")
    return found


# ── history ──


def history(as_json: AsJson = False) -> None:
    """Vis regelbokas versjoner: når, hvem, hvorfor, og hva hver av dem gjorde."""
    with looked_into() as home:
        with home.store.read() as unit:
            listed = versions.versions(unit)
        if as_json:
            print(json.dumps([_version_line(v) for v in listed], ensure_ascii=False))
            return
        for version in listed:
            print("\n".join(_version_words(version, home)))
        print(status_words(look(home.store, home.settings.config), home.settings.config))


def _version_line(version: Version) -> dict[str, Any]:
    return {
        "n": version.n,
        "running": version.running,
        "applied_at": at_text(version.applied_at) if version.applied_at else None,
        "author": version.author,
        "reason": version.reason,
        "hash": version.hash,
        "effect": json.loads(version.effect) if version.effect else None,
    }


def _version_words(version: Version, home: Installation) -> list[str]:
    at = version.applied_at.astimezone(home.book.zone).strftime("%Y-%m-%d %H:%M") if version.applied_at else "–"
    mark = "*" if version.running else " "
    first = f"{mark} {version.n:>3}  {at:<16}  {version.author}: {version.reason or 'uten begrunnelse'}"
    effect = json.loads(version.effect) if version.effect else None
    return [first, f"       {_effect_words(effect)}"] if effect else [first]


def _effect_words(effect: dict[str, Any]) -> str:
    old, new = effect["mails"]
    counts = ", ".join(f"{effect[key]} {word}" for key, word in _EFFECT.items() if effect.get(key))
    return f"E-poster på {DAYS} dager: {old} ble {new}" + (f" ({counts})" if counts else "")


_EFFECT = {"added": "varsler kom til", "removed": "falt bort", "moved": "ble flyttet", "silent": "fikk ingen lenger"}
