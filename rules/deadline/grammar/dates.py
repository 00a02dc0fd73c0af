"""Periods in words and figures: days, weeks, months, quarters, seasons, holidays. Public name: CORE."""

from __future__ import annotations

from rules.deadline.period import ANY_DAY, ANY_WORKDAY, Period
from rules.deadline.rule import Level, Node, Parts, rule

_DIVISIONS = {
    "QLIT": "quarter",
    "QWORD": "quarter",
    "TLIT": "tertial",
    "TWORD": "tertial",
    "HLIT": "half",
    "HWORD": "half",
}
_COUNT = {"quarter": 4, "tertial": 3, "half": 2}
_JOINS = frozenset({"COMMA", "AND", "DASH", "SLASH", "PLUS", "TO", "UNTIL", "OR"})
_NUMBERS = frozenset({"INT", "ORD", "ORDW"})


def _period(value: Period, node: Node) -> Node:
    return Node("P", value, node.start, node.end, node.fired)


def _with_weekday(period: Period | None, parts: Parts) -> Period | None:
    return period._replace(weekday=parts.one("WDAY")) if period is not None and parts.has("WDAY") else period


# --- days ----------------------------------------------------------------------------------------------------------


@rule("date in figures", "(WDAY COMMA?)? THE? FULL", "P",
      ("08.02.2016", "2016-02-08"), ("4.9.14", "2014-09-04"), ("2026-09-22", "2026-09-22"))  # fmt: skip
def full(parts: Parts) -> Period | None:
    return _with_weekday(parts.one("FULL"), parts)


@rule("day and month in figures", "(WDAY COMMA?)? THE? DM", "P", ("15.03", "2024-03-15"), ("30/10", "2024-10-30"))
def day_month(parts: Parts) -> Period | None:
    return _with_weekday(parts.one("DM"), parts)


@rule("date in spaced figures", "INT INT YEAR", "P", ("15 05 2024", "2024-05-15"))
def spaced(parts: Parts) -> Period | None:
    day, month = parts.all("INT")
    return Period.day(day, month, parts.one("YEAR"))


@rule("days in figures", "(WDAY COMMA?)? (INT|ORD) (DASH|AND|COMMA|TO) (WDAY COMMA?)? (FULL|DM)", "P",
      ("5.-7.3.", "2024-03-05/2024-03-07"), ("5. og 7.3.2024", "2024-03-05 2024-03-07"))  # fmt: skip
def days_in_figures(parts: Parts) -> list[Node] | None:
    first, sign, last = (node for node in parts if node.cls in ("INT", "ORD", "FULL", "DM") or node.cls in _JOINS)
    close = first.end == sign.start or first.cls == "ORD"  # «1 - 15.03» may be a numbered line
    if not close or not 0 < first.value < last.value.d:
        return None
    weekdays = {node.start: node.value for node in parts if node.cls == "WDAY"}
    before = next((day for start, day in weekdays.items() if start < first.start), None)
    after = next((day for start, day in weekdays.items() if start > first.start), None)
    days = last.value._replace(d=first.value, weekday=before), last.value._replace(weekday=after)
    return [_period(days[0], first), sign, _period(days[1], last)]


@rule("days of one month",
      "(WDAY COMMA?)? THE? (INT|ORD|ORDW) (SEP (WDAY COMMA?)? THE? (INT|ORD|ORDW)){1,30} OF? MONTH",
      "P",
      ("11-12 september", "2024-09-11/2024-09-12"), ("5., 12. og 19. mars", "2024-03-05 2024-03-12 2024-03-19"),
      ("måndag 9.-fredag 13. september", "2024-09-09/2024-09-13", "nn"))  # fmt: skip
def days_of_month(parts: Parts) -> list[Node] | None:
    return _days(parts, parts.one("MONTH"))


def _days(parts: Parts, month: int) -> list[Node] | None:
    """A node for each day, and the signs between them."""
    out: list[Node] = []
    weekday = None
    for node in parts:
        if node.cls == "WDAY":
            weekday = node.value
        elif node.cls in _NUMBERS:
            day = Period.day(node.value, month, None, weekday)
            if day is None:
                return None
            out.append(_period(day, node))
            weekday = None
        elif node.cls in _JOINS and out:
            out.append(node)
    return out


