"""Names and fields in a template that nothing has, also where no sample comes: a branch that is seldom taken fails when
it is sent. Public name: Unknown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

from jinja2 import Environment, TemplateError, nodes

from notifiers.view import ItemView, LetterView

ROOTS = frozenset({"letter", "subject", "loop"})
Found = tuple[str, int, str]
Fields = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class _Part:
    """What one file holds: the names that it makes, those that it asks for, fields with what they are asked of (class
    of view, root name), each with its line, and the files that it takes in."""

    file: str
    made: frozenset[str]
    names: tuple[tuple[str, int], ...]
    fields: tuple[tuple[str, str, str, int], ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Around:
    """Who takes a file in: the names that there are by then, and the files on the way."""

    known: frozenset[str] = ROOTS
    seen: frozenset[str] = frozenset()


class Unknown:
    """The templates of one environment, each read once. `fields`: what there is, by the name of the view's class."""

    def __init__(self, environment: Environment, fields: Fields) -> None:
        self._fields = fields
        self._part = cache(lambda name: _read(environment, name))

    def names(self, template: str, around: _Around | None = None) -> Iterator[Found]:
        """(file, line, what Jinja2 would say) of each unknown name or field, in the template and the parts it takes
        in. What cannot be read gives nothing. `around` None: nobody takes it in."""
        around = around or _Around()
        mine = self._part(template) if template not in around.seen else None
        if mine is None:
            return
        here = _Around(around.known | mine.made, around.seen | {template})
        yield from ((mine.file, line, said) for line, said in self._of(mine, here.known))
        for each in mine.parts:
            yield from self.names(each, here)

    def _of(self, part: _Part, known: Collection[str]) -> Iterator[tuple[int, str]]:
        for name, line in part.names:
            if name not in known:
                yield line, f"'{name}' is undefined"
        for kind, field, root, line in part.fields:
            if field not in self._fields[kind] and root in known:
                yield line, f"'notifiers.view.{kind} object' has no attribute '{field}'"


def _read(environment: Environment, name: str) -> _Part | None:
    """What the file holds; None: it cannot be read."""
    loader = environment.loader
    if loader is None:
        return None
    try:
        source, file, _ = loader.get_source(environment, name)
        tree = environment.parse(source, name, file)
    except TemplateError:
        return None
    words = list(tree.find_all(nodes.Name))
    taken: Iterator[nodes.Include | nodes.Extends] = chain(tree.find_all(nodes.Include), tree.find_all(nodes.Extends))
    return _Part(
        file or name,
        frozenset(w.name for w in words if w.ctx == "store"),
        tuple((w.name, w.lineno) for w in words if w.ctx == "load"),
        tuple((_kind(f.node), f.attr, _root(f), f.lineno) for f in tree.find_all(nodes.Getattr)),
        tuple(str(t.template.value) for t in taken if isinstance(t.template, nodes.Const)),
    )


def _kind(node: nodes.Expr) -> str:
    """The class of view that a name means; what comes of a loop or of a field is an item."""
    name = node.name if isinstance(node, nodes.Name) else ""
    return {"letter": LetterView.__name__, "loop": "LoopContext"}.get(name, ItemView.__name__)


def _root(node: nodes.Expr) -> str:
    while isinstance(node, nodes.Getattr):
        node = node.node
    return node.name if isinstance(node, nodes.Name) else ""
