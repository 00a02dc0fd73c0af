"""Codes among a measure's questions that change what happens to it. Public names: AWAITS, CARRIED, ASK, AGAIN,
TEXT_CHANGED, PROPOSED, PASSED, REOPENED, NO_DAY, NO_MEETING, PARTY_DAY, ABOUT_STATUS, code_of, held_by, without,
about_the_text, asked_of, kept, remedied, to_ask, asked_day.

A question is «code» or «code:detail». Most only tell the secretariat; these also say that the measure's own notices
wait (AWAITS: for committees, CARRIED: it goes on as another measure), that the responsible is to name a date (ASK: by
that day), or that the question comes back on a day (AGAIN). TEXT_CHANGED: a new version's text, where a person's
reading stands. NO_DAY, NO_MEETING and PARTY_DAY are never stored: they follow from the occurrences.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rules.model import Measure, Occurrence

AWAITS, CARRIED = "awaits_approval", "carried_over"
ASK, AGAIN = "ask_date", "show_again"
TEXT_CHANGED = "text_changed"
PROPOSED = "postpone"  # a party wishes for another deadline; the secretariat decides
PASSED = "passed"  # what was behind it when the measure came into a running plan; its detail is that day
REOPENED = "reopened"  # a finished measure goes on from that day (its detail), and none of its days is ahead
NO_DAY, NO_MEETING = "no_day", "no_meeting"  # nobody would ever be asked: no day of its own, and no rounds
PARTY_DAY = "party_day"  # of a party (its detail) that came after each had been given its own day
_HOLDING = (AWAITS, CARRIED)
_ANSWERING = (ASK, AGAIN)
ABOUT_STATUS = ("status_changed", "status_unknown", "status_confirm")  # whoever moves the measure answers these
# What a question about the deadline text is called; a remedy takes the place of all of them.
_NOT_ABOUT_THE_TEXT = (
    *(*_HOLDING, *_ANSWERING),
    *("unknown_role", "same_measure", *ABOUT_STATUS),
)


def code_of(question: str) -> str:
    """The code without its detail."""
    return question.partition(":")[0]


def held_by(questions: Iterable[str]) -> str | None:
    """The question because of which the measure's own notices wait; None: nothing holds it."""
    return next((q for q in questions if code_of(q) in _HOLDING), None)


def without(questions: Iterable[str], *codes: str) -> tuple[str, ...]:
    """The questions but those of these codes."""
    return tuple(q for q in questions if code_of(q) not in codes)


def about_the_text(question: str) -> bool:
    """Whether the question is answered by saying when the measure is due."""
    return code_of(question) not in _NOT_ABOUT_THE_TEXT


def asked_of(measure: Measure, rows: Iterable[Occurrence]) -> tuple[str, ...]:
    """The measure's questions; one of them is that nothing ever leads anybody to it, where none of its occurrences
    has a day, nothing holds it, and nobody has been asked about the text yet."""
    questions = measure.questions
    if any(o.due is not None and not o.withdrawn and o.kind != "wait" for o in rows):
        return questions
    if any(about_the_text(q) or code_of(q) in (*_HOLDING, *_ANSWERING) for q in questions):
        return questions
    return (*questions, NO_MEETING if measure.reading.kind == "meeting" else NO_DAY)


def kept(questions: Iterable[str], *, same_text: bool) -> tuple[str, ...]:
    """What a new version of the plan does not answer; a remedy and a changed text only while the text is the same."""
    said = (*_HOLDING, PROPOSED, PASSED, REOPENED)
    codes = (*said, *_ANSWERING, TEXT_CHANGED) if same_text else said
    return tuple(q for q in questions if code_of(q) in codes)


def remedied(questions: Iterable[str]) -> bool:
    """Whether somebody has already said what is to be done about the text."""
    return any(code_of(q) in _ANSWERING for q in questions)


def to_ask(question: str, today: date) -> bool:
    """Whether the question is to be put to somebody now: holds never, one that comes back only from its day on."""
    code = code_of(question)
    if code == AGAIN:
        day = asked_day(question)
        return day is None or day <= today
    return code not in _HOLDING


def asked_day(question: str) -> date | None:
    """The day in an ASK or AGAIN question; None where it has none."""
    try:
        return date.fromisoformat(question.partition(":")[2])
    except ValueError:
        return None
