"""Stretches, bounds and lists of periods. Public names: JOINED, RANGES, BOUNDS, CONTINUED, LISTS."""

from __future__ import annotations

from itertools import pairwise

from rules.deadline.period import DIVISION, Period
from rules.deadline.rule import Level, Node, Parts, rule
from rules.deadline.when import Bound, Dated, When

_LENGTHS = {"month": 12, "quarter": 4, "tertial": 3, "half": 2, "week": 53, "season": 4, "year": 10_000}


def adjacent(first: Period, last: Period) -> bool:
    """Whether the second period follows at once on the first: «mai/juni», «Q4/Q1», «høst/vinter»."""
    if first.unit != last.unit or first.unit not in _LENGTHS or first.part or last.part:
        return False
    if first.unit == "year":
        return first.year is not None and last.year == first.year + 1
    if first.unit == "season" and (first.n, last.n) == (23, 21):  # offices know no winter
        return first.year is not None and last.year == first.year + 1
    count = _LENGTHS[first.unit]
    if first.year is not None and last.year is not None:
        return first.year * count + first.n + 1 == last.year * count + last.n
    if first.unit == "season" and (first.n, last.n) == (24, 21):
        return True
    return last.n == first.n + 1 or (first.n == count and last.n == 1)


@rule("one of two neighbours", "P (SLASH|PLUS) P (?!(SLASH|PLUS) P)", "W",
      ("mai/juni 2023", "2023-05/2023-06"), ("Q1 + Q2", "2024-33 2024-34"), ("T1/T2", "2024-37 2024-38"),
      ("høst/vinter 2025/2026", "2025-23/2026-02"), ("Juni/november", "2024-06 2024-11"))  # fmt: skip
def neighbours(parts: Parts) -> When | list[Node]:
    first, last = _winter_after(*parts.all("P"))
    listed = first.unit in DIVISION
    if adjacent(first, last) and (listed or parts.has("SLASH")):
        return When(first, last, listed=listed)
    return [parts[0], parts[1]._replace(cls="AND"), parts[2]]


@rule("one after another", "P ((SLASH|PLUS) P)((SLASH|PLUS) P)+", "P",
      ("Q1/Q2/Q3", "2024-33 2024-34 2024-35"), ("april/mai/juni", "2024-04/2024-06"),
      ("mars/juni/september 2025", "2025-03 2025-06 2025-09"))  # fmt: skip
def one_after_another(parts: Parts) -> list[Node]:
    """Three and more: neighbouring months are a stretch, quarters and what lies apart are several deadlines."""
    periods = [node for node in parts if node.cls == "P"]
    stretch = periods[0].value.unit == "month" and parts.has("SLASH") and not parts.has("PLUS")
    if stretch and all(adjacent(a.value, b.value) for a, b in pairwise(periods)):
        return [periods[0], parts[1]._replace(cls="DASH"), periods[-1]]
    return [node if node.cls == "P" else node._replace(cls="AND") for node in parts]


JOINED = Level(one_after_another, neighbours)


def _winter_after(first: Period, last: Period) -> tuple[Period, Period]:
    """In «høsten 2024/vinteren 2025» the winter is the one that follows on the autumn."""
    follows = (first.unit, first.n, last.unit, last.n) == ("season", 23, "season", 24)
    if follows and first.year is not None and last.year == first.year + 1:
        return first, last._replace(year=first.year)
    return first, last


def _ends(parts: Parts) -> tuple[Period, Period]:
    values = parts.all("P", "W")
    first = values[0].first if isinstance(values[0], When) else values[0]
    last = values[-1].end if isinstance(values[-1], When) else values[-1]
    return _winter_after(first, last)


@rule("between two periods", "BETWEEN THE? (P|W) AND THE? (P|W)", "W",
      ("mellom 15. mars og 15. april", "2024-03-15/2024-04-15"))  # fmt: skip
def between(parts: Parts) -> When | None:
    return When(*_ends(parts))


@rule("from one to another",
      "(FROM|DURING FROM)? (IN|THE)* (P|W) (COMMA|CLOCK)? (DASH|TO|UNTIL|AND? (TO|UNTIL)|DASH (TO|UNTIL)) "
      "(WHOLE|IN|THE)* (P|W) (?!MEETING)",
      "W",
      ("november-desember 2024", "2024-11/2024-12"), ("Q1 – Q4", "2024-01/2024-12"),
      ("oktober 2021 - juni 2022", "2021-10/2022-06"),
      ("f.o.m. mandag 2. september t.o.m. fredag 6. september", "2024-09-02/2024-09-06"),
      ("november - januar 2022", "2021-11/2022-01"), ("Mars 2019–juli 2019", "2019-03/2019-07", "nn"))  # fmt: skip
