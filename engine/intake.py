"""A plan file becomes plan, measures, readings and occurrences in the store. Public names: add_plan, activate, Intake,
rebind_measures, surroundings, AT_ONCE, reading_context.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from engine.documents.planfile import MeasureEntry, PlanFile
from engine.store import Stamp, Unit, governance, installation, meetings, plans
from rules.binding import bound
from rules.book import Book
from rules.corrections import chosen
from rules.deadline import Context, Policy, read
from rules.deadline.review import contradictions
from rules.edtf import SeasonEnds
from rules.errors import PlanError
from rules.governance import Correction
from rules.identity import uid
from rules.matching import Row, match
from rules.model import Approval, Measure, Occurrence, Plan, Reporting
from rules.occurrences import Surroundings, wanted
from rules.phrases import StatusReading, long_window, read_status
from rules.questions import PASSED, about_the_text, asked_of, remedied
from rules.workflow import is_final

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Intake:
    """What adding a plan did: measure numbers by what became of them, and how many occurrences were made or moved."""

    plan: Plan
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    questions: int = 0
    moved: int = 0


@dataclass(frozen=True, slots=True)
class _Reader:
    """What the measures of one version are read with. `area_approvers`: committees by focus area."""

    plan: Plan
    book: Book
    context: Context
    corrections: tuple[Correction, ...]
    area_approvers: Mapping[str, tuple[str, ...]]


def add_plan(unit: Unit, file: PlanFile, text: str, sha: str, book: Book, stamp: Stamp) -> Intake:
    """Adds the plan, or a new version of it; nothing that people have said is lost. `text`, `sha`: the file as it
    was. Raises PlanError where the plan cannot take a new version."""
    before = plans.plan_by_id(unit, file.plan.id)
    if before is not None and before.over:
        raise PlanError(f"Planen {before.id} er avsluttet. Gi den nye planen en egen id.")
    _known_committees(file, book)
    plan = _plan(unit, file, before, book)
    plans.save_plan(unit, plan, stamp)
    plans.save_plan_text(unit, plan.uid, sha, text, stamp)
    intake = Intake(plan)
    old = plans.measures(unit, plan.uid, withdrawn=True)
    merged = _merge(unit, file, plan, old, book, intake)
    merged = [_passed_on_arrival(m, _today(unit, plan, book, stamp)) for m in merged]
    saved = plans.save_measures(unit, merged, stamp)
    rebind_measures(unit, plan, saved, book, stamp, intake)
    if plan.approval is not None or (plan.status == "active" and plan.counted_from is None):
        plans.set_plan_look(unit, plan.uid, AT_ONCE)
    intake.questions = _asked(unit, saved, book)
    return intake


def _asked(unit: Unit, measures: Sequence[Measure], book: Book) -> int:
    """How many questions the secretariat gets about these measures."""
    rows = plans.occurrences(unit, [m.uid for m in measures])
    there = (m for m in measures if not m.withdrawn)
    return sum(
        len(m.questions if is_final(book.rulebook, m.state) else asked_of(m, rows.get(m.uid, ()))) for m in there
    )


def _today(unit: Unit, plan: Plan, book: Book, stamp: Stamp) -> date | None:
    """The day for a plan that runs already; None before its first look, whose list tells of all that has passed."""
    mine = installation.installation(unit)
    now = stamp.at or (mine.clock if mine else None)
    return now.astimezone(book.zone).date() if now is not None and plan.counted_from is not None else None


def _passed_on_arrival(measure: Measure, today: date | None) -> Measure:
    """A measure that comes into a running plan with its last day behind it is a question: no step of it will fire."""
    due = measure.reading.due
    if measure.version or today is None or not due or max(due) >= today:
        return measure
    return replace(measure, questions=(*measure.questions, f"{PASSED}:{today.isoformat()}"))


def activate(unit: Unit, plan: Plan, stamp: Stamp) -> Plan:
    """Starts the plan's clock at the next tick. Raises PlanError where it is running or over."""
    if plan.status == "active":
        raise PlanError(f"Planen {plan.id} er alt aktiv.")
    if plan.status not in ("draft", "approved"):
        raise PlanError(f"Planen {plan.id} er avsluttet og kan ikke aktiveres.")
    active = replace(plan, status="active")
    plans.save_plan(unit, active, stamp)
    plans.set_plan_look(unit, plan.uid, AT_ONCE)
    return active


def _plan(unit: Unit, file: PlanFile, before: Plan | None, book: Book) -> Plan:
    head = file.plan
    made = before.uid if before else uid(unit.tenant, "plan", head.id, plans.uid_taken(unit))
    rule = head.reporting
    fresh = Plan(
        made,
        head.id,
        head.title,
        book.committee_named(head.committee) if head.committee else None,
        file.status,
        tuple(head.years),
        head.language,
        head.secretariat,
        head.default_responsible,
        tuple((a.title, a.default_responsible) for a in file.focus_areas if a.default_responsible),
        Reporting(rule.every, rule.ask, rule.due) if rule else None,
        head.decided or head.draft_date,
        approval=_approval(file, book),
    )
    if before is None:
        mine = installation.installation(unit)
        return replace(fresh, stopped=mine.stopped if mine else None)
    status = before.status if file.status == "draft" else ("active" if before.status == "draft" else before.status)
    return replace(
        fresh,
        status=status,
        counted_from=before.counted_from,
        released_at=before.released_at,
        stopped=before.stopped,
        carried_from=before.carried_from,
    )


