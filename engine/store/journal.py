"""The append-only journal. Public names: Entry, Kind, KINDS, entries, last_seq.

Every saving function of the store writes its own rows here, from the stamp it is given; nobody else does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from engine.store.database import Unit

Kind = Literal[
    "plan", "plan_status", "plan_text", "measure", "transition", "reading", "occurrence", "answer", "comment",
    "notice", "message", "meeting", "person", "membership", "version", "silence", "token",
]  # fmt: skip
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. `before`/`after`: the changed fields; `before` None: it is new. `at` None: no instant was set."""

    seq: int
    at: datetime | None
    kind: Kind
    plan: str | None
    measure: str | None
    occurrence: str | None
    actor: str
    before: dict[str, Any] | None
    after: dict[str, Any]
    why: str
    version: int | None
    cause: str | None


def entries(
    u: Unit, until: datetime | None = None, plan: str | None = None, measure: str | None = None, after_seq: int = 0
) -> tuple[Entry, ...]:
    """Rows in order of seq; `until`: inclusive, rows without an instant count as earlier than any."""
    raise NotImplementedError


def last_seq(u: Unit) -> int:
    """The seq of the newest row, those of this unit included; 0: the journal is empty."""
    raise NotImplementedError
