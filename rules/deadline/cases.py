"""Whether a deadline text says that a case must be written for the meeting. Public names: writes_case.

Where it does, the committee's case deadline (saksfrist) is the due day, with the meeting beside it.
"""

from __future__ import annotations

import re

_CASE = re.compile(
    r"\b(?:lag|skriv|utarbeid|forbered|fremm|send|meld|legg)\w*\s+(?:\w+\s+){0,2}sak(?:en|a|er)?\b"
    r"|\bsaks(?:fr[ae]m)?(?:legg|notat|fremstilling|framstilling|papir)\w*"
    r"|\bsak(?:en|a)?\s+(?:til|leggjast|legges|fremmes|fremjast|sendes|sendast|meldes|meldast)\b",
    re.IGNORECASE,
)


def writes_case(text: str) -> bool:
    """«K26 lager sak Neste møte», «Saksframlegg til neste OSU», «Sak til OSU i mai»."""
    return _CASE.search(text) is not None
