"""What goes over from one version of the rulebook to the next, for what is under way. Public names: Side, Change,
changed.

Pure: the engine saves the result, `diff` and the trial run before `apply` play it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from rules.binding import bound
from rules.book import Book
from rules.case import Case
from rules.governance import Round
from rules.model import Measure, Meeting, Occurrence, Plan
from rules.occurrences import Surroundings, wanted
from rules.timetable import Snapshot
from rules.workflow import initial_state

_UNKNOWN_ROLE = "unknown_role:"


@dataclass(frozen=True, slots=True)
class Side:
    """One version of the rules, with the meetings that readings are bound to and the rounds that people have opened."""

    book: Book
    meetings: tuple[Meeting, ...]
    rounds: tuple[Round, ...] = ()

    def around(self, plan: Plan) -> Surroundings:
        """What the plan's readings are bound to."""
        opened = tuple(r for r in self.rounds if r.plan == plan.uid)
        return Surroundings(
            plan, self.book.reporting_for(plan), self.book.committees, self.meetings, self.book.calendar, opened
        )


@dataclass(frozen=True, slots=True)
class Change:
    """From one version to another at an instant. `at` None: nothing has been evaluated yet, so nothing is counted.
    `parts`: the responsible cell of each measure (uid) as its plan's file cuts it; missing: the cell as a whole."""

    old: Side
    new: Side
    tenant: str
    at: datetime | None
    parts: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def case(self, case: Case) -> Case:
        """The case as the new version takes it over; plans that are over stay as they ended."""
        if case.plan.over:
            return case
        measure = self._in_a_known_state(self._with_roles(case.measure, case.plan))
        rows = self._rebound(measure, case)
        if case.plan.status == "active" and case.plan.counted_from is not None and self.at is not None:
            rows = tuple(_counted(o, self.at) for o in rows)
        return replace(case, measure=measure, occurrences=rows)

    def _with_roles(self, measure: Measure, plan: Plan) -> Measure:
        """Roles are found anew, since names may have changed; but what a person has set stays."""
        cell = self.parts.get(measure.uid) or ([measure.responsible_text] if measure.responsible_text else [])
        before = self.old.book.directory.find_roles(cell, plan.committee)
        after = self.new.book.directory.find_roles(cell, plan.committee)
        if before == after or before != (measure.roles, measure.unknown_roles):
            return measure
        kept = [q for q in measure.questions if not q.startswith(_UNKNOWN_ROLE)]
        asked = [f"{_UNKNOWN_ROLE}{name}" for name in after[1]]
        return replace(measure, roles=after[0], unknown_roles=after[1], questions=tuple(dict.fromkeys((*kept, *asked))))

    def _in_a_known_state(self, measure: Measure) -> Measure:
        """A measure in a state that is no more begins again; that needs a person's yes before it is applied."""
        book = self.new.book.rulebook
        if measure.state in book.states:
            return measure
        return replace(measure, state=initial_state(book), state_since=self.at)

    def _rebound(self, measure: Measure, case: Case) -> tuple[Occurrence, ...]:
        """The rows, bound anew where the versions want other points."""
        rows = case.occurrences
        points = wanted(measure, self.new.around(case.plan), rows)
        if points == wanted(case.measure, self.old.around(case.plan), rows):
            return rows
        before = {o.uid: o for o in rows}
        fresh = [self._untold(before.get(o.uid), o) for o in bound(self.tenant, measure.uid, rows, points)]
        return tuple({**before, **{o.uid: o for o in fresh}}.values())

    def _untold(self, was: Occurrence | None, now: Occurrence) -> Occurrence:
        """A round that has not opened yet was told to nobody, so nobody is told that it moves."""
        if was is None or now.kind != "report" or now.moved_from is None or was.moved_from is not None:
            return now
        opened = was.opens is not None and self._today is not None and was.opens <= self._today
        return now if opened else replace(now, moved_from=None)

    @property
    def _today(self) -> date | None:
        return self.at.astimezone(self.new.book.zone).date() if self.at is not None else None


def _counted(one: Occurrence, at: datetime) -> Occurrence:
    """What is open is counted from the instant, or from a later one where the machine's clock has been set back."""
    return replace(one, counted_from=max(at, one.counted_from)) if one.open and one.counted_from else one


def changed(start: Snapshot, change: Change) -> Snapshot:
    """The snapshot under the new version; everything is looked at at once."""
    return replace(start, cases=tuple(change.case(c) for c in start.cases), looks={})
