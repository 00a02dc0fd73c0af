"""The real command line in a process of its own. Public names: Program, Mails, mails_in, wait_for."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from engine.mailbox import Mail, Mailbox, head_of

COMMAND = Path(sys.executable).parent / "tidsfrist"
CONFIG = Path(__file__).parents[2] / "config"
PATIENCE = 180.0


@dataclass(frozen=True)
class Program:
    """`tidsfrist` with a folder and settings of its own; nothing of the machine's environment reaches it."""

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("TIDSFRIST_")}
        given = {
            "TIDSFRIST_CONFIG": str(CONFIG),
            "TIDSFRIST_DATABASE_URL": f"sqlite:///{self.folder / 'tidsfrist.db'}",
            "TIDSFRIST_SMTP_HOST": "127.0.0.1",
            "TIDSFRIST_SMTP_TLS": "none",
        }
        return {**kept, **given, **self.settings}

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(COMMAND), *map(str, arguments)],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def start(self, *arguments: str | Path) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [str(COMMAND), *map(str, arguments)],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


def address_from(process: subprocess.Popen[str]) -> str:
    """The address that a serving process prints first."""
    assert process.stdout is not None
    line = process.stdout.readline()
    found = next((word for word in line.split() if word.startswith("http://")), None)
    assert found, f"no address in {line!r}; {process.stderr.read() if process.stderr else ''}"
    return found


def wait_for(true: Callable[[], bool], what: str) -> None:
    """Another process is at work: looks again and again, for a while."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.01)


def mails_in(folder: Path) -> list[Mail]:
    """The mails of a kept inbox."""
    return Mailbox(folder).mails


def notices_in(mails: list[Mail]) -> dict[tuple[str, str], set[str]]:
    """Message-IDs by (recipient, notice): more than one means that something was told twice."""
    found: dict[tuple[str, str], set[str]] = {}
    for mail in mails:
        head = head_of(mail.raw)
        for notice in head.notices:
            found.setdefault((mail.recipient, notice), set()).add(head.message_id)
    return found
