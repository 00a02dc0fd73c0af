"""A word about a measure that leads to no day: «Løpende» in a plan without rounds, «Utgår» where a deadline should
stand. Public names: unasked, settle_unasked.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from engine.store import Stamp, Unit, journal, plans
from rules.book import Book
from rules.identity import uid
from rules.model import Measure, Occurrence


def unasked(unit: Unit, measure: Measure, by: str, book: Book, now: datetime) -> Occurrence:
    """A point of today for the secretariat's word about the measure, since there is none that asks for it."""
    slot = f"w:{journal.last_seq(unit)}"
    made = uid(unit.tenant, measure.uid, slot, plans.uid_taken(unit))
    one = Occurrence(made, measure.uid, "wait", slot, book.day(now), latest=book.day(now), counted_from=now)
    plans.save_occurrences(unit, [one], _stamp(by, book, now))
    return one


def settle_unasked(unit: Unit, point: Occurrence, by: str, book: Book, now: datetime) -> None:
    """Takes the point away where the word has not answered it: nobody is to be asked about it."""
    rows = plans.occurrences(unit, [point.measure])[point.measure]
    left = [o for o in rows if o.uid == point.uid and o.open and o.kind == "wait" and o.counted_from == now]
    plans.save_occurrences(unit, [replace(o, withdrawn=True) for o in left], _stamp(by, book, now))


def _stamp(by: str, book: Book, now: datetime) -> Stamp:
    return Stamp(now, by, "unasked", int(book.version) if book.version.isdigit() else None)
