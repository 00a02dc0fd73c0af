"""Which days we reckon with. Public names: FIRST_YEAR, LAST_YEAR, within_reach."""

from __future__ import annotations

from datetime import date

FIRST_YEAR, LAST_YEAR = 1900, 2200


def within_reach(day: date) -> bool:
    """Whether there is room around the day: what is counted from it must not run out of the calendar. A «9999-12-31»
    that means «for ever» is to be left out instead."""
    return FIRST_YEAR <= day.year <= LAST_YEAR
