"""The values of the domain. Instants (`…_at`, counted_from) are aware UTC datetimes; days are plain dates.

Public names: Plan, Approval, Reporting, Measure, Occurrence, Answer, Meeting, Committee, Person, Absence, Role,
Membership, Silence, Reason, Notice, Message, Move, ONE_PARTY, and the literal types of their fields. What people
decide: rules.governance.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from rules.deadline.reading import Reading
from rules.quick import quick
from rules.span import Span

PlanStatus = Literal["draft", "approved", "active", "closed", "carried_over"]
OccurrenceKind = Literal["due", "checkpoint", "meeting", "start", "report", "wait"]
Every = Literal["tertial", "quarter", "half_year", "year", "meeting"]
Answers = Literal["any", "each", "joint", "via"]
NoticeKind = Literal[
    "step",
    "introduction",
    "late_list",
    "question",
    "moved",
    "vacant",
    "round_blanks",
    "watchdog",
    "approval",
    "answered",
    "silence_ends",
]
NoticeStatus = Literal["waiting", "held", "composed", "sent", "cancelled", "silenced", "suppressed", "uncertain"]
MessageKind = Literal["single", "digest", "service"]
MessageStatus = Literal["queued", "inflight", "retry", "sent", "failed", "cancelled", "uncertain"]
MeetingState = Literal["planned", "held", "cancelled"]
ReadingFrom = Literal["machine", "correction", "decision"]

ONE_PARTY = "*"  # the party of an occurrence that is answered as a whole


@dataclass(frozen=True, slots=True)
class Reporting:
    """When a plan is reported. `due`: from the period's last day to the day answers are due; `ask`: from that due
    day back to the day the round opens."""

    every: Every
    ask: Span
    due: Span


@dataclass(frozen=True, slots=True)
class Approval:
    """Who must approve a plan before it is active: `needs` all or any of the committees (ids), or the `named` ones."""

    committees: tuple[str, ...]
    needs: Literal["all", "any", "named"] = "all"
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """An action plan. `counted_from` is set by the first tick after activation; None = nothing has been evaluated.

    `stopped`: the reason why all mail of the plan is stopped, None = it runs. `released_at`: the secretariat lets
    mails go without looking; None = each day's batch is held (`release: manual`). Roles are role ids, None = not said.
    """

    uid: str
    id: str
    title: str
    committee: str | None
    status: PlanStatus
    years: tuple[int, ...]
    language: str
    secretariat: str | None = None
    default_responsible: str | None = None
    focus_responsible: tuple[tuple[str, str], ...] = ()
    reporting: Reporting | None = None
    decided: date | None = None
    counted_from: datetime | None = None
    released_at: datetime | None = None
    stopped: str | None = None
    approval: Approval | None = None
    carried_from: str | None = None

    @property
    def over(self) -> bool:
        """Whether it has ended; nothing is asked, sent or decided any more."""
        return self.status in ("closed", "carried_over")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure. `number` is a label, never an identity. `roles`: ids found for the responsible text; `unknown_roles`:
    the parts of it that no role answers to. `version` grows with each save (compare-and-set)."""

    uid: str
    plan: str
    number: str
    focus_area: str
    title: str
    activity: str
    purpose: str
    deadline_text: str
    responsible_text: str
    status_text: str
    reading: Reading
    state: str
    state_since: datetime | None = None
    roles: tuple[str, ...] = ()
    unknown_roles: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    decided_on: date | None = None
    withdrawn: bool = False
    version: int = 0
    reading_from: ReadingFrom = "machine"
    approvers: tuple[str, ...] = ()
    carried_from: str | None = None

    @property
    def name(self) -> str:
        """What a person calls it: its title; its activity where the plan numbers activities (focus.measure.activity),
        because there many measures share a title."""
        return self.activity if self.activity and self.number.count(".") >= 2 else self.title


