"""Text in headers and bodies: harmless first, then RFC 2047 and RFC 2045.

Public names: clean, clean_text, encoded_words, unstructured, plain, quoted_printable.
"""

from __future__ import annotations

import binascii
import re
from functools import lru_cache

MAX_LINE = 76  # RFC 2047 §2: of a line with encoded words
MAX_WORD = 75  # RFC 2047 §2: of one encoded word
_PREFIX, _SUFFIX = "=?utf-8?q?", "?="
_ROOM = MAX_WORD - len(_PREFIX) - len(_SUFFIX)
_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!*+-/")  # RFC 2047 §5 (3)
# line and paragraph separators and what turns the direction of writing: nothing that a plan needs
_TRICKS = re.compile("[\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_IDENTIFIER = re.compile(r"[!-~]+( [!-~]+)*", re.ASCII)


def clean(text: str) -> str:
    """One line without control, separator or direction characters; runs of blanks are one."""
    return " ".join(_CONTROLS.sub(" ", _TRICKS.sub(" ", text)).split())


def clean_text(text: str) -> str:
    """Lines ended by CRLF, with nothing in them that a body may not hold."""
    text = _TRICKS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _CONTROLS.sub("", text).rstrip("\n").replace("\n", "\r\n") + "\r\n"


def encoded_words(text: str, used: int) -> str:
    """The text as RFC 2047 words, one a line, no character cut in two; `used`: what stands before them on line one."""
    words, word, room = [], "", min(_ROOM, _ROOM + 1 - used)
    for char in text:
        piece = _piece(char)
        if len(word) + len(piece) > room:
            words.append(word)
            word, room = "", _ROOM
        word += piece
    words.append(word)
    return "\r\n ".join(f"{_PREFIX}{w}{_SUFFIX}" for w in words)


@lru_cache(maxsize=4096)
def _piece(char: str) -> str:
    return "".join("_" if b == 32 else chr(b) if b in _PLAIN else f"={b:02X}" for b in char.encode())


def unstructured(name: str, text: str) -> str:
    """A whole header line of free text, such as Subject: cleaned, folded at 76, encoded only where it must be."""
    text = clean(text)
    start = f"{name}: "
    if text.isascii() and "=?" not in text and all(len(word) < MAX_WORD - len(start) for word in text.split()):
        return _folded(start, text)
    return start + encoded_words(text, len(start))


def _folded(start: str, text: str) -> str:
    lines, line = [], start.rstrip()
    for word in text.split():
        if len(line) + 1 + len(word) > MAX_LINE:
            lines.append(line)
            line = ""
        line += f" {word}"
    return "\r\n".join([*lines, line])


def plain(name: str, value: str) -> str:
    """A header line of identifiers, ASCII and never folded or encoded: mail readers and Gmail want them whole.

    Raises ValueError for anything else: such a value is made by us.
    """
    line = f"{name}: {value}"
    if not _IDENTIFIER.fullmatch(value) or len(line) > 998 or "=?" in value:
        raise ValueError(f"not a value for the header {name}: {value!r}")
    return line


def quoted_printable(text: str) -> bytes:
    """A cleaned text part in 7-bit lines of at most 76."""
    return binascii.b2a_qp(clean_text(text).encode("utf-8"), istext=True)
