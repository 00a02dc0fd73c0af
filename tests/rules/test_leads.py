"""A date in a closed period leads its reminders to the last meeting or round before it (design, policies)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rules.book import Book
from rules.case import Case
from rules.deadline import Reading
from rules.decide import decide
from rules.governance import Round
from rules.model import Measure, Meeting, Occurrence, Reporting
from rules.occurrences import Surroundings, occurrence_of, rebind, wanted
from rules.span import Span
from rules.why import steps_of
from rules.workdays import ClosedPeriod, WorkCalendar
from tests.fakes import OSLO, RULES, around, at, book, case, measure, meeting, occurrence, plan, reading

ROMJUL = WorkCalendar(closed=(ClosedPeriod((12, 24), (1, 1), name="romjul"),), christmas_eve=False)
DAY = date(2015, 11, 1)
EARLY, DECEMBER = meeting("2015-11-25"), meeting("2015-12-09")
AT_THE_END = measure(reading=reading("2015-12-31"))


def near(*meetings: Meeting, **changes: Any) -> Surroundings:
    """A plan of LSU whose rulebook knows romjul."""
    return around(*meetings, **{"calendar": ROMJUL, **changes})


def lead(those: Surroundings, one: Measure = AT_THE_END) -> date | None:
    """Where the reminders of the measure's first date lead to."""
    return next(w.opens for w in wanted(one, those) if w.kind == "due")


def quarter(ask: int) -> Reporting:
    """Rounds that ask so many weeks before New Year's Eve, and so on through the year."""
    return Reporting("quarter", Span(-ask, "w"), Span(0, "d"))


# ── which day it is ──────────────────────────────────────────────────────────────────────────────


def test_the_last_meeting_of_the_committee_before_romjul() -> None:
    assert lead(near(EARLY, DECEMBER, meeting("2016-01-13"))) == date(2015, 12, 9)


def test_the_same_day_is_due_whatever_its_reminders_lead_to() -> None:
    (led,), (bare,) = wanted(AT_THE_END, near(DECEMBER)), wanted(AT_THE_END, near())
    assert (led.due, led.slot, led.kind) == (bare.due, bare.slot, bare.kind)
    assert bare.opens is None


def test_a_cancelled_meeting_and_another_committees_lead_nowhere() -> None:
    assert lead(near(EARLY, meeting("2015-12-09", state="cancelled"))) == date(2015, 11, 25)
    assert lead(near(meeting("2015-12-09", committee="osu"))) is None
    assert lead(near(DECEMBER, plan=plan(committee=None))) is None


def test_a_meeting_on_the_last_open_day_is_before_romjul_and_one_in_it_is_not() -> None:
    assert lead(near(meeting("2015-12-23"), meeting("2015-12-29"))) == date(2015, 12, 23)


@pytest.mark.parametrize(("day", "found"), [("2015-11-11", date(2015, 11, 11)), ("2015-11-10", None)])
def test_what_lies_more_than_six_weeks_before_romjul_would_take_the_only_reminder(day: str, found: date | None) -> None:
    assert lead(near(meeting(day))) == found


def test_the_last_round_where_it_asks_later_than_the_meeting() -> None:
    assert lead(near(EARLY, reporting=quarter(4))) == date(2015, 12, 3)
    assert lead(near(DECEMBER, reporting=quarter(4))) == date(2015, 12, 9)
    assert lead(near(DECEMBER, reporting=Reporting("tertial", Span(-2, "w"), Span(10, "bd")))) == date(2015, 12, 9)


def test_a_round_that_asks_in_romjul_itself_is_not_before_it() -> None:
    assert lead(near(reporting=quarter(1))) is None  # 24 December; its mails go on the first day after


def test_a_round_that_people_have_opened_counts_too() -> None:
    opened = Round("plan", "2015-12", date(2015, 12, 1), date(2015, 12, 18), at("2015-12-01"))
    assert lead(near(EARLY, rounds=(opened,))) == date(2015, 12, 1)


@pytest.mark.parametrize("due", ["2015-12-23", "2015-06-30", "2015-12-12", "2015-05-14"])
def test_any_other_day_is_counted_from_itself(due: str) -> None:
    """A weekend and a public holiday are no closed period."""
    before = meeting("2015-12-09"), meeting("2015-06-10"), meeting("2015-05-06")
    assert lead(near(*before), measure(reading=reading(due))) is None


def test_where_the_rulebook_knows_no_romjul_nothing_leads() -> None:
    assert lead(around(DECEMBER)) is None


