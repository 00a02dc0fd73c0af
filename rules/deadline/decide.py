"""Which of the statements of a text decides what it means. Public names: Draft, decide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from rules.deadline.context import Context
from rules.deadline.dated import DAY, Dated, Moment, When, moments
from rules.deadline.grammar.meetings import Meet
from rules.deadline.grammar.repeats import Offset, Repeat
from rules.deadline.parse import Row
from rules.deadline.period import Period, add
from rules.deadline.reading import Kind, MeetingRef, Point
from rules.deadline.recurring import recurrence
from rules.deadline.rule import Node

_DAYS = frozenset({"day", "week", "nth"})


@dataclass(frozen=True, slots=True)
class Draft:
    """What a text means, before it is said how sure we are. `flags` are reasons for doubt, by name."""

    kind: Kind
    edtf: tuple[str, ...] = ()
    rrule: str | None = None
    meeting: MeetingRef | None = None
    points: tuple[Point, ...] = ()
    flags: tuple[str, ...] = ()
    other: tuple[date, ...] = ()


def decide(row: Row, context: Context) -> Draft:
    """The meaning of the row: meetings and dates before recurrences, these before «løpende», events and open ends."""
    nodes = [node for node in row.nodes if node.cls != "RPAR"]
    dated = _joined(nodes)
    draft = (
        _off(nodes)
        or _called(nodes)
        or _offset(nodes, context)
        or _repeated(nodes, dated, context)
        or _meeting(nodes, dated, context)
        or _ongoing_first(nodes)
        or _dates(nodes, dated, context)
        or _undated(nodes, context)
    )
    return _doubted(draft, nodes)


def _off(nodes: list[Node]) -> Draft | None:
    """«Avlyst 12. mars» has no deadline left."""
    gone = any(node.cls == "CANCELLED" and node.value == "off" for node in nodes)
    return Draft("unresolved", flags=("cancelled",)) if gone else None


def _classes(nodes: list[Node]) -> set[str]:
    return {node.cls for node in nodes}


def _doubted(draft: Draft, nodes: list[Node]) -> Draft:
    """The draft with what else in the text speaks against it."""
    classes = _classes(nodes)
    extra = [name for cls, name in _AGAINST.items() if cls in classes and draft.kind in ("dates", "start", "recurring")]
    if draft.kind == "ongoing" and "D" in classes and not draft.flags:
        extra.append("dates_beside")
    return replace(draft, flags=(*draft.flags, *extra)) if extra else draft


_AGAINST = {"CANCELLED": "cancelled", "OPEN": "open", "ONGOING": "ongoing_beside", "STAMP": "stamp", "QMARK": "asked"}


# --- dates ---------------------------------------------------------------------------------------------------------


def _joined(nodes: list[Node]) -> Dated | None:
    """All dated statements as one list; a day that restates a week or a holiday stands for it."""
    found: list[Dated] = []
    for at, node in enumerate(nodes):
        if node.cls == "D" and not (at and nodes[at - 1].cls == "STAMP" and _count(nodes) > 1):
            found.append(node.value)
    if not found:
        return None
    whens = [when for dated in found for when in dated.whens]
    return Dated(_restated(whens), either=len(found) == 1 and found[0].either)


def _count(nodes: list[Node]) -> int:
    return sum(1 for node in nodes if node.cls == "D")


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


def _dates(nodes: list[Node], dated: Dated | None, context: Context) -> Draft | None:
    if dated is None:
        return None
    future = "FUTURE" in _classes(nodes) or any(w.first.name == "coming" for w in dated.whens)
    found = moments(_plain_starts(dated), context, future)
    if found is None:
        return Draft("unresolved", flags=("no_such_day",))
    flags = _flags(found) + _spelling(dated, context)
    if len(found) == 1 and found[0].start:
        return Draft("start", found[0].edtf, points=(found[0].point,), flags=flags)
    if dated.either:
        return _either(found, flags)
    found = _weekend(dated, found)
    return Draft(
        "dates",
        tuple(text for moment in found for text in moment.edtf),
        points=tuple(moment.point for moment in found),
        flags=flags,
        other=tuple(day for moment in found for day in moment.other),
    )


def _plain_starts(dated: Dated) -> Dated:
    """In a list («starter opp 24. november + work-shop 11. desember») a start is a date like the others."""
    if len(dated.whens) < 2:
        return dated
    return dated._replace(whens=tuple(w._replace(bound="in") if w.bound == "from" else w for w in dated.whens))


def _weekend(dated: Dated, found: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """Saturday and Sunday side by side in a list are an event: their days are not moved."""
    days = [moment.point.latest for moment in found]
    pair = len(days) == 2 and all(when.first.unit == "day" and when.last is None for when in dated.whens)
    first, last = (days[0], days[1]) if pair else (None, None)
    if first is None or last is None or first.weekday() != 5 or last != first + DAY:
        return found
    return tuple(moment._replace(point=_unmoved(moment.point)) for moment in found)


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


def _flags(found: tuple[Moment, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(flag for moment in found for flag in moment.flags))


def _spelling(dated: Dated, context: Context) -> tuple[str, ...]:
    """Doubts about how a date was written: «mars 15», «juni-25», quarters in English plans."""
    flags = []
    for period in (p for when in dated.whens for p in (when.first, when.last) if p is not None):
        if period.name == "month first" and (period.year is None or _year_like(period, context)):
            flags.append("day_or_year")
        if period.name == "short year":
            flags.append("day_or_year")
        if (
            period.name == "fiscal"
            or (period.unit == "quarter"
            and context.lang == "en"
            and context.policy.quarters_from == 1)
        ):
            flags.append("fiscal")
    return tuple(dict.fromkeys(flags))


def _year_like(period: Period, context: Context) -> bool:
    return any(abs(year % 100 - period.d) <= 3 for year in context.plan_years)


# --- recurrences ---------------------------------------------------------------------------------------------------


def _repeated(nodes: list[Node], dated: Dated | None, context: Context) -> Draft | None:
    rec = next((node for node in nodes if node.cls == "REC"), None)
    every = rec is None and dated is not None and _every_period(nodes)
    if rec is None and not every:
        return None
    repeat: Repeat = Repeat("FREQ=YEARLY") if rec is None or isinstance(rec.value, str) else rec.value
    if rec is not None and dated is not None and _told(dated) and repeat.rrule == "FREQ=YEARLY":
        before = next(node for node in nodes if node.cls == "D").start < rec.start
        if before:
            return None
    shown = rec is None or rec.value != "in the year"
    draft = recurrence(repeat, dated, context, shown)
    meeting = _repeat_meeting(repeat, nodes, context)
    flags = draft.flags + (("counted",) if repeat.counted else ()) + (("several",) if _several(nodes) else ())
    return Draft("recurring", draft.edtf, draft.rrule, meeting, draft.points, flags, draft.other)


def _every_period(nodes: list[Node]) -> bool:
    """«hver høst»: a period with «hver» before it."""
    return any(a.cls == "EVERY" and b.cls == "D" for a, b in pairwise(nodes))


def _told(dated: Dated) -> bool:
    return any(when.first.year is not None and when.bound != "from" for when in dated.whens)


def _several(nodes: list[Node]) -> bool:
    return sum(1 for node in nodes if node.cls == "REC") > 1


def _repeat_meeting(repeat: Repeat, nodes: list[Node], context: Context) -> MeetingRef | None:
    """The meetings that a count of times hangs on: those named, else the plan's own committee's."""
    named = next((node.value for node in nodes if node.cls == "MEET"), None)
    if repeat.meeting is not None:
        return MeetingRef(repeat.meeting or None, "every")
    if named is not None and (named.which == "every" or named.named):
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


# --- meetings and events -------------------------------------------------------------------------------------------


def _called(nodes: list[Node]) -> Draft | None:
    meet = next((n.value for n in nodes if n.cls == "MEET" and n.value.which == "to be called"), None)
    if meet is None or "D" in _classes(nodes):
        return None
    return Draft("unresolved", meeting=MeetingRef(meet.committee, meet.which, by=meet.by), flags=("to_be_called",))


def _meeting(nodes: list[Node], dated: Dated | None, context: Context) -> Draft | None:
    meet: Meet | None = next((n.value for n in nodes if n.cls == "MEET" and n.value.which), None)
    if meet is None or meet.which == "to be called":
        return None
    if meet.dated is not None and meet.offset is None and meet.which not in ("first", "last"):
        return _on_a_day(meet, meet.dated, context)
    if meet.which == "first" and (meet.party or _days_only(meet.dated)):
        return _first_on(meet, meet.dated or dated, context)
    if meet.which == "next" and dated is not None and dated.whens[0].first.unit == "day":
        return replace(_on_a_day(meet, dated, context), flags=("date_beside",))
    return _in_calendar(meet, meet.dated or dated, context)


def _days_only(dated: Dated | None) -> bool:
    return dated is not None and all(w.bound == "in" and w.first.unit == "day" for w in dated.whens)


def _ref(meet: Meet, context: Context, day: date | None = None) -> MeetingRef:
    committee = meet.committee
    if committee is None and meet.which in ("next", "on"):
        committee = context.own if meet.which == "next" else None
    offset = meet.offset.iso if meet.offset else None
    return MeetingRef(committee, meet.which, day, offset, meet.bound)


def _on_a_day(meet: Meet, dated: Dated, context: Context) -> Draft:
    found = moments(dated, context)
    if found is None:
        return Draft("unresolved", flags=("no_such_day",))
    exact = found[0].point.latest if meet.which != "at" and len(found) == 1 else None
    texts = tuple(text for moment in found for text in moment.edtf)
    points = tuple(_unmoved(moment.point) if exact else moment.point for moment in found)
    flags = _flags(found) + (("at_meeting",) if meet.which == "at" else ())
    return Draft("meeting", texts, meeting=_ref(meet, context, exact), points=points, flags=flags)


def _unmoved(point: Point) -> Point:
    """A meeting takes place when it does."""
    return replace(point, due=point.latest)


def _first_on(meet: Meet, dated: Dated | None, context: Context) -> Draft | None:
    found = moments(dated, context) if dated is not None else None
    if not found:
        return None if not meet.party else Draft("event")
    texts = tuple(text for moment in found for text in moment.edtf)
    ref = _ref(meet, context, found[0].point.latest)
    return Draft("dates", texts, meeting=ref, points=tuple(m.point for m in found), flags=(*_flags(found), "first"))


def _in_calendar(meet: Meet, dated: Dated | None, context: Context) -> Draft:
    """A meeting to be found in the calendar; dated only where the context knows the meetings' days."""
    days = _known(meet.committee or context.own, context)
    found = moments(dated, context) if dated is not None else None
    since = found[0].point.earliest if found else context.today
    days = [day for day in days if since is None or day > since or (found is not None and day == since)]
    days = days if meet.which == "every" else days[:1]
    points = tuple(_before(day, meet.offset, context) for day in days)
    flags = ("first",) if meet.which in ("first", "last") else ("implied",) if meet.implied else ()
    return Draft("meeting", meeting=_ref(meet, context), points=points, flags=flags)


