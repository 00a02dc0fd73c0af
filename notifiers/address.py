"""Addresses and names as they may stand in a header and on the wire. Public names: Mailbox, wire_address, mailbox."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from notifiers.encoded import clean, encoded_words
from rules.errors import NotifyError

MAX_NAME = 75
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*", re.ASCII)
_DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.ASCII)
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*", re.ASCII)
# Microsoft drops a name with «@» and takes one with «:» for no sender at all; the others have a meaning in RFC 5322
_NOT_IN_NAMES = str.maketrans(dict.fromkeys('@:,"<>()[];\\', " "))


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name as people read it ("" = none) and an address."""

    name: str
    address: str


@lru_cache(maxsize=4096)
def wire_address(address: str) -> str:
    """The address in ASCII, its domain as A-labels. Raises NotifyError (permanent) where there is no such form."""
    local, at, domain = address.strip().rpartition("@")
    try:
        domain = unicodedata.normalize("NFC", domain).encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise _bad(address, "det som står etter @, er ikke et domene") from error
    if not at or not _DOMAIN.fullmatch(domain):
        raise _bad(address, "det som står etter @, er ikke et domene")
    if not local.isascii():
        raise _bad(address, "de fleste tjenere leverer ikke til bokstaver utenfor a–z før @")
    if not _LOCAL.fullmatch(local) or len(local) > 64:
        raise _bad(address, "det som står før @, er ikke skrevet riktig")
    return f"{local}@{domain}"


@lru_cache(maxsize=4096)
def mailbox(header: str, box: Mailbox) -> str:
    """A whole header line with one RFC 5322 mailbox; a name that Microsoft and others would drop is made harmless."""
    address = wire_address(box.address)
    name = " ".join(clean(box.name).translate(_NOT_IN_NAMES).split())[:MAX_NAME].strip()
    if not name:
        return f"{header}: {address}"
    if not name.isascii() or "=?" in name:
        return f"{header}: {encoded_words(name, len(header) + 2)}\r\n <{address}>"
    return f"{header}: {name} <{address}>" if _ATOMS.fullmatch(name) else f'{header}: "{name}" <{address}>'


def _bad(address: str, why: str) -> NotifyError:
    return NotifyError(f"Adressen «{clean(address)}» kan ikke brukes: {why}.", permanent=True)
