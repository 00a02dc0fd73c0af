"""Parts of a period: «primo mars», «slutten av 2025», «første halvdel av mai». Public name: portion."""

from __future__ import annotations

from datetime import date, timedelta

from rules import edtf
from rules.deadline.period import Period, Place, months, span


def portion(period: Period, whole: Place) -> Place:
    """The part of the whole that the period names."""
    if period.unit == "month" or (period.unit == "rel" and period.name == "month"):
        return _part_of_month(period.part, whole)
    if period.unit in ("year", "years"):
        return _part_of_year(period.part, whole)
    if period.unit == "season":
        return _part_of_season(period, whole)
    return _part_of_stretch(period.part, whole)


def _part_of_month(part: str, whole: Place) -> Place:
    first, last = whole.first, whole.last
    if part in ("primo", "early"):
        return span(first, first.replace(day=10))
    if part == "mid":
        middle = first.replace(day=15)
        text = edtf.approximate(middle.isoformat())
        return Place(text, middle, middle, text, text)
    if part == "ultimo":
        return span(last, last)
    if part == "firsthalf":
        return span(first, first.replace(day=15))
    return span(first.replace(day=16 if part == "secondhalf" else 21), last)


def _part_of_year(part: str, whole: Place) -> Place:
    year = whole.last.year
    if part in ("firsthalf", "secondhalf"):
        first, last = (1, 6) if part == "firsthalf" else (7, 12)
        stretch = months(date(year, first, 1), edtf.month_end(year, last))
        return stretch._replace(edtf=edtf.half(year, 1 if first == 1 else 2))
    month = {"primo": 1, "early": 1, "mid": 6, "ultimo": 12, "late": 12, "towards": 12}[part]
    text = edtf.month(year, month)
    text = text if part in ("primo", "ultimo") else edtf.approximate(text)
    return Place(text, date(year, month, 1), edtf.month_end(year, month), text, text)


def _part_of_season(period: Period, whole: Place) -> Place:
    """Early and mid-season are the first and second month as the weather has it; late means by the season's end."""
    offset = {"primo": 0, "early": 0, "firsthalf": 0, "mid": 1}.get(period.part)
    if offset is None:
        return whole
    month = {21: 3, 22: 6, 23: 9, 24: 12}[period.n] + offset
    year = whole.first.year + (month - 1) // 12
    month = (month - 1) % 12 + 1
    text = edtf.approximate(edtf.month(year, month))
    return Place(text, date(year, month, 1), edtf.month_end(year, month), text, text)


def _part_of_stretch(part: str, whole: Place) -> Place:
    """A part of a quarter or half-year is a month of it; of any other stretch, a third or half of its days."""
    days = (whole.last - whole.first).days + 1
    if days > 80:
        return _month_of(part, whole)
    third = {"primo": (0, 3), "early": (0, 3), "mid": (1, 3), "firsthalf": (0, 2), "secondhalf": (1, 2)}
    index, of = third.get(part, (2, 3))
    first = whole.first + timedelta(days=days * index // of)
    return span(first, whole.first + timedelta(days=max(days * (index + 1) // of - 1, days * index // of)))


def _month_of(part: str, whole: Place) -> Place:
    if part in ("firsthalf", "secondhalf"):
        half = whole.first + timedelta(days=((whole.last - whole.first).days + 1) // 2)
        ends = (whole.first, half - timedelta(days=1)) if part == "firsthalf" else (half, whole.last)
        return span(*ends)
    middle = whole.first + timedelta(days=(whole.last - whole.first).days // 2)
    day = {"primo": whole.first, "early": whole.first, "mid": middle}.get(part, whole.last)
    text = edtf.month(day.year, day.month)
    text = edtf.approximate(text) if part == "mid" else text
    return Place(text, day.replace(day=1), edtf.month_end(day.year, day.month), text, text)
