"""Feeds over HTTP: `/kal/<token>/<name>.ics`. Public names: KalApp, FeedIndex, masked, MaskTokens.

A bare ASGI app over an index in memory: programs ask every few minutes for years, and nearly always get 304. GET and
HEAD only; nothing is written but buffered usage, and that by whoever calls `take_uses`.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
import threading
import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any

from calendars.feed import Rendered
from calendars.names import FeedError
from engine.publish import Published, Shelf, may_read, publish, read_shelf
from engine.store import Store, feeds
from rules.book import Book
from rules.errors import DownError

FRESH_SECONDS = 1.0
RETRY_SECONDS = 120
RENDERED_MAX = 20_000
_PATH = re.compile(r"/([^/]+)/([^/]+)\.ics$")
_TOKEN_IN_PATH = re.compile(r"(/kal/)[^/\s\"?]*?([^/\s\"?]{0,4})(?=/|[\s\"?]|$)")
_COMMON = (
    (b"x-robots-tag", b"noindex, nofollow"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)
_CACHE = b"private, max-age=300"

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """What the database said at one moment. `bodies` fills as feeds are asked for."""

    changes: int
    day: date
    shelf: Shelf
    tokens: Mapping[str, feeds.FeedToken]
    bodies: dict[tuple[str, str | None], Published] = field(default_factory=dict)


class FeedIndex:
    """Token hash → feed, at most a second behind the store's change counter.

    `book`: the running rulebook; `clock`: the installation's time (a trial database has its own); `monotonic`: for
    the second only.
    """

    def __init__(
        self,
        store: Store,
        book: Callable[[], Book],
        clock: Callable[[], datetime],
        base_url: str,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store, self._book, self._clock, self._base_url = store, book, clock, base_url
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._snapshot: _Snapshot | None = None
        self._looked = float("-inf")
        self._rendered: Rendered = {}
        self._uses: dict[str, int] = {}

    def fetch(self, token: str, name: str) -> Published | None:
        """The feed that the token opens; None: the token is unknown, revoked or opens another. Raises DownError."""
        with self._lock:
            snapshot = self._fresh()
            found = _opened(snapshot, token, name)
            return self._used(found.hash, self._published(snapshot, found)) if found else None

    def at_hand(self, token: str, name: str) -> Published | None:
        """The same where it can be told from memory without waiting; None also where it cannot."""
        snapshot = self._snapshot
        if snapshot is None or not self._is_fresh():
            return None
        found = _opened(snapshot, token, name)
        return self._used(found.hash, snapshot.bodies.get((found.name, found.person))) if found else None

    def take_uses(self) -> dict[str, int]:
        """How often each token (by hash) was used since the last call; the caller saves it."""
        with self._lock:
            taken, self._uses = self._uses, {}
            return taken

    def _used(self, digest: str, published: Published | None) -> Published | None:
        if published is not None:
            self._uses[digest] = self._uses.get(digest, 0) + 1
        return published

    def _is_fresh(self) -> bool:
        return self._monotonic() - self._looked < FRESH_SECONDS

    def _published(self, snapshot: _Snapshot, token: feeds.FeedToken) -> Published | None:
        key = (token.name, token.person)
        if key not in snapshot.bodies:
            try:
                made = publish(snapshot.shelf, token.name, self._clock(), person=token.person, base_url=self._base_url)
            except FeedError:  # the plan or the role is gone
                return None
            snapshot.bodies[key] = made
        return snapshot.bodies[key]

    def _fresh(self) -> _Snapshot:
        old = self._snapshot
        if old is not None and self._is_fresh():
            return old
        book = self._book()
        today = self._clock().astimezone(book.zone).date()
        with self._store.read() as unit:
            changes = feeds.changes(unit)
            if old is None or (changes, today) != (old.changes, old.day) or book is not old.shelf.book:
                if len(self._rendered) > RENDERED_MAX:
                    self._rendered.clear()
                opened = {t.hash: t for t in feeds.tokens(unit) if may_read(book, t, today)}
                old = _Snapshot(changes, today, read_shelf(unit, book, self._rendered), opened)
        self._snapshot, self._looked = old, self._monotonic()
        return old


def _opened(snapshot: _Snapshot, token: str, name: str) -> feeds.FeedToken | None:
    """The token if it opens this feed. Unknown and revoked ones take the same steps: a hash and a look-up."""
    found = snapshot.tokens.get(hashlib.sha256(token.encode()).hexdigest())
    return found if found is not None and found.name == name else None


class KalApp:
    """The ASGI app. It answers under any mount point: the last two parts of the path count."""

    def __init__(self, index: FeedIndex) -> None:
        self._index = index

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            return
        if scope["method"] not in ("GET", "HEAD"):
            await _respond(send, 405, [(b"allow", b"GET, HEAD")], b"", head=False)
            return
        head = scope["method"] == "HEAD"
        found = _PATH.search(scope["path"])
        try:
            published = await self._find(*found.groups()) if found else None
        except DownError:
            await _respond(send, 503, [(b"retry-after", str(RETRY_SECONDS).encode())], b"", head=head)
            return
        if published is None:
            await _respond(send, 404, [(b"cache-control", b"no-store")], b"", head=head)
            return
        await _answer(send, scope, published, head)

    async def _find(self, token: str, name: str) -> Published | None:
        at_hand = self._index.at_hand(token, name)
        return at_hand or await asyncio.to_thread(self._index.fetch, token, name)


async def _answer(send: Send, scope: Scope, published: Published, head: bool) -> None:
    kept = [
        (b"etag", published.etag.encode()),
        (b"last-modified", _http_date(published.changed_at)),
        (b"cache-control", _CACHE),
    ]
    if _unchanged(dict(scope["headers"]), published):
        await _respond(send, 304, kept, None, head=head)
        return
    await _respond(send, 200, [(b"content-type", b"text/calendar; charset=utf-8"), *kept], published.body, head=head)


async def _respond(send: Send, status: int, headers: Headers, body: bytes | None, *, head: bool) -> None:
    """`body` None: the status has none (304), so its length is not told either."""
    length = [] if body is None else [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *length, *_COMMON]})
    await send({"type": "http.response.body", "body": b"" if head or body is None else body})


def _unchanged(headers: Mapping[bytes, bytes], published: Published) -> bool:
    """RFC 9110 §13.2.2: If-None-Match decides where it is given, else If-Modified-Since."""
    tags = headers.get(b"if-none-match")
    if tags is not None:
        listed = {t.strip().removeprefix("W/") for t in tags.decode("latin-1").split(",")}
        return "*" in listed or published.etag in listed
    since = headers.get(b"if-modified-since")
    if since is None:
        return False
    try:
        asked = parsedate_to_datetime(since.decode("latin-1"))
    except ValueError:
        return False
    asked = asked if asked.tzinfo else asked.replace(tzinfo=UTC)
    return published.changed_at.replace(microsecond=0) <= asked


def _http_date(at: datetime) -> bytes:
    return format_datetime(at.astimezone(UTC), usegmt=True).encode()


def masked(text: str) -> str:
    """The text with the tokens of feed addresses cut down to their last four characters."""
    return _TOKEN_IN_PATH.sub(r"\1…\2", text)


class MaskTokens(logging.Filter):
    """A log filter that keeps feed tokens out of the log: put it on the handlers of the access log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Masks message and arguments; lets every record pass."""
        if isinstance(record.msg, str):
            record.msg = masked(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(masked(a) if isinstance(a, str) else a for a in record.args)
        return True
