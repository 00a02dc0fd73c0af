"""From the pieces of a text to tokens: a class and a meaning for each number, day and word. Public name: tokens."""

from __future__ import annotations

import re
from functools import lru_cache

from rules.deadline.homonyms import settled
from rules.deadline.period import Period
from rules.deadline.rule import Node, new_node
from rules.deadline.scan import Raw, scan
from rules.deadline.vocabulary import Entry, Lexicon, lexicon

_SHORT_ISO = re.compile(r"\d\d-\d\d-\d\d")  # as Swedes write days
_FIGURES = re.compile(r"\d+")
_TIME = re.compile(r"(\d{1,2}?)(?:[.:]?(\d\d))?(?!\d)")
_MARKS = {",": "COMMA", ";": "COMMA", "|": "COMMA", "/": "SLASH", "+": "PLUS", "&": "AND", "(": "LPAR", ")": "RPAR"}
_MARKS |= {"[": "LPAR", "]": "RPAR", ":": "COLON", "?": "QMARK", "~": "ABOUT", "%": "AMOUNT"}
_MEETING = re.compile(r"(.*?)s?(?:møtet|møter|møtene|møta|møte|mødet|møder|møde|mötet|möten|möte)$")
_BOUNDS = {"<": "BEFORE", ">": "AFTER", "≤": "BY", "≥": "FROM"}
_LETTER_LITERALS = {"q": "QLIT", "k": "QLIT", "t": "TLIT", "h": "HLIT"}


def tokens(text: str, lang: str, names: tuple[tuple[str, str], ...] = ()) -> list[Node]:
    """The classified tokens of a text. `names`: (lower-case word, committee as written) of the plan's committees."""
    raws = scan(text)
    table, own = lexicon(lang), _names(names)
    if "\n" in text or lang == "sv" or "term" in [raw.kind for raw in raws]:
        raws = _mended(raws, text, lang, table)
    out: list[Node] = []
    at = 0
    while at < len(raws):
        at = _next(raws, at, table, own, out)
    out = settled(out, text, lang)
    pairs = "/" in text or "-" in text
    return [part for index in range(len(out)) for part in _slashed(out, index, text)] if pairs else out


def _mended(raws: list[Raw], text: str, lang: str, table: Lexicon) -> list[Raw]:
    """The pieces as their language and the breaks between lines would have them."""
    raws = _terms(raws, text, lang)
    if lang == "sv":
        raws = [
            raw._replace(kind="iso", text="20" + raw.text) if _SHORT_ISO.fullmatch(raw.text) else raw for raw in raws
        ]
    return _unbroken(raws, text, table) if "\n" in text else raws


_WITH_SLASH = frozenset({"DM", "FIGURES", "YM"})
_NUMBERED = frozenset({"WEEK", "QWORD", "TWORD", "HWORD"})
_SEASON_LETTERS = {"nb": "VH", "nn": "VH", "da": "FE"}


def _terms(raws: list[Raw], text: str, lang: str) -> list[Raw]:
    """Capitals for seasons only in the languages that write them; elsewhere «V25» is a word and a number."""
    letters = _SEASON_LETTERS.get(lang, "")
    return [
        raw._replace(kind="code", text=raw.text.replace("-", "")) if raw.kind == "term" and not shown else raw
        for raw, shown in ((raw, text[raw.start] in letters) for raw in raws)
    ]


def _season_letter(raw: Raw) -> Period:
    """«H24» and «V-25»: autumn and spring as schools write them."""
    season = 21 if raw.text[0] in "vf" else 23
    return Period("season", 2000 + int(raw.text[-2:]), season, name="letter")


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
    if node.cls not in _WITH_SLASH:
        return [node]
    shown = text[node.start : node.end]
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


def _next(raws: list[Raw], at: int, table: Lexicon, own: dict[str, str], out: list[Node]) -> int:
    """Puts the token that begins at a piece in `out`; the place of the piece after it."""
    raw = raws[at]
    kind = raw.kind
    if kind == "code" and raw.text not in table and raw.text not in own:
        raws[at : at + 1] = _letters_and_number(raw)
        raw = raws[at]
    if kind in _IN_TABLE:
        entries = table.get(raw.text if kind == "word" else _bare(raw))
        found = _phrase(raws, at, entries) if entries is not None else None
        if found is not None:
            after, cls, value = found
            if after == at + 1 and raw.text in own:
                cls, value = "COMMITTEE", own[raw.text]
            out.append(new_node((cls, value, raw.start, raws[after - 1].end, ())))
            return after
    out += _classified(raw, table, own)
    return at + 1


