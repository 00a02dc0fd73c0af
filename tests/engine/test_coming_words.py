"""What an introduction says of the mails to come."""

from __future__ import annotations

from datetime import date

from engine.coming_words import coming_lines, open_round
from tests.fakes import occurrence

TODAY = date(2015, 5, 7)
ROUND = occurrence("2015-05-18", uid="r", kind="report", slot="t:2015-37", opens=date(2015, 5, 4))


def test_rounds_are_told_where_the_plan_has_them() -> None:
    dated, once = coming_lines(["m1"], [occurrence()], None, "", TODAY, "nb")
    assert dated.startswith("Du får en e-post i god tid") and once.startswith("Når du har svart")
    (only,) = coming_lines(["m1"], [ROUND], date(2015, 5, 7), "1. tertial 2015", TODAY, "nn")
    assert only == "Når planen skal ha status, får du éin e-post om alle tiltaka dine."


def test_who_comes_in_the_middle_of_a_round_is_asked_there() -> None:
    *_, asked = coming_lines(["m1"], [occurrence(), ROUND], date(2015, 2, 2), "1. tertial 2015", TODAY, "nb")
    assert asked == (
        "Det er tid for status for 1. tertial 2015 nå. Svar på denne e-posten med en linje om hvert tiltak innen "
        "mandag 18. mai 2015."
    )
    assert len(list(coming_lines(["m1"], [ROUND], date(2015, 2, 2), "", date(2015, 5, 3), "nb"))) == 1


def test_no_round_is_open_before_its_first_day_or_after_its_last() -> None:
    assert open_round([ROUND, occurrence()], TODAY) is ROUND
    assert open_round([ROUND], date(2015, 5, 3)) is None and open_round([ROUND], date(2015, 5, 19)) is None


def test_what_has_no_day_ahead_is_the_secretariats_to_clear_up() -> None:
    past = occurrence("2015-02-27")
    (only,) = coming_lines(["m1"], [past], None, "", TODAY, "nb")
    assert only == "Det som ikke har noen dag framover, avklarer sekretariatet."
    assert list(coming_lines(["m1", "m2"], [occurrence()], None, "", TODAY, "nn"))[-1].endswith(
        "avklarer sekretariatet."
    )
    assert "sekretariatet" not in " ".join(coming_lines(["m1"], [occurrence(), past], None, "", TODAY, "nb"))
