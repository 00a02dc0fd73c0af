"""`tidsfrist test`. Public name: test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any
from xml.etree import ElementTree

import typer

from engine.booktests import Coverage, Results, run_tests
from engine.rulebooks import load_folder
from engine.settings import load_settings
from rules.errors import ConfigError, DownError, TidsfristError, cause_words

_WORDS = {"rules": "regler", "steps": "steg", "transitions": "overganger"}
_NONE = "Regelboka har ingen tester. Skriv noen under «tests:», så vet du at den gjør det du mener."


def test(
    junit: Annotated[
        Path | None, typer.Option("--junit", metavar="FIL", help="Skriv resultatet som JUnit-XML.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Skriv resultatet som JSON.")] = False,
) -> None:
    """Kjør regelbokas egne tester. En e-post som ikke står i testen, er en feil.

    Feil skrives som fil:linje:kolonne: sted: melding. Ingen tester er også en feil.
    """
    config = load_settings().config
    results = run_tests(load_folder(config, plans=False), lambda name: (config / name).as_posix())
    if junit is not None:
        _write(junit, results)
    if as_json:
        print(json.dumps(_plain(results), ensure_ascii=False))
    else:
        print(_told(results))
    if not results.tests:
        raise TidsfristError(_NONE)
    if results.problems:
        raise ConfigError(results.problems)


def _told(results: Results) -> str:
    lines = [f"{'✗' if t.problems else '✓'} {t.name}" for t in results.tests]
    failed = sum(bool(t.problems) for t in results.tests)
    lines.append(
        f"{len(results.tests)} tester, {failed} feilet." if failed else f"{len(results.tests)} tester, alle gikk."
    )
    return "\n".join([*lines, *_coverage(results.coverage)])


def _coverage(coverage: Coverage) -> list[str]:
    lines = ["Testene rører ved:"]
    for what, touched, every, left in coverage.parts:
        rest = f"; ikke: {', '.join(left)}" if left else ""
        lines.append(f"  {touched} av {every} {_WORDS[what]}{rest}")
    return lines


def _plain(results: Results) -> dict[str, Any]:
    tests = [{"name": t.name, "line": t.place.line, "problems": [str(p) for p in t.problems]} for t in results.tests]
    parts = {what: {"touched": n, "of": every, "not": list(left)} for what, n, every, left in results.coverage.parts}
    return {"ok": results.ok, "tests": tests, "coverage": parts}


def _write(path: Path, results: Results) -> None:
    failed = sum(bool(t.problems) for t in results.tests)
    suite = ElementTree.Element("testsuite", name="rulebook", tests=str(len(results.tests)), failures=str(failed))
    for one in results.tests:
        case = ElementTree.SubElement(
            suite, "testcase", name=one.name, classname=one.place.file, line=str(one.place.line)
        )
        for problem in one.problems:
            ElementTree.SubElement(case, "failure", message=problem.message).text = str(problem)
    try:
        ElementTree.ElementTree(suite).write(path, encoding="utf-8", xml_declaration=True)
    except OSError as error:
        raise DownError(f"Kan ikke skrive {path}: {cause_words(error.strerror)}.") from error
