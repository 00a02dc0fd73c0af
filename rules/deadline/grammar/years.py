"""Years told beside a period, whole years, and parts of periods.

Public names: YEARS, SEVERAL_YEARS, WHOLE_YEARS, PARTS, PAIRS, ABOUT.
"""

from __future__ import annotations

from rules.deadline.period import Period
from rules.deadline.rule import Level, Node, Parts, rule


@rule(
    "yearly in the year", "P IN YEARDEF", "P", ("i løpet av 1. Kvartal i året", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1")
)
def in_each_year(parts: Parts) -> list[Node] | None:
    value = parts.one("P")
    if value.dated:
        return None
    return [parts[0], Node("REC", "in the year", parts[1].start, parts[2].end)]


@rule("period and its year",
      "P (COMMA|IN|OF|SLASH|DASH|IN THE)? (YEAR|RELYEAR|YEARS) (?!(SEP|SEP IN)? P|MONTH)|P (IN|OF)? "
      "(YEAR|RELYEAR|YEARS)",
      "P",
      ("Q1/2024", "2024-33"), ("mai neste år", "2025-05"), ("vinteren 2024/2025", "2024-24"))  # fmt: skip
def with_year(parts: Parts) -> Period | list[Node] | None:
    period = parts[0].value
    if period.dated or (parts.has("COMMA", "DASH") and parts.has("YEARS")):
        return None
    if parts.has("DASH") and period.unit not in (
        "quarter",
        "tertial",
        "half",
        "month",
        "season",
        "semester",
        "week",
        "day",
    ):
        return None
    year: int | tuple[int, int] | None = parts.one("YEAR", "YEARS")
    placed: Period = period.in_year(year, parts.one("RELYEAR") if year is None else None)
    return placed


@rule(
    "year before its period", "YEAR (COMMA|SLASH|DASH|COLON)? P", "P", ("2024 Q3", "2024-35"), ("2025, mars", "2025-03")
)
def year_first(parts: Parts) -> Period | None:
    period: Period = parts.one("P")
    plain = period.unit in ("month", "quarter", "tertial", "half", "season", "week", "day", "semester")
    return period.in_year(parts.one("YEAR")) if plain and not period.dated else None


@rule("period and short year", "P (SLASH|DASH)? INT (?!SEP (INT|ORD|ORDW)|UNIT|TIMES|P|OF)", "P",
      ("1. kvartal 25", "2025-33"), ("høst 25", "2025-23"), ("15. mars 25", "2025-03-15"),
      ("30.6.215", "unresolved"))  # fmt: skip
def short_year(parts: Parts) -> Period | None:
    period, year = parts[0].value, parts.one("INT")
    plain = period.unit in ("quarter", "tertial", "half", "season", "semester", "day", "month")
    if not plain or period.dated:
        return None
    if year > 99:  # «30.6.215»
        return period._replace(year=0)  # type: ignore[no-any-return]
    return period.in_year(2000 + year) if 10 <= year < 60 else None


@rule("period and a year that nobody knows",
      "P (COMMA|IN|OF|SLASH|DASH|IN THE)? (FIGURES|INT) (?!UNIT|TIMES|AMOUNT|WORD|SAFE)", "P",
      ("31.12.2105", "unresolved"), ("Q1 2105", "unresolved"), ("juni 20115", "unresolved"),
      ("mars og juni 2105", "unresolved"))  # fmt: skip
def unknown_year(parts: Parts) -> Period | None:
    period, figures = parts[0].value, parts.one("FIGURES", "INT")
    known = period.dated or (parts.has("INT") and figures < 100)
    return None if known else period._replace(year=0)  # no calendar has it: whoever wrote it must say which is meant


@rule("turn of two years", "P (DM|INT (SLASH|DASH) INT)", "P",
      ("årsskiftet 15/16", "2015-12-31/2016-01-01"), ("vinteren 24/25", "2024-24"))  # fmt: skip
def two_years(parts: Parts) -> Period | None:
    period, day = parts[0].value, parts.one("DM")
    first, last = (day.d, day.n) if day is not None else parts.all("INT")
    crosses = period.unit == "schoolyear" or period.name == "newyear" or (period.unit, period.n) == ("season", 24)
    return period.in_year((2000 + first, 2000 + last)) if crosses and not period.dated and last == first + 1 else None


@rule("period in several years", "P ((COMMA|AND|COMMA AND|SLASH) YEAR)+ (?!(IN|OF)? P|MONTH)", "P",
      ("mars 2024 og 2025", "2024-03 2025-03"), ("vår 2024, 2025 og 2026", "2024-21 2025-21 2026-21"))  # fmt: skip
def several_years(parts: Parts) -> list[Node] | None:
    period: Period = parts[0].value
    if period.year is None or period.unit not in ("month", "season", "quarter", "tertial", "half", "week", "day"):
        return None
    return [n._replace(cls="P", value=period.moved(n.value)) if n.cls == "YEAR" else n for n in parts]


YEARS = Level(in_each_year, two_years, with_year, year_first, short_year, unknown_year)


@rule("year", "(YEARW|YEARDEF|RELYEAR)? YEAR", "P", ("2015", "2015"), ("for 2016 og 2017", "2016 2017"))
def year(parts: Parts) -> Period | None:
    return Period("year", parts.one("YEAR"))


@rule("years", "YEARS", "P", ("2013- 2015", "2013/2015"), ("2024/25", "2024/2025"))
def years(parts: Parts) -> Period | None:
    first, last = parts.one("YEARS")
    return Period("years", first, last)


@rule("this or next year", "RELYEAR|THE? YEARDEF|(THIS|NEXT) YEARW", "P",
      ("i løpet av året", "2024"), ("neste år", "2025"), ("i inneverande år", "2024", "nn"))  # fmt: skip
def relative_year(parts: Parts) -> Period | None:
    if parts.has("RELYEAR"):
        return Period("year", shift=parts.one("RELYEAR"))
    return Period("year", shift=1 if parts.has("NEXT") else 0)


@rule("end of the year", "THE? YEAREND (IN|OF)? YEAR?", "P", ("innen årets slutt", "../2024"))
def year_end(parts: Parts) -> Period | None:
    return Period("year", parts.one("YEAR"), shift=None if parts.has("YEAR") else 0, name="end")


SEVERAL_YEARS = Level(several_years)
WHOLE_YEARS = Level(year_end, year, years, relative_year)


# --- parts and about -----------------------------------------------------------------------------------------------


@rule(
    "from one part to another", "PART (SLASH|DASH|TO) PART OF* P", "P", ("medio/ultimo mai", "2024-05-15~/2024-05-31")
)
def part_to_part(parts: Parts) -> list[Node] | None:
    period: Period = parts.one("P")
    if period.unit not in ("month", "quarter", "tertial", "half", "season", "year"):
        return None
    first, last = (period._replace(part=part) for part in parts.all("PART"))
    return [
        Node("P", first, parts[0].start, parts[0].end),
        Node("DASH", None, parts[1].start, parts[1].end),
        Node("P", last, parts[2].start, parts[-1].end, parts[-1].fired),
    ]


@rule("part of a period", "PART (DASH|OF|IN|THE)* P", "P",
      ("Medio juni", "2024-06-15~"), ("primo mars", "2024-03-01/2024-03-10"), ("ultimo mai", "2024-05-31"),
      ("mot slutten av 2025", "2025-12~"), ("mid-February", "2024-02-15~", "en"),
      ("i slutten av august", "2024-08-21/2024-08-31"))  # fmt: skip
def part_of(parts: Parts) -> Period | None:
    period: Period = parts.one("P")
    if period.unit in ("day", "years", "reldays", "ahead", "weekday", "dayonly", "holiday", "monthturn"):
        return None
    return period._replace(part=parts.one("PART"))


@rule("end of a period", "(ENDOF|LAST (WORKDAY|DAYS) (IN|OF)|FINISH OF) (THE|OF|IN)* P", "P",
      ("innen utgangen av mars", "../2024-03"), ("ved utgangen av 2. kvartal", "2024-34"))  # fmt: skip
def end_of(parts: Parts) -> Period | None:
    period: Period = parts.one("P")
    named: Period = period._replace(name=period.name or "end")
    return named if period.unit != "holiday" else period


@rule("about", "ABOUT (IN|THE|FROM)* P", "P", ("ca. 1. februar 2015", "2015-02-01~"))
def about(parts: Parts) -> Period | None:
    period: Period = parts.one("P")
    return period._replace(about=True)


@rule("week that begins with a day", "WEEKOF THE? P", "P", ("w/c 13 May", "2024-05-13/2024-05-19", "en"))
def week_from(parts: Parts) -> Period | None:
    day: Period = parts.one("P")
    return day._replace(unit="weekof", weekday=None) if day.unit == "day" else None


@rule("week that ends with a day", "WEEKENDING THE? P", "P", ("week ending 17 May", "2024-05-17", "en"))
def week_to(parts: Parts) -> Period | None:
    day: Period = parts.one("P")
    return day if day.unit == "day" else None


@rule("weekday of a week", "P (IN|OF|COMMA|COLON)? P", "P", ("mandag i uke 34", "2024-08-19"),
      ("onsdag i neste uke", "2024-03-13"), ("uke 12, tirsdag", "2024-03-19"))  # fmt: skip
def weekday_of_week(parts: Parts) -> Period | None:
    day, week = parts.all("P")
    day, week = (week, day) if week.unit == "weekday" else (day, week)
    weekly = week.unit == "week" or (week.unit == "rel" and week.name == "week")
    placed: Period = week._replace(weekday=day.weekday)
    return placed if day.unit == "weekday" and weekly else None


_SEASON_OF = {
    "school": 23,
    "autumn": 23,
    "christmas": 23,
    "yule": 23,
    "summer": 22,
    "easter": 21,
    "pentecost": 21,
    "winter": 24,
}


@rule("holiday and its season", "P (IN|OF|COMMA)? P", "P", ("før skolestart høsten 2024", "../2024-08-14"))
def holiday_of_season(parts: Parts) -> Period | None:
    day, season = parts.all("P")
    named = day.unit == "holiday" and season.unit == "season" and _SEASON_OF.get(day.name) == season.n
    placed: Period = day._replace(year=season.year, shift=season.shift)
    return placed if named and not day.dated else None


@rule("beside the running month or year", "P IN P", "P",
      ("mars 2024 i året", "2024-03"), ("15 mars i måneden", "2024-03-15"))  # fmt: skip
def beside_running(parts: Parts) -> list[Node] | None:
    """«i måneden», «i året» after another date are no deadlines of their own, but not understood either."""
    running: Period = parts[2].value
    month = (running.unit, running.name, running.d) == ("rel", "month", 0)
    year = (running.unit, running.year, running.shift, running.name) == ("year", None, 0, "")
    return [parts[0], Node("WORD", None, parts[1].start, parts[2].end)] if month or year else None


PARTS = Level(part_to_part, part_of, end_of, week_from, week_to, weekday_of_week)
PAIRS = Level(holiday_of_season, beside_running, again=True)
ABOUT = Level(about)
