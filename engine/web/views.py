"""What pages show of plans: values with the words in place. Public names: PlanRow, MeasureView, OccurrenceView,
FocusView, plan_rows, plan_view, measure_view, open_questions, Reader, meetings_by_uid, role_label, occurrence_label.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from engine.periods import period_words
from engine.questions import cures_of, question_words, questions_of
from engine.statuses import outcome_words
from engine.store import Unit, meetings, plans
from engine.web.pages import NotFound
from notifiers.words import day_words, listed, when_words
from rules.book import Book
from rules.deadline import explain
from rules.model import Measure, Meeting, Occurrence, Plan
from rules.recipients import recipients, responsible_roles
from rules.workflow import is_final

Timeliness = Literal["overdue", "today", "soon", "later", "answered", "none"]
SOON = timedelta(days=14)
_ROLE_FROM = {
    "nb": {"focus": "har innsatsområdet", "default": "planens faste ansvarlige", "secretariat": "ingen er nevnt"},
    "nn": {"focus": "har innsatsområdet", "default": "planen sin faste ansvarlege", "secretariat": "ingen er nemnd"},
}
_KINDS = {
    "nb": {
        "due": "Frist",
        "checkpoint": "Underveis",
        "meeting": "Møte",
        "start": "Oppstart",
        "report": "Rapport",
        "wait": "Ses på igjen",
    },
    "nn": {
        "due": "Frist",
        "checkpoint": "Undervegs",
        "meeting": "Møte",
        "start": "Oppstart",
        "report": "Rapport",
        "wait": "Sjåast på igjen",
    },
}


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom, on which day, by which rules."""

    book: Book
    today: date
    locale: str = "nb"


@dataclass(frozen=True, slots=True)
class OccurrenceView:
    """One point of a measure. `label`: what it is; `day`, `when`: in words, "" = no day yet."""

    uid: str
    kind: str
    label: str
    due: date | None
    day: str
    when: str
    timeliness: Timeliness
    answers: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether it can be answered."""
        return self.timeliness != "answered"


@dataclass(frozen=True, slots=True)
class MeasureView:
    """One measure. `people`: who is told; `state_kind`: the state's id, for its colour."""

    uid: str
    number: str
    name: str
    title: str
    activity: str
    focus: str
    plan_id: str
    plan_title: str
    deadline_text: str
    reading: str
    responsible_text: str
    status_text: str
    roles: str
    role_from: str
    people: tuple[tuple[str, str], ...]
    state: str
    state_kind: str
    final: bool
    questions: tuple[str, ...]
    cures: tuple[str, ...]
    occurrences: tuple[OccurrenceView, ...]

    @property
    def points(self) -> tuple[OccurrenceView, ...]:
        """The measure's own points, without the plan's reporting rounds."""
        return tuple(o for o in self.occurrences if o.kind != "report")

    @property
    def reports(self) -> tuple[OccurrenceView, ...]:
        """The reporting rounds."""
        return tuple(o for o in self.occurrences if o.kind == "report")

    @property
    def timeliness(self) -> Timeliness:
        """The most pressing of its open points; answered where the measure is finished."""
        if self.final:
            return "answered"
        order: tuple[Timeliness, ...] = ("overdue", "today", "soon", "later")
        there = {o.timeliness for o in self.points}
        return next((t for t in order if t in there), "none")


