"""Meetings as entries: timed in the tenant's zone, or a whole day where the hour is not set yet.

Public names: meeting_entries, meeting_entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from calendars.almanac import Almanac, Case
from calendars.entry import Audience, Entry
from calendars.identity import entry_uid
from calendars.privacy import without_contact
from calendars.words import Words, words
from rules.model import Meeting
from rules.recipients import responsible_roles

ASSUMED_LENGTH = timedelta(hours=2)
AGENDA_LINES = 15
_MEETING = 6


def meeting_entries(almanac: Almanac, today: date) -> Iterator[Entry]:
    """An entry for each meeting, with the measures that come up in it."""
    agendas: dict[str, list[Case]] = {}
    for case in almanac.cases():
        for uid in dict.fromkeys(o.meeting for o in case.occurrences if o.meeting and o.kind == "meeting"):
            agendas.setdefault(uid, []).append(case)
    for meeting in almanac.meetings:
        yield meeting_entry(almanac, meeting, agendas.get(meeting.uid, []), today)


def meeting_entry(almanac: Almanac, meeting: Meeting, agenda: Sequence[Case], today: date) -> Entry:
    """The entry of a meeting. `agenda`: the measures that hang on it. An hour is only to come while the day is."""
    speak = words(almanac.locale)
    start, end = _times(meeting, almanac.zone)
    gone = meeting.state == "cancelled"
    to_come = start is None and meeting.state == "planned" and meeting.held_on >= today
    return Entry(
        uid=entry_uid(meeting.uid, almanac.domain),
        kind="meeting",
        day=meeting.held_on,
        title=_title(almanac, meeting, to_come, speak),
        description=_described(almanac, meeting, agenda, to_come, speak),
        categories=(speak.categories[_MEETING], _committee_name(almanac, meeting)),
        audience=_audience(almanac, meeting, agenda),
        mark="cancelled" if gone else "",
        start=start,
        end=end,
        location=without_contact(meeting.place),
        path=f"/mote/{meeting.uid}",
        transparent=gone or start is None,
    )


def _times(meeting: Meeting, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """First and last instant in the zone; an end at or before the beginning is on the next day."""
    if meeting.starts is None:
        return None, None
    start = datetime.combine(meeting.held_on, meeting.starts, zone)
    if meeting.ends is None:
        return start, start + ASSUMED_LENGTH
    end = datetime.combine(meeting.held_on, meeting.ends, zone)
    return start, end if end > start else end + timedelta(days=1)


def _committee_name(almanac: Almanac, meeting: Meeting) -> str:
    known = almanac.book.committees.get(meeting.committee)
    return known.name if known else meeting.committee


def _title(almanac: Almanac, meeting: Meeting, to_come: bool, speak: Words) -> str:
    title = without_contact(meeting.title) or speak.meeting.format(committee=_committee_name(almanac, meeting))
    return speak.time_to_come.format(title=title) if to_come else title


def _described(almanac: Almanac, meeting: Meeting, agenda: Sequence[Case], to_come: bool, speak: Words) -> str:
    lines = [
        speak.committee.format(text=_committee_name(almanac, meeting)),
        speak.no_time if to_come else "",
        speak.no_end if meeting.starts is not None and meeting.ends is None else "",
        speak.example if meeting.example else "",
        *_agenda(agenda, speak),
    ]
    return without_contact("\n".join(line for line in lines if line))


def _agenda(agenda: Sequence[Case], speak: Words) -> list[str]:
    if not agenda:
        return []
    lines = [f"– {case.measure.number} {case.measure.name}".replace("–  ", "– ") for case in agenda[:AGENDA_LINES]]
    more = len(agenda) - AGENDA_LINES
    return [speak.agenda, *lines, *([speak.and_more.format(n=more)] if more > 0 else [])]


def _audience(almanac: Almanac, meeting: Meeting, agenda: Sequence[Case]) -> Audience:
    """The committee, the plans it owns in those years, and whoever has something on the agenda."""
    own = {p.id for p in almanac.plans if p.committee == meeting.committee and meeting.held_on.year in p.years}
    bound = {case.plan.id for case in agenda}
    roles = {role for case in agenda for role in responsible_roles(case.plan, case.measure, almanac.book)[0]}
    return Audience(frozenset(own | bound), frozenset({meeting.committee}), frozenset(roles))
