"""Readings without a date: ongoing work, events, open ends. Public names: ongoing_first, event_of_a_year,
undated."""

from __future__ import annotations

from itertools import pairwise

from rules.deadline.context import Context
from rules.deadline.draft import Draft
from rules.deadline.grammar.meetings import ASSEMBLIES
from rules.deadline.meeting import in_calendar
from rules.deadline.rule import Node


def ongoing_first(nodes: list[Node]) -> Draft | None:
    """«Løpende» before any date says that there is no deadline; after a date it says that work goes on."""
    first = next((node.cls for node in nodes if node.cls in ("D", "ONGOING")), None)
    starts = [node for node in nodes if node.cls == "D" and node.value.whens[0].bound == "from"]
    if first == "ONGOING" and not starts:
        return Draft("ongoing")
    return Draft("ongoing", flags=("from_then",)) if first == "ONGOING" else None


def event_of_a_year(nodes: list[Node]) -> Draft | None:
    """«i forbindelse med budsjett 2027», «ved rullering av plan 2026-2029»: the year says which one, not when."""
    if not nodes or nodes[0].cls not in ("EVENT", "AT", "BEFORE", "AFTER", "WHEN") or nodes[-1].cls != "D":
        return None
    between = [node.cls for node in nodes[1:-1]]
    when = nodes[-1].value.whens[0]
    whole = when.first.unit in ("year", "years") and when.bound == "in" and not when.led
    named = "WORD" in between and set(between) <= {"WORD", "SAFE", "OF", "THE", "FOR", "IN", "NAME", "PAST"}
    return Draft("event", flags=("event",)) if whole and named else None


def undated(nodes: list[Node], context: Context) -> Draft:
    classes = {node.cls for node in nodes}
    if "CANCELLED" in classes:
        return Draft("unresolved", flags=("cancelled",))
    first = next((node.cls for node in nodes if node.cls in ("NEED", "OPEN")), None)
    if first == "NEED":
        return Draft("event")
    if first == "OPEN":
        return Draft("unresolved", flags=("open",))
    if [node.cls for node in nodes[-2:]] == ["AFTER", "EVERY"]:  # «etter hvert»
        return Draft("unresolved", flags=("open",))
    return (
        _event(nodes)
        or _about_a_meeting(nodes)
        or _implied(nodes, context)
        or Draft("unresolved", flags=(_silence(nodes),))
    )


def _silence(nodes: list[Node]) -> str:
    classes = {node.cls for node in nodes} - {"DASH", "QMARK", "COMMA", "SLASH", "COLON", "LABEL"}
    if "FIGURES" in classes:
        return "no_such_day"
    return "unreadable" if classes else "blank"


def _about_a_meeting(nodes: list[Node]) -> Draft | None:
    """«før møtet», «etter styremøtet», «på årsmøtet»: counted from a meeting that no calendar of ours tells."""
    for lead, node in pairwise([Node("WORD", None, 0, 0), *(node for node in nodes if node.cls != "THE")]):
        if node.cls != "MEET" or node.value.which or node.value.party:
            continue
        own = node.value.committee is not None and node.value.committee not in ASSEMBLIES
        if lead.cls == "AFTER" or (not own and lead.cls in ("BEFORE", "BY", "LATEST")) or _assembly(node):
            return Draft("event", flags=("event",))
    return None


def _assembly(node: Node) -> bool:
    return node.value.committee in ASSEMBLIES


def _implied(nodes: list[Node], context: Context) -> Draft | None:
    """«behandles i OSU», «styremøte»: a meeting without a word on which; the next one is the likeliest."""
    for before, node in pairwise([Node("IN", None, 0, 0), *nodes]):
        led = before.cls in ("IN", "AT", "TO", "FOR", "BEFORE", "BY", "LATEST") and before.end > 0
        if node.cls == "MEET" and not node.value.party and (led or node.value.named):
            bound = "before" if before.cls in ("BEFORE", "BY", "LATEST") else None
            return in_calendar(node.value._replace(which="next", implied=True, bound=bound), None, context)
    return None


_LEADS = frozenset({"BEFORE", "AFTER", "BY", "EVENT", "WHEN", "TO", "UNTIL", "AT", "NEXT", "LATEST", "FROM"})
_THINGS = frozenset(
    {"WORD", "SAFE", "START", "FINISH", "LABEL", "P", "FUTURE", "MEETING", "NUMBERED", "LAST", "PAST", "AMOUNT"}
)


def _event(nodes: list[Node]) -> Draft | None:
    """«før lansering», «i etterkant av opplæringen», «når budsjettet er vedtatt»: relative to something."""
    for lead, thing in pairwise(nodes):
        if lead.cls in _LEADS and (thing.cls in _THINGS or thing.cls in ("THE", "OF", "FOR", "NEXT", "EVERY", "WHEN")):
            return Draft("event", flags=("event",))
    if nodes and nodes[0].cls in ("EVENT", "WHEN"):
        return Draft("event", flags=("event",))
    return None
