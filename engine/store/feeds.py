"""What calendars have shown, tokens that open feeds, and a counter that tells when to build again.

Public names: Entry, calendar_entries, save_calendar_entries, FeedToken, add_token, token_by_hash, tokens,
revoke_token, count_uses, changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from engine.store import tables
from engine.store.columns import picked
from engine.store.journal import Subject, record
from engine.store.stamp import Stamp
from engine.store.statements import mine, upsert
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
    table = tables.calendar_entry
    return {row.uid: Entry(**picked(row, _ENTRY)) for row in u.connection.execute(select(table).where(mine(u, table)))}


def save_calendar_entries(u: Unit, entries: Iterable[Entry]) -> None:
    """Adds or saves entries, set-wise."""
    given = [picked(entry, _ENTRY) for entry in entries]
    upsert(u, tables.calendar_entry, given)
    u.feeds_touched = u.feeds_touched or bool(given)


def add_token(u: Unit, token: str, name: str, person: str | None, stamp: Stamp) -> FeedToken:
    """Keeps the hash of a token for the feed `name`."""
    made = FeedToken(hash_of(token), name, person, stamp.at)
    upsert(u, tables.feed_token, [picked(made, _TOKEN)])
    record(u, stamp, "token", Subject(), (None, {"hash": made.hash, "name": name, "person": person}))
    u.feeds_touched = True
    return made


def token_by_hash(u: Unit, hash: str) -> FeedToken | None:
    """The token with this SHA-256 (hex), revoked ones too."""
    table = tables.feed_token
    row = u.connection.execute(select(table).where(mine(u, table), table.c.hash == hash)).one_or_none()
    return _token(row) if row else None


def tokens(u: Unit) -> tuple[FeedToken, ...]:
    """All tokens, in order of name."""
    table = tables.feed_token
    query = select(table).where(mine(u, table)).order_by(table.c.name, table.c.hash)
    return tuple(_token(row) for row in u.connection.execute(query))


def revoke_token(u: Unit, hash: str, at: datetime, stamp: Stamp) -> bool:
    """Closes a token from `at` on; False: there is no such open token."""
    table = tables.feed_token
    opened = (mine(u, table), table.c.hash == hash, table.c.revoked_at.is_(None))
    closed = u.connection.execute(update(table).where(*opened).values(revoked_at=at)).rowcount > 0
    if closed:
        record(u, stamp, "token", Subject(), ({"hash": hash}, {"hash": hash, "revoked": True}))
        u.feeds_touched = True
    return closed


def count_uses(u: Unit, uses: Mapping[str, int], at: datetime) -> None:
    """Adds buffered usage by token hash; the one thing that a GET may write."""
    if not uses:
        return
    table = tables.feed_token
    more = update(table).where(mine(u, table), table.c.hash == bindparam("which"))
    more = more.values(uses=table.c.uses + bindparam("more"), last_used_at=at)
    u.connection.execute(more, [{"which": hash, "more": n} for hash, n in uses.items()])


def changes(u: Unit) -> int:
    """Grows with each write that a feed could show."""
    table = tables.tenant
    return int(u.connection.execute(select(table.c.changes).where(mine(u, table))).scalar_one_or_none() or 0)


_ENTRY = ("uid", "sequence", "shown_hash", "changed_at", "body")
_TOKEN = ("hash", "name", "person", "created_at", "revoked_at", "last_used_at", "uses")


def hash_of(token: str) -> str:
    """How a token is kept: its SHA-256, hex."""
    return hashlib.sha256(token.encode()).hexdigest()


def _token(row: Row[Any]) -> FeedToken:
    return FeedToken(**picked(row, _TOKEN))
