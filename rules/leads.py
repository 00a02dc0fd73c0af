"""What the reminders of a date that nobody works on lead to: the last meeting or round before. Public names: leads_to.

«2015» is due on 31 December, but a reader who is reminded in the middle of December meets nobody before Christmas with
whom it could be settled. So its reminders come before the last occasion on which the plan is talked about.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from rules.workdays import WorkCalendar

REACH = timedelta(weeks=6)  # what lies further back would take the only reminder long before it helps


def leads_to(due: date, occasions: Iterable[date], calendar: WorkCalendar) -> date | None:
    """The last of the occasions before the closed period that the due day lies in (a weekend or a public holiday is
    none). None: it lies in no such period, or there is no occasion in the six weeks up to the last open day before it,
    so that steps count from the day."""
    if calendar.closed_on(due) is None:
        return None
    last = calendar.previous_open(due)
    return max((day for day in occasions if last - REACH <= day <= last), default=None)
