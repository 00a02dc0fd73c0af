"""From a reading to the points someone must answer, and how points meet the rows that exist already.

Public names: Wanted, Surroundings, wanted, rebind, Rebound, find_committee, occurrence_of, NEXT_MEETING.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from rules.deadline import expand
from rules.deadline.cases import writes_case
from rules.edtf import bounds
from rules.governance import Round
from rules.leads import leads_to
from rules.model import Committee, Measure, Meeting, Occurrence, OccurrenceKind, Plan, Reporting
from rules.phrases import is_long
from rules.workdays import WorkCalendar

NEXT_MEETING = "m:next"  # the slot of «neste møte», bound or not
_SHARES = {"tertial": (37, 3), "quarter": (33, 4), "half_year": (40, 2)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A point that a reading asks for, before it has a row. Fields as in rules.model.Occurrence."""

    kind: OccurrenceKind
    slot: str
    due: date | None
    earliest: date | None = None
    latest: date | None = None
    opens: date | None = None
    meeting: str | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a reading is bound to: the plan, its reporting, all committees and meetings, the working calendar, and the
    `rounds` that people have opened: they hold whatever the reporting says. `today`: the day on which this is asked;
    None: not known."""

    plan: Plan
    reporting: Reporting | None
    committees: Mapping[str, Committee]
    meetings: Sequence[Meeting]
    calendar: WorkCalendar
    rounds: Sequence[Round] = ()
    today: date | None = None

    @property
    def first_day(self) -> date:
        """First day of the plan's years; a plan without years has none of its own, so year one."""
        return date(min(self.plan.years, default=1), 1, 1)

    @property
    def last_day(self) -> date:
        """Last day of the plan's years."""
        return date(max(self.plan.years, default=1), 12, 31)

    def meetings_of(self, committee: str | None) -> list[Meeting]:
        """The committee's meetings that stand, in order of time."""
        those = (m for m in self.meetings if m.committee == committee and m.state != "cancelled")
        return sorted(those, key=lambda m: (m.held_on, m.uid))


def find_committee(name: str | None, committees: Mapping[str, Committee], own: str | None) -> str | None:
    """Which committee a text means: the plan's own where its name, an alias or its first word fits, else by name."""
    if name is None:
        return own
    wanted_name = " ".join(name.casefold().split())

    def names(c: Committee) -> set[str]:
        return {" ".join(n.casefold().split()) for n in (c.id, c.name, *c.aliases)}

    mine = committees.get(own) if own else None
    if mine and (wanted_name in names(mine) or any(n.split()[0] == wanted_name for n in names(mine) if n)):
        return mine.id
    return next((c.id for c in committees.values() if wanted_name in names(c)), None)


def wanted(measure: Measure, around: Surroundings, rows: Sequence[Occurrence] = ()) -> tuple[Wanted, ...]:
    """The points of a measure: those of its reading, looks on the way through a long window, and one report for each
    reporting period of the plan. `rows`: its occurrences so far, so that «neste møte» stays bound to the meeting it was
    bound to once."""
    if measure.withdrawn:
        return ()
    reports = _reports(around)
    own = [_leading(w, reports, around) for w in _from_reading(measure, around, rows)]
    unique = {w.slot: w for w in (*own, *_checkpoints(measure, around), *reports)}
    return tuple(unique.values())


def _leading(point: Wanted, reports: Sequence[Wanted], around: Surroundings) -> Wanted:
    """The point; a date also says where its reminders lead to."""
    if point.kind != "due" or point.due is None:
        return point
    leads = leads_to(point.due, _occasions(reports, around), around.calendar)
    return replace(point, opens=leads) if leads else point


def _occasions(reports: Iterable[Wanted], around: Surroundings) -> Iterator[date]:
    """The days on which the plan is talked about: its own committee's meetings, and the first days of its rounds."""
    yield from (m.held_on for m in around.meetings_of(around.plan.committee))
    yield from (r.opens for r in reports if r.opens is not None)


def _from_reading(measure: Measure, around: Surroundings, rows: Sequence[Occurrence]) -> Iterable[Wanted]:
    reading = measure.reading
    match reading.kind:
        case "dates":
            return [Wanted("due", p.slot, p.due, p.earliest, p.latest) for p in reading.points]
        case "start":
            return [_start(edtf, around) for edtf in reading.edtf[:1]]
        case "recurring":
            points = expand(reading, around.first_day, around.last_day, around.calendar)
            return [Wanted("due", f"r:{p.edtf}", p.due, p.earliest, p.latest) for p in points]
        case "meeting":
            return _meetings(measure, around, rows)
        case _:
            return [Wanted("due", f"p:{p.edtf}", p.due, p.earliest, p.latest) for p in reading.points if p.due]


