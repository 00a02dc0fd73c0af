from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Timezone

from calendars.zone import vtimezone
from tests.calendars.given import OSLO
from tests.calendars.lint import Component, _zone, parse

OSLO_BLOCK = b"""\
BEGIN:VTIMEZONE\r
TZID:Europe/Oslo\r
X-LIC-LOCATION:Europe/Oslo\r
BEGIN:DAYLIGHT\r
DTSTART:20080330T020000\r
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r
TZOFFSETFROM:+0100\r
TZOFFSETTO:+0200\r
TZNAME:CEST\r
END:DAYLIGHT\r
BEGIN:STANDARD\r
DTSTART:20081026T030000\r
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r
TZOFFSETFROM:+0200\r
TZOFFSETTO:+0100\r
TZNAME:CET\r
END:STANDARD\r
END:VTIMEZONE\r
"""


def test_oslo_is_two_yearly_rules() -> None:
    assert vtimezone(OSLO) == OSLO_BLOCK


def _parsed(key: str) -> Component:
    return parse(vtimezone(ZoneInfo(key)))


@pytest.mark.parametrize(
    "key", ["Europe/Oslo", "Europe/London", "America/New_York", "Australia/Sydney", "Europe/Istanbul"]
)
def test_every_onset_is_a_real_change_of_the_zone(key: str) -> None:
    assert list(_zone(_parsed(key))) == []


def test_new_york_counts_sundays_from_the_front() -> None:
    rules = {part.name: part.text("RRULE") for part in _parsed("America/New_York").inner}
    assert rules == {
        "DAYLIGHT": "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
        "STANDARD": "FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
    }


def test_a_zone_without_summer_time_has_one_offset() -> None:
    (part,) = _parsed("Africa/Lagos").inner
    assert (part.name, part.text("TZOFFSETTO"), part.all("RRULE")) == ("STANDARD", "+0100", [])


def test_a_zone_that_gave_up_its_rule_lists_each_change() -> None:
    parts = _parsed("Europe/Istanbul").inner
    assert parts[0].text("DTSTART") == "19700101T000000"
    assert len(parts) > 3
    assert not any(part.all("RRULE") for part in parts)


def test_an_independent_reader_gives_the_same_local_times_round_each_change() -> None:
    block = Timezone.from_ical(vtimezone(OSLO))
    assert isinstance(block, Timezone)
    read = block.to_tz(lookup_tzid=False)
    for year in (2014, 2015, 2022, 2036):
        for month in (3, 10):
            for day in range(20, 32):
                local = datetime(year, month, day, 9, 0)
                assert local.replace(tzinfo=read).utcoffset() == local.replace(tzinfo=OSLO).utcoffset()


def test_the_rules_hold_for_all_years_we_publish() -> None:
    for year in range(2008, 2038):
        last_sunday = max(date(year, 3, d) for d in range(25, 32) if date(year, 3, d).weekday() == 6)
        noon = datetime(year, 3, last_sunday.day, 12, tzinfo=OSLO)
        assert noon.utcoffset() == timedelta(hours=2)
