"""Reporting periods in words. Public names: period_words."""

from __future__ import annotations

_NAMES = {
    "nb": {"quarter": "kvartal", "tertial": "tertial", "half": "halvår"},
    "nn": {"quarter": "kvartal", "tertial": "tertial", "half": "halvår"},
}


def period_words(edtf: str, locale: str) -> str:
    """«1. tertial 2014» for 2014-37; a year as itself; "" for a round that hangs on a meeting."""
    year, _, code = edtf.partition("-")
    if not year.isdigit():
        return ""
    if not code.isdigit():
        return year
    names, number = _NAMES[locale], int(code)
    for name, first, last in (("quarter", 33, 36), ("tertial", 37, 39), ("half", 40, 41)):
        if first <= number <= last:
            return f"{number - first + 1}. {names[name]} {year}"
    return edtf