@dataclass(frozen=True, slots=True)
class Answer:
    """What a party said about an occurrence. `outcome`: done, nothing, in_progress, waiting, at_risk, not_relevant,
    postpone, no_change. `source`: telefon, e-post, møte, side; `entered_by`: who typed it on the party's behalf, None =
    the party did."""

    occurrence: str
    party: str
    outcome: str
    answered_at: datetime
    by: str
    proposed_deadline: str | None = None
    source: str | None = None
    entered_by: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Occurrence:
    """One point that someone must answer. `slot` says which point it is (p:/c:/t:<EDTF>, p:<EDTF>@<party>, r:<date>,
    m:<meeting>, m:next, s:, w:<seq>, w:<seq>:<party>). `due` None: no day yet (a meeting that is not called). `opens`:
    a report's first asking day; for a date in a closed period the day that its reminders lead to (None: they count from
    the due day). `counted_from` None: no tick has looked at it yet. `moved_from`: the due day before a
    move that nobody was told of yet."""

    uid: str
    measure: str
    kind: OccurrenceKind
    slot: str
    due: date | None
    earliest: date | None = None
    latest: date | None = None
    opens: date | None = None
    meeting: str | None = None
    counted_from: datetime | None = None
    answered_at: datetime | None = None
    withdrawn: bool = False
    moved_from: date | None = None
    answers: tuple[Answer, ...] = ()

    @property
    def party(self) -> str | None:
        """The only party that is asked; None: all of them."""
        if self.kind == "wait":
            return self.slot.split(":", 2)[2] if self.slot.count(":") == 2 else None
        return self.slot.partition("@")[2] or None

    @property
    def period(self) -> str:
        """The slot's own part: for most kinds an EDTF period."""
        return self.slot.partition(":")[2].partition("@")[0]

    @property
    def leads(self) -> date | None:
        """The day that the reminders of a date lead to (rules.leads); None: they count from the due day."""
        return self.opens if self.kind == "due" else None

    @property
    def open(self) -> bool:
        """Still waiting for someone."""
        return self.answered_at is None and not self.withdrawn

    @property
    def named(self) -> bool:
        """A deadline that the plan itself names: no round, and no look on the way through a long window."""
        return self.kind not in ("report", "checkpoint")

    def counted(self, at: datetime) -> Occurrence:
        """The same, counted from the instant; of its moves everybody has been told."""
        return Occurrence(
            self.uid, self.measure, self.kind, self.slot, self.due, self.earliest, self.latest, self.opens,
            self.meeting, at, self.answered_at, self.withdrawn, None, self.answers,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Committee:
    """`case_deadline` and `papers` are spans before the meeting; None: the committee has none."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    secretariat: str | None = None
    case_deadline: Span | None = None
    papers: Span | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting; `starts` None: the time of day is not known. Moving it changes day and time, never the uid."""

    uid: str
    committee: str
    id: str
    held_on: date
    starts: time | None = None
    ends: time | None = None
    place: str = ""
    title: str = ""
    state: MeetingState = "planned"
    example: bool = False
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Absence:
    """Away from `first` to `last`, inclusive; `deputy`: person uid, None = nobody named."""

    first: date
    last: date
    deputy: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """`zone` None: the tenant's. `email` is the address as delivered to (domain as A-labels)."""

    uid: str
    id: str
    name: str
    email: str
    locale: str = "nb"
    zone: str | None = None
    away: tuple[Absence, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """How a role answers: any (one answers for all), each (one answer a party), joint, via (asked through `via`).

    `aliases_in`: (committee id, alias), names that mean this role only in that committee's plans («LSU»).
    `stands_for`: ids of the roles behind a name that stands for many («Partene»).
    """

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    answers: Answers = "any"
    via: str | None = None
    stands_for: tuple[str, ...] = ()
    aliases_in: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """A person in a role over time, both ends inclusive; None = open. `leader`: she leads it."""

    role: str
    person: str
    first: date | None = None
    last: date | None = None
    leader: bool = False
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """Mutes notices that match every field given (None = any), until `ends_at`."""

    uid: str
    author: str
    reason: str
    starts_at: datetime
    ends_at: datetime
    plan: str | None = None
    focus: str | None = None
    measure: str | None = None
    role: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a notice exists, as references. `code`: one of the documented list. `role`: the role that makes the person
    responsible; `role_from`: plan, focus, default, secretariat. `rule`/`ladder`: names in the rulebook."""

    code: str
    role: str | None = None
    role_from: str | None = None
    rule: str | None = None
    ladder: str | None = None
    detail: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell one person about one step of one occurrence (or, without an occurrence, about `subject`).

    Key with an occurrence: (occurrence, due, step, person, channel); else (subject, kind, cause, person, channel).
    `planned_at`: the instant of the step; `deliver_at`: when the person may have it.
    """

    id: str
    kind: NoticeKind
    plan: str
    measure: str | None
    occurrence: str | None
    due: date | None
    step: str
    subject: str
    cause: str
    person: str
    channel: str
    template: str
    planned_at: datetime
    deliver_at: datetime
    reason: Reason
    status: NoticeStatus = "waiting"

    @property
    def waits(self) -> bool:
        """Whether it is still to be sent, also where the secretariat has to let it go first."""
        return self.status in ("waiting", "held")


@quick
@dataclass(frozen=True, slots=True)
class Message:
    """What is actually sent. `n` counts the person's messages of the local `day`; `message_id` is deterministic."""

    uid: str
    person: str
    channel: str
    day: date
    n: int
    kind: MessageKind
    template: str
    notices: tuple[str, ...]
    message_id: str
    deliver_at: datetime
    status: MessageStatus = "queued"


@dataclass(frozen=True, slots=True)
class Move:
    """A transition that happened or is to happen to a measure."""

    measure: str
    transition: str
    state_from: str
    state_to: str
    at: datetime
    actor: str
    why: str = ""
