"""`tidsfrist test`. Public name: test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any
from xml.etree import ElementTree

import typer

from engine.accepting import Accepted, accepted
from engine.booktests import Coverage, Results, run_tests
from engine.cli.check import Lang, Language
from engine.documents.saving import save_whole, write_out
from engine.rulebooks import Folder, load_folder
from engine.settings import load_settings
from rules.errors import ConfigError, TidsfristError

_WORDS = {"rules": "regler", "steps": "steg", "transitions": "overganger"}
_NONE = "Regelboka har ingen tester. Skriv noen under «tests:», så vet du at den gjør det du mener."


_COMMENTS = "Navn på tester og kommentarer ved siden av røres ikke; se over om de fortsatt stemmer."
_HINT = {
    Language.nb: "Er det regelen som er riktig, så skriv testene om: tidsfrist test --accept",
    Language.en: "If it is the rule that is right, rewrite the tests: tidsfrist test --accept",
}


class TestsFail(ConfigError):
    """Noen av regelbokas egne tester går ikke; er det noe de venter på, står det hvordan de skrives om."""

    def __init__(self, results: Results, lang: Language) -> None:
        super().__init__(results.problems)
        if any(set(test.problems) - set(test.broken) for test in results.tests):
            self.args = (f"{self}\n{_HINT[lang]}",)


def test(
    accept: Annotated[
        bool,
        typer.Option("--accept", help="Skriv om det testene venter på (expect), så det er som det nå kommer."),
    ] = False,
    junit: Annotated[
        Path | None, typer.Option("--junit", metavar="FIL", help="Skriv resultatet som JUnit-XML.")
    ] = None,
    lang: Lang = Language.nb,
    as_json: Annotated[bool, typer.Option("--json", help="Skriv resultatet som JSON.")] = False,
) -> None:
    """Kjør regelbokas egne tester. En e-post som ikke står i testen, er en feil.

    Feil skrives som fil:linje:kolonne: sted: melding. Ingen tester er også en feil. Er det regelen som er riktig og
    testene som er gamle, skriver --accept dem om: e-poster, frister og tilstander under «expect», og ikke noe annet.
    """
    config = load_settings().config
    folder = load_folder(config, plans=False, lang=lang.value)
    results = run_tests(folder, lambda name: (config / name).as_posix(), lang.value)
    made = None
    if accept and results.problems:
        made, results = _accept(config, folder, results, quiet=as_json)
    if junit is not None:
        _write(junit, results)
    if as_json:
        print(json.dumps(_plain(results, made), ensure_ascii=False))
    elif made is None:
        print(_told(results))
    if not results.tests:
        raise TidsfristError(_NONE)
    if results.problems:
        raise TestsFail(results, lang)


def _accept(config: Path, folder: Folder, before: Results, *, quiet: bool) -> tuple[Accepted, Results]:
    """Tells what the tests will expect, tries it, and writes it. Raises TidsfristError with nothing written."""

    def name_in(name: str) -> str:
        return (config / name).as_posix()

    made = accepted(folder, before, name_in)
    if not quiet:
        print("\n".join(_changes(made, name_in(made.file))))
    results = made.proved(name_in)
    save_whole(config / made.file, folder.files[made.file], made.text, config)
    if not quiet:
        print(f"\nSkrev {name_in(made.file)}. Kjørt på nytt: {_count(len(results.tests))}, alle gikk.")
    return made, results


def _changes(made: Accepted, file: str) -> list[str]:
    lines = [f"{_count(len(made.tests))} i {file} venter nå på dette:"]
    for one in made.tests:
        lines += ["", f"{one.test.name} (linje {one.test.place.line})", *(f"  {words}" for words in one.words)]
    return [*lines, "", _COMMENTS]


def _told(results: Results) -> str:
    lines = [f"{'✗' if t.problems else '✓'} {t.name}" for t in results.tests]
    failed = sum(bool(t.problems) for t in results.tests)
    lines.append(f"{_count(len(results.tests))}, {f'{failed} feilet' if failed else 'alle gikk'}.")
    return "\n".join([*lines, *_coverage(results.coverage)])


def _count(tests: int) -> str:
    return "1 test" if tests == 1 else f"{tests} tester"


def _coverage(coverage: Coverage) -> list[str]:
    lines = ["Testene rører ved:"]
    for what, touched, every, left in coverage.parts:
        rest = f"; ikke: {', '.join(left)}" if left else ""
        lines.append(f"  {touched} av {every} {_WORDS[what]}{rest}")
    return lines


def _plain(results: Results, made: Accepted | None) -> dict[str, Any]:
    tests = [{"name": t.name, "line": t.place.line, "problems": [str(p) for p in t.problems]} for t in results.tests]
    parts = {what: {"touched": n, "of": every, "not": list(left)} for what, n, every, left in results.coverage.parts}
    plain = {"ok": results.ok, "tests": tests, "coverage": parts}
    if made is None:
        return plain
    new = [{"name": r.test.name, "line": r.test.place.line, "changes": list(r.words)} for r in made.tests]
    return {**plain, "accepted": new}


def _write(path: Path, results: Results) -> None:
    failed = sum(bool(t.problems) for t in results.tests)
    suite = ElementTree.Element("testsuite", name="rulebook", tests=str(len(results.tests)), failures=str(failed))
    for one in results.tests:
        case = ElementTree.SubElement(
            suite, "testcase", name=one.name, classname=one.place.file, line=str(one.place.line)
        )
        for problem in one.problems:
            ElementTree.SubElement(case, "failure", message=problem.message).text = str(problem)
    write_out({path: ElementTree.tostring(suite, encoding="utf-8", xml_declaration=True)}, path)
