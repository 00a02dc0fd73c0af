"""Which of the statements of a text decides what it means. Public name: decide."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from rules.deadline.context import Context
from rules.deadline.dated import DAY, Moment, moments, told_flags
from rules.deadline.doubts import doubted
from rules.deadline.draft import Draft
from rules.deadline.grammar.repeats import Repeat
from rules.deadline.meeting import at_distance, at_meeting, called, unmoved
from rules.deadline.parse import Row
from rules.deadline.period import Period
from rules.deadline.reading import MeetingRef, Point
from rules.deadline.recurring import on_each, recurrence
from rules.deadline.rule import Node
from rules.deadline.undated import event_of_a_year, ongoing_first, undated
from rules.deadline.when import Dated, When


def decide(row: Row, context: Context) -> Draft:
    """The meaning of the row: meetings and dates before recurrences, these before «løpende», events and open ends."""
    nodes = [node for node in row.nodes if node.cls != "RPAR"]
    dated = _joined(nodes)
    classes = {node.cls for node in nodes}
    if classes <= _PLAIN:  # nearly every text: nothing but dates and words, and nothing to doubt
        return _dates("FUTURE" in classes, dated, context) or undated(nodes, context)
    return doubted(_chosen(nodes, dated, context), nodes, context)


def _chosen(nodes: list[Node], dated: Dated | None, context: Context) -> Draft:
    return (
        _off(nodes)
        or called(nodes)
        or at_distance(nodes, context)
        or _repeated(nodes, dated, context)
        or at_meeting(nodes, dated, context)
        or ongoing_first(nodes)
        or event_of_a_year(nodes)
        or _dates(any(node.cls == "FUTURE" for node in nodes), dated, context)
        or undated(nodes, context)
    )


def _off(nodes: list[Node]) -> Draft | None:
    """«Avlyst 12. mars» has no deadline left."""
    gone = any(node.cls == "CANCELLED" and node.value == "off" for node in nodes)
    return Draft("unresolved", flags=("cancelled",)) if gone else None


_PLAIN = frozenset({"D", "WORD", "SAFE", "LABEL", "COLON", "COMMA", "DASH", "IN", "FUTURE", "AND", "CLOCK"})


# --- dates ---------------------------------------------------------------------------------------------------------


def _joined(nodes: list[Node]) -> Dated | None:
    """All dated statements as one list; a day that restates a week or a holiday stands for it."""
    found: list[Dated] = [node.value for node in nodes if node.cls == "D"]
    if len(found) > 1:
        stamped = {at + 1 for at, node in enumerate(nodes) if node.cls == "STAMP"}
        found = [node.value for at, node in enumerate(nodes) if node.cls == "D" and at not in stamped]
    if not found:
        return None
    if len(found) == len(found[0].whens) == 1:
        return found[0]
    whens = [when for dated in found for when in dated.whens]
    whens = _without_names(nodes, whens)
    return Dated(_restated(whens), either=len(found) == 1 and found[0].either)


def _without_names(nodes: list[Node], whens: list[When]) -> list[When]:
    """Without years that belong to a name («Budsjett 2027: innspill innen 1. september»), if anything else is told."""
    named = {id(b.value.whens[0]) for a, b in pairwise(nodes) if a.cls == "WORD" and b.cls == "D"}
    kept = [when for when in whens if id(when) not in named or not _bare_year(when)]
    finer = any(when.first.unit not in ("year", "years", "plan") for when in kept)
    return kept if finer else whens


def _bare_year(when: When) -> bool:
    return when.first.unit in ("year", "years") and when.bound == "in" and not when.led


def _restated(whens: list[When]) -> tuple[When, ...]:
    """Without the holidays and weeks that days in the same text say more exactly («uke 9 24.02-28.02»)."""
    exact = [when for when in whens if when.first.unit in ("day", "week")]
    if not exact or len(whens) == 1:
        return tuple(whens)
    kept = [when for when in whens if when.first.unit != "holiday"]
    days = [when for when in kept if when.first.unit == "day"]
    if days and len(days) < len(kept) and kept[0].first.unit == "week" and kept[0].last is None:
        kept = kept[1:]
    return tuple(kept)


def _dates(future: bool, dated: Dated | None, context: Context) -> Draft | None:
    """`future`: the text says that it lies ahead («planlagt»)."""
    if dated is None:
        return None
    future = future or "coming" in [when.first.name for when in dated.whens]
    found = moments(_plain_starts(dated), context, future)
    if found is None:
        return Draft("unresolved", flags=("no_such_day",))
    flags = told_flags(found) + _spelling(dated, context)
    if len(found) > 1 and any(moment.start for moment in found):
        flags += ("several",)
    if len(found) > 1 and dated.whens[-1].first.maybe:
        flags += ("asked",)
    if len(found) == 1 and found[0].start:
        return Draft("start", found[0].edtf, points=(found[0].point,), flags=flags)
    if dated.either:
        return _either(found, flags)
    found = _weekend(dated, found) if len(found) == 2 else found
    return Draft(
        "dates",
        tuple([text for moment in found for text in moment.edtf]),
        points=tuple([moment.point for moment in found]),
        flags=flags,
        other=tuple([day for moment in found for day in moment.other]),
    )


def _plain_starts(dated: Dated) -> Dated:
    """In a list («starter opp 24. november + work-shop 11. desember») a start is a date like the others."""
    if len(dated.whens) < 2:
        return dated
    return dated._replace(whens=tuple(w._replace(bound="in") if w.bound == "from" else w for w in dated.whens))


def _weekend(dated: Dated, found: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """Saturday and Sunday side by side in a list are an event: their days are not moved."""
    first, last = (moment.point.latest for moment in found)
    if not all(when.first.unit == "day" and when.last is None for when in dated.whens):
        return found
    if first is None or last is None or first.weekday() != 5 or last != first + DAY:
        return found
    return tuple(moment._replace(point=unmoved(moment.point)) for moment in found)


def _either(found: tuple[Moment, ...], flags: tuple[str, ...]) -> Draft:
    """One of several: due by the last."""
    text = "[" + ",".join(moment.edtf[0] for moment in found) + "]"
    last = max(found, key=lambda moment: moment.point.latest or date.min).point
    firsts = [moment.point.earliest for moment in found if moment.point.earliest]
    if any("/" in moment.edtf[0] for moment in found):
        text = found[-1].edtf[0]
    return Draft(
        "dates",
        (text,),
        points=(Point(text, min(firsts, default=None), last.latest, last.due),),
        flags=(*flags, "either"),
    )


def _spelling(dated: Dated, context: Context) -> tuple[str, ...]:
    """Doubts about how a date was written: «mars 15», «juni-25», quarters in English plans."""
    periods = [period for when in dated.whens for period in (when.first, when.last) if period is not None]
    english = context.lang == "en" and context.policy.quarters_from == 1
    flags = []
    for period in [period for period in periods if period.name or english]:
        if period.name == "month first" and (period.year is None or _year_like(period, context)):
            flags.append("day_or_year")
        if period.name == "short year":
            flags.append("day_or_year")
        if period.name == "start or early":
            flags.append("start_or_early")
        if period.name == "yule" and period.year is not None and dated.whens[0].bound == "in":
            flags.append("july")
        if period.name == "letter":
            flags.append("season_letter")
        accounts = period.unit == "quarter" or (period.unit == "years" and period.n == (period.year or 0) + 1)
        if period.name == "fiscal" or (english and accounts):  # «2026/27»
            flags.append("fiscal")
    return tuple(dict.fromkeys(flags))


def _year_like(period: Period, context: Context) -> bool:
    return any(abs(year % 100 - period.d) <= 3 for year in context.plan_years)


# --- recurrences ---------------------------------------------------------------------------------------------------


def _repeated(nodes: list[Node], dated: Dated | None, context: Context) -> Draft | None:
    rec = _rhythm(nodes)
    every = rec is None and dated is not None and _every_period(nodes)
    if rec is None and not every:
        return None
    repeat = on_each(Repeat("FREQ=YEARLY") if rec is None or isinstance(rec.value, str) else rec.value, dated)
    if rec is not None and dated is not None and _told(dated) and repeat.rrule == "FREQ=YEARLY":
        before = next(node for node in nodes if node.cls == "D").start < rec.start
        if before:
            return None
    shown = rec is None or rec.value != "in the year"
    draft = recurrence(repeat, dated, context, shown)
    meeting = _repeat_meeting(repeat, nodes, context)
    flags = draft.flags + (("counted",) if repeat.counted else ()) + _several(nodes)
    flags += () if repeat.each_year or "EVERY" in {node.cls for node in nodes} else ("each_year",)
    return Draft("recurring", draft.edtf, draft.rrule, meeting, draft.points, flags, draft.other)


def _every_period(nodes: list[Node]) -> bool:
    """«hver høst»: a period with «hver» before it."""
    return any(a.cls == "EVERY" and b.cls == "D" and b.value.whens[0].bound == "in" for a, b in pairwise(nodes))


def _told(dated: Dated) -> bool:
    return any(when.first.year is not None and when.bound != "from" for when in dated.whens)


def _rhythm(nodes: list[Node]) -> Node | None:
    """The first recurrence; if there are several, the first that names a day."""
    found = [node for node in nodes if node.cls == "REC"]
    return next((node for node in found if isinstance(node.value, Repeat) and "BY" in node.value.rrule), None) or next(
        iter(found), None
    )


def _several(nodes: list[Node]) -> tuple[str, ...]:
    """Two rhythms («årlig», «første mandag i måneden») are a question: which of them holds?"""
    rhythms = [node.value if isinstance(node.value, str) else node.value.rrule for node in nodes if node.cls == "REC"]
    paces = {rhythm.partition(";BY")[0] for rhythm in rhythms}
    return ("rhythms",) if len(paces) > 1 else ("several",) if len(rhythms) > 1 else ()


def _repeat_meeting(repeat: Repeat, nodes: list[Node], context: Context) -> MeetingRef | None:
    """The meetings that a count of times hangs on: those named, else the plan's own committee's."""
    named = next((node.value for node in nodes if node.cls == "MEET"), None)
    if repeat.meeting is not None:
        return MeetingRef(repeat.meeting or None, "every")
    gathering = named is not None and (named.committee or "").endswith("møte")
    if named is not None and (named.which == "every" or named.named or gathering):
        return MeetingRef(named.committee, "every")
    if repeat.per_year is None or not repeat.counted:
        return None
    own = context.own
    if own is None or repeat.per_year < 2:
        return None
    least = repeat.at_least
    return MeetingRef(_short(own), "at", per_year=None if least else repeat.per_year,
                      min_per_year=repeat.per_year if least else None)  # fmt: skip


def _short(name: str) -> str:
    """The committee as plans name it in passing: the abbreviation in its name, if there is one."""
    words = name.replace("(", " ").replace(")", " ").split()
    return next((word for word in words if word.isupper() and len(word) > 1), name)
