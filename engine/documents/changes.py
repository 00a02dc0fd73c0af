"""Single values and items of a YAML text changed where they stand, every comment and other line kept.

Public names: Put, Drop, Insert, changed. What comes out is read again and must say what was asked for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.documents.edits import Edit, edit_all, end_of, flow, flow_key
from engine.documents.yamltext import Document, Node, Path_, parse
from rules.errors import ConfigError

_DASH = re.compile(r"^( *)-[ \t]+$")
_BY_HAND = "dette kan ikke programmet skrive om uten å røre mer enn det skal; gjør det for hånd"


@dataclass(frozen=True, slots=True)
class Put:
    """The value at the path becomes `value`."""

    path: Path_
    value: Any


@dataclass(frozen=True, slots=True)
class Drop:
    """The item at the path leaves its list."""

    path: Path_


@dataclass(frozen=True, slots=True)
class Insert:
    """`value` comes into the list at the path, before the item that stands at `before` now (the length of the list: at
    its end). A list that is not there yet is made."""

    path: Path_
    before: int
    value: Any


@dataclass(slots=True)
class _Shape:
    """What goes from one list, and what comes into it."""

    drops: set[int] = field(default_factory=set)
    inserts: defaultdict[int, list[Any]] = field(default_factory=lambda: defaultdict(list))

    def of(self, items: Sequence[Any], made: Callable[[Any], Any]) -> list[Any]:
        """The list as it will be; `made` of each new value."""
        out = []
        for i in range(len(items) + 1):
            out += [made(value) for value in self.inserts.get(i, ())]
            out += [items[i]] if i < len(items) and i not in self.drops else []
        return out


def changed(document: Document, changes: Sequence[Put | Drop | Insert]) -> str:
    """The document's text with the changes. Raises ConfigError with the place of one that cannot be made."""
    puts = [c for c in changes if isinstance(c, Put)]
    for change in changes:
        _reachable(document, change.path)
    edits = [_exchanged(document.text, document.node(c.path), c.value) for c in puts]
    wanted = _copy(document.data)
    for put in puts:
        _at(wanted, put.path[:-1])[put.path[-1]] = put.value
    halfway = _read(edit_all(document.text, edits), wanted, document, changes)
    shapes = _shapes(changes)
    edits = [edit for path, shape in shapes.items() for edit in _restructured(halfway, path, shape)]
    for path, shape in shapes.items():
        above = _at(wanted, path[:-1])
        above[path[-1]] = shape.of(above.get(path[-1], []), lambda value: value)
    return _read(edit_all(halfway.text, edits), wanted, document, changes).text


def _shapes(changes: Sequence[Put | Drop | Insert]) -> Mapping[Path_, _Shape]:
    shapes: defaultdict[Path_, _Shape] = defaultdict(_Shape)
    for change in changes:
        if isinstance(change, Drop):
            shapes[change.path[:-1]].drops.add(int(change.path[-1]))
        elif isinstance(change, Insert):
            shapes[change.path].inserts[change.before].append(change.value)
    return shapes


def _read(text: str, wanted: Any, document: Document, changes: Sequence[Put | Drop | Insert]) -> Document:
    """The text as a document. Raises ConfigError where it does not say what is wanted."""
    try:
        found = parse(text, document.file)
    except ConfigError:
        raise _by_hand(document, changes[0].path) from None
    if found.data != wanted:
        raise _by_hand(document, changes[0].path)
    return found


def _by_hand(document: Document, path: Path_) -> ConfigError:
    return ConfigError([document.problem(path, _BY_HAND)])


def _reachable(document: Document, path: Path_) -> None:
    """Raises ConfigError where the path leads through an alias (*name): what it means stands elsewhere, and counts
    there too."""
    node = document.root
    for depth, name in enumerate(path):
        below = node.children.get(name)
        if below is None:
            return
        if not node.start <= below.start <= node.end:
            raise _by_hand(document, path[:depth])
        node = below


def _copy(data: Any) -> Any:
    """The same data, nothing of it shared by two places."""
    if isinstance(data, dict):
        return {key: _copy(value) for key, value in data.items()}
    return [_copy(value) for value in data] if isinstance(data, list) else data


def _at(data: Any, path: Path_) -> Any:
    for name in path:
        data = data[name]
    return data


def _exchanged(text: str, node: Node, value: Any) -> Edit:
    """The value in place of the old one, in its quotation marks if it had any."""
    said, mark = flow(value), text[node.start]
    if isinstance(value, str) and mark in "\"'" and said == value:
        said = f"{mark}{said}{mark}"
    return Edit(node.start, end_of(text, node), said)


# ── lists ──


