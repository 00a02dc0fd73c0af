"""Publishing: what the calendars show is kept in the store, and read from there into the bytes of a feed.

Public names: load_almanac, refresh, Refreshed, Refresher, known_feeds, read_shelf, preview_shelf, Shelf, Published,
publish, roles_of, new_token, may_read.

`refresh` writes; the rest only reads, so that a GET never changes anything.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from calendars.almanac import Almanac
from calendars.entries import entries
from calendars.entry import Entry, cancelled, from_json, shown_hash, to_json
from calendars.feed import Feed, Rendered, Shown, feed_bytes, last_modified
from calendars.identity import Stamp, advance
from calendars.names import FeedError, FeedName, feed_names, feed_title, no_such_feed, parse_feed_name
from calendars.words import words
from engine.clock import start_of
from engine.store import Stamp as Author
from engine.store import Store, Unit, feeds, meetings, plans
from rules.book import Book

TOKEN_BYTES = 32
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many entries changed, and when one will change by itself (None: none will)."""

    changed: int
    next_look_at: datetime | None


def load_almanac(unit: Unit, book: Book, domain: str) -> Almanac:
    """Everything of the tenant that calendars show, as the store knows it now."""
    measures = plans.measures(unit)
    return Almanac(
        book,
        domain,
        plans.plans(unit),
        measures,
        plans.occurrences(unit, [m.uid for m in measures]),
        meetings.meetings(unit),
    )


def refresh(unit: Unit, book: Book, domain: str, now: datetime) -> Refreshed:
    """Brings the stored entries in step with the plans. Entries that are no longer asked for become AVLYST; nobody is
    told that something is cancelled of which nobody knew."""
    changed, next_look_at = _pending(unit, book, domain, now)
    if changed:
        feeds.save_calendar_entries(unit, changed)
    return Refreshed(len(changed), next_look_at)


@dataclass(slots=True)
class Refresher:
    """Refreshes only when it can make a difference: something was saved, a day turned, or another rulebook runs.
    `seen` is what held when it last did."""

    seen: tuple[int, date, Book] | None = None

    def bring_up_to_date(self, store: Store, book: Book, domain: str, now: datetime) -> Refreshed | None:
        """Refreshes in a transaction of its own; None: nothing can have changed. Raises DownError."""
        today = now.astimezone(book.zone).date()
        with store.read() as unit:
            changes = feeds.changes(unit)
        if self.seen is not None and self.seen[:2] == (changes, today) and self.seen[2] is book:
            return None
        with store.write() as unit:
            changes = feeds.changes(unit)
            done = refresh(unit, book, domain, now)
        self.seen = (changes + bool(done.changed), today, book)  # our own saving counts as one change
        return done


def preview_shelf(unit: Unit, book: Book, domain: str, now: datetime) -> Shelf:
    """The shelf as `refresh` would make it, without saving anything."""
    changed, _ = _pending(unit, book, domain, now)
    rows = feeds.calendar_entries(unit) | {row.uid: row for row in changed}
    return _shelf(unit, book, rows.values(), {})


def _pending(unit: Unit, book: Book, domain: str, now: datetime) -> tuple[list[feeds.Entry], datetime | None]:
    """The rows that are to be saved, and when something changes by itself."""
    almanac = load_almanac(unit, book, domain)
    today = almanac.today(now)
    stored = feeds.calendar_entries(unit)
    current = {e.uid: e for e in entries(almanac, today) if not e.is_cancelled or e.uid in stored}
    current |= _vanished(stored, current, book.zone)
    changed = [row for e in current.values() if (row := _row(e, stored.get(e.uid), now)) is not None]
    return changed, _next_look(current.values(), today, book.zone)


def _vanished(stored: Mapping[str, feeds.Entry], current: Mapping[str, Entry], zone: ZoneInfo) -> dict[str, Entry]:
    gone = (from_json(row.body, zone) for uid, row in stored.items() if uid not in current)
    return {e.uid: cancelled(e) for e in gone}


def _row(entry: Entry, old: feeds.Entry | None, now: datetime) -> feeds.Entry | None:
    """What to save of an entry; None: it is stored as it is."""
    before = _stamp(old, now) if old is not None else None
    stamp = advance(before, entry.uid, shown_hash(entry), now)
    body = to_json(entry)
    if old is not None and stamp == before and body == old.body:
        return None
    return feeds.Entry(entry.uid, stamp.sequence, stamp.shown, stamp.changed_at, body)


