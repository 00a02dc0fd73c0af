"""kill -9 in the middle of a play: nothing is lost, nothing is told twice but by twins of the same message."""

from __future__ import annotations

import os
import random
import signal
import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import FIRST, LAST, Played
from tests.e2e.program import Program, mails_in, notices_in, wait_for


def _arrived(inbox: Path) -> int:
    return len(list(inbox.glob("*.eml")))


def _kill_after(process: subprocess.Popen[str], inbox: Path, mails: int) -> None:
    """Kills the process as soon as that many mails have arrived; leaves it alone where it ends before."""
    wait_for(lambda: _arrived(inbox) >= mails or process.poll() is not None, f"{mails} mails")
    if process.poll() is None:
        os.kill(process.pid, signal.SIGKILL)
    process.communicate()


def _play_with_kills(folder: Path, first: str, last: str, moments: list[int]) -> Path:
    inbox = folder / "kept.db.innboks"
    arguments = ("demo", "--json", "--from", first, "--to", last, "--database", folder / "kept.db")
    for mails in moments:
        _kill_after(Program(folder).start(*arguments), inbox, mails)
    done = Program(folder).run(*arguments)
    assert done.returncode == 0, done.stderr
    return inbox


def _compare(disturbed: Path, undisturbed: Path) -> None:
    was, should = notices_in(mails_in(disturbed)), notices_in(mails_in(undisturbed))
    assert set(was) == set(should)
    twice = {key: ids for key, ids in was.items() if len(ids) > 1}
    assert not twice


def test_three_kills(played: Played, tmp_path: Path) -> None:
    moments = sorted(random.Random(20150101).sample(range(1, _arrived(played.inbox)), 3))
    _compare(_play_with_kills(tmp_path, FIRST, LAST, moments), played.inbox)


@pytest.mark.long
def test_twenty_kills_over_a_year(tmp_path: Path) -> None:
    calm, wild = tmp_path / "calm", tmp_path / "wild"
    calm.mkdir()
    wild.mkdir()
    undisturbed = _play_with_kills(calm, "2015-01-01", "2015-12-31", [])
    moments = sorted(random.Random(2015).sample(range(1, _arrived(undisturbed)), 20))
    _compare(_play_with_kills(wild, "2015-01-01", "2015-12-31", moments), undisturbed)


def test_sigterm_ends_between_two_messages_and_the_next_start_goes_on(played: Played, tmp_path: Path) -> None:
    arguments = ("demo", "--json", "--from", FIRST, "--to", LAST, "--database", tmp_path / "kept.db")
    inbox = tmp_path / "kept.db.innboks"
    process = Program(tmp_path).start(*arguments)
    wait_for(lambda: _arrived(inbox) >= 5 or process.poll() is not None, "five mails")
    process.terminate()
    before, told = process.communicate()
    assert process.returncode == 0, told
    after = Program(tmp_path).run(*arguments)
    assert after.returncode == 0, after.stderr
    assert sorted((before + after.stdout).splitlines()) == sorted(played.output.splitlines())
    assert len(mails_in(inbox)) == len(mails_in(played.inbox))
