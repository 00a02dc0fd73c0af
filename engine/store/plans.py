"""Plans, their measures and occurrences, and when to look at them again.

Public names: plans, plan, plan_by_id, save_plan, save_plan_text, plan_texts, due_plans, set_plan_look, measures,
measures_by_uid, measure, save_measure, save_measures, due_measures, set_looks, occurrences, save_occurrences,
add_answer, comments, blank_comments, uid_taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from engine.store.stamp import Stamp
from engine.store.unit import Unit
from rules.model import Answer, Measure, Occurrence, Plan


def plans(u: Unit) -> tuple[Plan, ...]:
    """All plans, ordered by id."""
    raise NotImplementedError


def plan(u: Unit, uid: str) -> Plan | None:
    """The plan with this uid."""
    raise NotImplementedError


def plan_by_id(u: Unit, id: str) -> Plan | None:
    """The plan with this `plan.id`."""
    raise NotImplementedError


def save_plan(u: Unit, plan: Plan, stamp: Stamp) -> None:
    """Adds the plan or saves what is changed in it."""
    raise NotImplementedError


def save_plan_text(u: Unit, plan_uid: str, sha: str, text: str, stamp: Stamp) -> int:
    """Keeps a version of the plan file and returns its number; the same text as the last one is not kept again."""
    raise NotImplementedError


def plan_texts(u: Unit, plan_uid: str) -> tuple[tuple[int, str, str], ...]:
    """Every version of the plan file as (number, sha, text), oldest first."""
    raise NotImplementedError


def due_plans(u: Unit, now: datetime) -> tuple[str, ...]:
    """Uids of plans to look at: look at or before now, or active and never counted (counted_from None)."""
    raise NotImplementedError


def set_plan_look(u: Unit, plan_uid: str, at: datetime | None) -> None:
    """When to look at the plan again; None: not until something happens."""
    raise NotImplementedError


def measures(u: Unit, plan_uid: str | None = None, withdrawn: bool = False) -> tuple[Measure, ...]:
    """Measures of a plan (None: of all plans) in the order they were added; the withdrawn ones only if asked for."""
    raise NotImplementedError


def measures_by_uid(u: Unit, uids: Iterable[str]) -> dict[str, Measure]:
    """These measures; a uid that does not exist is left out."""
    raise NotImplementedError


def measure(u: Unit, uid: str) -> Measure | None:
    """The measure with this uid."""
    raise NotImplementedError


def save_measure(u: Unit, measure: Measure, stamp: Stamp) -> Measure:
    """Adds (version 0 and unknown) or saves; returns it with its new version. StaleError: another version is stored."""
    raise NotImplementedError


def save_measures(u: Unit, measures: Iterable[Measure], stamp: Stamp) -> tuple[Measure, ...]:
    """As save_measure, set-wise."""
    raise NotImplementedError


def due_measures(u: Unit, now: datetime, limit: int) -> tuple[str, ...]:
    """Uids of measures to look at, earliest look first; on PostgreSQL locked, those locked by others left out."""
    raise NotImplementedError


def set_looks(u: Unit, looks: Mapping[str, datetime | None]) -> None:
    """When to look at each measure again; None: not until something happens."""
    raise NotImplementedError


def occurrences(u: Unit, measure_uids: Iterable[str]) -> dict[str, tuple[Occurrence, ...]]:
    """Every occurrence with its answers, withdrawn ones too, by measure (each measure asked for is a key)."""
    raise NotImplementedError


def save_occurrences(u: Unit, occurrences: Iterable[Occurrence], stamp: Stamp) -> None:
    """Adds or saves them, set-wise. Their answers are not saved here: see add_answer."""
    raise NotImplementedError


def add_answer(u: Unit, answer: Answer, comment: str | None, stamp: Stamp) -> None:
    """Saves a party's answer (a second one takes the place of the first). The occurrence's answered_at is yours."""
    raise NotImplementedError


def comments(u: Unit, occurrence_uids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Comments given with answers, oldest first; blanked ones are left out."""
    raise NotImplementedError


def blank_comments(u: Unit, occurrence: str, stamp: Stamp) -> int:
    """Empties the comments of an occurrence; returns how many."""
    raise NotImplementedError


def uid_taken(u: Unit) -> Callable[[str], bool]:
    """A test for rules.identity.uid: is this uid in use by a plan, measure, occurrence, meeting, person or message?"""
    raise NotImplementedError
