"""A reading in one or two sentences that a person would write. Public name: explain."""

from __future__ import annotations

import re
from datetime import date

from rules.deadline.reading import SET, MeetingRef, Point, Reading
from rules.deadline.wording import WORDINGS, Wording

_DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DIVISIONS = ((21, 24, "season"), (33, 36, "quarter"), (37, 39, "tertial"), (40, 41, "half"))


def explain(reading: Reading, locale: str = "nb") -> str:
    """The reading in words: what it means, and at most one thing that the reader should check.

    `locale` is nb, nn or en; anything else is explained in bokmål.
    """
    words = WORDINGS.get(locale, WORDINGS["nb"])
    sentence = _sentence(reading, words)
    note = _note(reading, words) if reading.kind != "unresolved" else ""
    return f"{sentence} {note}".strip()


def _sentence(reading: Reading, words: Wording) -> str:
    if SET in reading.notes and (reading.due or reading.kind == "ongoing"):
        form = "set_ongoing" if not reading.due else "set_one" if len(reading.due) == 1 else "set_several"
        return words.sentences[form].format(days=_days(reading, words))
    text = _quoted(reading.text, words)
    if reading.meeting is not None and reading.kind in ("meeting", "unresolved"):
        return _meeting(reading, reading.meeting, text, words)
    if reading.kind == "recurring":
        return _recurring(reading, text, words)
    if reading.kind in ("dates", "event") and reading.due:
        return _dates(reading, text, words)
    if reading.kind == "start":
        return words.sentences["start"].format(text=text, first=_day(reading.points[0].earliest, words))
    return words.sentences[_undated(reading)].format(text=text)


def _undated(reading: Reading) -> str:
    if reading.kind in ("ongoing", "event"):
        return reading.kind
    known = ("blank", "open", "cancelled", "no_such_day")
    return next((flag for flag in reading.notes if flag in known), "unreadable")


def _quoted(text: str, words: Wording) -> str:
    """The text on one line, shortened in the middle if it is long."""
    line = re.sub(r"\s+", " ", "".join(c if c.isprintable() else " " for c in text)).strip()
    if not line:
        return words.sentences["empty"]
    line = line if len(line) <= 90 else f"{line[:60]} … {line[-20:]}"
    return f"{words.quotes[0]}{line}{words.quotes[1]}"


def _day(day: date | None, words: Wording) -> str:
    if day is None:
        return "…"
    weekday, month = words.weekdays[day.weekday()], words.months[day.month - 1]
    return words.day.format(weekday=weekday, day=day.day, month=month, year=day.year)


def _listed(parts: list[str], words: Wording) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {words.joiner} {parts[-1]}"


def _days(reading: Reading, words: Wording) -> str:
    return _listed([_day(day, words) for day in reading.due or ()], words)


# --- dates ---------------------------------------------------------------------------------------------------------


def _dates(reading: Reading, text: str, words: Wording) -> str:
    points, days = reading.points, _days(reading, words)
    if any(p.party for p in points):
        each = [f"{p.party_name} {_day(p.due, words)}" for p in points]
        return words.sentences["parties"].format(text=text, days=_listed(each, words))
    why = _why(points, words)
    if reading.kind == "event":
        return words.sentences["event_days"].format(text=text, days=days)
    if len(points) > 1:
        count = words.numbers[len(points)] if len(points) < len(words.numbers) else str(len(points))
        return words.sentences["several"].format(text=text, count=count, days=days, why=why)
    form, point = "one", points[0]
    if point.edtf.startswith(".."):
        form = "by"
    elif "/" in point.edtf:
        form = "window"
    first, last = _day(point.earliest, words), _day(point.latest, words)
    return words.sentences[form].format(text=text, days=days, why=why, first=first, last=last)


def _why(points: tuple[Point, ...], words: Wording) -> str:
    """Why just these days: the same reason for all of them, else none."""
    reasons = {_reason(point, words) for point in points}
    reason = reasons.pop() if len(reasons) == 1 else ""
    return f" ({reason})" if reason else ""


def _reason(point: Point, words: Wording) -> str:
    unit = _unit(point.edtf)
    if unit != "day":
        return words.units[unit]
    if point.due == point.latest or point.latest is None:
        return ""
    return words.units["moved"].format(day=_day(point.latest, words))


def _unit(edtf: str) -> str:
    """Which kind of period the slot is; an open beginning counts as its end."""
    text = edtf.removeprefix("../").rstrip("~?")
    if "/" in text or text.startswith("["):
        return "span"
    if len(text) == 10:
        return "day"
    if len(text) == 4:
        return "year"
    code = int(text[5:])
    return next((name for low, high, name in _DIVISIONS if low <= code <= high), "month")


# --- recurrences ---------------------------------------------------------------------------------------------------


def _recurring(reading: Reading, text: str, words: Wording) -> str:
    repeat = _repeat(reading.rrule or "", words)
    form = "recurring_days" if reading.due else "recurring"
    return words.sentences[form].format(text=text, repeat=repeat, days=_days(reading, words))


