from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifiers.words import day_label, day_words, listed, shorten, when_words, why_words, wrap

TODAY = date(2015, 6, 16)


def test_days_are_written_the_norwegian_way() -> None:
    assert day_words(date(2015, 6, 30), "nb") == "tirsdag 30. juni 2015"
    assert day_words(date(2015, 6, 30), "nn") == "tysdag 30. juni 2015"
    assert day_words(date(2015, 3, 7), "nb") == "lørdag 7. mars 2015"
    assert day_words(date(2015, 3, 7), "nn") == "laurdag 7. mars 2015"
    assert day_words(None, "nb") == ""


@pytest.mark.parametrize(
    ("days", "nb", "nn"),
    [
        (0, "i dag", "i dag"),
        (1, "i morgen", "i morgon"),
        (-1, "i går", "i går"),
        (2, "om 2 dager", "om 2 dagar"),
        (7, "om en uke", "om ei veke"),
        (-7, "for en uke siden", "for ei veke sidan"),
        (14, "om 14 dager", "om 14 dagar"),
        (-3, "for 3 dager siden", "for 3 dagar sidan"),
        (21, "om 3 uker", "om 3 veker"),
        (30, "om 30 dager", "om 30 dagar"),
        (-90, "for ca. 3 måneder siden", "for ca. 3 månader sidan"),
        (365, "om ca. 12 måneder", "om ca. 12 månader"),
        (-4000, "for ca. 11 år siden", "for ca. 11 år sidan"),
    ],
)
def test_distances(days: int, nb: str, nn: str) -> None:
    day = TODAY + timedelta(days=days)
    assert when_words(day, TODAY, "nb") == nb
    assert when_words(day, TODAY, "nn") == nn


def test_a_day_says_what_it_is() -> None:
    assert [day_label(kind, "nb") for kind in ("due", "wait", "report")] == ["Dato", "Ses på igjen", "Status innen"]
    assert day_label("wait", "nn") == "Sjå på igjen"
    assert day_label("meeting", "nb", of_case=True) == "Saksfrist"


def test_no_day_is_no_words() -> None:
    assert when_words(None, TODAY, "nb") == ""


def test_an_unknown_locale_reads_as_bokmål() -> None:
    assert day_words(TODAY, "en") == "tirsdag 16. juni 2015"
    assert when_words(TODAY, TODAY, "sv") == "i dag"


def test_why_names_the_role_and_the_absent() -> None:
    assert "AU LSU" in why_words("AU LSU", "plan", "nb")
    assert "nevner ingen" in why_words("AU LSU", "default", "nb")
    named = why_words("AU LSU", "default", "nb", named="«Rådet»")
    assert named == "Planen nevner «Rådet», som vi ikke kjenner. Da går det til AU LSU, og du er med der."
    assert "nemner «Rådet»" in why_words("AU LSU", "default", "nn", named="«Rådet»")
    assert "nemner ingen" in why_words("AU LSU", "focus", "nn")
    assert "du er sekretariat" in why_words("", None, "nb")
    assert "K26 også" in why_words("K26", "step", "nb")
    assert why_words("AU LSU", "plan", "nb", "Ola Berg").endswith("på vegne av Ola Berg, som er borte.")


def test_listed() -> None:
    assert [listed(n) for n in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a og b", "a, b og c"]


def test_shorten_cuts_between_words() -> None:
    assert shorten("Evaluere avtalen om øyeblikkelig hjelp", 24) == "Evaluere avtalen om…"
    assert shorten("kort", 24) == "kort"
    assert shorten("x" * 40, 10) == "x" * 9 + "…"


@given(st.text(max_size=200), st.integers(5, 60))
def test_shorten_never_exceeds_its_width(text: str, width: int) -> None:
    assert len(shorten(text, width)) <= width
    assert "\n" not in shorten(text, width)


def test_wrap_keeps_links_whole_and_indents_what_follows() -> None:
    link = "https://tidsfrist.example.org/svar/" + "a" * 120
    wrapped = wrap(f"Hei\n\n\n\n  Status: {'ord ' * 30}\n- {link}\n")
    assert link in wrapped
    assert "Hei\n\n  Status: ord" in wrapped
    assert "\n    ord" in wrapped