def from_to(parts: Parts) -> When | None:
    first, last = _ends(parts)
    return When(first, last, sure=parts.has("UNTIL"))  # «til og med», «til utgangen av»


@rule("and on", "FROM? (P|W) AND? (DASH|PLUS|CONT)+ (?=RPAR|ONGOING|COMMA|$)", "W",
      ("(2026- )", "2026/..", "sv"), ("2025 og fremover", "2025/.."))  # fmt: skip
def open_end(parts: Parts) -> When | None:
    return When(_ends(parts)[0], bound="from")


@rule("up to", "^DASH P", "W", ("– 2026", "../2026"))
def open_start(parts: Parts) -> When | None:
    period: Period = parts.one("P")
    return When(period, bound="by") if period.unit == "year" else None  # before anything else a dash is a bullet


RANGES = Level(between, from_to, open_end, open_start)

_FILL = "(CLOCK|THE|IN|OF|AT|FOR|ABOUT|WHOLE|LABEL)*"


def _bounded(parts: Parts, bound: Bound) -> When:
    last = parts[-1]
    value = last.value if last.cls in ("P", "W") else parts.one("P", "W")
    if last.cls == "P" and value.name != "end":
        return When(value, None, bound)
    when = _sure(value if isinstance(value, When) else When(value))
    return when if when.bound == "from" and bound == "in" else when._replace(bound=bound)


def _sure(when: When) -> When:
    end = when.end
    if end.name != "end":
        return when
    plain = end._replace(name="")
    if when.last is None:
        return when._replace(first=plain, sure=True)
    return when._replace(last=plain, sure=True)


@rule("exception",
      f"NOT (SAFE|PAST|FUTURE|START|FINISH|DURING|BY|BEFORE|AFTER|LATEST)* {_FILL} (P|W) "
      "((AND|COMMA|OR|SLASH) IN? (P|W))*",
      "EXCEPT", ("ikke Q1", "unresolved"), ("Hver måned unntatt juli", "FREQ=MONTHLY"))  # fmt: skip
def exception(parts: Parts) -> str:
    return "exception"


@rule("by", f"(LATEST? BY|LATEST|BY LATEST) {_FILL} (P|W) LATEST?", "W",
      ("Innen 10. April", "../2024-04-10"), ("senest 2027", "../2027"), ("senest i juni måned", "../2024-06", "da"),
      ("Innen sommeren 2022", "../2022-06-30"))  # fmt: skip
def by(parts: Parts) -> When:
    return _bounded(parts, "by")


@rule("by, said after", "(P|W) LATEST", "W", ("1. mars senest", "../2024-03-01"))
def by_after(parts: Parts) -> When:
    return _bounded(parts, "by")


@rule("before", f"BEFORE {_FILL} (P|W)", "W", ("før 1. mai", "../2024-04-30"), ("før sommeren", "../2024-06-30"))
def before(parts: Parts) -> When:
    when = _bounded(parts, "before")
    return when._replace(bound="by") if when.sure else when


@rule(
    "after", f"(AFTER|OVER) {_FILL} (P|W)", "W", ("etter sommerferien", "2024-08-15~/.."), ("etter juni", "2024-07/..")
)
def after(parts: Parts) -> When | None:
    when = _bounded(parts, "after")
    if parts.has("OVER") and when.end.unit not in ("holiday", "season", "weekend"):
        return None
    return when


@rule("from",
      "(FROM|EARLIEST|START|AGO) (COLON|DASH|LABEL|IN|THE|FROM|AT|ABOUT|DURING|TOWARD)* (P|W) "
      "(AND? (FROM|ONGOING|CONT))?", "W",
      ("Starter i april", "2024-04/.."), ("fra høsten", "2024-23/.."),
      ("starter uke 26/27", "2024-06-24/.."))  # fmt: skip
def from_(parts: Parts) -> When:
    when = _bounded(parts, "from")
    bare = parts[0].cls == "START" and parts[0].value == "bare" and parts[1].cls == "P"  # «start maj»
    first = when.first._replace(name="start or early") if bare and not when.first.name else when.first
    return when._replace(first=first, sure=parts.has("START"))


