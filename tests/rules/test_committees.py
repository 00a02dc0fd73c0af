"""Committees and their meetings as values."""

from datetime import date, time
from typing import Any

import pytest
from pydantic import ValidationError

from rules.committees import MOST_MEETINGS, Committees, expand
from rules.model import Meeting


def meetings(**entry: Any) -> tuple[Meeting, ...]:
    return expand(Committees.model_validate({"committees": {"lsu": {"name": "LSU", **entry}}}), "t")[1]


def test_a_moved_meeting_that_keeps_its_id_keeps_its_uid() -> None:
    (before,) = meetings(meetings=[{"on": "2015-06-10", "starts": "09:00", "ends": "11:30"}])
    (after,) = meetings(meetings=[{"id": "2015-06-10", "on": "2015-06-17"}])
    assert before.uid == after.uid
    assert (before.held_on, before.starts, after.held_on) == (date(2015, 6, 10), time(9), date(2015, 6, 17))


def test_a_series_gives_its_days_and_a_meeting_of_the_same_day_stands_instead() -> None:
    series = {"rule": "FREQ=MONTHLY;BYDAY=1TU", "from": "2016-01-01", "to": "2016-04-30", "except": ["2016-03-01"]}
    found = meetings(series=[series], meetings=[{"id": "2016-02-02", "on": "2016-02-09", "place": "Lier"}])
    assert [m.held_on for m in found] == [date(2016, 1, 5), date(2016, 2, 9), date(2016, 4, 5)]
    assert found[1].place == "Lier"


def test_uids_differ_between_committees_and_tenants() -> None:
    listed = Committees.model_validate(
        {"committees": {c: {"name": c, "meetings": [{"on": "2015-06-10"}]} for c in ("a", "b")}}
    )
    uids = {m.uid for tenant in ("t", "u") for m in expand(listed, tenant)[1]}
    assert len(uids) == 4


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "BYDAY=1TU", "FREQ=DAILY;COUNT=3", "FREQ=DAILY;BYDAY=99XX", ""])
def test_rules_that_are_none_for_meetings(rule: str) -> None:
    with pytest.raises(ValidationError, match="not a rule for meetings"):
        meetings(series=[{"rule": rule, "from": "2016-01-01", "to": "2016-04-30"}])


@pytest.mark.parametrize("day", ["2015-02-30", "10.06.2015", 20150610, "2015-06-10T09:00", None])
def test_days_that_are_none(day: object) -> None:
    with pytest.raises(ValidationError, match="not a day"):
        meetings(meetings=[{"on": day}])


def test_values_that_are_days_and_times_already_are_taken_as_they_are() -> None:
    (found,) = meetings(meetings=[{"on": date(2015, 6, 10), "starts": time(9), "ends": time(10)}])
    assert (found.held_on, found.ends) == (date(2015, 6, 10), time(10))


@pytest.mark.parametrize("clock", ["9:00", "24:00", "09:60", 900, "09:00\n"])
def test_times_of_day_that_are_none(clock: object) -> None:
    with pytest.raises(ValidationError, match="not a time of day"):
        meetings(meetings=[{"on": "2015-06-10", "starts": clock}])


@pytest.mark.parametrize("times", [{"ends": "10:00"}, {"starts": "10:00", "ends": "10:00"}])
def test_a_meeting_ends_after_it_starts(times: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="ends before it starts"):
        meetings(meetings=[{"on": "2015-06-10", **times}])


@pytest.mark.parametrize("to", ["2015-12-31", "2036-01-01"])
def test_a_series_ends_after_it_begins_and_within_ten_years(to: str) -> None:
    with pytest.raises(ValidationError, match="a series lasts"):
        meetings(series=[{"rule": "FREQ=WEEKLY", "from": "2016-01-01", "to": to}])


def test_a_daily_series_stops_at_the_most_meetings_a_series_may_have() -> None:
    assert len(meetings(series=[{"rule": "FREQ=DAILY", "from": "2016-01-01", "to": "2025-12-31"}])) == MOST_MEETINGS


def test_a_rule_that_stops_by_itself_ends_the_series() -> None:
    series = {"rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "from": "2016-01-01", "to": "2016-04-30"}
    assert meetings(series=[series]) == ()
