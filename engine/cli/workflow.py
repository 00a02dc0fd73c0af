"""`tidsfrist workflow`. Public name: workflow."""

from __future__ import annotations

from typing import Annotated

import typer

from engine.rulebooks import load_folder
from engine.settings import load_settings
from rules.mermaid import mermaid
from rules.rulebook import Rulebook

_WHO = {"responsible": "ansvarlig", "secretariat": "sekretariatet", "leader": "leder", "clock": "klokka"}


def workflow(
    as_mermaid: Annotated[bool, typer.Option("--mermaid", help="Skriv et Mermaid-diagram.")] = False,
) -> None:
    """Vis tilstandene og overgangene i config-mappa: hvem som kan flytte hva, og hva det krever."""
    book = load_folder(load_settings().config, plans=False).rulebook
    print(mermaid(book) if as_mermaid else _table(book), end="")


def _table(book: Rulebook) -> str:
    labels = {name: state.label for name, state in book.states.items()}
    lines = [f"{name}: {state.label}{' (slutt)' if state.final else ''}" for name, state in book.states.items()]
    lines.append("")
    for one in book.transitions:
        starts = "hvor som helst" if "*" in one.from_ else ", ".join(labels.get(s, s) for s in one.from_)
        who = ", ".join(_WHO[w] for w in one.by)
        needs = f"; krever {', '.join(one.needs)}" if one.needs else ""
        lines.append(f"{one.name}: {starts} → {labels.get(one.to, one.to)} ({who}{needs})")
    return "\n".join(lines) + "\n"
