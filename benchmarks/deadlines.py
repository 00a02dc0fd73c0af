"""Reads the public corpus with our reader, dateparser and Duckling, and prints accuracy beside speed.

    python benchmarks/deadlines.py            # ours, and whichever of the two peers is installed
    pip install dateparser pyduckling-native-phihos

Accuracy, strict: the dated rows of which every due day (or a day that the gold also accepts) is found, nothing else.
Accuracy, lenient: at least one day found is the start, end or due day of a period. A peer has no notion of ongoing,
meetings or open texts; `invented` counts the undated rows to which it gives a date.

Speed: texts per second of CPU time on one core, the best of several rounds in which all readers take their turn, so
that what else the machine does slows them alike. Our reader forgets every text before each round. What it keeps is
grammar and calendar, not readings: which rules match a row of classes of words, where a month or quarter lies, the
public holidays of a year. The last line says how fast it is without the former, and when it has met the texts.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from rules.deadline import Context, read
from rules.deadline.parse import forget
from rules.edtf import bounds

try:
    import dateparser.search
except ImportError:
    dateparser = None
try:
    import duckling  # type: ignore[import-not-found,unused-ignore]
except ImportError:
    duckling = None

CORPUS = Path(__file__).parents[1] / "tests" / "data" / "deadlines-public.jsonl"
ROUNDS = 8
Row = dict[str, Any]
Reader = Callable[[Row], list[date]]


@dataclass(frozen=True, slots=True)
class Score:
    """How one reader did: shares of the dated rows, undated rows given a date, texts per second."""

    name: str
    strict: float
    lenient: float
    invented: int
    speed: float


def our_reader() -> Reader:
    contexts: dict[int, Context] = {}  # a plan's context is made once, not for each of its texts

    def reader(row: Row) -> list[date]:
        key = id(row)
        context = contexts.get(key) or contexts.setdefault(key, Context.from_json(row["context"], row["lang"]))
        return list(read(row["text"], context).due or ())

    return reader


def _base(row: Row) -> datetime:
    context = row["context"]
    return datetime.fromisoformat(context.get("today") or f"{context.get('plan_year', 2024)}-01-15")


def with_dateparser(row: Row) -> list[date]:
    languages = {"nb": ["nb"], "nn": ["nn"], "da": ["da"], "sv": ["sv"], "en": ["en"]}[row["lang"]]
    found = dateparser.parse(
        row["text"], languages=languages, settings={"RELATIVE_BASE": _base(row), "DATE_ORDER": "DMY"}
    )
    return [found.date()] if found else []


def with_dateparser_search(row: Row) -> list[date]:
    languages = {"nb": ["nb"], "nn": ["nn"], "da": ["da"], "sv": ["sv"], "en": ["en"]}[row["lang"]]
    found = dateparser.search.search_dates(
        row["text"], languages=languages, settings={"RELATIVE_BASE": _base(row), "DATE_ORDER": "DMY"}
    )
    return [moment.date() for _, moment in found or ()]


def duckling_reader() -> Reader:
    locale = {"nb": "NB", "nn": "NB", "da": "DA", "sv": "SV", "en": "EN"}
    zones = duckling.load_time_zones("/usr/share/zoneinfo")

    def reader(row: Row) -> list[date]:
        moment = duckling.parse_ref_time(zones, "Europe/Oslo", int(_base(row).timestamp()))
        language = duckling.parse_lang(locale[row["lang"]])
        context = duckling.Context(moment, duckling.default_locale_lang(language))
        found = duckling.parse(row["text"], context, [*duckling.parse_dimensions(["time"])], False)
        return [day for entity in found for day in _duckling_days(entity)]

    return reader


def _duckling_days(entity: Row) -> list[date]:
    """The last day of what was found: an interval's end is exclusive, a grain of a month or more means all of it."""
    value = entity["value"]
    if value.get("type") == "interval":
        end = (value.get("to") or {}).get("value")
        return [date.fromisoformat(end[:10]) - timedelta(days=1)] if end else []
    day = date.fromisoformat(value["value"][:10])
    months = {"month": 1, "quarter": 3, "year": 12}.get(value["grain"])
    if months is None:
        return [day + timedelta(days=6 if value["grain"] == "week" else 0)]
    index = day.year * 12 + day.month - 1 + months
    return [date(index // 12, index % 12 + 1, 1) - timedelta(days=1)]


def accepted(row: Row) -> set[str]:
    return {*(row["due"] or ()), *(row.get("due_alt") or ())}


def strict(row: Row, days: list[date]) -> bool:
    found = [day.isoformat() for day in days]
    return len(found) == len(row["due"]) and set(found) <= accepted(row)


def lenient(row: Row, days: list[date]) -> bool:
    edges = accepted(row)
    for text in row["edtf"]:
        edges |= {day.isoformat() for day in bounds(text) if day is not None}
    return any(day.isoformat() in edges for day in days)


def speeds(readers: list[Reader], rows: list[Row], before: Callable[[], None] = forget) -> list[float]:
    """Texts per second of each reader; `before` is called before each of its rounds."""
    best = [float("inf")] * len(readers)
    for _ in range(ROUNDS):
        for at, reader in enumerate(readers):
            before()
            best[at] = min(best[at], _seconds(reader, rows))
    return [len(rows) / seconds for seconds in best]


def _seconds(reader: Reader, rows: list[Row]) -> float:
    began = time.process_time()
    for row in rows:
        reader(row)
    return time.process_time() - began


def score(name: str, reader: Reader, rows: list[Row], speed: float) -> Score:
    answers = [(row, reader(row)) for row in rows]
    dated = [(row, days) for row, days in answers if row["due"]]
    undated = [days for row, days in answers if row["kind"] in ("ongoing", "event", "unresolved") and not row["due"]]
    return Score(
        name,
        sum(strict(row, days) for row, days in dated) / len(dated),
        sum(lenient(row, days) for row, days in dated) / len(dated),
        sum(bool(days) for days in undated),
        speed,
    )


def main() -> None:
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    readers: list[tuple[str, Reader]] = [("tidsfrist", our_reader())]
    if dateparser is not None:
        readers += [("dateparser.parse", with_dateparser), ("dateparser.search", with_dateparser_search)]
    if duckling is not None:
        readers.append(("Duckling", duckling_reader()))
    ours = readers[0][1]
    found = speeds([reader for _, reader in readers], rows)
    scores = [score(name, reader, rows, speed) for (name, reader), speed in zip(readers, found, strict=True)]
    print(f"{'reader':20} {'strict':>7} {'lenient':>8} {'invented':>9} {'texts/s':>9} {'times as fast':>14}")
    for one in scores:
        ratio = scores[0].speed / one.speed
        print(f"{one.name:20} {one.strict:7.0%} {one.lenient:8.0%} {one.invented:9} {one.speed:9,.0f} {ratio:14.1f}")
    new = speeds([ours], rows, partial(forget, grammar=True))[0]
    met = speeds([ours], rows, lambda: None)[0]
    print(f"tidsfrist, rows of classes never met: {new:,.0f} texts/s; texts met before: {met:,.0f} texts/s")


if __name__ == "__main__":
    main()
