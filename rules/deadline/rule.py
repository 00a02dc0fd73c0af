"""Grammar rules over classes of tokens, and the cascade that applies them.

Public names: Node, Parts, Example, Rule, Level, CODE.

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
RELYEAR RELDAY QWORD TWORD HWORD WEEK DAYS MONTHS YEARW YEARDEF MONTHDEF WORKDAY HALFDEL PART ENDOF HOLIDAY
MONTHTURN YEAREND MOVED SCHOOLYEAR TERMPERIOD PLANPERIOD SEMESTER BY BEFORE AFTER FROM TO UNTIL DURING IN AT PER FOR
OF THE LATEST EARLIEST ABOUT TOWARD BETWEEN OVER CONT WHOLE AGO AND OR COMMA DASH SLASH PLUS COLON LPAR RPAR
QMARK EVERY EVERYTWO REPEAT TIMES MIN MEETING COMMITTEE WITH CALLS START FINISH MAYBE FUTURE ONGOING OPEN
CANCELLED NEED EVENT WHEN STAMP NUMBERED LABEL SAFE WORD P W D REC MEET EV OFFSET
"""
CODE = {name: chr(0x4E00 + index) for index, name in enumerate(re.findall(r"[A-Z]+", _CLASSES))}
_NAME = re.compile(r"[A-Z]+")
_OPEN = re.compile(r"\((?!\?)")
_GROUP = re.compile(r"\(\?:((?:[\u4e00-\u4fff]\|)+[\u4e00-\u4fff])\)")  # «(?:A|B)» can be «[AB]», which is faster
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
        return next((node.value for node in self if node.cls in classes), None)

    def all(self, *classes: str) -> list[Any]:
        """The values of all nodes of these classes, in order."""
        return [node.value for node in self if node.cls in classes]

    def has(self, *classes: str) -> bool:
        """Whether a node of these classes is there."""
        return any(node.cls in classes for node in self)


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


class Level:
    """Rules that are tried together. Those that stand first win where several match at the same place."""

    __slots__ = ("_regex", "rules")

    def __init__(self, *rules: Rule) -> None:
        self.rules = rules
        self._regex = re.compile("|".join(f"(?P<r{i}>{compiled(rule.pattern)})" for i, rule in enumerate(rules)))

    def apply(self, nodes: list[Node]) -> list[Node]:
        """The row with every match replaced by what its rule makes of it."""
        row = "".join([CODE[node.cls] for node in nodes])
        out: list[Node] = []
        done = 0
        for match in self._regex.finditer(row):
            first, last = match.span()
            made = self._make(match.lastgroup or "", nodes[first:last])
            if made is not None:
                out += nodes[done:first]
                out += made
                done = last
        return out + nodes[done:] if done else nodes

    def _make(self, group: str, nodes: list[Node]) -> list[Node] | None:
        if not nodes:
            return None
        rule = self.rules[int(group[1:])]
        value = rule.build(Parts(nodes))
        if value is None:
            return None
        start, end = nodes[0].start, nodes[-1].end
        fired = (*(f for node in nodes for f in node.fired), Fired(rule.name, start, end))
        if isinstance(value, list):
            return _widened([n._replace(fired=(*n.fired, fired[-1])) for n in value], start, end)
        return [Node(rule.gives, value, start, end, fired)]


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
