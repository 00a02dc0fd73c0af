"""Days, distances and reasons in words, bokmål (nb) and nynorsk (nn); never from the system locale.

Public names: Locale, LOCALES, day_words, day_label, when_words, why_words, shorten, wrap, listed.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date
from typing import Literal, get_args

from babel.dates import format_date

Locale = Literal["nb", "nn"]
LOCALES: tuple[Locale, ...] = get_args(Locale)

_UNITS = {
    "nb": {"day": "dager", "week": "uker", "month": "måneder", "year": "år"},
    "nn": {"day": "dagar", "week": "veker", "month": "månader", "year": "år"},
}
_NEAR = {
    "nb": {0: "i dag", 1: "i morgen", -1: "i går", 7: "om en uke", -7: "for en uke siden"},
    "nn": {0: "i dag", 1: "i morgon", -1: "i går", 7: "om ei veke", -7: "for ei veke sidan"},
}
_AGO = {"nb": "siden", "nn": "sidan"}

_DAY_LABELS = {
    "nb": {"wait": "Ses på igjen", "report": "Status innen", "checkpoint": "Status underveis", "start": "Oppstart"},
    "nn": {
        "wait": "Sjå på igjen",
        "report": "Status innan",
        "checkpoint": "Status undervegs",
        "start": "Oppstart",
    },
}

_WHY: dict[tuple[str, str], str] = {
    ("nb", "plan"): "Du får denne e-posten fordi planen gir {role} ansvaret, og du er med der.",
    ("nb", "focus"): "Planen nevner ingen ansvarlig. {role} har innsatsområdet, og du er med der.",
    ("nb", "default"): "Planen nevner ingen ansvarlig. Da går det til {role}, og du er med der.",
    ("nb", "unknown"): "Planen nevner {named}, som vi ikke kjenner. Da går det til {role}, og du er med der.",
    ("nb", "step"): "Du får denne e-posten fordi {role} også skal ha beskjed, og du er med der.",
    ("nb", "secretariat"): "Du får denne e-posten fordi du er sekretariat for planen.",
    ("nb", "committee"): "Du får denne e-posten fordi {role} er sekretariat for et utvalg som skal godkjenne planen.",
    ("nn", "plan"): "Du får denne e-posten fordi planen gir {role} ansvaret, og du er med der.",
    ("nn", "focus"): "Planen nemner ingen ansvarleg. {role} har innsatsområdet, og du er med der.",
    ("nn", "default"): "Planen nemner ingen ansvarleg. Då går det til {role}, og du er med der.",
    ("nn", "unknown"): "Planen nemner {named}, som vi ikkje kjenner. Då går det til {role}, og du er med der.",
    ("nn", "step"): "Du får denne e-posten fordi {role} òg skal ha beskjed, og du er med der.",
    ("nn", "secretariat"): "Du får denne e-posten fordi du er sekretariat for planen.",
    ("nn", "committee"): "Du får denne e-posten fordi {role} er sekretariat for eit utval som skal godkjenne planen.",
}
_DEPUTY = {
    "nb": " Du får den på vegne av {name}, som er borte.",
    "nn": " Du får han på vegner av {name}, som er borte.",
}


def day_words(day: date | None, locale: str) -> str:
    """«tirsdag 30. juni 2015»; "" when there is no day."""
    return format_date(day, "EEEE d. MMMM y", locale=_known(locale)) if day else ""


def day_label(kind: str, locale: str, *, of_case: bool = False) -> str:
    """What the day of an occurrence of this kind is: «Dato» of a deadline, «Saksfrist» where a case must be ready
    before a meeting (`of_case`), «Ses på igjen», «Status innen», …"""
    return "Saksfrist" if of_case else _DAY_LABELS[_known(locale)].get(kind, "Dato")


def when_words(day: date | None, today: date, locale: str) -> str:
    """How far it is from `today`: «om 14 dager», «i dag», «for en uke siden»; "" when there is no day."""
    if day is None:
        return ""
    days, locale = (day - today).days, _known(locale)
    if days in _NEAR[locale]:
        return _NEAR[locale][days]
    much = _amount(abs(days), locale)
    return f"om {much}" if days > 0 else f"for {much} {_AGO[locale]}"


def why_words(role_label: str, role_from: str | None, locale: str, deputy_for: str = "", named: str = "") -> str:
    """Why this person got it. `role_from`: plan, focus, default, step, secretariat, committee; else as secretariat.
    `named`: whom the plan names that no role answers to."""
    locale = _known(locale)
    source = "unknown" if named and role_from == "default" else role_from or ""
    sentence = _WHY.get((locale, source), _WHY[(locale, "secretariat")]).format(role=role_label, named=named)
    return sentence + (_DEPUTY[locale].format(name=deputy_for) if deputy_for else "")


def listed(names: Sequence[str]) -> str:
    """«Hurum», «Hurum og Sande», «Hurum, Røyken og Sande»."""
    return " og ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def shorten(text: str, width: int) -> str:
    """The text on one line, at most `width` characters, cut between words with «…»."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    cut = line[: width - 1]
    head, _, _ = cut.rpartition(" ")
    return (head if len(head) > width // 2 else cut).rstrip(" ,;:–-") + "…"


def wrap(text: str, width: int = 76) -> str:
    """Each line wrapped under its own indent; words (so links) are never broken, three blank lines become one."""
    lines: list[str] = []
    for line in text.strip().splitlines():
        lines += _wrap_line(line, width) if line.strip() else ([""] if lines and lines[-1] else [])
    return "\n".join(lines) + "\n"


def _wrap_line(line: str, width: int) -> list[str]:
    if len(line) <= width:
        return [line.rstrip()]
    indent = line[: len(line) - len(line.lstrip())]
    hang = indent + ("  " if indent or line.startswith("- ") else "")
    return textwrap.wrap(
        line.strip(),
        width,
        initial_indent=indent,
        subsequent_indent=hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _amount(days: int, locale: str) -> str:
    units = _UNITS[locale]
    if days < 21 or (days < 60 and days % 7):
        return f"{days} {units['day']}"
    if days < 60:
        return f"{days // 7} {units['week']}"
    if days < 700:
        return f"ca. {round(days / 30.44)} {units['month']}"
    return f"ca. {round(days / 365.25)} {units['year']}"


def _known(locale: str) -> str:
    return locale if locale in _UNITS else "nb"