_IN_TABLE = frozenset({"word", "abbr", "ord", "int", "mark", "code"})


def _phrase(raws: list[Raw], at: int, entries: dict[str, list[Entry]]) -> tuple[int, str, int | str | None] | None:
    """The longest of the vocabulary's entries that stands here: (place after it, class, meaning)."""
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
    kind = raw.kind
    if kind == "word" or kind == "code":
        return _word(raw, table, own)
    if kind == "mark":
        return [new_node((_MARKS[raw.text], None, raw.start, raw.end, ()))]
    if kind == "dash":
        return [new_node(("DASH", None, raw.start, raw.end, ()))]
    cls, value = _figure(raw)
    return [new_node((cls, value, raw.start, raw.end, ()))]


def _figure(raw: Raw) -> tuple[str, object]:
    """Class and value of what is written in figures; a WORD if no such day exists."""
    if raw.kind == "int":
        return "INT", int(raw.text)
    if raw.kind in ("abbr", "sign"):  # a sign is that of a paper: «Rundskriv I-12/2015»
        return "WORD", raw.text
    if raw.kind == "bound":
        return _BOUNDS[raw.text], raw.text
    if raw.kind == "number":
        return "FIGURES", raw.text
    figures = [int(part) for part in _FIGURES.findall(raw.text)]
    if raw.kind == "ord":
        return "ORD", figures[0]
    if raw.kind == "year":
        return "YEAR", _century(figures[0])
    if raw.kind == "years":
        return _year_pair(figures)
    if raw.kind == "qlit":
        return next(cls for letter, cls in _LETTER_LITERALS.items() if letter in raw.text), figures[0]
    if raw.kind == "clock":
        return ("CLOCK" if _is_clock(raw.text) else "FIGURES"), raw.text
    if raw.kind == "term":
        return "SEASONYEAR", _season_letter(raw)
    return _date_in_figures(raw, figures)


def _year_pair(figures: list[int]) -> tuple[str, object]:
    first, last = figures
    if 1 <= last <= 12 and first % 100 > last:  # «2024/04»
        return "YM", Period("month", first, last)
    last = last if last > 99 else first // 100 * 100 + last
    return ("YEARS", (first, last)) if first < last < first + 60 else ("FIGURES", None)


def _date_in_figures(raw: Raw, figures: list[int]) -> tuple[str, object]:
    if raw.kind == "my":
        return "YM", Period("month", figures[1], figures[0])
    if raw.kind == "ym":
        return "YM", Period("month", figures[0], figures[1])
    if raw.kind == "isoweek":
        return "ISOWEEK", Period("week", figures[0], figures[1])
    day = _day_in_figures(raw.kind, figures)
    if day is None:
        return "FIGURES", None
    return ("DM" if raw.kind == "dm" else "FULL"), day


def _day_in_figures(kind: str, figures: list[int]) -> Period | None:
    if kind == "compact":
        year, day = divmod(figures[0], 10_000)
        return Period.day(day % 100, day // 100, year)
    if kind in ("iso", "ymd"):
        return Period.day(figures[2], figures[1], figures[0])
    return Period.day(figures[0], figures[1], _century(figures[2]) if kind == "full" else None)


def _is_clock(text: str) -> bool:
    """Whether all hours and minutes that the text names exist («kl. 25:00» does not)."""
    return all(int(hour) <= 24 and int(minute or 0) <= 59 for hour, minute in _TIME.findall(text))


def _century(year: int) -> int:
    """Two figures mean this century."""
    return year if year > 99 else 2000 + year


def _word(raw: Raw, table: Lexicon, own: dict[str, str]) -> list[Node]:
    word = raw.text
    if word in own:
        return [new_node(("COMMITTEE", own[word], raw.start, raw.end, ()))]
    compound = _MEETING.match(word) if len(word) > 5 and ("mø" in word or "mö" in word) else None
    if compound is not None and compound[1]:
        return _compound_meeting(raw, compound[1], table, own)
    cls = "SAFE" if len(word) > 5 and word.endswith(("es", "ast")) else "WORD"
    return [new_node((cls, word, raw.start, raw.end, ()))]


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
