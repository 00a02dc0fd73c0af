"""What each kind of reading asks for (design, identity 6 and the policies)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from rules.deadline import MeetingRef, Point, Reading
from rules.governance import Round
from rules.model import Measure, Reporting
from rules.occurrences import Wanted, find_committee, wanted
from rules.span import Span
from tests.fakes import around, at, measure, meeting, occurrence, plan, reading

TERTIAL = Reporting("tertial", Span(-2, "w"), Span(10, "bd"))
FEBRUARY, APRIL, JUNE = meeting("2015-02-18"), meeting("2015-04-15"), meeting("2015-06-10")


def day(text: str) -> date:
    return date.fromisoformat(text)


def meets(which: str = "next", committee: str | None = None, text: str = "møte", **ref: Any) -> Measure:
    """A measure whose deadline is a meeting."""
    return measure(reading=Reading(text, "meeting", meeting=MeetingRef(committee, which, **ref)))


# ── readings ─────────────────────────────────────────────────────────────────────────────────────


def test_each_date_is_a_point_of_its_own() -> None:
    points = wanted(measure(reading=reading("2015-06-30", "2015-11-30")), around())
    assert [(p.kind, p.slot, p.due) for p in points] == [
        ("due", "p:2015-06-30", day("2015-06-30")),
        ("due", "p:2015-11-30", day("2015-11-30")),
    ]
    assert (points[0].earliest, points[0].latest) == (day("2015-06-01"), day("2015-06-30"))


def test_the_same_period_twice_is_one_point() -> None:
    assert len(wanted(measure(reading=reading("2015-06-30", "2015-06-30")), around())) == 1


def test_start_is_due_on_the_first_working_day_of_its_period() -> None:
    begins = Reading("Starter i august", "start", edtf=("2015-08", "2015-10"))
    (point,) = wanted(measure(reading=begins), around())
    assert (point.kind, point.slot, point.due, point.earliest) == ("start", "s:", day("2015-08-03"), day("2015-08-01"))


def test_start_without_a_day_waits_for_one() -> None:
    (point,) = wanted(measure(reading=Reading("Starter etter vedtak", "start", edtf=("../2015-12",))), around())
    assert (point.kind, point.due) == ("start", None)


def test_recurrence_has_a_point_for_each_of_its_days_in_the_years_of_the_plan() -> None:
    yearly = Reading("Hver 1. juni", "recurring", rrule="FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1")
    points = wanted(measure(reading=yearly), around(plan=plan(years=(2015, 2016))))
    assert [(p.kind, p.slot, p.due) for p in points] == [
        ("due", "r:2015-06-01", day("2015-06-01")),
        ("due", "r:2016-06-01", day("2016-06-01")),
    ]


@pytest.mark.parametrize("kind", ["event", "ongoing", "unresolved"])
def test_what_names_no_day_has_no_point(kind: Any) -> None:
    undated = Reading("Løpende", kind, edtf=("2015",), points=(Point("2015", day("2015-01-01"), None, None),))
    assert wanted(measure(reading=undated), around()) == ()


def test_event_with_a_day_is_due_then() -> None:
    (point,) = wanted(measure(reading=reading("2015-06-30", kind="event")), around())
    assert point.slot == "p:2015-06-30"


def test_withdrawn_measure_asks_for_nothing() -> None:
    assert wanted(measure(withdrawn=True), around(reporting=TERTIAL)) == ()


# ── meetings ─────────────────────────────────────────────────────────────────────────────────────


def test_next_meeting_counts_from_the_day_the_text_was_decided() -> None:
    known = around(APRIL, FEBRUARY, JUNE, plan=plan(decided=day("2015-02-06")))
    (point,) = wanted(meets(), known)
    assert (point.kind, point.slot, point.due, point.meeting) == (
        "meeting", "m:next", day("2015-02-18"), "lsu:2015-02-18",
    )  # fmt: skip
    (later,) = wanted(replace(meets(), decided_on=day("2015-02-18")), known)
    assert later.due == day("2015-04-15")


def test_next_meeting_of_a_plan_without_a_decision_counts_from_its_first_year() -> None:
    before = meeting("2014-12-10")
    (point,) = wanted(meets("first"), around(before, FEBRUARY))
    assert point.due == day("2015-02-18")


def test_cancelled_meeting_is_not_the_next_one() -> None:
    (point,) = wanted(meets(), around(replace(FEBRUARY, state="cancelled"), APRIL))
    assert point.due == day("2015-04-15")


def test_meeting_that_nobody_has_called_has_no_day() -> None:
    assert wanted(meets(), around()) == (Wanted("meeting", "m:next", None),)
    assert wanted(meets("to be called"), around(FEBRUARY)) == (Wanted("meeting", "m:next", None),)


def test_meeting_reading_without_a_reference_asks_for_nothing() -> None:
    assert wanted(measure(reading=Reading("møte", "meeting")), around(FEBRUARY)) == ()


def test_every_meeting_of_the_year_is_a_point() -> None:
    known = around(meeting("2014-12-10"), FEBRUARY, APRIL, JUNE, meeting("2016-02-01"))
    points = wanted(meets("every", "LSU"), known)
    assert [p.slot for p in points] == ["m:lsu:2015-02-18", "m:lsu:2015-04-15", "m:lsu:2015-06-10"]


def test_every_meeting_counts_from_the_decision() -> None:
    points = wanted(replace(meets("every"), decided_on=day("2015-04-15")), around(FEBRUARY, APRIL, JUNE))
    assert [p.due for p in points] == [day("2015-04-15"), day("2015-06-10")]


def test_meeting_on_a_day_is_that_meeting() -> None:
    (point,) = wanted(meets("on", date=day("2015-06-10")), around(FEBRUARY, JUNE))
    assert (point.slot, point.due, point.meeting) == ("m:lsu:2015-06-10", day("2015-06-10"), "lsu:2015-06-10")


def test_meeting_on_a_day_is_followed_when_it_moves() -> None:
    moved = replace(JUNE, held_on=day("2015-06-17"))
    (point,) = wanted(meets("on", date=day("2015-06-10")), around(moved))
    assert (point.slot, point.due) == ("m:lsu:2015-06-10", day("2015-06-17"))


def test_meeting_on_a_day_that_no_calendar_knows_is_that_day() -> None:
    (point,) = wanted(meets("on", date=day("2015-06-11")), around(JUNE))
    assert (point.slot, point.due, point.meeting) == ("p:2015-06-11", day("2015-06-11"), None)


@pytest.mark.parametrize(
    ("ref", "due"),
    [
        ({"offset": "-P2W"}, "2015-05-27"),
        ({"offset": "-P5D"}, "2015-06-05"),
        ({"offset": "-P1M"}, "2015-05-11"),
        ({"offset": "P1W1D"}, "2015-06-18"),
        ({"offset": "-P3D"}, "2015-06-05"),  # a Sunday: the Friday before
        ({"bound": "before"}, "2015-06-09"),
        ({"bound": "after"}, "2015-06-10"),
    ],
)
def test_day_before_or_after_a_meeting(ref: dict[str, Any], due: str) -> None:
    (point,) = wanted(meets("next", **ref), around(JUNE))
    assert (point.due, point.latest) == (day(due), day("2015-06-10"))


def test_offset_that_is_no_duration_is_refused() -> None:
    with pytest.raises(ValueError, match="not a duration"):
        wanted(meets("next", offset="P1Y"), around(JUNE))


def test_case_that_must_be_written_is_due_at_the_case_deadline() -> None:
    writes = meets("next", text="K26 lager sak Neste møte")
    (point,) = wanted(writes, around(JUNE))
    assert (point.due, point.latest) == (day("2015-05-27"), day("2015-06-10"))  # ten working days
    (told,) = wanted(meets("next"), around(JUNE))
    assert told.due == day("2015-06-10")
    (osu,) = wanted(meets("next", "OSU", "Saksframlegg til neste OSU"), around(meeting("2015-06-10", committee="osu")))
    assert osu.due == day("2015-06-10")  # OSU has no case deadline


def test_next_meeting_binds_once() -> None:
    """A meeting that is called later, before the bound one, changes nothing; a cancellation or a decision does."""
    row = occurrence("2015-04-15", kind="meeting", slot="m:next", meeting=APRIL.uid)
    extra = around(FEBRUARY, APRIL, JUNE)
    (point,) = wanted(meets(), extra, (row,))
    assert point.due == day("2015-04-15")
    january = replace(around(FEBRUARY, replace(APRIL, state="cancelled"), JUNE), today=day("2015-01-20"))
    (point,) = wanted(meets(), january, (row,))
    assert point.due == day("2015-02-18")
    (point,) = wanted(replace(meets(), decided_on=day("2015-04-15")), extra, (row,))
    assert point.due == day("2015-06-10")


def test_next_meeting_that_is_put_off_beyond_another_stays_the_one() -> None:
    row = occurrence("2015-04-15", kind="meeting", slot="m:next", meeting=APRIL.uid)
    (point,) = wanted(meets(), around(replace(APRIL, held_on=day("2015-09-09")), JUNE), (row,))
    assert (point.due, point.meeting) == (day("2015-09-09"), APRIL.uid)


def test_a_cancelled_meeting_goes_on_to_one_after_it() -> None:
    """February has been held when April is cancelled; without a later one the row waits for a meeting to be called."""
    march = replace(around(FEBRUARY, replace(APRIL, state="cancelled"), JUNE), today=day("2015-03-01"))
    (next_one,) = wanted(meets(), march, (occurrence("2015-04-15", kind="meeting", slot="m:next", meeting=APRIL.uid),))
    assert next_one.meeting == JUNE.uid
    row = occurrence("2015-04-15", kind="meeting", slot="m:next", meeting=APRIL.uid)
    off = replace(APRIL, state="cancelled")
    (waiting,) = wanted(meets(), around(FEBRUARY, off), (row,))
    assert (waiting.due, waiting.meeting) == (None, APRIL.uid)
    unbound = replace(row, due=None, meeting=waiting.meeting)
    (called,) = wanted(meets(), around(FEBRUARY, off, JUNE), (unbound,))
    assert called.meeting == JUNE.uid


def test_withdrawn_row_binds_no_meeting() -> None:
    row = occurrence("2015-04-15", kind="meeting", slot="m:next", meeting=APRIL.uid, withdrawn=True)
    (point,) = wanted(meets(), around(FEBRUARY, APRIL), (row,))
    assert point.due == day("2015-02-18")


@pytest.mark.parametrize(
    ("name", "own", "found"),
    [
        (None, "lsu", "lsu"),
        (None, None, None),
        ("LSU", "lsu", "lsu"),
        ("lsu  drammen", None, "lsu"),
        ("OSU", "lsu", "osu"),
        ("Overordnet", "osu", "osu"),
        ("Overordnet", "lsu", None),
        ("LSU", "ukjent", "lsu"),
        ("fylkeskommunen", "lsu", None),
    ],
)
def test_which_committee_a_text_means(name: str | None, own: str | None, found: str | None) -> None:
    assert find_committee(name, around().committees, own) == found


# ── rounds ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("every", "slots"),
    [
        ("tertial", ["t:2015-37", "t:2015-38", "t:2015-39"]),
        ("quarter", ["t:2015-33", "t:2015-34", "t:2015-35", "t:2015-36"]),
        ("half_year", ["t:2015-40", "t:2015-41"]),
        ("year", ["t:2015"]),
    ],
)
def test_each_period_has_a_report(every: Any, slots: list[str]) -> None:
    points = wanted(measure(reading=Reading("", "ongoing")), around(reporting=replace(TERTIAL, every=every)))
    assert [p.slot for p in points] == slots
    assert {p.kind for p in points} == {"report"}
    assert points[0].earliest == day("2015-01-01") and points[-1].latest == day("2015-12-31")
    assert all(a.latest < b.earliest for a, b in pairwise(points) if a.latest and b.earliest)


def test_every_year_of_the_plan_is_reported() -> None:
    known = around(plan=plan(years=(2016, 2015)), reporting=replace(TERTIAL, every="year"))
    assert [p.slot for p in wanted(measure(reading=Reading("", "ongoing")), known)] == ["t:2015", "t:2016"]


def test_report_is_due_after_its_period_and_asked_for_before_that() -> None:
    first = wanted(measure(reading=Reading("", "ongoing")), around(reporting=TERTIAL))[0]
    assert (first.latest, first.due, first.opens) == (day("2015-04-30"), day("2015-05-18"), day("2015-05-04"))


def test_report_that_would_be_due_on_a_holiday_is_due_the_working_day_before() -> None:
    weeks = replace(TERTIAL, ask=Span(0, "d"), due=Span(2, "w"))
    first = wanted(measure(reading=Reading("", "ongoing")), around(reporting=weeks))[0]
    assert (first.due, first.opens) == (day("2015-05-13"), day("2015-05-13"))  # 14 May 2015 is Ascension Day


def test_report_for_each_meeting_of_the_plans_committee() -> None:
    known = around(
        meeting("2014-12-10"), FEBRUARY, meeting("2015-03-03", committee="osu"), JUNE,
        reporting=Reporting("meeting", Span(-2, "w"), Span(-5, "bd")),
    )  # fmt: skip
    points = wanted(measure(reading=Reading("", "ongoing")), known)
    assert [(p.slot, p.due) for p in points] == [
        ("t:m:lsu:2015-02-18", day("2015-02-11")),
        ("t:m:lsu:2015-06-10", day("2015-06-03")),
    ]
    assert points[0].opens == day("2015-01-28") and points[0].earliest is None


def test_dates_and_reports_stand_side_by_side() -> None:
    points = wanted(measure(), around(reporting=TERTIAL))
    assert [p.kind for p in points] == ["due", "report", "report", "report"]


def test_next_meeting_that_is_decided_again_after_the_answer_is_another_point() -> None:
    answered = occurrence(
        "2015-02-18", kind="meeting", slot="m:next", meeting="lsu:2015-02-18", answered_at=at("2015-02-18 12:00")
    )
    around_them = around(FEBRUARY, APRIL, JUNE)
    once = replace(meets(), decided_on=day("2015-01-15"))
    assert [w.slot for w in wanted(once, around_them, (answered,))] == ["m:next"]
    again = replace(meets(), decided_on=day("2015-02-18"))
    (point,) = wanted(again, around_them, (answered,))
    assert (point.slot, point.due) == ("m:next:2015-02-18", APRIL.held_on)
    bound = occurrence("2015-04-15", uid="o2", kind="meeting", slot=point.slot, meeting=APRIL.uid)
    before = meeting("2015-03-04")
    (still,) = wanted(again, around(FEBRUARY, before, APRIL, JUNE), (answered, bound))
    assert still == point, "it stays bound to the meeting it was bound to once"


def test_next_meeting_that_is_decided_again_before_it_is_held_is_another_point_too() -> None:
    early = occurrence("2015-02-18", kind="meeting", slot="m:next", answered_at=at("2015-02-01 12:00"))
    (point,) = wanted(replace(meets(), decided_on=day("2015-02-05")), around(FEBRUARY), (early,))
    assert (point.slot, point.due) == ("m:next:2015-02-05", FEBRUARY.held_on)


def window(first: str, last: str) -> Measure:
    """A measure whose deadline is one window."""
    return measure(
        reading=Reading("vindu", "dates", points=(Point(f"{first}/{last}", day(first), day(last), day(last)),))
    )


@pytest.mark.parametrize(
    ("first", "last", "asked"),
    [
        ("2015-01-01", "2015-12-31", ["c:2015-37 2015-04-30", "c:2015-38 2015-08-31"]),  # Q1 – Q4
        ("2015-04-01", "2015-12-31", ["c:2015-38 2015-08-31"]),  # Q2 – Q4
        ("2015-01-01", "2015-06-30", ["c:2015-37 2015-04-30"]),  # Q1 + Q2
        ("2015-07-01", "2015-12-31", []),
        ("2015-05-01", "2015-08-31", []),  # no longer than a third of a year
    ],
)
def test_a_long_window_has_looks_on_the_way_where_the_plan_has_no_rounds(
    first: str, last: str, asked: list[str]
) -> None:
    points = [w for w in wanted(window(first, last), around()) if w.kind == "checkpoint"]
    assert [f"{w.slot} {w.due}" for w in points] == asked
    in_rounds = wanted(window(first, last), around(reporting=TERTIAL))
    assert not [w for w in in_rounds if w.kind == "checkpoint"]


def test_one_day_and_a_whole_year_have_no_looks_on_the_way() -> None:
    assert [w.kind for w in wanted(measure(), around())] == ["due"]


def test_a_round_that_was_opened_by_hand_asks_too_and_wins_over_the_regular_one() -> None:
    opened = Round("plan", "2015-37", day("2015-04-01"), day("2015-04-20"), at("2015-04-01"))
    meets_ = replace(opened, period="m:lsu:2015-06-10", opens_on=day("2015-05-20"), due_on=day("2015-06-10"))
    planned = replace(opened, period="2015-39", opened_at=None)
    ongoing = measure(reading=Reading("Løpende", "ongoing"))
    found = {w.slot: w for w in wanted(ongoing, around(reporting=TERTIAL, rounds=(opened, meets_, planned)))}
    assert set(found) == {"t:2015-37", "t:2015-38", "t:2015-39", "t:m:lsu:2015-06-10"}
    first = found["t:2015-37"]
    assert (first.opens, first.due) == (day("2015-04-01"), day("2015-04-20"))
    assert (first.earliest, first.latest) == (day("2015-01-01"), day("2015-04-30"))
    assert found["t:m:lsu:2015-06-10"].earliest is None and found["t:2015-39"].due != opened.due_on
