from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from notifiers.channel import Channel
from notifiers.message import build
from notifiers.smtp import SmtpChannel, SmtpSettings
from rules.errors import NotifyError, TidsfristError
from tests.notifiers.channel_contract import ChannelContract, Outcome
from tests.notifiers.letters import letter
from tests.notifiers.sinks import CERTIFICATE, Sink, free_port, saying, serving

MAIL = build(letter())


def channel(port: int, **more: Any) -> SmtpChannel:
    given: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": port,
        "tls": "none",
        "timeout": 5.0,
        "helo": "here.example.org",
    }
    return SmtpChannel(SmtpSettings(**(given | more)))


async def deliver(way: SmtpChannel, to: str = "ase@example.org") -> NotifyError | None:
    """Send one mail; the error, if it failed."""
    try:
        await way.send(MAIL, "tidsfrist@example.org", to)
    except NotifyError as error:
        return error
    return None


def played(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(story())


class TestSmtp(ChannelContract):
    @asynccontextmanager
    async def working(self, tmp_path: Path) -> AsyncIterator[tuple[Channel, Outcome]]:
        sink = Sink()
        async with serving(sink) as port:
            yield channel(port), lambda: [(to, message) for _, to, message in sink.received]


def test_the_connection_is_kept() -> None:
    async def story() -> None:
        sink = Sink()
        async with serving(sink) as port:
            way = channel(port)
            for _ in range(5):
                assert await deliver(way) is None
            await way.close()
            assert (len(sink.received), sink.connections) == (5, 1)

    played(story)


@pytest.mark.parametrize(
    ("command", "answer", "permanent"),
    [
        ("RCPT", "550 5.1.1 no such user", True),
        ("RCPT", "450 4.2.0 greylisted", False),
        ("RCPT", "452 too many recipients", False),
        ("DATA", "554 5.7.1 looks like spam", True),
        ("DATA", "552 too big", True),
        ("DATA", "451 try later", False),
        ("MAIL", "550 5.7.1 not your domain", False),
        ("MAIL", "451 try later", False),
        ("MAIL", "530 5.7.0 log in first", False),
        ("RCPT", "421 4.3.2 shutting down", False),
    ],
)
def test_answers_are_told_and_the_next_mail_goes(command: str, answer: str, permanent: bool) -> None:
    async def story() -> None:
        sink = Sink(answers={command: answer})
        async with serving(sink) as port:
            way = channel(port)
            error = await deliver(way)
            assert error is not None and error.permanent is permanent
            assert f"127.0.0.1:{port} svarte «{answer}»" in str(error)
            assert sink.received == []
            assert await deliver(way) is None
            assert len(sink.received) == 1
            await way.close()

    played(story)


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_hangs_up_is_tried_again(command: str) -> None:
    async def story() -> None:
        sink = Sink(hang_up_after=command)
        async with serving(sink) as port:
            way = channel(port)
            error = await deliver(way)
            assert error is not None and not error.permanent
            assert "la på" in str(error)
            assert await deliver(way) is None
            await way.close()

    played(story)


@pytest.mark.parametrize("answer", ["", "421 idle too long"])
def test_a_kept_connection_that_has_died_is_replaced(answer: str) -> None:
    async def story() -> None:
        sink = Sink()
        async with serving(sink) as port:
            way = channel(port)
            assert await deliver(way) is None
            if answer:
                sink.answers["MAIL"] = answer
            else:
                sink.hang_up()
            assert await deliver(way) is None
            assert (len(sink.received), sink.connections) == (2, 2)
            await way.close()

    played(story)


def test_a_kept_connection_still_tells_of_a_refused_sender() -> None:
    async def story() -> None:
        sink = Sink()
        async with serving(sink) as port:
            way = channel(port)
            assert await deliver(way) is None
            sink.answers["MAIL"] = "553 not yours"
            error = await deliver(way)
            assert error is not None and "TIDSFRIST_MAIL_FROM" in str(error) and not error.permanent
            assert await deliver(way) is None and sink.connections == 1
            await way.close()

    played(story)


def test_nobody_listens() -> None:
    async def story() -> None:
        port = await free_port()
        error = await deliver(channel(port))
        assert error is not None and not error.permanent
        assert f"127.0.0.1:{port} svarer ikke" in str(error) and "TIDSFRIST_SMTP_HOST" in str(error)

    played(story)


def test_a_silent_server() -> None:
    async def story() -> None:
        async with saying() as port:
            error = await deliver(channel(port, timeout=0.05))
            assert error is not None and not error.permanent and "svarte ikke innen 0.05 s" in str(error)

    played(story)


def test_a_server_that_falls_silent_in_the_middle() -> None:
    async def story() -> None:
        async with saying("220 hi", "250 hi", "250 sender ok") as port:
            error = await deliver(channel(port, timeout=0.05))
            assert error is not None and not error.permanent and "da vi oppga mottakeren" in str(error)

    played(story)


@pytest.mark.parametrize("greeting", ["554 no service", "421 busy", "SSH-2.0-OpenSSH_9"])
def test_a_server_that_does_not_receive_us(greeting: str) -> None:
    async def story() -> None:
        async with saying(greeting, hang_up=True) as port:
            error = await deliver(channel(port, timeout=0.2))
            assert error is not None and not error.permanent and f":{port} " in str(error)

    played(story)


def test_without_starttls_nothing_is_sent_and_nobody_logs_in() -> None:
    async def story() -> None:
        sink = Sink()
        async with serving(sink) as port:
            error = await deliver(channel(port, tls="starttls", username="u", password="right"))
            assert error is not None and not error.permanent
            assert "tilbyr ikke STARTTLS, så ingenting er sendt" in str(error)
            assert sink.received == [] and sink.logins == []

    played(story)


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_certificate_that_is_not_trusted(tls: str) -> None:
    async def story() -> None:
        sink = Sink()
        async with serving(sink, starttls=tls == "starttls", tls=tls == "tls", auth=True) as port:
            error = await deliver(channel(port, tls=tls, username="u", password="right"))
            assert error is not None and not error.permanent
            assert "sertifikat vi ikke stoler på" in str(error)
            assert sink.received == [] and sink.logins == []

    played(story)


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_encrypted_and_logged_in(tls: str) -> None:
    async def story() -> None:
        sink = Sink()
        async with serving(sink, starttls=tls == "starttls", tls=tls == "tls", auth=tls == "starttls") as port:
            user = {"username": "u", "password": "right"} if tls == "starttls" else {}
            way = channel(port, tls=tls, ca_file=CERTIFICATE, **user)
            assert await deliver(way) is None
            await way.close()
            assert len(sink.received) == 1

    played(story)


def test_a_wrong_password_never_burns_a_mail() -> None:
    async def story() -> None:
        sink = Sink()
        async with serving(sink, starttls=True, auth=True) as port:
            way = channel(port, tls="starttls", ca_file=CERTIFICATE, username="u", password="wrong")
            error = await deliver(way)
            assert error is not None and not error.permanent
            assert "TIDSFRIST_SMTP_PASSWORD" in str(error) and "wrong" not in str(error)

    played(story)


def test_tls_at_a_port_that_does_not_speak_it() -> None:
    async def story() -> None:
        async with saying("220 hi", hang_up=True) as port:
            error = await deliver(channel(port, tls="tls", timeout=0.5))
            assert error is not None and not error.permanent and "snakker ikke TLS" in str(error)

    played(story)


def test_a_missing_ca_file_is_told() -> None:
    async def story() -> None:
        error = await deliver(channel(1, tls="tls", ca_file="/nowhere/ca.pem"))
        assert error is not None and not error.permanent

    played(story)


def test_a_password_in_clear_is_refused_before_anything() -> None:
    with pytest.raises(TidsfristError, match="aldri i klartekst"):
        SmtpSettings("h", 25, "none", username="u")


def test_the_password_is_not_shown() -> None:
    assert "secret" not in repr(SmtpSettings("h", 25, username="u", password="secret"))


def test_an_address_without_a_wire_form_is_refused_without_a_connection() -> None:
    async def story() -> None:
        error = await deliver(channel(1), "åse@example.org")
        assert error is not None and error.permanent

    played(story)


class Stalling(Sink):
    """Hears the first recipient and never answers."""

    async def handle_RCPT(self, *heard: Any) -> str:
        if self.connections > 1:
            return await super().handle_RCPT(*heard)
        self.answers["heard"] = "RCPT"
        await asyncio.Event().wait()
        raise AssertionError


def test_cancelled_in_the_middle_then_sent_afresh() -> None:
    async def story() -> None:
        sink = Stalling()
        async with serving(sink) as port:
            way = channel(port)
            task = asyncio.create_task(deliver(way))
            while "heard" not in sink.answers:
                await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert await deliver(way) is None
            assert (len(sink.received), sink.connections) == (1, 2)
            await way.close()

    played(story)
