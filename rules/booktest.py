"""The rulebook's own tests as an administrator writes them under `tests:`. Public names: BookTest and its parts.

A test plays a small plan from one day to another, lets things happen on the way, and says which mails go out and where
its measures stand. It is a closed world: a mail that the test does not list is a failure.
"""

from __future__ import annotations

from datetime import time
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from rules.span import Span
from rules.strict import Clock, Day, Flag, OneOrMore, Strict

NOON = time(12)
Outcome = Literal[
    "done", "nothing", "in_progress", "waiting", "at_risk", "not_relevant", "postpone", "no_change", "reopen"
]


class GivenReporting(Strict):
    """Rounds of the test's plan, as `reporting` of a plan file."""

    every: Literal["tertial", "quarter", "half_year", "year", "meeting"]
    ask: Span = Span(-2, "w")
    due: Span = Span(10, "bd")


def _plan(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


class GivenPlan(Strict):
    """The plan of a test. With the id of a plan under `plans:` what stands there counts. `year`: the plan's, without
    it that of the first day played."""

    id: str = "plan"
    year: int | None = None
    committee: str | None = None
    secretariat: str | None = None
    default_responsible: str | None = None
    reporting: GivenReporting | None = None
    decided: Day | None = None


class GivenMeasure(Strict):
    """A measure as it stands in a plan: `deadline`, `status` and `responsible` are the texts of its cells."""

    id: str = "1"
    title: str = "Tiltak"
    focus: str = "Område"
    deadline: str
    status: str = ""
    responsible: str = ""


class GivenAway(Strict):
    """An absence, both days inclusive. `who`, `deputy`: people of the test."""

    who: str
    from_: Day = Field(alias="from")
    to: Day
    deputy: str | None = None


class GivenSilence(Strict):
    """A silence from the event's day on. What is not said matches anything."""

    until: Day
    measure: str | None = None
    focus: str | None = None
    role: str | None = None
    person: str | None = None


class MovedMeeting(Strict):
    """A meeting of a committee that is moved to another day, or cancelled."""

    committee: str
    held_on: Day
    moved_to: Day | None = None
    cancelled: Flag = False


class Happening(Strict):
    """Something that happens at `at` on the day `on`; one of answer, transition, away, silence, meeting.

    `measure`: which one, where the test has several; `due`: which of its dates. `by`: a person of the test.
    """

    on: Day
    at: Clock = NOON
    answer: Outcome | None = None
    transition: str | None = None
    away: GivenAway | None = None
    silence: GivenSilence | None = None
    meeting: MovedMeeting | None = None
    by: str | None = None
    measure: str | None = None
    due: Day | None = None
    party: str | None = None
    comment: str | None = None
    review_on: Day | None = None
    new_deadline: str | None = None
    outcome: str | None = None


class ExpectedMail(Strict):
    """A mail to each of `to` (people, or roles: everyone in the test who has it) on the day. What is not said is not
    looked at. `items`: how many notices it has; `step`, `measure`: those of its notices, all of them."""

    on: Day
    to: OneOrMore
    template: str | None = None
    step: OneOrMore = ()
    measure: OneOrMore = ()
    items: int | None = None
    at: Clock | None = None


class ExpectedState(Strict):
    """Where a measure stands at the end of the day. `is`: a state."""

    on: Day
    is_: str = Field(alias="is")
    measure: str | None = None


class Expected(Strict):
    """All mails there are, in any order; due days and states as far as they are said."""

    mails: tuple[ExpectedMail, ...] = ()
    due: tuple[Day, ...] | None = None
    states: tuple[ExpectedState, ...] = ()


class BookTest(Strict):
    """One test. Days `from` and `to` are played, both inclusive; without `to` to the end of the plan's year.

    `people`: who holds a role; a role that is not named is held by one person with the role's id, one with an empty
    list by nobody. `leads` likewise. `parties`: whom people answer for. `meetings`: days by committee.
    `begins`: the plan becomes active on the first day (introductions and list go out); else it has run before.
    """

    name: str
    plan: Annotated[GivenPlan, BeforeValidator(_plan)] = GivenPlan()
    measures: tuple[GivenMeasure, ...] = Field(min_length=1)
    people: dict[str, OneOrMore] = {}
    leads: dict[str, OneOrMore] = {}
    parties: dict[str, str] = {}
    away: tuple[GivenAway, ...] = ()
    meetings: dict[str, tuple[Day, ...]] = {}
    from_: Day = Field(alias="from")
    to: Day | None = None
    begins: Flag = False
    events: tuple[Happening, ...] = ()
    expect: Expected
