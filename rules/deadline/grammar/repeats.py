"""Recurrences and distances: «hver 6. uke», «to ganger i året», «første mandag i mai», «4 uker før».

Public names: LEVEL, Repeat, Offset, DAY_CODES.

These stand before the dates: «hver 3. måned» is no third of a month.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from rules.deadline.period import Period
from rules.deadline.rule import Level, Node, Parts, rule
from rules.deadline.when import Bound, When

DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKDAYS = "BYDAY=MO,TU,WE,TH,FR"
UNITS = {
    "DAYS": "day",
    "WORKDAY": "workday",
    "WEEK": "week",
    "MONTHS": "month",
    "QWORD": "quarter",
    "TWORD": "tertial",
    "HWORD": "half",
    "SEMESTER": "half",
    "YEARW": "year",
    "MONTHDEF": "month",
    "YEARDEF": "year",
}
_MONTHS_IN = {"month": 1, "quarter": 3, "tertial": 4, "half": 6}


@dataclass(frozen=True, slots=True)
class Repeat:
    """A recurrence: RRULE, and for a bare count how many times a year (`at_least`: or more).

    `meeting`: at the meetings of that body (empty text: of some body). `each_year`: False where the text does not say
    whether it is meant every year or once.
    """

    rrule: str
    per_year: int | None = None
    at_least: bool = False
    meeting: str | None = None
    counted: bool = False
    each_year: bool = True


@dataclass(frozen=True, slots=True)
class Offset:
    """A distance from something: negative before it."""

    count: int
    unit: str

    @property
    def iso(self) -> str:
        """As an ISO 8601 duration."""
        letter = {"day": "D", "workday": "D", "week": "W", "month": "M", "year": "Y"}.get(self.unit)
        count = abs(self.count)
        if letter is None:
            letter, count = "M", count * _MONTHS_IN[self.unit]
        return f"{'-' if self.count < 0 else ''}P{count}{letter}"


def every(interval: int, unit: str) -> str:
    """The RRULE of «every n-th unit»."""
    if unit == "workday":
        return f"FREQ=WEEKLY;{WORKDAYS}" if interval == 1 else f"FREQ=DAILY;INTERVAL={interval}"
    if unit == "day" and interval % 7 == 0 and interval:
        unit, interval = "week", interval // 7
    if unit in _MONTHS_IN:
        interval *= _MONTHS_IN[unit]
    frequency = {"day": "DAILY", "week": "WEEKLY", "year": "YEARLY"}.get(unit, "MONTHLY")
    if frequency == "MONTHLY" and interval % 12 == 0:
        frequency, interval = "YEARLY", interval // 12
    return f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "")


def times(count: int, unit: str) -> str:
    """The nearest RRULE for «so many times a year (month, week)»."""
    length = {"year": 12, "half": 6, "tertial": 4, "quarter": 3}.get(unit)
    if length is not None and count <= length:
        return every(max(1, round(length / count)) if length % count else length // count, "month")
    if unit == "year" and count > 104:
        return every(max(1, 365 // count), "day")
    if unit == "year" or length is not None:
        return every(max(1, 52 * (length or 12) // 12 // count), "week")
    if unit == "month":
        return every(1, "month") if count == 1 else every(max(1, 4 // count), "week")
    return every(1, "week") if count == 1 else every(max(1, 7 // count), "day")


def _unit(parts: Parts) -> str:
    return next(UNITS[node.cls] for node in reversed(parts) if node.cls in UNITS)


def _number(parts: Parts) -> int:
    """The first number of the match; «to-tre» counts as two."""
    value = parts.one("INT", "NUMW", "ONE", "ORD", "ORDW")
    return 1 if value is None else int(value)


@rule("every so many",
      "EVERY ((ORD|ORDW|INT|NUMW) ((DASH|SLASH|TO|OR) (ORD|ORDW|INT|NUMW))? UNIT|"
      "(WEEK|MONTHS|QWORD|TWORD|HWORD|DAYS|YEARW|WORKDAY|SEMESTER))",
      "REC",
      ("hver 6. uke", "FREQ=WEEKLY;INTERVAL=6"), ("kvar 3.dje månad", "FREQ=MONTHLY;INTERVAL=3", "nn"),
      ("hvert 4. år", "FREQ=YEARLY;INTERVAL=4"), ("every two weeks", "FREQ=WEEKLY;INTERVAL=2", "en"))  # fmt: skip
def every_nth(parts: Parts) -> Repeat | None:
    numbers = parts.all("ORD", "ORDW", "INT", "NUMW") or [1]
    if not numbers[-1]:
        return None
    return Repeat(every(int(numbers[-1]), _unit(parts)), counted=len(numbers) > 1)  # «hver 4.-6. uke»: at the latest


@rule("every other", "(EVERYTWO|EVERY ORDW) (UNIT|WDAY)", "REC",
      ("annethvert år", "FREQ=YEARLY;INTERVAL=2"),
      ("annenhver mandag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
      ("hver andre måned", "FREQ=MONTHLY;INTERVAL=2"),)  # fmt: skip
def every_other(parts: Parts) -> Repeat | None:
    interval = 2 if parts.has("EVERYTWO") else int(parts.one("ORDW"))
    if interval < 2:  # «hver første mandag»: of what?
        return None
    if parts.has("WDAY"):
        return Repeat(f"FREQ=WEEKLY;INTERVAL={interval};BYDAY={DAY_CODES[parts.one('WDAY')]}")
    return Repeat(every(interval, _unit(parts)))


@rule("every weekday", "(EVERY|REPEAT IN? EVERY?) WDAY ((COMMA|AND|SLASH) WDAY)*", "REC",
      ("hver mandag", "FREQ=WEEKLY;BYDAY=MO"), ("hver tirsdag og torsdag", "FREQ=WEEKLY;BYDAY=TU,TH"),
      ("varje fredag", "FREQ=WEEKLY;BYDAY=FR", "sv"))  # fmt: skip
def every_weekday(parts: Parts) -> Repeat | None:
    base = parts.one("REPEAT") or "FREQ=WEEKLY"
    if not base.startswith("FREQ=WEEKLY"):
        return None
    days = ",".join(DAY_CODES[day] for day in parts.all("WDAY"))
    return Repeat(f"{base};BYDAY={days}")


@rule("day of every month",
      "EVERY? THE? (ORD|INT|ORDW) ((AND|COMMA) THE? (ORD|ORDW))* (DAYS)? (IN|OF|PER)? "
      "(EVERY MONTHS|MONTHDEF|REPEAT|EVERYTWO MONTHS)",
      "REC", ("den 15. hver måned", "FREQ=MONTHLY;BYMONTHDAY=15"), ("hver 15. i måneden", "FREQ=MONTHLY;BYMONTHDAY=15"),
      ("den 1. og 15. hver måned", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
      ("den 10. i hver måned", "FREQ=MONTHLY;BYMONTHDAY=10"), ("den 32. hver måned", "unresolved"))  # fmt: skip
def day_of_month(parts: Parts) -> Repeat | list[Node] | None:
    base = parts.one("REPEAT") or ("FREQ=MONTHLY;INTERVAL=2" if parts.has("EVERYTWO") else "FREQ=MONTHLY")
    days = parts.all("ORD", "INT", "ORDW")
    if not base.startswith("FREQ=MONTHLY"):
        return None
    if not all(1 <= day <= 31 for day in days):
        return _no_such_day(parts) if parts.has("ORD") else None
    return Repeat(f"{base};BYMONTHDAY=" + ",".join(map(str, days)))


def _no_such_day(parts: Parts) -> list[Node]:
    """«6. mandag i måneden»: neither some Monday nor every month."""
    return [Node("FIGURES", None, parts[0].start, parts[-1].end)]


@rule("last of every month", "THE LAST (IN|OF|PER)? (MONTHDEF|EVERY MONTHS)", "REC",
      ("den siste i måneden", "FREQ=MONTHLY;BYMONTHDAY=-1"))  # fmt: skip
def last_of_month(parts: Parts) -> Repeat:
    return Repeat("FREQ=MONTHLY;BYMONTHDAY=-1")


@rule("monthly by a day", "REPEAT COMMA? (BY|IN|LATEST|PER)* THE (ORD|INT)", "REC",
      ("månedlig, innen den 10.", "FREQ=MONTHLY;BYMONTHDAY=10"))  # fmt: skip
def monthly_by(parts: Parts) -> Repeat | None:
    base, day = parts.one("REPEAT"), parts.one("ORD", "INT")
    return Repeat(f"{base};BYMONTHDAY={day}") if base == "FREQ=MONTHLY" and 1 <= day <= 31 else None


@rule("nth weekday of every month",
      "EVERY? THE? (ORD|ORDW|LAST|INT) ((AND|COMMA) (ORD|ORDW|LAST))* (WDAY|WORKDAY|DAYS) (IN|OF|PER)? "
      "(MONTHDEF|EVERY MONTHS|REPEAT|MONTHS|EVERYTWO MONTHS|EVERY QWORD|QWORD)",
      "REC", ("første tirsdag i måneden", "FREQ=MONTHLY;BYDAY=1TU"),
      ("andre torsdag hver måned", "FREQ=MONTHLY;BYDAY=2TH"),
      ("siste hverdag i måneden", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
      ("siste dag i måneden", "FREQ=MONTHLY;BYMONTHDAY=-1"),
      ("hver første mandag i måneden", "FREQ=MONTHLY;BYDAY=1MO"),
      ("fyrste tysdag i månaden", "FREQ=MONTHLY;BYDAY=1TU", "nn"), ("6. mandag i måneden", "unresolved"))  # fmt: skip
def nth_weekday(parts: Parts) -> Repeat | list[Node] | None:
    base = parts.one("REPEAT") or ("FREQ=MONTHLY;INTERVAL=3" if parts.has("QWORD") else "FREQ=MONTHLY")
    base = "FREQ=MONTHLY;INTERVAL=2" if parts.has("EVERYTWO") else base
    if not base.startswith("FREQ=MONTHLY") or "BY" in base:
        return None
    return _positioned(base, parts) or _no_such_day(parts)


def _positioned(base: str, parts: Parts) -> Repeat | None:
    """The rule for the first, third or last (-1) such day; None where no month has so many."""
    places = [-1 if node.cls == "LAST" else node.value for node in parts if node.cls in ("ORD", "ORDW", "INT", "LAST")]
    if not all(place == -1 or 1 <= place <= (5 if parts.has("WDAY") else 31) for place in places):
        return None
    if parts.has("WORKDAY"):
        return Repeat(f"{base};{WORKDAYS};BYSETPOS=" + ",".join(map(str, places)))
    if parts.has("DAYS"):
        return Repeat(f"{base};BYMONTHDAY=" + ",".join(map(str, places)))
    day = DAY_CODES[parts.one("WDAY")]
    return Repeat(f"{base};BYDAY=" + ",".join(f"{place}{day}" for place in places))


@rule("repeated on an nth weekday",
      "REPEAT COMMA? (IN|BY|LATEST|THE|LPAR)* (ORD|ORDW|LAST) (WDAY|WORKDAY) ((IN|OF) MONTHDEF)? RPAR?", "REC",
      ("kvartalsvis første mandag i måneden", "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO"),
      ("månedlig, siste torsdag", "FREQ=MONTHLY;BYDAY=-1TH"),
      ("månedlig (første tirsdag)", "FREQ=MONTHLY;BYDAY=1TU"))  # fmt: skip
def repeated_weekday(parts: Parts) -> Repeat | None:
    return nth_weekday.build(parts)  # type: ignore[no-any-return]


@rule("nth weekday of a month every year",
      "THE? (ORD|ORDW|LAST) (WDAY|WORKDAY) (IN|OF) MONTH ((COMMA|AND|COMMA AND|SLASH) (IN|OF)? MONTH)* "
      "(?!MONTHS? COMMA? (IN|OF)? (YEAR|RELYEAR))",
      "REC", ("Første mandag i mai og august", "FREQ=YEARLY;BYMONTH=5,8;BYDAY=1MO"),
      ("Sidste søndag i april", "FREQ=YEARLY;BYMONTH=4;BYDAY=-1SU", "da"))  # fmt: skip
def nth_weekday_of_month(parts: Parts) -> Repeat | None:
    months = ",".join(str(month) for month in parts.all("MONTH"))
    repeat = _positioned(f"FREQ=YEARLY;BYMONTH={months}", parts)
    return repeat and replace(repeat, each_year=False)


@rule("so many times",
      "(MIN|ABOUT)* COUNT (((DASH|SLASH|TO|OR) COUNT)? TIMES|SAFE? COMMITTEE? MEETING) "
      "((IN|PER|EVERY|OF|OVER|SLASH)* (UNIT|YEARDEF|MONTHDEF)|REPEAT|(IN|PER)? RELYEAR)|"
      "(MIN|ABOUT)* COUNT REPEAT COMMITTEE? MEETING",
      "REC", ("to ganger per år", "FREQ=MONTHLY;INTERVAL=6"), ("minimum 2 ganger årlig", "FREQ=MONTHLY;INTERVAL=6"),
      ("mindst fire gange om året", "FREQ=MONTHLY;INTERVAL=3", "da"), ("en gang i halvåret", "FREQ=MONTHLY;INTERVAL=6"),
      ("3 ganger i året", "FREQ=MONTHLY;INTERVAL=4"), ("ungefär en gång i månaden", "FREQ=MONTHLY", "sv"))  # fmt: skip
def so_many_times(parts: Parts) -> Repeat | None:
    count = _number(parts)
    if not 0 < count < 1000:
        return None
    rrule = _times(count, parts)
    if rrule is None:
        return None
    meeting = (parts.one("COMMITTEE") or "") if parts.has("MEETING") else None
    yearly = parts.has("YEARW", "YEARDEF", "RELYEAR") or parts.one("REPEAT") == "FREQ=YEARLY"
    return Repeat(rrule, count if yearly and meeting is None else None, "min" in parts.all("MIN"), meeting, True)


def _times(count: int, parts: Parts) -> str | None:
    base = parts.one("REPEAT")
    if parts.has("RELYEAR"):
        return times(count, "year")
    if base is None:
        return times(count, _unit(parts))
    unit = {"FREQ=YEARLY": "year", "FREQ=MONTHLY;INTERVAL=6": "half", "FREQ=MONTHLY;INTERVAL=4": "tertial"}
    unit |= {"FREQ=MONTHLY;INTERVAL=3": "quarter", "FREQ=MONTHLY": "month", "FREQ=WEEKLY": "week"}
    return times(count, unit[base]) if base in unit else None


@rule("no rhythm",
      "COUNT TIMES (IN|PER|EVERY|OF|OVER|SLASH)* (UNIT|YEARDEF|MONTHDEF)|"
      "(YEAR|FIGURES) TIMES ((IN|PER|EVERY|OF|OVER|SLASH)* (UNIT|YEARDEF|MONTHDEF)|REPEAT)?", "WORD",
      ("0 ganger i året", "unresolved"), ("2000 ganger i året", "unresolved"),
      ("2000 ganger årlig, fra mai", "2024-05/.."))  # fmt: skip
def no_rhythm(parts: Parts) -> str:
    """So often that no calendar can tell when, or never: neither a year nor this year."""
    return "no rhythm"


@rule("amount in the place of a year", "(WORD|SAFE|PAST|FUTURE|ABOUT|MIN) YEAR AMOUNT", "SAFE",
      ("vi hadde 2024 pasienter", "unresolved"), ("Ca. 2024 plasser innen juni", "../2024-06"))  # fmt: skip
def counted(parts: Parts) -> list[Node]:
    """«i 2014 pasienter» may still be a year; «hadde 2014 pasienter» is none."""
    return [parts[0], Node("SAFE", "amount", parts[1].start, parts[2].end)]


@rule("meetings repeated", "COMMITTEE? DASH? MEETING REPEAT|REPEAT COMMITTEE? DASH? MEETING", "REC",
      ("styremøter månedlig", "FREQ=MONTHLY"), ("månedlige møter", "FREQ=MONTHLY"))  # fmt: skip
def meetings_repeated(parts: Parts) -> Repeat | None:
    return Repeat(parts.one("REPEAT"), meeting=parts.one("COMMITTEE") or "")


@rule("repeated", "(MIN|ABOUT)? ONE? REPEAT (?!(IN|OF)? MONTHS)", "REC",
      ("årlig", "FREQ=YEARLY"), ("Halvårlig", "FREQ=MONTHLY;INTERVAL=6"), ("Kvartalsvis", "FREQ=MONTHLY;INTERVAL=3"),
      ("tertialvis", "FREQ=MONTHLY;INTERVAL=4"), ("månadleg", "FREQ=MONTHLY", "nn"), ("Ukentlig", "FREQ=WEEKLY"),
      ("Halvaarsvis", "FREQ=MONTHLY;INTERVAL=6", "da"), ("Årligen", "FREQ=YEARLY", "sv"),
      ("on a quarterly basis", "FREQ=MONTHLY;INTERVAL=3", "en"),
      ("Halvårlig (juni og desember)", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"))  # fmt: skip
def repeated(parts: Parts) -> Repeat | None:
    return Repeat(parts.one("REPEAT"))


@rule("distance from something",
      "(LATEST|MIN|ABOUT|BY|DURING|IN)* COUNT UNIT "
      "(BEFORE|AFTER|(AFTER|BEFORE) WHEN|WHEN|FROM|BY (?=THE|WORD|SAFE|MEETING))|"
      "(LATEST|BY|DURING|IN) COUNT UNIT OF|AFTER COUNT (DAYS|WORKDAY|WEEK|MONTHS|YEARW)", "OFFSET",
      ("ca. en måned før giroforfall", "event"), ("senest 3 år etter at tiltaksprogrammet er vedtatt", "event"),
      ("minst två veckor innan", "event", "sv"))  # fmt: skip
def distance(parts: Parts) -> Offset | None:
    count = _number(parts)
    before = parts.has("BEFORE") or parts[-1].cls == "BY"  # Danish «4 uger inden mødet»
    return Offset(-count if before else count, _unit(parts)) if count < 1000 else None


@rule("distance from today",
      "(BY|DURING|LATEST|IN) (LATEST|ABOUT|IN)* COUNT ((DASH|TO|OR|SLASH) COUNT)? UNIT "
      "(?!BEFORE|AFTER|WHEN|EVENT|OF|AGO|FROM)",
      "W",
      ("frist: innen 1 uke", "../2024-03-13"), ("om to uker", "2024-03-20"))  # fmt: skip
def ahead(parts: Parts) -> When | None:
    counts = parts.all("INT", "NUMW", "ONE")
    from_today = Period("ahead", d=int(counts[-1]), name=_unit(parts))  # «innen 2-3 uker» is due after three
    bound: Bound = "by" if parts.has("BY", "DURING", "LATEST") else "in"
    return When(from_today, bound=bound) if from_today.d < 1000 else None


@rule("time ago", "FOR? COUNT UNIT AGO", "P", ("for 3 uker siden", "2024-02-14"))
def ago(parts: Parts) -> Period | None:
    return Period("ahead", d=-_number(parts), name=_unit(parts)) if _number(parts) < 1000 else None


@rule(
    "numbered thing",
    "NUMBERED (INT|ORD|DM|ORDW|YM|FULL|FIGURES|YEAR|YEARS) ((SLASH|DASH) (INT|YEAR|FIGURES))?",
    "SAFE",
    ("tiltak 3.1 i 2015", "2015"),
    ("rom 2015", "unresolved"),
    ("kap. 2015, juni 2024", "2024-06"),
)
def numbered(parts: Parts) -> str | None:
    """A whole year only after words that years never follow: «mål 2015» are the goals of that year."""
    year = parts[-1].cls in ("YEAR", "YEARS") and len(parts) == 2
    return None if year and parts.one("NUMBERED") != "any" else "numbered"


@rule("amount", "AMOUNT (YEAR|FIGURES|INT+) (COMMA (INT|DASH))?|(INT+ (COMMA INT)?|FIGURES|^YEAR) AMOUNT", "SAFE",
      ("kr 2015,-", "unresolved"), ("80 % innen juni", "../2024-06"), ("Q2, 500 000 kr", "2024-34"))  # fmt: skip
def amount(parts: Parts) -> str | None:
    """Of several numbers all but the first must be thousands («500 000»): «uke 12 80 %» has two."""
    later = [node for before, node in pairwise(parts) if before.cls == node.cls == "INT"]
    return "amount" if all(node.end - node.start == 3 for node in later) else None


@rule("half of a period", "THE? (ORDW|ORD|LAST) (HALFDEL|HWORD OF) OF?", "PART",
      ("første halvdel av mars 2024", "2024-03-01/2024-03-15"), ("siste halvdel av 2024", "2024-41"))  # fmt: skip
def half_of(parts: Parts) -> str | None:
    return "secondhalf" if parts.has("LAST") or parts.one("ORDW", "ORD") == 2 else "firsthalf"


LEVEL = Level(
    numbered, amount, so_many_times, half_of, day_of_month, last_of_month, nth_weekday, nth_weekday_of_month,
    counted,
    monthly_by, repeated_weekday, every_other, every_nth, every_weekday, meetings_repeated, no_rhythm, distance,
    ahead, ago, repeated, again=True,
)  # fmt: skip
