"""A YAML text edited so that it says something else, and keeps every comment and every other line.

Public names: edited, CannotEdit; Edit, edit_all, end_of, flow, flow_key. Only what differs is touched: a value is
exchanged where it stands, a key is renamed where it stands, whole keys and items come and go. What comes out is read
again and must say what was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from engine.documents.yamltext import Document, Node, parse
from rules.errors import ConfigError, TidsfristError

_PLAIN = re.compile(r"^([^\W\d_][\w .+-]*|\d{4}-\d\d-\d\d)$")
_SPECIAL = ("true", "false", "null", "yes", "no", "on", "off")


class CannotEdit(TidsfristError):
    """The text cannot be edited by itself; do it by hand."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The text from `start` to `end` becomes `text`."""

    start: int
    end: int
    text: str


def edited(document: Document, wanted: dict[str, Any]) -> str:
    """The document's text, saying `wanted`. Raises CannotEdit where it would not come out so."""
    text = edit_all(document.text, _block(document.text, document.root, document.data, wanted))
    if not _says(text, wanted):
        raise CannotEdit(f"{document.file} kan ikke skrives om av programmet; gjør det for hånd.")
    return text


def edit_all(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits, whose places are those of the text before."""
    for edit in sorted(edits, key=lambda e: (e.start, e.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _says(text: str, wanted: dict[str, Any]) -> bool:
    try:
        return bool(parse(text, "").data == wanted)
    except ConfigError:
        return False


def _value(text: str, node: Node, old: Any, new: Any) -> Iterator[Edit]:
    if old == new and type(old) is type(new):
        return
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() & new.keys():
        yield from _block(text, node, old, new)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for n, (was, now) in enumerate(zip(old, new, strict=True)):
            yield from _value(text, node.children[n], was, now)
    else:
        yield Edit(node.start, end_of(text, node), flow(new))


def _block(text: str, node: Node, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Edit]:
    """Keys that went and came; one that went where an equal value came is renamed."""
    gone = [key for key in old if key not in new]
    come = [key for key in new if key not in old]
    for was in list(gone):
        now = next((key for key in come if new[key] == old[was]), None)
        if now is not None:
            yield Edit(node.keys[was].start, node.keys[was].end, flow(now))
            gone.remove(was)
            come.remove(now)
    if gone:
        yield from _removed(text, node, gone)
    if come:
        yield _added(text, node, {key: new[key] for key in come})
    for key in old:
        if key in new:
            yield from _value(text, node.children[key], old[key], new[key])


def _removed(text: str, node: Node, gone: list[str]) -> Iterator[Edit]:
    """Keys go with their lines; inside braces, with the comma beside them."""
    flow = text[node.start] == "{"
    names = list(node.keys)
    kept = next((name for name in names if name not in gone), None)
    if not flow and kept and text[: node.start].rpartition("\n")[2].strip():  # the first key stands behind a dash
        first, gone = names.index(kept), [key for key in gone if names.index(key) > names.index(kept)]
        if first:
            yield Edit(node.keys[names[0]].start, node.keys[kept].start, "")
    for key in gone:
        start, end = node.keys[key].start, end_of(text, node.children[key])
        if not flow:
            first = text.rfind("\n", 0, start) + 1
            last = text.find("\n", end)
            yield Edit(first, len(text) if last < 0 else last + 1, "")
        elif key == names[-1]:
            before = [name for name in names if name not in gone]
            yield Edit(end_of(text, node.children[before[-1]]) if before else start, end, "")
        else:
            yield Edit(start, node.keys[names[names.index(key) + 1]].start, "")


def _added(text: str, node: Node, come: dict[str, Any]) -> Edit:
    """New keys at the end of their block."""
    if text[node.start] == "{":
        close = end_of(text, node) - 1
        joint = ", " if node.keys else ""
        return Edit(close, close, joint + ", ".join(f"{flow_key(k)}: {flow(v)}" for k, v in come.items()))
    last = max((end_of(text, child) for child in node.children.values()), default=node.end)
    stop = text.find("\n", last)
    stop = len(text) if stop < 0 else stop
    pad = " " * (node.column - 1)
    return Edit(stop, stop, "".join(f"\n{pad}{flow_key(k)}: {flow(v)}" for k, v in come.items()))


def end_of(text: str, node: Node) -> int:
    """Where the value really ends: a block's end as YAML has it is the start of what follows."""
    if node.children and text[node.start] not in "{[":
        return max(end_of(text, child) for child in node.children.values())
    return node.start + len(text[node.start : node.end].rstrip())


def flow_key(key: str) -> str:
    """A key on one line; «on» and «no» are only words there."""
    return key if _PLAIN.match(key) and key == key.strip() else flow(key)


def flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow_key(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(v) for v in value) + "]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    plain = _PLAIN.match(text) and text.casefold() not in _SPECIAL and text == text.strip()
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