def _known_committees(file: PlanFile, book: Book) -> None:
    """Raises PlanError naming every committee of the file that nobody knows: its own, and those that approve it."""
    named = dict.fromkeys((*([file.plan.committee] if file.plan.committee else []), *file.committees))
    unknown = [name for name in named if book.committee_named(name) is None]
    if unknown:
        known = ", ".join(sorted(c.name for c in book.committees.values())) or "ingen"
        raise PlanError(f"Ukjente utvalg i {file.plan.id}: {', '.join(unknown)}. Kjente utvalg: {known}.")


def _approval(file: PlanFile, book: Book) -> Approval | None:
    """Who must approve, as committee ids; None: nobody, or the file itself says that the plan is active already."""
    if not file.committees or file.plan.status == "active":
        return None
    head = file.plan
    if isinstance(head.approval, tuple):
        named = _committees(head.approval, book)
        return Approval(_committees(head.approvers, book) or named, "named", named)
    return Approval(_committees(head.approvers, book), head.approval or "all")


def _committees(names: Iterable[str], book: Book) -> tuple[str, ...]:
    found = (book.committee_named(name) for name in names)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _reader(unit: Unit, file: PlanFile, plan: Plan, book: Book) -> _Reader:
    areas = {a.title: _committees(a.approvers, book) for a in file.focus_areas if a.approvers}
    return _Reader(plan, book, reading_context(plan, book), governance.corrections(unit, plan.uid), areas)


def _words(entry: MeasureEntry) -> str:
    return "\n".join((entry.title, *entry.activities))


def _merge(unit: Unit, file: PlanFile, plan: Plan, old: Sequence[Measure], book: Book, intake: Intake) -> list[Measure]:
    entries = {str(n): e for n, e in enumerate(file.measures)}
    rows = [Row(m.uid, m.number, f"{m.title}\n{m.activity}") for m in old]
    matched = match(rows, [Row(key, e.id, _words(e)) for key, e in entries.items()])
    by_uid = {m.uid: m for m in old}
    reader = _reader(unit, file, plan, book)
    taken = plans.uid_taken(unit)
    used: set[str] = set()
    out: list[Measure] = []
    for old_uid, key in matched.pairs:
        out += _updated(by_uid[old_uid], entries[key], reader, intake)
    for key in matched.new:
        entry = entries[key]
        made = uid(unit.tenant, plan.uid, entry.id, lambda u: u in used or taken(u))
        used.add(made)
        out.append(_measure(made, entry, reader))
        intake.new.append(entry.id)
    out += _gone(matched.gone, matched.doubtful, by_uid, entries, intake)
    return out


def _gone(
    gone: Iterable[str],
    doubtful: Iterable[tuple[str, tuple[str, ...]]],
    by_uid: Mapping[str, Measure],
    entries: Mapping[str, MeasureEntry],
    intake: Intake,
) -> list[Measure]:
    """Vanished measures are withdrawn, but those carried over from another plan were never in the file; doubtful ones
    stay, with a question naming what they may have become."""
    out = []
    for measure in (by_uid[key] for key in gone):
        asked = any(q.startswith("same_measure:") for q in measure.questions)  # until it is answered both stay
        if not measure.withdrawn and measure.carried_from is None and not asked:
            intake.withdrawn.append(measure.number)
            out.append(replace(measure, withdrawn=True))
    for key, candidates in doubtful:
        measure = by_uid[key]
        if not measure.withdrawn:
            intake.doubtful.append(measure.number)
            code = "same_measure:" + ",".join(entries[c].id for c in candidates)
            out.append(replace(measure, questions=tuple(dict.fromkeys((*measure.questions, code)))))
    return out


def _measure(made: str, entry: MeasureEntry, reader: _Reader, was: Measure | None = None) -> Measure:
    plan, book = reader.plan, reader.book
    text = entry.deadline_text
    found = chosen(made, text, was, reader.corrections, lambda: read(text, reader.context))
    reading = found.reading
    roles, unknown = _roles(entry, plan, book)
    status = read_status(entry.status_text, reading.kind, book.rulebook, window=long_window(reading))
    bare = Measure(
        made,
        plan.uid,
        entry.id,
        entry.focus_area,
        entry.title,
        "\n".join(entry.activities),
        entry.purpose,
        entry.deadline_text,
        entry.responsible_text,
        entry.status_text,
        reading,
        status.state,
        None,
        roles,
        unknown,
        decided_on=entry.decided or (was.decided_on if was and found.source != "machine" else None),
        reading_from=found.source,
        approvers=_committees(entry.approvers, book) or reader.area_approvers.get(entry.focus_area, ()),
    )
    return replace(bare, questions=_questions(bare, status, found.questions, reader.context))


