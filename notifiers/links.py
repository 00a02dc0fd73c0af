"""Signed links for answers and the like: readable, bound to a person, with an end, never single-use (scanners click).

Public names: Grant, LinkError, Links.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from itsdangerous import BadData, URLSafeSerializer

from rules.errors import TidsfristError


class LinkError(TidsfristError):
    """This link does not work any more. Ask the secretariat for a new one."""

    def __init__(self, code: str) -> None:
        """`code`, for the log only: forged (also another purpose's, or a dropped key's), malformed, expired."""
        super().__init__(type(self).__doc__)
        self.code = code


@dataclass(frozen=True, slots=True)
class Grant:
    """What a link allows: `person` may do `actions` for `party` on `occurrence`, until `expires_at` (aware)."""

    person: str
    party: str
    occurrence: str
    actions: tuple[str, ...]
    expires_at: datetime


class Links:
    """Signs and reads grants with a list of keys, newest first: the first signs, all read; a dropped one is dead."""

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys or not all(keys):
            raise ValueError("links need at least one secret key, and no empty one")
        self._keys = list(reversed(keys))  # itsdangerous signs with the last

    def sign(self, purpose: str, grant: Grant) -> str:
        """A token of URL-safe characters, good for this purpose only; equal grants give equal tokens."""
        ends = int(grant.expires_at.timestamp())
        body = [grant.person, grant.party, grant.occurrence, list(grant.actions), ends]
        return str(self._serializer(purpose).dumps(body))

    def read(self, purpose: str, token: str, now: datetime) -> Grant:
        """The grant of a token. Raises LinkError; the same words whatever is wrong with it."""
        try:
            body = self._serializer(purpose).loads(token)
        except BadData as error:
            raise LinkError("forged") from error
        grant = _grant(body)
        if grant.expires_at <= now:
            raise LinkError("expired")
        return grant

    def _serializer(self, purpose: str) -> URLSafeSerializer:
        return URLSafeSerializer(self._keys, salt=f"tidsfrist.link.{purpose}", signer_kwargs={"digest_method": sha256})


def _grant(body: object) -> Grant:
    match body:
        case [str(person), str(party), str(occurrence), [*actions], int(ends)]:
            until = datetime.fromtimestamp(ends, UTC)
            return Grant(person, party, occurrence, tuple(str(a) for a in actions), until)
    raise LinkError("malformed")
