"""The heart: one measure at one instant. Public names: decide.

`decide` says which state the clock moves the measure to, which notices are due and why, and when to look again. It
touches nothing: the engine saves what it says, the simulator plays it, the explainer reads it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rules.answering import spoken
from rules.book import Book
from rules.case import Case, Decision, Settled
from rules.delivery import deliver_at, instant
from rules.identity import notice_id
from rules.ladder import Planned
from rules.model import Move, Notice, NoticeKind, NoticeStatus, Occurrence, Plan, Reason, Silence
from rules.outlook import Circumstances, Fit, Outlook, Point, Stretch, fit_of
from rules.questions import AGAIN, ASK, asked_day, asked_of, code_of, held_by, to_ask
from rules.recipients import Recipient, recipients, responsible_roles, vacant_roles
from rules.rulebook import Rule
from rules.workflow import clock_transitions, is_final

CHANNEL = "email"
_RESPONSIBLE = ("plan", "focus", "default")  # where a role comes from that the measure itself asks
# A role that nobody holds is the whole plan's matter; that somebody has answered is news just because it is over.
_STAYING = ("vacant", "answered")
_FINITE = 8  # more moves by the clock in one look is a circle in the rulebook


@dataclass(frozen=True, slots=True)
class _Look:
    """A case at an instant, with what every part of the decision asks for. `roles`: the responsible, and where the
    measure has them from."""

    case: Case
    book: Book
    now: datetime
    today: date
    state: str
    touched_on: date | None
    roles: tuple[str, ...]


class _Ahead(NamedTuple):
    """An open occurrence, what the rulebook has in store for it, what of that holds today, and how many of its steps
    have come."""

    occurrence: Occurrence
    outlook: Outlook
    stretch: Stretch
    come: int


class _Fired(NamedTuple):
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
    about_it = [n for n in case.waiting if n.kind not in _STAYING]
    if case.measure.withdrawn:
        return Decision(case.measure.uid, settled=tuple(_settle(about_it, "cancelled", "withdrawn")))
    if held_by(case.measure.questions) is not None:
        return Decision(case.measure.uid, settled=tuple(_settle(about_it, "cancelled", "held_back")))
    look = _look(case, book, now)
    moves, ahead, state = _clock_moves(look)
    if is_final(book.rulebook, state):
        return Decision(case.measure.uid, moves, settled=tuple(_settle(about_it, "cancelled", "finished")))
    return _open_measure(look, moves, ahead)


def _look(case: Case, book: Book, now: datetime) -> _Look:
    measure, zone = case.measure, book.zone
    touched_on = measure.state_since.astimezone(zone).date() if measure.state_since else None
    roles, _ = responsible_roles(case.plan, measure, book)
    return _Look(case, book, now, now.astimezone(zone).date(), measure.state, touched_on, roles)


def _ahead(look: _Look) -> list[_Ahead]:
    """What is in store for each occurrence that waits for somebody and has a day."""
    found: list[_Ahead] = []
    fits: dict[str, Fit] = {}
    book, now, today, touched_on = look.book, look.now, look.today, look.touched_on
    for one in look.case.occurrences:
        if one.due is not None and one.answered_at is None and not one.withdrawn:
            fit = fits.get(one.kind) or fits.setdefault(one.kind, _fit(one.kind, look))
            whole = fit.outlook(Point(one.due, one.opens, touched_on), book)
            stretch = whole.on(today)
            found.append(_Ahead(one, whole, stretch, bisect_right(stretch.instants, now)))
    return found


def _fit(kind: str, look: _Look) -> Fit:
    plan, measure = look.case.plan, look.case.measure
    reading, focus = measure.reading.kind, measure.focus_area
    return fit_of(Circumstances(look.state, reading, kind, plan.id, focus, look.roles, plan.committee), look.book)


def _settle(notices: Iterable[Notice], status: NoticeStatus, why: str) -> Iterator[Settled]:
    return (Settled(n.id, status, why) for n in notices)


def _clock_moves(look: _Look) -> tuple[tuple[Move, ...], list[_Ahead], str]:
    """The moves that the clock makes, what is ahead after them, and the state then."""
    moves: list[Move] = []
    ahead = _ahead(look)
    while len(moves) < _FINITE and (due := [a.stretch.move for a in ahead if a.stretch.move is not None]):
        transition = clock_transitions(look.book.rulebook, look.state)[min(due)]
        uid = look.case.measure.uid
        moves.append(Move(uid, transition.name, look.state, transition.to, look.now, "clock", transition.name))
        look = replace(look, state=transition.to, touched_on=look.today)
        ahead = _ahead(look)
    return tuple(moves), ahead, look.state


def _open_measure(look: _Look, moves: tuple[Move, ...], ahead: list[_Ahead]) -> Decision:
    fired = list(_fired(ahead))
    notices, replaced = _notices(fired, look) if fired else ([], [])
    told = (*_moved_notices(look), *_questions(look), *_vacant(fired, look))
    counted = {f.occurrence.uid for f in fired}
    counted |= {o.uid for o in look.case.occurrences if o.counted_from is None and not _moved_nowhere(o)}
    settled = {s.notice: s for s in (*replaced, *_overtaken(look))}  # what has ended is not merely replaced
    return Decision(
        look.case.measure.uid,
        moves,
        (*notices, *_fresh(told, look)),
        tuple(settled.values()),
        tuple(sorted(counted)),
        _next_look(ahead, look),
    )


def _fired(ahead: list[_Ahead]) -> Iterator[_Fired]:
    """The steps that have come since the occurrence was last counted."""
    for occurrence, _, stretch, come in ahead:
        if come and occurrence.counted_from is not None and stretch.rule is not None:
            for step in stretch.steps[bisect_right(stretch.instants, occurrence.counted_from) : come]:
                yield _Fired(occurrence, step, stretch.rule)


def _moved_nowhere(occurrence: Occurrence) -> bool:
    """Cancelled, and without a new day: the move is told once there is one."""
    return occurrence.open and occurrence.moved_from is not None and occurrence.due is None


def _overtaken(look: _Look) -> Iterator[Settled]:
    """Waiting notices of occurrences that somebody has answered meanwhile, that are gone, or that have moved; and
    questions that have been answered."""
    by_uid = {o.uid: o for o in look.case.occurrences}
    for notice in look.case.waiting:
        occurrence = by_uid.get(notice.occurrence or "")
        if notice.kind == "question" and notice.cause not in asked_of(look.case.measure, look.case.occurrences):
            yield Settled(notice.id, "cancelled", "answered")
        elif occurrence is not None and not occurrence.open and notice.kind not in _STAYING:
            yield Settled(notice.id, "cancelled", "answered" if occurrence.answered_at else "withdrawn")
        elif occurrence is not None and _asks(notice) and notice.person in _spoken(occurrence, look):
            yield Settled(notice.id, "cancelled", "answered")
        elif occurrence is not None and notice.due != occurrence.due:
            yield Settled(notice.id, "suppressed", "moved")


def _asks(notice: Notice) -> bool:
    """Whether the notice asks a responsible person (and not the secretariat, or somebody a step names)."""
    return notice.kind == "step" and notice.reason.role_from in _RESPONSIBLE


def _spoken(occurrence: Occurrence, look: _Look) -> frozenset[str]:
    """The people whose parties have answered the occurrence."""
    return spoken(occurrence, look.case.plan, look.case.measure, look.book, look.today)


def _notices(fired: list[_Fired], look: _Look) -> tuple[list[Notice], list[Settled]]:
    """Notices of the fired steps: for each person only the newest goes out; what it replaces says so."""
    inside = _open_round(look)
    made: dict[str, list[Notice]] = {}
    notices: list[Notice] = []
    for one in sorted(fired, key=lambda f: (f.planned.at, f.occurrence.kind == "report", f.planned.name)):
        plan, measure, to = look.case.plan, look.case.measure, (*one.planned.step.to, *one.planned.step.cc)
        spoken_for = _spoken(one.occurrence, look)
        for person in recipients(to, plan, measure, look.book, look.today):
            if person.person in spoken_for and person.role_from in _RESPONSIBLE:
                continue
            notice = _step_notice(one, person, look)
            if notice.id in look.case.known:
                continue
            if inside and one.occurrence.kind != "report":
                notice = replace(notice, status="suppressed", reason=replace(notice.reason, detail="inside_round"))
            if one.planned.step.beforehand:
                notices.append(_muted(notice, look))  # it neither replaces a reminder nor is replaced by one
            else:
                made.setdefault(person.person, []).append(notice)
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
        _deliver_at(to.person, look),
        reason,
        _status(look),
    )


def _deliver_at(person: str, look: _Look) -> datetime:
    """When the person may have it; the same for everybody in her zone."""
    book, now = look.book, look.now
    zone, delivery = zone_of(person, book), book.rulebook.settings.delivery
    key = (now, zone.key)
    at: datetime | None = book.mornings.find(key)
    return at or book.mornings.keep(key, deliver_at(now, delivery, zone, book.calendar))


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
        before = _last_told(occurrence, look) if occurrence.moved_from is not None else None
        if before is None or occurrence.due in (None, before) or not occurrence.open:
            continue
        cause = f"{before.isoformat()}>{occurrence.due.isoformat()}@{look.today.isoformat()}"  # a day may come back
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
    """What the plan says and we cannot read goes to the secretariat, once for each question; when the secretariat has
    asked for a date, to those who can name one."""
    for code in asked_of(look.case.measure, look.case.occurrences):
        if not to_ask(code, look.today):
            continue
        whom, template = ("responsible", ASK) if code_of(code) == ASK else ("secretariat", "question")
        for to in recipients((whom,), look.case.plan, look.case.measure, look.book, look.today):
            key = (look.case.measure.uid, "question", code, to.person, CHANNEL)
            reason = Reason(template, to.role, to.role_from, detail=code)
            yield _notice(key, "question", look, None, template, to, template, look.now, reason, cause=code)


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


def _next_look(ahead: list[_Ahead], look: _Look) -> datetime | None:
    """The first instant after now at which something may happen by itself."""
    times = []
    for _, whole, stretch, come in ahead:
        if come < len(stretch.instants):
            times.append(stretch.instants[come])
        if whole.turns and (turn := whole.next_turn(look.today)) is not None:
            times.append(turn)
    times += [instant(day, time(), look.book.zone) for day in _coming_back(look)]
    return min(times, default=None)


def _coming_back(look: _Look) -> Iterator[date]:
    """The days on which a question is to be put again."""
    for question in look.case.measure.questions:
        day = asked_day(question) if code_of(question) == AGAIN else None
        if day is not None and day > look.today:
            yield day
