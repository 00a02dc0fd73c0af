from __future__ import annotations

import pytest

from calendars.privacy import without_contact


@pytest.mark.parametrize(
    "text",
    [
        "Ring 22 33 44 55",
        "Ring 22334455",
        "Ring +47 900 12 345.",
        "tlf. 90012345",
        "Skriv til kari.nordmann+lsu@drammen.kommune.no",
    ],
)
def test_ways_to_reach_people_are_left_out(text: str) -> None:
    cleaned = without_contact(text)
    assert "@" not in cleaned
    assert not any(c.isdigit() for c in cleaned)


@pytest.mark.parametrize(
    "text", ["Juni 2015", "20150630", "1.6.–30.6.2015", "2014/2015", "31.12.2023", "K26 lager sak", "sak 15/00123-4"]
)
def test_days_and_numbers_of_cases_stay(text: str) -> None:
    assert without_contact(text) == text


def test_control_characters_go_and_line_ends_stay() -> None:
    assert without_contact("en\x0b\x00 to\r\ntre\u2028") == "en to\ntre"
