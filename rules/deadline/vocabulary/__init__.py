"""The words of each language, and the lexicon made of them. Public names: lexicon, Lexicon, Entry, LANGUAGES.

A language is one file: WORDS maps a class of token to meanings, and each meaning to its forms. The grammar knows only
classes, so that a new language needs no new rule. `_READ_ALSO` says whose words fill in what a language leaves out.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rules.deadline.vocabulary import da, en, nb, nn, sv
from rules.deadline.vocabulary.form import Words

LANGUAGES: dict[str, Words] = {"nb": nb.WORDS, "nn": nn.WORDS, "da": da.WORDS, "sv": sv.WORDS, "en": en.WORDS}
_READ_ALSO = {"nb": ("nn",), "nn": ("nb",), "da": ("nb",)}
_EVERYWHERE: Words = {
    "OPEN": {None: "tbd | tba | tbc | asap | n/a | xx | xxx"},
    "MAYBE": {None: "prel"},
    "ABOUT": {None: "ca"},
    "COMMITTEE": {"OSU": "osu", "LSU": "lsu"},
}

# First word -> second word (empty: the word alone) -> (following words, class, meaning), longest first.
Entry = tuple[tuple[str, ...], str, int | str | None]
Lexicon = dict[str, dict[str, list[Entry]]]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[&/]")


@lru_cache(maxsize=16)
def lexicon(lang: str) -> Lexicon:
    """Every word and phrase that is read in a language; bokmål for a language that we have no file of."""
    own = lang if lang in LANGUAGES else "nb"
    found: dict[tuple[str, ...], tuple[str, int | str | None]] = {}
    for words in (*(LANGUAGES[name] for name in (own, *_READ_ALSO.get(own, ()))), _EVERYWHERE):
        _collect(words, found)
    table: Lexicon = {}
    for phrase in sorted(found, key=len, reverse=True):
        second = phrase[1] if len(phrase) > 1 else ""
        table.setdefault(phrase[0], {}).setdefault(second, []).append((phrase[1:], *found[phrase]))
    return table


def _collect(words: Words, found: dict[tuple[str, ...], tuple[str, int | str | None]]) -> None:
    for cls, meanings in words.items():
        for value, forms in ({None: meanings} if isinstance(meanings, str) else meanings).items():
            for form in forms.lower().split("|"):
                phrase = tuple(_WORD.findall(form))
                found.setdefault(phrase, (cls, value))
                if not form.isascii():
                    found.setdefault(tuple([_plain(word) for word in phrase]), (cls, value))


def _plain(word: str) -> str:
    """The word as written without å, ø and æ: «maanedlig»."""
    return word.replace("å", "aa").replace("ø", "oe").replace("æ", "ae").replace("ö", "oe").replace("ä", "ae")
