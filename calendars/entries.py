"""From occurrences to calendar entries. Public names: entries, occurrence_entry.

One entry for each point that a measure must answer, one for each reporting round of a plan, one for each meeting.
«Løpende» has no point of its own, so it shows in the rounds only. Names and addresses of people are left out: the
servers of others keep copies of what we publish.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from calendars.almanac import Almanac, Case
from calendars.description import described
from calendars.entry import Audience, Entry, EntryKind, Mark
from calendars.identity import entry_uid
from calendars.meetings import meeting_entries
from calendars.privacy import without_contact
from calendars.rounds import round_entries
from calendars.words import Words, day_in_words, spoken, words
from rules.model import Meeting, Occurrence
from rules.recipients import responsible_roles
from rules.workflow import is_final

_KINDS: dict[str, EntryKind] = {
    "due": "due",
    "checkpoint": "checkpoint",
    "meeting": "case",
    "start": "start",
    "wait": "wait",
}
_CATEGORY: dict[EntryKind, int] = {"due": 0, "checkpoint": 1, "case": 2, "start": 3, "wait": 5}


def entries(almanac: Almanac, today: date) -> tuple[Entry, ...]:
    """Every entry of the tenant, whatever its day, in order of day and uid. What is withdrawn is not among them."""
    meetings = {m.uid: m for m in almanac.meetings}
    found = [*_occurrences(almanac, meetings, today), *round_entries(almanac), *meeting_entries(almanac, today)]
    return tuple(sorted(found, key=lambda e: (e.day, e.uid)))


def _occurrences(almanac: Almanac, meetings: dict[str, Meeting], today: date) -> Iterator[Entry]:
    for case in almanac.cases():
        for occurrence in case.occurrences:
            meeting = meetings.get(occurrence.meeting or "")
            entry = occurrence_entry(almanac, case, occurrence, meeting, today)
            if entry is not None:
                yield entry


def occurrence_entry(
    almanac: Almanac, case: Case, occurrence: Occurrence, meeting: Meeting | None, today: date
) -> Entry | None:
    """The entry of one occurrence; None: it has no day yet, or is a report, which shows in its round."""
    kind = _KINDS.get(occurrence.kind)
    if kind is None or occurrence.due is None:
        return None
    speak = words(case.plan.language)
    roles, source = responsible_roles(case.plan, case.measure, almanac.book)
    mark = _mark(almanac, case, occurrence, today)
    return Entry(
        uid=entry_uid(occurrence.uid, almanac.domain),
        kind=kind,
        day=occurrence.due,
        title=_title(almanac, case, occurrence, meeting, speak),
        description=described(almanac, case, occurrence, meeting, (roles, source)),
        categories=(speak.categories[_CATEGORY[kind]], *_committee_name(almanac, case.plan.committee)),
        audience=_audience(case, meeting, roles),
        mark=mark,
        path=f"/tiltak/{case.measure.uid}",
        period=_period(occurrence),
        done_on=_done_on(almanac, case, occurrence) if mark in ("done", "reported") else None,
    )


def _audience(case: Case, meeting: Meeting | None, roles: tuple[str, ...]) -> Audience:
    committees = {case.plan.committee, meeting.committee if meeting else None} - {None}
    return Audience(frozenset({case.plan.id}), frozenset(c for c in committees if c), frozenset(roles))


def _committee_name(almanac: Almanac, committee: str | None) -> tuple[str, ...]:
    known = almanac.book.committees.get(committee or "")
    return (known.name,) if known else ()


def _mark(almanac: Almanac, case: Case, occurrence: Occurrence, today: date) -> Mark:
    """What has become of it. A closed plan goes on without reproaches; a beginning that passed is no breach."""
    finished = is_final(almanac.book.rulebook, case.measure.state)
    if _not_relevant(case, occurrence):
        return "cancelled"
    if occurrence.answered_at is not None:
        return "reported" if occurrence.kind == "checkpoint" else "done"
    if finished:
        return "done"
    late = occurrence.due is not None and occurrence.due < today
    return "overdue" if late and case.plan.status == "active" and occurrence.kind != "start" else ""


def _not_relevant(case: Case, occurrence: Occurrence) -> bool:
    if case.measure.state == "not_relevant":
        return True
    return bool(occurrence.answers) and all(a.outcome == "not_relevant" for a in occurrence.answers)


def _done_on(almanac: Almanac, case: Case, occurrence: Occurrence) -> date | None:
    at = occurrence.answered_at or case.measure.state_since
    return almanac.today(at) if at else None


def _period(occurrence: Occurrence) -> tuple[date, date] | None:
    first, last = occurrence.earliest, occurrence.latest or occurrence.due
    return (first, last) if first and last and first < last else None


def _title(almanac: Almanac, case: Case, occurrence: Occurrence, meeting: Meeting | None, speak: Words) -> str:
    name = without_contact(case.measure.name).rstrip(" .,:;–-")
    assert occurrence.due is not None
    if occurrence.kind == "meeting":
        return _meeting_title(almanac, occurrence, meeting, name, speak)
    pattern = {"due": speak.due, "checkpoint": speak.checkpoint, "start": speak.start, "wait": speak.wait}
    return pattern[occurrence.kind].format(period=_period_name(case, occurrence, speak), name=name)


def _period_name(case: Case, occurrence: Occurrence, speak: Words) -> str:
    """The period as the plan names it, so that nobody takes «våren 2022» for the thirtieth of June."""
    due = occurrence.due or date.max
    edtf = case.measure.reading.edtf[0] if occurrence.kind == "start" and case.measure.reading.edtf else ""
    slot = edtf.partition("/")[0] or occurrence.period
    return spoken(slot, speak.locale, lambda: day_in_words(due, speak.locale))


def _meeting_title(almanac: Almanac, occurrence: Occurrence, meeting: Meeting | None, name: str, speak: Words) -> str:
    if meeting is None:
        day = occurrence.latest or occurrence.due or date.max
        return speak.to_some_meeting.format(day=day_in_words(day, speak.locale), name=name)
    before = occurrence.due is not None and occurrence.due < meeting.held_on
    pattern = speak.case_deadline if before else speak.to_meeting
    committee = next(iter(_committee_name(almanac, meeting.committee)), meeting.committee)
    return pattern.format(committee=committee, name=name)
