"""Who has approved a plan, who is missing, and whether it is active. Public names: Matter, Standing, PlanStanding,
standing, order, covered, approves.

Committees approve matters: the plan's measures as they stand in a version of its text, and that one is gone. An
approval holds for a matter as long as its words are those that were approved. What one committee changes is open again
for those that approved before; a committee that approves «with changes» approves the next version, where its changes
are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rules.governance import Decision
from rules.model import Approval

_YES = ("approved", "with_changes")


@dataclass(frozen=True, slots=True)
class Matter:
    """A measure as committees see it. `key`: its uid; "" = the plan as a whole. `approvers`: the only committees it
    needs, empty = the plan's. `since`: the version in which its words last changed; `gone`: in that version it left."""

    key: str
    number: str
    approvers: tuple[str, ...] = ()
    since: int = 1
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a matter has come: committees that approved it as it stands, those still missing, and those whose
    approval of older words is `reopened`."""

    matter: Matter
    approved: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """All matters of a plan. `version`: the newest of its text."""

    matters: tuple[Standing, ...]
    version: int

    @property
    def missing(self) -> tuple[str, ...]:
        """The committees that something still waits for, in the order of the matters."""
        return tuple(dict.fromkeys(c for one in self.matters for c in one.missing))

    @property
    def active(self) -> bool:
        """Whether the plan may run: all that needs the plan's own committees is approved; where every measure has
        committees of its own, the first of them. A measure that still waits is held back by itself."""
        common = [one for one in self.matters if not one.matter.approvers]
        if common:
            return not any(one.missing for one in common)
        return any(not one.missing for one in self.matters)

    def open_for(self, committee: str) -> tuple[Standing, ...]:
        """What the committee has yet to decide."""
        return tuple(one for one in self.matters if committee in one.missing)

    def reopened_for(self, committee: str) -> tuple[Standing, ...]:
        """What the committee approved in words that have changed since."""
        return tuple(one for one in self.matters if committee in one.reopened)


def order(decision: Decision) -> tuple[date, datetime, int, str]:
    """Sorting key: the last of a committee's decisions counts."""
    return decision.decided_on, decision.entered_at, decision.version, decision.uid


def covered(decision: Decision) -> int:
    """The newest version whose words the decision speaks for."""
    return decision.version + (decision.verdict == "with_changes")


def standing(
    approval: Approval, matters: Sequence[Matter], decisions: Iterable[Decision], version: int
) -> PlanStanding:
    """Where a plan stands. `version`: the newest of its text. A plan without measures is approved as a whole."""
    said = [d for d in _last_words(decisions) if d.verdict != "not_treated"]
    listed = tuple(matters) or (Matter("", ""),)
    return PlanStanding(tuple(_one(approval, m, said, version) for m in listed), version)


def _last_words(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """In order; of what was typed in for one committee, day and matter the last, so that a slip can be mended."""
    last = {(d.committee, d.measure, d.decided_on): d for d in sorted(decisions, key=order)}
    return tuple(sorted(last.values(), key=order))


def _one(approval: Approval, matter: Matter, said: Sequence[Decision], version: int) -> Standing:
    pool = matter.approvers or approval.committees
    last = {d.committee: d for d in said if d.measure in (None, matter.key)}
    yes = {c: d for c, d in last.items() if d.verdict in _YES}
    approved = tuple(c for c in pool if c in yes and approves(yes[c], matter, version))
    reopened = tuple(c for c in pool if c in yes and covered(yes[c]) < matter.since)
    return Standing(matter, approved, _missing(approval, matter, pool, approved), reopened)


def approves(decision: Decision, matter: Matter, version: int) -> bool:
    """Whether the decision approves the matter as it stands; one with changes only when the changes are there."""
    return decision.verdict in _YES and matter.since <= covered(decision) <= version


def _missing(approval: Approval, matter: Matter, pool: Sequence[str], approved: Sequence[str]) -> tuple[str, ...]:
    if approval.needs == "any":
        return () if approved else tuple(pool)
    wanted = pool
    if approval.needs == "named" and not matter.approvers:
        wanted = approval.named
    return tuple(c for c in wanted if c not in approved)
