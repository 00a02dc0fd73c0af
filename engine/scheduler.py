"""The alarm clock: wakes one job every so often, and earlier when something wants it. Public names: Alarm.

APScheduler is the clock and never the truth: what is due stands in the database. One interval job stays for ever and
is brought forward (a date job that reschedules itself dies with JobLookupError).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

JOB = "round"


@dataclass(slots=True)
class Alarm:
    """Wakes `work` every `seconds`, and at `earliest()` where that comes sooner (None: nothing does).

    `clock` gives the time. Lives in the running event loop; one piece of work at a time.
    """

    work: Callable[[datetime], Awaitable[None]]
    earliest: Callable[[], datetime | None]
    clock: Callable[[], datetime]
    seconds: int = 60
    _scheduler: AsyncIOScheduler = field(default_factory=lambda: AsyncIOScheduler(timezone="UTC"))
    _going: asyncio.Lock = field(default_factory=asyncio.Lock)

    def start(self) -> None:
        """Begins, with a first piece of work at once."""
        self._scheduler.add_job(
            self._ring,
            "interval",
            seconds=self.seconds,
            id=JOB,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=self.clock(),
        )
        self._scheduler.start()

    async def stop(self) -> None:
        """No more work begins; what is going on is waited for, since a shutdown would cancel it in the middle."""
        if not self._scheduler.running:
            return
        self._scheduler.pause()
        await asyncio.sleep(0)  # a ring that was begun but has not run yet takes the lock first
        async with self._going:
            self._scheduler.remove_job(JOB)
        await asyncio.sleep(0)  # the ring that was waited for returns
        self._scheduler.shutdown(wait=False)

    @property
    def running(self) -> bool:
        """Whether it will ring again."""
        return bool(self._scheduler.running) and self._scheduler.get_job(JOB) is not None

    async def _ring(self) -> None:
        async with self._going:
            await self.work(self.clock())
            self.bring_forward()

    def bring_forward(self) -> None:
        """Rings earlier than planned where something is due earlier; never later."""
        job, due = self._scheduler.get_job(JOB), self.earliest()
        if job is None or due is None:
            return
        # what is due already was looked at just now and could not be done: it waits for the next regular ring
        soon = self.clock() + timedelta(seconds=1)
        if soon <= due < job.next_run_time:
            job.modify(next_run_time=due)
