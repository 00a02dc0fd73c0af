"""The demo: a trial installation, a mailbox in the process, and a virtual clock that plays the years.

Public names: Demo, open_demo, PACES, sorted_lines, FIRST_DAY, LAST_DAY, feed_token. One task plays; commands from
elsewhere only tell it where to and when to pause, so they are safe in the middle of anything.
"""

from __future__ import annotations

import asyncio
import fcntl
import logging
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from engine.bootstrap import Installation
from engine.clock import start_of
from engine.lines import lines
from engine.mailbox import Mailbox
from engine.play import Player
from engine.preview import names
from engine.publish import Refresher, known_feeds
from engine.service import channel_of, dispatcher_of
from engine.settings import Settings
from engine.store import Stamp, feeds, leases
from engine.trial import open_trial, trial_settings
from notifiers.channel import Channel
from rules.errors import DownError, TidsfristError, cause_words
from rules.timetable import Event

FIRST_DAY = date(2015, 1, 1)
LAST_DAY = date(2015, 12, 31)
MOMENT = timedelta(seconds=1)
# name: how long a played day takes at least, in seconds
PACES = {"fort": 0.0, "rolig": 0.25, "sakte": 1.0}
log = logging.getLogger("tidsfrist.demo")


@dataclass(slots=True)
class Progress:
    """What a page shows of the play. `until` None: nothing is being played. `error`: why the last play stopped."""

    until: datetime | None = None
    since: datetime | None = None
    sent: int = 0
    moved: int = 0
    error: str = ""


@dataclass(slots=True)
class Demo:
    """One running demo. Made by `open_demo`."""

    home: Installation
    mailbox: Mailbox
    channel: Channel
    player: Player
    kept: bool
    first: datetime
    progress: Progress = field(default_factory=Progress)
    stopping: bool = False
    pausing: bool = False
    refresher: Refresher = field(default_factory=Refresher)
    _work: asyncio.Task[None] | None = None

    @property
    def now(self) -> datetime:
        """The virtual clock; before it was ever set, the first instant that will be played."""
        return self.player.now or self.first

    @property
    def today(self) -> date:
        """The virtual day, in the tenant's zone."""
        return self.now.astimezone(self.home.book.zone).date()

    @property
    def playing(self) -> bool:
        """Whether the clock is running."""
        return self._work is not None and not self._work.done()

    def halted(self) -> bool:
        """Whether to stop between two messages."""
        return self.stopping or self.pausing

    def stop(self) -> None:
        """The process is leaving: ends between two messages."""
        self.stopping = True

    def end_of(self, day: date) -> datetime:
        """The last second of a local day."""
        return start_of(day + timedelta(days=1), self.home.book.zone) - MOMENT

    async def events(self, until: datetime) -> AsyncIterator[Event]:
        """Plays up to and including `until` and yields what happens; the first time, from the first day on."""
        if self.player.now is None and self.first <= until:
            async for event in self.player.step(self.first):
                yield event
        async for event in self.player.play(until):
            yield event

    def play(self, until: datetime, pace: str = "fort") -> None:
        """Starts playing in the background. While it plays this only moves the goal. Raises TidsfristError."""
        if until <= self.now:
            raise TidsfristError("Klokka går bare framover. Velg en dag som er senere enn dagen i demoen.")
        self.progress.until, self.progress.error, self.pausing = until, "", False
        if not self.playing:
            self.progress.since, self.progress.sent, self.progress.moved = self.now, 0, 0
            self._work = asyncio.create_task(self._play(PACES[pace]))

    async def pause(self) -> None:
        """Stops between two messages and waits until it stands."""
        self.pausing = True
        if self._work is not None:
            await asyncio.wait([self._work])
        self.progress.until = None

    async def _play(self, seconds_a_day: float) -> None:
        try:
            while self.progress.until is not None and self.now < self.progress.until and not self.halted():
                await self._play_day(min(self.end_of(self._next_day()), self.progress.until))
                await asyncio.sleep(seconds_a_day)
        except Exception as error:
            log.exception("the play stopped")
            self.progress.error = str(error)
        finally:
            self.progress.until = None
            self.refresh_feeds()

    def _next_day(self) -> date:
        """The day to play now: today until it is over."""
        return self.today if self.now < self.end_of(self.today) else self.today + timedelta(days=1)

    async def _play_day(self, until: datetime) -> None:
        async for event in self.events(until):
            self._note(event)

    def _note(self, event: Event) -> None:
        self.progress.moved += event.kind == "transition"
        self.progress.sent += event.kind != "transition"

    def refresh_feeds(self) -> None:
        """Brings the calendars in step with what has been played."""
        self.refresher.bring_up_to_date(self.home.store, self.home.book, self.home.domain, self.now)

    def open_feeds(self) -> None:
        """Gives every feed an address that can be guessed: in a demo everything is open, on this machine only."""
        with self.home.store.write() as unit:
            known = {t.hash for t in feeds.tokens(unit)}
            for name in known_feeds(unit, self.home.book):
                if name != "min" and feeds.hash_of(feed_token(name)) not in known:
                    feeds.add_token(unit, feed_token(name), name, None, Stamp(None, "system", "feed_token"))


