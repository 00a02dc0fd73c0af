"""What needs a person, most urgent first, and what does not fit together."""

from __future__ import annotations

from datetime import date

import pytest

from rules.deadline import Context, read
from rules.deadline.review import contradictions, urgency

KHS = Context("nb", (2014,), date(2014, 4, 30), ("KHS prosjektstyre",))


def test_what_may_be_due_soon_comes_first() -> None:
    soon, june, unread, empty = "K ønsker kanskje dette nå i mai 2014 eller noe sånt", "fredag 8. juni 2014", "TBD", ""
    found = sorted((unread, june, soon, empty), key=lambda text: urgency(read(text, KHS), date(2014, 5, 1)))
    assert found == [soon, june, unread, empty]


def test_a_status_outside_the_deadline_is_reported() -> None:
    doubts = contradictions(read("Q4", KHS), "Planlagt 4.9.14", "Opplæring av superbrukere", KHS)
    assert [(doubt.code, doubt.deadline, doubt.other) for doubt in doubts] == [("other_time", "Q4", "Planlagt 4.9.14")]


def test_a_rhythm_beside_ongoing_is_reported() -> None:
    doubts = contradictions(read("Løpende", KHS), "", "Møter i regionale prosjektnettverk hver 6. uke", KHS)
    assert [doubt.code for doubt in doubts] == ["rhythm"]


def test_a_longer_period_in_the_text_is_reported() -> None:
    context = Context("nb", (2015,), date(2015, 2, 6))
    assert [d.code for d in contradictions(read("Juni 2015", context), "", "utarbeides i 2015", context)] == ["coarser"]


@pytest.mark.parametrize(
    ("deadline", "other"),
    [
        ("April 2015", "Samhandlingskonferanse våren 2015"),
        ("Mai 2015", "planlagt Q2 2015"),
        ("9. januar, 26. mars, 12. juni og 11. september", "4 heldagssamlinger i 2015"),
        ("Nov 2015", "Utarbeide handlingsplan 2016"),
        ("Nov 2015", "Revidere strategi 2016-2020"),
        ("Løpende", "Ta igjen etterslep for 2013"),
        ("Juni 2015", "Vedtatt 12.1.2015"),
    ],
)
def test_what_agrees_or_only_names_a_year_is_not_reported(deadline: str, other: str) -> None:
    context = Context("nb", (2015,), date(2015, 2, 6))
    assert contradictions(read(deadline, context), other, "", context) == ()


def test_a_bare_year_in_the_status_is_reported() -> None:
    context = Context("nb", (2015,), date(2015, 2, 6))
    assert [d.code for d in contradictions(read("Juni 2015", context), "2016", "", context)] == ["other_time"]


def test_what_fits_is_not_reported() -> None:
    assert contradictions(read("Q3", KHS), "Planlagt 4.9.14", "Ferdig i september", KHS) == ()
    assert contradictions(read("Løpende", KHS), "Jobbes med", "", KHS) == ()
    assert contradictions(read("Q3", KHS), "Sist oppdatert 3.3.2013", "", KHS) == ()


def test_a_year_does_not_say_less_than_a_deadline_without_a_beginning() -> None:
    assert contradictions(read("innen mars 2014", KHS), "2014", "", KHS) == ()
    assert contradictions(read("innen mars 2014", KHS), "starter i januar 2014", "", KHS) == ()
