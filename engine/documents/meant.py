"""What somebody meant who wrote a name that does not exist. Public names: nearest, alike,
day_meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from datetime import date

# What the keys and words of the files are in Norwegian: who writes them so, is told what was meant.
_NORWEGIAN: dict[str, tuple[str, ...]] = {
    "adresse": ("email",),
    "alias": ("aliases",),
    "ansvarlig": ("responsible", "responsible_text", "default_responsible"),
    "arbeidsdag": ("workday",),
    "avlyst": ("cancelled",),
    "borte": ("away",),
    "dato": ("on", "due", "from"),
    "epost": ("email",),
    "e-post": ("email",),
    "ferdig": ("done",),
    "fra": ("from",),
    "frist": ("deadline", "deadline_text", "due"),
    "frister": ("deadlines",),
    "fravær": ("away",),
    "grunn": ("why",),
    "innstillinger": ("settings",),
    "kalender": ("calendar",),
    "klokka": ("clock",),
    "kommentar": ("comment",),
    "kvartal": ("quarter",),
    "leder": ("leader", "leads"),
    "lukket": ("closed",),
    "løpende": ("ongoing", "standing"),
    "mal": ("template",),
    "maler": ("templates",),
    "møte": ("meeting",),
    "møter": ("meetings",),
    "navn": ("name", "label"),
    "når": ("when", "at"),
    "oppstart": ("start",),
    "overganger": ("transitions",),
    "parter": ("parties",),
    "personer": ("people",),
    "plan": ("plan", "plans"),
    "planer": ("plans",),
    "planlagt": ("planned",),
    "rapport": ("report",),
    "regler": ("rules",),
    "rolle": ("role",),
    "roller": ("roles",),
    "sekretariat": ("secretariat",),
    "siste": ("latest",),
    "språk": ("locale", "language"),
    "status": ("status", "state", "status_text"),
    "sted": ("place",),
    "stedfortreder": ("deputy",),
    "stige": ("ladder",),
    "stiger": ("ladders",),
    "svar": ("answer", "answers"),
    "tester": ("tests",),
    "tidssone": ("timezone", "zone"),
    "til": ("to",),
    "tilstand": ("state",),
    "tilstander": ("states",),
    "tiltak": ("measures", "measure"),
    "tittel": ("title",),
    "trinn": ("steps",),
    "utført": ("done",),
    "utvalg": ("committees", "committee"),
    "venter": ("waiting",),
    "versjon": ("version",),
    "år": ("years", "year"),
}


_ALIKE = 0.65  # how like a known name a wrong one is that may be a slip of the pen (1.0: the same)


def alike(wrong: str, known: Iterable[str], most: int = 1) -> list[str]:
    """The known names, at most so many, that are close enough to be what was meant; the closest first."""
    return difflib.get_close_matches(wrong, list(known), most, _ALIKE)


def nearest(wrong: object, known: Iterable[str]) -> str | None:
    """What was meant: the English name of a Norwegian word, a name like it, or the only one that begins with it."""
    word = str(wrong).casefold()
    names = {name.casefold(): name for name in reversed(tuple(known))}
    for name in _NORWEGIAN.get(word, ()):
        if name in names:
            return names[name]
    near = alike(word, names)
    begun = [name for name in names if len(word) > 2 and name.startswith(f"{word}-")]
    found = near or (begun if len(begun) == 1 else [])
    return names[found[0]] if found else None


_NORWEGIAN_DAY = re.compile(r"^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})$")


def day_meant(value: object) -> str | None:
    """What «31.12.2015» or «31.12.15» was meant to be; None where there is no such day."""
    found = _NORWEGIAN_DAY.match(value.strip()) if isinstance(value, str) else None
    try:
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0) if found else 0
        return date(year, int(found[2]), int(found[1])).isoformat() if found else None
    except ValueError:
        return None
