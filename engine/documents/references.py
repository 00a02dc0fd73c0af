"""What a file's parts say of each other, checked on its plain data, so that one mistake never hides another.

Public names: Known, Review, mappings, items, blocks, at, texts.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.documents.words import Lang, or_suggest, quoted, say
from engine.documents.yamltext import Document, Path_
from rules.directory import folded
from rules.errors import Problem

_ALL_BUT = 0.9


@dataclass(frozen=True, slots=True)
class Known:
    """The names that may be referred to. None: not known, since their own file or section is broken or missing, which
    is told there; so references to them are not looked at."""

    states: Collection[str] | None = None
    ladders: Collection[str] | None = None
    templates: Collection[str] | None = None
    transitions: Collection[str] | None = None
    roles: Collection[str] | None = None
    committees: Collection[str] | None = None
    people: Collection[str] | None = None
    plans: Collection[str] | None = None
    focus_areas: Collection[str] | None = None
    parties: Collection[str] | None = None
    called: Mapping[str, str] = field(default_factory=dict)  # roles and committees: folded name or alias to id


@dataclass(slots=True)
class Review:
    """A document under review, and the mistakes found so far."""

    document: Document
    known: Known
    lang: Lang
    problems: list[Problem] = field(default_factory=list)

    def tell(self, path: Path_, what: str, /, *, at_key: bool = False, **fields: object) -> None:
        """Notes a mistake; fields come quoted where they must."""
        self.problems.append(self.document.problem(path, say(self.lang, what, **fields), at_key=at_key))

    def quote(self, value: object) -> str:
        """The value in quotation marks."""
        return quoted(value, self.lang)

    def line(self, path: Path_) -> int:
        """The line of the key or value at the path."""
        return self.document.key(path).line

    def refer(self, path: Path_, what: str, names: Collection[str] | None, also: Collection[str] = ()) -> None:
        """Every text at the path (one, or a list of them) must be one of the names; `what` is the mistake."""
        if names is None:
            return
        for place, value in texts(self.document, path):
            if value not in names and value not in also:
                suggestion = or_suggest(self.lang, self._meant(value, names), (*names, *also))
                message = say(self.lang, what, value=self.quote(value)) + suggestion
                self.problems.append(self.document.problem(place, message))

    def _meant(self, value: str, names: Collection[str]) -> str:
        """The id of what is called so, unless the text is all but an id."""
        called = self.known.called.get(folded(value), "")
        alike = difflib.get_close_matches(value.casefold(), names, 1, _ALL_BUT)
        return called if called in names and not alike else value

    def refer_key(self, path: Path_, what: str, names: Collection[str] | None) -> None:
        """The key that the path ends with must be one of the names."""
        name = str(path[-1])
        if names is not None and name not in names:
            message = say(self.lang, what, value=self.quote(name)) + or_suggest(self.lang, name, names)
            self.problems.append(self.document.problem(path, message, at_key=True))


def at(document: Document, path: Path_) -> Any:
    """The value at the path, None where there is none."""
    value = document.data
    for name in path:
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, list) and isinstance(name, int) and name < len(value):
            value = value[name]
        else:
            return None
    return value


def mappings(document: Document, path: Path_) -> Iterator[tuple[Path_, dict[str, Any]]]:
    """The blocks of a block, by path: {a: {…}, b: {…}}; what is no block is passed over."""
    value = at(document, path)
    for name, each in value.items() if isinstance(value, dict) else ():
        if isinstance(each, dict):
            yield (*path, name), each


def items(document: Document, path: Path_) -> Iterator[tuple[Path_, dict[str, Any]]]:
    """The blocks of the list at the path, by path; what is no block is passed over."""
    return blocks(at(document, path), path)


def blocks(value: object, path: Path_) -> Iterator[tuple[Path_, dict[str, Any]]]:
    """The blocks of a list that stands at the path, by path."""
    for n, each in enumerate(value if isinstance(value, list) else ()):
        if isinstance(each, dict):
            yield (*path, n), each


def texts(document: Document, path: Path_) -> Iterator[tuple[Path_, str]]:
    """The texts at the path: itself, or those of a list."""
    value = at(document, path)
    if isinstance(value, str):
        yield path, value
    for n, each in enumerate(value if isinstance(value, list) else ()):
        if isinstance(each, str):
            yield (*path, n), each
