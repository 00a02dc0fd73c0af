"""`tidsfrist deadline`: reads deadline texts and explains the readings. Public name: deadline."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TextIO
from zoneinfo import ZoneInfo

import typer

from engine.clock import system_now
from rules.deadline import Context, explain, published, read
from rules.deadline.find import Found, find, own_context
from rules.deadline.reading import Reading
from rules.deadline.vocabulary import LANGUAGES
from rules.errors import TidsfristError, cause_words

_HOME = ZoneInfo("Europe/Oslo")
_LOCALES = {"nb": "nb", "nn": "nn", "en": "en"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the command line says about all texts alike."""

    context: Context
    as_json: bool
    out: TextIO


def deadline(
    text: Annotated[
        list[str] | None, typer.Argument(metavar="[TEKST]…", help="Fristtekster, hver i hermetegn.")
    ] = None,
    lang: Annotated[str, typer.Option(help="Språket i tekstene: nb, nn, da, sv, en.")] = "nb",
    year: Annotated[int | None, typer.Option(help="Året planen gjelder, for tekster uten årstall.")] = None,
    today: Annotated[str | None, typer.Option(help="Dagen da teksten ble skrevet, ÅÅÅÅ-MM-DD.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Skriv JSON.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Les JSON-linjer {text, lang, context} fra stdin.")] = False,
    find_in: Annotated[Path | None, typer.Option("--find", help="Finn datoer i løpende tekst i en fil.")] = None,
    review: Annotated[
        str | None, typer.Option(metavar="PLAN", help="List det i en plan som trenger et menneske.")
    ] = None,
    correct: Annotated[
        str | None, typer.Option(metavar="PLAN", help="Si hvordan tiltaket TEKST (et nummer) skal leses.")
    ] = None,
    as_text: Annotated[str | None, typer.Option("--as", metavar="TEKST", help="Les fristen som denne teksten.")] = None,
    date: Annotated[list[str] | None, typer.Option(metavar="DATO", help="Fristen er denne dagen; kan gjentas.")] = None,
    party: Annotated[
        list[str] | None, typer.Option(metavar="NAVN=DATO", help="Fristen for denne parten; gjentas for hver.")
    ] = None,
    ongoing: Annotated[bool, typer.Option("--ongoing", help="Ingen dato: spør i rundene til planen.")] = False,
    meeting: Annotated[
        str | None, typer.Option(metavar="HVILKET", help="Knytt den til et møte: next, every eller en dag.")
    ] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="Den er lest riktig.")] = False,
    ask: Annotated[
        str | None, typer.Option(metavar="DATO", help="Be den ansvarlige om en dato innen denne dagen.")
    ] = None,
    again: Annotated[str | None, typer.Option(metavar="DATO", help="La spørsmålet ligge til denne dagen.")] = None,
    everywhere: Annotated[bool, typer.Option("--everywhere", help="Gjelder denne teksten overalt i planen.")] = False,
    by: Annotated[str | None, typer.Option(metavar="PERSON", help="Hvem som sier det.")] = None,
) -> None:
    """Les fristtekster og forklar hva som er forstått; --review og --correct gjelder en plan i databasen."""
    if review is not None:
        _stored().review(review, as_json)
        return
    if correct is not None:
        if not text or len(text) != 1:
            raise typer.BadParameter("oppgi nummeret på ett tiltak")
        wishes = _stored()
        said = wishes.Wish(
            as_text, tuple(date or ()), ongoing, meeting, confirm, ask, again, everywhere, by, party or ()
        )
        wishes.correct(correct, text[0], said)
        return
    if jsonl:
        _stream(sys.stdin, sys.stdout, lang)
        return
    asked = _Asked(_context(lang, year, today), as_json, sys.stdout)
    if find_in is not None:
        _find(find_in, asked, dated=year is not None or today is not None)
    elif not text:
        raise typer.BadParameter("oppgi en tekst, --jsonl eller --find FIL")
    else:
        for one in text:
            _show(one, asked)


def _stored() -> Any:
    """The verbs that need the database; reading a text must not wait for it to be loaded."""
    return importlib.import_module("engine.cli.corrections")