def _roles(entry: MeasureEntry, plan: Plan, book: Book) -> tuple[tuple[str, ...], tuple[str, ...]]:
    parts = entry.responsible_roles or ([entry.responsible_text] if entry.responsible_text else [])
    return book.directory.find_roles(parts, plan.committee)


def _updated(was: Measure, entry: MeasureEntry, reader: _Reader, intake: Intake) -> list[Measure]:
    """The measure with what the new version says. State, answers and uid stay; which reading counts, says
    rules.corrections; a changed status text counts only while nobody has said anything since."""
    now = _measure(was.uid, entry, reader, was)
    spoken = was.state_since is not None
    status_changed = entry.status_text != was.status_text
    state = now.state if status_changed and not spoken else was.state
    questions = now.questions
    if status_changed and spoken and now.state != was.state:
        questions = (*questions, f"status_changed:{entry.status_text}")
    now = replace(
        now,
        state=state,
        state_since=was.state_since,
        questions=questions,
        version=was.version,
        carried_from=was.carried_from,
    )
    if now == was:
        return []
    intake.changed.append(entry.id)
    return [now]


def _questions(measure: Measure, status: StatusReading, kept: tuple[str, ...], context: Context) -> tuple[str, ...]:
    """Codes of what a person must look at: «code» or «code:detail». `kept`: those that the version does not answer."""
    lines = [measure.title, *measure.activity.splitlines()] if measure.reading_from == "machine" else []
    told = "" if status.proposed_deadline else measure.status_text  # a time that it proposes is asked about as that
    doubts = {d: None for line in lines for d in contradictions(measure.reading, told, line, context)}
    found = [
        *measure.reading.questions,
        *(f"{doubt.code}:{doubt.other}" for doubt in doubts),
        *(f"unknown_role:{name}" for name in measure.unknown_roles),
        *([status.question] if status.question else []),
    ]
    if remedied(kept):
        found = [q for q in found if not about_the_text(q)]
    return tuple(dict.fromkeys((*found, *kept)))


def reading_context(plan: Plan, book: Book) -> Context:
    """What the plan's deadline texts are read in. The day is the one the text was decided on, never today."""
    own = book.committees.get(plan.committee or "")
    # Without a committee of its own a plan's «neste møte» is nobody's, never that of the first committee we know.
    names = [n for c in book.committees.values() for n in (c.name, *c.aliases)] if own else []
    return Context(
        plan.language,
        plan.years,
        plan.decided,
        tuple(dict.fromkeys(names)),
        own.name if own else None,
        policy=reading_policy(plan.id, book),
    )


def reading_policy(plan_id: str, book: Book) -> Policy:
    """The rulebook's `deadlines` as the reader's policy."""
    rules = book.deadlines_for(plan_id)
    usual = SeasonEnds()
    ends = {name: (int(day[:2]), int(day[3:])) for name, day in rules.seasons.items()}
    return Policy(
        seasons=SeasonEnds(
            (usual.spring[0], ends.get("vår", usual.spring[1])),
            (usual.summer[0], ends.get("sommer", usual.summer[1])),
            (usual.autumn[0], ends.get("høst", usual.autumn[1])),
            (usual.winter[0], ends.get("vinter", usual.winter[1])),
        ),
        period_due="last_day" if rules.period_due == "last_day" else "last_workday",
        ask_below=rules.ask_below,
        calendar=book.calendar,
    )


def surroundings(unit: Unit, plan: Plan, book: Book, at: datetime | None) -> Surroundings:
    """What the plan's readings are bound to at the instant, as the store knows it."""
    today = at.astimezone(book.zone).date() if at is not None else None
    rounds, known = governance.rounds(unit, plan.uid), meetings.meetings(unit)
    return Surroundings(plan, book.reporting_for(plan), book.committees, known, book.calendar, rounds, today)


def rebind_measures(
    unit: Unit, plan: Plan, measures: Sequence[Measure], book: Book, stamp: Stamp, intake: Intake | None = None
) -> None:
    """Brings the occurrences of these measures in step with their readings and the meetings; looks at them at once."""
    around = surroundings(unit, plan, book, stamp.at)
    rows = plans.occurrences(unit, [m.uid for m in measures])
    changed: list[Occurrence] = []
    for measure in measures:
        old = rows.get(measure.uid, ())
        mine = bound(unit.tenant, measure.uid, old, wanted(measure, around, old))
        before = {o.uid: o for o in old}
        changed += [o for o in mine if before.get(o.uid) != o]
        if intake is not None:
            intake.moved += sum(o.moved_from is not None for o in mine)
    plans.save_occurrences(unit, changed, stamp)
    plans.set_looks(unit, {m.uid: AT_ONCE for m in measures})