def _repeat(rrule: str, words: Wording) -> str:
    parts = dict(part.split("=", 1) for part in rrule.split(";") if "=" in part)
    frequency, interval = parts.get("FREQ", "YEARLY"), int(parts.get("INTERVAL", "1"))
    base = words.repeats.get(f"{frequency}{interval}") or words.repeats[frequency]
    if interval > 1 and f"{frequency}{interval}" not in words.repeats:
        base = words.repeats[f"{frequency}+"].format(n=_ordinal(interval, words))
    return " ".join(part for part in (_on_days(parts, words), _in_months(parts, words), base) if part)


def _ordinal(number: int, words: Wording) -> str:
    if -1 <= number < len(words.ordinals) - 1:
        return words.ordinals[number + 1]
    return f"{number}th" if words is WORDINGS["en"] else f"{number}."


def _on_days(parts: dict[str, str], words: Wording) -> str:
    if "BYSETPOS" in parts:
        return words.repeats["workday"].format(nth=_ordinal(int(parts["BYSETPOS"].split(",")[0]), words))
    if "BYMONTHDAY" in parts:
        days = parts["BYMONTHDAY"]
        return words.repeats["lastday"] if days == "-1" else words.repeats["monthday"].format(day=_dotted(days, words))
    if "BYWEEKNO" in parts:
        return words.repeats["week"].format(weeks=parts["BYWEEKNO"])
    if "BYDAY" not in parts:
        return ""
    if parts["BYDAY"] == "MO,TU,WE,TH,FR":
        return words.repeats["weekdays"]
    return _weekdays(parts["BYDAY"].split(","), words)


def _dotted(days: str, words: Wording) -> str:
    """«1. og 15» of «1,15»; the pattern closes with the sign that an ordinal has."""
    sign = words.repeats["monthday"].rpartition("}")[2]
    return _listed(days.replace(",", f"{sign},").split(","), words)


def _weekdays(codes: list[str], words: Wording) -> str:
    names = [words.weekdays[_DAY_CODES.index(code[-2:])] for code in codes]
    if len(codes[0]) == 2:
        return words.repeats["on"].format(weekdays=_listed(names, words))
    pairs = zip(codes, names, strict=True)
    nth = [words.repeats["nth"].format(nth=_ordinal(int(code[:-2]), words), weekday=name) for code, name in pairs]
    return _listed(nth, words)


def _in_months(parts: dict[str, str], words: Wording) -> str:
    if "BYMONTH" not in parts:
        return ""
    names = [words.months[int(number) - 1] for number in parts["BYMONTH"].split(",")]
    return words.repeats["in"].format(months=_listed(names, words))


# --- meetings ------------------------------------------------------------------------------------------------------


def _meeting(reading: Reading, ref: MeetingRef, text: str, words: Wording) -> str:
    committee = ref.committee or words.sentences["committee"]
    days = _days(reading, words)
    if ref.offset is not None:
        by = words.sentences["by_date"].format(days=days) if days else ""
        offset = _offset(ref.offset, words)
        return words.sentences["meeting_offset"].format(text=text, offset=offset, committee=committee, by=by)
    form = {"to be called": "meeting_called"}.get(ref.which, f"meeting_{ref.which}")
    sentence = words.sentences[form].format(text=text, committee=committee, days=days)
    if days and ref.which in ("next", "first", "last"):
        sentence = sentence.removesuffix(".") + words.sentences["by_date"].format(days=days) + "."
    return sentence


_LETTERS = {
    "nb": {"D": ("dag", "dager"), "W": ("uke", "uker"), "M": ("måned", "måneder"), "Y": ("år", "år"),
           "-": "før", "+": "etter"},
    "nn": {"D": ("dag", "dagar"), "W": ("veke", "veker"), "M": ("månad", "månader"), "Y": ("år", "år"),
           "-": "før", "+": "etter"},
    "en": {"D": ("day", "days"), "W": ("week", "weeks"), "M": ("month", "months"), "Y": ("year", "years"),
           "-": "before", "+": "after"},
}  # fmt: skip


def _offset(duration: str, words: Wording) -> str:
    """«2 uker før» of «-P2W»."""
    locale = next(name for name, known in WORDINGS.items() if known is words)
    count, letter = int(re.sub(r"\D", "", duration)), duration[-1]
    one, many = _LETTERS[locale][letter]
    side = _LETTERS[locale]["-" if duration.startswith("-") else "+"]
    return f"{count} {one if count == 1 else many} {side}"


# --- what to check -------------------------------------------------------------------------------------------------


def _note(reading: Reading, words: Wording) -> str:
    """The most important doubt, in the order of the wording's notes."""
    flags = set(reading.notes) | ({"rest"} if reading.rest else set())
    if reading.kind == "start" and "season" in flags:
        flags = (flags - {"season"}) | {"season_from"}
    name = next((name for name in words.notes if name in flags), None)
    if name is None:
        return ""
    other = next((day for alternative in reading.alternatives for day in alternative.due), None)
    if name == "by_ambiguous" and other is None:
        return ""
    first, last = next(((point.earliest, point.latest) for point in reading.points), (None, None))
    rest = _quoted(reading.rest, words)
    return words.notes[name].format(
        rest=rest, other=_day(other, words), first=_short_day(first, words), last=_short_day(last, words)
    )


def _short_day(day: date | None, words: Wording) -> str:
    return _day(day, words).split(" ", 1)[-1]
