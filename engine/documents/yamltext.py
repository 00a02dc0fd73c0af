"""YAML text as plain data that knows where each thing stands. Public names: Document, Node, Mark, parse, decode,
read_text, Int, Float, place_of, CONFIG_LIMIT, PLAN_LIMIT, Path_.

YAML 1.2: only true and false are booleans, «NO» and «ja» are words, a date stays the text it is. Duplicate keys, tags,
deep nesting and piled-up aliases are mistakes. Files are read with libyaml's scanner, and where that finds a mistake of
form, with ruamel.yaml, which tells it better (not so the larger files, `fast`): both give events, and the tree is built
here, under the same rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError as RuamelError

from engine.documents.malformed import malformed
from engine.documents.words import Lang, quoted, say
from rules.errors import ConfigError, Problem, cause_words

CONFIG_LIMIT = 1_000_000
PLAN_LIMIT = 20_000_000
DEPTH_LIMIT = 20
ALIAS_LIMIT = 100
_INT = re.compile(r"^[-+]?[0-9]+$")
_FLOAT = re.compile(r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")
_NUMERIC = "+-.0123456789"
_INVISIBLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}

Path_ = tuple[str | int, ...]


class Int(int):
    """A whole number that remembers how it was written («007»)."""

    text: str


class Float(float):
    """A number that remembers how it was written («1.10»)."""

    text: str


_NOTHING: Any = MappingProxyType({})  # one for all scalars: two empty dicts for each would cost as much as reading it


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text, counted from 0, as scanners give it."""

    line: int
    column: int
    index: int


class Node:
    """A value and where it stands, from its first mark to its last; only who tells a mistake asks for more of them."""

    __slots__ = ("children", "first", "keys", "last", "value")

    def __init__(self, first: Mark, last: Mark, value: Any = None) -> None:
        self.first, self.last, self.value = first, last, value
        self.keys: dict[str, Node] = _NOTHING
        self.children: dict[str | int, Node] = _NOTHING

    @property
    def line(self) -> int:
        """From 1."""
        return self.first.line + 1

    @property
    def column(self) -> int:
        """From 1."""
        return self.first.column + 1

    @property
    def start(self) -> int:
        """Its first place in the text."""
        return self.first.index

    @property
    def end(self) -> int:
        """The place after its last."""
        return self.last.index


@dataclass(frozen=True, slots=True)
class Document:
    """A file as plain data (dict, list, str, Int, Float, bool, None) with its tree of places.

    `included`: the file of each top-level key that comes from another file.
    """

    file: str
    text: str
    root: Node
    included: Mapping[str, str] = field(default_factory=dict)

    @property
    def data(self) -> Any:
        """The plain data."""
        return self.root.value

    def node(self, path: Path_) -> Node:
        """The node at the path, or the nearest one above it that exists."""
        return self._walk(path)[0]

    def existing(self, path: Path_) -> Path_:
        """As much of the path as exists in the file."""
        return path[: self._walk(path)[1]]

    def key(self, path: Path_) -> Node:
        """The key that the path ends with, or the value where it is no key."""
        above, name = self._walk(path[:-1])[0], path[-1] if path else ""
        return above.keys.get(name, self.node(path)) if isinstance(name, str) else self.node(path)

    def problem(self, path: Path_, message: str, *, at_key: bool = False) -> Problem:
        """A mistake at the path's value, or at its key."""
        node = self.key(path) if at_key else self.node(path)
        file = self.included.get(str(path[0]), self.file) if path else self.file
        return Problem(file, node.line, node.column, ".".join(map(str, path)), message)

    def _walk(self, path: Path_) -> tuple[Node, int]:
        node, depth = self.root, 0
        for name in path:
            if name not in node.children:
                break
            node, depth = node.children[name], depth + 1
        return node, depth