def _known(name: str | None, context: Context) -> list[date]:
    """The days known for a body or an event, in order."""
    wanted = (name or "").lower()
    for known, days in context.anchors:
        if wanted and (wanted in known.lower() or known.lower() in wanted):
            return sorted(days)
    return []


def _before(day: date, offset: Offset | None, context: Context) -> Point:
    if offset is None:
        return Point(day.isoformat(), day, day, day)
    exact = add(day, offset.count, offset.unit, context.policy)
    due = context.policy.calendar.previous_workday(exact)
    return Point(exact.isoformat(), None, exact, due)


def _offset(nodes: list[Node], context: Context) -> Draft | None:
    """«seinast 4 veker før»: dated only from a date beside it or an event that the context knows."""
    at = next((index for index, node in enumerate(nodes) if node.cls == "OFFSET"), None)
    if at is None:
        return None
    offset: Offset = nodes[at].value
    follows = nodes[at + 1] if at + 1 < len(nodes) else None
    if follows is not None and follows.cls == "D" and len(follows.value.whens) == 1:
        return _from_date(offset, follows.value, context)
    days = _event_days(" ".join(str(node.value) for node in nodes[at + 1 :] if node.value), context)
    if context.today is not None:
        days = [day for day in days if day >= context.today] or days
    return Draft("event", points=tuple(_before(day, offset, context) for day in days[:1]), flags=("event",))


