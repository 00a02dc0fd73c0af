"""Committees and their meetings as an administrator writes them. Public names: Committees, CommitteeEntry,
MeetingEntry, Series, expand.

A meeting's uid is made of its committee and its `id`, or the day it was first called for; a meeting in `meetings` with
the same key as one of a series stands instead of it, so that a moved meeting keeps its uid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Literal

from dateutil.rrule import rrule, rruleset, rrulestr
from pydantic import Field, field_validator, model_validator

from rules.identity import uid
from rules.model import Committee, Meeting, MeetingState
from rules.span import Span
from rules.strict import Clock, Day, Flag, Strict

MOST_MEETINGS = 1000  # of one series; more is a mistake in the rule
_FREQUENCY = re.compile(r"\bFREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)\b")


class Sitting(Strict):
    """What a single meeting and a series share. `example`: the time is plausible, no document gives it."""

    starts: Clock | None = None
    ends: Clock | None = None
    place: str = ""
    title: str = ""
    example: Flag = False
    source: str = ""

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Sitting:
        if self.ends is not None and (self.starts is None or self.ends <= self.starts):
            raise ValueError("the meeting ends before it starts")
        return self


class MeetingEntry(Sitting):
    """A meeting. `id`: its name for ever, by default the day in `on`; a moved meeting keeps the old day as its id.
    `source`: the document that gives the day."""

    id: str | None = None
    on: Day
    state: MeetingState = "planned"

    @property
    def key(self) -> str:
        """The id, or the day it was first called for."""
        return self.id or self.on.isoformat()


class Series(Sitting):
    """Meetings that repeat by an RRULE (RFC 5545 §3.3.10) from `from` to `to`, both inclusive, but not on `except`."""

    rule: str
    from_: Day = Field(alias="from")
    to: Day
    except_: tuple[Day, ...] = Field((), alias="except")

    @field_validator("rule")
    @classmethod
    def _known_rule(cls, value: str) -> str:
        if not _FREQUENCY.search(value.upper()) or "COUNT=" in value.upper() or "UNTIL=" in value.upper():
            raise ValueError(f"{value!r} is not a rule for meetings; write e.g. FREQ=MONTHLY;BYDAY=1TU")
        try:
            rrulestr(value, dtstart=datetime(2000, 1, 1))  # noqa: DTZ001 - RRULEs of days have no zone
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"{value!r} is not a rule for meetings; write e.g. FREQ=MONTHLY;BYDAY=1TU") from error
        return value

    @model_validator(mode="after")
    def _ends_in_time(self) -> Series:
        if self.to < self.from_ or (self.to - self.from_).days > 3660:
            raise ValueError("a series lasts from `from` to `to`, at most ten years")
        return self

    def days(self) -> list[date]:
        """The days of the series, at most MOST_MEETINGS."""
        first, last = datetime.combine(self.from_, time()), datetime.combine(self.to, time())
        rule = rrulestr(self.rule, dtstart=first)
        assert isinstance(rule, rrule | rruleset)
        days: list[date] = []
        for moment in rule.xafter(first, count=MOST_MEETINGS, inc=True):
            if moment > last:
                break
            if moment.date() not in self.except_:
                days.append(moment.date())
        return days


class CommitteeEntry(Strict):
    """A committee. `case_deadline` and `papers`: spans before the meeting; none: the committee has no such day."""

    name: str
    aliases: tuple[str, ...] = ()
    secretariat: str | None = None
    case_deadline: Span | None = None
    papers: Span | None = None
    meetings: tuple[MeetingEntry, ...] = ()
    series: tuple[Series, ...] = ()


class Committees(Strict):
    """The whole file `committees.yaml`."""

    version: Literal[1] = 1
    committees: dict[str, CommitteeEntry] = {}


def expand(listed: Committees, tenant: str) -> tuple[tuple[Committee, ...], tuple[Meeting, ...]]:
    """The committees and every meeting of theirs, in order of committee and day."""
    committees = tuple(
        Committee(name, each.name, each.aliases, each.secretariat, each.case_deadline, each.papers)
        for name, each in listed.committees.items()
    )
    meetings = [m for name, each in listed.committees.items() for m in _meetings(tenant, name, each)]
    return committees, tuple(meetings)


def _meetings(tenant: str, committee: str, entry: CommitteeEntry) -> list[Meeting]:
    by_key = {m.id: m for m in _of_series(tenant, committee, entry)}
    for one in entry.meetings:
        by_key[one.key] = _meeting(tenant, committee, one.key, one.on, one, one.state)
    return sorted(by_key.values(), key=lambda m: (m.held_on, m.id))


def _of_series(tenant: str, committee: str, entry: CommitteeEntry) -> Iterator[Meeting]:
    for series in entry.series:
        for day in series.days():
            yield _meeting(tenant, committee, day.isoformat(), day, series, "planned")


def _meeting(tenant: str, committee: str, key: str, day: date, sitting: Sitting, state: MeetingState) -> Meeting:
    return Meeting(
        uid(tenant, committee, f"meeting:{key}"),
        committee,
        key,
        day,
        sitting.starts,
        sitting.ends,
        sitting.place,
        sitting.title,
        state,
        sitting.example,
    )
