"""Names and fields in a template that nothing has, also where no sample comes: a branch that is seldom taken fails when
it is sent. Public names: unknown_names, Around.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from jinja2 import Environment, TemplateError, nodes

from notifiers.view import ItemView, LetterView

ROOTS = frozenset({"letter", "subject", "loop"})
Found = tuple[str, int, str]
Fields = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Around:
    """Who takes a template in: the names that there are by then, and the templates on the way."""

    known: frozenset[str] = ROOTS
    seen: frozenset[str] = frozenset()


def unknown_names(environment: Environment, name: str, fields: Fields, around: Around | None = None) -> Iterator[Found]:
    """(file, line, what Jinja2 would say) of each, in the template and the parts it takes in. `fields`: by the name of
    the view's class; `around` None: nobody takes it in. What cannot be read gives nothing."""
    around = around or Around()
    loader = environment.loader
    if loader is None or name in around.seen:
        return
    try:
        source, file, _ = loader.get_source(environment, name)
        tree = environment.parse(source, name, file)
    except TemplateError:
        return
    mine = {n.name for n in tree.find_all(nodes.Name) if n.ctx == "store"}
    here = Around(around.known | mine, around.seen | {name})
    yield from ((file or name, line, said) for line, said in _of(tree, here.known, fields))
    parts: Iterator[nodes.Include | nodes.Extends] = chain(tree.find_all(nodes.Include), tree.find_all(nodes.Extends))
    for part in parts:
        if isinstance(part.template, nodes.Const):
            yield from unknown_names(environment, str(part.template.value), fields, here)


def _of(tree: nodes.Template, known: Collection[str], fields: Fields) -> Iterator[tuple[int, str]]:
    for word in tree.find_all(nodes.Name):
        if word.ctx == "load" and word.name not in known:
            yield word.lineno, f"'{word.name}' is undefined"
    for field in tree.find_all(nodes.Getattr):
        kind = _kind(field.node)
        if field.attr not in fields[kind] and _root(field) in known:
            yield field.lineno, f"'notifiers.view.{kind} object' has no attribute '{field.attr}'"


def _kind(node: nodes.Expr) -> str:
    """The class of view that a name means; what comes of a loop or of a field is an item."""
    name = node.name if isinstance(node, nodes.Name) else ""
    return {"letter": LetterView.__name__, "loop": "LoopContext"}.get(name, ItemView.__name__)


def _root(node: nodes.Expr) -> str:
    while isinstance(node, nodes.Getattr):
        node = node.node
    return node.name if isinstance(node, nodes.Name) else ""
