"""An entry of a calendar, before it becomes iCalendar. Public names: Entry, EntryKind, Audience, shown_hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Literal

EntryKind = Literal["due", "checkpoint", "case", "start", "round", "wait", "meeting"]

_NOT_SHOWN = ("uid", "path", "audience", "done_on")


@dataclass(frozen=True, slots=True)
class Audience:
    """Whose feeds an entry is in: ids of plans, committees and roles."""

    plans: frozenset[str] = frozenset()
    committees: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a calendar.

    `day`: the day it stands on. `start`/`end`: aware instants in the tenant's zone; None = all day. `period`: first
    and last day of the period that the text names, inclusive. `path`: the page of it, under the base URL.
    `done_on`: the day it was answered. Everything but uid, path, audience and done_on is shown to people.
    """

    uid: str
    kind: EntryKind
    day: date
    summary: str
    description: str
    categories: tuple[str, ...]
    audience: Audience
    start: datetime | None = None
    end: datetime | None = None
    location: str = ""
    path: str = ""
    transparent: bool = True
    cancelled: bool = False
    period: tuple[date, date] | None = None
    done_on: date | None = None


def shown_hash(entry: Entry) -> str:
    """A hash of all that a subscriber can see: another hash is a change to tell of. The link is not part of it."""
    shown = {name: value for name, value in asdict(entry).items() if name not in _NOT_SHOWN}
    text = json.dumps(shown, default=str, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
