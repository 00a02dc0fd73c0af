"""Deadlines for which a case must be written."""

from __future__ import annotations

import pytest

from rules.deadline.cases import writes_case


@pytest.mark.parametrize("text", ["K26 lager sak Neste møte", "Saksframlegg til neste OSU", "Sak til OSU i mai"])
def test_a_case_is_to_be_written(text: str) -> None:
    assert writes_case(text)


@pytest.mark.parametrize("text", ["Neste møte", "innen mars", "Saksbehandling i mai"])
def test_no_case_is_to_be_written(text: str) -> None:
    assert not writes_case(text)
