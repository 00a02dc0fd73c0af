"""A YAML text edited so that it says something else, and keeps every comment and every other line.

Public names: edited, CannotEdit. Only what differs is touched: a value is exchanged where it stands, a key is renamed
where it stands, whole keys and items come and go. What comes out is read again and must say what was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.documents.yamltext import Document, Node, parse
from rules.errors import ConfigError, TidsfristError

_PLAIN = re.compile(r"^[^\W\d_][\w .+-]*$")
_SPECIAL = ("true", "false", "null", "yes", "no", "on", "off")


class CannotEdit(TidsfristError):
    """The text cannot be edited by itself; do it by hand."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """The text from `start` to `end` becomes `text`."""

    start: int
    end: int
    text: str


def edited(document: Document, wanted: dict[str, Any]) -> str:
    """The document's text, saying `wanted`. Raises CannotEdit where it would not come out so."""
    text = document.text
    edits = sorted(_block(text, document.root, document.data, wanted), key=lambda e: e.start, reverse=True)
    for edit in edits:
        text = text[: edit.start] + edit.text + text[edit.end :]
    if not _says(text, wanted):
        raise CannotEdit(f"{document.file} kan ikke skrives om av programmet; gjør det for hånd.")
    return text


def _says(text: str, wanted: dict[str, Any]) -> bool:
    try:
        return bool(parse(text, "").data == wanted)
    except ConfigError:
        return False


def _value(text: str, node: Node, old: Any, new: Any) -> Iterator[_Edit]:
    if old == new and type(old) is type(new):
        return
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() & new.keys():
        yield from _block(text, node, old, new)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for n, (was, now) in enumerate(zip(old, new, strict=True)):
            yield from _value(text, node.children[n], was, now)
    else:
        yield _Edit(node.start, _end(text, node), _flow(new))


def _block(text: str, node: Node, old: dict[str, Any], new: dict[str, Any]) -> Iterator[_Edit]:
    """Keys that went and came; one that went where an equal value came is renamed."""
    gone = [key for key in old if key not in new]
    come = [key for key in new if key not in old]
    for was in list(gone):
        now = next((key for key in come if new[key] == old[was]), None)
        if now is not None:
            yield _Edit(node.keys[was].start, node.keys[was].end, _flow(now))
            gone.remove(was)
            come.remove(now)
    if gone:
        yield from _removed(text, node, gone)
    if come:
        yield _added(text, node, {key: new[key] for key in come})
    for key in old:
        if key in new:
            yield from _value(text, node.children[key], old[key], new[key])


def _removed(text: str, node: Node, gone: list[str]) -> Iterator[_Edit]:
    """Keys go with their lines; inside braces, with the comma beside them."""
    flow = text[node.start] == "{"
    names = list(node.keys)
    kept = next((name for name in names if name not in gone), None)
    if not flow and kept and text[: node.start].rpartition("\n")[2].strip():  # the first key stands behind a dash
        first, gone = names.index(kept), [key for key in gone if names.index(key) > names.index(kept)]
        if first:
            yield _Edit(node.keys[names[0]].start, node.keys[kept].start, "")
    for key in gone:
        start, end = node.keys[key].start, _end(text, node.children[key])
        if not flow:
            first = text.rfind("\n", 0, start) + 1
            last = text.find("\n", end)
            yield _Edit(first, len(text) if last < 0 else last + 1, "")
        elif key == names[-1]:
            before = [name for name in names if name not in gone]
            yield _Edit(_end(text, node.children[before[-1]]) if before else start, end, "")
        else:
            yield _Edit(start, node.keys[names[names.index(key) + 1]].start, "")


def _added(text: str, node: Node, come: dict[str, Any]) -> _Edit:
    """New keys at the end of their block."""
    if text[node.start] == "{":
        close = _end(text, node) - 1
        joint = ", " if node.keys else ""
        return _Edit(close, close, joint + ", ".join(f"{_flow(k)}: {_flow(v)}" for k, v in come.items()))
    last = max((_end(text, child) for child in node.children.values()), default=node.end)
    stop = text.find("\n", last)
    stop = len(text) if stop < 0 else stop
    pad = " " * (node.column - 1)
    return _Edit(stop, stop, "".join(f"\n{pad}{_flow(k)}: {_flow(v)}" for k, v in come.items()))


def _end(text: str, node: Node) -> int:
    """Where the value really ends: a block's end as YAML has it is the start of what follows."""
    if node.children and text[node.start] not in "{[":
        return max(_end(text, child) for child in node.children.values())
    return node.start + len(text[node.start : node.end].rstrip())


def _flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_flow(k)}: {_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(v) for v in value) + "]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    plain = _PLAIN.match(text) and text.casefold() not in _SPECIAL and text == text.strip()
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
