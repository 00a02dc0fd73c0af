"""An SMTP server in the process, and the mails it has received. Public names: Mailbox, Mail, Head, head_of, parts_of.

For demos and tests: it takes what our SMTP channel really sends, on the loopback interface only. Mails are kept as the
bytes that came; they are parsed when someone asks.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from functools import lru_cache
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from rules.errors import DownError, cause_words

LOOPBACK = "127.0.0.1"
MAX_BYTES = 10_000_000
_ENVELOPE = "Return-Path: <{}>\r\nDelivered-To: {}\r\n"
log = logging.getLogger("tidsfrist.mailbox")


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it came: `n` counts from 1 in order of arrival, `raw` without the envelope."""

    n: int
    sender: str
    recipient: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """What a list of mails shows. `sent_at` None: no readable Date. `notices`, `measures`: ids; `reason`: a code;
    `list_id`: of the plan."""

    message_id: str
    subject: str
    to_name: str
    to_address: str
    sent_at: datetime | None
    reason: str
    notices: tuple[str, ...]
    measures: tuple[str, ...]
    list_id: str


@dataclass(frozen=True, slots=True)
class Parts:
    """A whole mail: headers in order, text and HTML ("" = it has none)."""

    headers: tuple[tuple[str, str], ...]
    text: str
    html: str


@lru_cache(maxsize=20_000)
def head_of(raw: bytes) -> Head:
    """The head of a mail."""
    message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(raw, headersonly=True)
    name, address = _first_address(message)
    return Head(
        str(message["Message-ID"] or "").strip().strip("<>"),
        str(message["Subject"] or ""),
        name,
        address,
        parsedate_to_datetime(str(message["Date"])) if message["Date"] else None,
        str(message["X-Tidsfrist-Reason"] or ""),
        tuple(str(message["X-Tidsfrist-Notice"] or "").split()),
        tuple(str(message["X-Tidsfrist-Measure"] or "").split()),
        str(message["List-Id"] or "").rpartition("<")[2].rstrip("> "),
    )


def _first_address(message: EmailMessage) -> tuple[str, str]:
    to = message["To"]
    if not isinstance(to, AddressHeader) or not to.addresses:
        return "", ""
    first = to.addresses[0]
    return first.display_name, first.addr_spec


def parts_of(raw: bytes) -> Parts:
    """All of a mail, decoded."""
    message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(raw)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    return Parts(
        tuple((name, str(value)) for name, value in message.items()),
        str(text.get_content()) if text is not None else "",
        str(html.get_content()) if html is not None else "",
    )


@dataclass(slots=True)
class Mailbox:
    """Receives mail for everyone. `folder`: where mails are kept from one start to the next; None = in memory only.

    Arrival is confirmed to the sender only after the mail is kept.
    """

    folder: Path | None = None
    mails: list[Mail] = field(default_factory=list)
    port: int = 0

    def __post_init__(self) -> None:
        if self.folder is not None:
            self.mails += _kept(self.folder)

    @asynccontextmanager
    async def listening(self, port: int = 0) -> AsyncIterator[Mailbox]:
        """Listens on the loopback interface while the context is open; port 0: a free one. Raises DownError."""
        loop = asyncio.get_running_loop()
        try:
            server = await loop.create_server(lambda: self._protocol(loop), LOOPBACK, port)
        except OSError as error:
            raise DownError(f"Innboksen kan ikke lytte på {LOOPBACK}:{port}: {cause_words(error.strerror)}.") from error
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()

    def _protocol(self, loop: asyncio.AbstractEventLoop) -> SMTP:
        return SMTP(self, hostname="tidsfrist.localhost", ident="tidsfrist demo", loop=loop, data_size_limit=MAX_BYTES)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """aiosmtpd's hook: one mail for one or more recipients."""
        raw = envelope.content if isinstance(envelope.content, bytes) else (envelope.content or "").encode()
        try:
            for recipient in envelope.rcpt_tos:
                self.receive(envelope.mail_from or "", recipient, raw)
        except OSError as error:
            log.warning("the mailbox could not keep a mail: %s", error)
            return "452 4.3.1 The mailbox cannot keep the mail"
        return "250 2.0.0 OK"

    def receive(self, sender: str, recipient: str, raw: bytes) -> Mail:
        """Keeps a mail. Raises OSError where the disk refuses."""
        mail = Mail(len(self.mails) + 1, sender, recipient, raw)
        if self.folder is not None:
            _keep(self.folder, mail)
        self.mails.append(mail)
        return mail

    def mail(self, n: int) -> Mail | None:
        """The n-th mail."""
        return self.mails[n - 1] if 1 <= n <= len(self.mails) else None

    def twins(self) -> dict[str, int]:
        """Message-IDs that came more than once to the same person, and how often."""
        seen = Counter((m.recipient, head_of(m.raw).message_id) for m in self.mails)
        return {message_id: times for (_, message_id), times in seen.items() if times > 1}

    def clear(self) -> None:
        """Forgets all mails; those on disk too."""
        self.mails.clear()
        if self.folder is not None:
            for path in self.folder.glob("*.eml"):
                path.unlink()


def _keep(folder: Path, mail: Mail) -> None:
    """Whole or not at all: a mail that is being written when the process is killed was not received."""
    folder.mkdir(parents=True, exist_ok=True)
    waiting = folder / f"{mail.n:06}.part"
    waiting.write_bytes(_ENVELOPE.format(mail.sender, mail.recipient).encode() + mail.raw)
    waiting.replace(folder / f"{mail.n:06}.eml")


def _kept(folder: Path) -> Iterator[Mail]:
    for n, path in enumerate(sorted(folder.glob("*.eml")), start=1):
        sender, recipient, raw = path.read_bytes().split(b"\r\n", 2)
        yield Mail(n, _value(sender).strip("<>"), _value(recipient), raw)


def _value(line: bytes) -> str:
    return line.decode().partition(": ")[2]
