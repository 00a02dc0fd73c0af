"""Keeps ways to reach people out of what we publish. Public names: without_contact.

A plan's own text may hold an address or a telephone number; a subscription is copied to servers of others.
"""

from __future__ import annotations

import re

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Eight digits as Norwegians write them; 20150630 is a day and stays.
_PHONE = re.compile(
    r"""(?<![\d.,/-]) (?: (?:\+|00)47 [ \u00a0]? )?
        (?: [2-9]\d (?:[ \u00a0]\d\d){3} | [4-9]\d\d[ \u00a0]\d\d[ \u00a0]\d{3} | (?!20\d{6}) [2-9]\d{7} )
        (?! [.,/-]? \d )""",
    re.VERBOSE,
)
_MAYBE_PHONE = re.compile(r"\d[\d \u00a0]{6}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ufeff]")


def without_contact(text: str) -> str:
    """The text without e-mail addresses, telephone numbers and control characters; line ends stay."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if "@" in plain:  # most texts hold neither, and looking closely takes its time
        plain = _EMAIL.sub("[e-post]", plain)
    return _PHONE.sub("[telefon]", plain) if _MAYBE_PHONE.search(plain) else plain
