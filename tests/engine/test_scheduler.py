"""The alarm clock: rings at once, is brought forward to what is due, and survives work that takes long."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from engine.clock import system_now
from engine.scheduler import JOB, Alarm


def _next(alarm: Alarm) -> datetime:
    job = alarm._scheduler.get_job(JOB)
    assert job is not None
    at: datetime = job.next_run_time
    return at


def _after_first_ring(due_in: timedelta | None) -> timedelta:
    """How long it is to the next ring after the first one, where something is due in `due_in`."""

    async def run() -> timedelta:
        rang: asyncio.Future[datetime] = asyncio.get_running_loop().create_future()

        async def work(now: datetime) -> None:
            if not rang.done():
                rang.set_result(now)

        alarm = Alarm(work, lambda: rang.result() + due_in if due_in is not None else None, system_now, seconds=60)
        alarm.start()
        now = await asyncio.wait_for(rang, 10)
        await asyncio.sleep(0)  # lets the ring finish: it brings itself forward after the work
        await asyncio.sleep(0)
        assert alarm.running
        planned = _next(alarm) - now
        await alarm.stop()
        return planned

    return asyncio.run(run())


def test_it_rings_at_once_and_then_every_minute() -> None:
    assert timedelta(seconds=55) < _after_first_ring(None) <= timedelta(seconds=61)


def test_it_is_brought_forward_to_what_is_due() -> None:
    assert _after_first_ring(timedelta(seconds=20)) == timedelta(seconds=20)


def test_it_is_never_put_off() -> None:
    assert _after_first_ring(timedelta(hours=20)) <= timedelta(seconds=61)


def test_what_could_not_be_done_just_now_waits_for_the_next_regular_ring() -> None:
    assert _after_first_ring(timedelta(seconds=-5)) > timedelta(seconds=55)


def test_a_stopped_clock_is_not_running() -> None:
    async def run() -> bool:
        async def work(now: datetime) -> None:
            return None

        alarm = Alarm(work, lambda: None, lambda: datetime(2015, 1, 1, tzinfo=UTC))
        await alarm.stop()
        return alarm.running

    assert not asyncio.run(run())


def test_stopping_waits_for_the_work_that_is_going_on(caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> list[str]:
        told: list[str] = []
        begun = asyncio.Event()

        async def work(now: datetime) -> None:
            begun.set()
            for _ in range(20):
                await asyncio.sleep(0)
            told.append("done")

        alarm = Alarm(work, lambda: None, system_now)
        alarm.start()
        await asyncio.wait_for(begun.wait(), 10)
        await alarm.stop()
        return told

    assert asyncio.run(run()) == ["done"]
    assert not caplog.records