def _from_date(offset: Offset, dated: Dated, context: Context) -> Draft | None:
    found = moments(dated, context)
    if not found or found[0].point.latest is None:
        return None
    point = found[0].point
    base = (point.earliest if offset.count < 0 else point.latest) or point.latest
    if base is None:
        return None
    placed = _before(base, offset, context)
    return Draft("dates", (placed.edtf,), points=(placed,), flags=(*_flags(found), "from_date"))


def _event_days(words: str, context: Context) -> list[date]:
    for name, days in context.anchors:
        if any(word in name.lower() or name.lower() in word for word in words.lower().split() if len(word) > 3):
            return sorted(days)
    return sorted(context.anchors[0][1]) if len(context.anchors) == 1 and not words else []


# --- without a date ------------------------------------------------------------------------------------------------


def _ongoing_first(nodes: list[Node]) -> Draft | None:
    """«Løpende» before any date says that there is no deadline; after a date it says that work goes on."""
    first = next((node.cls for node in nodes if node.cls in ("D", "ONGOING")), None)
    starts = [node for node in nodes if node.cls == "D" and node.value.whens[0].bound == "from"]
    if first == "ONGOING" and not starts:
        return Draft("ongoing")
    return Draft("ongoing", flags=("from_then",)) if first == "ONGOING" else None


