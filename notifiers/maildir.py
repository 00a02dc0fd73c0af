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
    """Writes each message to `folder`/new. The same message to the same person is the same file: what comes again,
    because nobody knew that it had been delivered, takes its place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._there: dict[str, Path] | None = None  # what had been delivered when the first message came, and since

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
        second, unique = _name(message, recipient)
        name = f"{second}.{unique}.tidsfrist"
        envelope = f"Return-Path: <{sender}>\r\nDelivered-To: {recipient}\r\n".encode("ascii")
        waiting = self.folder / "tmp" / name
        with waiting.open("wb") as file:
            file.write(envelope + message)
            file.flush()
            os.fsync(file.fileno())
        delivered, place = self._delivered(), self.folder / "new" / name
        twin = delivered.get(unique, place)
        waiting.replace(place)
        delivered[unique] = place
        if twin != place:
            twin.unlink(missing_ok=True)

    def _delivered(self) -> dict[str, Path]:
        if self._there is None:
            files = (file for part in ("new", "cur") for file in (self.folder / part).iterdir())
            self._there = {file.name.split(".")[1]: file for file in files if file.name.count(".") > 1}
        return self._there


def _name(message: bytes, recipient: str) -> tuple[int, str]:
    """Unique and without a clock: the second of the message's Date, and which message it is to whom. The second try of
    a message has a Date of its own."""
    head = message_from_bytes(message.split(b"\r\n\r\n", 1)[0])
    second = int(parsedate_to_datetime(head["Date"]).timestamp()) if head["Date"] else 0
    which = str(head["Message-ID"]).encode() if head["Message-ID"] else message
    return second, hashlib.sha256(recipient.encode() + b"\n" + which).hexdigest()[:32]
