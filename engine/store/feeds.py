"""What calendars have shown, tokens that open feeds, and a counter that tells when to build again.

Public names: Entry, calendar_entries, save_calendar_entries, FeedToken, add_token, token_by_hash, tokens,
revoke_token, count_uses, changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.store.stamp import Stamp
from engine.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Entry:
    """A calendar entry as last shown, shared by all feeds. `body`: what it showed, as JSON text."""

    uid: str
    sequence: int
    shown_hash: str
    changed_at: datetime | None
    body: str


@dataclass(frozen=True, slots=True)
class FeedToken:
    """A token opens one feed; only its SHA-256 is kept. `person` None: it belongs to nobody in particular."""

    hash: str
    name: str
    person: str | None
    created_at: datetime | None
    revoked_at: datetime | None = None
    last_used_at: datetime | None = None
    uses: int = 0


def calendar_entries(u: Unit) -> dict[str, Entry]:
    """Every entry by calendar uid."""
    raise NotImplementedError


def save_calendar_entries(u: Unit, entries: Iterable[Entry]) -> None:
    """Adds or saves entries, set-wise."""
    raise NotImplementedError


def add_token(u: Unit, token: str, name: str, person: str | None, stamp: Stamp) -> FeedToken:
    """Keeps the hash of a token for the feed `name`."""
    raise NotImplementedError


def token_by_hash(u: Unit, hash: str) -> FeedToken | None:
    """The token with this SHA-256 (hex), revoked ones too."""
    raise NotImplementedError


def tokens(u: Unit) -> tuple[FeedToken, ...]:
    """All tokens, in order of name."""
    raise NotImplementedError


def revoke_token(u: Unit, hash: str, stamp: Stamp) -> bool:
    """Closes a token; False: there is no such open token."""
    raise NotImplementedError


def count_uses(u: Unit, uses: Mapping[str, int], at: datetime) -> None:
    """Adds buffered usage by token hash; the one thing that a GET may write."""
    raise NotImplementedError


def changes(u: Unit) -> int:
    """Grows with each write that a feed could show."""
    raise NotImplementedError
