"""What people decide about plans: corrections, decisions of committees, rounds and their reports, parties over time.

Public names: Correction, Party, Decision, Verdict, Round, Report, Wording.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from rules.deadline.reading import Reading

Verdict = Literal["approved", "with_changes", "sent_back", "not_treated"]


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's reading of a text: of one `measure`, or (None) of this text wherever it stands in the plan. It
    outranks the machine and survives a new version of the plan, until `revoked_at`."""

    uid: str
    plan: str
    measure: str | None
    text: str
    reading: Reading
    by: str
    at: datetime
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Who answers: a municipality, a hospital, a clinic; from `first` to `last` (inclusive, None = open), then its
    `successor` (party id) where it was merged."""

    id: str
    name: str
    kind: str = "kommune"
    first: date | None = None
    last: date | None = None
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a committee decided about a plan, or one measure of it, in a meeting. `version`: the number of the plan's
    text that was before it."""

    uid: str
    plan: str
    measure: str | None
    committee: str
    meeting: str | None
    verdict: Verdict
    decided_on: date
    case_number: str
    wording: str
    version: int
    by: str
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class Round:
    """A reporting round of a plan. `period`: EDTF, or m:<meeting uid>. Closed rounds are frozen in reports."""

    plan: str
    period: str
    opens_on: date
    due_on: date
    opened_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The frozen report of a round: `body` is JSON text; `n` counts the versions of the same period."""

    plan: str
    period: str
    n: int
    closed_at: datetime
    by: str
    body: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A status as edited for the report; `original` is what the party wrote."""

    plan: str
    period: str
    measure: str
    party: str
    text: str
    original: str
    by: str
    at: datetime
