"""`serve`, `tick` and the demo's pages as real processes, with a real SMTP server that may be down."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from engine.mailbox import Mailbox
from tests.e2e.program import CONFIG, Program, address_from, notices_in, wait_for

LSU = CONFIG / "plans" / "lsu-drammen-2015.yaml"


@contextmanager
def _stopped(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """The process, which does not outlive the test."""
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def _free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


@contextmanager
def _mail_server(port: int) -> Iterator[Mailbox]:
    """A mailbox that listens in a thread of its own."""
    mailbox, up, stop = Mailbox(), threading.Event(), threading.Event()

    async def run() -> None:
        async with mailbox.listening(port):
            up.set()
            await asyncio.to_thread(stop.wait)

    thread = threading.Thread(target=asyncio.run, args=(run(),))
    thread.start()
    assert up.wait(20)
    try:
        yield mailbox
    finally:
        stop.set()
        thread.join()


def _trial(folder: Path, port: int) -> Program:
    more = {"TIDSFRIST_TRIAL": "1", "TIDSFRIST_SMTP_PORT": str(port), "TIDSFRIST_MAIL_FROM": "t@example.org"}
    program = Program(folder, {**more, "TIDSFRIST_TICK_SECONDS": "1"})
    added = program.run("plan", "add", LSU)
    assert added.returncode == 0, added.stderr
    return program


def test_a_mail_server_that_is_down_loses_nothing(tmp_path: Path) -> None:
    port = _free_port()
    program = _trial(tmp_path, port)
    assert program.run("tick", "--at", "2015-01-01").returncode == 0
    down = program.run("tick", "--at", "2015-01-02T08:00", "--json")
    assert (down.returncode, down.stdout) == (3, "")
    assert "venter og prøves igjen" in down.stderr
    assert f"127.0.0.1:{port}" in down.stderr
    with _mail_server(port) as mailbox:
        later = program.run("tick", "--at", "2015-01-02T08:10", "--json")
        assert later.returncode == 0, later.stderr
    sent = [json.loads(line) for line in later.stdout.splitlines()]
    assert len(mailbox.mails) == sum(line["kind"] != "transition" for line in sent) > 0
    assert all(len(ids) == 1 for ids in notices_in(mailbox.mails).values())


def test_an_earlier_instant_does_nothing(tmp_path: Path) -> None:
    program = _trial(tmp_path, _free_port())
    assert program.run("tick", "--at", "2015-01-01").returncode == 0
    earlier = program.run("tick", "--at", "2014-06-01", "--json")
    assert (earlier.returncode, earlier.stdout) == (0, "")


def test_only_a_trial_database_takes_an_instant(tmp_path: Path) -> None:
    done = Program(tmp_path).run("tick", "--at", "2015-01-01")
    assert done.returncode == 1
    assert "prøvedatabase" in done.stderr


def test_a_trial_database_mails_nobody_outside(tmp_path: Path) -> None:
    program = Program(tmp_path, {"TIDSFRIST_TRIAL": "1", "TIDSFRIST_SMTP_HOST": "smtp.example.org"})
    done = program.run("tick", "--at", "2015-01-01")
    assert done.returncode == 1
    assert "TIDSFRIST_MAILDIR" in done.stderr


def test_a_maildir_is_a_way_out(tmp_path: Path) -> None:
    program = Program(tmp_path, {"TIDSFRIST_TRIAL": "1", "TIDSFRIST_MAILDIR": str(tmp_path / "mail")})
    assert program.run("plan", "add", LSU).returncode == 0
    assert program.run("tick", "--at", "2015-01-01").returncode == 0
    assert program.run("tick", "--at", "2015-01-02T08:00").returncode == 0
    assert list((tmp_path / "mail" / "new").iterdir())


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_serve_answers_and_stops_cleanly(tmp_path: Path, how: signal.Signals) -> None:
    with _stopped(_trial(tmp_path, _free_port()).start("serve", "--port", "0")) as process:
        home = address_from(process)
        with httpx.Client(base_url=home) as browser:
            wait_for(lambda: browser.get("/readyz").status_code == 200, "readiness")
            assert browser.get("/healthz").text == "ok\n"
            front = browser.get("/").text
            assert "Handlingsplan for LSU – Drammen 2015" in front
            assert "@" not in front
            assert 'tidsfrist_measures{state="planned"}' in browser.get("/metrics").text
        process.send_signal(how)
        out, told = process.communicate(timeout=20)
        assert (process.returncode, "Stoppet." in out) == (0, True), told
        assert "Traceback" not in told


def test_serve_tells_that_mail_is_not_going_out_and_sends_it_later(tmp_path: Path) -> None:
    port = _free_port()
    program = _trial(tmp_path, port)
    assert program.run("tick", "--at", "2015-01-01").returncode == 0
    with _stopped(program.start("serve", "--port", "0")) as process:
        with httpx.Client(base_url=address_from(process)) as browser:
            _set_clock(tmp_path, "2015-01-02 07:00:00.000000")
            wait_for(lambda: browser.get("/readyz").json()["dispatcher"] != "ok", "trouble with the mail server")
            assert browser.get("/readyz").status_code == 503
            with _mail_server(port) as mailbox:
                _set_clock(tmp_path, "2015-01-02 08:00:00.000000")
                wait_for(lambda: browser.get("/readyz").status_code == 200, "mail going out")
        process.terminate()
        process.communicate(timeout=20)
        assert process.returncode == 0
    assert mailbox.mails
    assert not mailbox.twins()


def _set_clock(folder: Path, at: str) -> None:
    """Another process turns the trial database's clock, as `tick --at` does."""
    connection = sqlite3.connect(folder / "tidsfrist.db", timeout=20)
    with connection:
        connection.execute("UPDATE installation SET clock_at = ?", (at,))
    connection.close()


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = Program(tmp_path).run("demo", "--port", taken.getsockname()[1])
    assert done.returncode == 3
    assert "Velg en annen med --port" in done.stderr


def test_the_demo_serves_its_pages_and_stops_cleanly_while_playing(tmp_path: Path) -> None:
    arguments = ("demo", "--port", "0", "--from", "2015-01-01", "--to", "2015-12-31")
    with _stopped(Program(tmp_path).start(*arguments)) as process:
        with httpx.Client(base_url=address_from(process), timeout=60) as browser:
            wait_for(lambda: "/innboks/1" in browser.get("/innboks").text, "a mail")
            assert browser.get("/innboks/1/html").status_code == 200
            assert "BEGIN:VCALENDAR" in browser.get("/kal/demo-alt/alt.ics").text
        process.terminate()
        _, told = process.communicate(timeout=30)
        assert process.returncode == 0
        assert "Traceback" not in told
