"""Views become texts by the administrator's templates: strict, sandboxed, bounded.

Public names: Renderer, Rendered, TEMPLATES, FIELD_NAMES, FILTER_NAMES, check.
Folder: `<locale>/<name>.{subject,txt,html}` and parts whose names begin with «_», in the locale's folder or beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    FileSystemLoader,
    FunctionLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    nodes,
    pass_context,
)
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from notifiers.samples import sample
from notifiers.unknown import Unknown
from notifiers.view import ItemView, LetterView, capped
from notifiers.words import LOCALES, shorten, wrap
from rules.errors import NotifyError, Problem

TEMPLATES = (
    "introduction",
    "reminder",
    "due_today",
    "overdue",
    "after",
    "status_request",
    "question",
    "late_list",
    "moved",
    "vacant",
    "round_blanks",
    "approval",
    "plan_changed",
    "ask_date",
    "list_check",
    "answered",
    "silence_ends",
    "not_sent",
    "digest",
)
SUFFIXES = ("subject", "txt", "html")
MAX_OUTPUT = 200_000  # characters of one part; a full digest is a third of it
MAX_TURNS = 20_000  # turns of all loops of one part together

_FIELDS: dict[type, frozenset[str]] = {
    LetterView: frozenset(f.name for f in fields(LetterView))
    | {"first", "count", "passed", "late", "asked", "sections", "to_secretariat", "unanswered", "unfinished"},
    ItemView: frozenset(f.name for f in fields(ItemView)),
    LoopContext: frozenset({"index", "index0", "first", "last", "length"}),
}
_FILTERS = ("capitalize", "escape", "e", "first", "join", "last", "length", "lower", "upper", "trim")
# For those who suggest the right name: what a template may call things.
FIELD_NAMES = {kind.__name__: tuple(sorted(names)) for kind, names in _FIELDS.items()}
FILTER_NAMES = (*_FILTERS, "short")
_REFUSED = (  # whatever calls, or lets a text or a list double itself
    *(nodes.Call, nodes.Macro, nodes.CallBlock, nodes.Import, nodes.FromImport, nodes.With, nodes.AssignBlock),
    *(nodes.Add, nodes.Concat, nodes.Mul, nodes.Pow, nodes.Mod, nodes.List, nodes.Dict),
)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail's three texts. `subject` is one line; `text` is wrapped at 76 columns."""

    subject: str
    text: str
    html: str


