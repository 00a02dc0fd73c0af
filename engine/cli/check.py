"""`tidsfrist check`. Public names: check, Language, Lang."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from engine.checking import check_folder, older_words
from engine.rulebooks import TENANT, Folder
from engine.settings import load_settings
from engine.store.peek import plan_ids


class Language(StrEnum):
    """The languages that mistakes are told in."""

    nb = "nb"
    en = "en"


Lang = Annotated[Language, typer.Option(help="Språk for feilmeldingene.")]


def check(lang: Lang = Language.nb) -> None:
    """Se over hele config-mappa. Alle feil skrives som fil:linje:kolonne: sted: melding."""
    settings = load_settings()
    folder = check_folder(settings.config, lang.value, plan_ids(settings.database_url, TENANT))
    older = older_words(folder, lang.value)
    if older:
        print(older, file=sys.stderr)
    print(_fine(folder, lang))


def _fine(folder: Folder, lang: Language) -> str:
    book = folder.rulebook
    counts = (len(book.rules), len(folder.roles), len(folder.committees), len(folder.meetings), len(folder.plans))
    said = {
        Language.nb: "Alt i orden: {} regler, {} roller, {} utvalg med {} møter, {} planfiler.",
        Language.en: "All is well: {} rules, {} roles, {} committees with {} meetings, {} plan files.",
    }
    return said[lang].format(*counts)