def _context(lang: str, year: int | None, today: str | None) -> Context:
    """The context of the command line; with neither year nor day given, the text is read as written today."""
    if lang not in LANGUAGES:
        raise TidsfristError(f"språket «{lang}» er ikke kjent; velg blant {', '.join(sorted(LANGUAGES))}")
    if year is None and today is None:
        today = system_now().astimezone(_HOME).date().isoformat()
    try:
        return Context.from_json({"plan_year": year, "today": today}, lang)
    except ValueError as error:
        raise TidsfristError(str(error)) from None


def answer(reading: Reading, lang: str) -> dict[str, Any]:
    """One reading as the contract of `--json` has it."""
    return {**published(reading), "explanation": explain(reading, _LOCALES.get(lang, "nb"))}


def _show(text: str, asked: _Asked) -> None:
    reading = read(text, asked.context)
    if asked.as_json:
        print(json.dumps(answer(reading, asked.context.lang), ensure_ascii=False), file=asked.out)
    else:
        print(_written(reading, asked.context.lang), file=asked.out)


def _written(reading: Reading, lang: str) -> str:
    due = ", ".join(day.isoformat() for day in reading.due or ())
    meaning = " ".join((*reading.edtf, *([reading.rrule] if reading.rrule else [])))
    lines = [explain(reading, _LOCALES.get(lang, "nb"))]
    lines.append(f"  {reading.kind}  {meaning}".rstrip() + (f"  frist {due}" if due else ""))
    lines[-1] += f"  sikkerhet {reading.confidence:.2f}"
    lines += [f"  {fired.rule}: {reading.text[fired.start : fired.end]!r}" for fired in reading.trace]
    return "\n".join(lines)


# --- JSON lines ----------------------------------------------------------------------------------------------------


def _stream(lines: TextIO, out: TextIO, lang: str) -> None:
    """One line out for each line in; those that cannot be used are named at the end, when all others are read."""
    wrong = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                said = _answered(line, number, lang)
            except TidsfristError as error:
                wrong.append(str(error))
                said = _unusable(str(error))
            print(json.dumps(said, ensure_ascii=False), file=out)
    if wrong:
        raise TidsfristError("\n".join(wrong))


def _answered(line: str, number: int, lang: str) -> dict[str, Any]:
    row = _row(line, number)
    own = row.get("lang") or lang
    return answer(read(row["text"], _row_context(row, own, number)), own)


def _unusable(why: str) -> dict[str, Any]:
    """What stands in the place of a line that is no question, so that the lines in and out still belong together."""
    return {"text": None, "kind": "unresolved", "edtf": [], "rrule": None, "meeting": None, "due": None,
            "confidence": 0.0, "rest": "", "explanation": why, "error": why}  # fmt: skip


def _row(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise TidsfristError(f"linje {number}, tegn {error.colno}: dette er ikke JSON: {error.msg}") from None
    except (ValueError, RecursionError):
        raise TidsfristError(f"linje {number}: for mange klammer i hverandre, eller et for langt tall") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise TidsfristError(f"linje {number}: en linje må være et objekt med «text»")
    if row.get("lang") is not None and not isinstance(row["lang"], str):
        raise TidsfristError(f"linje {number}: «lang» må være tekst")
    return row


def _row_context(row: dict[str, Any], lang: str, number: int) -> Context:
    try:
        return Context.from_json(row.get("context") or {}, lang)
    except ValueError as error:
        raise TidsfristError(f"linje {number}: {error}") from None


# --- running text --------------------------------------------------------------------------------------------------


def _find(path: Path, asked: _Asked, dated: bool) -> None:
    """`dated`: the command line says when the text was written; else the text's own date or year counts."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise TidsfristError(f"{path}: {cause_words(error.strerror)}") from None
    context = asked.context if dated else own_context(text, asked.context)
    for found in find(text, context):
        print(_found(found, text, asked), file=asked.out)


def _found(found: Found, text: str, asked: _Asked) -> str:
    line = text.count("\n", 0, found.start) + 1
    if asked.as_json:
        fields: Iterator[tuple[str, Any]] = iter(answer(found.reading, asked.context.lang).items())
        extra = {"start": found.start, "end": found.end, "line": line, "role": found.role, "time": found.time,
                 "place": found.place}  # fmt: skip
        return json.dumps({**extra, **dict(fields)}, ensure_ascii=False)
    days = ", ".join(day.isoformat() for day in found.reading.due or ())
    where = " ".join(part for part in (found.time, found.place) if part)
    return f"{line:5} {found.role:9} {days:22} {found.reading.text!r} {where}".rstrip()


__all__ = ["answer", "deadline"]
