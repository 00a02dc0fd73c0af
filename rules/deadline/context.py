"""What a deadline text is read in: plan years, day, committees, language and policy. Public names: Context, Policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from rules.edtf import PLANNING, SeasonEnds
from rules.workdays import WorkCalendar

Anchors = tuple[tuple[str, tuple[date, ...]], ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """How an office reads what the text leaves open; the rulebook's `deadlines` section.

    `period_due`: whether a period is due on its last working day or on its very last day. `ask_below`: readings with
    less confidence (0..1) are questions to the secretariat. `by_is_inclusive`: «innen mars» means by the end of March.
    `quarters_from`: the month in which the first quarter begins (4 = accounts from April). The breaks are ISO weeks;
    `summer_break_over` is the (month, day) from which people are back.
    """

    seasons: SeasonEnds = PLANNING
    period_due: Literal["last_workday", "last_day"] = "last_workday"
    ask_below: float = 0.5
    by_is_inclusive: bool = True
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    quarters_from: int = 1
    winter_break: int = 8
    summer_break: tuple[int, int] = (28, 30)
    autumn_break: int = 40
    before_summer: tuple[int, int] = (6, 30)
    summer_break_over: tuple[int, int] = (8, 15)

    @classmethod
    def for_language(cls, lang: str) -> Policy:
        """The defaults, with the working days of the country where the language is at home."""
        return _POLICIES.get(lang) or _POLICIES["nb"]


_HOMES = {"nb": "NO", "da": "DK", "sv": "SE", "en": "GB"}
_BREAKS = {"da": (7, 42), "sv": (9, 44)}  # the weeks of most schools' winter and autumn breaks
_POLICIES = {
    lang: Policy(calendar=WorkCalendar(country), winter_break=winter, autumn_break=autumn)
    for lang, country in _HOMES.items()
    for winter, autumn in [_BREAKS.get(lang, (8, 40))]
}


@dataclass(frozen=True, slots=True)
class Context:
    """Where a deadline text stands.

    `plan_years`: the years that the plan covers, the main one first; empty if unknown. `today`: the day on which the
    text was written or decided, never the day on which somebody looks; None if unknown. `committees`: names; the first
    is the plan's own committee unless `own_committee` is given. `anchors`: known days of events and meetings, by name.
    """

    lang: str = "nb"
    plan_years: tuple[int, ...] = ()
    today: date | None = None
    committees: tuple[str, ...] = ()
    own_committee: str | None = None
    anchors: Anchors = ()
    policy: Policy = field(default_factory=Policy)

    @property
    def own(self) -> str | None:
        """The plan's own committee, None if the plan names none."""
        return self.own_committee or (self.committees[0] if self.committees else None)

    @classmethod
    def from_json(cls, data: Mapping[str, Any], lang: str = "nb", policy: Policy | None = None) -> Context:
        """From {plan_year, plan_years, today, committees, own_committee, anchors}; ValueError names what is wrong.

        Without a policy, the working days are those of the language's country.
        """
        if not isinstance(data, Mapping):
            raise ValueError("context må være et objekt")
        return cls(
            lang=lang,
            plan_years=_years(data),
            today=_day(data.get("today")),
            committees=_names(data.get("committees")),
            own_committee=_name(data.get("own_committee")),
            anchors=_anchors(data.get("anchors")),
            policy=policy or Policy.for_language(lang),
        )


def _years(data: Mapping[str, Any]) -> tuple[int, ...]:
    main, others = data.get("plan_year"), data.get("plan_years") or ()
    if not isinstance(others, list | tuple):
        raise ValueError("plan_years må være en liste med år")
    years = ([] if main is None else [main]) + list(others)
    for year in years:
        if isinstance(year, bool) or not isinstance(year, int) or not 1900 <= year <= 2200:
            raise ValueError(f"plan_year må være et år fra 1900 til 2200, ikke {year!r}")
    return tuple(dict.fromkeys(years))


def _day(value: Any) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(f"en dag må skrives ÅÅÅÅ-MM-DD, ikke {value!r}") from None


def _names(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list | tuple) or not all(isinstance(name, str) for name in value):
        raise ValueError("committees må være en liste med navn")
    return tuple(value)


def _name(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError("own_committee må være et navn")
    return value


def _anchors(value: Any) -> Anchors:
    if value is None:
        return ()
    if not isinstance(value, Mapping):
        raise ValueError("anchors må være et objekt med navn: [dager]")
    return tuple((str(name), _days(days)) for name, days in value.items())


def _days(value: Any) -> tuple[date, ...]:
    days = [value] if isinstance(value, str) else value
    if not isinstance(days, list | tuple):
        raise ValueError("et anker må være en liste med dager")
    return tuple(day for day in map(_day, days) if day is not None)
