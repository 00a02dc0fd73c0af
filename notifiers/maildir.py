"""A maildir as a way out: for trials, for a look before sending. Public name: MaildirChannel."""

from __future__ import annotations

import asyncio
import hashlib
import os
from email import message_from_bytes
from email.utils import parsedate_to_datetime
from pathlib import Path

from rules.errors import NotifyError, cause_words


class MaildirChannel:
    """Writes each message to `folder`/new. The same message to the same person is the same file: a twin drops out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def send(self, message: bytes, sender: str, recipient: str) -> None:
        """Write the message, safe on disk before it shows. Raises NotifyError (not permanent) when the disk refuses."""
        try:
            await asyncio.to_thread(self._write, message, sender, recipient)
        except OSError as error:
            why = f"E-posten kan ikke skrives til {self.folder}: {cause_words(error.strerror)}."
            raise NotifyError(why, permanent=False) from error

    async def close(self) -> None:
        """Nothing is held open."""

    def _write(self, message: bytes, sender: str, recipient: str) -> None:
        for part in ("tmp", "new", "cur"):
            (self.folder / part).mkdir(parents=True, exist_ok=True)
        name = _name(message, recipient)
        envelope = f"Return-Path: <{sender}>\r\nDelivered-To: {recipient}\r\n".encode("ascii")
        waiting = self.folder / "tmp" / name
        with waiting.open("wb") as file:
            file.write(envelope + message)
            file.flush()
            os.fsync(file.fileno())
        waiting.replace(self.folder / "new" / name)


def _name(message: bytes, recipient: str) -> str:
    """Unique and without a clock: the second of the message's Date, and what it says to whom."""
    head = message_from_bytes(message.split(b"\r\n\r\n", 1)[0])
    second = int(parsedate_to_datetime(head["Date"]).timestamp()) if head["Date"] else 0
    return f"{second}.{hashlib.sha256(recipient.encode() + message).hexdigest()[:32]}.tidsfrist"
