"""Meetings: «Neste møte», «alle LSU», «i OSU 8. februar», «2 uker før neste OSU».

Public names: NAMES, LEVEL, ASSEMBLIES, Meet.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from rules.deadline.grammar.repeats import Offset
from rules.deadline.rule import Level, Node, Parts, rule
from rules.deadline.when import Dated


class Meet(NamedTuple):
    """A reference to a meeting. `committee`: None if the text names none. `named`: «møte» itself stands there.

    `which` is empty as long as nothing says which meeting («styremøte» alone).
    """

    committee: str | None
    named: bool = False
    which: str = ""
    bound: str | None = None
    offset: Offset | None = None
    dated: Dated | None = None
    by: str | None = None
    party: bool = False
    implied: bool = False


@rule(
    "meeting of a committee", "COMMITTEE (DASH? MEETING|(DASH|IN)? MEETING)|MEETING (IN|OF|FOR|WITH)? COMMITTEE", "MEET"
)
def committee_meeting(parts: Parts) -> Meet:
    return Meet(parts.one("COMMITTEE"), True, "every" if parts.one("MEETING") == "all" else "")


@rule("meeting named after a word", "WORD DASH MEETING", "MEET")
def word_meeting(parts: Parts) -> Meet:
    return Meet(parts.one("WORD").upper(), True)


@rule("meeting with a party", "MEETING WITH THE? (WORD|SAFE)", "MEET")
def party_meeting(parts: Parts) -> Meet:
    return Meet(parts.one("WORD", "SAFE"), True, party=True)


@rule("meeting", "MEETING MEETING?", "MEET")
def meeting(parts: Parts) -> Meet:
    names = [name for name in parts.all("MEETING") if name not in (None, "all")]
    return Meet(names[-1] if names else None, True, "every" if "all" in parts.all("MEETING") else "")


@rule("committee", "COMMITTEE (SLASH|AND) COMMITTEE|COMMITTEE", "MEET")
def committee(parts: Parts) -> Meet:
    return Meet("; ".join(parts.all("COMMITTEE")))


NAMES = Level(committee_meeting, word_meeting, party_meeting, meeting, committee)

ASSEMBLIES = frozenset({"årsmøte", "årsmöte", "generalforsamling", "AGM"})  # once a year, in no committee's calendar
# Bodies that act by meeting: «kommunestyret juni 2015» is a meeting, «LSU 2016» may be a role.
BODIES = frozenset(
    {"kommunestyret", "formannskapet", "fylkestinget", "representantskapet", "styret", "bestyrelsen", "kommunstyrelsen",
     "kommunalbestyrelsen", "kommunfullmäktige", "nämnden", "styrelsen", "board", "cabinet", "council"}
)  # fmt: skip
_BOUND = "(BY|BEFORE|TO|LATEST|IN|AT|FOR)*"


def _bound(parts: Parts) -> str | None:
    return "before" if parts.has("BY", "BEFORE", "TO", "LATEST") else None


@rule("distance from a meeting", "OFFSET (THE|FOR|IN)* (EVERY|NEXT|NEXT THE|ORDW|THIS)? MEET D?", "MEET",
      ("2 uker før neste OSU", "OSU next"), ("14 dager før hvert LSU-møte", "LSU every"))  # fmt: skip
def distance(parts: Parts) -> Meet | None:
    meet: Meet = parts.one("MEET")
    if meet.committee is None and not parts.has("EVERY", "NEXT", "ORDW", "D"):
        return None
    if meet.which == "" and meet.committee in ASSEMBLIES and not parts.has("EVERY", "NEXT"):
        return None
    which = "every" if parts.has("EVERY") or meet.which else "first" if parts.one("ORDW") == 1 else "next"
    return meet._replace(which=which, offset=parts.one("OFFSET"), dated=parts.one("D"))


@rule("next meeting", f"{_BOUND} THE? NEXT (ORDW|SAFE)? MEET (IN MEET)?", "MEET",
      ("Neste møte", "OSU next"), ("neste møte i LSU", "LSU next"), ("Innen neste møte", "OSU next"))  # fmt: skip
def next_meeting(parts: Parts) -> Meet | None:
    meet: Meet = parts.one("MEET")
    return meet._replace(which="next", bound=_bound(parts))


@rule("every meeting",
      f"{_BOUND} EVERY SAFE? MEET ((AND|COMMA|SLASH|COMMA AND) EVERY? MEET)*|{_BOUND} WHOLE MEET", "MEET",
      ("Tema på alle LSU", "LSU every"), ("klar til hvert styremøte", "styret every"))  # fmt: skip
def every_meeting(parts: Parts) -> Meet:
    meets: list[Meet] = parts.all("MEET")
    names = [meet.committee for meet in meets if meet.committee]
    return Meet("; ".join(dict.fromkeys(names)) or None, True, "every", _bound(parts))


@rule("every other meeting", f"{_BOUND} (EVERYTWO|EVERY ORDW) MEET", "MEET", ("annethvert OSU-møte", "OSU every"))
def every_other_meeting(parts: Parts) -> Meet:
    meet: Meet = parts.one("MEET")
    return meet._replace(which="every", bound=_bound(parts), implied=True)


@rule("first meeting", f"{_BOUND} THE? (ORDW|LAST) MEET D?", "MEET",
      ("Første møte med fylkeskommunen 16. februar", "2024-02-16"),
      ("første OSU etter sommeren", "OSU first"))  # fmt: skip
def first_meeting(parts: Parts) -> Meet | None:
    which = "last" if parts.has("LAST") else "first" if parts.one("ORDW") == 1 else ""
    return parts.one("MEET")._replace(which=which, bound=_bound(parts), dated=parts.one("D")) if which else None


@rule(
    "meeting to be called",
    "MEET? CALLS THE? MEET MEET?|^MEET CALLS$",
    "MEET",
    ("K26 kaller inn til møte", "unresolved"),
)
def to_be_called(parts: Parts) -> Meet:
    meets: list[Meet] = parts.all("MEET")
    by = meets[0].committee if parts[0].cls == "MEET" else None
    called = meets[1:] if by else meets
    names = [meet.committee for meet in called if meet.committee]
    return Meet(names[-1] if names else None, True, "to be called", by=by)


@rule("meeting of a month", "MEET? D DASH? MEET", "MEET", ("junimøtet", "2024-06"), ("juni-møtet i LSU", "2024-06"))
def meeting_of(parts: Parts) -> Meet | None:
    meet: Meet = parts[-1].value
    of = parts[0].value.committee if parts[0].cls == "MEET" else meet.committee
    joined = parts[1:] if parts[0].cls == "MEET" else parts
    compound = all(before.end == after.start for before, after in pairwise(joined))
    dated: Dated = parts.one("D")
    plain = all(when.first.unit == "month" and when.bound == "in" and not when.led for when in dated.whens)
    told = meet.named and not meet.party and (compound or (plain and parts[-2].cls == "D"))
    return meet._replace(committee=of, which="at", dated=dated) if told else None


@rule("meeting on a day",
      "(BY|BEFORE|TO|IN|AT|FOR)+ THE? MEET (COMMA|COLON|DASH|THE|IN)* D|MEET (COMMA|COLON|DASH|THE|IN)* "
      "D",
      "MEET",
      ("Skisse presenteres i OSU 8. februar", "2024-02-08"), ("styremøte 12. mars", "2024-03-12"))  # fmt: skip
def meeting_on(parts: Parts) -> Meet | list[Node] | None:
    meet: Meet = parts.one("MEET")
    dated: Dated = parts.one("D")
    led = parts[0].cls != "MEET"
    days = all(w.first.unit in ("day", "nth") and w.last is None and w.bound == "in" for w in dated.whens)
    unit = dated.whens[0].first.unit
    told = dated.whens[0].led and unit in ("month", "week")  # «LSU i mars»
    told = told or (meet.committee in BODIES and unit == "month") or meet.committee in ASSEMBLIES
    told = told or (meet.committee or "").endswith("møte")
    if not days and not meet.named and not led and not told:
        return [parts[0]._replace(cls="SAFE"), parts[-1]]  # a role in front of the deadline
    if meet.which == "every" or not (days or dated.whens[0].bound == "in"):
        return None
    return meet._replace(which="on" if days else "at", bound=_bound(parts), dated=dated)


LEVEL = Level(
    to_be_called, distance, every_other_meeting, next_meeting, first_meeting, every_meeting, meeting_of, meeting_on
)
