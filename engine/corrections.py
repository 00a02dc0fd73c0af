"""What people say about how a text is read. Public names: Listed, review, correct, ask, again, Reread, rereadings,
reread, measure_numbered, as_text, on_days, by_party, at_meeting, ongoing, confirmed.

A person's reading is kept as a correction: it outranks the machine, survives a new version of the plan, and ends the
question it answers. A remedy that gives no reading (asking the responsible, showing it again later) takes the place of
the question until its day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from engine.intake import AT_ONCE, reading_context, rebind_measures
from engine.store import Stamp, Unit, governance, journal, meetings, plans
from rules.answering import Voice, voices
from rules.book import Book
from rules.corrections import folded_text
from rules.dayless import questions_on
from rules.deadline import SET, MeetingRef, Point, Reading, read
from rules.deadline.review import urgency
from rules.directory import folded
from rules.errors import PlanError
from rules.governance import Correction
from rules.identity import uid
from rules.model import ONE_PARTY, Measure, Occurrence, Plan
from rules.questions import AGAIN, ASK, AWAITS, CARRIED, about_the_text, asked_day, code_of, without
from rules.recipients import recipients
from rules.workflow import is_final


@dataclass(frozen=True, slots=True)
class Listed:
    """A measure whose deadline needs a person. `asked`: the day by which the responsible is to name a date, or None."""

    measure: Measure
    questions: tuple[str, ...]
    asked: date | None = None


def review(unit: Unit, plan: Plan, book: Book, today: date) -> tuple[Listed, ...]:
    """The measures whose deadline needs a person, most urgent first; those somebody has been asked about come last."""
    found = []
    measures = plans.measures(unit, plan.uid)
    rows = plans.occurrences(unit, [m.uid for m in measures])
    for measure in measures:
        asked_now = questions_on(plan, measure, rows[measure.uid], book, today)
        questions = tuple(q for q in without(asked_now, AWAITS, CARRIED) if _open(q))
        if questions and not is_final(book.rulebook, measure.state):
            asked = next((asked_day(q) for q in questions if code_of(q) in (ASK, AGAIN)), None)
            found.append(Listed(measure, questions, asked))
    return tuple(sorted(found, key=lambda one: _place(one, today)))


def _open(question: str) -> bool:
    return about_the_text(question) or code_of(question) in (ASK, AGAIN)


def _place(one: Listed, today: date) -> tuple[bool, tuple[int, float], str]:
    later = one.asked is not None and one.asked > today
    return later, urgency(one.measure.reading, today), one.measure.uid


def measure_numbered(unit: Unit, plan: Plan, number: str) -> Measure:
    """The plan's measure with this number. Raises PlanError naming those there are."""
    mine = plans.measures(unit, plan.uid)
    found = [m for m in mine if m.number == number]
    if len(found) == 1:
        return found[0]
    why = f"har ingen tiltak nr. {number}" if not found else f"har {len(found)} tiltak med nr. {number}"
    raise PlanError(f"Planen {plan.id} {why}. Tiltak: {', '.join(m.number for m in mine)}.")


# --- a reading -----------------------------------------------------------------------------------------------------


def as_text(text: str, plan: Plan, book: Book) -> Reading:
    """The reading of other words in the plan's place. Raises PlanError where these cannot be read either."""
    found = read(text, reading_context(plan, book))
    if found.questions or found.kind == "unresolved":
        raise PlanError(f"«{text}» kan heller ikke leses sikkert. Skriv en dato med --date, for eksempel 2016-05-01.")
    return found


def on_days(days: Sequence[date], text: str) -> Reading:
    """These days, as they are: a person who names a day means that day."""
    points = tuple(Point(day.isoformat(), day, day, day) for day in sorted(set(days)))
    return Reading(text, "dates", tuple(p.edtf for p in points), points=points, notes=(SET,))


def by_party(days: Mapping[str, date], measure: Measure, plan: Plan, book: Book, today: date) -> Reading:
    """A day for each party (by its name or key), as they are. Raises PlanError where the measure is not answered party
    by party, a name is none of its parties, or one of them has no day: it would never be asked."""
    those = [v for v in voices(plan, measure, book, today) if v.label and v.party != ONE_PARTY]
    if len(those) < 2:
        raise PlanError(f"Nr. {measure.number} besvares av alle under ett, så det har ingen parter å gi hver sin dato.")
    named = {folded(name): day for name, day in days.items()}
    given = {v.party: day for v in those for n, day in named.items() if n in (folded(v.label), folded(v.party))}
    labels = ", ".join(v.label for v in those)
    if len(given) < len(named):
        raise PlanError(f"Ikke alle navnene er parter i nr. {measure.number}. Partene er: {labels}.")
    if missing := [v.label for v in those if v.party not in given]:
        raise PlanError(f"Uten dato blir de aldri spurt: {', '.join(missing)}. Gi hver part en dag med --party.")
    points = tuple(_own_day(given[v.party], v) for v in those)
    edtf = tuple(dict.fromkeys(p.edtf for p in points))
    return Reading(measure.deadline_text, "dates", edtf, points=points)