class Renderer:
    """Renders the templates of one folder. Each is read once: a changed file needs a new Renderer, so an apply.

    `texts`: the templates of a stored version, by path below the folder ("nb/reminder.txt"); the folder then only
    names the place of mistakes. None: the files of the folder.
    """

    def __init__(self, folder: Path, texts: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self._environments = {locale: _Environment(_loader(folder, texts, locale)) for locale in LOCALES}

    def render(self, view: LetterView) -> Rendered:
        """The mail for the view. Raises NotifyError (permanent) where a template fails; says which, and the line."""
        view = capped(view)
        subject = " ".join(self._part(view, "subject", "").split())
        return Rendered(subject, wrap(self._part(view, "txt", subject)), self._part(view, "html", subject))

    def check(
        self, names: Iterable[str] = TEMPLATES, state_labels: Mapping[str, Iterable[str]] | None = None
    ) -> tuple[Problem, ...]:
        """Every template in every locale with sample views, and in every state (its label, by locale); empty = all is
        well."""
        found: list[Problem] = []
        for locale, environment in self._environments.items():
            unknown, labels = Unknown(environment, FIELD_NAMES), tuple((state_labels or {}).get(locale, ()))
            for name in names:
                found += self._problems(name, locale, unknown, labels)
        return tuple(dict.fromkeys(found))

    def _part(self, view: LetterView, suffix: str, subject: str) -> str:
        try:
            return self._render(view, suffix, subject)
        except _FAILURES as error:
            problem = _problem(self.folder, f"{view.locale}/{view.template}.{suffix}", error)
            raise NotifyError(f"E-posten kan ikke lages: {problem}", permanent=True) from error

    def _render(self, view: LetterView, suffix: str, subject: str) -> str:
        locale = view.locale if view.locale in LOCALES else LOCALES[0]
        if view.template not in TEMPLATES:
            raise TemplateSyntaxError(f"there is no template {view.template!r}", 0)
        template = self._environments[locale].get_template(f"{view.template}.{suffix}")
        return _bounded(template, {"letter": view, "subject": subject, "turns": _Turns()})

    def _problems(self, name: str, locale: str, unknown: Unknown, labels: tuple[str, ...]) -> Iterator[Problem]:
        if name not in TEMPLATES:
            yield Problem(str(self.folder / locale / name), 0, 0, "", f"there is no template {name!r}")
            return
        views = [capped(view) for view in sample(name, locale, labels)]
        for suffix in SUFFIXES:
            told = set[tuple[str, int]]()
            for n, view in enumerate(views):
                try:
                    text = self._render(view, suffix, "subject")
                    if n == 0 and not text.strip():
                        place = str(self.folder / locale / f"{name}.{suffix}")
                        yield Problem(place, 1, 1, "", "the template says nothing")
                except _FAILURES as error:
                    found = _problem(self.folder, f"{locale}/{name}.{suffix}", error)
                    told.add((found.file, found.line))
                    yield found
            for file, line, said in unknown.names(f"{name}.{suffix}"):
                if (file, line) not in told:
                    yield Problem(file, line, 1, "", said)


def check(folder: Path, names: Iterable[str] = TEMPLATES) -> tuple[Problem, ...]:
    """The mistakes in the templates of a folder, with file and line; empty = all is well."""
    return Renderer(folder).check(names)


class _Turns:
    """Counts the turns of all loops of one rendering. Not for templates: its names are closed to them."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MAX_TURNS


@pass_context
def _counted(context: Context, values: Iterable[Any]) -> Iterator[Any]:
    turns: Any = context.resolve("turns")
    for value in values:
        turns.left -= 1
        if turns.left < 0:
            raise SecurityError(f"more than {MAX_TURNS} turns of loops in one mail")
        yield value


def _loader(folder: Path, texts: Mapping[str, str] | None, locale: str) -> BaseLoader:
    """The locale's own file, else the one beside the locales."""
    if texts is None:
        return FileSystemLoader([folder / locale, folder])

    def load(name: str) -> tuple[str, str, None] | None:
        paths = (path for path in (f"{locale}/{name}", name) if path in texts)
        return next(((texts[path], str(folder / path), None) for path in paths), None)

    return FunctionLoader(load)


class _Environment(ImmutableSandboxedEnvironment):
    """A closed Jinja2: views' fields, a few filters, parts by fixed names; no calls, macros or sums of text."""

    def __init__(self, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            autoescape=lambda name: bool(name and name.endswith(".html")),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self.globals.clear()
        self.filters = {name: FILTERS[name] for name in _FILTERS} | {"short": shorten, "_counted": _counted}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Only the fields of views and of `loop`: no methods of strings, so no text grows out of hand."""
        if attribute in _FIELDS.get(type(obj), ()):
            return getattr(obj, attribute)
        if type(obj) in _FIELDS:
            return self.undefined(obj=obj, name=attribute)
        return self.unsafe_undefined(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`x["name"]` is `x.name`; only tuples are counted into."""
        counted = isinstance(obj, tuple) and isinstance(argument, int)
        return super().getitem(obj, argument) if counted else self.getattr(obj, argument)

    def compile(self, source: Any, name: Any = None, filename: Any = None, *rest: Any, **more: Any) -> Any:
        """Compile after our own look at the tree: see `_inspect`."""
        if isinstance(source, str):
            try:
                source = _inspect(self.parse(source, name, filename), str(name))
            except TemplateSyntaxError as error:
                error.filename = error.filename or filename
                raise
        return super().compile(source, name, filename, *rest, **more)


def _inspect(tree: nodes.Template, name: str) -> nodes.Template:
    for node in tree.find_all(_REFUSED):
        raise TemplateSyntaxError(f"«{type(node).__name__}» is not for mail templates", node.lineno, name)
    for alias in tree.find_all(nodes.Assign):
        if not isinstance(alias.node, (nodes.Getattr, nodes.Getitem, nodes.Const)):
            raise TemplateSyntaxError("«set» may only give a value a shorter name", alias.lineno, name)
    for part in tree.find_all((nodes.Include, nodes.Extends)):
        _inspect_part(part, name)
    for loop in tree.find_all(nodes.For):
        if loop.recursive:
            raise TemplateSyntaxError("a loop may not call itself", loop.lineno, name)
        loop.iter = nodes.Filter(loop.iter, "_counted", [], [], None, None, lineno=loop.lineno)
    return tree


def _inspect_part(node: nodes.Node, name: str) -> None:
    """Mail → layout → part, by fixed names: then nothing can include itself."""
    wanted = node.template  # type: ignore[attr-defined]
    if not isinstance(wanted, nodes.Const) or not isinstance(wanted.value, str) or _rank(wanted.value) >= _rank(name):
        raise TemplateSyntaxError("a mail may take in _layout, both may take in other parts", node.lineno, name)


def _rank(name: str) -> int:
    return 2 if not name.startswith("_") else 1 if name.startswith("_layout.") else 0


def _bounded(template: Template, values: dict[str, Any]) -> str:
    pieces: list[str] = []
    size = 0
    for piece in template.generate(**values):
        size += len(piece)
        if size > MAX_OUTPUT:
            raise SecurityError(f"the mail grows over {MAX_OUTPUT} characters")
        pieces.append(piece)
    return "".join(pieces)


_FAILURES = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)


def _problem(folder: Path, name: str, error: Exception) -> Problem:
    file, line = str(folder / name), 0
    if isinstance(error, TemplateSyntaxError):
        return Problem(error.filename or file, error.lineno, 1, "", str(error.message))
    trace = error.__traceback__
    while trace is not None:  # the innermost frame of a template: Jinja2 rewrites them to the template's lines
        if trace.tb_frame.f_code.co_filename.startswith(str(folder)):
            file, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return Problem(file, line, 1, "", _sentence(error))


def _sentence(error: Exception) -> str:
    kind = type(error).__name__
    if kind == "TemplateNotFound":
        return f"the template {str(error).split()[0]} is missing"
    return str(error) or kind
