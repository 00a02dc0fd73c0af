"""The append-only journal. Public names: Entry, Kind, Subject, record, difference, flush, entries, last_at, last_seq,
has_since, Fields.

Every saving function of the store writes its own rows here, from the stamp it is given; nobody else does. Rows hold
references, codes, days and instants: never a name, an address or what somebody wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import func, insert, or_, select

from engine.store.stamp import Stamp
from engine.store.statements import insert_into, mine
from engine.store.tables import journal, tenant
from engine.store.unit import Unit

Kind = Literal[
    "plan", "plan_status", "plan_text", "measure", "transition", "reading", "occurrence", "answer", "comment",
    "notice", "message", "meeting", "person", "membership", "version", "silence", "token",
    "correction", "party", "decision", "round", "report", "wording",
]  # fmt: skip
Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. `before`/`after`: the changed fields as JSON; `before` None: it is new. `at` None: none was set."""

    seq: int
    at: datetime | None
    kind: Kind
    plan: str | None
    measure: str | None
    occurrence: str | None
    actor: str
    before: dict[str, Any] | None
    after: dict[str, Any]
    why: str
    version: int | None
    cause: str | None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a row is about; None: not about one."""

    plan: str | None = None
    measure: str | None = None
    occurrence: str | None = None


def difference(old: Fields | None, new: Fields) -> tuple[Fields | None, Fields] | None:
    """(before, after) with the changed fields alone; all of `new` where there was nothing. None: nothing changed."""
    if old is None:
        return None, new
    changed = [name for name in new if old.get(name) != new[name]]
    if not changed:
        return None
    return {name: old.get(name) for name in changed}, {name: new[name] for name in changed}


def record(u: Unit, stamp: Stamp, kind: Kind, subject: Subject, change: tuple[Fields | None, Fields]) -> None:
    """Puts a row aside; it is written when the unit ends."""
    u.pending.append(
        {
            "tenant_id": u.tenant,
            "at": stamp.at,
            "kind": kind,
            "plan": subject.plan,
            "measure": subject.measure,
            "occurrence": subject.occurrence,
            "actor": stamp.actor,
            "before": change[0],
            "after": change[1],
            "why": stamp.why,
            "version": stamp.version,
            "cause": stamp.cause,
        }
    )


def flush(u: Unit) -> None:
    """Writes the rows put aside, numbered without gaps in the order in which units are saved."""
    if not u.pending and not u.feeds_touched:
        return
    last = _count(u, len(u.pending), int(u.feeds_touched))
    first = last - len(u.pending) + 1
    if u.pending:
        u.connection.execute(insert(journal), [{**row, "seq": first + i} for i, row in enumerate(u.pending)])
    u.pending, u.feeds_touched = [], False


def _count(u: Unit, rows: int, changes: int) -> int:
    add = insert_into(u, tenant).values(tenant_id=u.tenant, journal_seq=rows, changes=changes)
    add = add.on_conflict_do_update(
        index_elements=["tenant_id"],
        set_={"journal_seq": tenant.c.journal_seq + rows, "changes": tenant.c.changes + changes},
    )
    return int(u.connection.execute(add.returning(tenant.c.journal_seq)).scalar_one())


def last_at(u: Unit) -> datetime | None:
    """The latest instant that the journal knows; None: nothing has had one."""
    latest: datetime | None = u.connection.execute(select(func.max(journal.c.at)).where(mine(u, journal))).scalar_one()
    return latest


def entries(
    u: Unit, until: datetime | None = None, plan: str | None = None, measure: str | None = None, after_seq: int = 0
) -> tuple[Entry, ...]:
    """Rows in order of seq; `until`: inclusive, rows without an instant count as earlier than any."""
    flush(u)
    columns = [column for column in journal.c if column.name != "tenant_id"]
    query = select(*columns).where(mine(u, journal), journal.c.seq > after_seq).order_by(journal.c.seq)
    if until is not None:
        query = query.where(or_(journal.c.at.is_(None), journal.c.at <= until))
    if plan is not None:
        query = query.where(journal.c.plan == plan)
    if measure is not None:
        query = query.where(journal.c.measure == measure)
    return tuple(Entry(*row) for row in u.connection.execute(query))


def has_since(u: Unit, seq: int, kinds: Iterable[Kind]) -> bool:
    """Whether a row of one of these kinds was written after the row `seq`."""
    query = select(journal.c.seq).where(mine(u, journal), journal.c.seq > seq, journal.c.kind.in_(tuple(kinds)))
    return u.connection.execute(query.limit(1)).first() is not None


def last_seq(u: Unit) -> int:
    """The seq of the newest row, those of this unit included; 0: the journal is empty."""
    flush(u)
    query = select(tenant.c.journal_seq).where(mine(u, tenant))
    return int(u.connection.execute(query).scalar_one_or_none() or 0)