def _undated(nodes: list[Node], context: Context) -> Draft:
    classes = _classes(nodes)
    if "CANCELLED" in classes:
        return Draft("unresolved", flags=("cancelled",))
    first = next((node.cls for node in nodes if node.cls in ("ONGOING", "NEED", "OPEN")), None)
    if first == "ONGOING":
        return Draft("ongoing")
    if first == "NEED":
        return Draft("event")
    if first == "OPEN":
        return Draft("unresolved", flags=("open",))
    return _event(nodes) or _implied(nodes, context) or Draft("unresolved", flags=(_silence(nodes),))


def _silence(nodes: list[Node]) -> str:
    return "unreadable" if _classes(nodes) - {"DASH", "QMARK", "COMMA", "SLASH", "COLON", "LABEL"} else "blank"


def _implied(nodes: list[Node], context: Context) -> Draft | None:
    """«behandles i OSU», «styremøte»: a meeting without a word on which; the next one is the likeliest."""
    for before, node in pairwise([Node("IN", None, 0, 0), *nodes]):
        led = before.cls in ("IN", "AT", "TO", "FOR") and before.end > 0
        if node.cls == "MEET" and not node.value.party and (led or node.value.named):
            return _in_calendar(node.value._replace(which="next", implied=True), None, context)
    return None


_LEADS = frozenset({"BEFORE", "AFTER", "BY", "EVENT", "WHEN", "TO", "UNTIL", "AT", "NEXT", "LATEST", "FROM"})
_THINGS = frozenset({"WORD", "SAFE", "START", "FINISH", "LABEL", "P", "FUTURE", "MEETING", "NUMBERED", "LAST"})


def _event(nodes: list[Node]) -> Draft | None:
    """«før lansering», «i etterkant av opplæringen», «når budsjettet er vedtatt»: relative to something."""
    for lead, thing in pairwise(nodes):
        if lead.cls in _LEADS and (thing.cls in _THINGS or thing.cls in ("THE", "OF", "FOR", "NEXT", "EVERY", "WHEN")):
            return Draft("event", flags=("event",))
    if nodes and nodes[0].cls in ("EVENT", "WHEN"):
        return Draft("event", flags=("event",))
    return None
