"""From text to tokens: numbers, dates in figures, words of the vocabulary. Public names: tokens, LIMIT.

Case, kinds of dashes, line breaks, invisible characters and decomposed letters make no difference; spans always count
in the text as written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rules.deadline.homonyms import settled
from rules.deadline.period import Period
from rules.deadline.rule import Node
from rules.deadline.vocabulary import Lexicon, lexicon

LIMIT = 5000  # characters that are read: no deadline is longer, and the time stays bounded

_RAW = re.compile(
    r"""
      (?P<space>[\s\u00ad\u200b-\u200f\u2060\ufeff]+)
    | (?P<plain>(?!klokken)[^\W\d_]{3,}(?![\w'’]))
    | (?P<iso>(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:[0-2]\d|3[01])(?!\d))
    | (?P<ymd>(?:19|20)\d\d[./]\d{1,2}[./]\d{1,2}(?!\d))
    | (?P<compact>(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))
    | (?P<isoweek>(?:19|20)\d\d-?[Ww]\d\d(?!\d))
    | (?P<full>\d{1,2}\s?(?P<sep>[./-])\s?\d{1,2}\s?(?P=sep)\s?(?:(?:19|20)\d\d|\d\d)(?![\d]))
    | (?P<clock>(?:kl(?:okken)?\.?\s*|(?=\d\d?:\d\d))\d{1,2}(?:[.:]?\d\d)?
        (?:\s*[-–—]\s*(?:kl\.?\s*)?\d{1,2}(?:[.:]?\d\d)?(?!\d|\.?\s*(?:jan|feb|mar|apr|ma[ijy]|jun|jul|aug|sep|o[ck]t|nov|de[sc])))?
        (?!\d)
        |\d{1,2}(?::\d\d)?\s?[ap]\.?m\b\.?)
    | (?P<ym>(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?![\d-]))
    | (?P<my>(?:0?[1-9]|1[0-2])[./-](?:19|20)\d\d(?![\d./]|-\d))
    | (?P<years>(?:19|20)\d\d\s?(?:[-‐‑‒–—−]|/\s?-?)\s?['’]?(?:(?:19|20)\d\d|\d\d)(?![\d./]|\s?[-/]\d))
    | (?P<dm>\d{1,2}(?:\.\d{1,2}\.?|/\d{1,2})(?![\d/]))
    | (?P<qlit>q\s?\d(?!\d)|k[1-4](?!\w)|[1-4](?:\s?q|k)(?!\w)|[Tt][1-3](?!\w)|[Hh][12](?!\w)|[12]\s?h(?!\w))
    | (?P<year>(?:19|20)\d\d(?!\d)|['’]\d\d(?!\d))
    | (?P<ord>\d{1,2}(?:\.?(?:st|nd|rd|th|dje|de|ste|te|e)\b|:[ae]\b|\.(?!\d)))
    | (?P<int>\d{1,3}(?!\d))
    | (?P<number>\d+)
    | (?P<term>[hvfe]-?(?:1[5-9]|2\d|3[0-5])(?!\w))
    | (?P<code>[^\W\d_]{1,4}[0-9]{1,4}(?!\w))
    | (?P<abbr>(?:[^\W\d_]{1,2}\.\s?){2,}[^\W\d_]{0,2}(?!\w)\.?)
    | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)
    | (?P<dash>[-‐‑‒–—―−→]+>?|[=≈]>)
    | (?P<mark>[,;/+&():\[\]?~|%])
    | (?P<bound>[<>≤≥])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_SHORT_ISO = re.compile(r"\d\d-\d\d-\d\d")  # as Swedes write days
_FIGURES = re.compile(r"\d+")
_TIME = re.compile(r"(\d{1,2}?)(?:[.:]?(\d\d))?(?!\d)")
# A date or year in which a scanner took a figure for a letter: «l5.3.2015», «2O15».
_MISREAD = re.compile(
    r"(?<!\w)(?:(?=[\d./-]*[oil|])(?=(?:\D?\d){3})[\doil|]{1,4}(?:[./-][\doil|]{1,4}){1,2}|2(?=\w?\d)[0o][\doil]{2})(?!\w)"
)
_AS_FIGURES = str.maketrans("oil|", "0111")
_WIDE = {0xFF01 + index: 0x21 + index for index in range(94)}  # «２０１５», as some scanners and keyboards write
_DASHES = _WIDE | dict.fromkeys(map(ord, "‐‑‒–—−―"), "-")
_MARKS = {",": "COMMA", ";": "COMMA", "|": "COMMA", "/": "SLASH", "+": "PLUS", "&": "AND", "(": "LPAR", ")": "RPAR"}
_MARKS |= {"[": "LPAR", "]": "RPAR", ":": "COLON", "?": "QMARK", "~": "ABOUT", "%": "AMOUNT"}
_MEETING = re.compile(r"(.*?)s?(?:møtet|møter|møtene|møta|møte|mødet|møder|møde|mötet|möten|möte)$")
_BOUNDS = {"<": "BEFORE", ">": "AFTER", "≤": "BY", "≥": "FROM"}
_LETTER_LITERALS = {"q": "QLIT", "k": "QLIT", "t": "TLIT", "h": "HLIT"}


class Raw(NamedTuple):
    """A piece of the text before its class is known: which expression found it, lower case, and where it stands."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str, lang: str, names: tuple[tuple[str, str], ...] = ()) -> list[Node]:
    """The classified tokens of a text. `names`: (lower-case word, committee as written) of the plan's committees."""
    raws = _scan(text[:LIMIT])
    if "term" in [raw.kind for raw in raws]:
        raws = _terms(raws, text, lang)
    table, own = lexicon(lang), _names(names)
    if lang == "sv":
        raws = [
            raw._replace(kind="iso", text="20" + raw.text) if _SHORT_ISO.fullmatch(raw.text) else raw for raw in raws
        ]
    if "\n" in text:
        raws = _unbroken(raws, text, table)
    out: list[Node] = []
    at = 0
    while at < len(raws):
        at = _next(raws, at, table, own, out)
    out = settled(out, text, lang)
    pairs = "/" in text or "-" in text
    return [part for index in range(len(out)) for part in _slashed(out, index, text)] if pairs else out


_NUMBERED = frozenset({"WEEK", "QWORD", "TWORD", "HWORD"})


_SEASON_LETTERS = {"nb": "VH", "nn": "VH", "da": "FE"}


def _terms(raws: list[Raw], text: str, lang: str) -> list[Raw]:
    """Capitals for seasons only in the languages that write them; elsewhere «V25» is a word and a number."""
    letters = _SEASON_LETTERS.get(lang, "")
    return [
        raw._replace(kind="code", text=raw.text.replace("-", "")) if raw.kind == "term" and not shown else raw
        for raw, shown in ((raw, text[raw.start] in letters) for raw in raws)
    ]


def _season_letter(raw: Raw) -> Node:
    """«H24» and «V-25»: autumn and spring as schools write them."""
    season = 21 if raw.text[0] in "vf" else 23
    period = Period("season", 2000 + int(raw.text[-2:]), season, name="letter")
    return Node("SEASONYEAR", period, raw.start, raw.end)


def _unbroken(raws: list[Raw], text: str, table: Lexicon) -> list[Raw]:
    """Words that a line break parted («kvar-\\ntal») as one, where the vocabulary has the whole word."""
    out: list[Raw] = []
    for raw in raws:
        if len(out) > 1 and raw.kind == "word" and (out[-2].kind, out[-1].kind) == ("word", "dash"):
            joined = out[-2].text + raw.text
            if joined in table and "\n" in text[out[-1].end : raw.start] and raw.text not in table:
                out[-2:] = [Raw("word", joined, out[-2].start, raw.end)]
                continue
        out.append(raw)
    return out


def _slashed(nodes: list[Node], at: int, text: str) -> list[Node]:
    """«uke 9/10» and «1/2. kvartal» are two numbers; so is what no calendar has («26/27»)."""
    node = nodes[at]
    shown = text[node.start : node.end] if node.cls in ("DM", "FIGURES", "YM") else ""
    first, slash, last = shown.partition("-" if node.cls == "YM" and "-" in shown else "/")
    if not slash or not first.isdigit() or not last.isdigit():
        return [node]
    near = {other.cls for other in nodes[max(at - 1, 0) : at + 2]}
    days = nodes[at + 1 : at + 2] and nodes[at + 1].cls == "MONTH"  # «7/8. mars»
    if not days and node.cls in ("DM", "YM") and (not near & _NUMBERED or len(first) > 2):
        return [node]
    if node.cls == "FIGURES" and int(first) <= 12 < int(last) and not near & _NUMBERED:
        return [Node("YM", Period("month", 2000 + int(last), int(first), name="short year"), node.start, node.end)]
    middle = node.start + len(first)
    number = Node("INT", int(first), node.start, middle)
    other = "YEAR" if node.cls == "YM" else "INT"  # «uke 2/2025»
    return [number, Node("SLASH", None, middle, middle + 1), Node(other, int(last), middle + 1, node.end)]


@lru_cache(maxsize=64)
def _names(names: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return dict(names)


def _scan(text: str) -> list[Raw]:
    text, places = text.translate(_DASHES), None
    if not unicodedata.is_normalized("NFC", text):
        text, places = _composed(text)
    text = _MISREAD.sub(lambda match: match[0].translate(_AS_FIGURES), _lowered(text))
    raws = [
        Raw("word" if kind == "plain" else kind, match[0], match.start(), match.end())
        for match in _RAW.finditer(text)
        if (kind := match.lastgroup or "other") not in _PASSED_OVER
    ]
    if places is None:
        return raws
    return [Raw(raw.kind, raw.text, places[raw.start], places[raw.end]) for raw in raws]


_PASSED_OVER = frozenset({"space", "other"})


def _lowered(text: str) -> str:
    """The text in lower case, of the same length: a few letters of other scripts stay as they are."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _composed(text: str) -> tuple[str, list[int]]:
    """The text with letters and their marks joined, and for each place in it the place in the text as written."""
    parts: list[str] = []
    places: list[int] = []
    for match in re.finditer(r".[\u0300-\u036f]*", text, re.DOTALL):
        joined = unicodedata.normalize("NFC", match[0])
        parts.append(joined)
        places += [match.start()] * len(joined)
    return "".join(parts), [*places, len(text)]


def _next(raws: list[Raw], at: int, table: Lexicon, own: dict[str, str], out: list[Node]) -> int:
    raw = raws[at]
    if raw.kind == "term":
        out.append(_season_letter(raw))
        return at + 1
    if raw.kind == "code" and raw.text not in table and raw.text not in own:
        raws[at : at + 1] = _letters_and_number(raw)
        raw = raws[at]
    if raw.kind in ("word", "abbr", "ord", "int", "mark", "code"):
        found = _phrase(raws, at, table)
        if found is not None:
            after, cls, value = found
            own_name = own.get(raw.text) if after == at + 1 else None
            cls, value = ("COMMITTEE", own_name) if own_name else (cls, value)
            out.append(Node(cls, value, raw.start, raws[after - 1].end))
            return after
    out += _classified(raw, table, own)
    return at + 1


def _phrase(raws: list[Raw], at: int, table: Lexicon) -> tuple[int, str, int | str | None] | None:
    """The longest vocabulary entry that begins here: (place after it, class, meaning)."""
    raw = raws[at]
    entries = table.get(_bare(raw))
    if entries is None:
        return None
    alone = entries.get("")
    if alone is None or len(entries) > 1:
        second = _second(raws, at + 1)
        for rest, cls, value in entries.get(second, ()) if second else ():
            after = _follow(raws, at + 1, rest)
            if after:
                return after, cls, value
    return (at + 1, alone[0][1], alone[0][2]) if alone else None


def _second(raws: list[Raw], at: int) -> str:
    """The word that follows, over a hyphen; empty at the end."""
    if at < len(raws) and raws[at].kind == "dash":
        at += 1
    return _bare(raws[at]) if at < len(raws) else ""


def _letters_and_number(raw: Raw) -> list[Raw]:
    """«uke34» as a word and a number."""
    letters = raw.text.rstrip("0123456789")
    middle = raw.start + len(letters)
    number = raw.text[len(letters) :]
    kind = "year" if len(number) == 4 and number[:2] in ("19", "20") else "int" if len(number) < 4 else "number"
    return [Raw("word", letters, raw.start, middle), Raw(kind, number, middle, raw.end)]


def _bare(raw: Raw) -> str:
    if raw.kind == "abbr":
        return raw.text.replace(".", "").replace(" ", "")
    return raw.text.rstrip(".") if raw.kind == "ord" else raw.text


def _follow(raws: list[Raw], at: int, rest: tuple[str, ...]) -> int:
    """The place after the words of `rest`, which must stand from `at` on; 0 if they do not."""
    for word in rest:
        if at < len(raws) and raws[at].kind == "dash" and raws[at].end - raws[at].start == 1:
            at += 1
        if at >= len(raws) or _bare(raws[at]) != word:
            return 0
        at += 1
    return at


def _classified(raw: Raw, table: Lexicon, own: dict[str, str]) -> list[Node]:
    if raw.kind in ("word", "code"):
        return _word(raw, table, own)
    if raw.kind == "mark":
        return [Node(_MARKS[raw.text], None, raw.start, raw.end)]
    if raw.kind == "dash":
        return [Node("DASH", None, raw.start, raw.end)]
    cls, value = _figure(raw)
    return [Node(cls, value, raw.start, raw.end)]


def _figure(raw: Raw) -> tuple[str, object]:
    """Class and value of what is written in figures; a WORD if no such day exists."""
    if raw.kind == "abbr":
        return "WORD", raw.text
    if raw.kind == "bound":
        return _BOUNDS[raw.text], raw.text
    if raw.kind == "number":
        return "FIGURES", raw.text
    figures = [int(part) for part in _FIGURES.findall(raw.text)]
    if raw.kind in ("int", "ord"):
        return raw.kind.upper(), figures[0]
    if raw.kind == "year":
        return "YEAR", _century(figures[0])
    if raw.kind == "years":
        return _year_pair(figures)
    if raw.kind == "qlit":
        return next(cls for letter, cls in _LETTER_LITERALS.items() if letter in raw.text), figures[0]
    if raw.kind == "clock":
        return ("CLOCK" if _is_clock(raw.text) else "FIGURES"), raw.text
    return _date_in_figures(raw, figures)


def _year_pair(figures: list[int]) -> tuple[str, object]:
    first, last = figures
    if 1 <= last <= 12 and first % 100 > last:  # «2024/04»
        return "YM", Period("month", first, last)
    last = last if last > 99 else first // 100 * 100 + last
    return ("YEARS", (first, last)) if first < last < first + 60 else ("FIGURES", None)


def _date_in_figures(raw: Raw, figures: list[int]) -> tuple[str, object]:
    period: Period | None = None
    if raw.kind == "compact":
        year, day = divmod(figures[0], 10_000)
        period = Period.day(day % 100, day // 100, year)
    elif raw.kind in ("iso", "ymd"):
        period = Period.day(figures[2], figures[1], figures[0])
    elif raw.kind == "full":
        period = Period.day(figures[0], figures[1], _century(figures[2]))
    elif raw.kind == "dm":
        period = Period.day(figures[0], figures[1], None)
    elif raw.kind == "my":
        return "YM", Period("month", figures[1], figures[0])
    elif raw.kind == "ym":
        return "YM", Period("month", figures[0], figures[1])
    elif raw.kind == "isoweek":
        return "ISOWEEK", Period("week", figures[0], figures[1])
    if period is None:
        return "FIGURES", None
    return ("DM" if raw.kind == "dm" else "FULL"), period


def _is_clock(text: str) -> bool:
    """Whether all hours and minutes that the text names exist («kl. 25:00» does not)."""
    return all(int(hour) <= 24 and int(minute or 0) <= 59 for hour, minute in _TIME.findall(text))


def _century(year: int) -> int:
    """Two figures mean this century."""
    return year if year > 99 else 2000 + year


def _word(raw: Raw, table: Lexicon, own: dict[str, str]) -> list[Node]:
    if raw.text in own:
        return [Node("COMMITTEE", own[raw.text], raw.start, raw.end)]
    compound = _MEETING.match(raw.text) if len(raw.text) > 5 else None
    if compound is not None and compound[1]:
        return _compound_meeting(raw, compound[1], table, own)
    cls = "SAFE" if len(raw.text) > 5 and raw.text.endswith(("es", "ast")) else "WORD"
    return [Node(cls, raw.text, raw.start, raw.end)]


def _compound_meeting(raw: Raw, stem: str, table: Lexicon, own: dict[str, str]) -> list[Node]:
    """«styremøte», «junimøtet», «OSU-møtet»: the first part says which meeting."""
    middle = raw.start + len(stem)
    tail = Node("MEETING", None, middle, raw.end)
    if stem in own:
        return [Node("COMMITTEE", own[stem], raw.start, middle), tail]
    for form in (stem, stem + "s"):
        for _, cls, value in table.get(form, {}).get("", ()):
            if cls in ("MONTH", "SEASON", "COMMITTEE", "WDAY", "HWORD", "QWORD", "TWORD"):
                return [Node(cls, value, raw.start, middle), tail]
    return [Node("MEETING", _singular(raw.text), raw.start, raw.end)]


def _singular(word: str) -> str:
    """The indefinite singular of a kind of meeting: «planleggingsmøtet» -> «planleggingsmøte»."""
    for ending in ("møtene", "møter", "møtet", "møta"):
        if word.endswith(ending):
            return word[: -len(ending)] + "møte"
    return word
