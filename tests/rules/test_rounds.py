"""Periods as people write them, and where a round is."""

from __future__ import annotations

from datetime import date

import pytest

from rules.errors import TidsfristError
from rules.governance import Round
from rules.rounds import Line, Voiced, body_of, lines_of, period_code, period_key, phase_of
from tests.fakes import at

KEYS = [
    ("2014-T1", "2014-37"), ("2014-t3", "2014-39"), ("2014-Q3", "2014-35"), ("2014-K3", "2014-35"),
    ("2014-H2", "2014-41"), ("2014", "2014"), (" 2014-H1 ", "2014-40"), ("m:2015-04-22", "m:2015-04-22"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key"), KEYS)
def test_periods_are_read(text: str, key: str) -> None:
    assert period_key(text) == key


@pytest.mark.parametrize(
    "text", ["", "T1", "2014-T4", "2014-Q0", "2014-H3", "2014-X1", "m:mai", "14-T1", "2014-1", "0000-T1", "9999-T3"]
)
def test_what_is_no_period_says_how_to_write_one(text: str) -> None:
    with pytest.raises(TidsfristError):
        period_key(text)


@pytest.mark.parametrize("code", ["2014-T1", "2014-T3", "2014-Q1", "2014-Q4", "2014-H1", "2014-H2", "2014", "m:abc"])
def test_codes_come_back(code: str) -> None:
    assert period_code(code if code.startswith("m:") else period_key(code)) == code


def test_phases() -> None:
    one = Round("p", "2014-37", date(2014, 5, 2), date(2014, 5, 15))
    days = [date(2014, 5, 1), date(2014, 5, 2), date(2014, 5, 15), date(2014, 5, 16)]
    assert [phase_of(one, d) for d in days] == ["coming", "open", "open", "over"]
    assert phase_of(Round("p", "2014-37", one.opens_on, one.due_on, None, at("2014-05-20")), days[0]) == "closed"


def test_an_empty_report_reads_back() -> None:
    assert lines_of(body_of({"plan": "p"}, ())) == ()


@pytest.mark.parametrize(
    ("missing", "outcome", "blank"), [(("lier",), "", True), (("lier",), "done", False), ((), "", False)]
)
def test_a_line_is_blank_where_somebody_is_asked_and_nobody_has_said_anything(
    missing: tuple[str, ...], outcome: str, blank: bool
) -> None:
    said = (Voiced("lier", "Lier", outcome),)
    assert Line("m1", "1", "", "", "", "", "", "", "", "", "", "", missing, said).blank is blank
