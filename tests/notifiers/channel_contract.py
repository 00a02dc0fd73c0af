"""What every channel does. A test module of a channel names its `setting` and gets these tests."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Protocol

from notifiers.channel import Channel
from notifiers.message import build
from tests.notifiers.letters import letter


class Outcome(Protocol):
    """What has arrived: (recipient, message) in order."""

    def __call__(self) -> list[tuple[str, bytes]]: ...


class ChannelContract:
    """`working` gives a channel that delivers, and a look at what has arrived."""

    def working(self, tmp_path: Path) -> AbstractAsyncContextManager[tuple[Channel, Outcome]]:
        raise NotImplementedError

    def test_a_mail_arrives_as_it_was_built(self, tmp_path: Path) -> None:
        async def story() -> None:
            async with self.working(tmp_path) as (channel, arrived):
                await channel.send(build(letter()), "tidsfrist@example.org", "ase@example.org")
                await channel.close()
                [(recipient, message)] = arrived()
                assert recipient == "ase@example.org"
                assert message.endswith(build(letter()))

        asyncio.run(story())

    def test_lines_that_begin_with_a_dot_arrive(self, tmp_path: Path) -> None:
        made = build(letter(text="før\n.\n..\n.etter"))

        async def story() -> None:
            async with self.working(tmp_path) as (channel, arrived):
                await channel.send(made, "tidsfrist@example.org", "ase@example.org")
                assert arrived()[0][1].endswith(made)
                await channel.close()

        asyncio.run(story())

    def test_many_at_once_arrive_each_once(self, tmp_path: Path) -> None:
        letters = {f"p{n}@example.org": build(letter(message_id=f"n-{n}@example.org")) for n in range(12)}

        async def story() -> None:
            async with self.working(tmp_path) as (channel, arrived):
                await asyncio.gather(*(channel.send(m, "tidsfrist@example.org", to) for to, m in letters.items()))
                await channel.close()
                assert sorted(to for to, _ in arrived()) == sorted(letters)
                assert all(message.endswith(letters[to]) for to, message in arrived())

        asyncio.run(story())

    def test_a_closed_channel_opens_again(self, tmp_path: Path) -> None:
        async def story() -> None:
            async with self.working(tmp_path) as (channel, arrived):
                await channel.close()
                await channel.send(build(letter()), "tidsfrist@example.org", "ase@example.org")
                await channel.close()
                await channel.close()
                assert len(arrived()) == 1

        asyncio.run(story())
