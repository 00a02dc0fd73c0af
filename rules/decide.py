"""The heart: one measure at one instant. Public names: decide.

`decide` says which state the clock moves the measure to, which notices are due and why, and when to look again. It
touches nothing: the engine saves what it says, the simulator plays it, the explainer reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from rules.book import Book
from rules.case import Case, Decision, Settled
from rules.conditions import Facts, holds, turning_days
from rules.delivery import clock_time, deliver_at, instant
from rules.identity import notice_id
from rules.ladder import Planned, climb
from rules.model import Move, Notice, NoticeKind, NoticeStatus, Occurrence, Plan, Reason, Silence
from rules.recipients import Recipient, recipients, responsible_roles, vacant_roles
from rules.rulebook import Rule
from rules.workflow import clock_transitions, is_final

CHANNEL = "email"
_FINITE = 8  # more moves by the clock in one look is a circle in the rulebook


@dataclass(frozen=True, slots=True)
class _Look:
    """A case at an instant, with what every part of the decision asks for."""

    case: Case
    book: Book
    now: datetime
    today: date
    state: str

    def facts(self, occurrence: Occurrence) -> Facts:
        plan, measure = self.case.plan, self.case.measure
        since = measure.state_since
        return Facts(
            self.state,
            frozenset((measure.reading.kind, occurrence.kind)),
            plan.id,
            measure.focus_area,
            frozenset(responsible_roles(plan, measure, self.book)[0]),
            plan.committee,
            occurrence.due,
            since.astimezone(self.book.zone).date() if since else None,
            self.today,
            self.book.calendar,
        )


@dataclass(frozen=True, slots=True)
class _Fired:
    """A step that is due: of which occurrence, by which rule."""

    occurrence: Occurrence
    planned: Planned
    rule: Rule


def decide(case: Case, book: Book, now: datetime) -> Decision:
    """What is to happen to the measure now, and when to look again (None: never by itself)."""
    if case.plan.status != "active":
        return Decision(case.measure.uid, settled=tuple(_settle(case.waiting, "cancelled", "finished")))
    if case.plan.counted_from is None:
        return Decision(case.measure.uid)
    about_it = [n for n in case.waiting if n.kind != "vacant"]  # a role that nobody holds is the whole plan's matter
    if case.measure.withdrawn:
        return Decision(case.measure.uid, settled=tuple(_settle(about_it, "cancelled", "withdrawn")))
    look = _Look(case, book, now, now.astimezone(book.zone).date(), case.measure.state)
    moves = tuple(_clock_moves(look))
    if moves:
        look = replace(look, state=moves[-1].state_to)
    if is_final(book.rulebook, look.state):
        return Decision(case.measure.uid, moves, settled=tuple(_settle(about_it, "cancelled", "finished")))
    return _open_measure(look, moves)


def _settle(notices: Iterable[Notice], status: NoticeStatus, why: str) -> Iterator[Settled]:
    return (Settled(n.id, status, why) for n in notices)


def _clock_moves(look: _Look) -> Iterator[Move]:
    state, seen = look.state, 0
    while seen < _FINITE:
        here = replace(look, state=state)
        for transition in clock_transitions(look.book.rulebook, state):
            if any(holds(transition.when, here.facts(o)) for o in look.case.occurrences if o.open and o.due):
                uid = look.case.measure.uid
                yield Move(uid, transition.name, state, transition.to, look.now, "clock", transition.name)
                state, seen = transition.to, seen + 1
                break
        else:
            return


def _open_measure(look: _Look, moves: tuple[Move, ...]) -> Decision:
    active = [o for o in look.case.occurrences if o.open and o.due is not None]
    ladders = [(o, rule, _steps(o, rule, look)) for o in active for rule in _rule_of(o, look)]
    fired = [
        _Fired(o, p, rule)
        for o, rule, steps in ladders
        for p in steps
        if o.counted_from is not None and o.counted_from < p.at <= look.now
    ]
    notices, replaced = _notices(fired, look)
    told = (*_moved_notices(look), *_questions(look), *_vacant(fired, look))
    fresh = (o for o in look.case.occurrences if o.counted_from is None and not _moved_nowhere(o))
    counted = {f.occurrence.uid for f in fired} | {o.uid for o in fresh}
    settled = {s.notice: s for s in (*replaced, *_overtaken(look))}  # what has ended is not merely replaced
    return Decision(
        look.case.measure.uid,
        moves,
        (*notices, *_fresh(told, look)),
        tuple(settled.values()),
        tuple(sorted(counted)),
        _next_look(ladders, look),
    )


def _moved_nowhere(occurrence: Occurrence) -> bool:
    """Cancelled, and without a new day: the move is told once there is one."""
    return occurrence.open and occurrence.moved_from is not None and occurrence.due is None


def _overtaken(look: _Look) -> Iterator[Settled]:
    """Waiting notices of occurrences that somebody has answered meanwhile, that are gone, or that have moved; and
    questions that have been answered."""
    by_uid = {o.uid: o for o in look.case.occurrences}
    for notice in look.case.waiting:
        occurrence = by_uid.get(notice.occurrence or "")
        if notice.kind == "question" and notice.cause not in look.case.measure.questions:
            yield Settled(notice.id, "cancelled", "answered")
        elif occurrence is not None and not occurrence.open:
            yield Settled(notice.id, "cancelled", "answered" if occurrence.answered_at else "withdrawn")
        elif occurrence is not None and notice.due != occurrence.due:
            yield Settled(notice.id, "suppressed", "moved")


def _rule_of(occurrence: Occurrence, look: _Look) -> Iterator[Rule]:
    facts = look.facts(occurrence)
    for rule in look.book.rules_for(look.case.plan.id):
        if holds(rule.when, facts):
            yield rule
            return


def _steps(occurrence: Occurrence, rule: Rule, look: _Look) -> list[Planned]:
    ladder = look.book.ladder(look.case.plan.id, rule.ladder)
    if ladder is None:
        return []
    opens = clock_time(look.book.rulebook.settings.delivery.window.from_)
    return climb(ladder, occurrence, opens, look.book.zone, look.book.calendar)


def _notices(fired: list[_Fired], look: _Look) -> tuple[list[Notice], list[Settled]]:
    """Notices of the fired steps: for each person only the newest goes out; what it replaces says so."""
    inside = _open_round(look)
    made: dict[str, list[Notice]] = {}
    for one in sorted(fired, key=lambda f: (f.planned.at, f.occurrence.kind == "report", f.planned.name)):
        told = recipients(
            (*one.planned.step.to, *one.planned.step.cc), look.case.plan, look.case.measure, look.book, look.today
        )
        for person in told:
            notice = _step_notice(one, person, look)
            if notice.id in look.case.known:
                continue
            if inside and one.occurrence.kind != "report":
                notice = replace(notice, status="suppressed", reason=replace(notice.reason, detail="inside_round"))
            made.setdefault(person.person, []).append(notice)
    notices: list[Notice] = []
    settled: list[Settled] = []
    for person_uid, mine in made.items():
        live = [n for n in mine if n.status in ("waiting", "held")]
        notices += [n for n in mine if n.status not in ("waiting", "held")]
        notices += [replace(n, status="suppressed", reason=replace(n.reason, detail="newer_step")) for n in live[:-1]]
        notices += [_muted(n, look) for n in live[-1:]]
        if live:
            older = (n for n in look.case.waiting if n.person == person_uid and n.kind == "step")
            settled += _settle(older, "suppressed", "newer_step")
    return notices, settled


def _open_round(look: _Look) -> bool:
    """Whether a reporting round asks for this measure right now."""
    return any(
        o.kind == "report" and o.open and o.opens is not None and o.due is not None and o.opens <= look.today <= o.due
        for o in look.case.occurrences
    )


def _step_notice(one: _Fired, to: Recipient, look: _Look) -> Notice:
    step, occurrence = one.planned.step, one.occurrence
    due = occurrence.due.isoformat() if occurrence.due else None
    key = (occurrence.uid, due, one.planned.name, to.person, CHANNEL)
    reason = Reason(step.template, to.role, to.role_from, one.rule.name, one.rule.ladder, to.on_behalf_of)
    return _notice(key, "step", look, occurrence, one.planned.name, to, step.template, one.planned.at, reason)


def _notice(
    key: tuple[object, ...],
    kind: NoticeKind,
    look: _Look,
    occurrence: Occurrence | None,
    step: str,
    to: Recipient,
    template: str,
    planned_at: datetime,
    reason: Reason,
    subject: str | None = None,
    cause: str = "",
) -> Notice:
    plan, measure = look.case.plan, look.case.measure
    return Notice(
        notice_id(key),
        kind,
        plan.uid,
        measure.uid,
        occurrence.uid if occurrence else None,
        occurrence.due if occurrence else None,
        step,
        subject or measure.uid,
        cause,
        to.person,
        CHANNEL,
        template,
        planned_at,
        deliver_at(look.now, look.book.rulebook.settings.delivery, zone_of(to.person, look.book), look.book.calendar),
        reason,
        _status(look),
    )


def zone_of(person: str, book: Book) -> ZoneInfo:
    """The zone that bounds a person's delivery window: her own, else the tenant's."""
    known = book.directory.people.get(person)
    return ZoneInfo(known.zone) if known is not None and known.zone else book.zone


def _status(look: _Look) -> NoticeStatus:
    """Held while the plan's mail is stopped, or in its first days where the secretariat looks before it lets go."""
    plan, book = look.case.plan, look.book
    return "held" if is_held(plan, book, look.now) else "waiting"


