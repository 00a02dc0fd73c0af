"""Mistakes in mail templates in the words of those who edit them. Public names: retold.

The renderer tells what Jinja2 tells, at the start of the line; here it gets its column, a cure, and Norwegian.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from engine.documents.words import Lang, or_suggest, quoted
from notifiers.render import FIELD_NAMES, FILTER_NAMES
from rules.errors import Problem

_SAID: dict[str, tuple[str, str]] = {
    "field": ("feltet {value} finnes ikke", "there is no field {value}"),
    "name": ("{value} finnes ikke her", "there is no {value} here"),
    "filter": ("filteret {value} finnes ikke", "there is no filter {value}"),
    "tag": ("{value} kan ikke stå her", "{value} cannot stand here"),
    "open_block": (
        "{value} er ikke lukket; skriv end{word} der det slutter",
        "{value} is not closed; write end{word} where it ends",
    ),
    "open_print": (
        "en krøllparentes mangler makkeren sin, eller et tegn står feil",
        "a brace is not closed, or a character is out of place",
    ),
    "sum": (
        "maler kan bare sette inn felter; regnestykker, kall og lister er ikke tillatt",
        "templates may only insert fields; sums, calls and lists are not allowed",
    ),
    "set": (
        "«set» kan bare gi et felt et kortere navn",
        "'set' may only give a field a shorter name",
    ),
    "include": (
        "en mal kan bare ta inn _layout og deler som begynner med _",
        "a template may only take in _layout and parts that begin with _",
    ),
    "missing": ("malen mangler", "the template is missing"),
    "missing_part": ("delen {value} mangler", "the part {value} is missing"),
    "loop": ("malen går for mange runder eller blir for lang", "the template loops too often or grows too long"),
    "empty": ("malen sier ingenting; skriv en tekst", "the template says nothing; write a text"),
    "other": ("malen kan ikke skrives ut: {why}", "the template cannot be rendered: {why}"),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """The line of a mistake, and how to tell about it."""

    text: str
    lang: Lang

    def say(self, what: str, /, **fields: str) -> str:
        return _SAID[what][0 if self.lang == "nb" else 1].format(**fields)

    def unknown(self, what: str, value: str, known: Collection[str]) -> str:
        return self.say(what, value=quoted(value, self.lang)) + or_suggest(self.lang, value, known)


Told = tuple[str, str]  # the message, and the text of the line that it is about


def retold(problems: Collection[Problem], texts: Mapping[str, str], lang: Lang) -> list[Problem]:
    """The renderer's problems as an administrator should read them. `texts`: each template's text by the file that
    the problems name."""
    return list(dict.fromkeys(_retold(problem, texts, lang) for problem in problems))


def _retold(problem: Problem, texts: Mapping[str, str], lang: Lang) -> Problem:
    lines = texts.get(problem.file, "").split("\n")
    if _NOT_CLOSED.search(problem.message):
        problem = replace(problem, line=_opened(lines) or problem.line)
    line = _Line(lines[problem.line - 1] if 0 < problem.line <= len(lines) else "", lang)
    message, about = _told(problem, line)
    column = line.text.find(about) + 1 if about else 0
    return replace(problem, column=max(column, min(problem.line, 1)), message=message)


_NOT_CLOSED = re.compile(r"block that needs to be closed is '(\w+)'")
_TAG = re.compile(r"{%-?\s*(end)?(if|for)\b")


def _opened(lines: list[str]) -> int:
    """The line of the innermost block that is not closed; 0 where none is."""
    opened: list[int] = []
    for n, line in enumerate(lines, start=1):
        for tag in _TAG.finditer(line):
            if not tag[1]:
                opened.append(n)
            elif opened:
                opened.pop()
    return opened[-1] if opened else 0


def _told(problem: Problem, line: _Line) -> Told:
    for pattern, tell in _PATTERNS:
        found = pattern.search(problem.message)
        if found is not None:
            return tell(found, line)
    return line.say("other", why=problem.message), ""


def _no_field(found: re.Match[str], line: _Line) -> Told:
    known = FIELD_NAMES["LetterView" if found[1] == "LetterView" else "ItemView"]
    return line.unknown("field", found[2], known), found[2]


def _no_name(found: re.Match[str], line: _Line) -> Told:
    """A field of something that is not there: the name before the dot is the mistake."""
    before = re.search(rf"([\w.\[\]]+)\.{found[1]}\b", line.text)
    name = before[1].rpartition(".")[2] if before else found[1]
    return line.unknown("name", name, ("letter", "item", "subject", "loop")), name


def _undefined(found: re.Match[str], line: _Line) -> Told:
    return line.unknown("name", found[1], ("letter", "item", "subject", "loop")), found[1]


def _unsafe(found: re.Match[str], line: _Line) -> Told:
    return line.say("field", value=quoted(found[1], line.lang)), found[1]


def _no_filter(found: re.Match[str], line: _Line) -> Told:
    return line.unknown("filter", found[1], FILTER_NAMES), found[1]


def _tag(found: re.Match[str], line: _Line) -> Told:
    return line.unknown("tag", found[1], ("if", "elif", "else", "endif", "for", "endfor", "include")), found[1]


def _block(found: re.Match[str], line: _Line) -> Told:
    return line.say("open_block", value=quoted(found[1], line.lang), word=found[1]), found[1]


def _missing(found: re.Match[str], line: _Line) -> Told:
    if found[1] in line.text:
        return line.say("missing_part", value=quoted(found[1], line.lang)), found[1]
    return line.say("missing"), ""


def _plain(what: str) -> Callable[[re.Match[str], _Line], Told]:
    return lambda found, line: (line.say(what), "")


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Line], Told]], ...] = (
    (re.compile(r"view\.(\w+) object' has no attribute '(\w+)'"), _no_field),
    (re.compile(r"attribute '(\w+)' of 'StrictUndefined'"), _no_name),
    (re.compile(r"attribute '(\w+)' of '\w+' object is unsafe"), _unsafe),
    (re.compile(r"'(\w+)' is undefined"), _undefined),
    (re.compile(r"No filter named '(\w+)'"), _no_filter),
    (re.compile(r"unknown tag '(\w+)'"), _tag),
    (_NOT_CLOSED, _block),
    (re.compile(r"unexpected|expected token|Unexpected"), _plain("open_print")),
    (re.compile(r"is not for mail templates"), _plain("sum")),
    (re.compile(r"«set» may only"), _plain("set")),
    (re.compile(r"may take in"), _plain("include")),
    (re.compile(r"the template (\S+) is missing"), _missing),
    (re.compile(r"says nothing"), _plain("empty")),
    (re.compile(r"turns of loops|the mail grows|recursion"), _plain("loop")),
)
