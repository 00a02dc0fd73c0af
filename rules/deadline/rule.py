"""Grammar rules over classes of tokens, and the cascade that applies them.

Public names: Node, Parts, Example, Rule, Level, Cascade, CODE, coded, rule.

A text becomes a row of nodes, each with a class. A rule is a pattern over classes, written as a regular expression
whose letters are class names («THE? NUM MONTH YEAR?»); what it matches becomes one node of a higher class. The rules of
a level are tried together from left to right, the first that matches winning, and levels follow one another. So the
grammar reads islands of meaning in any text, in linear time, and every island knows which rule made it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from rules.deadline.reading import Fired

# Classes of tokens, then of what rules make. Words reach a class through the vocabulary files.
_CLASSES = """
FULL DM YM ISOWEEK YEAR YEARS INT ORD CLOCK QLIT TLIT HLIT MONTH WDAY SEASON NUMW ONE ORDW LAST NEXT PREV THIS
RELYEAR RELDAY QWORD TWORD HWORD WEEK DAYS MONTHS YEARW YEARDEF MONTHDEF WORKDAY HALFDEL PART ENDOF HOLIDAY SEASONYEAR
MONTHTURN YEAREND MOVED MOVEDFROM WEEKEND WEEKOF WEEKENDING SCHOOLYEAR TERMPERIOD PLANPERIOD SEMESTER BY BEFORE AFTER
FROM TO UNTIL DURING IN AT PER FOR
OF THE LATEST EARLIEST ABOUT TOWARD BETWEEN OVER CONT WHOLE AGO AND OR COMMA DASH SLASH PLUS COLON LPAR RPAR
QMARK EVERY EVERYTWO REPEAT TIMES MIN MEETING COMMITTEE WITH CALLS START FINISH MAYBE FUTURE ONGOING OPEN
CANCELLED NEED EVENT WHEN STAMP NUMBERED LABEL SAFE WORD P W D REC MEET EV OFFSET FIGURES AMOUNT NOT EXCEPT PAST
RESP NAME
"""
CODE = {name: chr(0x4E00 + index) for index, name in enumerate(re.findall(r"[A-Z]+", _CLASSES))}
_NAME = re.compile(r"[A-Z]+")
_OPEN = re.compile(r"\((?!\?)")
_GROUP = re.compile(r"\(\?:((?:[\u4e00-\u4fff]\|)+[\u4e00-\u4fff])\)")  # «(?:A|B)» can be «[AB]», which is faster
_INNER = re.compile(r"\([^()]*\)[?*+]?")
_OPTIONAL = re.compile(r"[A-Z]+[?*]")
_MACROS = {
    "NUM": "(INT|ORD|ORDW|NUMW)",
    "NTH": "(ORD|ORDW)",
    "COUNT": "(INT|NUMW|ONE)",
    "YR": "(YEAR|RELYEAR)",
    "UNIT": "(DAYS|WEEK|MONTHS|QWORD|TWORD|HWORD|YEARW|WORKDAY|SEMESTER)",
    "SEP": "(COMMA|AND|COMMA AND|DASH|SLASH|PLUS|TO|UNTIL|OR)",
    "LISTSEP": "(COMMA|AND|COMMA AND|PLUS|SLASH|OR)",
}


class Node(NamedTuple):
    """A token or an island: its class, what it means, and the span [start, end) of the text as written.

    A named tuple, as are periods and deadlines below: a reading makes dozens, and a frozen dataclass takes four times
    as long to make.
    """

    cls: str
    value: Any
    start: int
    end: int
    fired: tuple[Fired, ...] = ()


class Parts(tuple[Node, ...]):
    """The nodes that a rule matched."""

    __slots__ = ()

    def one(self, *classes: str) -> Any:
        """The value of the first node of these classes, None if there is none."""
        for node in self:
            if node.cls in classes:
                return node.value
        return None

    def all(self, *classes: str) -> list[Any]:
        """The values of all nodes of these classes, in order."""
        return [node.value for node in self if node.cls in classes]

    def has(self, *classes: str) -> bool:
        """Whether a node of these classes is there."""
        return any([node.cls in classes for node in self])  # noqa: C419 - a generator takes twice as long, and rules ask often


@dataclass(frozen=True, slots=True)
class Example:
    """A text that the rule reads, and what it then says: EDTF (several with a space between), RRULE or kind.

    Read with plan year 2024, in the language given.
    """

    text: str
    says: str
    lang: str = "nb"


Build = Callable[[Parts], Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over classes, the class of what it makes, and how. `build` may return Nodes to put in its place, or
    None: the rule does not apply after all."""

    name: str
    pattern: str
    gives: str
    build: Build
    examples: tuple[Example, ...] = ()


def compiled(pattern: str) -> str:
    """A pattern over class names as a regular expression over their codes."""
    return _GROUP.sub(lambda m: f"[{m[1].replace('|', '')}]", _coded(pattern))


def _coded(pattern: str) -> str:
    """Class names replaced by their codes and macros by their expansions; no group is captured."""
    coded = _NAME.sub(lambda match: CODE.get(match[0]) or _coded(_MACROS[match[0]]), pattern)
    return _OPEN.sub("(?:", coded).replace(" ", "")