@rule("day of a month", "(WDAY COMMA?)? THE? (INT|ORD|ORDW|ORD DASH) OF? MONTH MONTHS?", "P",
      ("15 mars", "2024-03-15"), ("15.Mai", "2024-05-15"), ("fredag 8. november", "2024-11-08"),
      ("As at 28th January, 2022", "2022-01-28", "en"), ("fra den 15. juni 2022", "2022-06-15/..", "da"))  # fmt: skip
def day_of_month(parts: Parts) -> Period | None:
    number = parts.one("INT", "ORD", "ORDW")
    # «31. april» stays a day, so that nobody takes it for the month or the year beside it: placing it fails.
    return Period("day", n=parts.one("MONTH"), d=number, weekday=parts.one("WDAY")) if number < 40 else None


@rule("months and their short year",
      "MONTH ((SLASH|DASH|AND|COMMA|TO|UNTIL) MONTH)+ INT (?!OF? MONTH|UNIT|TIMES)", "P",
      ("nov/des 25", "2025-11/2025-12"), ("mars, juni og sept 25", "2025-03 2025-06 2025-09"))  # fmt: skip
def months_short_year(parts: Parts) -> list[Node] | None:
    """Nobody writes the day of the last month only: the number is a year."""
    year = parts.one("INT")
    if not 10 <= year < 40:
        return None
    months = [_period(Period("month", n=n.value), n) if n.cls == "MONTH" else n for n in parts[:-1]]
    last = months[-1]
    told = last.value._replace(year=2000 + year, name="short year")
    return [*months[:-1], last._replace(value=told, end=parts[-1].end)]


@rule("month before days", "MONTH (INT|ORD) (SEP (INT|ORD))+ (?!OF? MONTH|UNIT|TIMES)", "P",
      ("september 21 og 22", "2024-09-21 2024-09-22"))  # fmt: skip
def month_days(parts: Parts) -> list[Node] | None:
    return _days(parts, parts.one("MONTH"))


@rule("month before day", "(WDAY COMMA?)? MONTH (INT|ORD) (?!OF? MONTH|UNIT|TIMES)", "P",
      ("Januar 31", "2024-01-31"), ("March 15th, 2024", "2024-03-15", "en"))  # fmt: skip
def month_day(parts: Parts) -> Period | None:
    number, month = parts.one("INT", "ORD"), parts.one("MONTH")
    if parts.has("INT") and number > 31:
        return Period("month", 2000 + number, month) if number < 100 else None
    day = Period.day(number, month, None, parts.one("WDAY"))
    return day._replace(name="month first") if day is not None and parts.has("INT") else day


@rule("month and short year", "MONTH DASH INT (?!SEP? (INT|ORD)|OF? MONTH|UNIT|TIMES)", "P", ("juni-25", "2025-06"))
def month_short_year(parts: Parts) -> Period | None:
    year = parts.one("INT")
    return Period("month", 2000 + year, parts.one("MONTH"), name="short year") if 10 <= year < 100 else None


@rule("nth weekday", "THE? (ORD|ORDW|LAST) (WDAY|WORKDAY|DAYS) (IN|OF) MONTH", "P",
      ("tredje tirsdag i september 2014", "2014-09-16"), ("siste dag i oktober 2015", "2015-10-31"))  # fmt: skip
def nth_weekday(parts: Parts) -> Period:
    return _nth_of(parts, parts.one("MONTH"))


def _nth_of(parts: Parts, month: int, year: int | None = None) -> Period:
    nth = -1 if parts.has("LAST") else parts.one("ORD", "ORDW")
    weekday = ANY_DAY if parts.has("DAYS") else ANY_WORKDAY if parts.has("WORKDAY") else parts.one("WDAY")
    return Period("nth", year, month, nth, weekday)


@rule("nth weekday of a year", "THE? (ORD|ORDW|LAST) (WDAY|WORKDAY|DAYS) (IN|OF) (YEARDEF|YEAR)", "P",
      ("andre tirsdag i året", "2024-01-09"), ("siste fredag i 2024", "2024-12-27"))  # fmt: skip
def nth_weekday_of_year(parts: Parts) -> Period:
    return _nth_of(parts, 12 if parts.has("LAST") else 1, parts.one("YEAR"))


@rule("nth weekday of nothing", "EVERY? THE? (ORD|ORDW) WDAY (?!(COMMA|THE)* (INT|ORD|FULL|DM|MONTH))", "WORD",
      ("årlig, første mandag", "FREQ=YEARLY"), ("første mandag", "unresolved"))  # fmt: skip
