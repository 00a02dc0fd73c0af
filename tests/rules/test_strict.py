"""Days as they are written in the files."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from rules.strict import Day

DAY: TypeAdapter[date] = TypeAdapter(Day)


def test_a_day_is_a_date_or_its_text() -> None:
    assert DAY.validate_python("2015-06-10") == DAY.validate_python(date(2015, 6, 10)) == date(2015, 6, 10)


@pytest.mark.parametrize(
    ("value", "why"),
    [("2015-02-30", "is not a day"), ("10.6.2015", "is not a day"), (15, "is not a day"), ("9999-12-31", "too far")],
)
def test_what_is_no_day_or_too_far_away_is_refused(value: Any, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        DAY.validate_python(value)
