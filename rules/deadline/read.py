"""From a deadline text to its reading, and how sure we are. Public name: read."""

from __future__ import annotations

from operator import attrgetter

from rules.deadline.context import Context
from rules.deadline.decide import decide
from rules.deadline.draft import Draft
from rules.deadline.parse import Row, parse
from rules.deadline.reading import Alternative, Fired, Reading
from rules.deadline.spelling import MISSPELT

# What each doubt leaves of the confidence. A reading that nothing speaks against has 0.97: nobody is always right.
_BASE = 0.97
_DOUBTS = {
    "year_supplied": 0.95,
    "year_nearest": 0.85,
    "year_rolled": 0.75,
    "passed": 0.85,
    "by_ambiguous": 0.78,
    "season": 0.93,
    "winter": 0.65,
    "about": 0.95,
    "part_of_long": 0.65,
    "local_custom": 0.75,
    "weekday_conflict": 0.4,
    "year_by_weekday": 0.9,
    "day_or_year": 0.72,
    "july": 0.72,
    "season_letter": 0.8,
    "fiscal": 0.75,
    "either": 0.75,
    "counted": 0.75,
    "several": 0.6,
    "beside": 0.6,
    "dates_beside": 0.6,
    "ongoing_beside": 0.55,
    "from_then": 0.7,
    "open": 0.75,
    "cancelled": 0.4,
    "stamp": 0.4,
    "asked": 0.6,
    "at_meeting": 0.7,
    "first": 0.75,
    "event": 0.85,
    "from_date": 0.8,
    "date_beside": 0.7,
    "no_such_day": 0.5,
    "implied": 0.6,
    "every_other": 0.7,
    "year_far": 0.6,
    "year_odd": 0.45,
    "other_meeting": 0.6,
    "recurs_beside": 0.7,
    "rhythms": 0.42,
    "need_beside": 0.7,
    "event_beside": 0.7,
    "which_school_year": 0.8,
    "which_week": 0.8,
    "each_year": 0.8,
    "exception": 0.4,
    "past_fact": 0.4,
    "misspelt": 0.78,
    "start_or_early": 0.75,
}
_FIGURES_LEFT = 0.35
_ASKED = {
    "blank": "blank",
    "unreadable": "unreadable",
    "open": "needs_date",
    "cancelled": "cancelled",
    "to_be_called": "meeting_to_be_called",
    "no_such_day": "no_such_day",
    "weekday_conflict": "weekday_conflict",
}
_LOST = frozenset(
    {"WORD", "INT", "ORD", "ORDW", "NUMW", "YEAR", "PART", "ENDOF", "BETWEEN", "WEEK", "QWORD", "TWORD", "HWORD",
     "TIMES", "WEEKEND", "WEEKOF", "BEFORE", "AFTER", "OVER", "EVERY", "EVERYTWO", "HALFDEL", "SCHOOLYEAR",
     "YEARS", "DM", "PLUS", "FIGURES", "NOT", "NAME"}
)  # fmt: skip


def read(text: str, context: Context) -> Reading:
    """What the text means in its context; never raises for any text."""
    row = parse(text, context)
    trace = _trace(row)
    draft = _spelt(decide(row, context), trace)
    rest = _rest(text, row, draft)
    confidence = _confidence(draft, rest)
    return Reading(
        text,
        draft.kind,
        draft.edtf,
        draft.rrule,
        draft.meeting,
        draft.points,
        confidence,
        " ".join(rest),
        trace,
        _alternatives(draft),
        _questions(draft, rest, confidence, context),
        draft.flags,
    )


def _spelt(draft: Draft, trace: tuple[Fired, ...]) -> Draft:
    """The draft, doubted where it hangs on a word with a mistake."""
    if MISSPELT not in [fired.rule for fired in trace]:
        return draft
    return draft._replace(flags=(*draft.flags, "misspelt"))


def _rest(text: str, row: Row, draft: Draft) -> list[str]:
    """The words that were not understood; what an event or an open end is about belongs to it."""
    if draft.kind == "event" or ("open" in draft.flags and draft.kind == "unresolved"):
        return []
    lost = _LOST - {"EVERY"} if draft.kind == "recurring" else _LOST
    return [text[node.start : node.end] for node in row.nodes if node.cls in lost]


def _confidence(draft: Draft, rest: list[str]) -> float:
    if draft.kind == "unresolved" and "unreadable" in draft.flags:
        return 0.3
    confidence = _BASE
    for flag in draft.flags:
        confidence *= 1.0 if flag == "open" and draft.kind == "unresolved" else _DOUBTS.get(flag, 1.0)
    if rest:
        confidence *= 0.78 if len(rest) == 1 else max(0.3, 0.75 - 0.08 * len(rest))
        if _figures_left(rest):
            confidence = min(confidence, _FIGURES_LEFT)
    return round(confidence, 3)


def _figures_left(rest: list[str]) -> bool:
    """Whether a number was not understood: it may be what matters most."""
    return any(letter.isdigit() for word in rest for letter in word)


def _trace(row: Row) -> tuple[Fired, ...]:
    fired = {fired for node in row.nodes for fired in node.fired}
    return tuple(sorted(fired, key=_IN_ORDER))


_IN_ORDER = attrgetter("start", "end", "rule")


def _alternatives(draft: Draft) -> tuple[Alternative, ...]:
    if not draft.other:
        return ()
    due = [point.due for point in draft.points]
    days = sorted({day for day in draft.other if day not in due})
    return tuple(Alternative((), (day,), _why(draft)) for day in days)


def _why(draft: Draft) -> str:
    """The name of the reason why another day can be meant."""
    reasons = ("by_ambiguous", "winter", "season", "about")
    return next((flag for flag in reasons if flag in draft.flags), "period_end")


def _questions(draft: Draft, rest: list[str], confidence: float, context: Context) -> tuple[str, ...]:
    asked = [_ASKED[flag] for flag in draft.flags if flag in _ASKED]
    if not asked and (confidence < context.policy.ask_below or _figures_left(rest)):
        asked.append("low_confidence")
    return tuple(dict.fromkeys(asked))