def nth_of_nothing(parts: Parts) -> str:
    """Of which month? Never the next one."""
    return "nth weekday"


@rule("nth week of a month", "THE? (ORD|ORDW|LAST) (WEEK (IN|OF)|WEEKOF) MONTH", "P",
      ("første uke i oktober 2014", "2014-10-06/2014-10-12"))  # fmt: skip
def nth_week(parts: Parts) -> Period | None:
    return Period("nthweek", n=parts.one("MONTH"), d=-1 if parts.has("LAST") else parts.one("ORD", "ORDW"))


@rule("weekend of a month", "THE? (ORD|ORDW|LAST) WEEKEND (IN|OF)* MONTH", "P",
      ("siste helg i april 2024", "2024-04-27/2024-04-28"))  # fmt: skip
def nth_weekend(parts: Parts) -> Period | None:
    return Period("nthweekend", n=parts.one("MONTH"), d=-1 if parts.has("LAST") else parts.one("ORD", "ORDW"))


@rule("weekdays of a week", "WDAY (DASH|TO|UNTIL|AND) WDAY (IN|OF)? WEEK COLON? (INT|ORD)", "P",
      ("mandag til fredag i uke 12", "2024-03-18/2024-03-22"))  # fmt: skip
def weekdays_of_week(parts: Parts) -> list[Node] | None:
    number = parts.one("INT", "ORD")
    if not 1 <= number <= 53:
        return None
    days = [node for node in parts if node.cls == "WDAY"]
    first, last = (_period(Period("week", n=number, weekday=node.value), node) for node in days)
    return [first, parts[1], last._replace(end=parts[-1].end)]


@rule("turn of a month", "MONTHTURN (IN|OF|PER)* MONTH (SEP MONTH)?", "P",
      ("i månedskifte jan/feb", "2024-01-31/2024-02-01"))  # fmt: skip
def month_turn(parts: Parts) -> Period | None:
    months = parts.all("MONTH")
    return Period("monthturn", n=months[0] if len(months) > 1 else (months[0] - 2) % 12 + 1)


# --- weeks, quarters, tertials, half-years --------------------------------------------------------------------------


@rule("weeks", "WEEK PUNCT? (INT|ORD) ((SEP|SEP WEEK) INT)+ (?!OF? MONTH|UNIT|TIMES)".replace("PUNCT?", "COLON?"), "P",
      ("uke 28-31", "2024-07-08/2024-08-04"),
      ("uke 10 og 12", "2024-03-04/2024-03-10 2024-03-18/2024-03-24"))  # fmt: skip
def weeks(parts: Parts) -> list[Node] | None:
    numbers = [node for node in parts if node.cls in _NUMBERS]
    if not all(1 <= node.value <= 53 for node in numbers):
        return None
    apart = len(numbers) == 2 and numbers[1].value not in (numbers[0].value, numbers[0].value + 1)
    if parts.has("SLASH") and apart and 14 <= numbers[1].value < 40:
        year = 2000 + numbers[1].value  # «uke 34/24»
        return [Node("P", Period("week", year, numbers[0].value), parts[0].start, parts[-1].end)]
    kept = [node for node in parts if node.cls in _NUMBERS or node.cls in _JOINS]
    return [_period(Period("week", n=n.value), n) if n.cls in _NUMBERS else n for n in kept]


@rule(
    "week",
    "WEEK COLON? (INT|ORD|ORDW)",
    "P",
    ("uke 26 2019", "2019-06-24/2019-06-30"),
    ("uge 28", "2024-07-08/2024-07-14", "da"),
)
def week(parts: Parts) -> Period | None:
    number = parts.one("INT", "ORD", "ORDW")
    return Period("week", n=number) if number < 100 else None


@rule("week as ISO writes it", "ISOWEEK", "P", ("2024-W34", "2024-08-19/2024-08-25"))
def iso_week(parts: Parts) -> Period | None:
    return parts.one("ISOWEEK")  # type: ignore[no-any-return]


@rule("numbered quarters", "(QLIT|TLIT|HLIT|(QWORD|TWORD|HWORD) INT) (SEP INT)+ (?!OF? MONTH|UNIT|TIMES)", "P",
      ("Q1-3", "2024-01/2024-09"), ("kvartal 3-4", "2024-07/2024-12", "sv"))  # fmt: skip
