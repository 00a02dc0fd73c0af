"""Grammar rules over classes of tokens, and the cascade that applies them.

Public names: Node, new_node, Parts, Example, Rule, Level, Cascade, CODE, coded, rule.

A text becomes a row of nodes, each with a class. A rule is a pattern over classes, written as a regular expression
whose letters are class names («THE? NUM MONTH YEAR?»); what it matches becomes one node of a higher class. The rules of
a level are tried together from left to right, the first that matches winning, and levels follow one another. So the
grammar reads islands of meaning in any text, in linear time, and every island knows which rule made it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
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


# Node(...) and Fired(...) without the call of a Python function, for the places where every text comes by.
new_node: Callable[[tuple[str, Any, int, int, tuple[Fired, ...]]], Node] = partial(tuple.__new__, Node)
_new_fired: Callable[[tuple[str, int, int]], Fired] = partial(tuple.__new__, Fired)


class Parts(tuple[Node, ...]):
    """The nodes that a rule matched."""

    __slots__ = ()

    def one(self, *classes: str) -> Any:
        """The value of the first node of these classes, None if there is none."""
        for node in self:
            if node[0] in classes:
                return node[1]
        return None

    def all(self, *classes: str) -> list[Any]:
        """The values of all nodes of these classes, in order."""
        return [node[1] for node in self if node[0] in classes]

    def has(self, *classes: str) -> bool:
        """Whether a node of these classes is there."""
        for node in self:  # noqa: SIM110 - any() takes twice as long, and rules ask often
            if node[0] in classes:
                return True
        return False


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
_MANY = 5  # rows searched rule by rule before a level makes one expression of all its rules
Clauses = tuple[frozenset[str], ...]
_PIECE = re.compile(r"\(\?[!=]|[()|?*]|[A-Z]+|\{0")
_MAY_BE_ABSENT = frozenset({"?", "*", "{0"})
_AHEAD = frozenset({"(?!", "(?="})


def needed(pattern: str) -> Clauses:
    """What a row must hold for the pattern to match: of each set at least one class, by its code. Never a set too many,
    but perhaps too few."""
    return _clauses(iter(_PIECE.findall(pattern)))


def _clauses(pieces: Iterator[str]) -> Clauses:
    """The demands of what stands before the next closing bracket."""
    ways: list[list[Clauses]] = [[]]
    for piece in pieces:
        if piece == ")":
            break
        if piece == "|":
            ways.append([])
        elif piece in _MAY_BE_ABSENT:
            ways[-1][-1] = ()
        elif piece in _AHEAD:
            _clauses(pieces)
            ways[-1].append(())
        else:
            ways[-1].append(_clauses(pieces) if piece == "(" else _named(piece))
    found = [tuple([clause for item in way for clause in item]) for way in ways]
    if len(found) == 1:
        return found[0]
    return (frozenset().union(*(min(way, key=len) for way in found)),) if all(found) else ()


@lru_cache(maxsize=256)
def _named(name: str) -> Clauses:
    """The demand of a class; those of a macro."""
    return (frozenset(CODE[name]),) if name in CODE else needed(_MACROS[name])


class Level:
    """Rules that are tried together. Those that stand first win where several match at the same place.

    A rule's regular expression is made when a row first holds what the rule needs: a command that reads one text would
    else spend most of its time on rules that it has no use for. From the time when `_MANY` rows have been searched,
    all rules are one expression, which is faster for each row.
    """

    __slots__ = ("_all", "_asked", "_needed", "_single", "again", "rules")

    def __init__(self, *rules: Rule, again: bool = False) -> None:
        """`again`: where a rule does not apply after all, those after it are asked for what it matched."""
        self.rules = rules
        self.again = again
        self._needed = [needed(rule.pattern) for rule in rules]
        self._single: dict[int, re.Pattern[str]] = {}
        self._all: re.Pattern[str] | None = None
        self._asked = 0

    def matches(self, row: str, start: int = 0) -> Matches:
        """Where the rules match a row of class codes from `start` on: rule, first node, and the node after the last."""
        if self._all is None:
            present = frozenset(row)
            able = [at for at, clauses in enumerate(self._needed) if not any(map(present.isdisjoint, clauses))]
            self._asked += 1 if able else 0
            if self._asked <= _MANY:
                return tuple(self._one_by_one(row, start, able)) if able else ()
            patterns = (f"(?P<r{i}>{compiled(rule.pattern)})" for i, rule in enumerate(self.rules))
            self._all = re.compile("|".join(patterns))
        found = self._all.finditer(row, start)
        return tuple([(self.rules[int((m.lastgroup or "r0")[1:])], m.start(), m.end()) for m in found])

    def other(self, rule: Rule, row: str, at: int) -> tuple[Rule, int, int] | None:
        """What the rules that stand after this one match at the same place; None if nothing."""
        for index in range(self.rules.index(rule) + 1, len(self.rules)):
            found = self._pattern(index).match(row, at)
            if found is not None:
                return self.rules[index], at, found.end()
        return None

    def _one_by_one(self, row: str, at: int, able: list[int]) -> Iterator[tuple[Rule, int, int]]:
        """The same, rule by rule at each place; no rule matches nothing."""
        while at < len(row):
            matches = ((index, self._pattern(index).match(row, at)) for index in able)
            index, found = next((pair for pair in matches if pair[1]), (0, None))
            if found is not None:
                yield self.rules[index], at, found.end()
            at = at + 1 if found is None else found.end()

    def _pattern(self, index: int) -> re.Pattern[str]:
        if index not in self._single:
            self._single[index] = re.compile(compiled(self.rules[index].pattern))
        return self._single[index]


class Step(NamedTuple):
    """What is done next with a row of classes: the level that matches, where, and the row after it, if every rule
    makes one node of what it matched (as nearly all do)."""

    level: int
    matches: Matches
    after: str


class Cascade:
    """Levels that are applied one after another. It remembers the next step for each row of classes: a few rows make
    up nearly all texts. What a rule then makes of the words is worked out for each text."""

    __slots__ = ("_steps", "levels")

    def __init__(self, levels: tuple[Level, ...]) -> None:
        self.levels = levels
        self._steps: dict[tuple[int, str], Step] = {}

    def reduce(self, nodes: list[Node], row: str) -> list[Node]:
        """The nodes after all levels; `row`: their classes."""
        at, count, steps = 0, len(self.levels), self._steps
        while at < count:
            level, matches, after = steps.get((at, row)) or self._search(at, row)
            if matches:
                made = _each_made(nodes, matches)
                if made is None:
                    nodes = _replaced(nodes, row, matches, self.levels[level])
                    row = coded(nodes)
                else:
                    nodes, row = made, after
            at = level + 1
        return nodes

    def forget(self) -> None:
        """Forgets the steps, for measurements."""
        self._steps.clear()

    def _search(self, at: int, row: str) -> Step:
        """The first level from `at` on that matches, and where; the last level without matches if none does."""
        found = Step(len(self.levels) - 1, (), row)
        for index in range(at, len(self.levels)):
            matches = self.levels[index].matches(row)
            if matches:
                found = Step(index, matches, _after(row, matches))
                break
        if len(self._steps) < _REMEMBERED and len(row) < 40:
            self._steps[at, row] = found
        return found


def _after(row: str, matches: Matches) -> str:
    """The row with one class in the place of each match."""
    for rule, first, last in reversed(matches):
        row = row[:first] + CODE[rule.gives] + row[last:]
    return row


def _each_made(nodes: list[Node], matches: Matches) -> list[Node] | None:
    """The nodes with every match replaced by one node; None if a rule makes several, or does not apply."""
    out: list[Node] = []
    done = 0
    for rule, first, last in matches:
        parts = Parts(nodes[first:last])
        value = rule.build(parts)
        if value is None or value.__class__ is list:
            return None
        out += nodes[done:first]
        out.append(_node(rule, parts, value))
        done = last
    return out + nodes[done:]


def _node(rule: Rule, parts: Parts, value: Any) -> Node:
    """The node that stands for what the rule matched; it remembers this and all that was found before in there."""
    head, end = parts[0], parts[-1].end
    before = head.fired if len(parts) == 1 else tuple([fired for node in parts for fired in node.fired])
    trail = _new_fired((rule.name, head.start, end))
    return new_node((rule.gives, value, head.start, end, (*before, trail)))


def coded(nodes: list[Node]) -> str:
    """The classes of the nodes, a letter each."""
    return "".join([CODE[node.cls] for node in nodes])


def _replaced(nodes: list[Node], row: str, matches: Matches, level: Level) -> list[Node]:
    """The nodes with every match replaced by what its rule makes of it."""
    out: list[Node] = []
    done = 0
    for rule, first, last in matches:
        made = _made(rule, Parts(nodes[first:last]))
        if made is None:
            inside = _instead(rule, row, first, last, level)
            made = _replaced(nodes[:last], row[:last], inside, level)[first:] if inside else None
        if made is not None:
            out += nodes[done:first]
            out += made
            done = last
    return out + nodes[done:]


def _instead(rule: Rule, row: str, first: int, last: int, level: Level) -> Matches:
    """What else matches inside of a match whose rule does not apply after all: «12 hvert år» is no day of a month.

    At its own place only the rules that stand after it are asked, and only in a level that says so: in «uke 60» the
    rule for weeks knows why it does not apply.
    """
    other = level.other(rule, row[:last], first) if level.again else None
    start = first + 1 if other is None else other[2]
    inside = tuple(match for match in level.matches(row, start) if match[2] <= last)
    return inside if other is None else (other, *inside)


def _made(rule: Rule, parts: Parts) -> list[Node] | None:
    value = rule.build(parts)
    if value is None:
        return None
    if not isinstance(value, list):
        return [_node(rule, parts, value)]
    start, end = parts[0].start, parts[-1].end
    trail = _new_fired((rule.name, start, end))
    return _widened([n._replace(fired=(*n.fired, trail)) for n in value], start, end)


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