def _checkpoints(measure: Measure, around: Surroundings) -> Iterator[Wanted]:
    """Looks on the way through a long window: the end of each third of a year that lies in it before its own end. In a
    plan with rounds each round is one."""
    if around.reporting is not None or measure.reading.kind != "dates":
        return
    for point in measure.reading.points:
        first, last = point.earliest, point.latest
        if first is not None and last is not None and is_long(point):
            spans = [(edtf, *_whole(edtf)) for year in range(first.year, last.year + 1) for edtf in _thirds(year)]
            for edtf, begins, ends in spans:
                if first <= begins and ends < last:
                    due = around.calendar.previous_workday(ends)
                    yield Wanted("checkpoint", f"c:{edtf}", due, begins, ends)


def _thirds(year: int) -> list[str]:
    return _periods(year, "tertial")


def _start(edtf: str, around: Surroundings) -> Wanted:
    first = bounds(edtf)[0]
    due = around.calendar.next_workday(first) if first else None
    return Wanted("start", "s:", due, earliest=first)


def _meetings(measure: Measure, around: Surroundings, rows: Sequence[Occurrence]) -> Iterable[Wanted]:
    ref = measure.reading.meeting
    if ref is None:
        return []
    known = around.meetings_of(find_committee(ref.committee, around.committees, around.plan.committee))
    if ref.date is not None:
        called = _called_for(ref.date, known)
        return [_at(called, measure, around) if called else _on_day(ref.date, measure, around)]
    decided = measure.decided_on or around.plan.decided or around.first_day
    if ref.which == "every":
        return [
            _at(m, measure, around) for m in known if max(decided, around.first_day) <= m.held_on <= around.last_day
        ]
    if ref.which in ("next", "first"):
        slot = _next_slot(decided, rows)
        bound = next((o.meeting for o in rows if o.slot == slot and not o.withdrawn), None)
        return [replace(_following(bound, decided, known, measure, around), slot=slot)]
    return [_unbound()]


def _following(
    bound: str | None, decided: date, known: Sequence[Meeting], measure: Measure, around: Surroundings
) -> Wanted:
    """The meeting it is bound to; where that was cancelled the next one from today on (today not known: after it).
    Without a next one the row remembers which was cancelled, for the meeting that is called then."""
    later = [m for m in known if m.held_on > decided]
    gone = next((m.held_on for m in around.meetings if m.uid == bound and m.state == "cancelled"), None)
    if gone is not None:
        later = [m for m in later if m.held_on >= (around.today or gone)]
    following = next((m for m in later if m.uid == bound), next(iter(later), None))
    return _at(following, measure, around) if following else replace(_unbound(), meeting=bound)


def _next_slot(decided: date, rows: Sequence[Occurrence]) -> str:
    """The slot of «neste møte»; another one where the first was answered, and then the same was decided again."""
    before = next((o for o in rows if o.slot == NEXT_MEETING and o.answered_at is not None and not o.withdrawn), None)
    if before is None or before.answered_at is None:
        return NEXT_MEETING
    held = before.latest is not None and before.latest <= decided
    return f"{NEXT_MEETING}:{decided.isoformat()}" if held or before.answered_at.date() < decided else NEXT_MEETING


def _called_for(day: date, known: Sequence[Meeting]) -> Meeting | None:
    """The meeting that was first called for the day, wherever it has moved; else one that has moved there."""
    first = next((m for m in known if m.id == day.isoformat()), None)
    return first or next((m for m in known if m.held_on == day), None)


def _unbound() -> Wanted:
    return Wanted("meeting", NEXT_MEETING, None)


def _on_day(day: date, measure: Measure, around: Surroundings) -> Wanted:
    return Wanted("meeting", f"p:{day.isoformat()}", _before_meeting(day, None, measure, around), latest=day)


def _at(meeting: Meeting, measure: Measure, around: Surroundings) -> Wanted:
    due = _before_meeting(meeting.held_on, around.committees.get(meeting.committee), measure, around)
    return Wanted("meeting", f"m:{meeting.uid}", due, latest=meeting.held_on, meeting=meeting.uid)


def _before_meeting(day: date, committee: Committee | None, measure: Measure, around: Surroundings) -> date:
    """The due day of a meeting point: the case deadline where a case must be written, an offset, or the day itself."""
    ref = measure.reading.meeting
    if ref is not None and ref.offset:
        return around.calendar.previous_workday(day + _days(ref.offset))
    if ref is not None and ref.bound == "before":
        return around.calendar.previous_workday(day - timedelta(days=1))
    if committee and committee.case_deadline and writes_case(measure.reading.text):
        return around.calendar.previous_workday(committee.case_deadline.from_day(day, around.calendar))
    return day


_DURATION = re.compile(r"^([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:(\d+)M)?$")


def _days(offset: str) -> timedelta:
    """An ISO 8601 duration of weeks, days, months (30 days) as a timedelta. Raises ValueError for anything else."""
    found = _DURATION.match(offset)
    if found is None:
        raise ValueError(f"not a duration of days, weeks or months: {offset!r}")
    weeks, days, months = (int(g or 0) for g in found.groups()[1:])
    return timedelta(days=(weeks * 7 + days + months * 30) * (-1 if found[1] == "-" else 1))


def _reports(around: Surroundings) -> list[Wanted]:
    regular = {w.slot: w for w in _regular(around)}
    opened = {f"t:{r.period}": _opened(r) for r in around.rounds if r.opened_at is not None}
    return list((regular | opened).values())


