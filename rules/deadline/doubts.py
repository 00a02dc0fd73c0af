"""What else in a text speaks against its reading. Public name: doubted."""

from __future__ import annotations

from datetime import date

from rules.deadline.context import Context
from rules.deadline.draft import Draft
from rules.deadline.rule import Node

_AGAINST = {
    "CANCELLED": "cancelled",
    "OPEN": "open",
    "ONGOING": "ongoing_beside",
    "STAMP": "stamp",
    "QMARK": "asked",
    "MAYBE": "asked",
}
_TIMED = ("dates", "start", "recurring")


def doubted(draft: Draft, nodes: list[Node], context: Context) -> Draft:
    """The draft with a flag for each doubt."""
    classes = {node.cls for node in nodes}
    extra = [name for cls, name in _AGAINST.items() if cls in classes and draft.kind in _TIMED]
    if draft.kind == "meeting":
        extra += [_AGAINST[cls] for cls in ("OPEN", "STAMP") if cls in classes]
    if draft.kind == "ongoing" and "D" in classes and not draft.flags:
        extra.append("dates_beside")
    if draft.kind == "recurring" and "nth weekday" in [node.value for node in nodes if node.cls == "WORD"]:
        extra.append("rhythms")  # «årlig, første mandag»: of which month?
    if "REC" in classes and draft.kind == "dates":
        extra.append("recurs_beside")
    if classes & {"EVENT", "WHEN"} and draft.kind in _TIMED:
        extra.append("event_beside")
    if "NEED" in classes and draft.kind in _TIMED:
        extra.append("need_beside")
    if draft.kind == "meeting" and sum(1 for n in nodes if n.cls == "MEET" and n.value.which) > 1:
        extra.append("other_meeting")
    if "EXCEPT" in classes and draft.kind not in ("event", "unresolved"):
        extra.append("exception")
    if draft.kind in ("dates", "meeting") and _done(draft, nodes, context):
        extra.append("past_fact")
    return draft._replace(flags=(*draft.flags, *extra)) if extra else draft


def _done(draft: Draft, nodes: list[Node], context: Context) -> bool:
    """«Vedtatt 12.3.2015» tells what was done; «skal være vedtatt innen juni» and days that lie ahead do not.

    Words that plans use for what is to be done as well («gjennomført mars») count only beside days that have passed.
    """
    classes = {node.cls for node in nodes}
    ends = [point.latest for point in draft.points if point.latest is not None]
    if not classes & {"PAST", "FINISH"} or classes & {"FUTURE", "LABEL"} or not ends:
        return False
    if any(point.earliest is None for point in draft.points):  # «innen …», «før …»
        return False
    if max(ends) < date(min(context.plan_years, default=1), 1, 1):
        return True
    strong = any(node.cls == "PAST" and node.value != "soft" for node in nodes)
    if context.today is not None:
        return "PAST" in classes and max(ends) <= context.today
    return strong