def _stamp(row: feeds.Entry, otherwise: datetime) -> Stamp:
    return Stamp(row.uid, row.sequence, row.shown_hash, row.changed_at or otherwise)


def _next_look(current: Iterable[Entry], today: date, zone: ZoneInfo) -> datetime | None:
    """The midnight after the next open day: then it is overdue."""
    ahead = min((e.day for e in current if e.day >= today and e.kind != "meeting"), default=None)
    return None if ahead is None else start_of(ahead + timedelta(days=1), zone)


@dataclass(frozen=True, slots=True)
class Published:
    """A feed ready to be sent. `etag` with its quotes; `changed_at`: the latest instant that can have changed it."""

    body: bytes
    etag: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Shelf:
    """All entries of the tenant as stored, and what its feeds are called. `rendered` is kept from shelf to shelf."""

    book: Book
    names: Mapping[str, str]
    shown: tuple[Shown, ...]
    rendered: Rendered = field(default_factory=dict)

    def today(self, now: datetime) -> date:
        """The tenant's day."""
        return now.astimezone(self.book.zone).date()


def known_feeds(unit: Unit, book: Book) -> dict[str, str]:
    """Every feed and its title, the opt-in twins left out."""
    return feed_names(book, plans.plans(unit))


def read_shelf(unit: Unit, book: Book, rendered: Rendered | None = None) -> Shelf:
    """The entries as stored, for one or many feeds."""
    return _shelf(unit, book, feeds.calendar_entries(unit).values(), {} if rendered is None else rendered)


def _shelf(unit: Unit, book: Book, rows: Iterable[feeds.Entry], rendered: Rendered) -> Shelf:
    shown = tuple(Shown(from_json(r.body, book.zone), _stamp(r, LONG_AGO)) for r in rows)
    return Shelf(book, known_feeds(unit, book), shown, rendered)


def publish(shelf: Shelf, name: str, now: datetime, *, person: str | None = None, base_url: str = "") -> Published:
    """The bytes of a feed. `person` (uid): whose «min» it is. Raises FeedError for a name that is not known."""
    wanted = parse_feed_name(name, shelf.names)
    speak = words(shelf.book.rulebook.settings.locale)
    today = shelf.today(now)
    if wanted.kind == "min" and person is None:
        raise FeedError("Feeden «min» hører til en person. Si hvem med --for.")
    roles = roles_of(shelf.book, person, today) if person else frozenset()
    title = feed_title(wanted, dict(shelf.names), speak)
    feed = Feed(title, shelf.book.zone, speak, base_url, wanted.twin, str(replace(wanted, twin="")))
    inside = [s for s in shelf.shown if wanted.shows(s.entry, roles)]
    body = feed_bytes(feed, inside, today, shelf.rendered)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    return Published(body, etag, last_modified(inside, today, shelf.book.zone))


def roles_of(book: Book, person: str, day: date) -> frozenset[str]:
    """The roles that a person answers for on a day, also as a deputy."""
    directory = book.directory
    return frozenset(r for r in directory.roles if any(h.person == person for h in directory.holders(r, day)))


def may_read(book: Book, token: feeds.FeedToken, day: date) -> bool:
    """Whether a token opens its feed still: it is not revoked, and its person is known and holds the role yet."""
    if token.revoked_at is not None:
        return False
    if token.person is None:
        return True
    if token.person not in book.directory.people:
        return False
    name = parse_feed_name(token.name)
    return name.kind != "rolle" or name.id in roles_of(book, token.person, day)


def new_token(unit: Unit, book: Book, name: str, person: str | None, author: Author) -> str:
    """A new secret address for a feed, returned this once: «<token>/<name>.ics». Raises FeedError."""
    wanted: FeedName = parse_feed_name(name)
    known = known_feeds(unit, book)
    if str(replace(wanted, twin="")) not in known:
        raise no_such_feed(name, known)
    if wanted.kind == "min" and person is None:
        raise FeedError("Feeden «min» hører til en person. Si hvem med --for.")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    feeds.add_token(unit, token, str(wanted), person, author)
    return f"{token}/{wanted}.ics"
