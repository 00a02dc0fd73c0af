"""Errors carry the sentence that a user reads, and the exit code."""

from __future__ import annotations

import pytest

from rules.errors import ConfigError, DownError, NotifyError, PlanError, Problem, TidsfristError, cause_words


def test_problem_says_where_it_stands() -> None:
    assert str(Problem("a.yaml", 3, 7, "rules.0", "ukjent")) == "a.yaml:3:7: rules.0: ukjent"
    assert str(Problem("a.yaml", 0, 0, "", "fila er tom")) == "a.yaml: fila er tom"


def test_all_problems_are_told_once_in_order_of_place() -> None:
    late, early = Problem("a.yaml", 10, 1, "", "b"), Problem("a.yaml", 9, 1, "", "a")
    error = ConfigError([late, early, late])
    assert error.problems == (early, late)
    assert str(error) == "a.yaml:9:1: a\na.yaml:10:1: b"


@pytest.mark.parametrize("permanent", [True, False])
def test_failed_delivery_says_whether_to_try_again(permanent: bool) -> None:
    error = NotifyError("nei", permanent=permanent)
    assert (str(error), error.permanent) == ("nei", permanent)


def test_exit_codes_are_those_of_the_contract() -> None:
    codes = {kind: kind.exit_code for kind in (TidsfristError, ConfigError, PlanError, NotifyError, DownError)}
    assert codes == {TidsfristError: 1, ConfigError: 1, PlanError: 1, NotifyError: 3, DownError: 3}


@pytest.mark.parametrize(
    ("why", "words"),
    [("embedded null byte", "navnet har et tegn som ikke kan stå der"), ("Odd", "Odd"), (None, "ukjent grunn")],
)
def test_what_the_system_refuses_is_told_in_bokmal_where_we_have_words(why: str | None, words: str) -> None:
    assert cause_words(why) == words
