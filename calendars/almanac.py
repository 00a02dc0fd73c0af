"""What calendars are made from: the plans as they stand, and the book that tells whom they concern.

Public names: Almanac, Case, SHOWN_PLANS.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from rules.book import Book
from rules.model import Measure, Meeting, Occurrence, Plan

SHOWN_PLANS = ("active", "closed", "carried_over")


@dataclass(frozen=True, slots=True)
class Case:
    """A measure with its plan and its occurrences."""

    plan: Plan
    measure: Measure
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Almanac:
    """Everything of one tenant that its calendars show. `domain`: the installation's, fixed at first start.
    `occurrences`: by measure uid, withdrawn ones too."""

    book: Book
    domain: str
    plans: Sequence[Plan]
    measures: Sequence[Measure]
    occurrences: Mapping[str, Sequence[Occurrence]]
    meetings: Sequence[Meeting]

    @property
    def zone(self) -> ZoneInfo:
        """The tenant's zone."""
        return self.book.zone

    @property
    def locale(self) -> str:
        """The tenant's language, for what belongs to no plan."""
        return self.book.rulebook.settings.locale

    def today(self, now: datetime) -> date:
        """The day of an instant where the tenant lives."""
        return now.astimezone(self.zone).date()

    def cases(self) -> Iterator[Case]:
        """The measures of the plans that are shown, with what is still asked of them."""
        plans = {p.uid: p for p in self.plans if p.status in SHOWN_PLANS}
        for measure in self.measures:
            plan = plans.get(measure.plan)
            if plan is not None and not measure.withdrawn:
                live = tuple(o for o in self.occurrences.get(measure.uid, ()) if not o.withdrawn)
                yield Case(plan, measure, live)
