"""`tidsfrist demo`. Public name: demo."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from engine.cli.simulate import day_of
from engine.demo import FIRST_DAY, LAST_DAY, Demo, open_demo, sorted_lines
from engine.lines import json_text, table
from engine.settings import load_settings
from engine.web.demo_app import demo_app
from engine.web.running import address_of, bind, serve
from rules.errors import TidsfristError

LOOPBACK = "127.0.0.1"
PORT = 8000
DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for."""

    first: date
    last: date
    as_json: bool
    step_days: int
    database: Path | None


def demo(
    from_: Annotated[str | None, typer.Option("--from", metavar="ÅÅÅÅ-MM-DD", help="Dagen klokka begynner på.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="ÅÅÅÅ-MM-DD", help="Siste dag som spilles, med.")] = None,
    headless: Annotated[bool, typer.Option("--headless", help="Spill perioden uten nettside, og avslutt.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Én JSON-linje for hver e-post og hver overgang.")] = False,
    port: Annotated[
        int | None, typer.Option(help="Porten nettsiden svarer på. Ellers 8000 eller neste ledige.")
    ] = None,
    database: Annotated[Path | None, typer.Option(help="Behold databasen her, og fortsett der den sto.")] = None,
    step: Annotated[Literal["day", "week"], typer.Option(help="Hvor ofte det skrives ut underveis.")] = "week",
) -> None:
    """De fem planene i en database til å kaste, en virtuell klokke og en innboks som er en nettside.

    Klokka kan settes, gå steg for steg eller spille av seg selv. E-postene sendes på ordentlig over SMTP, men bare til
    innboksen i demoen. Med --headless spilles perioden i terminalen.
    """
    first = day_of(from_, "--from") if from_ else FIRST_DAY
    last = day_of(to, "--to") if to else max(LAST_DAY, first + timedelta(days=364))
    if last < first:
        raise TidsfristError(f"--to {last} er før --from {first}. Bytt om dagene.")
    wanted = Wanted(first, last, as_json, DAYS[step], database)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    if headless or as_json:
        asyncio.run(_headless(wanted))
        return
    listening = bind(LOOPBACK, PORT if port is None else port, or_next=port is None)
    asyncio.run(_pages(wanted, listening, play=to is not None))


async def _pages(wanted: Wanted, listening: socket.socket, *, play: bool) -> None:
    """Serves the site; with --to the clock begins to run at once."""
    address = address_of(listening)
    async with open_demo(load_settings(), wanted.database, wanted.first, address) as demo:
        if play and demo.now < demo.end_of(wanted.last):
            demo.play(demo.end_of(wanted.last))
        print(f"Demoen er klar: {address}\nStopp den med Ctrl-C.", flush=True)
        await serve(demo_app(demo, address), listening, demo.stop)


async def _headless(wanted: Wanted) -> None:
    async with open_demo(load_settings(), wanted.database, wanted.first) as demo:
        _stop_on_signals(demo)
        counted = await (_print_json if wanted.as_json else _print_tables)(demo, wanted)
        _tell(demo, counted)


def _stop_on_signals(demo: Demo) -> None:
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, demo.stop)


async def _print_json(demo: Demo, wanted: Wanted) -> Counter[str]:
    counted: Counter[str] = Counter()
    async for line in sorted_lines(demo, demo.end_of(wanted.last)):
        print(json_text(line), flush=True)
        counted[line["kind"]] += 1
    return counted


async def _print_tables(demo: Demo, wanted: Wanted) -> Counter[str]:
    """A table for each day or week in which something happens."""
    counted: Counter[str] = Counter()
    day = max(wanted.first, demo.today) + timedelta(days=wanted.step_days - 1)
    while not demo.stopping:
        day = min(day, wanted.last)
        made = [line async for line in sorted_lines(demo, demo.end_of(day))]
        counted.update(line["kind"] for line in made)
        _print_table(demo, day, made)
        if day >= wanted.last:
            break
        day += timedelta(days=wanted.step_days)
    return counted


def _print_table(demo: Demo, day: date, made: list[dict[str, Any]]) -> None:
    if made:
        print(f"\nTil og med {day}\n{table(made, demo.home.book.zone)}", flush=True)


def _tell(demo: Demo, counted: Counter[str]) -> None:
    """How it went, on stderr: stdout carries only what was asked for."""
    where = "Stoppet" if demo.stopping else "Ferdig"
    words = f"{counted['mail']} e-poster, {counted['digest']} samlebrev og {counted['transition']} overganger"
    print(f"{where} {demo.today}: {words}. Innboksen har {len(demo.mailbox.mails)} e-poster.", file=sys.stderr)
    twins = demo.mailbox.twins()
    if twins:
        print(f"{len(twins)} e-poster kom mer enn én gang, med samme Message-ID.", file=sys.stderr)
    if demo.stopping and demo.kept:
        print("Kjør samme kommando igjen for å fortsette der den sto.", file=sys.stderr)