def _own_day(day: date, voice: Voice) -> Point:
    return Point(day.isoformat(), day, day, day, voice.party, voice.label)


def ongoing(text: str) -> Reading:
    """Løpende: no day of its own; it is asked in the plan's rounds."""
    return Reading(text, "ongoing", notes=(SET,))


def at_meeting(which: str, measure: Measure, plan: Plan, unit: Unit, book: Book) -> Reading:
    """The committee's `next` meeting, `every` meeting, or the one on a day; where a case must be written, still by the
    case deadline. Raises PlanError."""
    if plan.committee is None:
        raise PlanError(f"Planen {plan.id} hører ikke til noe utvalg, så den har ingen møter.")
    name, text = book.committees[plan.committee].name, measure.deadline_text
    notes = tuple(n for n in measure.reading.notes if n == "writes_case")
    if which in ("next", "every"):
        return Reading(text, "meeting", meeting=MeetingRef(name, which), notes=notes)
    try:
        day = date.fromisoformat(which)
    except ValueError:
        raise PlanError(f"--meeting «{which}»: skriv next, every eller dagen for møtet (2016-05-09).") from None
    found = next((m for m in meetings.meetings(unit, plan.committee) if m.held_on == day), None)
    if found is None or found.state == "cancelled":
        raise PlanError(f"{name} har ikke noe møte {day}.")
    key = found.id if found.id[:4].isdigit() and len(found.id) == 10 else day.isoformat()
    ref = MeetingRef(name, "on", date.fromisoformat(key))
    return Reading(text, "meeting", (which,), meeting=ref, points=(Point(which, day, day, day),), notes=notes)


def confirmed(measure: Measure) -> Reading:
    """The stored reading, said to be right. Raises PlanError where there is none to confirm."""
    if measure.reading.kind == "unresolved":
        raise PlanError(
            f"«{measure.deadline_text}» er ikke lest som noe. Si hva den betyr med --as, --date eller --ongoing."
        )
    return replace(measure.reading, questions=(), confidence=1.0)


def correct(
    unit: Unit,
    measure: Measure,
    reading: Reading,
    book: Book,
    now: datetime,
    stamp: Stamp,
    *,
    everywhere: bool = False,
) -> tuple[Measure, ...]:
    """Keeps a person's reading of the measure's text, or (`everywhere`) of this text wherever it stands in the plan,
    and binds what it concerns. Returns the measures. `stamp.actor` is the person.

    Raises PlanError where a committee has decided the deadline: that is changed by a decision only.
    """
    plan = plans.plan(unit, measure.plan)
    assert plan is not None
    if measure.reading_from == "decision":
        raise PlanError(f"Fristen for nr. {measure.number} er vedtatt. Den kan bare flyttes med et nytt vedtak.")
    key = f"correction:{'' if everywhere else measure.uid}:{folded_text(measure.deadline_text)}:{now.isoformat()}"
    kept = Correction(
        uid(unit.tenant, plan.uid, key),
        plan.uid,
        None if everywhere else measure.uid,
        measure.deadline_text,
        reading,
        stamp.actor,
        now,
    )
    governance.save_correction(unit, kept, stamp.because("corrected"))
    concerned = _concerned(unit, plan, measure) if everywhere else (measure,)
    today = now.astimezone(book.zone).date()
    changed = [_with(m, reading, today) for m in concerned]
    saved = plans.save_measures(unit, changed, stamp.because("corrected", kept.uid))
    _end_waits(unit, saved, stamp)
    rebind_measures(unit, plan, saved, book, stamp.because("corrected", kept.uid))
    return saved


def _concerned(unit: Unit, plan: Plan, measure: Measure) -> tuple[Measure, ...]:
    """The measures with the same text, but for those whose own deadline somebody has decided or corrected."""
    own = {c.measure for c in governance.corrections(unit, plan.uid) if c.measure is not None}
    text = folded_text(measure.deadline_text)
    same = (m for m in plans.measures(unit, plan.uid) if folded_text(m.deadline_text) == text)
    return tuple(m for m in same if m.uid == measure.uid or (m.reading_from != "decision" and m.uid not in own))


