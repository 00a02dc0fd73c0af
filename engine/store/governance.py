"""What people decide. Public names: corrections, save_correction, parties, save_parties, decisions, add_decision,
rounds, save_round, reports, add_report, wordings, save_wording.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table, select

from engine.store import tables
from engine.store.columns import picked, plain
from engine.store.journal import Kind, Subject, record
from engine.store.stamp import Stamp
from engine.store.statements import kept, mine, upsert
from engine.store.unit import Unit
from rules.deadline.storage import from_json, to_json
from rules.governance import Correction, Decision, Party, Report, Round, Wording

_CORRECTION = ("uid", "plan", "measure", "text", "by", "at", "revoked_at")
_PARTY = ("id", "name", "kind", "first", "last", "successor")
_DECISION = (
    "uid", "plan", "measure", "committee", "meeting", "verdict", "decided_on", "case_number", "wording", "version",
    "by", "entered_at",
)  # fmt: skip
_ROUND = ("plan", "period", "opens_on", "due_on", "opened_at", "closed_at")
_REPORT = ("plan", "period", "n", "closed_at", "by", "body")
_WORDING = ("plan", "period", "measure", "party", "text", "original", "by", "at")
_WRITTEN = ("text", "original", "wording", "body", "name", "case_number")  # somebody's words: never in the journal


def _rows(u: Unit, table: Table, plan: str | None) -> list[Any]:
    query = select(table).where(mine(u, table)).order_by(*table.primary_key.columns)
    return list(u.connection.execute(kept(u, query.where(table.c.plan == plan) if plan else query)))


def _record(u: Unit, stamp: Stamp, kind: Kind, fields: dict[str, Any]) -> None:
    said = {name: plain(value) for name, value in fields.items() if name not in _WRITTEN}
    record(u, stamp, kind, Subject(fields.get("plan"), fields.get("measure")), (None, said))


def corrections(u: Unit, plan: str) -> tuple[Correction, ...]:
    """The plan's corrections that stand, oldest first."""
    found = [
        Correction(**picked(r, _CORRECTION), reading=from_json(r.reading)) for r in _rows(u, tables.correction, plan)
    ]
    return tuple(sorted((c for c in found if c.revoked_at is None), key=lambda c: (c.at, c.uid)))


def save_correction(u: Unit, correction: Correction, stamp: Stamp) -> None:
    """Adds or saves a correction (to revoke one: save it with revoked_at)."""
    fields = picked(correction, _CORRECTION)
    upsert(u, tables.correction, [{**fields, "reading": to_json(correction.reading)}])
    _record(u, stamp, "correction", fields)


def parties(u: Unit) -> tuple[Party, ...]:
    """All parties there ever were, by id."""
    table = tables.party
    query = select(table).where(mine(u, table)).order_by(table.c.id)
    return tuple(Party(**picked(row, _PARTY)) for row in u.connection.execute(query))


def save_parties(u: Unit, parties: Iterable[Party], stamp: Stamp) -> None:
    """Adds or saves parties."""
    rows = [picked(p, _PARTY) for p in parties]
    upsert(u, tables.party, rows)
    for row in rows:
        _record(u, stamp, "party", row)


def decisions(u: Unit, plan: str | None = None) -> tuple[Decision, ...]:
    """Decisions on a plan (None: on any), in the order they were entered."""
    found = [Decision(**picked(row, _DECISION)) for row in _rows(u, tables.decision, plan)]
    return tuple(sorted(found, key=lambda d: (d.entered_at, d.uid)))


def add_decision(u: Unit, decision: Decision, stamp: Stamp) -> None:
    """Adds a decision; what a committee has decided is never changed, only decided anew."""
    fields = picked(decision, _DECISION)
    upsert(u, tables.decision, [fields])
    _record(u, stamp, "decision", fields)


def rounds(u: Unit, plan: str | None = None) -> tuple[Round, ...]:
    """Rounds of a plan (None: of any), by plan and period."""
    return tuple(Round(**picked(row, _ROUND)) for row in _rows(u, tables.round_, plan))


def save_round(u: Unit, round: Round, stamp: Stamp) -> None:
    """Adds or saves a round."""
    fields = picked(round, _ROUND)
    upsert(u, tables.round_, [fields])
    _record(u, stamp, "round", fields)


def reports(u: Unit, plan: str) -> tuple[Report, ...]:
    """The plan's frozen reports, by period and version."""
    return tuple(Report(**picked(row, _REPORT)) for row in _rows(u, tables.report, plan))


def add_report(u: Unit, report: Report, stamp: Stamp) -> None:
    """Adds a frozen report; a frozen report is never changed."""
    fields = picked(report, _REPORT)
    upsert(u, tables.report, [fields])
    _record(u, stamp, "report", fields)


def wordings(u: Unit, plan: str, period: str) -> tuple[Wording, ...]:
    """How statuses are worded in the report of a period."""
    found = (Wording(**picked(row, _WORDING)) for row in _rows(u, tables.wording, plan))
    return tuple(w for w in found if w.period == period)


def save_wording(u: Unit, wording: Wording, stamp: Stamp) -> None:
    """Adds or saves the wording of one status."""
    fields = picked(wording, _WORDING)
    upsert(u, tables.wording, [fields])
    _record(u, stamp, "wording", fields)
