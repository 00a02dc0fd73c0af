"""The mailbox in the process: it takes what our channel sends, and keeps it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from engine.mailbox import Mailbox, head_of, parts_of
from notifiers.smtp import SmtpChannel, SmtpSettings
from rules.errors import DownError, NotifyError

RAW = (
    b"Date: Tue, 16 Jun 2015 07:45:00 +0200\r\nFrom: tidsfrist <t@example.org>\r\n"
    b"To: =?utf-8?q?Kari_=C3=85s?= <kari@example.org>\r\nSubject: =?utf-8?q?P=C3=A5minnelse?=\r\n"
    b"Message-ID: <n-1@example.org>\r\nList-Id: <lsu-drammen-2015.example.org>\r\n"
    b"X-Tidsfrist-Notice: n-1 n-2\r\nX-Tidsfrist-Reason: step\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHei!\r\n.\r\nSlutt.\r\n"
)


def _send(mailbox: Mailbox, times: int = 1) -> None:
    async def run() -> None:
        async with mailbox.listening():
            channel = SmtpChannel(SmtpSettings("127.0.0.1", mailbox.port, "none"))
            for _ in range(times):
                await channel.send(RAW, "t@example.org", "kari@example.org")
            await channel.close()

    asyncio.run(run())


def test_what_is_sent_arrives_as_it_was() -> None:
    mailbox = Mailbox()
    _send(mailbox)
    (mail,) = mailbox.mails
    assert (mail.n, mail.sender, mail.recipient, mail.raw) == (1, "t@example.org", "kari@example.org", RAW)


def test_head_and_parts_are_read_when_asked_for() -> None:
    head = head_of(RAW)
    assert (head.to_name, head.subject, head.message_id) == ("Kari Ås", "Påminnelse", "n-1@example.org")
    assert (head.notices, head.list_id) == (("n-1", "n-2"), "lsu-drammen-2015.example.org")
    assert parts_of(RAW).text == "Hei!\r\n.\r\nSlutt.\r\n"
    assert parts_of(RAW).html == ""


def test_a_mail_without_headers_is_still_a_mail() -> None:
    head = head_of(b"\r\nbare tekst\r\n")
    assert (head.subject, head.sent_at, head.to_address, head.notices) == ("", None, "", ())


def test_twins_are_counted_by_message_id_and_person() -> None:
    mailbox = Mailbox()
    _send(mailbox, times=3)
    mailbox.receive("t@example.org", "per@example.org", RAW)
    assert mailbox.twins() == {"n-1@example.org": 3}


def test_a_kept_mailbox_has_its_mails_after_a_restart(tmp_path: Path) -> None:
    folder = tmp_path / "innboks"
    _send(Mailbox(folder), times=2)
    (folder / "000003.part").write_bytes(b"killed while writing")
    again = Mailbox(folder)
    assert [(m.n, m.recipient, m.raw) for m in again.mails] == [(n, "kari@example.org", RAW) for n in (1, 2)]
    again.clear()
    assert not Mailbox(folder).mails


def test_a_mail_that_cannot_be_kept_is_not_taken(tmp_path: Path) -> None:
    folder = tmp_path / "innboks"
    folder.write_text("a file where the folder should be")
    mailbox = Mailbox.__new__(Mailbox)
    mailbox.folder, mailbox.mails, mailbox.port = folder, [], 0
    with pytest.raises(NotifyError) as caught:
        _send(mailbox)
    assert not caught.value.permanent
    assert not mailbox.mails


def test_a_taken_port_is_told() -> None:
    async def run() -> None:
        async with Mailbox().listening() as first:
            with pytest.raises(DownError, match=f"kan ikke lytte på 127.0.0.1:{first.port}"):
                async with Mailbox().listening(first.port):
                    pass

    asyncio.run(run())