def literals(parts: Parts) -> list[Node] | None:
    unit = _DIVISIONS[parts[0].cls]
    parts = Parts(parts[1:]) if parts[0].value is None else parts
    if len(parts) == 3 and 10 <= parts[2].value < 100:
        return [Node("P", Period(unit, 2000 + parts[2].value, parts[0].value), parts[0].start, parts[-1].end)]
    if any(node.cls == "INT" and not 1 <= node.value <= _COUNT[unit] for node in parts):
        return None
    return [n if n.cls in _JOINS else _period(Period(unit, n=n.value), n) for n in parts]


@rule("quarters in words", "(ORD|INT|ORDW) (SEP (ORD|INT|ORDW)){1,30} (QWORD|TWORD|HWORD)", "P",
      ("1. og 3. kvartal", "2024-33 2024-35"), ("1.-3. kvartal 2025", "2025-01/2025-09"))  # fmt: skip
def divisions(parts: Parts) -> list[Node] | None:
    unit = _DIVISIONS[parts[-1].cls]
    if any(node.cls in _NUMBERS and not 1 <= node.value <= _COUNT[unit] for node in parts):
        return None
    return [n if n.cls in _JOINS else _period(Period(unit, n=n.value), n) for n in parts[:-1]]


@rule("quarter", "(QLIT|TLIT|HLIT|THE? (ORD|INT|ORDW|LAST) (QWORD|TWORD|HWORD)|(QWORD|TWORD|HWORD) (INT|ORD))", "P",
      ("Q4", "2024-36"), ("1. tertial", "2024-37"), ("I fjerde kvartal", "2024-36"), ("1. halvår 2019", "2019-40"),
      ("kvartal 2 2023", "2023-34", "sv"), ("2026 Q3", "2026-35"), ("siste kvartal", "2024-36"))  # fmt: skip
def division(parts: Parts) -> Period | None:
    literal = next((node for node in parts if node.cls in _DIVISIONS), parts[0])
    unit = _DIVISIONS[literal.cls]
    number = literal.value if literal.cls.endswith("LIT") else parts.one("ORD", "INT", "ORDW")
    number = _COUNT[unit] if parts.has("LAST") else number
    return Period(unit, n=number) if number < 100 else None


# --- months, seasons, holidays -------------------------------------------------------------------------------------


@rule("month", "MONTH MONTHS?", "P", ("April 2015", "2015-04"), ("Febr 2015", "2015-02"), ("per juni", "2024-06"),
      ("maj", "2024-05", "sv"))  # fmt: skip
def month(parts: Parts) -> Period | None:
    return Period("month", n=parts.one("MONTH"))


@rule("year and month in figures", "YM", "P", ("2024-09", "2024-09"))
def year_month(parts: Parts) -> Period | None:
    return parts.one("YM")  # type: ignore[no-any-return]


@rule(
    "coming or this",
    "(NEXT|THIS|LAST|PREV) (MONTH|SEASON)",
    "P",
    ("neste høst", "2024-23"),
    ("denne sommeren", "2024-22"),
)
def coming(parts: Parts) -> Period | None:
    if parts.has("MONTH"):
        return Period("month", n=parts.one("MONTH"), name="coming" if parts.has("NEXT") else "")
    return Period("season", n=parts.one("SEASON"), name="coming" if parts.has("NEXT") else "")


@rule("season",
      "SEASON",
      "P", ("våren 2015", "2015-21"), ("Hausten 2022", "2022-23", "nn"), ("hösten 2024", "2024-23", "sv"),
      ("Forår 2021", "2021-21", "da"))  # fmt: skip
def season(parts: Parts) -> Period | None:
    return Period("season", n=parts.one("SEASON"))


@rule("season by its letter", "SEASONYEAR", "P", ("H24", "2024-23"), ("V-25", "2025-21"))
def season_letter(parts: Parts) -> Period | None:
    return parts.one("SEASONYEAR")  # type: ignore[no-any-return]


@rule(
    "term of a school",
    "SEMESTER",
    "P",
    ("høstsemesteret 2024", "2024-08/2024-12"),
    ("VT 2025", "2025-01/2025-06", "sv"),
)
def semester(parts: Parts) -> Period | None:
    number = parts.one("SEMESTER")
    return Period("semester", n=number) if number else None