Matches = tuple[tuple[Rule, int, int], ...]
_REMEMBERED = 20_000  # rows of classes per cascade


def needed(pattern: str) -> frozenset[str]:
    """The codes of classes without which the pattern cannot match; not all of them, but never one too many."""
    groups = 1
    while groups:
        pattern, groups = _INNER.subn(" ", pattern)
    outer = "" if "|" in pattern else _OPTIONAL.sub(" ", pattern)
    return frozenset(CODE[name] for name in _NAME.findall(outer) if name in CODE)


class Level:
    """Rules that are tried together. Those that stand first win where several match at the same place.

    The regular expression is made when a row first holds what some rule needs: a command that reads one text would
    else spend most of its time on rules that it has no use for.
    """

    __slots__ = ("_needed", "_regex", "rules")

    def __init__(self, *rules: Rule) -> None:
        self.rules = rules
        self._needed = [needed(rule.pattern) for rule in rules]
        self._regex: re.Pattern[str] | None = None

    def matches(self, row: str, start: int = 0) -> Matches:
        """Where the rules match a row of class codes from `start` on: rule, first node, and the node after the last."""
        if not any(codes.issubset(row) for codes in self._needed):
            return ()
        if self._regex is None:
            patterns = (f"(?P<r{i}>{compiled(rule.pattern)})" for i, rule in enumerate(self.rules))
            self._regex = re.compile("|".join(patterns))
        found = [match for match in self._regex.finditer(row, start) if match.end() > match.start()]
        return tuple((self.rules[int((m.lastgroup or "r0")[1:])], m.start(), m.end()) for m in found)


class Cascade:
    """Levels that are applied one after another. It remembers which level is the next to match a row of classes, and
    where: a few rows make up nearly all texts."""

    __slots__ = ("_next", "levels")

    def __init__(self, levels: tuple[Level, ...]) -> None:
        self.levels = levels
        self._next: dict[tuple[int, str], tuple[int, Matches]] = {}

    def reduce(self, nodes: list[Node]) -> list[Node]:
        """The nodes after all levels."""
        at, row = 0, coded(nodes)
        while at < len(self.levels):
            found = self._next.get((at, row)) or self._search(at, row)
            after = _replaced(nodes, found[1], self.levels[found[0]])
            if after is not nodes:
                nodes, row = after, coded(after)
            at = found[0] + 1
        return nodes

    def _search(self, at: int, row: str) -> tuple[int, Matches]:
        """The first level from `at` on that matches, and where; the last level without matches if none does."""
        found: tuple[int, Matches] = (len(self.levels) - 1, ())
        for index in range(at, len(self.levels)):
            matches = self.levels[index].matches(row)
            if matches:
                found = (index, matches)
                break
        if len(self._next) < _REMEMBERED and len(row) < 40:
            self._next[at, row] = found
        return found


def coded(nodes: list[Node]) -> str:
    """The classes of the nodes, a letter each."""
    return "".join([CODE[node.cls] for node in nodes])


def _replaced(nodes: list[Node], matches: Matches, level: Level) -> list[Node]:
    """The nodes with every match replaced by what its rule makes of it; the same list if no rule does."""
    out: list[Node] = []
    done = 0
    for rule, first, last in matches:
        made = _made(rule, nodes[first:last])
        if made is None:
            inside = _within(nodes, first, last, level)
            made, first = _replaced(nodes[:last], inside, level)[first + 1 :] if inside else None, first + 1
        if made is not None:
            out += nodes[done:first]
            out += made
            done = last
    return out + nodes[done:] if done else nodes


def _within(nodes: list[Node], first: int, last: int, level: Level) -> Matches:
    """What else matches inside of a match whose rule does not apply after all: «12 hvert år» is no day of a month."""
    if last - first < 2:
        return ()
    found = level.matches(coded(nodes), first + 1)
    return tuple(match for match in found if match[2] <= last)


def _made(rule: Rule, nodes: list[Node]) -> list[Node] | None:
    value = rule.build(Parts(nodes))
    if value is None:
        return None
    start, end = nodes[0].start, nodes[-1].end
    trail = Fired(rule.name, start, end)
    if isinstance(value, list):
        return _widened([n._replace(fired=(*n.fired, trail)) for n in value], start, end)
    before = nodes[0].fired if len(nodes) == 1 else tuple([f for node in nodes for f in node.fired])
    return [Node(rule.gives, value, start, end, (*before, trail))]


def _widened(nodes: list[Node], start: int, end: int) -> list[Node]:
    """The nodes that stand for a match, reaching over all of it («16-17 oktober»)."""
    nodes[0] = nodes[0]._replace(start=start)
    nodes[-1] = nodes[-1]._replace(end=end)
    return nodes


Maker = Callable[[Build], Rule]


def rule(name: str, pattern: str, gives: str, *examples: tuple[str, str] | tuple[str, str, str]) -> Maker:
    """Make a Rule of the function below; examples are (text, says) or (text, says, language)."""

    def make(build: Build) -> Rule:
        return Rule(name, pattern, gives, build, tuple(Example(*example) for example in examples))

    return make