def feed_token(name: str) -> str:
    """The token of a feed in the demo."""
    return f"demo-{name}"


@asynccontextmanager
async def open_demo(
    settings: Settings, database: Path | None = None, first: date = FIRST_DAY, base_url: str = ""
) -> AsyncIterator[Demo]:
    """A demo in a throw-away database, or in the one at `database`, which keeps its clock and its inbox."""
    with tempfile.TemporaryDirectory(prefix="tidsfrist-demo-") as folder:
        path = database or Path(folder) / "demo.db"
        mailbox = Mailbox(path.with_name(f"{path.name}.innboks") if database else None)
        async with mailbox.listening():
            others = {"base_url": base_url} if base_url else {}
            with _alone(path):
                home = open_trial(
                    trial_settings(settings, path.absolute(), smtp_port=mailbox.port, maildir=None, **others)
                )
                channel = channel_of(home.settings)
                try:
                    yield _assembled(home, mailbox, channel, Path(folder) / "templates", first, kept=bool(database))
                finally:
                    await channel.close()
                    home.close()


@contextmanager
def _alone(database: Path) -> Iterator[None]:
    """Holds the database against a second demo; the system lets go when the process dies. Raises DownError."""
    try:
        lock = database.with_name(f"{database.name}.lock").open("w")
    except OSError as error:
        raise DownError(f"{database} kan ikke åpnes: {cause_words(error.strerror)}.") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise DownError(
                f"{database} er i bruk av en annen demo. Stopp den først, eller velg en annen fil."
            ) from None
        yield


def _assembled(
    home: Installation, mailbox: Mailbox, channel: Channel, templates: Path, first: date, *, kept: bool
) -> Demo:
    if not home.trial:
        raise TidsfristError("Demoen spiller bare i en prøvedatabase, og dette er en virkelig. Velg en annen fil.")
    with home.store.write() as unit:
        leases.release_all(unit)  # whoever held them is dead: we have the database to ourselves
    player = Player(home, dispatcher_of(home, channel, templates))
    demo = Demo(home, mailbox, channel, player, kept, start_of(first, home.book.zone))
    player.stopping = player.dispatcher.stopping = demo.halted
    return demo


async def sorted_lines(demo: Demo, until: datetime) -> AsyncIterator[dict[str, Any]]:
    """The play as objects of the contract: in order of instant, and within it sorted by kind, to, message."""
    waiting: list[Event] = []
    async for event in demo.events(until):
        if waiting and event.at != waiting[0].at:
            for line in _lines(demo, waiting):
                yield line
            waiting.clear()
        waiting.append(event)
    for line in _lines(demo, waiting):
        yield line


def _lines(demo: Demo, events: list[Event]) -> list[dict[str, Any]]:
    if not events:
        return []
    with demo.home.store.read() as unit:
        return lines(events, names(unit))
