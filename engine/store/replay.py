"""What the journal alone tells about a moment. Public names: replay, Snapshot, PlanThen, MeasureThen. Pure.

Words that somebody wrote are not in the journal and so not here: titles, places, the reason of a stop, proposals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from typing import Any

from engine.store.journal import Entry
from rules.deadline.reading import Reading
from rules.deadline.storage import from_json
from rules.model import Answer, Meeting, Occurrence, PlanStatus


@dataclass(frozen=True, slots=True)
class PlanThen:
    """A plan as it was. `stopped`: whether its mail was."""

    status: PlanStatus
    counted_from: datetime | None
    released_at: datetime | None
    stopped: bool


@dataclass(frozen=True, slots=True)
class MeasureThen:
    """A measure as it was."""

    plan: str
    state: str
    state_since: datetime | None
    reading: Reading
    roles: tuple[str, ...]
    questions: tuple[str, ...]
    decided_on: date | None
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything by uid. Occurrences have their answers (without proposals), meetings neither place nor title."""

    plans: dict[str, PlanThen]
    measures: dict[str, MeasureThen]
    occurrences: dict[str, Occurrence]
    meetings: dict[str, Meeting]


_Fields = defaultdict[str, dict[str, Any]]


def replay(entries: Iterable[Entry]) -> Snapshot:
    """The state after these rows; they begin with the journal's first and are in order of seq."""
    plans: _Fields = defaultdict(dict)
    measures: _Fields = defaultdict(dict)
    occurrences: _Fields = defaultdict(dict)
    answers: defaultdict[str, dict[str, Answer]] = defaultdict(dict)
    meetings: _Fields = defaultdict(dict)
    for e in entries:
        match e.kind:
            case "plan" | "plan_status" if e.plan:
                plans[e.plan] |= e.after
            case "measure" | "transition" | "reading" if e.measure:
                measures[e.measure] |= {"plan": e.plan, **e.after}
            case "occurrence" if e.occurrence:
                occurrences[e.occurrence] |= e.after
            case "answer" if e.occurrence:
                answers[e.occurrence][e.after["party"]] = _answer(e.occurrence, e.after)
            case "meeting":
                meetings[e.after["uid"]] |= e.after
    return Snapshot(
        {uid: _plan(then) for uid, then in plans.items()},
        {uid: _measure(then) for uid, then in measures.items()},
        {uid: _occurrence(uid, then, answers[uid]) for uid, then in occurrences.items()},
        {uid: _meeting(then) for uid, then in meetings.items()},
    )


def _instant(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _plan(then: Mapping[str, Any]) -> PlanThen:
    return PlanThen(
        then["status"], _instant(then["counted_from"]), _instant(then["released_at"]), bool(then["stopped"])
    )


def _measure(then: Mapping[str, Any]) -> MeasureThen:
    return MeasureThen(
        then["plan"],
        then["state"],
        _instant(then["state_since"]),
        from_json(then["reading"]),
        tuple(then["roles"]),
        tuple(then["questions"]),
        _day(then["decided_on"]),
        then["withdrawn"],
    )


def _answer(occurrence: str, said: Mapping[str, Any]) -> Answer:
    answered_at = datetime.fromisoformat(said["answered_at"])
    typed = {name: said.get(name) for name in ("source", "entered_by")}  # rows of before 0003 have neither
    return Answer(occurrence, said["party"], said["outcome"], answered_at, said["by"], **typed)


_DAYS = ("due", "earliest", "latest", "opens", "moved_from")
_INSTANTS = ("counted_from", "answered_at")


def _occurrence(uid: str, then: Mapping[str, Any], answers: Mapping[str, Answer]) -> Occurrence:
    known = {name: value for name, value in then.items() if name in _names(Occurrence)}
    known |= {name: _day(then[name]) for name in _DAYS} | {name: _instant(then[name]) for name in _INSTANTS}
    ordered = sorted(answers.values(), key=lambda a: (a.answered_at, a.party))
    return Occurrence(uid, **known, answers=tuple(ordered))


def _meeting(then: Mapping[str, Any]) -> Meeting:
    known = {name: value for name, value in then.items() if name in _names(Meeting)}
    hours = {name: time.fromisoformat(then[name]) if then[name] else None for name in ("starts", "ends")}
    return Meeting(**{**known, **hours, "held_on": date.fromisoformat(then["held_on"])})


def _names(kind: type[Occurrence] | type[Meeting]) -> set[str]:
    return {field.name for field in fields(kind)} - {"answers"}
