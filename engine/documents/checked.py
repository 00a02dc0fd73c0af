"""A pydantic model of a document, or all its mistakes with places and cures. Public names: check.

pydantic's texts are replaced by our own; a misspelt key is one mistake (not an unknown key and a missing one); a value
that fits no member of a union is one mistake; suggestions come from the keys of that very model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from engine.documents.meant import day_meant, nearest
from engine.documents.migrations import CURRENT, migrated
from engine.documents.shape import fields_at, homes_of
from engine.documents.words import Lang, or_suggest, quoted, say
from engine.documents.yamltext import Document, Path_
from rules.errors import Problem
from rules.rulebook import Rulebook

M = TypeVar("M", bound=BaseModel)
_KINDS = {
    "string_type": "string_type",
    "int_type": "int",
    "int_parsing": "int",
    "int_from_float": "int",
    "int_parsing_size": "int",
    "float_type": "float",
    "float_parsing": "float",
    "bool_type": "bool",
    "bool_parsing": "bool",
    "list_type": "list",
    "tuple_type": "list",
    "dict_type": "block",
    "model_type": "block",
    "model_attributes_type": "block",
}
_OWN = (
    (re.compile(r"is not a span"), "span"),
    (re.compile(r"is not a day of the year"), "month_day"),
    (re.compile(r"is not a day"), "day"),
    (re.compile(r"is too far away"), "far_day"),
    (re.compile(r"is not a time of day"), "clock"),
    (re.compile(r"is not a rule for meetings"), "rrule"),
    (re.compile(r"ends before it starts"), "meeting_times"),
    (re.compile(r"a series lasts"), "series_length"),
    (re.compile(r"is not a year"), "year"),
    (re.compile(r"is not an e-mail address"), "bad_email"),
    (re.compile(r"does not say who must approve"), "approval"),
)
_FEW = 2  # places that a key can belong to; naming more of them helps nobody
_WEAK = ("literal_error",)  # of several mistakes at one place the others say more


def check(model: type[M], document: Document, lang: Lang) -> tuple[M | None, list[Problem]]:
    """The model and no problems, or None and all of them."""
    version = document.data.get("version") if isinstance(document.data, dict) else None
    if isinstance(version, int) and not isinstance(version, bool) and version > CURRENT:
        return None, [document.problem(("version",), say(lang, "newer", value=version))]
    try:
        return model.model_validate(migrated(document.data) if model is Rulebook else document.data), []
    except ValidationError as error:
        return None, _problems(model, document, error, lang)


def _problems(model: type[BaseModel], document: Document, error: ValidationError, lang: Lang) -> list[Problem]:
    found: dict[tuple[Path_, str], Any] = {}
    for each in error.errors(include_url=False):
        path = _path(document, each["loc"], each["type"])
        key = (path, "key" if each["type"] in ("extra_forbidden", "missing") else "value")
        if key not in found or found[key]["type"] in _WEAK:
            found[key] = each
    misspelt = _misspelt(found)
    return [
        _problem(model, document, path, each, lang)
        for (path, _), each in found.items()
        if not (each["type"] == "missing" and path in misspelt)
        and not (each["type"] == "too_short" and _told_inside(path, found))
    ]


def _told_inside(path: Path_, found: Mapping[tuple[Path_, str], Any]) -> bool:
    """Whether an item of the list is wrong itself: then the list only seems too short."""
    return any(len(other) > len(path) and other[: len(path)] == path for other, _ in found)


def _path(document: Document, loc: tuple[str | int, ...], kind: str) -> Path_:
    """The place in the file: what pydantic adds for members of a union or for keys is not in it."""
    if kind == "missing":
        return (*document.existing(loc[:-1]), loc[-1])
    return document.existing(loc)


def _misspelt(found: Mapping[tuple[Path_, str], Any]) -> set[Path_]:
    """The missing keys that an unknown key beside them was meant to be."""
    unknown = [path for (path, _), e in found.items() if e["type"] == "extra_forbidden"]
    missing = [path for (path, _), e in found.items() if e["type"] == "missing"]
    return {
        gone
        for gone in missing
        if any(wrong[:-1] == gone[:-1] and nearest(wrong[-1], [str(gone[-1])]) for wrong in unknown)
    }


def _problem(model: type[BaseModel], document: Document, path: Path_, each: Any, lang: Lang) -> Problem:
    kind, value = each["type"], quoted(each.get("input"), lang)
    if kind == "extra_forbidden":
        message = say(lang, "extra_forbidden", key=quoted(path[-1], lang))
        return document.problem(path, message + _key_meant(model, path, lang), at_key=True)
    if kind == "missing":
        message = say(lang, "missing", key=quoted(path[-1], lang))
        return document.problem(path, message, at_key=True)
    return document.problem(path, _value_message(each, value, lang), at_key=each["loc"][-1:] == ("[key]",))


def _key_meant(model: type[BaseModel], path: Path_, lang: Lang) -> str:
    """What an unknown key was meant to be, or where it belongs; nothing where nobody can tell."""
    known, key = fields_at(model, path[:-1]), str(path[-1])
    head, colon, rest = key.partition(":")
    if colon and rest and head in known:
        return say(lang, "suggest", value=quoted(f"{head}: {rest}", lang))
    return or_suggest(lang, key, known) or _home(model, key, lang)


def _home(model: type[BaseModel], key: str, lang: Lang) -> str:
    homes = homes_of(model, key)
    if "" in homes:
        return say(lang, "at_the_top")
    if not homes or len(homes) > _FEW:
        return ""
    return say(lang, "home", where=say(lang, "or").join(quoted(home, lang) for home in homes))


def _value_message(each: Any, value: str, lang: Lang) -> str:
    kind, context = each["type"], each.get("ctx", {})
    if each["input"] is None:
        return say(lang, "no_value")
    if kind == "string_type" and each["loc"][-2:] in _CLOCKS:
        return _clock_message(each["input"], value, lang)
    if kind == "string_type" and each["loc"][:3] == ("settings", "calendar", "closed") and each["loc"][-1] != "why":
        return say(lang, "month_day", value=value)
    if kind == "string_type" and each["loc"][-1:] == ("label",) and isinstance(each["input"], dict):
        return say(lang, "label")
    if kind in _KINDS:
        around = _KINDS[kind] == "list" and not isinstance(each["input"], dict)
        return say(lang, "list_around" if around else _KINDS[kind], value=value)
    if kind == "literal_error":
        known = re.findall(r"'([^']*)'", context["expected"]) or context["expected"].replace(" or ", ", ").split(", ")
        what, suggestion = ("only", "") if len(known) == 1 else ("literal", or_suggest(lang, each["input"], known))
        return say(lang, what, value=value, expected=", ".join(known)) + suggestion
    if kind in ("greater_than_equal", "less_than_equal"):
        what, limit = ("at_least", context.get("ge")) if kind.startswith("greater") else ("at_most", context.get("le"))
        return say(lang, what, limit=f"{limit:g}", value=value)
    if kind == "too_long":
        return say(lang, "at_most_items", limit=context["max_length"])
    if kind in ("string_too_short", "too_short"):
        return say(lang, "nothing")
    if kind == "string_pattern_mismatch":
        return _pattern_message(context["pattern"], each["input"], value, lang)
    own = next((name for pattern, name in _OWN if pattern.search(each["msg"])), "invalid")
    meant = _MEANT[own](each.get("input")) if own in _MEANT else None
    suggestion = say(lang, "suggest", value=quoted(meant, lang)) if meant else ""
    return say(lang, own, value=value) + suggestion


def _pattern_message(pattern: str, given: str, value: str, lang: Lang) -> str:
    if ":" in pattern:
        return _clock_message(given, value, lang)
    if "A-Z" not in pattern:
        return say(lang, "name", value=value)
    meant = re.sub(r"[^a-z0-9]+", "-", given.casefold().translate(_ASCII)).strip("-")
    suggestion = say(lang, "suggest", value=quoted(meant, lang)) if re.fullmatch(pattern, meant) else ""
    return say(lang, "plan_id", value=value) + suggestion


_CLOCKS = (("window", "from"), ("window", "to"), ("digest", "at"))
_LOOSE_CLOCK = re.compile(r"^([01]?\d|2[0-3])(?:[.:]?([0-5]\d))?$")


def _clock_message(given: object, value: str, lang: Lang) -> str:
    """«7.45» and 7 are no times of day, but can be taken for some."""
    meant = _LOOSE_CLOCK.match(str(getattr(given, "text", given)))
    suggestion = f"{int(meant[1]):02}:{meant[2] or '00'}" if meant else ""
    return say(lang, "clock", value=value) + (say(lang, "suggest", value=quoted(suggestion, lang)) if meant else "")


_ASCII = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o", "é": "e", "ü": "u"})
_LOOSE_SPAN = re.compile(r"^([-+−–]?)\s*(\d{1,4})\s*([a-zæøå]+)\s*(før|etter|before|after)?$", re.IGNORECASE)
_MINUS = str.maketrans("−–", "--")
_UNITS = {
    "d": ("d", "dd", "dag", "dager", "dagar", "day", "days"),
    "bd": ("bd", "ad", "arbeidsdag", "arbeidsdager", "arbeidsdagar", "virkedag", "virkedager", "workdays"),
    "w": ("w", "u", "uke", "uker", "veke", "veker", "week", "weeks"),
}


def _span_meant(value: object) -> str | None:
    """What «-21 dager» or «2 uker før» was meant to be; None where nobody can tell."""
    found = _LOOSE_SPAN.match(value.strip()) if isinstance(value, str) else None
    unit = next((u for u, words in _UNITS.items() if found and found[3].casefold() in words), None)
    if found is None or unit is None:
        return None
    sign = {"før": "-", "before": "-"}.get((found[4] or "").casefold(), found[1].translate(_MINUS))
    return f"{sign}{found[2]}{unit}"


_MEANT: dict[str, Callable[[object], str | None]] = {"span": _span_meant, "day": day_meant}
