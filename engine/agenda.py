"""What a committee's meeting has before it. Public names: Agenda, Line, Awaiting, agenda, upcoming."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from engine.planversions import submission_of
from engine.store import Unit, governance, meetings, plans
from rules.book import Book
from rules.errors import PlanError
from rules.governance import Decision
from rules.model import Committee, Measure, Meeting, Occurrence, Plan
from rules.occurrences import find_committee
from rules.questions import held_by
from rules.span import Span
from rules.submission import bound
from rules.workflow import is_final


@dataclass(frozen=True, slots=True)
class Line:
    """A measure at one of its deadlines. `standing`: it is on every meeting of the committee."""

    plan: Plan
    measure: Measure
    occurrence: Occurrence
    standing: bool = False


@dataclass(frozen=True, slots=True)
class Awaiting:
    """A plan that waits for the committee: `count` measures it has yet to decide on; `reopened`: of these, those that
    it approved in other words."""

    plan: Plan
    version: int
    count: int
    reopened: int


@dataclass(frozen=True, slots=True)
class Agenda:
    """`case_deadline`, `papers`: the working days on which cases must be ready and papers go out, None: the committee
    has none. `due`: bound to this meeting; `before`: other deadlines of the committee's plans since the meeting before;
    `standing`: on every meeting; `queue`: past without an answer; `awaiting`: plans to approve; `decisions`: what was
    decided in it."""

    committee: Committee
    meeting: Meeting
    case_deadline: date | None
    papers: date | None
    due: tuple[Line, ...]
    before: tuple[Line, ...]
    standing: tuple[Line, ...]
    queue: tuple[Line, ...]
    awaiting: tuple[Awaiting, ...]
    decisions: tuple[tuple[Plan, Decision], ...]


def upcoming(unit: Unit, committee: str, book: Book, today: date) -> Meeting:
    """The committee's next meeting, today's included. Raises PlanError where none is called."""
    ahead = [m for m in meetings.meetings(unit, committee) if m.held_on >= today and m.state != "cancelled"]
    if not ahead:
        name = book.committees[committee].name
        raise PlanError(f"{name} har ikke noe møte framover. Legg inn et med «tidsfrist meeting add {committee} DATO».")
    return ahead[0]


def agenda(unit: Unit, meeting: Meeting, book: Book, today: date) -> Agenda:
    """The agenda of a meeting as it is today."""
    committee = book.committees[meeting.committee]
    lines = list(_lines(unit, meeting.committee, book))
    mine = [x for x in lines if x.occurrence.meeting == meeting.uid]
    since = _meeting_before(unit, meeting)
    queue = [x for x in lines if _past(x.occurrence, min(today, meeting.held_on))]
    passed = {x.occurrence.uid for x in queue}
    return Agenda(
        committee,
        meeting,
        _day(committee.case_deadline, meeting, book),
        _day(committee.papers, meeting, book),
        _sorted(x for x in mine if not x.standing and x.occurrence.uid not in passed),
        _sorted(x for x in lines if x not in mine and x.occurrence.uid not in passed and _until(x, since, meeting)),
        _sorted(x for x in mine if x.standing),
        _sorted(x for x in queue if not x.standing or x.occurrence.meeting != meeting.uid),
        tuple(_awaiting(unit, meeting, book, today)),
        tuple(_decided(unit, meeting)),
    )


def _lines(unit: Unit, committee: str, book: Book) -> Iterator[Line]:
    """Every open occurrence of the committee's own plans, and those of other plans that hang on its meetings."""
    own = {m.uid for m in meetings.meetings(unit, committee)}
    for plan in plans.plans(unit):
        measures = plans.measures(unit, plan.uid) if plan.status == "active" else ()
        rows = plans.occurrences(unit, [m.uid for m in measures])
        for measure in measures:
            if is_final(book.rulebook, measure.state) or held_by(measure.questions):
                continue
            for one in rows[measure.uid]:
                if one.open and one.named and (plan.committee == committee or one.meeting in own):
                    yield Line(plan, measure, one, _standing(plan, measure, committee, book))


def _standing(plan: Plan, measure: Measure, committee: str, book: Book) -> bool:
    ref = measure.reading.meeting
    if ref is None or ref.which != "every":
        return False
    return find_committee(ref.committee, book.committees, plan.committee) == committee


def _past(occurrence: Occurrence, day: date) -> bool:
    return occurrence.due is not None and occurrence.due < day


def _until(line: Line, since: date, meeting: Meeting) -> bool:
    due = line.occurrence.due
    return due is not None and since < due <= meeting.held_on and line.plan.committee == meeting.committee


def _meeting_before(unit: Unit, meeting: Meeting) -> date:
    earlier = [m.held_on for m in meetings.meetings(unit, meeting.committee) if m.state != "cancelled"]
    return max((day for day in earlier if day < meeting.held_on), default=meeting.held_on - timedelta(days=92))


def _day(span: Span | None, meeting: Meeting, book: Book) -> date | None:
    return book.calendar.previous_workday(span.from_day(meeting.held_on, book.calendar)) if span else None


def _sorted(lines: Iterable[Line]) -> tuple[Line, ...]:
    def place(line: Line) -> tuple[str, str, list[tuple[int, str]]]:
        number = [(int(p), "") if p.isdigit() else (0, p) for p in line.measure.number.split(".")]
        due = line.occurrence.due
        return due.isoformat() if due else "", line.plan.id, number

    return tuple(sorted(lines, key=place))


def _awaiting(unit: Unit, meeting: Meeting, book: Book, today: date) -> Iterator[Awaiting]:
    for plan in plans.plans(unit):
        given = submission_of(unit, plan, book) if not plan.over else None
        if given is None:
            continue
        here = [b for b in bound(given, book, today) if b.committee == meeting.committee]
        if any(b.meeting == meeting for b in here):
            wanted = given.standing.open_for(meeting.committee)
            again = [one for one in wanted if meeting.committee in one.reopened]
            yield Awaiting(plan, given.standing.version, len(wanted), len(again))


def _decided(unit: Unit, meeting: Meeting) -> Iterator[tuple[Plan, Decision]]:
    by_uid = {p.uid: p for p in plans.plans(unit)}
    for decision in governance.decisions(unit):
        if decision.meeting == meeting.uid and decision.plan in by_uid:
            yield by_uid[decision.plan], decision