def _opened(one: Round) -> Wanted:
    first, last = (None, None) if one.period.startswith("m:") else bounds(one.period)
    return Wanted("report", f"t:{one.period}", one.due_on, first, last, opens=one.opens_on)


def _regular(around: Surroundings) -> list[Wanted]:
    reporting = around.reporting
    if reporting is None:
        return []
    if reporting.every == "meeting":
        meetings = around.meetings_of(around.plan.committee)
        inside = [m for m in meetings if around.first_day <= m.held_on <= around.last_day]
        return [_report(f"t:m:{m.uid}", None, m.held_on, reporting, around) for m in inside]
    return [
        _report(f"t:{edtf}", *_whole(edtf), reporting, around)
        for year in sorted(around.plan.years)
        for edtf in _periods(year, reporting.every)
    ]


def _whole(edtf: str) -> tuple[date, date]:
    first, last = bounds(edtf)
    assert first is not None and last is not None
    return first, last


def _periods(year: int, every: str) -> list[str]:
    if every == "year":
        return [str(year)]
    first, count = _SHARES[every]
    return [f"{year}-{first + n}" for n in range(count)]


def _report(slot: str, first: date | None, last: date, reporting: Reporting, around: Surroundings) -> Wanted:
    due = around.calendar.previous_workday(reporting.due.from_day(last, around.calendar))
    opens = around.calendar.next_workday(reporting.ask.from_day(due, around.calendar))
    return Wanted("report", slot, due, first, last, opens=opens)


@dataclass(frozen=True, slots=True)
class Rebound:
    """What becomes of the rows: `kept` unchanged, `moved` (old, new) with another due day, `new` without a row yet,
    `withdrawn` no longer asked for, `revived` withdrawn before and asked for again."""

    kept: tuple[Occurrence, ...] = ()
    moved: tuple[tuple[Occurrence, Occurrence], ...] = ()
    new: tuple[Wanted, ...] = ()
    withdrawn: tuple[Occurrence, ...] = ()
    revived: tuple[Occurrence, ...] = field(default=())


def rebind(old: Sequence[Occurrence], points: Sequence[Wanted]) -> Rebound:
    """Pairs rows with points: same slot is the same row; then open rows of one kind pair in order of due (moved);
    the rest of the points are new, the rest of the open rows withdrawn. Answered rows are never touched."""
    by_slot = {o.slot: o for o in old}
    left = [p for p in points if p.slot not in by_slot]
    same = [(by_slot[p.slot], p) for p in points if p.slot in by_slot]
    used = {o.uid for o, _ in same}
    free = [o for o in old if o.open and o.uid not in used and o.kind != "wait"]
    paired, new, gone = _pair(free, left)
    results = [_meet(o, p) for o, p in (*same, *paired)]
    return Rebound(
        kept=tuple(n for o, n in results if n.due == o.due and not o.withdrawn),
        moved=tuple((o, n) for o, n in results if n.due != o.due and not o.withdrawn),
        new=tuple(new),
        withdrawn=tuple(replace(o, withdrawn=True) for o in gone),
        revived=tuple(n for o, n in results if o.withdrawn and o.answered_at is None),
    )


def _pair(
    free: list[Occurrence], left: list[Wanted]
) -> tuple[list[tuple[Occurrence, Wanted]], list[Wanted], list[Occurrence]]:
    pairs: list[tuple[Occurrence, Wanted]] = []
    far = date.max
    for kind, party in dict.fromkeys((p.kind, _party(p.slot)) for p in left):  # one party's row is never another's
        rows = sorted((o for o in free if (o.kind, o.party) == (kind, party)), key=lambda o: (o.due or far, o.uid))
        todo = sorted(
            (p for p in left if (p.kind, _party(p.slot)) == (kind, party)), key=lambda p: (p.due or far, p.slot)
        )
        pairs += zip(rows, todo, strict=False)
    taken_rows, taken = {o.uid for o, _ in pairs}, {p.slot for _, p in pairs}
    return pairs, [p for p in left if p.slot not in taken], [o for o in free if o.uid not in taken_rows]


def _party(slot: str) -> str | None:
    return slot.partition("@")[2] or None


def _meet(row: Occurrence, point: Wanted) -> tuple[Occurrence, Occurrence]:
    """The row as the point wants it; an answered row stays as it is."""
    if row.answered_at is not None:
        return row, row
    return row, replace(
        row,
        kind=point.kind,
        slot=point.slot,
        due=point.due,
        earliest=point.earliest,
        latest=point.latest,
        opens=point.opens,
        meeting=point.meeting,
        withdrawn=False,
    )


def occurrence_of(point: Wanted, uid: str, measure: str, counted_from: datetime | None) -> Occurrence:
    """A new row for a point."""
    return Occurrence(
        uid,
        measure,
        point.kind,
        point.slot,
        point.due,
        point.earliest,
        point.latest,
        point.opens,
        point.meeting,
        counted_from,
    )
