"""A small municipality to make calendars from. Public names: almanac, book, measure, occurrence, meeting, plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from calendars.almanac import Almanac
from rules.book import Book
from rules.deadline.reading import Reading
from rules.directory import Directory
from rules.model import Committee, Measure, Meeting, Membership, Occurrence, Person, Plan, Role
from rules.rulebook import Rulebook
from rules.workdays import WorkCalendar

OSLO = ZoneInfo("Europe/Oslo")
DOMAIN = "tidsfrist.example.org"
TODAY = date(2015, 3, 2)
NOW = datetime(2015, 3, 2, 8, 0, tzinfo=UTC)
ANSWERED = datetime(2015, 2, 20, 9, 0, tzinfo=UTC)

_RULES: dict[str, Any] = {
    "version": 1,
    "states": {
        "planned": {"label": "Planlagt", "initial": True},
        "done": {"label": "Utført", "final": True},
        "not_relevant": {"label": "Ikke aktuelt", "final": True},
    },
    "transitions": [{"name": "finish", "from": "*", "to": "done", "by": ["responsible"]}],
    "ladders": {"gentle": {"steps": [{"id": "first", "at": "-14d", "template": "reminder"}]}},
    "rules": [{"name": "all", "ladder": "gentle"}],
    "templates": {"reminder": {}},
}
_ROLES = (
    Role("leder", "Samhandlingsleder"),
    Role("radgiver", "Kvalitetsrådgiver, barn og unge"),
    Role("sekretariat", "Sekretariatet for LSU"),
)
_PEOPLE = (Person("pkari", "kari", "Kari Nordmann", "kari.nordmann@example.org"),)
_COMMITTEES = (Committee("lsu", "LSU Drammen", ("LSU",), "sekretariat"), Committee("osu", "OSU", (), "sekretariat"))


def book(locale: str = "nb") -> Book:
    """A rulebook with three roles, one person and two committees."""
    rulebook = Rulebook.model_validate({**_RULES, "settings": {"locale": locale}})
    directory = Directory(
        {r.id: r for r in _ROLES}, {p.uid: p for p in _PEOPLE}, (Membership("leder", "pkari", date(2014, 1, 1)),)
    )
    return Book("1", rulebook, OSLO, WorkCalendar(), directory, {c.id: c for c in _COMMITTEES})


def plan(**given: Any) -> Plan:
    """An active plan of LSU for 2015."""
    base = Plan("plan000000000001", "lsu-2015", "Handlingsplan for LSU – Drammen 2015", "lsu", "active", (2015,), "nb")
    return replace(base, **given)


def measure(uid: str = "tiltak0000000001", text: str = "Juni 2015", **given: Any) -> Measure:
    """A measure with a deadline text and one role."""
    base = Measure(
        uid,
        "plan000000000001",
        "1.1",
        "Elektronisk meldingsutveksling",
        "Følge opp avtalen, og melde avvik; uten opphold",
        "",
        "",
        text,
        "Samhandlingsleder Kari Nordmann",
        "",
        Reading(text, "dates"),
        "planned",
        roles=("leder",),
    )
    return replace(base, **given)


def occurrence(uid: str = "punkt00000000001", **given: Any) -> Occurrence:
    """June 2015, due on its last working day."""
    first, last = date(2015, 6, 1), date(2015, 6, 30)
    base = Occurrence(uid, "tiltak0000000001", "due", "p:2015-06", last, first, last)
    return replace(base, **given)


def meeting(uid: str = "mote000000000001", **given: Any) -> Meeting:
    """A meeting of LSU with time and place."""
    base = Meeting(
        uid, "lsu", "2015-06-10", date(2015, 6, 10), time(9), time(11, 30), "Rådhuset, møterom Blåbær; 2. etg."
    )
    return replace(base, **given)


def almanac(
    measures: Sequence[Measure] = (),
    occurrences: Sequence[Occurrence] = (),
    meetings: Sequence[Meeting] = (),
    plans: Sequence[Plan] = (),
    locale: str = "nb",
) -> Almanac:
    """These things, in the one plan unless others are given."""
    by_measure: dict[str, list[Occurrence]] = {}
    for each in occurrences:
        by_measure.setdefault(each.measure, []).append(each)
    return Almanac(book(locale), DOMAIN, plans or (plan(),), measures, by_measure, meetings)
