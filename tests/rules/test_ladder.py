"""Steps as instants: moved off closed days, never burnt; repeats; rounds; the hard days of the year."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.ladder import Planned, climb
from rules.model import Occurrence
from rules.rulebook import Ladder
from rules.workdays import ClosedPeriod, WorkCalendar
from tests.fakes import OSLO, at, occurrence

HALF_PAST_SEVEN = time(7, 30)
ROMJUL = WorkCalendar(closed=(ClosedPeriod((12, 24), (1, 1)),), christmas_eve=False)


def steps(*given: dict[str, Any]) -> Ladder:
    return Ladder.model_validate({"steps": [{"template": "reminder", **one} for one in given]})


def planned(ladder: Ladder, due: str | Occurrence, calendar: WorkCalendar = ROMJUL) -> dict[str, str]:
    """Name of each step and its local time."""
    about = occurrence(due) if isinstance(due, str) else due
    found = climb(ladder, about, HALF_PAST_SEVEN, OSLO, calendar)
    return {p.name: f"{p.at.astimezone(OSLO):%Y-%m-%d %H:%M}" for p in found}


def only(given: dict[str, Any], due: str, calendar: WorkCalendar = ROMJUL) -> str:
    (found,) = planned(steps({"id": "s", **given}), due, calendar).values()
    return found


def test_steps_come_in_order_of_time() -> None:
    ladder = steps({"id": "late", "at": "+1w"}, {"id": "early", "at": "-14d"}, {"id": "today", "at": "0d"})
    assert planned(ladder, "2015-06-30") == {
        "early": "2015-06-16 07:30",
        "today": "2015-06-30 07:30",
        "late": "2015-07-07 07:30",
    }
    assert list(planned(ladder, "2015-06-30")) == ["early", "today", "late"]


def test_step_at_the_same_instant_as_another_is_ordered_by_name() -> None:
    ladder = steps({"id": "b", "at": "0d"}, {"id": "a", "at": "0d"})
    assert list(planned(ladder, "2015-06-30")) == ["a", "b"]


def test_step_without_an_id_is_its_offset_and_template() -> None:
    assert list(planned(steps({"at": "-14d"}, {"at": "+1w"}), "2015-06-30")) == ["-14d:reminder", "+1w:reminder"]


@pytest.mark.parametrize(
    ("given", "due", "expected"),
    [
        ({"at": "-14d"}, "2015-06-28", "2015-06-12 07:30"),  # a Sunday: the Friday before
        ({"at": "0d"}, "2015-06-28", "2015-06-26 07:30"),  # a due day that is closed: before it
        ({"at": "+1w"}, "2015-06-28", "2015-07-06 07:30"),  # after the due day: the Monday after
        ({"at": "-1d"}, "2015-04-07", "2015-04-01 07:30"),  # Easter Monday: the Wednesday before Easter
        ({"at": "+1d"}, "2015-04-01", "2015-04-07 07:30"),  # Maundy Thursday: the Tuesday after Easter
        ({"at": "0d"}, "2015-05-01", "2015-04-30 07:30"),
        ({"at": "0d"}, "2015-12-31", "2015-12-23 07:30"),  # romjul
        ({"at": "-2d"}, "2015-12-31", "2015-12-23 07:30"),
        ({"at": "+1w"}, "2015-12-22", "2016-01-04 07:30"),
        ({"at": "-3bd"}, "2015-12-31", "2015-12-23 07:30"),
        ({"at": "-1w"}, "2016-01-05", "2015-12-23 07:30"),  # over the new year
        ({"at": "-1d"}, "2016-03-01", "2016-02-29 07:30"),  # leap day
        ({"at": "+1w"}, "2016-02-22", "2016-02-29 07:30"),
        ({"at": "-1w"}, "2015-04-02", "2015-03-26 07:30"),
    ],
)
def test_step_on_a_closed_day_is_moved_and_never_burnt(given: dict[str, Any], due: str, expected: str) -> None:
    assert only(given, due) == expected


@pytest.mark.parametrize(
    ("due", "utc_hour"), [("2015-03-27", 6), ("2015-03-30", 5), ("2015-10-23", 5), ("2015-10-26", 6)]
)
def test_step_keeps_its_time_of_day_when_the_clock_changes(due: str, utc_hour: int) -> None:
    (step,) = climb(steps({"id": "s", "at": "0d"}), occurrence(due), HALF_PAST_SEVEN, OSLO, ROMJUL)
    assert step.at == datetime(*date.fromisoformat(due).timetuple()[:3], utc_hour, 30, tzinfo=UTC)


def test_repeats_are_numbered() -> None:
    weekly = {"id": "again", "every": "1w", "from": "+1w", "until": "+4w"}
    assert planned(steps(weekly), "2015-06-30") == {
        "again#1": "2015-07-07 07:30",
        "again#2": "2015-07-14 07:30",
        "again#3": "2015-07-21 07:30",
        "again#4": "2015-07-28 07:30",
    }


def test_repeat_without_an_id_is_named_after_its_first() -> None:
    assert list(planned(steps({"every": "2w", "from": "-4w", "until": "-1w"}), "2015-06-30")) == [
        "-4w:reminder#1",
        "-4w:reminder#2",
    ]


def test_repeat_that_would_stand_still_goes_on_by_a_day() -> None:
    assert len(planned(steps({"id": "s", "every": "0d", "from": "-2d", "until": "0d"}), "2015-06-18")) == 3


def test_repeat_by_working_days_passes_over_easter() -> None:
    found = planned(steps({"id": "s", "every": "2bd", "from": "-4bd", "until": "0bd"}), "2015-04-09")
    assert list(found.values()) == ["2015-03-31 07:30", "2015-04-07 07:30", "2015-04-09 07:30"]


@pytest.mark.parametrize("half", [{"every": "1w", "from": "+1w"}, {"every": "1w", "until": "+1w"}, {"from": "+1w"}, {}])
def test_half_a_repeat_is_no_step(half: dict[str, str]) -> None:
    assert planned(steps({"id": "s", **half}), "2015-06-30") == {}


def test_ask_is_the_day_the_round_opens() -> None:
    ladder = steps({"id": "ask", "at": "ask"}, {"id": "blanks", "at": "+1bd"})
    report = occurrence("2015-05-18", kind="report", opens=date(2015, 5, 4))
    assert planned(ladder, report) == {"ask": "2015-05-04 07:30", "blanks": "2015-05-19 07:30"}
    assert list(planned(ladder, "2015-05-18")) == ["blanks"]


def test_ask_on_a_closed_day_comes_after_it() -> None:
    report = occurrence("2016-01-15", kind="report", opens=date(2015, 12, 30))
    assert planned(steps({"id": "ask", "at": "ask"}), report) == {"ask": "2016-01-04 07:30"}


def test_occurrence_without_a_day_has_no_steps() -> None:
    assert climb(steps({"at": "0d"}), replace(occurrence(), due=None), HALF_PAST_SEVEN, OSLO, ROMJUL) == []


SPANS = st.builds("{:+d}{}".format, st.integers(-40, 40), st.sampled_from(["d", "bd", "w"]))
DUES = st.dates(date(2015, 1, 1), date(2017, 12, 31))


@given(SPANS, DUES)
def test_every_step_has_exactly_one_instant_on_an_open_day(span: str, due: date) -> None:
    (step,) = climb(steps({"id": "s", "at": span}), occurrence(due.isoformat()), HALF_PAST_SEVEN, OSLO, ROMJUL)
    local = step.at.astimezone(OSLO)
    assert ROMJUL.is_open(local.date()) and local.time() == HALF_PAST_SEVEN


@given(SPANS, SPANS, DUES)
def test_moving_never_turns_two_steps_round(one: str, other: str, due: date) -> None:
    def unmoved(span: str) -> Planned:
        always = WorkCalendar()
        return climb(steps({"id": "s", "at": span}), occurrence(due.isoformat()), HALF_PAST_SEVEN, OSLO, always)[0]

    def moved(span: str) -> datetime:
        return climb(steps({"id": "s", "at": span}), occurrence(due.isoformat()), HALF_PAST_SEVEN, OSLO, ROMJUL)[0].at

    if unmoved(one).at < unmoved(other).at:
        assert moved(one) <= moved(other)


@given(DUES, st.integers(0, 30))
def test_step_before_is_never_after_the_due_day_and_after_never_before(due: date, days: int) -> None:
    ladder = steps({"id": "before", "at": f"-{days}d"}, {"id": "after", "at": f"+{days + 1}d"})
    found = {p.name: p.at for p in climb(ladder, occurrence(due.isoformat()), HALF_PAST_SEVEN, OSLO, ROMJUL)}
    assert found["before"] < at(due.isoformat()) + timedelta(days=1) <= found["after"]


def test_steps_before_a_date_in_romjul_are_counted_from_what_they_lead_to() -> None:
    ladder = steps(
        {"id": "before", "at": "-14d"},
        {"id": "days", "at": "-1bd"},
        {"id": "ahead", "every": "1w", "from": "-3w", "until": "-2w"},
        {"id": "across", "every": "2w", "from": "-1w", "until": "+1w"},
        {"id": "today", "at": "0d"},
        {"id": "week", "at": "+1w"},
    )
    led = replace(occurrence("2015-12-31"), opens=date(2015, 12, 9))
    assert planned(ladder, led) == {
        "ahead#1": "2015-11-18 07:30",
        "ahead#2": "2015-11-25 07:30",
        "before": "2015-11-25 07:30",
        "days": "2015-12-08 07:30",
        "across#1": "2015-12-23 07:30",  # it runs over the due day, so that is what it is counted from
        "today": "2015-12-23 07:30",
        "across#2": "2016-01-07 07:30",
        "week": "2016-01-07 07:30",
    }
