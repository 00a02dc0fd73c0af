"""Occurrences brought in step with the points of a reading. Public names: bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rules.identity import uid
from rules.model import Occurrence
from rules.occurrences import Wanted, occurrence_of, rebind


def bound(tenant: str, measure: str, old: Sequence[Occurrence], points: Sequence[Wanted]) -> list[Occurrence]:
    """The rows of a measure (a uid) as the points want them, with their uids; rows that nothing was to be done about
    may be missing. Moved rows tell of their move at the next look."""
    result = rebind(old, points)
    used = {o.uid for o in old}
    new: list[Occurrence] = []
    for point in result.new:
        made = uid(tenant, measure, point.slot, used.__contains__)
        used.add(made)
        new.append(occurrence_of(point, made, measure, None))
    moved = [_told_later(was, now) for was, now in result.moved]
    revived = [replace(o, counted_from=None) for o in result.revived]
    return [*result.kept, *moved, *new, *result.withdrawn, *revived]


def _told_later(was: Occurrence, now: Occurrence) -> Occurrence:
    """A moved row: the next look counts from its own instant and tells of the move; a row that no look has seen, or
    that moves back before anyone was told, has nothing to tell."""
    if was.counted_from is None and was.moved_from is None:
        return now
    origin: date | None = was.moved_from or was.due
    return replace(now, counted_from=None, moved_from=None if origin == now.due else origin)
