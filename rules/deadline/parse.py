"""From tokens to statements: what stands outside brackets is read first. Public names: Row, parse, forget."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rules.deadline.context import Context
from rules.deadline.grammar import CASCADE
from rules.deadline.normalise import tokens
from rules.deadline.rule import CODE, Node, coded
from rules.deadline.when import Dated, When

# Classes that say when by themselves; the others only colour what they stand beside.
SAYING = frozenset({"D", "REC", "OFFSET", "ONGOING", "OPEN", "CANCELLED", "NEED"})
_TIMES = frozenset(
    {"FULL", "DM", "YM", "YEAR", "QLIT", "TLIT", "HLIT", "MONTH", "SEASON", "WEEK", "QWORD", "RELYEAR", "NEXT"}
)
_MONTHS_APART = frozenset({"quarter", "tertial", "half", "season"})


_ASIDE = re.compile("[" + "".join(CODE[name] for name in ("LPAR", "RPAR", "MOVED", "MOVEDFROM")) + "]")


class Row(NamedTuple):
    """The statements of a text in order, and whether remarks in brackets were passed over."""

    nodes: tuple[Node, ...]
    remarks: bool = False


def parse(text: str, context: Context) -> Row:
    """The statements of the text; those in brackets only where nothing is said outside, or they say it exactly."""
    return _parsed(text, context.lang, committee_names(context))


@lru_cache(maxsize=4096)
def _parsed(text: str, lang: str, names: tuple[tuple[str, str], ...]) -> Row:
    """What depends on the words alone; plans write the same few texts again and again."""
    nodes = tokens(text, lang, names)
    row = coded(nodes)
    if not _ASIDE.search(row):
        return Row(tuple(CASCADE.reduce(nodes, row)))
    return _with_asides(nodes)


def _with_asides(nodes: list[Node]) -> Row:
    """What brackets say, and what a deadline was moved to, beside or instead of the rest."""
    nodes = _since_moved(nodes)
    outer, inner = _brackets(nodes)
    if inner and _weekday_told(outer, inner):
        outer, inner = [*outer, *inner], []
    row = _reduced(outer)
    if not inner:
        return Row(row)
    remark = _reduced(inner)
    if _yearly(row) and not any(node.cls == "D" for node in row):
        return Row((*row, *(node for node in remark if node.cls == "D")), True)
    told = _of_year(row, remark)
    if told is not None:
        return Row(tuple(told if node.cls == "D" else node for node in row))
    if _spelt_out(row, remark) or not _says(row):
        return Row((*(n for n in row if n.cls not in ("D", "W")), *remark))
    return Row((*row, *_against(row, remark)), True)


def _against(row: tuple[Node, ...], remark: tuple[Node, ...]) -> tuple[Node, ...]:
    """What a remark says that must not be passed over: exceptions, that it is every year, a day beside «løpende»."""
    said = {node.cls for node in row}
    heard = {"EXCEPT", "NOT", "QMARK", "MAYBE", "OPEN", "CANCELLED"}
    heard |= {"D"} if said & {"ONGOING", "REC"} else set()
    heard |= set() if "REC" in said else {"REC"}
    return tuple(node for node in remark if node.cls in heard)


def _since_moved(nodes: list[Node]) -> list[Node]:
    """Of «Q1, utsatt til Q3» only what it was moved to; brackets around that are dropped. Of «utsatt fra mai til
    september» what stands after «til», of «desember, flyttet fra mai» what stands before."""
    nodes = _moved_from(nodes)
    at = max((index for index, node in enumerate(nodes) if node.cls == "MOVED"), default=-1)
    after = [node for node in nodes[at + 1 :] if node.cls not in ("RPAR", "LPAR")]
    return after if at >= 0 and any(node.cls in _TIMES for node in after) else nodes


def _moved_from(nodes: list[Node]) -> list[Node]:
    at = next((index for index, node in enumerate(nodes) if node.cls == "MOVEDFROM"), None)
    if at is None or (at > 0 and nodes[at - 1].cls == "LPAR"):
        return nodes
    to = next((index for index in range(at + 1, len(nodes)) if nodes[index].cls in ("TO", "UNTIL", "MOVED")), None)
    if to is not None:
        return [*nodes[:to], nodes[to]._replace(cls="MOVED"), *nodes[to + 1 :]]
    told = any(node.cls in _TIMES for node in nodes[:at])
    return nodes[:at] if told else nodes


def _reduced(nodes: list[Node]) -> tuple[Node, ...]:
    return tuple(CASCADE.reduce(nodes, coded(nodes)))


def _says(row: tuple[Node, ...]) -> bool:
    return any(node.cls in SAYING or (node.cls == "MEET" and node.value.which) for node in row)


def _weekday_told(outer: list[Node], inner: list[Node]) -> bool:
    """«Månedlig (første tirsdag)»: the brackets say which day."""
    return bool(outer) and outer[-1].cls == "REPEAT" and any(node.cls in ("WDAY", "WORKDAY") for node in inner)


def _yearly(row: tuple[Node, ...]) -> bool:
    """«Årlig (mars)»: the brackets say when in the year."""
    return any(node.cls == "REC" and getattr(node.value, "rrule", "") == "FREQ=YEARLY" for node in row)


def _brackets(nodes: list[Node]) -> tuple[list[Node], list[Node]]:
    """What stands outside and what inside of brackets; an opening bracket that nobody closes is no bracket."""
    closing = sum(1 for node in nodes if node.cls == "RPAR")
    outer: list[Node] = []
    inner: list[Node] = []
    depth = 0
    for node in nodes:
        if node.cls == "LPAR":
            depth += 1 if closing > depth else 0
        elif node.cls == "RPAR":
            inner += [node] if depth else []
            if not depth and outer and outer[-1].cls in ("INT", "WORD"):  # «1) … 2) …» counts
                outer.pop()
            depth, closing = max(0, depth - 1), closing - 1
        else:
            (inner if depth else outer).append(node)
    return outer, inner


def _spelt_out(row: tuple[Node, ...], remark: tuple[Node, ...]) -> bool:
    """«quarter 4 (January to March 2025)»: the brackets give the months of a quarter that has no year of its own."""
    outside, inside = _single(row), _single(remark)
    if outside is None or inside is None:
        return False
    return (
        outside.first.unit in _MONTHS_APART
        and not outside.first.dated
        and inside.first.unit == "month"
        and inside.end.year is not None
    )


def _of_year(row: tuple[Node, ...], remark: tuple[Node, ...]) -> Node | None:
    """«2024 (vår)»: the brackets say which part of the year is meant."""
    outside, inside = _single(row), _single(remark)
    if outside is None or inside is None or outside.first.unit != "year" or outside.last is not None:
        return None
    if inside.first.dated or inside.first.unit not in (*_MONTHS_APART, "month", "week"):
        return None
    period = inside.first.in_year(outside.first.year, outside.first.shift)
    node = next(node for node in row if node.cls == "D")
    return node._replace(value=Dated((outside._replace(first=period, last=inside.last),)))


def _single(row: tuple[Node, ...]) -> When | None:
    dated: list[Dated] = [node.value for node in row if node.cls == "D"]
    return dated[0].whens[0] if len(dated) == 1 and len(dated[0].whens) == 1 else None


def committee_names(context: Context) -> tuple[tuple[str, str], ...]:
    """Each word in lower case that names a committee of the plan, and that word as the plan writes it."""
    return _names(context.committees, context.own_committee)


@lru_cache(maxsize=256)
def _names(committees: tuple[str, ...], own: str | None) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for name in (*committees, *([own] if own else [])):
        words = name.replace("(", " ").replace(")", " ").split()
        for word in words:
            if len(words) == 1 or (word.isupper() and len(word) > 1):
                found.setdefault(word.lower(), word)
    return tuple(found.items())


def forget(*, grammar: bool = False) -> None:
    """Forgets the texts parsed so far, for measurements; with `grammar` also which rules match which row of classes."""
    _parsed.cache_clear()
    if grammar:
        CASCADE.forget()