def read_text(path: Path, file: str, limit: int, lang: Lang, missing: str = "missing_file") -> str:
    """The text of a file. Raises ConfigError where it is missing (`missing` is said), too big or not UTF-8."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise ConfigError([Problem(file, 0, 0, "", say(lang, missing))]) from None
    except OSError as error:
        why = cause_words(error.strerror) if lang == "nb" else error.strerror
        raise ConfigError([Problem(file, 0, 0, "", say(lang, "unreadable_file", why=why))]) from None
    if len(raw) > limit:
        raise ConfigError([Problem(file, 0, 0, "", say(lang, "too_big", size=len(raw), limit=limit))])
    return decode(raw, file, lang)


def decode(raw: bytes, file: str, lang: Lang) -> str:
    """UTF-8 bytes as text, without a byte order mark. Raises ConfigError naming the first byte that is none."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ConfigError([Problem(file, 1, 1, "", say(lang, "utf16"))])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace").removeprefix("\ufeff")
        line, column = place_of(before, len(before))
        message = say(lang, "not_utf8", byte=f"0x{raw[error.start]:02X}")
        raise ConfigError([Problem(file, line, column, "", message)]) from None


def place_of(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of a place in a text."""
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1


def parse(text: str, file: str, lang: Lang = "nb", *, fast: bool = False) -> Document:
    """The document of a YAML text. Raises ConfigError with every mistake of form that could be found."""
    invisible = _INVISIBLE.search(text)
    if invisible:
        line, column = place_of(text, invisible.start())
        message = say(lang, "control", code=f"{ord(invisible[0]):04X}")
        raise ConfigError([Problem(file, line, column, "", message)])
    try:
        tree, root = _built(text, file, lang, fast=True)
    except yaml.MarkedYAMLError as error:
        if fast:
            raise ConfigError([malformed(error, text, file, lang)]) from None
        tree, root = _built_slowly(text, file, lang)
    if tree.problems:
        raise ConfigError(tree.problems)
    if root is None or root.value is None:
        raise ConfigError([Problem(file, 0, 0, "", say(lang, "empty"))])
    return Document(file, text, root)


def _built(text: str, file: str, lang: Lang, *, fast: bool) -> tuple[_Tree, Node | None]:
    tree = _Tree(text, file, lang)
    return tree, tree.build(_events(text, fast))


def _built_slowly(text: str, file: str, lang: Lang) -> tuple[_Tree, Node | None]:
    """With ruamel.yaml, which takes ten times as long and knows better what is wrong."""
    too_deep = _too_deep(text)
    if too_deep is not None:
        message = say(lang, "too_deep", limit=DEPTH_LIMIT)
        raise ConfigError([Problem(file, too_deep.line + 1, too_deep.column + 1, "", message)])
    tree = _Tree(text, file, lang)
    try:
        return tree, tree.build(_events(text, False))
    except RuamelError as error:
        raise ConfigError([*tree.problems, malformed(error, text, file, lang)]) from None


def _events(text: str, fast: bool) -> Iterator[Any]:
    if fast:
        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        return iter(loader.get_event, None)
    return iter(YAML(typ="safe", pure=True).parse(text))


def _too_deep(text: str) -> Any:
    """Where libyaml finds deeper nesting than we take, else None: ruamel.yaml needs quadratic time to find that out."""
    depth = 0
    try:
        for event in _events(text, True):
            kind = type(event).__name__
            depth += kind in ("SequenceStartEvent", "MappingStartEvent")
            depth -= kind in ("SequenceEndEvent", "MappingEndEvent")
            if depth > DEPTH_LIMIT:
                return event.start_mark
    except yaml.YAMLError:
        pass  # the full reading tells it better
    return None


class _Tree:
    """Builds the nodes of one document from its events, and keeps the mistakes it meets on the way."""

    def __init__(self, text: str, file: str, lang: Lang) -> None:
        self.text, self.file, self.lang = text, file, lang
        self.problems: list[Problem] = []
        self._anchors: dict[str, Node | None] = {}
        self._with_alias: set[str] = set()
        self._open: list[str] = []
        self._aliases = 0
        self._path: list[str | int] = []

    def build(self, events: Iterator[Any]) -> Node | None:
        """The root, or None for an empty file."""
        root: Node | None = None
        for event in events:
            name = type(event).__name__
            if name == "DocumentStartEvent" and root is not None:
                self._tell(event, "two_documents")
                return root
            if name in ("ScalarEvent", "SequenceStartEvent", "MappingStartEvent", "AliasEvent"):
                root = self._node(event, events)
        return root

    def _tell(self, event: Any, what: str, /, **fields: object) -> None:
        mark = event.start_mark
        path = ".".join(map(str, self._path))
        self.problems.append(Problem(self.file, mark.line + 1, mark.column + 1, path, say(self.lang, what, **fields)))

    def _node(self, event: Any, events: Iterator[Any]) -> Node:
        kind, node = type(event).__name__, Node(event.start_mark, event.end_mark)
        if kind == "ScalarEvent" and event.anchor is None and event.tag is None:
            node.value = _scalar(event.value) if event.implicit[0] else event.value
            return node
        if kind == "AliasEvent":
            return self._alias(event, node)
        if event.tag is not None and event.tag != "!":
            self._tell(event, "tag", tag=quoted(_short(event.tag), self.lang))
        if event.anchor:
            self._anchors[event.anchor] = None
            self._open.append(event.anchor)
        if kind == "ScalarEvent":
            node.value = _scalar(event.value) if event.implicit[0] else event.value
        elif len(self._path) >= DEPTH_LIMIT:
            self._tell(event, "too_deep", limit=DEPTH_LIMIT)
            raise ConfigError(self.problems)  # reading on would take long
        elif kind == "SequenceStartEvent":
            self._sequence(node, events)
        else:
            self._mapping(node, events)
        if event.anchor:
            self._open.pop()
            self._anchors[event.anchor] = node
        return node

    def _alias(self, event: Any, node: Node) -> Node:
        self._aliases += 1
        self._with_alias.update(self._open)
        target = self._anchors.get(event.anchor)
        if self._aliases == ALIAS_LIMIT + 1:
            self._tell(event, "many_aliases", limit=ALIAS_LIMIT)
        if self._aliases > ALIAS_LIMIT:
            return node
        if event.anchor in self._with_alias:
            self._tell(event, "nested_alias", name=event.anchor)
        elif target is None:
            self._tell(event, "unknown_alias", name=event.anchor)
        else:
            node.value, node.keys, node.children = target.value, target.keys, target.children
        return node

    def _sequence(self, node: Node, events: Iterator[Any]) -> None:
        node.value, node.children = [], {}
        for event in events:
            if type(event).__name__ == "SequenceEndEvent":
                node.last = event.end_mark
                return
            index = len(node.value)
            self._path.append(index)
            child = self._node(event, events)
            self._path.pop()
            node.children[index] = child
            node.value.append(child.value)

    def _mapping(self, node: Node, events: Iterator[Any]) -> None:
        path = self._path
        value: dict[str, Any] = {}
        children: dict[str | int, Node] = {}
        node.value, node.keys, node.children = value, {}, children
        for event in events:
            if type(event).__name__ == "MappingEndEvent":
                node.last = event.end_mark
                return
            key = self._key(event, node, events)
            path.append(key)
            child = self._node(next(events), events)
            path.pop()
            if key not in children:
                children[key] = child
                value[key] = child.value

    def _key(self, event: Any, node: Node, events: Iterator[Any]) -> str:
        scalar = type(event).__name__ == "ScalarEvent"
        plain = scalar and event.anchor is None and event.tag is None
        made = Node(event.start_mark, event.end_mark) if plain else self._node(event, events)
        if not scalar:
            self._tell(event, "complex_key")
            return f"\x00{len(node.keys)}"
        key: str = event.value
        if key in node.keys:
            self._path.append(key)
            self._tell(event, "duplicate_key", key=quoted(key, self.lang), line=node.keys[key].line)
            self._path.pop()
        else:
            node.keys[key] = made
        return key


def _short(tag: object) -> str:
    return str(tag).replace("tag:yaml.org,2002:", "!!")


def _scalar(text: str) -> Any:
    """A plain scalar by the core schema of YAML 1.2."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC:
        return text
    if _INT.match(text) and len(text) < 20:
        whole = Int(text)
        whole.text = text
        return whole
    if _FLOAT.match(text):
        number = Float(text)
        number.text = text
        return number
    return text
