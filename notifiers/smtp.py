"""SMTP as a way out: one kept connection, strict about TLS. Public names: SmtpSettings, SmtpChannel."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import Literal, TypeVar

import aiosmtplib
from aiosmtplib import SMTPException, SMTPResponseException

from notifiers.address import wire_address
from notifiers.smtp_failures import Stage, notify_error
from rules.errors import NotifyError, TidsfristError

T = TypeVar("T")
Tls = Literal["starttls", "tls", "none"]

_FAILURES = (SMTPException, OSError, TimeoutError)  # an SMTPException also where STARTTLS is not offered
_GOODBYE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """Where and how. `tls`: starttls (nothing is sent where it is not offered), tls (from the first byte), none.

    `username` "": no log-in. `ca_file` None: the system's authorities. `timeout`: seconds, for each step. `helo` None:
    the machine's own name.
    """

    host: str
    port: int
    tls: Tls = "starttls"
    username: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 30.0
    ca_file: str | None = None
    helo: str | None = None

    def __post_init__(self) -> None:
        if self.username and self.tls == "none":
            cure = "Sett TIDSFRIST_SMTP_TLS til starttls eller tls, eller ta bort TIDSFRIST_SMTP_USERNAME."
            raise TidsfristError(f"Et passord sendes aldri i klartekst. {cure}")


class SmtpChannel:
    """Sends one message at a time over a kept connection; for more at once take several. Lives in one event loop."""

    def __init__(self, settings: SmtpSettings) -> None:
        self.settings = settings
        self._client: aiosmtplib.SMTP | None = None
        self._turn = asyncio.Lock()

    async def send(self, message: bytes, sender: str, recipient: str) -> None:
        """Hand the message to the server. Raises NotifyError with place, cause and cure.

        Only an answer about the message or its recipient is permanent; one about the connection, the log-in or the
        sender never is, or a wrong setting would burn a whole outbox.
        """
        to = wire_address(recipient)
        async with self._turn:
            client = await self._with_sender(sender)
            await self._step("recipient", client.rcpt(to))
            await self._step("text", client.data(message))

    async def close(self) -> None:
        """Say goodbye, if there is anyone to say it to."""
        async with self._turn:
            if self._client is not None:
                with contextlib.suppress(*_FAILURES):
                    await self._client.quit(timeout=_GOODBYE_SECONDS)
            self._drop()

    async def _with_sender(self, sender: str) -> aiosmtplib.SMTP:
        """A connection that has taken the sender; a kept one that has gone away since is replaced, once."""
        address = wire_address(sender)
        if self._client is not None and await self._still_takes(self._client, address):
            return self._client
        self._drop()
        client = await self._step("connect", self._connected())
        await self._step("sender", client.mail(address))
        return client

    async def _still_takes(self, client: aiosmtplib.SMTP, sender: str) -> bool:
        try:
            await client.mail(sender)
        except SMTPResponseException as error:
            if error.code == 421:  # RFC 5321 §3.8: the server closes; nothing was handed over yet
                return False
            raise await self._failed("sender", error) from error
        except _FAILURES:
            return False
        return True

    async def _connected(self) -> aiosmtplib.SMTP:
        s = self.settings
        self._client = client = aiosmtplib.SMTP(
            hostname=s.host,
            port=s.port,
            timeout=s.timeout,
            local_hostname=s.helo,
            use_tls=s.tls == "tls",
            start_tls=s.tls == "starttls",
            tls_context=None if s.tls == "none" else ssl.create_default_context(cafile=s.ca_file),
        )
        await client.connect()
        if s.username:
            await self._step("log in", client.login(s.username, s.password))
        return client

    async def _step(self, stage: Stage, work: Awaitable[T]) -> T:
        try:
            return await work
        except _FAILURES as error:
            raise await self._failed(stage, error) from error
        except asyncio.CancelledError:  # nobody knows what the server has read: start afresh
            self._drop()
            raise

    async def _failed(self, stage: Stage, error: Exception) -> NotifyError:
        """The error in words; the connection is kept only where the server is ready for the next message."""
        if self._client is not None and not await self._ready_again(self._client, error):
            self._drop()
        return notify_error(f"{self.settings.host}:{self.settings.port}", stage, error, self.settings.timeout)

    async def _ready_again(self, client: aiosmtplib.SMTP, error: Exception) -> bool:
        if not isinstance(error, SMTPResponseException) or error.code == 421 or not client.is_connected:
            return False
        try:
            await client.rset()
        except _FAILURES:
            return False
        return True

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()
