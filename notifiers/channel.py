"""The port that every way out keeps to. Public name: Channel."""

from __future__ import annotations

from typing import Protocol


class Channel(Protocol):
    """A way to deliver a finished message; all pass the suite in tests/notifiers/channel_contract.py."""

    async def send(self, message: bytes, sender: str, recipient: str) -> None:
        """Deliver to one address. Raises NotifyError; `permanent` says that trying again will not help."""

    async def close(self) -> None:
        """Let go of what is held; a later `send` opens it again. Never raises."""
