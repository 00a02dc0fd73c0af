"""SMTP servers on loopback, good and bad, in the test's own event loop."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

TLS = Path(__file__).parent / "tls"
CERTIFICATE = str(TLS / "cert.pem")


@dataclass
class Sink:
    """Remembers what it was given. `answers`: said instead of 250, by command, the first time only."""

    answers: dict[str, str] = field(default_factory=dict)
    hang_up_after: str = ""
    received: list[tuple[str, str, bytes]] = field(default_factory=list)
    connections: int = 0
    logins: list[bytes] = field(default_factory=list)
    transports: list[asyncio.BaseTransport] = field(default_factory=list)

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        envelope.mail_from = address
        return self._answer("MAIL", server, "250 OK")

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        envelope.rcpt_tos.append(address)
        return self._answer("RCPT", server, "250 OK")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self._answer("DATA", server, "250 OK")
        if answer == "250 OK":
            assert isinstance(envelope.content, bytes)
            self.received.append((str(envelope.mail_from), envelope.rcpt_tos[0], envelope.content))
        return answer

    def log_in(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        self.logins.append(data.password)
        return AuthResult(success=data.password == b"right", handled=False)

    def hang_up(self) -> None:
        """Close every connection without a word."""
        for transport in self.transports:
            transport.abort()  # type: ignore[attr-defined]

    def _answer(self, command: str, server: SMTP, usual: str) -> str:
        if self.hang_up_after == command:
            self.hang_up_after = ""
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return self.answers.pop(command, usual)


class _Server(SMTP):
    def __init__(self, sink: Sink, **more: Any) -> None:
        super().__init__(sink, hostname="sink.example.org", enable_SMTPUTF8=False, **more)
        self.sink = sink

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.sink.connections += 1
        self.sink.transports.append(transport)
        super().connection_made(transport)


@asynccontextmanager
async def serving(sink: Sink, *, starttls: bool = False, tls: bool = False, auth: bool = False) -> AsyncIterator[int]:
    """The sink at a free port of 127.0.0.1."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(TLS / "cert.pem", TLS / "key.pem")
    more: dict[str, Any] = {"tls_context": context if starttls else None}
    if auth:
        more |= {"authenticator": sink.log_in, "auth_require_tls": True}

    def protocol() -> SMTP:
        return _Server(sink, loop=asyncio.get_running_loop(), **more)

    async with _listening(protocol, context if tls else None) as port:
        try:
            yield port
        finally:
            sink.hang_up()


@asynccontextmanager
async def saying(*lines: str, hang_up: bool = False) -> AsyncIterator[int]:
    """A server that says these lines whatever it hears, one for each line heard, then is silent or hangs up."""
    talks: dict[asyncio.Task[Any], asyncio.StreamWriter] = {}

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        talks[task] = writer
        with contextlib.suppress(ConnectionError):
            for said in lines:
                writer.write(said.encode() + b"\r\n")
                if not hang_up and not await reader.readline():
                    break
            if not hang_up:
                await reader.read()
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for writer in talks.values():
            writer.transport.abort()
        await asyncio.gather(*talks, return_exceptions=True)
        await _quiet()


@asynccontextmanager
async def _listening(protocol: Callable[[], SMTP], context: ssl.SSLContext | None) -> AsyncIterator[int]:
    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await _quiet()


async def _quiet() -> None:
    """Let closed connections find out: each layer of a transport needs a turn of the loop."""
    for _ in range(10):
        await asyncio.sleep(0)


async def free_port() -> int:
    """A port at which nobody listens."""
    server = await asyncio.start_server(lambda r, w: None, "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    return port
