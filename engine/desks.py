"""All that the letters of a batch need, read from the database once. Public names: Desk, open_desks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from engine.asked_before import asked_again, without_asked
from engine.briefs import Brief, briefs
from engine.moved_words import causes_of
from engine.statuses import LettersWords, letters_words
from engine.store import Unit, ledger, plans, silences
from engine.store import meetings as meetings_store
from rules import unsent
from rules.book import Book
from rules.model import Measure, Meeting, Message, Notice, Occurrence, Person, Plan, Silence

_WHOLE = ("introduction", "late_list", "vacant")  # notices that tell of a plan as a whole


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a letter needs, loaded once for the message: values only, no connection."""

    book: Book
    message: Message
    notices: tuple[Notice, ...]
    person: Person
    today: date
    base_url: str
    plans: Mapping[str, Plan]
    measures: Mapping[str, Measure]
    occurrences: Mapping[str, tuple[Occurrence, ...]]
    meetings: Mapping[str, Meeting]
    words: LettersWords
    briefs: Mapping[str, Brief] = field(default_factory=dict)
    silences: Mapping[str, Silence] = field(default_factory=dict)
    failed: Mapping[str, Notice] = field(default_factory=dict)
    causes: Mapping[str, str] = field(default_factory=dict)
    again: bool = False

    @property
    def locale(self) -> str:
        return self.person.locale if self.person.locale in ("nb", "nn") else "nb"


@dataclass(frozen=True, slots=True)
class _Shelves:
    """What several letters of a batch need, read once: `measures` by plan and `rows` by measure are those of the plans
    that letters tell of as a whole."""

    plans: Mapping[str, Plan]
    meetings: Mapping[str, Meeting]
    measures: Mapping[str, Mapping[str, Measure]]
    rows: Mapping[str, tuple[Occurrence, ...]]


def open_desks(unit: Unit, book: Book, messages: Iterable[Message], now: datetime, base_url: str) -> dict[str, Desk]:
    """The desks of these messages by uid; none for a message whose person is no longer known."""
    given = tuple(messages)
    shelves = _filled(unit, given)
    around = now.astimezone(book.zone).date(), base_url
    made = {m.uid: _open_desk(unit, book, m, around, shelves) for m in given}
    return {uid: desk for uid, desk in made.items() if desk is not None}


def _filled(unit: Unit, messages: Iterable[Message]) -> _Shelves:
    notices = ledger.notices_by_id(unit, [n for m in messages for n in m.notices])
    whole = {n.plan for n in notices.values() if n.kind in _WHOLE}
    measures = {plan: {m.uid: m for m in plans.measures(unit, plan)} for plan in sorted(whole)}
    rows = plans.occurrences(unit, [uid for those in measures.values() for uid in those])
    there = {m.uid: m for m in meetings_store.meetings(unit)}
    return _Shelves({p.uid: p for p in plans.plans(unit)}, there, measures, rows)


def _open_desk(unit: Unit, book: Book, message: Message, given: tuple[date, str], shelves: _Shelves) -> Desk | None:
    person = book.directory.people.get(message.person)
    if person is None:
        return None
    today, base_url = given
    by_id = ledger.notices_by_id(unit, message.notices)
    notices = tuple(by_id[n] for n in message.notices if n in by_id)
    failed = ledger.notices_by_id(unit, [n.subject for n in notices if n.kind == unsent.KIND])
    measures: dict[str, Measure] = {}
    for plan in sorted({n.plan for n in notices if n.kind in _WHOLE}):
        measures |= shelves.measures[plan]
    named = {n.measure for n in (*notices, *failed.values()) if n.measure}
    measures |= plans.measures_by_uid(unit, named - measures.keys())
    rows = {uid: shelves.rows[uid] for uid in measures if uid in shelves.rows}
    rows |= plans.occurrences(unit, [uid for uid in measures if uid not in rows])
    locale = person.locale if person.locale in ("nb", "nn") else "nb"
    return Desk(
        book,
        message,
        notices,
        person,
        today,
        base_url,
        shelves.plans,
        measures,
        rows,
        shelves.meetings,
        letters_words(unit, measures.values(), without_asked(rows, notices), book, locale, today),
        briefs(unit, notices, book, today),
        {s.uid: s for s in silences.silences(unit)} if any(n.kind == "silence_ends" for n in notices) else {},
        failed,
        causes_of(unit, notices),
        asked_again(unit, notices),
    )
