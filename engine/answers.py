"""What a party says about an occurrence, and what it does to the measure.

Public names: Said, Answered, answer, keep_deadline, OUTCOMES, EVERYONE.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from engine.hearing import EVERYONE, Hearing, Said, actor_of, given_answers, hear, refused
from engine.intake import AT_ONCE, reading_context, rebind_measures
from engine.reopening import reopen
from engine.store import Stamp, Unit, governance, journal, ledger, plans
from rules.answering import ANYHOW, Voice, tally, voices
from rules.book import Book
from rules.deadline import Reading, explain, read
from rules.decide import CHANNEL
from rules.delivery import is_held, next_morning, zone_of
from rules.errors import TidsfristError
from rules.identity import notice_id, uid
from rules.model import ONE_PARTY, Answer, Measure, Notice, Occurrence, Reason
from rules.questions import ABOUT_STATUS, PASSED, PROPOSED, REOPENED, without
from rules.recipients import recipients
from rules.saying import OUTCOMES, Effect, effect_of, moved_reading
from rules.workflow import Refusal, apply, is_final, lacking

__all__ = ["EVERYONE", "OUTCOMES", "PROPOSED", "Answered", "Said", "answer", "keep_deadline"]

_TYPED = {"waiting": "wait", "postpone": "postpone", "at_risk": "flag"}  # what these ask for, whatever the state does


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of an answer. `missing`: voices still waited for. `late`: the round is closed, so it belongs to the
    next. `again`: it was said before. `reading`: how a new deadline was read, None where there is none; `decided`: it
    counts from now (else the secretariat is asked)."""

    measure: Measure
    missing: tuple[Voice, ...] = ()
    late: bool = False
    again: bool = False
    reading: Reading | None = None
    decided: bool = False


def answer(unit: Unit, said: Said, book: Book, now: datetime) -> Answered:
    """Saves the answer and moves the measure, in the caller's transaction. The same answer twice is the same as once;
    another one takes its place until the round is closed.

    Raises TidsfristError, in words for the person, where it is not hers to give or the rulebook does not allow it.
    """
    heard = hear(unit, said, book, now)
    if said.outcome == "reopen":
        return Answered(reopen(unit, heard, _stamp(heard).because("reopened")))
    given = tuple(given_answers(heard))
    if _said_before(unit, heard, given) and _stands(heard, given):
        return Answered(heard.measure, tally(heard.mine, heard.those).missing, again=True)
    reading = _new_reading(heard) if said.outcome == "postpone" else None
    if heard.mine.answered_at is not None:
        return _after_all(unit, heard, given)
    effect = effect_of(heard.measure, heard.rows, heard.mine, given, heard.those, heard.today)
    if reading is not None and heard.actor == "secretariat":
        return _decide(unit, heard, reading)
    return _take(unit, heard, effect, given, reading)


def _said_before(unit: Unit, heard: Hearing, given: Sequence[Answer]) -> bool:
    had = {a.party: a for a in heard.mine.answers}
    comments = plans.comments_by_party(unit, [heard.mine.uid])
    return all(
        replace(a, answered_at=had[a.party].answered_at) == had[a.party]
        and comments.get((a.occurrence, a.party), "") == (heard.said.comment or "")
        for a in given
        if a.party in had
    ) and all(a.party in had for a in given)


def _stands(heard: Hearing, given: Sequence[Answer]) -> bool:
    """Whether nothing has come between: said again, the words would change neither the state nor the day of the next
    look. The clock may have moved the measure since, or another answer."""
    mine, state = heard.mine, heard.measure.state
    if is_final(heard.book.rulebook, state) or (mine.answered_at is not None and mine.kind not in ANYHOW):
        return True
    rows = _opened(heard)
    effect = effect_of(heard.measure, rows, _mine(rows, heard), given, heard.those, heard.today)
    asked = apply(heard.book.rulebook, state, effect.transition or "", heard.actor, heard.said.fields, heard.facts)
    review_on = heard.said.looks_again_on
    looks = {o.latest for o in heard.rows if o.kind == "wait" and o.open}
    return (isinstance(asked, Refusal) or asked == state) and (review_on is None or review_on in looks)


def _opened(heard: Hearing) -> tuple[Occurrence, ...]:
    """The measure's occurrences as if the one that is spoken of were not answered."""
    return tuple(replace(o, answered_at=None) if o.uid == heard.mine.uid else o for o in heard.rows)


def _mine(rows: Iterable[Occurrence], heard: Hearing) -> Occurrence:
    return next(o for o in rows if o.uid == heard.mine.uid)


