"""The compiled rulebook: what `decide` and `compose` look things up in. Public names: Book.

What the rulebook says of a plan (its entry under `plans:`) wins over what the plan's own file says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rules.conditions import parts
from rules.directory import Directory, folded
from rules.memo import Memo
from rules.model import Committee, Measure, Plan, Reporting
from rules.rulebook import Condition, Deadlines, Ladder, PlanEntry, Rule, Rulebook, Template
from rules.workdays import WorkCalendar

NO_LADDER = "none"
FALLBACK_SECRETARIAT = "sekretariat"
_EMPTY = PlanEntry()


@dataclass(frozen=True, slots=True)
class Book:
    """One version of the rulebook with everything that its rules refer to. Immutable; shared by all measures.

    `fits`, `shared`, `schedules`, `addressees`, `vacancies`, `mornings`: what rules.outlook, rules.schedule,
    rules.recipients and rules.decide have worked out of it. `asks_touched`: some condition asks when anybody last said
    anything.
    """

    version: str
    rulebook: Rulebook
    zone: ZoneInfo
    calendar: WorkCalendar
    directory: Directory
    committees: Mapping[str, Committee] = field(default_factory=dict)
    fits: Memo[Any, Any] = field(default_factory=Memo, init=False, repr=False, compare=False)
    mornings: Memo[Any, Any] = field(default_factory=Memo, init=False, repr=False, compare=False)
    shared: Memo[Any, Any] = field(default_factory=Memo, init=False, repr=False, compare=False)
    schedules: Memo[Any, Any] = field(default_factory=Memo, init=False, repr=False, compare=False)
    addressees: Memo[Any, Any] = field(default_factory=Memo, init=False, repr=False, compare=False)
    vacancies: Memo[tuple[tuple[str, ...], int], tuple[str, ...]] = field(
        default_factory=Memo, init=False, repr=False, compare=False
    )
    asks_touched: bool = field(init=False, repr=False, compare=False)
    _days: Memo[datetime, date] = field(default_factory=Memo, init=False, repr=False, compare=False)
    _named: frozenset[str] = field(init=False, repr=False, compare=False)
    _reporting: dict[str, Reporting] = field(init=False, repr=False, compare=False)
    _committee_names: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        reporting: dict[str, Reporting] = {}
        for plan_id, entry in self.rulebook.plans.items():
            rule = entry.override.reporting or entry.reporting
            if rule is not None:
                reporting[plan_id] = Reporting(rule.every, rule.ask, rule.due)
        names: dict[str, str] = {}
        for one in self.committees.values():
            for name in (one.name, *one.aliases, one.id):
                names.setdefault(folded(name), one.id)
        conditions = [c for when in _conditions(self.rulebook) for c in parts(when)]
        named = frozenset(n for c in conditions for n in (*c.focus, *c.role, *c.committee))
        object.__setattr__(self, "asks_touched", any(c.untouched_for is not None for c in conditions))
        object.__setattr__(self, "_named", named)
        object.__setattr__(self, "_reporting", reporting)
        object.__setattr__(self, "_committee_names", names)

    def rules_for(self, plan_id: str) -> tuple[Rule, ...]:
        """The rules in the order in which they are tried."""
        own = self._entry(plan_id).override.rules
        return self.rulebook.rules if own is None else own

    def ladder(self, plan_id: str, name: str) -> Ladder | None:
        """The named ladder as it is for the plan; None for `none`, which sends nothing."""
        if name == NO_LADDER:
            return None
        return self._entry(plan_id).override.ladders.get(name) or self.rulebook.ladders[name]

    def template(self, plan_id: str, name: str) -> Template:
        """The named template as it is for the plan."""
        return self._entry(plan_id).override.templates.get(name) or self.rulebook.templates[name]

    def deadlines_for(self, plan_id: str) -> Deadlines:
        """How the plan's deadline texts become days."""
        return self._entry(plan_id).override.deadlines or self.rulebook.deadlines

    def reporting_for(self, plan: Plan) -> Reporting | None:
        """When the plan is reported; None: it has no rounds."""
        return self._reporting.get(plan.id, plan.reporting)

    def secretariat_for(self, plan: Plan) -> str:
        """The role id of the plan's secretariat: rulebook, plan file, its committee, the installation's."""
        committee = self.committees.get(plan.committee or "")
        return (
            self._entry(plan.id).secretariat
            or plan.secretariat
            or (committee.secretariat if committee else None)
            or self.rulebook.settings.secretariat
            or FALLBACK_SECRETARIAT
        )

    def default_responsible_for(self, plan: Plan) -> str | None:
        """The role id that answers for measures without a role; None: the secretariat does."""
        return self._entry(plan.id).default_responsible or plan.default_responsible

    def committee_named(self, text: str) -> str | None:
        """The id of the committee with this name or alias; None: nobody is called so."""
        return self._committee_names.get(folded(text))

    def told_apart(self, plan: Plan, measure: Measure, roles: tuple[str, ...]) -> tuple[object, ...]:
        """What rules may tell this measure from others by, but for its state, days and deadline: of focus area, roles
        and committee only those that some condition names."""
        named = self._named
        if not named:
            return (plan.id,)
        focus, committee = measure.focus_area, plan.committee
        mine = (focus if focus in named else None, committee if committee in named else None)
        return (plan.id, *mine, *(r for r in roles if r in named))

    def day(self, at: datetime) -> date:
        """The local day of an instant."""
        return self._days.find(at) or self._days.keep(at, at.astimezone(self.zone).date())

    def _entry(self, plan_id: str) -> PlanEntry:
        return self.rulebook.plans.get(plan_id, _EMPTY)


def _conditions(rulebook: Rulebook) -> Iterator[Condition]:
    """Every condition of rules and transitions, those of plans too."""
    rules = (*rulebook.rules, *(r for entry in rulebook.plans.values() for r in entry.override.rules or ()))
    whens = (*(r.when for r in rules), *(t.when for t in rulebook.transitions))
    return (when for when in whens if when is not None)