def test_recurring_dates_lead_too_but_no_start() -> None:
    yearly = Reading("Hver 30. desember", "recurring", rrule="FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30")
    assert lead(near(DECEMBER), measure(reading=yearly)) == date(2015, 12, 9)
    begins = measure(reading=Reading("Fra 28.12.2015", "start", edtf=("2015-12-28",)))
    assert [w.opens for w in wanted(begins, near(DECEMBER))] == [None]


# ── a row that leads ─────────────────────────────────────────────────────────────────────────────


def led(those: Surroundings, counted: str = "2015-01-01") -> Occurrence:
    """The row of the measure's date, looked at since then."""
    (point,) = (w for w in wanted(AT_THE_END, those) if w.kind == "due")
    return occurrence_of(point, "o1", "m1", at(counted))


def rules() -> Book:
    return book(calendar=ROMJUL)


def asked(row: Occurrence, known: frozenset[str] = frozenset()) -> Case:
    return case(row, measure=AT_THE_END, known=known)


def days(row: Occurrence) -> list[str]:
    """The steps of the row that lie ahead of the due day or on it."""
    found = steps_of(asked(row), row, rules(), DAY)
    return [f"{s.name} {s.at.astimezone(OSLO):%m-%d}" for s in found if s.day <= date(2015, 12, 31)]


def test_the_reminder_is_counted_from_the_meeting_and_the_day_itself_from_romjul() -> None:
    assert days(led(near(DECEMBER))) == ["before 11-25", "today 12-23"]
    assert days(led(near())) == ["before 12-17", "today 12-23"]


def test_a_meeting_that_was_over_when_the_date_came_leads_nowhere() -> None:
    """Who gets the date in December, when the last meeting is past, is reminded before the day itself."""
    for counted in ("2015-11-25", "2015-12-01"):
        assert days(led(near(EARLY), counted)) == ["before 12-17", "today 12-23"]
    assert days(led(near(EARLY), "2015-11-24")) == ["before 11-11", "today 12-23"]
    fresh = replace(led(near(EARLY)), counted_from=None)
    assert decide(asked(fresh), rules(), at("2015-12-01 08:00")).next_look_at == at("2015-12-17 07:30")
    assert decide(asked(fresh), rules(), at("2015-11-10 08:00")).next_look_at == at("2015-11-11 07:30")


def test_what_is_sent_is_what_is_explained() -> None:
    row, now = led(near(DECEMBER)), at("2015-11-25 08:00")
    assert {n.step for n in decide(asked(row), rules(), now).notices} == {"before"}
    assert decide(asked(row), rules(), at("2015-11-24")).next_look_at == at("2015-11-25 07:30")


def test_another_meeting_is_another_reminder_but_no_move() -> None:
    was = led(near(DECEMBER))
    found = rebind([was], wanted(AT_THE_END, near(meeting("2015-12-16"))))
    (now,) = found.kept
    assert (found.moved, now.due, now.leads, now.moved_from) == ((), was.due, date(2015, 12, 16), None)
    assert days(now) == ["before 12-02", "today 12-23"]


def test_a_reminder_that_has_gone_is_not_sent_again_for_another_meeting() -> None:
    row, now = led(near(DECEMBER)), at("2015-11-25 08:00")
    sent = decide(asked(row), rules(), now)
    later = led(near(meeting("2015-12-16")), "2015-11-25 08:00")
    again = asked(later, frozenset(n.id for n in sent.notices))
    assert decide(again, rules(), at("2015-12-02 08:00")).notices == ()


def test_a_day_that_reminders_lead_to_is_no_round() -> None:
    """A row that is seen for the first time after it counts from now, and nothing is suppressed for it."""
    fresh = replace(led(near(DECEMBER)), counted_from=None)
    assert decide(asked(fresh), rules(), at("2015-12-10 08:00")).notices == ()
    ladder = {"standard": {"steps": [{"id": "ask", "at": "ask", "template": "reminder"}]}}
    assert steps_of(asked(fresh), fresh, book(calendar=ROMJUL, ladders={**RULES["ladders"], **ladder}), DAY) == ()
    (notice, *_) = decide(asked(led(near(DECEMBER), "2015-12-20")), rules(), at("2015-12-23 08:00")).notices
    assert (notice.step, notice.status) == ("today", "waiting")


def test_a_reports_first_asking_day_leads_nowhere() -> None:
    report = occurrence("2015-12-31", kind="report", slot="t:2015-39", opens=date(2015, 12, 9))
    assert report.leads is None and led(near(DECEMBER)).leads == date(2015, 12, 9)