@dataclass(frozen=True, slots=True)
class FocusView:
    """A focus area with its measures."""

    title: str
    measures: tuple[MeasureView, ...]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in the list: how many measures there are and how many are late, soon due, finished, asked about."""

    id: str
    title: str
    committee: str
    years: str
    status: str
    measures: int
    overdue: int
    soon: int
    finished: int
    questions: int
    next_due: date | None


def plan_rows(unit: Unit, reader: Reader) -> tuple[PlanRow, ...]:
    """Every plan."""
    there = meetings_by_uid(unit)
    return tuple(_plan_row(plan, _measures(unit, plan, reader, there), reader) for plan in plans.plans(unit))


def _plan_row(plan: Plan, measures: tuple[MeasureView, ...], reader: Reader) -> PlanRow:
    committee = reader.book.committees.get(plan.committee or "")
    ahead = [o.due for m in measures for o in m.points if o.due and o.open and o.due >= reader.today and not m.final]
    return PlanRow(
        plan.id,
        plan.title,
        committee.name if committee else plan.committee or "",
        years_words(plan),
        plan.status,
        len(measures),
        sum(m.timeliness == "overdue" for m in measures),
        sum(m.timeliness in ("today", "soon") for m in measures),
        sum(m.final for m in measures),
        sum(bool(m.questions) for m in measures),
        min(ahead, default=None),
    )


def years_words(plan: Plan) -> str:
    """«2015», «2016–2017»."""
    return f"{min(plan.years)}–{max(plan.years)}" if len(plan.years) > 1 else "".join(str(y) for y in plan.years)


def plan_view(unit: Unit, plan_id: str, reader: Reader) -> tuple[PlanRow, tuple[FocusView, ...]]:
    """A plan with its focus areas in the order of the plan. Raises NotFound."""
    plan = plans.plan_by_id(unit, plan_id)
    if plan is None:
        raise NotFound(f"Det finnes ingen plan «{plan_id}».")
    shown = _measures(unit, plan, reader, meetings_by_uid(unit))
    areas: dict[str, list[MeasureView]] = {}
    for measure in shown:
        areas.setdefault(measure.focus, []).append(measure)
    return _plan_row(plan, shown, reader), tuple(FocusView(title, tuple(ms)) for title, ms in areas.items())


def measure_view(unit: Unit, uid: str, reader: Reader) -> MeasureView:
    """One measure. Raises NotFound."""
    measure = plans.measure(unit, uid)
    plan = plans.plan(unit, measure.plan) if measure else None
    if measure is None or plan is None:
        raise NotFound(f"Det finnes ikke noe tiltak «{uid}».")
    rows = plans.occurrences(unit, [uid])[uid]
    return _measure(measure, plan, rows, reader, meetings_by_uid(unit))


def open_questions(unit: Unit, reader: Reader) -> tuple[MeasureView, ...]:
    """Measures that the secretariat must look at."""
    there = meetings_by_uid(unit)
    found = (m for plan in plans.plans(unit) for m in _measures(unit, plan, reader, there))
    return tuple(m for m in found if m.questions)


def meetings_by_uid(unit: Unit) -> dict[str, Meeting]:
    """All meetings."""
    return {m.uid: m for m in meetings.meetings(unit)}


def _measures(unit: Unit, plan: Plan, reader: Reader, there: Mapping[str, Meeting]) -> tuple[MeasureView, ...]:
    measures = plans.measures(unit, plan.uid)
    rows = plans.occurrences(unit, [m.uid for m in measures])
    return tuple(_measure(m, plan, rows[m.uid], reader, there) for m in measures)


def _measure(
    measure: Measure, plan: Plan, rows: Iterable[Occurrence], reader: Reader, there: Mapping[str, Meeting]
) -> MeasureView:
    book, locale = reader.book, reader.locale
    state = book.rulebook.states.get(measure.state)
    roles, source = responsible_roles(plan, measure, book)
    rows = tuple(rows)
    questions = questions_of(plan, measure, rows, book, reader.today)
    return MeasureView(
        uid=measure.uid,
        number=measure.number,
        name=measure.name,
        title=measure.title,
        activity=measure.activity,
        focus=measure.focus_area,
        plan_id=plan.id,
        plan_title=plan.title,
        deadline_text=measure.deadline_text,
        reading=explain(measure.reading, locale),
        responsible_text=measure.responsible_text,
        status_text=measure.status_text,
        roles=listed([role_label(r, book) for r in roles]),
        role_from=_ROLE_FROM[locale].get(source, ""),
        people=tuple(_told(plan, measure, reader)),
        state=state.name_in(locale) if state else measure.state,
        state_kind=measure.state,
        final=is_final(book.rulebook, measure.state),
        questions=tuple(question_words(q, measure, locale) for q in questions),
        cures=tuple(dict.fromkeys(c for q in questions for c in cures_of(q, locale))),
        occurrences=tuple(_occurrence(o, reader, there) for o in rows if not o.withdrawn),
    )


def _told(plan: Plan, measure: Measure, reader: Reader) -> Iterable[tuple[str, str]]:
    """(person id, name) of those who are told of the measure."""
    for one in recipients(("responsible",), plan, measure, reader.book, reader.today):
        person = reader.book.directory.people.get(one.person)
        if person is not None:
            yield person.id, person.name


def role_label(role: str, book: Book) -> str:
    """What people call the role."""
    known = book.directory.roles.get(role)
    return known.label if known else role


def _occurrence(o: Occurrence, reader: Reader, there: Mapping[str, Meeting]) -> OccurrenceView:
    return OccurrenceView(
        o.uid,
        o.kind,
        occurrence_label(o, reader, there),
        o.due,
        day_words(o.due, reader.locale),
        when_words(o.due, reader.today, reader.locale),
        timeliness(o, reader.today),
        tuple(_answers(o, reader)),
    )


def occurrence_label(o: Occurrence, reader: Reader, there: Mapping[str, Meeting]) -> str:
    """«Frist», «Møte i LSU Drammen», «Rapport 1. tertial 2014»."""
    label = _KINDS[reader.locale][o.kind]
    meeting = there.get(o.meeting or "")
    if meeting is not None:
        committee = reader.book.committees.get(meeting.committee)
        return f"{label}, {committee.name if committee else meeting.committee}"
    period = period_words(o.slot.removeprefix("t:"), reader.locale) if o.slot.startswith("t:") else ""
    return f"{label} {period}".strip()


def timeliness(o: Occurrence, today: date) -> Timeliness:
    """How an occurrence stands on a day. Worked out, never stored."""
    if o.answered_at is not None:
        return "answered"
    if o.due is None:
        return "none"
    if o.due < today:
        return "overdue"
    if o.due == today:
        return "today"
    return "soon" if o.due - today <= SOON else "later"


def _answers(o: Occurrence, reader: Reader) -> Iterable[str]:
    for answer in o.answers:
        person = reader.book.directory.people.get(answer.by)
        outcome = outcome_words(answer.outcome, reader.locale, reader.book, answer.proposed_deadline)
        day = day_words(answer.answered_at.astimezone(reader.book.zone).date(), reader.locale)
        yield f"{outcome}, {person.name if person else answer.by}, {day}"
