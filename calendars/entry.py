"""An entry of a calendar, before it becomes iCalendar.

Public names: Entry, EntryKind, Mark, Audience, cancelled, shown_hash, to_json, from_json, shorten.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

EntryKind = Literal["due", "checkpoint", "case", "start", "round", "wait", "meeting"]
Mark = Literal["", "overdue", "done", "reported", "cancelled"]

SUMMARY_MAX = 79  # Outlook cuts at 255, a month view long before that.
_PREFIX: dict[Mark, str] = {
    "": "",
    "overdue": "FORFALT: ",
    "done": "Utført: ",
    "reported": "Rapportert: ",
    "cancelled": "AVLYST: ",
}
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

    `day`: the day it stands on. `title`: what it is, without its mark. `mark`: what has become of it. `start`/`end`:
    aware instants in the tenant's zone; None = all day. `period`: first and last day of the period that the text
    names, inclusive. `path`: its page, under the base URL. `done_on`: the day it was answered. Everything but uid,
    path, audience and done_on is shown to people.
    """

    uid: str
    kind: EntryKind
    day: date
    title: str
    description: str
    categories: tuple[str, ...]
    audience: Audience
    mark: Mark = ""
    start: datetime | None = None
    end: datetime | None = None
    location: str = ""
    path: str = ""
    transparent: bool = True
    period: tuple[date, date] | None = None
    done_on: date | None = None

    @property
    def summary(self) -> str:
        """The line that calendars show: what became of it, then what it is; under 80 characters."""
        return shorten(_PREFIX[self.mark] + self.title, SUMMARY_MAX)

    @property
    def is_cancelled(self) -> bool:
        """It will not happen; shown as such for a while, so that people notice."""
        return self.mark == "cancelled"


def shorten(text: str, length: int) -> str:
    """The text on one line in at most `length` characters, cut between words where that costs little."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    whole = cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut
    return whole.rstrip(" ,.;:–-") + "…"


def cancelled(entry: Entry) -> Entry:
    """The entry as one that will not happen: it no longer blocks anybody's time."""
    return replace(entry, mark="cancelled", transparent=True, done_on=None)


def shown_hash(entry: Entry) -> str:
    """A hash of all that a subscriber can see: another hash is a change to tell of. The link is not part of it."""
    shown = {name: value for name, value in _plain(entry).items() if name not in _NOT_SHOWN}
    return hashlib.sha256(_dumps(shown).encode()).hexdigest()[:32]


def to_json(entry: Entry) -> str:
    """The entry as JSON text, equal for equal entries."""
    return _dumps(_plain(entry))


def from_json(text: str, zone: ZoneInfo) -> Entry:
    """The entry that `to_json` wrote; instants come back in `zone`."""
    raw = json.loads(text)
    raw["day"] = date.fromisoformat(raw["day"])
    raw["done_on"] = _day(raw["done_on"])
    raw["start"], raw["end"] = _instant(raw["start"], zone), _instant(raw["end"], zone)
    raw["period"] = tuple(date.fromisoformat(d) for d in raw["period"]) if raw["period"] else None
    raw["categories"] = tuple(raw["categories"])
    raw["audience"] = Audience(**{name: frozenset(ids) for name, ids in raw["audience"].items()})
    return Entry(**raw)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _instant(text: str | None, zone: ZoneInfo) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(zone) if text else None


def _plain(entry: Entry) -> dict[str, Any]:
    plain = {f.name: getattr(entry, f.name) for f in fields(entry)}
    plain["audience"] = {f.name: sorted(getattr(entry.audience, f.name)) for f in fields(entry.audience)}
    return plain


def _dumps(plain: dict[str, Any]) -> str:
    return json.dumps(plain, default=lambda value: value.isoformat(), ensure_ascii=False, sort_keys=True)
