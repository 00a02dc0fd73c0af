"""Names by the instant at which their time comes. Public names: Ahead."""

from __future__ import annotations

import heapq
from datetime import datetime


class Ahead:
    """What is to be looked at when. Many names share few instants, so only these are kept in order."""

    def __init__(self) -> None:
        self._instants: list[datetime] = []
        self._names: dict[datetime, set[str]] = {}

    def add(self, at: datetime, name: str) -> None:
        """The name's time comes at the instant, too."""
        names = self._names.get(at)
        if names is None:
            self._names[at] = {name}
            heapq.heappush(self._instants, at)
        else:
            names.add(name)

    @property
    def next_at(self) -> datetime | None:
        """The first instant; None: there is none."""
        return self._instants[0] if self._instants else None

    def due(self, now: datetime) -> list[str]:
        """Takes the names whose time has come, each once, in order of name."""
        due: set[str] = set()
        while self._instants and self._instants[0] <= now:
            due |= self._names.pop(heapq.heappop(self._instants))
        return sorted(due)
