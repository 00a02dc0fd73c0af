"""Parties without a day of their own. Public names: dayless, questions_on.

Where a person has given each party its own day, a party that comes later has none, and nobody would ever ask it. Which
day is hers only people know, so the secretariat is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rules.answering import voices
from rules.book import Book
from rules.model import ONE_PARTY, Measure, Occurrence, Plan
from rules.questions import PARTY_DAY, about_the_text, asked_of, held_by, remedied


def questions_on(plan: Plan, measure: Measure, rows: Sequence[Occurrence], book: Book, day: date) -> tuple[str, ...]:
    """The measure's questions on the day: those that follow from it alone, and one for each party without a day."""
    return (*asked_of(measure, rows), *dayless(plan, measure, rows, book, day))


def dayless(plan: Plan, measure: Measure, rows: Sequence[Occurrence], book: Book, day: date) -> tuple[str, ...]:
    """A question for each party that answers for itself and has no day, where others have theirs. None while something
    holds the measure, or its text is asked about."""
    having = {o.party for o in rows if o.kind == "due" and o.party and not o.withdrawn}
    told = measure.questions
    if not having or held_by(told) or remedied(told) or any(map(about_the_text, told)):
        return ()
    those = [v for v in voices(plan, measure, book, day) if v.party != ONE_PARTY]
    return tuple(f"{PARTY_DAY}:{v.label}" for v in those if having.isdisjoint((v.party, *v.was)))
