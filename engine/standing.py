"""Whether what a composed mail is about still stands when it is to go out. Public names: Matters, matters_of, fallen.

Between composing and sending somebody may have answered, finished the measure, stopped the plan's mail.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from engine.store import Unit, plans
from rules.answering import spoken
from rules.book import Book
from rules.model import Measure, Notice, NoticeStatus, Occurrence, Plan
from rules.questions import held_by
from rules.workflow import is_final


@dataclass(frozen=True, slots=True)
class Matters:
    """What a batch of notices is about, loaded once: plans and measures by uid, occurrences by measure."""

    plans: Mapping[str, Plan]
    measures: Mapping[str, Measure]
    rows: Mapping[str, tuple[Occurrence, ...]]


def matters_of(unit: Unit, notices: Iterable[Notice]) -> Matters:
    """Everything that `fallen` asks of these notices."""
    measures = plans.measures_by_uid(unit, {n.measure for n in notices if n.measure})
    return Matters({p.uid: p for p in plans.plans(unit)}, measures, plans.occurrences(unit, measures))


def fallen(notice: Notice, about: Matters, book: Book, today: date) -> tuple[NoticeStatus, str] | None:
    """What becomes of a notice that should not go out now, and why (a code). None: it stands."""
    plan = about.plans.get(notice.plan)
    if plan is not None and plan.stopped is not None:
        return "held", "stopped"
    why = _over(notice, plan, about, book, today)
    return ("cancelled", why) if why else None


def _over(notice: Notice, plan: Plan | None, about: Matters, book: Book, today: date) -> str:
    """Why what the notice is about is finished, answered (by the person's own party) or gone; "" = it is not."""
    if notice.measure is None or notice.kind not in ("step", "moved"):
        return ""
    measure = about.measures.get(notice.measure)
    if measure is None or measure.withdrawn:
        return "withdrawn"
    if is_final(book.rulebook, measure.state):
        return "finished"
    if plan is None or plan.status != "active":
        return "plan_closed"
    if held_by(measure.questions):
        return "held_back"
    mine = about.rows.get(measure.uid, ())
    occurrence = next((o for o in mine if o.uid == notice.occurrence), None)
    if occurrence is None or occurrence.withdrawn:
        return "withdrawn"
    asks = notice.kind == "step" and notice.reason.role_from not in ("secretariat", "step")
    answered = occurrence.answered_at is not None
    if answered or (asks and notice.person in spoken(occurrence, plan, measure, book, today)):
        return "answered"
    return ""
