"""The identity of calendar entries: UIDs that never change, and the sequence that tells clients of a change.

Public names: entry_uid, Stamp, advance. RFC 5545 §3.8.4.7 (UID), §3.8.7.2 (DTSTAMP), §3.8.7.3 (LAST-MODIFIED),
§3.8.7.4 (SEQUENCE).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the world has been told of an entry. `uid`: the calendar UID; `shown`: hash of what it showed;
    `changed_at`: when that was last changed (aware UTC), the entry's DTSTAMP and LAST-MODIFIED."""

    uid: str
    sequence: int
    shown: str
    changed_at: datetime


def entry_uid(subject: str, domain: str) -> str:
    """The calendar UID of an occurrence, a meeting or a round: its uid at the installation's domain."""
    return f"{subject}@{domain}"


def advance(old: Stamp | None, uid: str, shown: str, now: datetime) -> Stamp:
    """The stamp of an entry that shows `shown` now: the old one if nothing changed, else one sequence further."""
    if old is not None and old.shown == shown:
        return old
    sequence = 0 if old is None else old.sequence + 1
    return Stamp(uid, sequence, shown, now.replace(microsecond=0))
