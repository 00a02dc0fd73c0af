"""The text of an entry: the plan's own words, how we read them, and whose it is. Public names: described."""

from __future__ import annotations

from datetime import date

from calendars.almanac import Almanac, Case
from calendars.privacy import without_contact
from calendars.words import Words, day_in_words, spoken, words
from rules.model import Meeting, Occurrence

Roles = tuple[tuple[str, ...], str]


def described(almanac: Almanac, case: Case, occurrence: Occurrence, meeting: Meeting | None, roles: Roles) -> str:
    """The description, plain text, several lines. `roles`: ids and where they came from."""
    speak = words(case.plan.language)
    lines = [
        speak.plan.format(text=case.plan.title),
        speak.focus.format(text=case.measure.focus_area) if case.measure.focus_area else "",
        _measure(case, speak),
        _deadline_text(case, speak),
        _reading(almanac, case, occurrence, meeting, speak),
        role_line(almanac, *roles, speak),
    ]
    return without_contact("\n".join(line for line in lines if line))


def _measure(case: Case, speak: Words) -> str:
    """The measure's title, and its activities line by line."""
    measure = case.measure
    pattern = speak.measure if measure.number else speak.no_number
    activities = [line for line in measure.activity.split("\n") if line and line != measure.title]
    return "\n".join([pattern.format(number=measure.number, text=measure.title), *(f"– {a}" for a in activities)])


def _deadline_text(case: Case, speak: Words) -> str:
    text = case.measure.deadline_text
    return speak.deadline_text.format(text=text) if text else speak.no_deadline_text


def role_line(almanac: Almanac, roles: tuple[str, ...], source: str, speak: Words) -> str:
    """Who answers, as roles; a role's label, never the plan's cell, which may hold a person's name."""
    known = almanac.book.directory.roles
    labels = ", ".join(known[r].label if r in known else r for r in roles)
    if not labels:
        return ""
    return (speak.role if source == "plan" else speak.role_not_named).format(roles=labels)


def _reading(almanac: Almanac, case: Case, occurrence: Occurrence, meeting: Meeting | None, speak: Words) -> str:
    match occurrence.kind:
        case "due" | "checkpoint":
            return _period(occurrence, speak)
        case "start":
            return speak.begins
        case "wait":
            return speak.waits
        case _:
            return _meeting(almanac, occurrence, meeting, speak)


def _period(occurrence: Occurrence, speak: Words) -> str:
    due, first, last = occurrence.due, occurrence.earliest, occurrence.latest
    assert due is not None
    period = spoken(occurrence.period, speak.locale, lambda: day_in_words(last or due, speak.locale))
    if first is None or last is None or first == last:
        said = speak.read_as_day.format(period=period)
    else:
        said = speak.read_as.format(period=period, first=_short(first, last), last=_short(last))
    return f"{said} {_shown_day(due, first, last, speak)}".rstrip()


def _shown_day(due: date, first: date | None, last: date | None, speak: Words) -> str:
    """Why the entry stands on this day; empty where the text itself names it."""
    day = day_in_words(due, speak.locale)
    if last is None or due > last or (first is not None and due < first and first != last):
        return speak.moved_day.format(day=day)
    if first == last:
        return "" if due == last else speak.workday_before.format(day=day)
    if due == last:
        return speak.last_day
    return speak.last_workday.format(day=day) if (last - due).days < 14 else speak.moved_day.format(day=day)


def _short(day: date, beside: date | None = None) -> str:
    """«1.1.» beside a day of the same year, else «1.1.2022»."""
    short = f"{day.day}.{day.month}."
    return short if beside is not None and beside.year == day.year else f"{short}{day.year}"


def _meeting(almanac: Almanac, occurrence: Occurrence, meeting: Meeting | None, speak: Words) -> str:
    if meeting is None or occurrence.due is None:
        return ""
    committee = almanac.book.committees.get(meeting.committee)
    pattern = speak.before_meeting if occurrence.due < meeting.held_on else speak.at_meeting
    return pattern.format(
        committee=committee.name if committee else meeting.committee,
        day=day_in_words(meeting.held_on, speak.locale),
        due=day_in_words(occurrence.due, speak.locale),
    )
