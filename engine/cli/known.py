"""What the user names on the command line. Public names: known_plan, day_of, clock_of."""

from __future__ import annotations

from datetime import date, time

from engine.store import Unit, plans
from rules.days import FIRST_YEAR, LAST_YEAR, within_reach
from rules.errors import PlanError, TidsfristError
from rules.model import Plan


def known_plan(unit: Unit, plan_id: str) -> Plan:
    """The plan with this id. Raises PlanError naming those there are."""
    plan = plans.plan_by_id(unit, plan_id)
    if plan is None:
        ids = ", ".join(p.id for p in plans.plans(unit)) or "ingen"
        raise PlanError(f"Det finnes ingen plan med id «{plan_id}». Planer i databasen: {ids}.")
    return plan


def day_of(text: str, option: str) -> date:
    """A day from the command line. Raises TidsfristError naming the option."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise TidsfristError(f"{option} «{text}» er ikke en dag. Skriv for eksempel 2015-01-31.") from None
    if not within_reach(day):
        raise TidsfristError(f"{option} «{text}» er for langt unna. Året må være fra {FIRST_YEAR} til {LAST_YEAR}.")
    return day


def clock_of(text: str | None, option: str) -> time | None:
    """A time of day from the command line, None where none is given. Raises TidsfristError naming the option."""
    if text is None:
        return None
    try:
        return time.fromisoformat(text.replace(".", ":"))
    except ValueError:
        raise TidsfristError(f"{option} «{text}» er ikke et klokkeslett. Skriv for eksempel 09:00.") from None
