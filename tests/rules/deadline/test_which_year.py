"""The year of each deadline in a list or stretch: told, supplied, rolled on, over the new year."""

from __future__ import annotations

from datetime import date

import pytest

from rules.deadline import Context, read

YEARS = [
    ("desember og januar", "2024-12 2025-01"),
    ("okt, nov, des, jan", "2024-10 2024-11 2024-12 2025-01"),
    ("november, desember og januar 2025", "2024-11 2024-12 2025-01"),
    ("uke 50 og 2", "2024-12-09/2024-12-15 2025-01-06/2025-01-12"),
    ("desember 2024 - februar", "2024-12/2025-02"),
    ("november - januar 2025", "2024-11/2025-01"),
    ("juni og nov 2025", "2025-06 2025-11"),
    ("mars 2024 og 2025", "2024-03 2025-03"),
    ("mars 2024, juni og september 2025", "2024-03 2025-06 2025-09"),
    ("mars - 2025", "2025-03"),
]


@pytest.mark.parametrize(("text", "edtf"), YEARS)
def test_list_and_stretch_have_the_years_a_person_would_give_them(text: str, edtf: str) -> None:
    assert " ".join(read(text, Context("nb", (2024,))).edtf) == edtf


def test_yearly_deadlines_stay_in_the_plans_year() -> None:
    reading = read("november og mars hvert år", Context("nb", (2024,)))
    assert reading.due == (date(2024, 11, 29), date(2024, 3, 27))


def test_a_season_to_come_lies_ahead() -> None:
    assert read("til våren", Context("nb", (2014,), date(2014, 11, 24))).edtf == ("2015-21",)
    assert read("til våren", Context("nb", (2014,), date(2014, 2, 24))).edtf == ("2014-21",)


def test_a_list_with_a_year_needs_no_plan() -> None:
    assert read("Juni og nov 2015", Context()).edtf == ("2015-06", "2015-11")
    assert read("Juni og nov", Context()).kind == "unresolved"
