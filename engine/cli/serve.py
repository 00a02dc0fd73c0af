"""`tidsfrist serve`. Public name: serve."""

from __future__ import annotations

import asyncio
import logging
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from engine.bootstrap import Installation
from engine.cli.opening import opened
from engine.clock import system_now
from engine.folder_state import FolderWatch
from engine.scheduler import Alarm
from engine.service import Works, channel_of, clock_of, dispatcher_of, refuse_foreign
from engine.store import feeds
from engine.web.kal import FeedIndex
from engine.web.running import address_of, bind
from engine.web.running import serve as serve_until_stopped
from engine.web.serve_app import serve_app
from notifiers.channel import Channel
from rules.errors import DownError

log = logging.getLogger("tidsfrist.serve")


def serve(
    port: Annotated[int | None, typer.Option(help="Porten nettsiden svarer på, ellers TIDSFRIST_PORT.")] = None,
    host: Annotated[str | None, typer.Option(help="Adressen den lytter på, ellers TIDSFRIST_HOST.")] = None,
) -> None:
    """Start web, klokke og utsending i én prosess. Stopp den med Ctrl-C eller SIGTERM, når som helst."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it tells of every run
    with opened() as home:
        refuse_foreign(home)
        settings = home.settings
        listening = bind(host or settings.host, settings.port if port is None else port)
        asyncio.run(_serve(home, listening))


@dataclass(slots=True)
class Process:
    """One serving process: an installation at work, an alarm clock, calendars in memory."""

    works: Works
    channel: Channel
    index: FeedIndex
    stopping: bool = False

    def stop(self) -> None:
        """Ends between two messages."""
        self.stopping = True

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """Rounds go on while the context is open; the last one is waited for."""

        async def round(now: datetime) -> None:
            if not self.stopping:
                await self.works.round(now)
                self._count_uses(now)

        alarm = Alarm(round, self.works.earliest, system_now, self.works.home.settings.tick_seconds)
        alarm.start()
        try:
            yield
        finally:
            self.stopping = True
            await alarm.stop()
            await self.channel.close()

    def _count_uses(self, now: datetime) -> None:
        uses = self.index.take_uses()
        try:
            with self.works.home.store.write() as unit:
                feeds.count_uses(unit, uses, now)
        except DownError:
            log.warning("how often calendars were fetched could not be saved")


async def _serve(home: Installation, listening: socket.socket) -> None:
    with tempfile.TemporaryDirectory(prefix="tidsfrist-") as folder:
        channel = channel_of(home.settings)
        watch = FolderWatch(home.settings.config, alone=home.settings.database_url.startswith("sqlite"))
        works = Works(home, dispatcher_of(home, channel, Path(folder)), Path(folder), watch=watch)
        index = FeedIndex(home.store, lambda: works.home.book, lambda: _now(works), home.settings.base_url)
        process = Process(works, channel, index)
        works.dispatcher.stopping = lambda: process.stopping
        print(f"tidsfrist er i gang: {address_of(listening)}", flush=True)
        app = serve_app(works, index, lambda: _now(works), process.working)
        await serve_until_stopped(app, listening, process.stop)
        print("Stoppet.", flush=True)


def _now(works: Works) -> datetime:
    return clock_of(works.home, system_now()) or system_now()