def is_held(plan: Plan, book: Book, now: datetime) -> bool:
    """Whether mails of the plan wait for the secretariat."""
    if plan.stopped is not None:
        return True
    if plan.released_at is not None or plan.counted_from is None:
        return False
    first_day = plan.counted_from.astimezone(book.zone).date()
    last_day = book.rulebook.settings.release.manual_for.from_day(first_day, book.calendar)
    return now.astimezone(book.zone).date() < last_day


def _muted(notice: Notice, look: _Look) -> Notice:
    """The notice, silenced where a silence matches; a muted notice is dropped, never released later."""
    for silence in look.case.silences:
        if silence.starts_at <= look.now < silence.ends_at and _matches(silence, notice, look):
            return replace(notice, status="silenced", reason=replace(notice.reason, detail=silence.uid))
    return notice


def _matches(silence: Silence, notice: Notice, look: _Look) -> bool:
    wanted = (
        (silence.plan, look.case.plan.uid),
        (silence.focus, look.case.measure.focus_area),
        (silence.measure, look.case.measure.uid),
        (silence.role, notice.reason.role),
        (silence.person, notice.person),
    )
    return all(field is None or field == value for field, value in wanted)


def _moved_notices(look: _Look) -> Iterator[Notice]:
    """One notice per person for an occurrence that a decision, a meeting or a correction has moved."""
    for occurrence in look.case.occurrences:
        before = _last_told(occurrence, look)
        if before is None or occurrence.due in (None, before) or not occurrence.open:
            continue
        cause = f"{before.isoformat()}>{occurrence.due.isoformat()}"
        for to in recipients(("responsible",), look.case.plan, look.case.measure, look.book, look.today):
            key = (occurrence.uid, "moved", cause, to.person, CHANNEL)
            reason = Reason("moved", to.role, to.role_from, detail=before.isoformat())
            yield _notice(key, "moved", look, occurrence, "moved", to, "moved", look.now, reason, occurrence.uid, cause)


