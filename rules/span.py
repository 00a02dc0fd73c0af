"""Spans of days as an administrator writes them: -14d, -3bd, +2w. Public names: Span, parse_span.

A span counts calendar days (d), weeks (w) or working days (bd) from a day. Working days are counted over the public
meaning of the calendar (Mon-Fri less public holidays), never over an installation's own closed periods.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from rules.workdays import WorkCalendar

_SPAN = re.compile(r"^([+-]?)(\d{1,4})(d|bd|w)$")
SPAN_HINT = "write a number and d (days), bd (working days) or w (weeks), e.g. -14d, +2w, 5bd"


@dataclass(frozen=True, slots=True)
class Span:
    """`n` units from a day; negative is before. `unit`: d (days), w (weeks), bd (working days)."""

    n: int
    unit: str

    def __str__(self) -> str:
        return f"{self.n:+d}{self.unit}" if self.n else f"0{self.unit}"

    def from_day(self, day: date, calendar: WorkCalendar) -> date:
        """The day that lies this span from `day`."""
        if self.unit == "bd":
            return calendar.add_workdays(day, self.n)
        return day + timedelta(days=self.n * (7 if self.unit == "w" else 1))

    @property
    def rough_days(self) -> int:
        """About how many calendar days, for comparing spans of different units."""
        return round(self.n * {"d": 1.0, "w": 7.0, "bd": 1.4}[self.unit])

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            lambda v: v if isinstance(v, cls) else parse_span(v),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "pattern": _SPAN.pattern, "examples": ["-14d", "-3bd", "+2w"]}


def parse_span(text: object) -> Span:
    """Reads «-14d». Raises ValueError with the cure where it is no span."""
    found = _SPAN.match(text.strip()) if isinstance(text, str) else None
    if found is None:
        raise ValueError(f"{text!r} is not a span; {SPAN_HINT}")
    sign, number, unit = found.groups()
    return Span(-int(number) if sign == "-" else int(number), unit)
