from __future__ import annotations

import asyncio
import mailbox
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from notifiers.channel import Channel
from notifiers.maildir import MaildirChannel
from notifiers.message import build
from rules.errors import NotifyError
from tests.notifiers.channel_contract import ChannelContract, Outcome
from tests.notifiers.letters import letter


class TestMaildir(ChannelContract):
    @asynccontextmanager
    async def working(self, tmp_path: Path) -> AsyncIterator[tuple[Channel, Outcome]]:
        def arrived() -> list[tuple[str, bytes]]:
            files = sorted((tmp_path / "mail" / "new").iterdir())
            raw = [file.read_bytes() for file in files]
            return [(r.split(b"Delivered-To: ")[1].split(b"\r\n")[0].decode(), r) for r in raw]

        yield MaildirChannel(tmp_path / "mail"), arrived


def send(folder: Path, message: bytes) -> None:
    asyncio.run(MaildirChannel(folder).send(message, "tidsfrist@example.org", "ase@example.org"))


def test_other_programs_can_read_it(tmp_path: Path) -> None:
    send(tmp_path / "mail", build(letter()))
    [message] = mailbox.Maildir(tmp_path / "mail", create=False)
    assert message["Delivered-To"] == "ase@example.org" and message["Return-Path"] == "<tidsfrist@example.org>"


def test_a_twin_is_the_same_file_and_files_sort_by_date(tmp_path: Path) -> None:
    later = letter(sent_at=letter().sent_at.replace(year=2016), subject="senere", message_id="<senere@example.org>")
    for message in (build(later), build(letter()), build(letter())):
        send(tmp_path / "mail", message)
    assert [b"senere" in f.read_bytes() for f in sorted((tmp_path / "mail" / "new").iterdir())] == [False, True]


def test_a_second_try_of_what_was_delivered_is_no_second_mail(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    send(folder, build(letter()))
    [first] = (folder / "new").iterdir()
    first.rename(folder / "cur" / f"{first.name}:2,S")  # somebody has read it meanwhile
    send(folder, build(letter(sent_at=letter().sent_at.replace(minute=59))))
    assert (len(list((folder / "new").iterdir())), list((folder / "cur").iterdir())) == (1, [])


def test_a_disk_that_refuses_is_told_and_tried_again(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file, not a folder")
    with pytest.raises(NotifyError, match="kan ikke skrives") as caught:
        send(tmp_path / "mail", build(letter()))
    assert not caught.value.permanent
