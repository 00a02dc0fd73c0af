"""Questions to the secretariat in words."""

from __future__ import annotations

import pytest

from engine.questions import cures_of, question_words
from tests.fakes import measure


@pytest.mark.parametrize("locale", ["nb", "nn"])
def test_a_secretariat_that_is_responsible_is_not_told_to_ask_itself(locale: str) -> None:
    asked, itself = cures_of("needs_date", locale), cures_of("needs_date", locale, ask=False)
    assert itself == asked[1:]
    assert asked[0].startswith("Spør den ansvarl")


def test_other_cures_stand() -> None:
    assert cures_of("unknown_role:Rådet", "nb", ask=False) == cures_of("unknown_role:Rådet", "nb")


@pytest.mark.parametrize("locale", ["nb", "nn"])
@pytest.mark.parametrize(
    "code", ["show_again", "no_day", "postpone:mai 2015", "passed", "reopened", "carried_deadline"]
)
def test_an_empty_field_is_not_quoted(code: str, locale: str) -> None:
    assert "«»" not in question_words(code, measure(deadline_text=""), locale)
    assert "«»" not in question_words(code, measure(deadline_text="Juni"), locale)