@rule(
    "school year",
    "SCHOOLYEAR (IN|OF)? (YEARS|YEAR|INT (SLASH|DASH) INT)?",
    "P",
    ("skoleåret 2024/25", "2024-08/2025-06"),
)
def school_year(parts: Parts) -> Period | None:
    years, short = parts.one("YEARS"), parts.one("INT")
    return Period("schoolyear", years[0] if years else 2000 + short if short else parts.one("YEAR"))


@rule("holiday", "HOLIDAY", "P", ("innen jul", "../2024-12-23"), ("før påske", "../2024-03-22"),
      ("Ved årsskiftet", "2024-12-31/2025-01-01"))  # fmt: skip
def holiday(parts: Parts) -> Period | None:
    return Period("holiday", name=parts.one("HOLIDAY"))


_TOLD_YEARS = "(COLON|LPAR)? (YEARS|YEAR (DASH|TO) YEAR)"


@rule("period of a plan and its years", f"(THIS)? (PLANPERIOD|TERMPERIOD) {_TOLD_YEARS}", "P",
      ("i planperioden 2015-2018", "2015/2018"))  # fmt: skip
def told_period(parts: Parts) -> Period | None:
    first, last = parts.one("YEARS") or parts.all("YEAR")
    return Period("years", first, last) if first < last else None


@rule("election period", "(THIS|IN THIS|NEXT|PREV)? TERMPERIOD", "P", ("i denne valperioden", "2023/2027", "nn"),
      ("neste kommunestyreperiode", "2027/2031"))  # fmt: skip
def election_period(parts: Parts) -> Period | None:
    return Period("term", d=1 if parts.has("NEXT") else -1 if parts.has("PREV") else 0)


@rule("plan period", "(THIS)? PLANPERIOD", "P", ("i løpet av planperioden", "2024"))
def plan_period(parts: Parts) -> Period | None:
    return Period("plan", shift=0)


@rule("another plan period", "(NEXT|PREV) PLANPERIOD", "NEED", ("i neste planperiode", "event"))
def other_plan_period(parts: Parts) -> str | None:
    return "plan period"


# --- counted from today --------------------------------------------------------------------------------------------


@rule("week or month from today", "(THIS|NEXT|PREV) (WEEK|MONTHS|QWORD|TWORD|HWORD)|(THIS|NEXT|PREV)? MONTHDEF", "P",
      ("neste uke", "2024-03-11/2024-03-17"), ("denne måneden", "2024-03"))  # fmt: skip
def relative(parts: Parts) -> Period | None:
    unit = {
        "WEEK": "week",
        "MONTHS": "month",
        "QWORD": "quarter",
        "TWORD": "tertial",
        "HWORD": "half",
        "MONTHDEF": "month",
    }
    return Period("rel", name=unit[parts[-1].cls], d=1 if parts.has("NEXT") else -1 if parts.has("PREV") else 0)


@rule("day from today", "RELDAY", "P", ("i morgen", "2024-03-07"))
def relative_day(parts: Parts) -> Period | None:
    return Period("reldays", d=parts.one("RELDAY"))


@rule("weekday", "(NEXT|THIS|LAST|PREV)? WDAY", "P", ("neste tirsdag", "2024-03-12"))
def weekday(parts: Parts) -> Period | None:
    return Period("weekday", weekday=parts.one("WDAY"), d=-1 if parts.has("LAST", "PREV") else 0)


@rule("weekend", "(NEXT|THIS)? WEEKEND", "P", ("innen helga", "../2024-03-10"))
def weekend(parts: Parts) -> Period | None:
    return Period("weekend", d=1 if parts.has("NEXT") else 0)


@rule("day alone", "THE ORD (?!UNIT|MEETING|WORD)", "P", ("den 15.", "2024-03-15"))
def day_alone(parts: Parts) -> Period | None:
    return Period("dayonly", d=parts.one("ORD")) if 1 <= parts.one("ORD") <= 28 else None


CORE = Level(
    spaced, days_in_figures, full, days_of_month, day_of_month, months_short_year, month_days, month_turn, nth_weekday,
    nth_weekday_of_year, nth_of_nothing, nth_week, nth_weekend, weekdays_of_week, month_day, month_short_year,
    day_month,
    weeks, week, iso_week, literals, divisions, relative, division, coming, month, year_month, season,
    season_letter, semester, school_year,
    holiday, told_period, election_period, other_plan_period, plan_period, relative_day, weekday, weekend, day_alone,
)  # fmt: skip
