"""The versions of a plan's text as they were taken in. Public names: Version, versions, entries_of, standing_of,
submission_of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from engine.documents.planfile import PlanFile, load_plan_file
from engine.store import Unit, governance, journal, ledger, meetings, plans
from rules.approval import Matter, PlanStanding, standing
from rules.book import Book
from rules.errors import ConfigError
from rules.governance import Decision
from rules.model import Measure, Plan
from rules.planwords import Entry, Traced, trace
from rules.submission import Submission


@dataclass(frozen=True, slots=True)
class Version:
    """A version: its number and its file; `file` None: today's program no longer reads it."""

    n: int
    text: str
    file: PlanFile | None


def versions(unit: Unit, plan: Plan) -> tuple[Version, ...]:
    """All versions, oldest first."""
    return tuple(Version(n, text, _parsed(sha, text)) for n, sha, text in plans.plan_texts(unit, plan.uid))


@lru_cache(maxsize=64)
def _parsed(sha: str, text: str) -> PlanFile | None:
    del sha  # the text says it all; the hash makes the look-up cheap to compare
    try:
        return load_plan_file(text)
    except ConfigError:
        return None


def entries_of(version: Version, book: Book) -> tuple[Entry, ...]:
    """The measures as the version words them."""
    if version.file is None:
        return ()
    areas = {a.title: a.approvers for a in version.file.focus_areas}
    return tuple(
        Entry(
            m.id,
            m.focus_area,
            m.title,
            m.activities,
            m.purpose,
            m.deadline_text,
            m.responsible_text,
            tuple(filter(None, map(book.committee_named, m.approvers or areas.get(m.focus_area, ())))),
        )
        for m in version.file.measures
    )


def standing_of(unit: Unit, plan: Plan, book: Book, before: datetime | None = None) -> PlanStanding | None:
    """Who has approved what, and who is missing, or was just `before` an instant; None where nobody needs to."""
    if plan.approval is None:
        return None
    known = _known_then(unit, plan, before)
    matters = _matters(trace(_readable(known, book)), plans.measures(unit, plan.uid, withdrawn=True))
    latest = known[-1].n if known else 0
    return standing(plan.approval, matters, _decisions(unit, plan, before), latest)


def _readable(known: Sequence[Version], book: Book) -> list[tuple[Entry, ...]]:
    """The measures of each version; one that today's program no longer reads counts as the one before it."""
    found: list[tuple[Entry, ...]] = []
    for version in known:
        found.append(entries_of(version, book) if version.file or not found else found[-1])
    return found


def _matters(traced: Sequence[Traced], measures: Sequence[Measure]) -> tuple[Matter, ...]:
    by_name = {(m.withdrawn, m.number): m.uid for m in measures}
    return tuple(
        Matter(by_name.get((t.gone, t.entry.number), ""), t.entry.number, t.entry.approvers, t.since, t.gone)
        for t in traced
    )


def submission_of(unit: Unit, plan: Plan, book: Book, before: datetime | None = None) -> Submission | None:
    """The plan as it waits for committees, or waited just `before` an instant; None: nobody needs to approve it."""
    found = standing_of(unit, plan, book, before)
    if found is None:
        return None
    told = ledger.notices_of_plans(unit, (plan.uid,))[plan.uid]
    known = frozenset(n.id for n in told if n.kind == "approval")
    return Submission(plan, found, _decisions(unit, plan, before), meetings.meetings(unit), known)


def _decisions(unit: Unit, plan: Plan, before: datetime | None) -> tuple[Decision, ...]:
    said = governance.decisions(unit, plan.uid)
    return tuple(d for d in said if before is None or d.entered_at < before)


def _known_then(unit: Unit, plan: Plan, before: datetime | None) -> tuple[Version, ...]:
    """The versions there were before an instant; those taken in without one count as there."""
    known = versions(unit, plan)
    if before is None:
        return known
    texts = (e for e in journal.entries(unit, plan=plan.uid) if e.kind == "plan_text")
    later = {e.after["n"] for e in texts if e.at is not None and e.at >= before}
    return tuple(v for v in known if v.n not in later)
