"""Words that are a month, season or holiday only beside the right neighbours. Public name: settled.

«jul» is Christmas or July, «vår» is spring or our, «Jan», «Mai» and «August» may be people, and English «may» and
«march» are also verbs; «24/7» is round the clock, or 24 July. Words of time with one mistake are recognised here as
well.
"""

from __future__ import annotations

import re

from rules.deadline.reading import Fired
from rules.deadline.rule import Node
from rules.deadline.spelling import MISSPELT, nearest

_FAMILY_NAME = re.compile(
    r"\w*(?:strand|lie?|moe|myhre|bakke|sen|sson|son|stad|rud|vik|berg|dal|dahl|haug|nes|heim|lund|moen|bakken|gaard)$"
)
_AFTER_SPRING = frozenset({
    "YEAR", "YEARS", "RELYEAR", "INT", "SLASH", "DASH", "PLUS", "COMMA", "AND", "OR", "COLON", "RPAR", "LPAR",
    "QMARK", "TO", "UNTIL", "SEASON", "MONTH", "IN", "OF", "START", "FINISH"
})  # fmt: skip
_BEFORE_MONTH = frozenset({
    "IN", "BY", "BEFORE", "AFTER", "FROM", "TO", "UNTIL", "DURING", "PART", "ENDOF", "OF", "INT", "ORD", "ORDW",
    "THE", "AND", "OR", "SLASH", "DASH", "COMMA", "COLON", "BETWEEN", "ABOUT", "LATEST", "EARLIEST", "LABEL",
    "THIS", "NEXT", "LAST", "WDAY", "EVERY", "LPAR", "PLUS", "TOWARD", "FOR", "AT", "MONTH", "START", "FINISH",
    "YEAR"
})  # fmt: skip
_AFTER_MONTH = frozenset({
    "YEAR", "YEARS", "RELYEAR", "INT", "ORD", "SLASH", "DASH", "COLON", "AND", "MEETING"
})  # fmt: skip
_VERBS = frozenset({
    "be", "have", "need", "require", "vary", "change", "take", "not", "also", "include", "depend", "extend",
    "continue", "start", "begin"
})  # fmt: skip


_DOUBTFUL = frozenset({"MONTH", "SEASON", "HOLIDAY", "WORD", "NUMW", "IN", "DM"})
_BEFORE_WORDS = frozenset({"WORD", "SAFE", "NAME", "MEETING", "MIN", "IN", "OPEN"})
_AFTER_DATE = frozenset({"AND", "OR", "DASH", "SLASH", "PLUS", "TO", "UNTIL", "YEAR", "CLOCK", "DM", "LATEST"})
_SHORT_DAYS = ("man ma må", "tir ti", "on", "tor to", "fr", "lø lö", "sø sö")
_DAYS = {word: day for day, words in enumerate(_SHORT_DAYS) for word in words.split()}
_FIGURES = frozenset({"INT", "ORD", "DM", "FULL"})


def settled(nodes: list[Node], text: str, lang: str) -> list[Node]:
    """The nodes with each such word as what it is beside its neighbours."""
    return [_settled(nodes, at, text, lang) if node.cls in _DOUBTFUL else node for at, node in enumerate(nodes)]


def _settled(nodes: list[Node], at: int, text: str, lang: str) -> Node:
    node = nodes[at]
    shown = text[node.start : node.end]
    if node.cls in ("WORD", "NUMW", "IN"):
        return _weekday(nodes, at, shown, text) or _respelt(node, lang)
    if node.cls == "DM":
        return Node("ONGOING", None, node.start, node.end) if shown == "24/7" and _round_the_clock(nodes, at) else node
    if node.value == "jul":
        return _july(nodes, at)
    if shown.lower() == "vår" and not _spring(nodes, at):
        return _word(node, shown)
    verb = lang == "en" and node.cls != "HOLIDAY" and _verb(nodes, at, text)
    if verb or (node.cls == "MONTH" and _person(nodes, at, text)):
        return _word(node, shown)
    return node


