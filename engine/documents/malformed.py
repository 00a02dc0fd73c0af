"""What is wrong with a text that is no YAML, in the words of those who write it. Public names: malformed."""

from __future__ import annotations

import re
from typing import Any

from engine.documents.words import Lang, say
from rules.errors import Problem

_NO_SPACE = re.compile(r"^(\s*(?:- )?[A-Za-z_]+):[^\s/]")
_COLON = "mapping values are not allowed"


def malformed(error: Any, text: str, file: str, lang: Lang) -> Problem:
    """The mistake that libyaml or ruamel.yaml found (its `problem` and marks), at the place to look at."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.split("\n")
    here = lines[line - 1] if line <= len(lines) else ""
    if "\t" in here[: len(here) - len(here.lstrip())]:
        return Problem(file, line, here.index("\t") + 1, "", say(lang, "tab"))
    problem = str(error.problem or error.context)
    above = _NO_SPACE.match(lines[line - 2]) if _COLON in problem and line > 1 else None
    if above is not None:
        return Problem(file, line - 1, above.end(1) + 1, "", say(lang, "colon_space"))
    if here[column - 1 : column] in ("}", "]") and "expected ','" not in problem:
        return Problem(file, line, column, "", say(lang, "bracket", mark=here[column - 1]))
    return Problem(file, line, column, "", say(lang, "syntax", why=_why(problem, lang)))


_CURES = (
    (
        _COLON,
        "kolonet kan ikke stå her; rett innrykket eller sett anførselstegn rundt verdien",
    ),
    ("could not find expected ':'", "her mangler et kolon etter nøkkelen"),
    ("expected the node content", "her mangler en verdi, eller en parentes lenger opp er ikke lukket"),
    ("found unexpected end of stream", "et anførselstegn mangler makkeren sin"),
    ("but found '<scalar>'", "her mangler et komma eller kolon, eller et anførselstegn lenger opp er ikke lukket"),
    ('but found "<scalar>"', "her mangler et komma eller kolon, eller et anførselstegn lenger opp er ikke lukket"),
    ("expected <block end>, but found", "innrykket stemmer ikke med linjene over"),
    ("expected ',' or '}'", "en krøllparentes { mangler makkeren }, eller et komma mangler"),
    ("expected ',' or ']'", "en hakeparentes [ mangler makkeren ], eller et komma mangler"),
    ("did not find expected ',' or '}'", "en krøllparentes { mangler makkeren }, eller et komma mangler"),
    ("did not find expected ',' or ']'", "en hakeparentes [ mangler makkeren ], eller et komma mangler"),
    ("did not find expected key", "innrykket stemmer ikke med linjene over"),
    ("did not find expected '-' indicator", "innrykket stemmer ikke med linjene over"),
    ("cannot start any token", "tegnet kan ikke stå først; sett anførselstegn rundt verdien"),
    ("found unknown escape character", "skråstreken \\ har en egen betydning her; bruk enkle anførselstegn"),
)


def _why(problem: str, lang: Lang) -> str:
    if lang == "en":
        return problem
    return next((cure for start, cure in _CURES if start in problem), problem)
