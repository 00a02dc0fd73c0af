"""From text to pieces: numbers, dates in figures, words, marks. Public names: Raw, scan, LIMIT.

Case, kinds of dashes, invisible characters and decomposed letters make no difference; spans always count in the text
as written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

LIMIT = 5000  # characters that are read: no deadline is longer, and the time stays bounded

_RAW = re.compile(
    r"""
    [\s\u00ad\u200b-\u200f\u2060\ufeff]*(?:
      (?P<plain>(?!klokken)[a-zß-öø-ÿ]{3,}(?![\w'’]))
    | (?P<sign>(?<!\w)(?![qkth]-[1-4]/)[a-zæøå]-\d{1,3}/(?:19|20)\d\d(?!\d))
    | (?P<iso>(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:[0-2]\d|3[01])(?:t\d\d:\d\d(?::\d\d)?)?(?!\d))
    | (?P<ymd>(?:19|20)\d\d[./]\d{1,2}[./]\d{1,2}(?!\d))
    | (?P<compact>(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))
    | (?P<isoweek>(?:19|20)\d\d-?[Ww]\d\d(?!\d))
    | (?P<full>\d{1,2}\s?(?P<sep>[./-])\s?\d{1,2}\s?(?P=sep)\s?(?:(?:19|20)\d\d|\d\d)(?![\d]))
    | (?P<clock>(?:kl(?:okken)?\.?\s*|(?=\d\d?:\d\d))\d{1,2}(?:[.:]?\d\d)?
        (?:\s*-\s*(?:kl\.?\s*)?\d{1,2}(?:[.:]?\d\d)?(?!\d|\.?\s*(?:jan|feb|mar|apr|ma[ijy]|jun|jul|aug|sep|o[ck]t|nov|de[sc])))?
        (?!\d)
        |\d{1,2}(?::\d\d)?\s?[ap]\.?m\b\.?)
    | (?P<ym>(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?![\d-]))
    | (?P<my>(?:0?[1-9]|1[0-2])[./-](?:19|20)\d\d(?![\d./]|-\d))
    | (?P<years>(?:19|20)\d\d\s?(?:-|/\s?-?)\s?['’]?(?:(?:19|20)\d\d|\d\d)(?![\d./]|\s?[-/]\d)
        (?!\s?(?:jan|feb|mar|apr|ma[ijy]|jun|jul|aug|sep|o[ck]t|nov|de[sc])))
    | (?P<dm>\d{1,2}(?:\.\d{1,2}\.?|/\d{1,2})(?![\d/]))
    | (?P<qlit>q\s?\d(?!\d)|k[1-4](?!\w)|[1-4](?:\s?q(?=\d\d)|(?:\s?q|k)(?!\w))|t[1-3](?!\w)|h[12](?!\w)|[12]\s?h(?!\w))
    | (?P<year>(?:19|20)\d\d(?!\d)|['’]\d\d(?!\d))
    | (?P<ord>\d{1,2}(?:\.?(?:st|nd|rd|th|dje|de|ste|te|e)\b|:[ae]\b|\.(?!\d)))
    | (?P<int>\d{1,3}(?!\d))
    | (?P<number>\d+)
    | (?P<term>[hvfe]-?(?:1[5-9]|2\d|3[0-5])(?!\w))
    | (?P<code>[^\W\d_]{1,4}[0-9]{1,4}(?!\w))
    | (?P<abbr>(?:[^\W\d_]\.\s?|[^\W\d_]{2}\.(?=[^\W\d_])){2,}[^\W\d_]{0,2}(?!\w)\.?)
    | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)
    | (?P<dash>[-→]+>?|[=≈]>)
    | (?P<mark>[,;/+&():\[\]?~|%])
    | (?P<bound>[<>≤≥])
    | (?P<other>.))
    """,
    re.VERBOSE | re.DOTALL,
)
# A date or year in which a scanner took a figure for a letter: «l5.3.2015», «2O15».
_MISREAD = re.compile(
    r"(?<!\w)(?:(?=[\d./-]{0,12}[oil|])(?=(?:\D?\d){3})[\doil|]{1,4}(?:[./-][\doil|]{1,4}){1,2}|2(?=\w?\d)[0o][\doil]{2})(?!\w)"
)
_AS_FIGURES = str.maketrans("oil|", "0111")
_WIDE = {0xFF01 + index: 0x21 + index for index in range(94)}  # «２０１５», as some scanners and keyboards write
_DASHES = _WIDE | dict.fromkeys(map(ord, "‐‑‒–—−―"), "-")
_HIDDEN = re.compile("[\u00ad\u200c\u200d\u2060]")  # «sep­tember»: stands inside of words, unseen
_RARE = re.compile("[^\x00-\u02ff]")  # without these no dash is folded, and nothing is decomposed


class Raw(NamedTuple):
    """A piece of the text before its class is known: which expression found it, lower case, and where it stands."""

    kind: str
    text: str
    start: int
    end: int


_new_raw: Callable[[tuple[str, str, int, int]], Raw] = partial(tuple.__new__, Raw)


def scan(text: str) -> list[Raw]:
    """The pieces of a text, in order; of its first `LIMIT` characters."""
    text = text[:LIMIT]
    hidden = _HIDDEN.search(text) is not None
    if not hidden and _RARE.search(text) is None:
        return _pieces(text)
    text = text.translate(_DASHES)
    if not hidden and unicodedata.is_normalized("NFC", text):
        return _pieces(text)
    text, places = _composed(text)
    return [Raw(raw.kind, raw.text, places[raw.start], places[raw.end]) for raw in _pieces(text)]


def _pieces(text: str) -> list[Raw]:
    out = []
    lowered = _MISREAD.sub(lambda match: match[0].translate(_AS_FIGURES), _lowered(text))
    for match in _RAW.finditer(lowered):
        kind = match.lastgroup or "other"
        if kind == "plain":
            out.append(_new_raw(("word", match[kind], *match.span(kind))))
        elif kind != "other":
            out.append(_new_raw((kind, match[kind], *match.span(kind))))
    return out


def _lowered(text: str) -> str:
    """The text in lower case, of the same length: a few letters of other scripts stay as they are."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _composed(text: str) -> tuple[str, list[int]]:
    """The text with letters and their marks joined and without hidden hyphens, and for each place in it the place in
    the text as written."""
    parts: list[str] = []
    places: list[int] = []
    for match in re.finditer(r".[\u0300-\u036f]*", text, re.DOTALL):
        joined = "" if _HIDDEN.match(match[0]) else unicodedata.normalize("NFC", match[0])
        parts.append(joined)
        places += [match.start()] * len(joined)
    return "".join(parts), [*places, len(text)]
