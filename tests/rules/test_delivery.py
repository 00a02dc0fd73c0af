"""When a mail may arrive: the window, closed days, both nights of the clock change, other zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.delivery import clock_time, deliver_at, for_person, instant, next_morning, zone_of
from rules.directory import Directory
from rules.model import Person
from rules.rulebook import Delivery
from rules.workdays import ClosedPeriod, WorkCalendar
from tests.fakes import OSLO, at, book

OPEN = WorkCalendar(closed=(ClosedPeriod((12, 24), (1, 1)),))


def delivery(**window: Any) -> Delivery:
    """The shipped window, 07:30-15:30 on working days, with the digest at 07:45 unless `digest` says otherwise."""
    digest = window.pop("digest", "07:45")
    return Delivery.model_validate({"window": window, "digest": {"at": digest}})


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2015-06-16 05:00", "2015-06-16 07:45"),
        ("2015-06-16 07:30", "2015-06-16 07:45"),
        ("2015-06-16 07:45", "2015-06-16 07:45"),
        ("2015-06-16 11:17", "2015-06-16 11:17"),
        ("2015-06-16 15:30", "2015-06-16 15:30"),
        ("2015-06-16 15:31", "2015-06-17 07:45"),
        ("2015-06-19 20:00", "2015-06-22 07:45"),  # Friday evening
        ("2015-06-20 10:00", "2015-06-22 07:45"),  # Saturday
        ("2015-04-01 18:00", "2015-04-07 07:45"),  # the evening before Maundy Thursday
        ("2015-05-14 10:00", "2015-05-15 07:45"),  # Ascension Day
        ("2015-12-23 16:00", "2016-01-04 07:45"),  # romjul and a weekend
        ("2015-12-31 10:00", "2016-01-04 07:45"),
    ],
)
def test_mail_arrives(now: str, expected: str) -> None:
    assert deliver_at(at(now), delivery(), OSLO, OPEN) == at(expected)


def test_digest_before_the_window_waits_for_the_window() -> None:
    assert deliver_at(at("2015-06-16 05:00"), delivery(digest="06:00"), OSLO, OPEN) == at("2015-06-16 07:30")


def test_digest_after_the_window_goes_as_it_closes() -> None:
    late = delivery(digest="18:00")
    assert deliver_at(at("2015-06-16 05:00"), late, OSLO, OPEN) == at("2015-06-16 15:30")
    assert next_morning(date(2015, 6, 16), late, OSLO, OPEN) == at("2015-06-17 15:30")


def test_all_days_may_be_mail_days() -> None:
    every = delivery(days="all")
    assert deliver_at(at("2015-12-25 10:00"), every, OSLO, OPEN) == at("2015-12-25 10:00")
    assert deliver_at(at("2015-06-19 20:00"), every, OSLO, OPEN) == at("2015-06-20 07:45")


def test_calendar_that_never_opens_still_has_a_morning() -> None:
    closed = WorkCalendar(closed=(ClosedPeriod((1, 1), (12, 31)),))
    assert deliver_at(at("2015-06-16 10:00"), delivery(), OSLO, closed) == at("2015-06-17 07:45")


def test_window_is_in_the_zone_of_the_person() -> None:
    new_york = ZoneInfo("America/New_York")
    assert deliver_at(at("2015-06-16 08:00"), delivery(), new_york, OPEN) == datetime(2015, 6, 16, 11, 45, tzinfo=UTC)
    # Friday afternoon there is Friday evening here.
    assert deliver_at(at("2015-06-19 21:00"), delivery(), new_york, OPEN) == at("2015-06-19 21:00")


@pytest.mark.parametrize(
    ("day", "offset"),
    [("2015-03-27", 1), ("2015-03-30", 2), ("2015-10-23", 2), ("2015-10-26", 1)],
)
def test_morning_stays_a_quarter_to_eight_when_the_clock_changes(day: str, offset: int) -> None:
    found = deliver_at(at(f"{day} 00:10"), delivery(), OSLO, OPEN)
    assert found == datetime.combine(date.fromisoformat(day), time(7 - offset, 45), UTC)


def test_hour_that_spring_skips_counts_as_the_hour_after() -> None:
    assert instant(date(2015, 3, 29), time(2, 30), OSLO) == datetime(2015, 3, 29, 1, 30, tzinfo=UTC)
    nightly = delivery(**{"days": "all", "from": "02:15", "to": "04:00", "digest": "02:30"})
    found = deliver_at(at("2015-03-29 00:30"), nightly, OSLO, OPEN)
    assert found.astimezone(OSLO).time() == time(3, 30)


def test_hour_that_autumn_repeats_is_the_first_of_the_two() -> None:
    nightly = delivery(**{"days": "all", "from": "02:15", "to": "04:00", "digest": "02:30"})
    found = deliver_at(at("2015-10-25 00:30"), nightly, OSLO, OPEN)
    assert found == datetime(2015, 10, 25, 0, 30, tzinfo=UTC)
    again = found + timedelta(hours=1)  # 02:30 once more
    assert deliver_at(again, nightly, OSLO, OPEN) == again


def test_clock_time_refuses_what_is_none() -> None:
    assert clock_time("07:30") == time(7, 30)
    with pytest.raises(ValueError, match="hour"):
        clock_time("25:00")


INSTANTS = st.datetimes(datetime(2015, 1, 1), datetime(2017, 1, 31), timezones=st.just(UTC))
ZONES = st.sampled_from(["Europe/Oslo", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "America/Sao_Paulo"])


@given(INSTANTS, ZONES, st.sampled_from(["05:00", "07:45", "12:00", "15:30", "22:00"]))
def test_never_outside_the_window_and_never_before_now(now: datetime, name: str, digest: str) -> None:
    zone, rules = ZoneInfo(name), delivery(digest=digest)
    found = deliver_at(now, rules, zone, OPEN)
    local = found.astimezone(zone)
    assert found >= now and found.tzinfo is UTC
    assert OPEN.is_open(local.date()) and time(7, 30) <= local.time() <= time(15, 30)
    assert deliver_at(found, rules, zone, OPEN) == found


@given(INSTANTS, ZONES)
def test_the_next_morning_is_after_today(now: datetime, name: str) -> None:
    zone = ZoneInfo(name)
    today = now.astimezone(zone).date()
    found = next_morning(today, delivery(), zone, OPEN).astimezone(zone)
    assert found.date() > today and found.time() == time(7, 45) and OPEN.is_open(found.date())


def test_each_person_has_mail_in_the_morning_of_her_own_zone() -> None:
    far = Person("far", "far", "Far", "far@example.org", zone="America/New_York")
    rules = book(directory=Directory({}, {"far": far}, ()))
    assert (zone_of("far", rules).key, zone_of("nobody", rules)) == ("America/New_York", OSLO)
    assert for_person("far", at("2015-06-16 08:00"), rules) == datetime(2015, 6, 16, 11, 45, tzinfo=UTC)
    assert for_person("nobody", at("2015-06-16 05:00"), rules) == at("2015-06-16 07:45")
