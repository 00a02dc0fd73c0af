"""Readings that hang on a meeting or at a distance from something.

Public names: called, at_meeting, at_distance, in_calendar, unmoved.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rules.deadline.context import Context
from rules.deadline.dated import moments, told_flags
from rules.deadline.draft import Draft
from rules.deadline.grammar.meetings import Meet
from rules.deadline.grammar.repeats import Offset
from rules.deadline.placing import add
from rules.deadline.reading import MeetingRef, Point
from rules.deadline.rule import Node
from rules.deadline.when import Dated


def called(nodes: list[Node]) -> Draft | None:
    meet = next((n.value for n in nodes if n.cls == "MEET" and n.value.which == "to be called"), None)
    if meet is None or "D" in {node.cls for node in nodes}:
        return None
    return Draft("unresolved", meeting=MeetingRef(meet.committee, meet.which, by=meet.by), flags=("to_be_called",))


def at_meeting(nodes: list[Node], dated: Dated | None, context: Context) -> Draft | None:
    meet: Meet | None = next((n.value for n in nodes if n.cls == "MEET" and n.value.which), None)
    if meet is None or meet.which == "to be called":
        return None
    if meet.dated is not None and meet.offset is None and meet.which not in ("first", "last"):
        return _on_a_day(meet, meet.dated, context)
    if meet.which == "first" and (meet.party or _days_only(meet.dated)):
        return _first_on(meet, meet.dated or dated, context)
    if meet.which == "next" and dated is not None and dated.whens[0].first.unit == "day":
        return _on_a_day(meet, dated, context)._replace(flags=("date_beside",))
    return in_calendar(meet, meet.dated or dated, context)


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
    points = tuple(unmoved(moment.point) if exact else moment.point for moment in found)
    flags = told_flags(found) + (("at_meeting",) if meet.which == "at" else ())
    return Draft("meeting", texts, meeting=_ref(meet, context, exact), points=points, flags=flags)


def unmoved(point: Point) -> Point:
    """A meeting takes place when it does."""
    return replace(point, due=point.latest)


def _first_on(meet: Meet, dated: Dated | None, context: Context) -> Draft | None:
    found = moments(dated, context) if dated is not None else None
    if not found:
        return None if not meet.party else Draft("event")
    texts = tuple(text for moment in found for text in moment.edtf)
    ref = _ref(meet, context, found[0].point.latest)
    return Draft("dates", texts, meeting=ref, points=tuple(m.point for m in found), flags=(*told_flags(found), "first"))


def in_calendar(meet: Meet, dated: Dated | None, context: Context) -> Draft:
    """A meeting to be found in the calendar; dated only where the context knows the meetings' days."""
    days = _known(meet.committee or context.own, context)
    found = moments(dated, context) if dated is not None else None
    since = found[0].point.earliest if found else context.today
    days = [day for day in days if since is None or day > since or (found is not None and day == since)]
    days = days if meet.which == "every" else days[:1]
    points = tuple(_before(day, meet.offset, context) for day in days)
    flags = _doubts(meet)
    return Draft("meeting", meeting=_ref(meet, context), points=points, flags=flags)


def _doubts(meet: Meet) -> tuple[str, ...]:
    if meet.which in ("first", "last"):
        return ("first",)
    if not meet.implied:
        return ()
    return ("every_other",) if meet.which == "every" else ("implied",)


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


def at_distance(nodes: list[Node], context: Context) -> Draft | None:
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
    end = found[0].point.latest if found else None
    if not found or end is None:
        return None
    placed = _before((found[0].point.earliest if offset.count < 0 else end) or end, offset, context)
    return Draft("dates", (placed.edtf,), points=(placed,), flags=(*told_flags(found), "from_date"))


def _event_days(words: str, context: Context) -> list[date]:
    for name, days in context.anchors:
        if any(word in name.lower() or name.lower() in word for word in words.lower().split() if len(word) > 3):
            return sorted(days)
    return sorted(context.anchors[0][1]) if len(context.anchors) == 1 and not words else []
