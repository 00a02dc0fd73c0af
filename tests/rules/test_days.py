from __future__ import annotations

from datetime import date

import pytest

from rules.days import within_reach


@pytest.mark.parametrize(("day", "near"), [
    (date(1900, 1, 1), True), (date(2200, 12, 31), True), (date(1899, 12, 31), False), (date(9999, 12, 31), False),
])  # fmt: skip
def test_there_is_room_around_a_day(day: date, near: bool) -> None:
    assert within_reach(day) is near
