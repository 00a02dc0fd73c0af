from __future__ import annotations

import pytest

from calendars.words import period_in_words, spoken, words


@pytest.mark.parametrize(
    ("edtf", "bokmål", "nynorsk"),
    [
        ("2015-06", "juni 2015", "juni 2015"),
        ("2015-06-30", "30. juni 2015", "30. juni 2015"),
        ("2016", "2016", "2016"),
        ("2022-21", "våren 2022", "våren 2022"),
        ("2022-22", "sommeren 2022", "sommaren 2022"),
        ("2024-23", "høsten 2024", "hausten 2024"),
        ("2014-33", "1. kvartal 2014", "1. kvartal 2014"),
        ("2014-39", "3. tertial 2014", "3. tertial 2014"),
        ("2019-40", "1. halvår 2019", "1. halvår 2019"),
        ("2014-01/2014-06", "januar–juni 2014", "januar–juni 2014"),
        ("2024-12-09/2024-12-22", "9.–22. desember 2024", "9.–22. desember 2024"),
        ("2025-12-30/2026-01-02", "30. desember 2025 – 2. januar 2026", "30. desember 2025 – 2. januar 2026"),
        ("2023/2025", "2023–2025", "2023–2025"),
        ("2021-21/2021-22", "våren–sommeren 2021", "våren–sommaren 2021"),
        ("2015-06/2015-06", "juni 2015", "juni 2015"),
        ("../2024-06", "juni 2024", "juni 2024"),
        ("2016-04/..", "fra april 2016", "frå april 2016"),
        ("2024-05-15~", "ca. 15. mai 2024", "ca. 15. mai 2024"),
        ("2022?", "2022 (usikkert)", "2022 (usikkert)"),
        ("[2024-04,2024-05]", "april 2024 eller mai 2024", "april 2024 eller mai 2024"),
    ],
)
def test_periods_are_said_as_people_say_them(edtf: str, bokmål: str, nynorsk: str) -> None:
    assert (period_in_words(edtf, "nb"), period_in_words(edtf, "nn")) == (bokmål, nynorsk)


@pytest.mark.parametrize("edtf", ["neste møte", "2015-77", "", "m:next"])
def test_what_is_no_period_is_left_to_the_caller(edtf: str) -> None:
    with pytest.raises(ValueError):
        period_in_words(edtf, "nb")
    assert spoken(edtf, "nb", lambda: "12. mai") == "12. mai"


def test_other_languages_get_bokmål() -> None:
    assert words("sv") is words("nb")
    assert words("nn").role == "Ansvarleg: {roles}"


def test_both_languages_fill_the_same_blanks() -> None:
    one, other = words("nb"), words("nn")
    for name in one.__slots__:
        first, second = str(getattr(one, name)), str(getattr(other, name))
        assert sorted(_blanks(first)) == sorted(_blanks(second)), name


def _blanks(pattern: str) -> list[str]:
    return [part.partition("}")[0] for part in pattern.split("{")[1:]]
