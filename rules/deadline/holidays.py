"""Where named holidays lie. Public names: holiday, MOVABLE, SINGLE_DAYS."""

from __future__ import annotations

from datetime import date, timedelta

from rules import edtf
from rules.deadline.context import Policy
from rules.workdays import easter

# Days from Easter Sunday.
_BY_EASTER = {
    "shrovesunday": -49,
    "palmsunday": -7,
    "maundythursday": -3,
    "goodfriday": -2,
    "easterevening": -1,
    "eastersunday": 0,
    "eastermonday": 1,
    "prayerday": 26,
    "ascension": 39,
    "whitevening": 48,
    "whitsunday": 49,
    "whitmonday": 50,
}
# The first such weekday (0 = Monday) on or after a day of the year.
_BY_WEEKDAY = {
    "mothersday": (2, 8, 6),
    "earlymaybank": (5, 1, 0),
    "springbank": (5, 25, 0),
    "augustbank": (8, 25, 0),
    "midsummerevening": (6, 19, 4),
    "midsummerday": (6, 20, 5),
    "allsaints": (10, 31, 5),
    "allsaintssunday": (11, 1, 6),
    "advent": (11, 27, 6),
}
_FIXED = {
    "christmas": ((12, 24), (12, 26)),
    "yule": ((12, 24), (12, 26)),  # written «jul», which is short for July too
    "school": ((8, 15), (8, 20)),
    "schoolend": ((6, 20), (6, 20)),
    "romjul": ((12, 27), (12, 31)),
    "midsummer": ((6, 24), (6, 24)),
    "midsummernight": ((6, 23), (6, 23)),
    "newyearsday": ((1, 1), (1, 1)),
    "yearstart": ((1, 1), (1, 31)),
    "epiphanyevening": ((1, 5), (1, 5)),
    "epiphany": ((1, 6), (1, 6)),
    "walpurgis": ((4, 30), (4, 30)),
    "labourday": ((5, 1), (5, 1)),
    "constitution": ((5, 17), (5, 17)),
    "danishconstitution": ((6, 5), (6, 5)),
    "swedishnational": ((6, 6), (6, 6)),
    "halloween": ((10, 31), (10, 31)),
    "lucia": ((12, 13), (12, 13)),
    "littlechristmaseve": ((12, 23), (12, 23)),
    "christmaseve": ((12, 24), (12, 24)),
    "firstchristmas": ((12, 25), (12, 25)),
    "secondchristmas": ((12, 26), (12, 26)),
    "newyearseve": ((12, 31), (12, 31)),
}
MOVABLE = frozenset({*_BY_EASTER, *_BY_WEEKDAY, "easter", "pentecost", "swedishmidsummer"})
# «innen» such a day includes it, as it does with a date.
SINGLE_DAYS = frozenset(_BY_EASTER) | frozenset(_BY_WEEKDAY) | {n for n, (a, b) in _FIXED.items() if a == b}


def holiday(name: str, year: int, policy: Policy) -> tuple[date, date]:
    """First and last day of a holiday: what comes before it is due before the first, what comes after starts later.

    Easter lasts from the Saturday before Palm Sunday, since calendars of schools and offices name the Friday before
    it as the last day.
    """
    if name in _BY_EASTER:
        return (easter(year) + timedelta(days=_BY_EASTER[name]),) * 2
    if name in _BY_WEEKDAY:
        return (_weekday_from(year, *_BY_WEEKDAY[name]),) * 2
    if name in _FIXED:
        (first_month, first_day), (last_month, last_day) = _FIXED[name]
        return date(year, first_month, first_day), date(year, last_month, last_day)
    return _by_policy(name, year, policy)


def _weekday_from(year: int, month: int, day: int, weekday: int) -> date:
    first = date(year, month, day)
    return first + timedelta(days=(weekday - first.weekday()) % 7)


def _by_policy(name: str, year: int, policy: Policy) -> tuple[date, date]:
    """Holidays of several days, those of schools and offices among them."""
    if name == "easter":
        return easter(year) - timedelta(days=8), easter(year) + timedelta(days=1)
    if name == "pentecost":
        return easter(year) + timedelta(days=48), easter(year) + timedelta(days=50)
    if name == "newyear":
        return date(year, 12, 31), date(year + 1, 1, 1)
    if name == "newyearweeks":
        return date(year + 1, 1, 1), date(year + 1, 1, 31)
    if name == "swedishmidsummer":
        eve = _weekday_from(year, *_BY_WEEKDAY["midsummerevening"])
        return eve, eve + timedelta(days=1)
    if name == "summer":
        back = date(year, *policy.summer_break_over)
        return date(year, *policy.before_summer) + timedelta(days=1), back - timedelta(days=1)
    weeks = {"common": policy.summer_break, "autumn": (policy.autumn_break,) * 2, "winter": (policy.winter_break,) * 2}
    first, last = weeks[name]
    return edtf.week(year, first)[0], edtf.week(year, last)[1]
