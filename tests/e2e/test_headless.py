"""`demo --headless` from the outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.conftest import FIRST, LAST, Played
from tests.e2e.program import Program, mails_in, notices_in


def test_the_same_period_twice_is_the_same_byte_for_byte(played: Played, tmp_path: Path) -> None:
    again = Program(tmp_path).run("demo", "--headless", "--json", "--from", FIRST, "--to", LAST)
    assert again.returncode == 0, again.stderr
    assert again.stdout == played.output


def test_lines_are_in_order_and_stdout_has_nothing_else(played: Played) -> None:
    lines = [json.loads(line) for line in played.output.splitlines()]
    keys = [(o["at"], o["kind"], o["to"] or "", o["message"] or "") for o in lines]
    assert keys == sorted(keys)
    assert {o["kind"] for o in lines} <= {"mail", "digest", "transition"}


def test_every_mail_line_is_a_mail_in_the_inbox(played: Played) -> None:
    lines = [json.loads(line) for line in played.output.splitlines()]
    told = {item["notice"] for line in lines for item in line.get("items", ())}
    mails = mails_in(played.inbox)
    assert len(mails) == sum(line["kind"] != "transition" for line in lines)
    assert told <= {notice for _, notice in notices_in(mails)}


def test_simulate_lists_what_the_inbox_received(played: Played, tmp_path: Path) -> None:
    said = Program(tmp_path).run("simulate", "--from", FIRST, "--to", LAST, "--format", "json")
    assert said.returncode == 0, said.stderr
    assert said.stdout == played.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--from", "2015-02-30"), "--from «2015-02-30» er ikke en dag"),
        (("--from", "2015-03-01", "--to", "2015-02-01"), "Bytt om dagene"),
    ],
)
def test_a_bad_period_is_told_and_nothing_happens(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    done = Program(tmp_path).run("demo", "--headless", *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr


def test_a_word_that_is_no_option_is_a_usage_error(tmp_path: Path) -> None:
    assert Program(tmp_path).run("demo", "--hodeløs").returncode == 2
