"""Identities that never change: uids, notice ids, Message-IDs. Public names: uid, notice_id, single_message_id,
digest_message_id.

A uid is 16 base32 characters of SHA-256 over (tenant, parent, first natural key, n on a clash): made once, stored,
never recomputed, never random.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date

_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"  # RFC 4648 §6, in lower case
_PAIRS = tuple(a + b for a in _LETTERS for b in _LETTERS)


def _hash(parts: tuple[object, ...]) -> str:
    try:
        text = "\x1f".join(parts)  # type: ignore[arg-type]
    except TypeError:
        text = "\x1f".join(["" if p is None else str(p) for p in parts])
    bits, two = int.from_bytes(hashlib.sha256(text.encode()).digest()[:10], "big"), _PAIRS
    return (
        f"{two[bits >> 70]}{two[bits >> 60 & 1023]}{two[bits >> 50 & 1023]}{two[bits >> 40 & 1023]}"
        f"{two[bits >> 30 & 1023]}{two[bits >> 20 & 1023]}{two[bits >> 10 & 1023]}{two[bits & 1023]}"
    )


def uid(tenant: str, parent: str, natural_key: str, taken: Callable[[str], bool] = lambda _: False) -> str:
    """A new uid; on a clash with one already `taken` the key is numbered."""
    made, n = _hash((tenant, parent, natural_key, 0)), 0
    while taken(made):
        n += 1
        made = _hash((tenant, parent, natural_key, n))
    return made


def notice_id(key: tuple[object, ...]) -> str:
    """The shown id of a notice: n- and the hash of its key."""
    return "n-" + _hash(key)


def single_message_id(key_hash: str, domain: str) -> str:
    """Message-ID of a message with one notice (RFC 5322 §3.6.4), without angle brackets."""
    return f"{key_hash}@{domain}"


def digest_message_id(person: str, channel: str, day: date, n: int, domain: str) -> str:
    """Message-ID of a digest, without angle brackets: equal for the same message, different for any two."""
    return f"d-{_hash((person, channel, day.isoformat(), n))}@{domain}"
