"""Named holidays in every language: where they lie, and what is due by, before and after them."""

from __future__ import annotations

import pytest

from rules.deadline import read
from tests.rules.deadline.contexts import example_context, said

READ = [
    ("nb", "Kristi himmelfartsdag", "2024-05-09"),
    ("nb", "før 2. pinsedag", "../2024-05-19"),
    ("nb", "innen skjærtorsdag", "../2024-03-28"),
    ("nb", "etter 2. påskedag", "2024-04-02/.."),
    ("nb", "mellom jul og nyttår", "2024-12-27/2024-12-31"),
    ("nb", "før 1. søndag i advent", "../2024-11-30"),
    ("nb", "årlig før Kristi himmelfartsdag", "FREQ=YEARLY"),
    ("nn", "før påskeftan", "../2024-03-29"),
    ("da", "store bededag", "2024-04-26"),
    ("da", "inden Grundlovsdag", "../2024-06-05"),
    ("da", "Sankt Hans", "2024-06-23"),
    ("da", "efterårsferien", "2024-10-14/2024-10-20"),
    ("sv", "höstlovet", "2024-10-28/2024-11-03"),
    ("en", "in the new year", "2025-01-01/2025-01-31"),
    ("nb", "årets begynnelse", "2024-01-01/2024-01-31"),
    ("sv", "före midsommar", "../2024-06-20"),
    ("sv", "Alla helgons dag", "2024-11-02"),
    ("sv", "midsommardagen", "2024-06-22"),
    ("en", "by Good Friday", "../2024-03-29"),
    ("en", "before the August bank holiday", "../2024-08-25"),
]


@pytest.mark.parametrize(("lang", "text", "says"), READ, ids=[text for _, text, _ in READ])
def test_holiday_lies_where_the_calendar_has_it(lang: str, text: str, says: str) -> None:
    assert said(read(text, example_context(lang))) == says
