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
from rules.deadline.find import Found, find
from rules.deadline.reading import Reading
from rules.errors import TidsfristError

_HOME = ZoneInfo("Europe/Oslo")
_LOCALES = {"nb": "nb", "nn": "nn", "en": "en"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the command line says about all texts alike."""

    context: Context
    as_json: bool
    out: TextIO


def deadline(
    text: Annotated[list[str] | None, typer.Argument(help="Deadline texts, each in quotes.")] = None,
    lang: Annotated[str, typer.Option(help="Language of the texts: nb, nn, da, sv, en.")] = "nb",
    year: Annotated[int | None, typer.Option(help="The plan's year, for texts that name none.")] = None,
    today: Annotated[str | None, typer.Option(help="The day on which the text was written, YYYY-MM-DD.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Read JSON lines {text, lang, context} from stdin.")] = False,
    find_in: Annotated[Path | None, typer.Option("--find", help="Find dates in the running text of a file.")] = None,
    review: Annotated[str | None, typer.Option(metavar="PLAN", help="List what needs a person in a plan.")] = None,
    correct: Annotated[
        str | None, typer.Option(metavar="PLAN", help="Say how measure TEXT (a number) is read.")
    ] = None,
    as_text: Annotated[str | None, typer.Option("--as", metavar="TEXT", help="Read it as these words.")] = None,
    date: Annotated[list[str] | None, typer.Option(metavar="DAY", help="It is due this day; may be repeated.")] = None,
    ongoing: Annotated[bool, typer.Option("--ongoing", help="It has no day; ask in the plan's rounds.")] = False,
    meeting: Annotated[str | None, typer.Option(metavar="WHICH", help="Bind it: next, every, or a day.")] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="It is read right.")] = False,
    ask: Annotated[str | None, typer.Option(metavar="DAY", help="Ask the responsible for a date by this day.")] = None,
    again: Annotated[str | None, typer.Option(metavar="DAY", help="Leave the question until this day.")] = None,
    everywhere: Annotated[bool, typer.Option("--everywhere", help="This text wherever it stands in the plan.")] = False,
    by: Annotated[str | None, typer.Option(metavar="PERSON", help="Who says so.")] = None,
) -> None:
    """Read deadline texts and say what is understood; --review and --correct work on a plan in the database."""
    if review is not None:
        _stored().review(review, as_json)
        return
    if correct is not None:
        if not text or len(text) != 1:
            raise typer.BadParameter("give the number of one measure")
        wishes = _stored()
        said = wishes.Wish(as_text, tuple(date or ()), ongoing, meeting, confirm, ask, again, everywhere, by)
        wishes.correct(correct, text[0], said)
        return
    if jsonl:
        _stream(sys.stdin, sys.stdout, lang)
        return
    asked = _Asked(_context(lang, year, today), as_json, sys.stdout)
    if find_in is not None:
        _find(find_in, asked)
    elif not text:
        raise typer.BadParameter("give a text, --jsonl or --find FILE")
    else:
        for one in text:
            _show(one, asked)


def _stored() -> Any:
    """The verbs that need the database; reading a text must not wait for it to be loaded."""
    return importlib.import_module("engine.cli.corrections")


def _context(lang: str, year: int | None, today: str | None) -> Context:
    """The context of the command line; with neither year nor day given, the text is read as written today."""
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
    lines.append(f"  {reading.kind}  {meaning}".rstrip() + (f"  due {due}" if due else ""))
    lines[-1] += f"  confidence {reading.confidence:.2f}"
    lines += [f"  {fired.rule}: {reading.text[fired.start : fired.end]!r}" for fired in reading.trace]
    return "\n".join(lines)


# --- JSON lines ----------------------------------------------------------------------------------------------------


def _stream(lines: TextIO, out: TextIO, lang: str) -> None:
    for number, line in enumerate(lines, 1):
        if line.strip():
            row = _row(line, number)
            own = row.get("lang") or lang
            reading = read(row["text"], _row_context(row, own, number))
            print(json.dumps(answer(reading, own), ensure_ascii=False), file=out)


def _row(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise TidsfristError(f"line {number}: this is not JSON: {error}") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise TidsfristError(f"line {number}: a line must be an object with a «text»")
    if row.get("lang") is not None and not isinstance(row["lang"], str):
        raise TidsfristError(f"line {number}: «lang» must be text")
    return row


def _row_context(row: dict[str, Any], lang: str, number: int) -> Context:
    try:
        return Context.from_json(row.get("context") or {}, lang)
    except ValueError as error:
        raise TidsfristError(f"line {number}: {error}") from None


# --- running text --------------------------------------------------------------------------------------------------


def _find(path: Path, asked: _Asked) -> None:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise TidsfristError(f"{path}: {error.strerror}") from None
    for found in find(text, asked.context):
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