def _with(measure: Measure, reading: Reading, today: date) -> Measure:
    """«Next meeting» counts from the day it is said."""
    ref = reading.meeting
    decided = today if ref is not None and ref.which == "next" else measure.decided_on
    questions = tuple(q for q in without(measure.questions, ASK, AGAIN) if not about_the_text(q))
    return replace(measure, reading=reading, reading_from="correction", questions=questions, decided_on=decided)


def _end_waits(unit: Unit, measures: Iterable[Measure], stamp: Stamp) -> None:
    """Whoever was asked for a date is asked no more."""
    rows = plans.occurrences(unit, [m.uid for m in measures])
    asked = [o for mine in rows.values() for o in mine if o.open and o.slot.startswith(ASK_SLOT)]
    plans.save_occurrences(unit, [replace(o, withdrawn=True) for o in asked], stamp.because("corrected"))


# --- a remedy ------------------------------------------------------------------------------------------------------

ASK_SLOT = "w:ask:"


def ask(unit: Unit, measure: Measure, by: date, book: Book, stamp: Stamp) -> tuple[str, ...]:
    """Asks the responsible to name a date by a day: a mail now, a reminder on the day, then the secretariat's queue.
    Returns the names of those who are asked."""
    saved = _remedied(unit, measure, f"{ASK}:{by.isoformat()}", stamp.because("asked"))
    slot = f"{ASK_SLOT}{journal.last_seq(unit)}"
    wait = Occurrence(uid(unit.tenant, measure.uid, slot), measure.uid, "wait", slot, by, latest=by)
    plans.save_occurrences(unit, [wait], stamp.because("asked"))
    plan = plans.plan(unit, measure.plan)
    assert plan is not None
    told = recipients(("responsible",), plan, saved, book, by)
    return tuple(book.directory.people[r.person].name for r in told)


def again(unit: Unit, measure: Measure, on: date, stamp: Stamp) -> Measure:
    """Leaves the question until a day; then the secretariat gets it anew."""
    return _remedied(unit, measure, f"{AGAIN}:{on.isoformat()}", stamp.because("shown_again"))


def _remedied(unit: Unit, measure: Measure, code: str, stamp: Stamp) -> Measure:
    left = tuple(q for q in without(measure.questions, ASK, AGAIN) if not about_the_text(q))
    saved = plans.save_measure(unit, replace(measure, questions=(*left, code)), stamp)
    plans.set_looks(unit, {measure.uid: AT_ONCE})
    return saved


# --- a newer program -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reread:
    """What the program reads otherwise today. `told`: people who would get a mail because a running date moves."""

    measure: Measure
    old: Reading
    new: Reading
    told: tuple[str, ...] = ()


def rereadings(unit: Unit, plan: Plan, book: Book, today: date) -> tuple[Reread, ...]:
    """The measures that the program would read otherwise; what people have said is not among them."""
    context = reading_context(plan, book)
    found = []
    for measure in plans.measures(unit, plan.uid):
        if measure.reading_from != "machine":
            continue
        new = read(measure.deadline_text, context)
        if _meaning(new) != _meaning(measure.reading):
            told = _told(plan, measure, measure.reading, new, book, today)
            found.append(Reread(measure, measure.reading, new, told))
    return tuple(found)


def _meaning(reading: Reading) -> tuple[object, ...]:
    """What counts: not how it was found, nor how sure we are."""
    return reading.kind, reading.edtf, reading.rrule, reading.meeting, reading.points, reading.questions, reading.notes


def _told(plan: Plan, measure: Measure, old: Reading, new: Reading, book: Book, today: date) -> tuple[str, ...]:
    if plan.status != "active" or is_final(book.rulebook, measure.state) or old.due == new.due:
        return ()
    told = recipients(("responsible",), plan, measure, book, today)
    return tuple(book.directory.people[r.person].name for r in told)


def reread(unit: Unit, plan: Plan, found: Sequence[Reread], book: Book, stamp: Stamp) -> tuple[Measure, ...]:
    """Takes over what the program reads today; whoever a running date moves for gets one mail."""
    changed = [
        replace(
            one.measure,
            reading=one.new,
            questions=tuple(dict.fromkeys((*_others(one.measure.questions, one.old), *one.new.questions))),
        )
        for one in found
    ]
    saved = plans.save_measures(unit, changed, stamp.because("reread"))
    rebind_measures(unit, plan, saved, book, stamp.because("reread"))
    return saved


def _others(questions: Iterable[str], old: Reading) -> tuple[str, ...]:
    return tuple(q for q in questions if q not in old.questions)
