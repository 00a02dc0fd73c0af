"""Unfinished measures that go on in a new plan. Public names: Carried, carry_over, offered, Past, history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from engine.intake import reading_context, rebind_measures
from engine.lifecycle import succeed, unfinished
from engine.statuses import joined, statuses
from engine.store import Stamp, Unit, plans
from rules.book import Book
from rules.deadline import read
from rules.errors import PlanError
from rules.identity import uid
from rules.model import Measure, Occurrence, Plan
from rules.phrases import read_status
from rules.workflow import Fields, Refusal, apply, is_final

CONFIRM = "carried_deadline"  # the old deadline's words in a new year: a person says whether they still hold
_DATED = ("dates", "start", "event")


@dataclass(frozen=True, slots=True)
class Carried:
    """A measure and what it goes on as. `proposed`: the new deadline that somebody asked for, None = nobody did."""

    original: Measure
    measure: Measure
    proposed: str | None


@dataclass(frozen=True, slots=True)
class Past:
    """What a measure was in an earlier plan. `said`: what had been said of it last when it went on."""

    plan: Plan
    measure: Measure
    said: str


def offered(unit: Unit, plan: Plan, numbers: Sequence[str], book: Book) -> tuple[Measure, ...]:
    """The measures that can go on: all unfinished ones, or those of these numbers. Raises PlanError for a number that
    is finished, has gone on already, or does not exist."""
    left = unfinished(unit, plan, book)
    if not numbers:
        return left
    by_number = {m.number: m for m in left}
    wrong = [_why_not(unit, plan, number, book) for number in numbers if number not in by_number]
    if wrong:
        raise PlanError(" ".join(wrong))
    return tuple(by_number[number] for number in dict.fromkeys(numbers))


def _why_not(unit: Unit, plan: Plan, number: str, book: Book) -> str:
    mine = next((m for m in plans.measures(unit, plan.uid) if m.number == number), None)
    if mine is None:
        return f"Planen {plan.id} har ingen tiltak nr. {number}."
    if is_final(book.rulebook, mine.state):
        return f"Nr. {number} er ferdig."
    heir = next(m for m in plans.measures(unit) if m.carried_from == mine.uid)
    new = plans.plan(unit, heir.plan)
    return f"Nr. {number} er alt ført videre til {new.id if new else 'en annen plan'} som nr. {heir.number}."


def carry_over(
    unit: Unit, old: Plan, new: Plan, originals: Sequence[Measure], book: Book, stamp: Stamp
) -> tuple[Carried, ...]:
    """Lets the measures go on in the new plan. Until that is active they run on where they are; then they end there.

    Raises PlanError where the new plan is over, or is the old one.
    """
    if new.uid == old.uid or new.over:
        why = "det er samme plan" if new.uid == old.uid else "den er avsluttet"
        raise PlanError(f"Tiltakene kan ikke føres videre til {new.id}: {why}.")
    taken = {m.number for m in plans.measures(unit, new.uid)}
    made: list[Carried] = []
    for original in originals:
        number = _number(original.number, taken)
        taken.add(number)
        made.append(_carried(unit, original, new, number, book))
    stamp = stamp.because("carried_over", old.uid)
    plans.save_plan(unit, replace(new, carried_from=new.carried_from or old.uid), stamp)
    saved = plans.save_measures(unit, [c.measure for c in made], stamp)
    rebind_measures(unit, new, saved, book, stamp)
    if new.status == "active":
        succeed(unit, new, book, stamp)
    return tuple(replace(c, measure=m) for c, m in zip(made, saved, strict=True))


def _number(number: str, taken: Iterable[str]) -> str:
    """The old number where it is free, else with a V (videreført) before it."""
    used = set(taken)
    names = (number, f"V{number}", *(f"V{number}-{n}" for n in range(2, len(used) + 3)))
    return next(name for name in names if name not in used)


def _carried(unit: Unit, original: Measure, new: Plan, number: str, book: Book) -> Carried:
    proposed = _proposed(unit, original, book)
    text = proposed or original.deadline_text
    reading = read(text, reading_context(new, book))
    source = original.reading_from
    if proposed is None and source != "machine" and original.reading.kind not in _DATED:
        reading = original.reading
    else:
        source = "machine"
    questions = [*reading.questions, *(f"unknown_role:{name}" for name in original.unknown_roles)]
    if proposed is None and reading.kind in _DATED:
        questions.append(CONFIRM)
    measure = replace(
        original,
        uid=uid(unit.tenant, new.uid, f"carried:{original.uid}", plans.uid_taken(unit)),
        plan=new.uid,
        number=number,
        deadline_text=text,
        status_text=_last_said(unit, original, book),
        state=_state(original, proposed, book),
        reading=reading,
        reading_from=source,
        questions=tuple(dict.fromkeys(questions)),
        decided_on=None,
        approvers=(),
        carried_from=original.uid,
        version=0,
    )
    return Carried(original, measure, proposed)


def _last_said(unit: Unit, original: Measure, book: Book) -> str:
    """What was said of it last, in a round or in the old plan itself."""
    rows = plans.occurrences(unit, [original.uid])
    last = max((o for o in rows[original.uid] if o.answers), key=_spoken_at, default=None)
    if last is None or last.kind == "report":
        return statuses(unit, [original], rows, book)[original.uid].text
    return joined(last.answers, plans.comments_by_party(unit, [last.uid]), original.status_text, book)


def _spoken_at(one: Occurrence) -> tuple[datetime, str]:
    return max(a.answered_at for a in one.answers), one.uid


def _state(original: Measure, proposed: str | None, book: Book) -> str:
    """The state it goes on in. With the deadline that was asked for it is as if that had been decided: nothing is at
    risk because of the old one."""
    if proposed is None:
        return original.state
    fields = Fields(comment=proposed, new_deadline=proposed)
    moved = apply(book.rulebook, original.state, "postpone", "secretariat", fields)
    return original.state if isinstance(moved, Refusal) else moved


def _proposed(unit: Unit, original: Measure, book: Book) -> str | None:
    """The deadline that was asked for last: in an answer, else in the status column («K ønsker dette i 2015»)."""
    rows = plans.occurrences(unit, [original.uid])[original.uid]
    asked = [(a.answered_at, a.proposed_deadline) for o in rows for a in o.answers if a.proposed_deadline]
    if asked:
        return max(asked)[1]
    return read_status(original.status_text, original.reading.kind, book.rulebook).proposed_deadline


def history(unit: Unit, measure: Measure) -> tuple[Past, ...]:
    """What the measure was in earlier plans, the newest first."""
    found: list[Past] = []
    seen = {measure.uid}
    before, said = measure.carried_from, measure.status_text
    while before is not None and before not in seen:
        seen.add(before)
        was = plans.measure(unit, before)
        plan = plans.plan(unit, was.plan) if was else None
        if was is None or plan is None:
            break
        found.append(Past(plan, was, said))
        before, said = was.carried_from, was.status_text
    return tuple(found)