def _respelt(node: Node, lang: str) -> Node:
    meant = nearest(node.value, lang) if node.cls == "WORD" and node.value else None
    if meant is None:
        return node
    return Node(*meant, node.start, node.end, (Fired(MISSPELT, node.start, node.end),))


def _weekday(nodes: list[Node], at: int, shown: str, text: str) -> Node | None:
    """«man. 2.3», «to. 5. mars»: a short weekday before a date."""
    node = nodes[at]
    day = _DAYS.get(shown.lower())
    pointed = day is not None and text[node.end : node.end + 1] == "."
    return Node("WDAY", day, node.start, node.end) if pointed and _class(nodes, at + 1) in _FIGURES else None


def _round_the_clock(nodes: list[Node], at: int) -> bool:
    """Alone or after a word; not «innen 24/7», «10/6, 24/7», «24/7 kl. 10»."""
    led = at == 0 or nodes[at - 1].cls in _BEFORE_WORDS
    return led and _class(nodes, at + 1) not in _AFTER_DATE


def _spring(nodes: list[Node], at: int) -> bool:
    """Not «vår plan», but «vår 2025», «vårmøtet»."""
    after = _class(nodes, at + 1)
    return after in _AFTER_SPRING or (after == "MEETING" and nodes[at].end == nodes[at + 1].start)


def _word(node: Node, shown: str) -> Node:
    return Node("WORD", shown.lower(), node.start, node.end)


def _class(nodes: list[Node], at: int) -> str:
    """The class of the neighbour; at either end of the text that of a comma."""
    return nodes[at].cls if 0 <= at < len(nodes) else "COMMA"


def _july(nodes: list[Node], at: int) -> Node:
    """«jul» is Christmas, and July only beside a day of the month or another month («jun/jul»)."""
    node, near = nodes[at], [other.cls for other in nodes[max(at - 2, 0) : at + 3]]
    before = nodes[at - 1].cls if at else ""
    month = before in ("INT", "ORD") or "MONTH" in near
    cls, value = ("MONTH", 7) if month else ("HOLIDAY", "yule")
    return Node(cls, value, node.start, node.end)


def _person(nodes: list[Node], at: int, text: str) -> bool:
    """«Mai Britt», «August Olsen», «Ansvar: Jan»."""
    before = [node.cls for node in nodes[max(at - 2, 0) : at]]
    responsible = before[-1:] == ["RESP"] or before == ["RESP", "COLON"]
    if responsible and _class(nodes, at + 1) not in _AFTER_MONTH - {"AND", "DASH", "SLASH"}:
        return True
    node, after = nodes[at], nodes[at + 1] if at + 1 < len(nodes) else None
    if after is None or after.start - node.end != 1:
        return False
    named = after.cls == "NAME" or (after.cls == "WORD" and _FAMILY_NAME.match(str(after.value)) is not None)
    return named and text[node.start].isupper() and text[after.start].isupper()


def _verb(nodes: list[Node], at: int, text: str) -> bool:
    """«we may revise it», «will march on»."""
    node = nodes[at]
    shown = text[node.start : node.end]
    before, after = _class(nodes, at - 1), _class(nodes, at + 1)
    if shown.lower() == "fall":
        return before in ("FUTURE", "MAYBE")
    if shown.lower() not in ("may", "march") or after in _AFTER_MONTH or (at and before in _BEFORE_MONTH):
        return False
    if at and before in ("WORD", "FUTURE", "SAFE") and not shown[0].isupper():
        return True
    follows = text[nodes[at + 1].start : nodes[at + 1].end] if at + 1 < len(nodes) else ""
    if shown[0].isupper():
        return shown == "May" and follows in _VERBS
    return shown == "may" and follows != "" and follows[0].isalpha()
