"""`include:` in a rulebook: further files of the same folder, a key in one file only. Public names: with_included."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from engine.documents.words import Lang, quoted, say
from engine.documents.yamltext import Document, Node
from rules.errors import Problem

_NAME = re.compile(r"^[\w-][\w.-]*\.yaml$")
_RESERVED = ("rulebook.yaml", "roles.yaml", "committees.yaml", "people.yaml")

Open = Callable[[str], Document | None]


def with_included(main: Document, open_file: Open, lang: Lang) -> tuple[Document, set[str], list[Problem]]:
    """The rulebook with the keys of its included files, the names of these, and mistakes. `open_file` raises
    FileNotFoundError for a file that is missing, which is told here; None: it is broken, which is told by itself."""
    listed = main.data.get("include") if isinstance(main.data, dict) else None
    merged, used, problems = main, set[str](), list[Problem]()
    for n, name in enumerate(listed if isinstance(listed, list) else ()):
        if name in _RESERVED or name in used:
            problems.append(main.problem(("include", n), say(lang, "include_again", value=quoted(name, lang))))
            continue
        if not isinstance(name, str) or not _NAME.match(name):
            problems.append(main.problem(("include", n), say(lang, "include_path", value=quoted(name, lang))))
            continue
        used.add(name)
        try:
            document = open_file(name)
        except FileNotFoundError:
            problems.append(main.problem(("include", n), say(lang, "no_include", value=quoted(name, lang))))
            continue
        if document is not None:
            merged, more = _join(merged, document, lang)
            problems += more
    return merged, used, problems


def _join(main: Document, other: Document, lang: Lang) -> tuple[Document, list[Problem]]:
    problems = []
    root = Node(main.root.first, main.root.last, dict(main.data))
    root.keys, root.children = dict(main.root.keys), dict(main.root.children)
    included = dict(main.included)
    for key in other.data if isinstance(other.data, dict) else ():
        if key in root.value or key == "include":
            first = included.get(key, main.file)
            problems.append(
                other.problem((key,), say(lang, "include_twice", key=quoted(key, lang), other=first), at_key=True)
            )
            continue
        root.value[key], root.keys[key] = other.data[key], other.root.keys[key]
        root.children[key], included[key] = other.root.children[key], other.file
    return replace(main, root=root, included=included), problems
