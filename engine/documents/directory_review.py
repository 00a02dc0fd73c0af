"""Whether roles, committees, people and plans hang together. Public names: review_roles, review_committees,
review_people, review_plan."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from engine.documents.references import Review, at, blocks, items, mappings, texts
from engine.documents.yamltext import Path_
from rules.directory import folded

_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
_NEARLY = 0.85  # how like another name a name is that can hardly be meant to be its own


def review_roles(review: Review) -> None:
    """Names that two roles have, and roles asked through nobody or through themselves."""
    roles = dict(mappings(review.document, ("roles",)))
    review_names(review, "roles", "label")
    _scoped_names(review, roles)
    by_name = {str(path[-1]): role for path, role in roles.items()}
    for path, role in roles.items():
        review.refer((*path, "via"), "no_role", review.known.roles)
        review.refer((*path, "stands_for"), "no_role", review.known.roles)
        if role.get("answers") == "via" and not role.get("via"):
            review.tell(path, "via_missing")
        if role.get("via") and role.get("answers") != "via":
            review.tell((*path, "via"), "via_unused")
        if _comes_back(str(path[-1]), by_name):
            review.tell((*path, "via") if role.get("via") else (*path, "stands_for"), "via_circle")


def _comes_back(start: str, roles: dict[str, dict[str, Any]]) -> bool:
    """Whether the role is asked through itself, or stands for itself, over however many others."""
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        role = roles.get(ahead.pop(), {})
        listed = role.get("stands_for")
        nexts = [role.get("via"), *(listed if isinstance(listed, list) else ())]
        for name in (n for n in nexts if isinstance(n, str)):
            if name == start:
                return True
            if name not in seen:
                seen.add(name)
                ahead.append(name)
    return False


def review_names(review: Review, key: str, label: str) -> None:
    """A name or alias that belongs to two roles, or to two committees, means neither."""
    owners: dict[str, str] = {}
    for path, entry in mappings(review.document, (key,)):
        for place, name in (
            *texts(review.document, (*path, label)),
            *texts(review.document, (*path, "aliases")),
        ):
            owner = owners.setdefault(folded(name), str(path[-1]))
            if owner != path[-1]:
                review.tell(place, "alias_twice", value=review.quote(name), other=review.quote(owner))
        del entry


def _scoped_names(review: Review, roles: dict[Path_, dict[str, Any]]) -> None:
    owners: dict[tuple[str, str], str] = {}
    for path, role in roles.items():
        scoped = role.get("aliases_in")
        for committee in scoped if isinstance(scoped, dict) else ():
            place: Path_ = (*path, "aliases_in", committee)
            review.refer_key(place, "no_committee", review.known.committees)
            for where, name in texts(review.document, place):
                owner = owners.setdefault((committee, folded(name)), str(path[-1]))
                if owner != path[-1]:
                    review.tell(where, "alias_twice", value=review.quote(name), other=review.quote(owner))


def review_committees(review: Review) -> None:
    """Names that two committees have, unknown secretariats, and meetings that stand twice."""
    review_names(review, "committees", "name")
    for path, _ in mappings(review.document, ("committees",)):
        review.refer((*path, "secretariat"), "no_role", review.known.roles)
        for name in ("case_deadline", "papers"):
            _before(review, (*path, name))
        seen: set[str] = set()
        for place, meeting in items(review.document, (*path, "meetings")):
            key = str(meeting.get("id") or meeting.get("on"))
            if key in seen:
                review.tell(place, "meeting_twice", value=review.quote(key))
            seen.add(key)


def _before(review: Review, path: Path_) -> None:
    value = at(review.document, path)
    if isinstance(value, str) and value[:1] not in "-0" and value.lstrip("+")[:1].isdigit():
        review.tell(path, "before_meeting", value=review.quote(value), meant=f"-{value.lstrip('+')}")


def review_people(review: Review) -> None:
    """Unknown roles and deputies, periods that end before they begin, and shared addresses."""
    owners: dict[str, str] = {}
    parties = _parties(review)
    for path, person in mappings(review.document, ("people",)):
        held = [name for name in ("roles", "leads") if name in person]
        for name in held:
            review.refer((*path, name), "no_role", review.known.roles)
            for place, role in blocks(person[name], (*path, name)):
                review.refer((*place, "role"), "no_role", review.known.roles)
                _order(review, place, role)
        for place, away in blocks(person.get("away"), (*path, "away")):
            review.refer((*place, "deputy"), "no_person", review.known.people)
            _order(review, place, away)
            if away.get("deputy") == path[-1]:
                review.tell((*place, "deputy"), "own_deputy")
        _address(review, path, person, owners)
        if "zone" in person:
            _zone(review, path)
        if "party" in person:
            _party(review, path, parties)
        for name in held:
            for place, role in blocks(person[name], (*path, name)):
                if "party" in role:
                    _party(review, place, parties)
    for path, party in mappings(review.document, ("parties",)):
        review.refer((*path, "successor"), "no_party", review.known.parties)
        _order(review, path, party)
        if party.get("successor") == path[-1]:
            review.tell((*path, "successor"), "own_heir")


def _parties(review: Review) -> list[str]:
    """The ids and names of the parties that are listed."""
    listed = at(review.document, ("parties",))
    called = [p.get("name") for _, p in mappings(review.document, ("parties",))]
    return [*(listed if isinstance(listed, dict) else ()), *(n for n in called if isinstance(n, str))]


def _party(review: Review, path: Path_, names: list[str]) -> None:
    """A party need not be listed; a name that is nearly a listed one is a slip of the pen."""
    for place, name in texts(review.document, (*path, "party")):
        if name not in names and difflib.get_close_matches(name, names, 1, _NEARLY):
            review.refer(place, "no_party", names)


def _order(review: Review, path: Path_, entry: dict[str, Any]) -> None:
    first, last = entry.get("from"), entry.get("to")
    if isinstance(first, str) and isinstance(last, str) and _DAY.match(first) and _DAY.match(last) and last < first:
        review.tell((*path, "to"), "from_after_to", value=review.quote(last))


def _address(review: Review, path: Path_, person: dict[str, Any], owners: dict[str, str]) -> None:
    email = person.get("email")
    if isinstance(email, str):
        owner = owners.setdefault(email.casefold(), str(path[-1]))
        if owner != path[-1]:
            review.tell((*path, "email"), "same_email", value=review.quote(email), other=review.quote(owner))


def _zone(review: Review, path: Path_) -> None:
    for place, name in texts(review.document, (*path, "zone")):
        try:
            ZoneInfo(name)
        except (ValueError, OSError, KeyError):
            review.tell(place, "no_timezone", value=review.quote(name))


def review_plan(review: Review, committees: dict[str, str] | None) -> None:
    """Unknown roles and unknown committees. `committees`: every folded name and alias, to the name as written; None:
    not known."""
    for name in ("secretariat", "default_responsible"):
        review.refer(("plan", name), "no_role", review.known.roles)
    for path, _ in items(review.document, ("focus_areas",)):
        review.refer((*path, "default_responsible"), "no_role", review.known.roles)
    for place, name in _committees_of(review):
        if committees is not None and name and folded(name) not in committees:
            review.refer(place, "no_committee", list(committees.values()))


def _committees_of(review: Review) -> Iterator[tuple[Path_, str]]:
    """Where a plan names a committee: its own, and those that must approve it or a part of it."""
    yield from texts(review.document, ("plan", "committee"))
    if isinstance(at(review.document, ("plan", "approval")), list):
        yield from texts(review.document, ("plan", "approval"))
    yield from texts(review.document, ("plan", "approvers"))
    for key in ("focus_areas", "measures"):
        for path, _ in items(review.document, (key,)):
            yield from texts(review.document, (*path, "approvers"))