def _restructured(document: Document, path: Path_, shape: _Shape) -> Iterator[Edit]:
    text, above = document.text, document.node(path[:-1])
    key, node = above.keys.get(str(path[-1])), above.children.get(path[-1])
    if node is not None and node.children and text[node.start] != "[":
        yield from _in_lines(document, path, node, shape)
    elif above.keys and text[above.start] == "{":
        yield _within_braces(document, path, shape)
    elif node is not None and node.children:
        yield Edit(node.start, end_of(text, node), _flow_list(document, path, node, shape))
    elif node is not None and key is not None:  # an empty list: []
        new = shape.of((), lambda value: value)
        lines = isinstance(new[0], dict)
        said = _listed(text, above.column + 1, shape) if lines else f" {flow(new)}"
        yield Edit(_colon(text, key), end_of(text, node), said)
    else:
        yield _new_key(document, path, shape)


def _colon(text: str, key: Node) -> int:
    """The place behind the colon of a key."""
    return text.index(":", key.end) + 1


def _break(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _listed(text: str, indent: int, shape: _Shape) -> str:
    """New items, each on a line of its own below its key."""
    return "".join(f"{_break(text)}{' ' * indent}- {flow(value)}" for value in shape.of((), lambda value: value))


def _new_key(document: Document, path: Path_, shape: _Shape) -> Edit:
    """The list with its key at the end of its block, which may be an empty {}."""
    text, above, name = document.text, document.node(path[:-1]), path[-1]
    if above.keys:
        stop, indent = end_of(text, above), above.column - 1
        stop = next((i for i in range(stop, len(text)) if text[i] in "\r\n"), len(text))
        return Edit(stop, stop, f"{_break(text)}{' ' * indent}{name}:{_listed(text, indent + 2, shape)}")
    key, indent = document.key(path[:-1]), document.node(path[:-2]).column + 1
    said = f"{_break(text)}{' ' * indent}{name}:{_listed(text, indent + 2, shape)}"
    return Edit(_colon(text, key), end_of(text, above), said)


def _within_braces(document: Document, path: Path_, shape: _Shape) -> Edit:
    text, above = document.text, document.node(path[:-1])
    node = above.children.get(path[-1])
    if node is not None:
        return Edit(node.start, end_of(text, node), _flow_list(document, path, node, shape))
    close = end_of(text, above) - 1
    return Edit(close, close, f", {path[-1]}: {flow(shape.of((), lambda value: value))}")


def _flow_list(document: Document, path: Path_, node: Node, shape: _Shape) -> str:
    """A list in brackets, the items that stay as they were written. Raises ConfigError: a comment is among them."""
    text, spans = document.text, [(c.start, end_of(document.text, c)) for c in node.children.values()]
    ends = [node.start, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), end_of(text, node)]
    if any("#" in text[a:b] for a, b in zip(ends, starts, strict=True)):
        raise _by_hand(document, path)
    return "[" + ", ".join(shape.of([text[a:b] for a, b in spans], flow)) + "]"


def _in_lines(document: Document, path: Path_, node: Node, shape: _Shape) -> Iterator[Edit]:
    """Items with a line (or more) of their own, behind dashes."""
    text, last = document.text, len(node.children)
    for i in shape.drops:
        start, _ = _dash(document, (*path, i))
        yield Edit(start, _next_line(text, end_of(text, node.children[i])), "")
    for before, values in shape.inserts.items():
        start, indent = _dash(document, (*path, max(before - 1, 0)))
        place = _next_line(text, end_of(text, node.children[before - 1])) if before else start
        like = node.children[max(before - 1, 0)]
        lines = "".join(_line(text, indent, value, like) for value in values)
        broken = place == 0 or text[place - 1] == "\n"
        yield Edit(place, place, lines if broken else _break(text) + lines)
    if len(shape.drops) == last and not shape.inserts:
        colon = _colon(text, document.key(path))
        yield Edit(colon, colon, " []")


def _line(text: str, indent: str, value: Any, like: Node) -> str:
    """One new item, in braces or line by line as the one beside it."""
    end = _break(text)
    if not isinstance(value, dict) or not like.keys or text[like.start] == "{":
        return f"{indent}- {flow(value)}{end}"
    said = [f"{flow_key(key)}: {flow(entry)}{end}" for key, entry in value.items()]
    return f"{indent}- " + f"{indent}  ".join(said)


def _dash(document: Document, path: Path_) -> tuple[int, str]:
    """Where the item's line begins, and the space before its dash. Raises ConfigError where more stands before it."""
    text, node = document.text, document.node(path)
    start = text.rfind("\n", 0, node.start) + 1
    found = _DASH.match(text[start : node.start])
    if found is None:
        raise _by_hand(document, path)
    return start, found[1]


def _next_line(text: str, place: int) -> int:
    stop = text.find("\n", place)
    return len(text) if stop < 0 else stop + 1
