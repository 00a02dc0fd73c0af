"""Virtual time: tick and dispatch at each next look, in order. Public names: Player.

The demo and the tests drive this, not the scheduler. The clock is stored, so that a killed play goes on where it was.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from engine.bootstrap import Installation, template_texts
from engine.dispatch import Dispatcher
from engine.store import installation, ledger
from engine.tick import tick
from notifiers.render import Renderer
from rules.timetable import Event


@dataclass(slots=True)
class Player:
    """Plays one trial installation. `now` None: its clock has never been set."""

    home: Installation
    dispatcher: Dispatcher
    stopping: Callable[[], bool] = lambda: False

    @property
    def now(self) -> datetime | None:
        """The stored clock."""
        with self.home.store.read() as unit:
            mine = installation.installation(unit)
            return mine.clock if mine else None

    async def play(self, until: datetime) -> AsyncIterator[Event]:
        """Everything up to and including `until`, instant by instant; a clock that is further on does nothing."""
        start = self.now
        if start is not None and start > until:
            return
        moment = start or until
        while moment <= until and not self.stopping():
            async for event in self.step(moment):
                yield event
            following = self._next_due()
            if following is None or following > until:
                break
            moment = max(moment, following)
        if not self.stopping():
            self._set_clock(until)

    async def step(self, now: datetime) -> AsyncIterator[Event]:
        """One evaluation and one round of delivery at `now`."""
        self._set_clock(now)
        ticked = tick(self.home.store, self.home.book, now, trial=True)
        if ticked.outdated:
            self.reload()
            ticked = tick(self.home.store, self.home.book, now, trial=True)
        for move in ticked.moves:
            yield Event(now, "transition", move=move)
        sent = await self.dispatcher.run(now)
        for message, notices in sent.messages:
            yield Event(now, "digest" if message.kind == "digest" else "mail", message, notices)

    def reload(self) -> None:
        """Takes up the version and the people that count now."""
        self.home = self.home.reloaded()
        renderer = Renderer(self.dispatcher.renderer.folder, template_texts(self.home.folder.files))
        self.dispatcher = replace(self.dispatcher, book=self.home.book, renderer=renderer)

    def _next_due(self) -> datetime | None:
        with self.home.store.read() as unit:
            return ledger.next_due(unit)

    def _set_clock(self, now: datetime) -> None:
        with self.home.store.write() as unit:
            installation.set_clock(unit, now)
