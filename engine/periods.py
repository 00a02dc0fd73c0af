"""Reporting periods in words. Public names: period_words."""

from __future__ import annotations

from calendars.words import period_in_words


def period_words(period: str, locale: str) -> str:
    """«1. tertial 2014» for 2014-37; "" for a round that hangs on a meeting (m:<uid>)."""
    return "" if period.startswith("m:") else period_in_words(period, locale)