def _take(unit: Unit, heard: Hearing, effect: Effect, given: Sequence[Answer], reading: Reading | None) -> Answered:
    state = _state(heard, effect)
    stamp = _stamp(heard)
    for one in effect.carrying:
        for each in given:
            plans.add_answer(unit, replace(each, occurrence=one.uid), heard.said.comment, stamp)
    plans.save_occurrences(unit, [*_settled(heard, effect, given), *_waits(unit, heard, given)], stamp)
    questions = _questions(heard, effect.question, reading)
    if effect.transition is not None:
        questions = without(questions, *ABOUT_STATUS)
    measure = replace(heard.measure, state=state, state_since=heard.now, questions=questions)
    measure = plans.save_measure(unit, measure, stamp)
    _tell_others(unit, heard, effect, given, stamp)
    plans.set_looks(unit, {measure.uid: AT_ONCE})
    missing = tally(effect.carrying[0], heard.those).missing
    return Answered(measure, missing, reading=reading)


def _state(heard: Hearing, effect: Effect) -> str:
    """The state after the answer. Raises TidsfristError where the rulebook refuses."""
    rulebook, said = heard.book.rulebook, heard.said
    name = _TYPED.get(said.outcome, "" if said.outcome in OUTCOMES else said.outcome)
    lack = lacking(rulebook, name, said.fields, heard.facts)
    if lack is None and effect.transition is None:
        return heard.measure.state
    result = lack or apply(
        rulebook, heard.measure.state, effect.transition or "", heard.actor, said.fields, heard.facts
    )
    if isinstance(result, Refusal):
        raise refused(result, heard.book)
    return result


def _settled(heard: Hearing, effect: Effect, given: Sequence[Answer]) -> list[Occurrence]:
    """The rows that are answered now, and the waits that this word ends."""
    settled = {o.uid for o in effect.settled}
    rows = [o for o in heard.rows if o.uid in settled]
    parties = {a.party for a in given}
    ended = [
        o
        for o in heard.rows
        if o.kind == "wait" and o.open and o.uid not in settled and o.party in (None, *parties)
        if heard.said.outcome != "no_change" or (o.due is not None and o.due <= heard.today)
    ]
    return [*(replace(o, answered_at=heard.now) for o in rows), *(replace(o, withdrawn=True) for o in ended)]


def _waits(unit: Unit, heard: Hearing, given: Sequence[Answer]) -> Iterable[Occurrence]:
    """The day on which something that waits is to be looked at again, for each party that waits."""
    review_on = heard.said.looks_again_on
    if review_on is None:
        return
    due = heard.book.calendar.next_open(review_on)  # never before the day that was asked for
    for each in given:
        party = "" if each.party == ONE_PARTY or len(heard.those) == 1 else f":{each.party}"
        slot = f"w:{journal.last_seq(unit)}{party}"
        made = uid(unit.tenant, heard.measure.uid, slot, plans.uid_taken(unit))
        counted = heard.now if heard.plan.counted_from else None  # from the word, not from when it is next looked at
        yield Occurrence(made, heard.measure.uid, "wait", slot, due, latest=review_on, counted_from=counted)


def _questions(heard: Hearing, asked: str | None, reading: Reading | None) -> tuple[str, ...]:
    proposal = f"{PROPOSED}:{heard.said.new_deadline}" if reading is not None else None
    return tuple(dict.fromkeys((*heard.measure.questions, *(q for q in (asked, proposal) if q))))


def _after_all(unit: Unit, heard: Hearing, given: Sequence[Answer]) -> Answered:
    """Another answer to what is answered already: until the round is closed it takes the earlier one's place, later it
    belongs to the next round. A date that is answered stays so."""
    late = heard.mine.kind == "report" and _closed(unit, heard)
    if heard.mine.kind not in ANYHOW and heard.said.outcome not in ("done", "nothing", "not_relevant"):
        raise TidsfristError("Fristen er alt besvart. Er tiltaket likevel ikke ferdig, svar «Ikke ferdig likevel».")
    if is_final(heard.book.rulebook, heard.measure.state):
        label = heard.book.rulebook.states[heard.measure.state].label
        again = "Er det likevel ikke ferdig, svar «Ikke ferdig likevel»."
        raise TidsfristError(f"Tiltak {heard.measure.number} står som «{label}». {again}")
    open_rows = _opened(heard)
    effect = effect_of(heard.measure, open_rows, _mine(open_rows, heard), given, heard.those, heard.today)
    reading = _new_reading(heard) if heard.said.outcome == "postpone" else None
    return replace(_take(unit, replace(heard, rows=open_rows), effect, given, reading), late=late)


def _closed(unit: Unit, heard: Hearing) -> bool:
    period = heard.mine.slot.removeprefix("t:")
    return any(r.period == period and r.closed_at for r in governance.rounds(unit, heard.plan.uid))


# ── a new deadline ──


def _new_reading(heard: Hearing) -> Reading:
    """How the proposed text is read. Raises TidsfristError where it cannot be, or names a day that is past."""
    text = (heard.said.new_deadline or "").strip()
    lack = lacking(heard.book.rulebook, "postpone", heard.said.fields)
    if lack is not None:
        raise refused(lack, heard.book)
    reading = read(text, replace(reading_context(heard.plan, heard.book), today=heard.today))
    if reading.kind in ("unresolved", "event") or reading.questions:
        raise TidsfristError(f"Vi kan ikke lese «{text}» som en frist. {explain(reading, 'nb')}")
    if reading.due and max(reading.due) < heard.today:
        raise TidsfristError(f"«{text}» er alt passert. {explain(reading, 'nb')}")
    return reading


