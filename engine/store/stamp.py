"""Who does something, when and why: given to every saving function, kept in the journal. Public names: Stamp."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Stamp:
    """`at`: aware UTC, None where no instant is to be set (`plan add` in a trial database).

    `actor`: a person uid, or clock, import, system. `why`: a code, never free text. `version`: the rulebook version
    that ran. `cause`: what led to it (a notice id, a meeting uid, a journal seq), None = nothing else did.
    """

    at: datetime | None
    actor: str
    why: str = ""
    version: int | None = None
    cause: str | None = None

    def because(self, why: str, cause: str | None = None) -> Stamp:
        """The same stamp with another reason."""
        return replace(self, why=why, cause=cause)
