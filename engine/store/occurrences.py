"""Occurrences, answers, comments.

Public names: occurrences, save_occurrences, add_answer, comments, comments_by_party, blank_comments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row, func, select, update

from engine.store import tables
from engine.store.columns import picked, plain
from engine.store.journal import Fields, Subject, difference, record
from engine.store.stamp import Stamp
from engine.store.statements import kept, mine, select_in, upsert
from engine.store.unit import Unit
from rules.errors import PlanError
from rules.model import Answer, Occurrence

_FIELDS = (
    "uid", "measure", "kind", "slot", "due", "earliest", "latest", "opens", "meeting", "counted_from", "answered_at",
    "withdrawn", "moved_from",
)  # fmt: skip
_UNSEEN = {"counted_from", "moved_from"}  # no calendar shows these; each tick saves some
_ANSWER = ("occurrence", "party", "outcome", "answered_at", "by", "proposed_deadline", "source", "entered_by")


def occurrences(u: Unit, measure_uids: Iterable[str]) -> dict[str, tuple[Occurrence, ...]]:
    """Every occurrence with its answers, withdrawn ones too, by measure (each measure asked for is a key)."""
    wanted = tuple(measure_uids)
    table = tables.occurrence
    query = kept(u, select(table).where(mine(u, table)).order_by(table.c.uid))
    rows = select_in(u, query, table.c.measure, wanted)
    answers = _answers(u, (row.uid for row in rows))
    found: dict[str, list[Occurrence]] = {uid: [] for uid in wanted}
    for row in rows:
        found[row.measure].append(_occurrence(row, answers))
    return {uid: tuple(sorted(those, key=_in_time)) for uid, those in found.items()}


def _in_time(o: Occurrence) -> tuple[bool, str, str]:
    return o.due is None, o.due.isoformat() if o.due else "", o.uid  # the databases sort NULL differently


def _occurrence(row: Row[Any], answers: Mapping[str, tuple[Answer, ...]]) -> Occurrence:
    return Occurrence(**picked(row, _FIELDS), answers=answers.get(row.uid, ()))


def _answers(u: Unit, occurrence_uids: Iterable[str]) -> dict[str, tuple[Answer, ...]]:
    table = tables.answer
    query = select(table).where(mine(u, table)).order_by(table.c.answered_at, table.c.party)
    found: dict[str, tuple[Answer, ...]] = {}
    for row in select_in(u, query, table.c.occurrence, occurrence_uids):
        found[row.occurrence] = (*found.get(row.occurrence, ()), Answer(**picked(row, _ANSWER)))
    return found


def save_occurrences(u: Unit, occurrences: Iterable[Occurrence], stamp: Stamp) -> None:
    """Adds or saves them, set-wise. Their answers are not saved here: see add_answer."""
    given = tuple(occurrences)
    table = tables.occurrence
    query = select(table).where(mine(u, table))
    stored = {row.uid: _journalled(row) for row in select_in(u, query, table.c.uid, (o.uid for o in given))}
    changes = [(o, difference(stored.get(o.uid), _journalled(o))) for o in given]
    changed = [(o, change) for o, change in changes if change is not None]
    upsert(u, table, [picked(o, _FIELDS) for o, _ in changed])
    plans = _plans(u, (o.measure for o, _ in changed))
    for o, change in changed:
        record(u, stamp, "occurrence", Subject(plans[o.measure], o.measure, o.uid), change)
    u.feeds_touched = u.feeds_touched or any(not change[1].keys() <= _UNSEEN for _, change in changed)


def _journalled(occurrence: Occurrence | Row[Any]) -> Fields:
    return {name: plain(getattr(occurrence, name)) for name in _FIELDS if name != "uid"}


def _plans(u: Unit, measure_uids: Iterable[str]) -> dict[str, str]:
    table = tables.measure
    query = select(table.c.uid, table.c.plan).where(mine(u, table))
    return {row.uid: row.plan for row in select_in(u, query, table.c.uid, measure_uids)}


def add_answer(u: Unit, answer: Answer, comment: str | None, stamp: Stamp) -> None:
    """Saves a party's answer (a second one takes the place of the first). The occurrence's answered_at is yours.

    PlanError: there is no such occurrence.
    """
    subject = _subject(u, answer.occurrence)
    before = next(
        (a for a in _answers(u, (answer.occurrence,)).get(answer.occurrence, ()) if a.party == answer.party), None
    )
    upsert(u, tables.answer, [picked(answer, _ANSWER)])
    if comment or before:
        _add_comment(u, answer, comment or "")  # what was written with an answer that is replaced no longer stands
    record(u, stamp, "answer", subject, (_said(before) if before else None, _said(answer)))
    u.feeds_touched = True


def _said(answer: Answer) -> Fields:
    """Without the words of the proposal: somebody wrote them."""
    fields = {name: plain(getattr(answer, name)) for name in _ANSWER if name not in ("occurrence", "proposed_deadline")}
    return {**fields, "proposed": answer.proposed_deadline is not None}


def _subject(u: Unit, occurrence: str) -> Subject:
    o, m = tables.occurrence, tables.measure
    joined = o.join(m, (o.c.tenant_id == m.c.tenant_id) & (o.c.measure == m.c.uid))
    query = select(m.c.plan, m.c.uid).select_from(joined).where(mine(u, o), o.c.uid == occurrence)
    row = u.connection.execute(query).one_or_none()
    if row is None:
        raise PlanError(f"Det finnes ingen frist {occurrence}.")
    return Subject(row.plan, row.uid, occurrence)


def _add_comment(u: Unit, answer: Answer, words: str) -> None:
    table = tables.comment
    last = select(func.max(table.c.n)).where(mine(u, table), table.c.occurrence == answer.occurrence)
    n = (u.connection.execute(last).scalar_one() or 0) + 1
    upsert(u, table, [{"occurrence": answer.occurrence, "n": n, "party": answer.party, "text": words}])


def comments(u: Unit, occurrence_uids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Comments given with answers, oldest first; blanked ones are left out."""
    table = tables.comment
    query = select(table).where(mine(u, table), table.c.text != "").order_by(table.c.occurrence, table.c.n)
    found: dict[str, tuple[str, ...]] = {}
    for row in select_in(u, query, table.c.occurrence, occurrence_uids):
        found[row.occurrence] = (*found.get(row.occurrence, ()), row.text)
    return found


def comments_by_party(u: Unit, occurrence_uids: Iterable[str]) -> dict[tuple[str, str], str]:
    """The comment that stands with each answer, by (occurrence, party); without one, or blanked, it is left out."""
    table = tables.comment
    query = select(table).where(mine(u, table)).order_by(table.c.occurrence, table.c.n)
    last = {(r.occurrence, r.party): r.text for r in select_in(u, query, table.c.occurrence, occurrence_uids)}
    return {key: text for key, text in last.items() if text}


def blank_comments(u: Unit, occurrence: str, stamp: Stamp) -> int:
    """Empties the comments of an occurrence; returns how many."""
    table = tables.comment
    those = (mine(u, table), table.c.occurrence == occurrence, table.c.text.is_not(None))
    blanked = u.connection.execute(update(table).where(*those).values(text=None)).rowcount
    if blanked:
        record(u, stamp, "comment", _subject(u, occurrence), (None, {"blanked": blanked}))
    return blanked
