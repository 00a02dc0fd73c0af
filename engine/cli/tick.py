"""`tidsfrist tick`. Public name: tick."""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.bootstrap import Installation
from engine.cli.opening import opened
from engine.clock import parse_instant, system_now
from engine.dispatch import Sent
from engine.lines import json_text, lines, table
from engine.preview import names
from engine.service import Works, channel_of, dispatcher_of, refuse_foreign
from engine.store import installation
from engine.tick import Ticked
from rules.errors import DownError, TidsfristError
from rules.timetable import Event


def tick(
    at: Annotated[str | None, typer.Option("--at", metavar="TIDSPUNKT", help="Bare i en prøvedatabase.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Én JSON-linje for hver e-post og hver overgang.")] = False,
) -> None:
    """Én evaluering og én utsendingsrunde, og så ferdig.

    I en prøvedatabase (TIDSFRIST_TRIAL=1 da den ble laget) setter --at klokka; et tidligere tidspunkt gjør ingenting.
    """
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    with opened() as home:
        now = instant(home, at)
        if now is None:
            print("Klokka i prøvedatabasen er kommet lenger. Ingenting er gjort.", file=sys.stderr)
            return
        refuse_foreign(home)
        made, failed = asyncio.run(_round(home, now))
    for line in made if as_json else []:
        print(json_text(line))
    if not as_json and (made or not failed):
        print(table(made, home.book.zone) if made else "Ingenting å gjøre nå.")
    if failed:
        raise DownError(f"{len(failed)} e-poster ble ikke sendt; de venter og prøves igjen. {failed[0]}")


def instant(home: Installation, at: str | None) -> datetime | None:
    """The instant of the tick; None: an earlier one than the trial database has had. Raises TidsfristError.

    A trial database has its own clock: without `at` it stands where it stood, and if it was never set it starts now.
    """
    if not home.trial:
        if at is not None:
            raise TidsfristError("--at går bare i en prøvedatabase (TIDSFRIST_TRIAL=1 når den lages).")
        return system_now()
    wanted = parse_instant(at, home.book.zone) if at is not None else None
    with home.store.write() as unit:
        mine = installation.installation(unit)
        clock = mine.clock if mine else None
        if wanted is not None and clock is not None and wanted < clock:
            return None
        now = wanted or clock or system_now()
        installation.set_clock(unit, now)
    return now


async def _round(home: Installation, now: datetime) -> tuple[list[dict[str, Any]], list[str]]:
    channel = channel_of(home.settings)
    with tempfile.TemporaryDirectory(prefix="tidsfrist-") as folder:
        try:
            works = Works(home, dispatcher_of(home, channel, Path(folder)), Path(folder))
            ticked, sent = await works.work(now)
        finally:
            await channel.close()
    events = _events(ticked, sent, now)
    with home.store.read() as unit:
        made = lines(events, names(unit, _measures(events)))
    return made, [why for _, why in sent.failed]


def _events(ticked: Ticked, sent: Sent, now: datetime) -> list[Event]:
    moved = [Event(now, "transition", move=move) for move in ticked.moves]
    mailed = [Event(now, "digest" if m.kind == "digest" else "mail", m, notices) for m, notices in sent.messages]
    return moved + mailed


def _measures(events: list[Event]) -> set[str]:
    noticed = {n.measure for e in events for n in e.notices if n.measure}
    return noticed | {e.move.measure for e in events if e.move}
