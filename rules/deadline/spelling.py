"""Words of time written with one mistake: «septmber», «kavrtal», «lopende». Public names: nearest, MISSPELT."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rules.deadline.vocabulary import lexicon

MISSPELT = "word with a mistake"  # as it stands in the trace of a reading
# Class -> letters that a word must have: the shorter a word, the more others lie beside it («mandat», «vinner»).
_LEAST = {"MONTH": 5, "SEASON": 6, "QWORD": 6, "TWORD": 6, "HWORD": 6, "ONGOING": 7, "REPEAT": 7, "BY": 5, "LATEST": 6}
_DOUBLED = re.compile(r"(\w)\1")
_Meaning = tuple[str, int | str | None]


def nearest(word: str, lang: str) -> _Meaning | None:
    """Class and meaning of the one word of time that lies a mistake away (a letter too many, too few, another or two
    in the wrong order, but never the first); None if there is none."""
    if len(word) < 5:
        return None
    known = _near(lang)
    for form in _less_one(word):
        for target, meaning in known.get(form, ()):
            inflected = meaning[0] == "SEASON" and (target.startswith(word) or word.startswith(target))  # «høste»
            if target[0] == word[0] and not inflected and _one_mistake(word, target):
                return meaning
    return _short_month(word, lang)


@lru_cache(maxsize=16)
def _near(lang: str) -> dict[str, list[tuple[str, _Meaning]]]:
    """Each word of time, by itself and by each of its forms that lack a letter."""
    found: dict[str, list[tuple[str, _Meaning]]] = {}
    for target, entries in lexicon(lang).items():
        for _, cls, value in entries.get("", ()):
            if len(target) >= _LEAST.get(cls, 99) and _apart(cls, value, target):
                for form in _less_one(target):
                    found.setdefault(form, []).append((target, (cls, value)))
    return found


def _apart(cls: str, value: int | str | None, target: str) -> bool:
    """Not «march» (match, marsh), «vinter» (vinner), «spring» (string)."""
    if cls == "MONTH":
        return value != 3
    return cls != "SEASON" or value == 23 or len(target) > 7


def _less_one(word: str) -> Iterator[str]:
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def _one_mistake(a: str, b: str) -> bool:
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    a, b = a[start:], b[start:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    return (len(a) <= 1 and len(b) <= 1) or (len(a) == 2 and a == b[::-1])


def _short_month(word: str, lang: str) -> _Meaning | None:
    """«junni» with its letters as they should be."""
    single = _DOUBLED.sub(r"\1", word)
    entries = lexicon(lang).get(single, {}).get("", ()) if single != word else ()
    return next(((cls, value) for _, cls, value in entries if cls == "MONTH" and len(single) > 3), None)