@rule("until", f"(TO|UNTIL) {_FILL} (P|W)", "W", ("til og med uke 28", "../2024-07-14"), ("ut juni", "../2024-06"))
def until(parts: Parts) -> When:
    when = _bounded(parts, "by")
    coming = parts.has("TO") and when.end.unit == "season" and when.end.n != 22
    coming = coming or (parts.one("UNTIL") == "out" and when.end.unit == "day")  # «sendes ut 10. november»
    if not coming:
        return when._replace(sure=True)
    ahead = when.first.unit == "season" and not when.first.name  # «til våren» lies ahead
    return when._replace(first=when.first._replace(name="coming") if ahead else when.first, bound="in", sure=False)


@rule("possible start", f"MAYBE (IN|SAFE|FUTURE)* START {_FILL} P", "W", ("Mogleg byggestart i 2022", "2022?/..", "nn"))
def possible_start(parts: Parts) -> When:
    return When(parts.one("P")._replace(maybe=True), bound="from", sure=True)


@rule("within", f"(DURING|IN|FOR|PER|OF|AT|TOWARD|WHOLE|PLUS) {_FILL} (P|W)", "W",
      ("i 2016", "2016"), ("i løpet av januar", "2024-01"), ("mot våren", "2024-21"))  # fmt: skip
def within(parts: Parts) -> When:
    return _bounded(parts, "in")._replace(led=parts[0].cls in ("IN", "DURING"))


@rule("period", "(P|W)", "W")
def period(parts: Parts) -> When:
    return _bounded(parts, parts[0].value.bound if parts[0].cls == "W" else "in")


BOUNDS = Level(exception, possible_start, by, by_after, before, after, from_, until, within, period)


@rule("going on into", "W COMMA? CONT W", "W",
      ("mot våren, med fortsettelse utover sommeren", "2024-21/2024-22"))  # fmt: skip
def going_on(parts: Parts) -> When:
    first, last = parts.all("W")
    return When(first.first, last.end)


@rule("start and finish", "W (COMMA|AND|SAFE|DASH|SLASH|LABEL)* FINISH (COLON|SAFE|LABEL)* W", "W",
      ("Oppstart høst 2024, ferdig vår 2025", "2024-23/2025-21"),
      ("oppstart i mars, ferdig innen jul", "2024-03/2024-12-23"))  # fmt: skip
def start_and_finish(parts: Parts) -> When | None:
    first, last = parts.all("W")
    if first.bound != "from" or last.bound in ("from", "after"):
        return None
    return When(first.first, last.end, sure=last.sure, closing=last.bound)


CONTINUED = Level(going_on, start_and_finish)


@rule("several deadlines", "W (((COMMA|AND|COMMA AND|PLUS|SLASH|(COMMA|AND)? OR) (IN|FOR|THE)?) W)+", "D",
      ("Juni og nov 2015", "2015-06 2015-11"), ("9/1, 6/2 og 13/3", "2024-01-09 2024-02-06 2024-03-13"),
      ("9. januar, 26. mars, 12. juni og 11. september", "2024-01-09 2024-03-26 2024-06-12 2024-09-11"),
      ("april eller mai", "[2024-04,2024-05]"),
      ("mars og juni, evt. september", "2024-03 2024-06 2024-09?"))  # fmt: skip
def several(parts: Parts) -> Dated:
    whens = parts.all("W")
    first = whens[0]
    if first.bound in ("by", "before"):
        whens = [w._replace(bound=first.bound) if w.bound == "in" and w.last is None else w for w in whens]
    signs = [node.cls for node in parts if node.cls != "W"]
    either = "OR" in signs and not parts.has("AND", "PLUS", "SLASH") and signs.count("COMMA") <= signs.count("OR")
    joining = [sign for sign in signs if sign in ("AND", "COMMA", "PLUS", "SLASH", "OR")]
    if not either and joining[-1] == "OR":  # «mars og juni, evt. september»
        whens[-1] = whens[-1]._replace(first=whens[-1].first._replace(maybe=True))
    return Dated(tuple(whens), either=either)


@rule("one deadline", "W", "D")
def single(parts: Parts) -> Dated:
    return Dated((parts[0].value,))


LISTS = Level(several, single)
