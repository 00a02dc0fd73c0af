"""What all files that people write have in common. Public names: Strict, OneOrMore, as_list, Flag,
Day, Clock."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from rules.days import FIRST_YEAR, LAST_YEAR, within_reach

_ISO_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
_TIME = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")


class Strict(BaseModel):
    """Unknown keys are errors; what is loaded never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def as_list(value: Any) -> Any:
    """One text as a list of one."""
    return [value] if isinstance(value, str) else value


def _day(value: Any) -> Any:
    day = _as_day(value)
    if day is None:
        raise ValueError(f"{value!r} is not a day; write YYYY-MM-DD, e.g. 2015-06-10")
    if not within_reach(day):
        raise ValueError(f"{value!r} is too far away; the year must be from {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _as_day(value: Any) -> date | None:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) and _ISO_DAY.fullmatch(value) else None
    except ValueError:
        return None


def _clock(value: Any) -> Any:
    if isinstance(value, time):
        return value
    if isinstance(value, str) and _TIME.fullmatch(value):
        return time.fromisoformat(value)
    raise ValueError(f"{value!r} is not a time of day; write HH:MM, e.g. 09:00")


Flag = Annotated[bool, Field(strict=True)]  # «yes», «no» and «on» are texts in YAML 1.2, here too
OneOrMore = Annotated[tuple[str, ...], BeforeValidator(as_list)]
Day = Annotated[date, BeforeValidator(_day)]
Clock = Annotated[time, BeforeValidator(_clock)]
