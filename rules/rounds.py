"""Reporting rounds: their periods as people write them, and the rows of a report.

Public names: period_key, period_code, MEETING, Line, Voiced, Phase, phase_of, body_of, lines_of.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from rules.days import FIRST_YEAR, LAST_YEAR
from rules.errors import TidsfristError
from rules.governance import Round

MEETING = "m:"
Phase = Literal["coming", "open", "over", "closed"]
_FIRST = {"T": 37, "Q": 33, "K": 33, "H": 40}  # EDTF's codes for the first third, quarter and half of a year
_COUNT = {"T": 3, "Q": 4, "K": 4, "H": 2}
_PERIOD = re.compile(r"^(\d{4})(?:-([TQKH])(\d))?$", re.IGNORECASE)
_EDTF = re.compile(r"^(\d{4})-(\d\d)$")


def period_key(text: str) -> str:
    """The EDTF of «2014-T1», «2014-Q3» (or K3), «2014-H1», «2014»; «m:2015-04-22» stays, for a meeting on that day.

    Raises TidsfristError where it is none of them.
    """
    plain = text.strip()
    if plain.casefold().startswith(MEETING):
        return MEETING + _day(plain[len(MEETING) :]).isoformat()
    found = _PERIOD.match(plain)
    if found is None:
        raise TidsfristError(
            f"«{text}» er ingen periode. Skriv for eksempel 2014-T1, 2014-Q3, 2014-H1, 2014 eller m:2015-04-22 (møtet)."
        )
    year, kind, n = found[1], (found[2] or "").upper(), int(found[3] or 0)
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise TidsfristError(f"«{text}» er for langt unna. Året må være fra {FIRST_YEAR} til {LAST_YEAR}.")
    if kind and not 1 <= n <= _COUNT[kind]:
        raise TidsfristError(f"{text!r}: et år har {_COUNT[kind]} slike perioder.")
    return f"{year}-{_FIRST[kind] + n - 1}" if kind else year


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise TidsfristError(f"{text!r} er ikke en dag. Skriv for eksempel m:2015-04-22.") from None


def period_code(key: str) -> str:
    """«2014-T1» for 2014-37; what is no share of a year stays as it is."""
    found = _EDTF.match(key)
    for kind in ("T", "Q", "H"):
        n = int(found[2]) - _FIRST[kind] + 1 if found else 0
        if found and 1 <= n <= _COUNT[kind]:
            return f"{found[1]}-{kind}{n}"
    return key


def phase_of(one: Round, today: date) -> Phase:
    """Where the round is: coming, open for answers, over its answering day, closed."""
    if one.closed_at is not None:
        return "closed"
    if today < one.opens_on:
        return "coming"
    return "open" if today <= one.due_on else "over"


@dataclass(frozen=True, slots=True)
class Voiced:
    """What one party said in the round: `text` as it stands in the report, `original` as it was said where it was
    edited. `source`: telefon, e-post, møte, side; "" = the party answered by itself. `outcome` "": no answer."""

    party: str
    label: str
    outcome: str = ""
    text: str = ""
    original: str = ""
    source: str = ""
    answered_on: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One measure in a report. `status`: the column; `before`: what stood there last time, and in which period."""

    measure: str
    number: str
    focus: str
    title: str
    activity: str
    deadline: str
    responsible: str
    state: str
    status: str
    before: str
    before_period: str
    tally: str
    missing: tuple[str, ...]
    said: tuple[Voiced, ...]

    @property
    def blank(self) -> bool:
        """Nobody has said anything, though somebody is asked."""
        return bool(self.missing) and not any(v.outcome for v in self.said)


def body_of(head: Mapping[str, Any], rows: Iterable[Line]) -> str:
    """The report as JSON text, the same for the same content."""
    listed = [asdict(row) for row in rows]
    return json.dumps({**head, "rows": listed}, ensure_ascii=False, sort_keys=True, indent=1)


def lines_of(body: str) -> tuple[Line, ...]:
    """The rows of a frozen report."""
    rows = json.loads(body)["rows"]
    return tuple(
        Line(**{**row, "missing": tuple(row["missing"]), "said": tuple(Voiced(**v) for v in row["said"])})
        for row in rows
    )