def _decide(unit: Unit, heard: Hearing, reading: Reading) -> Answered:
    """The secretariat sets the new deadline: it counts from now, and is told to everyone once."""
    state = apply(heard.book.rulebook, heard.measure.state, "postpone", heard.actor, heard.said.fields, heard.facts)
    if isinstance(state, Refusal):
        raise refused(state, heard.book)
    stamp = _stamp(heard).because("postponed")
    for one in heard.mine.answers:
        if one.outcome == "postpone":
            plans.add_answer(unit, replace(one, outcome="postponed"), _comment(unit, one), stamp)
    measure = replace(
        heard.measure,
        state=state,
        state_since=heard.now,
        reading=moved_reading(heard.measure.reading, heard.mine, reading),
        reading_from="decision",
        decided_on=heard.today if reading.kind == "meeting" else heard.measure.decided_on,
        questions=without(heard.measure.questions, PROPOSED, PASSED, REOPENED),
    )
    saved = plans.save_measure(unit, measure, stamp)
    rebind_measures(unit, heard.plan, [saved], heard.book, stamp)
    return Answered(saved, reading=reading, decided=True)


def _comment(unit: Unit, one: Answer) -> str | None:
    return plans.comments_by_party(unit, [one.occurrence]).get((one.occurrence, one.party))


def keep_deadline(unit: Unit, measure: Measure, by: str, book: Book, now: datetime) -> Measure:
    """The secretariat lets the deadline stand: whoever wished for another is asked again. Raises TidsfristError where
    nobody did, or where the person is not the secretariat."""
    plan = plans.plan(unit, measure.plan)
    rows = plans.occurrences(unit, [measure.uid])[measure.uid]
    wished = [a for o in rows for a in o.answers if a.outcome == "postpone"]
    day = now.astimezone(book.zone).date()
    if plan is None or not wished:
        raise TidsfristError(f"Ingen har foreslått en ny frist for tiltak {measure.number}.")
    if actor_of(plan, by, voices(plan, measure, book, day), book, day) != "secretariat":
        raise refused(Refusal("not_you", ""), book)
    stamp = Stamp(now, by, "deadline_kept", _version(book))
    for one in wished:
        plans.add_answer(unit, replace(one, outcome="in_progress"), _comment(unit, one), stamp)
    saved = plans.save_measure(unit, replace(measure, questions=without(measure.questions, PROPOSED)), stamp)
    plans.set_looks(unit, {measure.uid: AT_ONCE})
    return saved


# ── the others ──


def _tell_others(unit: Unit, heard: Hearing, effect: Effect, given: Sequence[Answer], stamp: Stamp) -> None:
    """Whoever was asked the same and need not answer any more is told so, the next morning, once."""
    done = {o.uid for o in effect.carrying}
    parties = {a.party for a in given}
    open_ = tally(heard.mine, heard.those).missing
    theirs = {p for v in open_ if v.party in parties or ONE_PARTY in parties for p in v.people}
    asked = {
        n.person
        for n in ledger.notices_of(unit, [heard.measure.uid])[heard.measure.uid]
        if n.kind == "step" and n.occurrence in done and n.status in ("composed", "sent", "uncertain")
    }
    told = sorted((theirs & asked) - {heard.said.by, heard.said.entered_by or ""})
    ledger.add_notices(unit, [_told(heard, person) for person in told], stamp)


def _told(heard: Hearing, person: str) -> Notice:
    book, mine = heard.book, heard.mine
    zone = zone_of(person, book)
    due = mine.due.isoformat() if mine.due else ""
    cause = f"{due}:{heard.said.outcome}"
    everyone = recipients(("responsible",), heard.plan, heard.measure, book, heard.today)
    me = next((r for r in everyone if r.person == person), None)
    return Notice(
        notice_id((mine.uid, "answered", cause, person, CHANNEL)),
        "answered",
        heard.plan.uid,
        heard.measure.uid,
        mine.uid,
        mine.due,
        "answered",
        mine.uid,
        cause,
        person,
        CHANNEL,
        "answered",
        heard.now,
        next_morning(heard.today, book.rulebook.settings.delivery, zone, book.calendar),
        Reason("answered", me.role if me else None, me.role_from if me else None, detail=heard.said.by),
        "held" if is_held(heard.plan, book, heard.now) else "waiting",
    )


def _stamp(heard: Hearing) -> Stamp:
    return Stamp(heard.now, heard.said.entered_by or heard.said.by, "answered", _version(heard.book))


def _version(book: Book) -> int | None:
    return int(book.version) if book.version.isdigit() else None
