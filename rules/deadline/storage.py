"""Readings as plain JSON values, for the database and for programs. Public names: to_json, from_json, published."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from rules.deadline.reading import Alternative, Fired, MeetingRef, Point, Reading


def to_json(reading: Reading) -> dict[str, Any]:
    """Everything in the reading as JSON values (days as YYYY-MM-DD); `from_json` gives it back."""
    plain = {name: _plain(value) for name, value in asdict(reading).items()}
    return plain | {"trace": [fired._asdict() for fired in reading.trace]}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value


def from_json(data: dict[str, Any]) -> Reading:
    """The reading that `to_json` wrote."""
    meeting = data.get("meeting")
    return Reading(
        text=data["text"],
        kind=data["kind"],
        edtf=tuple(data["edtf"]),
        rrule=data["rrule"],
        meeting=MeetingRef(**{**meeting, "date": _day(meeting["date"])}) if meeting else None,
        points=tuple(_point(point) for point in data["points"]),
        confidence=data["confidence"],
        rest=data["rest"],
        trace=tuple(Fired(**fired) for fired in data["trace"]),
        alternatives=tuple(_alternative(other) for other in data["alternatives"]),
        questions=tuple(data["questions"]),
        notes=tuple(data["notes"]),
    )


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _point(data: dict[str, Any]) -> Point:
    first, last, due = (_day(data[name]) for name in ("earliest", "latest", "due"))
    return Point(data["edtf"], first, last, due, data.get("party"), data.get("party_name", ""))


def _alternative(data: dict[str, Any]) -> Alternative:
    return Alternative(tuple(data["edtf"]), tuple(date.fromisoformat(day) for day in data["due"]), data["why"])


def published(reading: Reading) -> dict[str, Any]:
    """The reading in the form of the corpus: kind, edtf, rrule, meeting (only what is known), due, confidence, rest."""
    due = reading.due
    return {
        "text": reading.text,
        "kind": reading.kind,
        "edtf": list(reading.edtf),
        "rrule": reading.rrule,
        "meeting": _meeting(reading.meeting) if reading.meeting else None,
        "due": [day.isoformat() for day in due] if due else None,
        "confidence": round(reading.confidence, 2),
        "rest": reading.rest,
    }


def _meeting(ref: MeetingRef) -> dict[str, Any]:
    known = {name: _plain(value) for name, value in asdict(ref).items() if value is not None}
    return {"committee": ref.committee, **known}