def _last_told(occurrence: Occurrence, look: _Look) -> date | None:
    """The due day that people know of, None where nothing has moved: an earlier move that still waits to be told is
    told together with this one."""
    if occurrence.moved_from is None:
        return None
    untold = [n for n in look.case.waiting if n.kind == "moved" and n.occurrence == occurrence.uid]
    first = min(untold, key=lambda n: (n.planned_at, n.id), default=None)
    return date.fromisoformat(first.cause.partition(">")[0]) if first else occurrence.moved_from


def _questions(look: _Look) -> Iterator[Notice]:
    """What the plan says and we cannot read goes to the secretariat, once for each question."""
    for code in look.case.measure.questions:
        for to in recipients(("secretariat",), look.case.plan, look.case.measure, look.book, look.today):
            key = (look.case.measure.uid, "question", code, to.person, CHANNEL)
            reason = Reason("question", to.role, to.role_from, detail=code)
            yield _notice(key, "question", look, None, "question", to, "question", look.now, reason, cause=code)


def _vacant(fired: list[_Fired], look: _Look) -> Iterator[Notice]:
    """An alarm to the secretariat for a role that nobody holds, when the measure is first looked at and whenever one
    of its steps is due; once for each role and plan."""
    if not fired and all(o.counted_from is not None for o in look.case.occurrences):
        return
    for role in vacant_roles(look.case.plan, look.case.measure, look.book, look.today):
        cause = look.case.plan.uid
        for to in recipients(("secretariat",), look.case.plan, look.case.measure, look.book, look.today):
            reason = Reason("vacant", to.role, to.role_from, detail=role)
            key = (role, "vacant", cause, to.person, CHANNEL)
            yield _notice(key, "vacant", look, None, "vacant", to, "vacant", look.now, reason, role, cause)


def _fresh(notices: Iterable[Notice], look: _Look) -> Iterator[Notice]:
    return (_muted(n, look) for n in notices if n.id not in look.case.known)


def _next_look(ladders: list[tuple[Occurrence, Rule, list[Planned]]], look: _Look) -> datetime | None:
    """The first instant after now at which something may happen by itself."""
    times = [p.at for _, _, steps in ladders for p in steps if p.at > look.now]
    midnight = clock_time("00:00")
    days = (day for day in _turning_days(look) if day > look.today)
    times += [instant(day, midnight, look.book.zone) for day in days]
    return min(times, default=None)


def _turning_days(look: _Look) -> Iterator[date]:
    rules = look.book.rules_for(look.case.plan.id)
    timed = [r.when for r in rules if r.when is not None]
    timed += [t.when for t in clock_transitions(look.book.rulebook, look.state) if t.when is not None]
    for occurrence in look.case.occurrences:
        if occurrence.open and occurrence.due is not None:
            facts = look.facts(occurrence)
            for condition in timed:
                yield from turning_days(condition, facts)
