"""A deadline as the text tells it, before it has a place in time. Public names: Bound, When, Dated."""

from __future__ import annotations

from typing import Literal, NamedTuple

from rules.deadline.period import Period

Bound = Literal["in", "by", "before", "after", "from"]


class When(NamedTuple):
    """One deadline: a period, or with `last` the stretch from one to another.

    `listed`: a window whose periods are written one by one («Q1 + Q2»). `sure`: the text says that the end counts
    («utgangen av»). `led`: «i» or «i løpet av» stands before it. `closing`: how the end of a stretch is meant
    («oppstart i mars, ferdig innen jul»).
    """

    first: Period
    last: Period | None = None
    bound: Bound = "in"
    listed: bool = False
    sure: bool = False
    led: bool = False
    closing: Bound = "in"

    @property
    def end(self) -> Period:
        """The period that the deadline ends with."""
        return self.last or self.first


class Dated(NamedTuple):
    """Deadlines in the order of the text. `either`: one of them, nobody knows which («april eller mai»)."""

    whens: tuple[When, ...]
    either: bool = False
