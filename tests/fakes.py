"""Values to test with: a small rulebook, a directory of three people, and makers with sensible defaults."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from rules.book import Book
from rules.case import Case
from rules.deadline import Point, Reading
from rules.directory import Directory
from rules.identity import notice_id
from rules.model import Committee, Measure, Meeting, Membership, Notice, Occurrence, Person, Plan, Reason, Role
from rules.occurrences import Surroundings
from rules.rulebook import Rulebook
from rules.span import Span
from rules.workdays import WorkCalendar

OSLO = ZoneInfo("Europe/Oslo")

RULES: dict[str, Any] = {
    "version": 1,
    "settings": {"secretariat": "sekretariat", "release": {"manual_for": "0d"}},
    "states": {
        "planned": {"label": "Planlagt", "initial": True},
        "in_progress": {"label": "Pågår"},
        "waiting": {"label": "Avventer"},
        "at_risk": {"label": "I fare"},
        "standing": {"label": "Løpende", "deadline": ["ongoing"]},
        "done": {"label": "Utført", "final": True},
        "not_relevant": {"label": "Utgår", "final": True},
    },
    "transitions": [
        {"name": "start", "from": ["planned", "waiting", "at_risk"], "to": "in_progress", "by": ["responsible"]},
        {"name": "complete", "from": ["planned", "in_progress", "at_risk"], "to": "done", "by": ["responsible"]},
        {"name": "drop", "from": "*", "to": "not_relevant", "by": ["secretariat"], "needs": ["comment"]},
        {
            "name": "wait",
            "from": ["planned"],
            "to": "waiting",
            "by": ["responsible"],
            "needs": ["comment", "review_on"],
        },
        {
            "name": "slip",
            "from": ["planned", "in_progress"],
            "to": "at_risk",
            "by": ["clock"],
            "when": {"overdue_by": {"min": "5bd"}},
        },
    ],
    "ladders": {
        "standard": {
            "steps": [
                {"id": "before", "at": "-14d", "template": "reminder"},
                {"id": "today", "at": "0d", "template": "due_today"},
                {"id": "week", "at": "+1w", "template": "overdue"},
                {"id": "queue", "at": "+2w", "template": "after", "to": ["secretariat"]},
            ]
        },
        "round": {
            "steps": [
                {"id": "ask", "at": "ask", "template": "status_request"},
                {"id": "blanks", "at": "+1bd", "template": "round_blanks", "to": "secretariat"},
            ]
        },
    },
    "rules": [
        {"name": "finished", "when": {"state": ["done", "not_relevant"]}, "ladder": "none"},
        {"name": "round", "when": {"deadline": "report"}, "ladder": "round"},
        {"name": "rest", "ladder": "standard"},
    ],
    "templates": {name: {} for name in ("reminder", "due_today", "overdue", "after", "status_request", "round_blanks")},
}


def at(text: str) -> datetime:
    """A local time in Oslo, «2015-06-16 07:30» or «2015-06-16», as an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=OSLO).astimezone(UTC)


class FakeClock:
    """A clock that is moved by hand."""

    def __init__(self, start: str) -> None:
        self.now = at(start)

    def advance(self, **spans: int) -> datetime:
        """Moves on by a timedelta's keywords and tells the new time."""
        self.now += timedelta(**spans)
        return self.now


def directory() -> Directory:
    """Kari and Ola are AU LSU, Per is the secretariat and leads AU LSU; nobody holds «tom»."""
    people = [
        Person("kari", "kari", "Kari Ås", "kari@example.org"),
        Person("ola", "ola", "Ola Bjørnstad", "ola@example.org", "nn"),
        Person("per", "per", "Per Leder", "per@example.org"),
    ]
    roles = [Role("au-lsu", "AU LSU"), Role("sekretariat", "Sekretariatet"), Role("tom", "Tom rolle")]
    members = (
        Membership("au-lsu", "kari"),
        Membership("au-lsu", "ola"),
        Membership("au-lsu", "per", leader=True),
        Membership("sekretariat", "per"),
    )
    return Directory({r.id: r for r in roles}, {p.uid: p for p in people}, members)


def book(**changes: Any) -> Book:
    """A compiled rulebook; `changes` replace whole top-level sections of RULES, or `directory`/`calendar`."""
    given = {k: changes.pop(k) for k in ("directory", "calendar") if k in changes}
    rulebook = Rulebook.model_validate({**RULES, **changes})
    committees = {"lsu": Committee("lsu", "LSU Drammen", ("LSU",), case_deadline=Span(-10, "bd"))}
    return Book(
        "1",
        rulebook,
        OSLO,
        given.get("calendar", WorkCalendar()),
        given.get("directory", directory()),
        committees,
    )


def plan(**changes: Any) -> Plan:
    """An active plan whose clock has run since New Year 2015 and whose mails are let go."""
    start = at("2015-01-01")
    bare = Plan("plan", "lsu-2015", "LSU 2015", "lsu", "active", (2015,), "nb", counted_from=start, released_at=start)
    return replace(bare, **changes)


def measure(**changes: Any) -> Measure:
    """A planned measure of AU LSU."""
    bare = Measure(
        "m1", "plan", "1.1", "Samhandling", "Tiltak", "", "", "Juni 2015", "AU LSU", "", reading(), "planned",
        roles=("au-lsu",),
    )  # fmt: skip
    return replace(bare, **changes)


def reading(*due: str, kind: Any = "dates") -> Reading:
    """A reading with these due days."""
    days = [date.fromisoformat(d) for d in due or ("2015-06-30",)]
    points = tuple(Point(d.isoformat(), d.replace(day=1), d, d) for d in days)
    return Reading("tekst", kind, edtf=tuple(p.edtf for p in points), points=points)


def occurrence(due: str = "2015-06-30", **changes: Any) -> Occurrence:
    """An open due occurrence that a tick has looked at on New Year."""
    bare = Occurrence(
        "o1", "m1", "due", f"p:{due[:7]}", date.fromisoformat(due), counted_from=at("2015-01-01"),
        latest=date.fromisoformat(due),
    )  # fmt: skip
    return replace(bare, **changes)


def case(*occurrences: Occurrence, **changes: Any) -> Case:
    """The case of one measure."""
    bare = Case(plan(), measure(), occurrences or (occurrence(),))
    return replace(bare, **changes)


def meeting(day: str, **changes: Any) -> Meeting:
    """A planned meeting of LSU Drammen whose id is the day it was first called for."""
    bare = Meeting(f"lsu:{day}", "lsu", day, date.fromisoformat(day))
    return replace(bare, **changes)


def around(*meetings: Meeting, **changes: Any) -> Surroundings:
    """What readings of the plan are bound to: no rounds, LSU Drammen with these meetings, and an OSU."""
    committees = {**book().committees, "osu": Committee("osu", "Overordnet samarbeidsutvalg", ("OSU",))}
    bare = Surroundings(plan(), None, committees, meetings, WorkCalendar())
    return replace(bare, **changes)


def notice(name: str = "n1", **changes: Any) -> Notice:
    """A reminder to Kari that may be delivered on the morning of 16 June 2015; `name` stands for its key."""
    bare = Notice(
        notice_id((name,)), "step", "plan", "m1", "o1", date(2015, 6, 30), "before", "m1", "", "kari", "email",
        "reminder", at("2015-06-16 07:30"), at("2015-06-16 07:45"), Reason("reminder", "au-lsu", "plan"),
    )  # fmt: skip
    return replace(bare, **changes)
