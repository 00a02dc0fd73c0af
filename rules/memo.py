"""Answers that depend on an immutable thing alone, kept so that they are worked out once. Public names: Memo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")
LIMIT = 1 << 16


class Memo(Generic[K, V]):
    """At most `LIMIT` answers by their question; when it is full it starts anew. It belongs to the thing that the
    answers are about, and goes with it, so it can never be out of date."""

    __slots__ = ("_kept",)

    def __init__(self) -> None:
        self._kept: dict[K, V] = {}

    def find(self, key: K) -> V | None:
        """The answer that is kept; None: there is none yet."""
        return self._kept.get(key)

    def keep(self, key: K, answer: V) -> V:
        """Keeps the answer and gives it back."""
        if len(self._kept) >= LIMIT:
            self._kept.clear()
        self._kept[key] = answer
        return answer

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The answer to the question `key`, worked out by `make` the first time."""
        found = self._kept.get(key)
        return self.keep(key, make()) if found is None else found
