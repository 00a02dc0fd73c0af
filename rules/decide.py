"""The heart: one measure at one instant. Public names: decide, CHANNEL.

`decide` says which state the clock moves the measure to, which notices are due and why, and when to look again. It
touches nothing: the engine saves what it says, the simulator plays it, the explainer reads it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from rules.answering import spoken
from rules.book import Book
from rules.case import Case, Decision, Settled, begun_on
from rules.dayless import questions_on
from rules.delivery import for_person, instant, is_held
from rules.identity import notice_id
from rules.model import Move, Notice, NoticeKind, NoticeStatus, Occurrence, Reason, Silence
from rules.questions import AGAIN, ASK, asked_day, code_of, held_by, to_ask
from rules.recipients import RESPONSIBLE, Recipient, addressees, recipients, responsible_roles, vacant_roles
from rules.schedule import Row, Schedule, Spot, Stage, schedule_of, spots_of
from rules.workflow import clock_transitions, is_final

CHANNEL = "email"
# A role that nobody holds is the whole plan's matter; that somebody has answered is news just because it is over.
_STAYING = ("vacant", "answered")
_LIVE: tuple[NoticeStatus, ...] = ("waiting", "held")
_NEVER = datetime.max.replace(tzinfo=UTC)
_FINITE = 8  # more moves by the clock in one look is a circle in the rulebook


class _Look(NamedTuple):
    """A case at an instant, with what every part of the decision asks for. `roles`: the responsible; `spots`: what
    schedules ask of the occurrences; `schedule`: what is in store, of which `stage` holds today."""

    case: Case
    book: Book
    now: datetime
    today: date
    state: str
    roles: tuple[str, ...]
    spots: tuple[Spot, ...]
    schedule: Schedule
    stage: Stage


def decide(case: Case, book: Book, now: datetime) -> Decision:
    """What is to happen to the measure now, and when to look again (None: never by itself)."""
    if case.plan.status != "active":
        return Decision(case.measure.uid, settled=tuple(_settle(case.waiting, "cancelled", "finished")))
    if case.plan.counted_from is None:
        return Decision(case.measure.uid)
    about_it = [n for n in case.waiting if n.kind not in _STAYING]
    if case.measure.withdrawn:
        return Decision(case.measure.uid, settled=tuple(_settle(about_it, "cancelled", "withdrawn")))
    if case.measure.questions and held_by(case.measure.questions) is not None:
        return Decision(case.measure.uid, settled=tuple(_settle(about_it, "cancelled", "held_back")))
    look, moves = _clock_moves(_look(case, book, now))
    if is_final(book.rulebook, look.state):
        return Decision(case.measure.uid, moves, settled=tuple(_settle(about_it, "cancelled", "finished")))
    return _open_measure(look, moves)


def _look(case: Case, book: Book, now: datetime) -> _Look:
    plan, measure, today = case.plan, case.measure, book.day(now)
    touched_on = book.day(measure.state_since) if measure.state_since else None
    roles, spots = responsible_roles(plan, measure, book)[0], spots_of(case.occurrences, today, book)
    schedule = schedule_of(plan, measure, measure.state, roles, touched_on, spots, book)
    return _Look(case, book, now, today, measure.state, roles, spots, schedule, schedule.on(today))


def _moved_to(state: str, look: _Look) -> _Look:
    """The look after the clock has moved the measure."""
    plan, measure = look.case.plan, look.case.measure
    schedule = schedule_of(plan, measure, state, look.roles, look.today, look.spots, look.book)
    return look._replace(state=state, schedule=schedule, stage=schedule.on(look.today))


def _settle(notices: Iterable[Notice], status: NoticeStatus, why: str) -> Iterator[Settled]:
    return (Settled(n.id, status, why) for n in notices)


def _clock_moves(look: _Look) -> tuple[_Look, tuple[Move, ...]]:
    """The look after the moves that the clock makes, and these."""
    moves: list[Move] = []
    while len(moves) < _FINITE and (due := look.stage.move) is not None:
        transition = clock_transitions(look.book.rulebook, look.state)[due]
        uid = look.case.measure.uid
        moves.append(Move(uid, transition.name, look.state, transition.to, look.now, "clock", transition.name))
        look = _moved_to(transition.to, look)
    return look, tuple(moves)


def _open_measure(look: _Look, moves: tuple[Move, ...]) -> Decision:
    occurrences, stage = look.case.occurrences, look.stage
    come = bisect_right(stage.instants, look.now)
    fired = _fired(stage.rows[:come], look)
    notices, replaced = _notices(fired, look) if fired else ([], [])
    news = [o for o in occurrences if o.counted_from is None or o.moved_from is not None]
    notices += _told(fired, news, look)
    counted = {occurrences[row.place].uid for row in fired}
    if news:
        counted.update([o.uid for o in news if o.counted_from is None and not _moved_nowhere(o)])
    settled = {s.notice: s for s in (*replaced, *_overtaken(look))} if look.case.waiting else {}
    return Decision(
        look.case.measure.uid,
        moves,
        tuple(notices),
        tuple(settled.values()),
        tuple(sorted(counted)) if len(counted) > 1 else tuple(counted),
        _next_look(come, look),
    )


def _fired(come: Iterable[Row], look: _Look) -> list[Row]:
    """Of the steps that have come, those that came since their occurrence was last counted; what was past before
    anybody looked has none."""
    since = [o.counted_from or _round_begun(o, look) or _NEVER for o in look.case.occurrences]
    fired = [row for row in come if row.at > since[row.place]]
    if not fired:
        return fired
    begun = begun_on(look.case, look.book).isoformat()
    return [row for row in fired if row.due >= begun]


def _round_begun(occurrence: Occurrence, look: _Look) -> datetime | None:
    """Since when the steps of an occurrence that was never counted count; None: none has come yet. A round that is open
    when it is first seen counts from its first day: whoever was not asked then is asked now, since nothing else is
    sent while it is open."""
    opens, due = occurrence.opens if occurrence.kind == "report" else None, occurrence.due
    if occurrence.moved_from is not None or opens is None or due is None:
        return None
    return instant(opens, time(), look.book.zone) if opens <= look.today <= due else None


def _moved_nowhere(occurrence: Occurrence) -> bool:
    """Cancelled, and without a new day: the move is told once there is one."""
    return occurrence.open and occurrence.moved_from is not None and occurrence.due is None


def _overtaken(look: _Look) -> Iterator[Settled]:
    """Waiting notices of occurrences that somebody has answered meanwhile, that are gone, or that have moved; and
    questions that have been answered. It is for these that they end, also where a newer step replaces them."""
    by_uid = {o.uid: o for o in look.case.occurrences}
    for notice in look.case.waiting:
        occurrence = by_uid.get(notice.occurrence or "")
        if notice.kind == "question" and notice.cause not in _asked(look):
            yield Settled(notice.id, "cancelled", "answered")
        elif occurrence is not None and not occurrence.open and notice.kind not in _STAYING:
            yield Settled(notice.id, "cancelled", "answered" if occurrence.answered_at else "withdrawn")
        elif occurrence is not None and _asks(notice) and notice.person in _spoken(occurrence, look):
            yield Settled(notice.id, "cancelled", "answered")
        elif occurrence is not None and notice.due != occurrence.due:
            yield Settled(notice.id, "suppressed", "moved")


def _asked(look: _Look) -> tuple[str, ...]:
    """What is open about the measure today."""
    return questions_on(look.case.plan, look.case.measure, look.case.occurrences, look.book, look.today)


def _asks(notice: Notice) -> bool:
    """Whether the notice asks a responsible person (and not the secretariat, or somebody a step names)."""
    return notice.kind == "step" and notice.reason.role_from in RESPONSIBLE


def _spoken(occurrence: Occurrence, look: _Look) -> frozenset[str]:
    """The people whose parties have answered the occurrence."""
    return spoken(occurrence, look.case.plan, look.case.measure, look.book, look.today)


def _notices(fired: Iterable[Row], look: _Look) -> tuple[list[Notice], list[Settled]]:
    """Notices of the fired steps: for each person only the newest goes out; what it replaces says so."""
    notices: list[Notice] = []
    newest: dict[str, Notice] = {}
    for row, notice in _of_steps(fired, look):
        if row.asked.beforehand:  # it neither replaces a reminder nor is replaced by one, but for its round's own
            opens = look.case.occurrences[row.place].opens
            late = opens is not None and opens <= look.today
            notices.append(_replaced(notice) if late else _muted(notice, look))
        elif notice.status not in _LIVE:
            notices.append(notice)
        else:
            if notice.person in newest:
                notices.append(_replaced(newest[notice.person]))
            newest[notice.person] = notice
    notices += [_muted(notice, look) for notice in newest.values()]
    older = [n for n in look.case.waiting if n.kind == "step" and n.person in newest]
    return notices, list(_settle(older, "suppressed", "newer_step"))


def _replaced(notice: Notice) -> Notice:
    """The notice, of a step that a newer one stands for."""
    return replace(notice, status="suppressed", reason=replace(notice.reason, detail="newer_step"))


def _of_steps(fired: Iterable[Row], look: _Look) -> Iterator[tuple[Row, Notice]]:
    """Every notice that a fired step makes and that does not exist yet."""
    case, book, status = look.case, look.book, _status(look)
    inside = look.schedule.in_round(look.today)
    for row in fired:
        occurrence = case.occurrences[row.place]
        spoken_for = _spoken(occurrence, look) if occurrence.answers or occurrence.party else ()
        for to in addressees(row.asked, case.plan, case.measure, book, look.today):
            if to.responsible and to.person in spoken_for:
                continue
            uid = notice_id((occurrence.uid, row.due, row.name, to.person, CHANNEL))
            if uid in case.known:
                continue
            if inside and not row.report:
                reason = replace(to.reason, detail="inside_round")
                yield row, _step_notice(uid, row, occurrence, to.person, reason, "suppressed", look)
            else:
                yield row, _step_notice(uid, row, occurrence, to.person, to.reason, status, look)


def _step_notice(
    uid: str, row: Row, occurrence: Occurrence, person: str, reason: Reason, status: NoticeStatus, look: _Look
) -> Notice:
    measure = look.case.measure.uid
    return Notice(
        uid,
        "step",
        look.case.plan.uid,
        measure,
        occurrence.uid,
        occurrence.due,
        row.name,
        measure,
        "",
        person,
        CHANNEL,
        row.asked.template,
        row.at,
        for_person(person, look.now, look.book),
        reason,
        status,
    )


def _beside(
    kind: NoticeKind, subject: str, cause: str, to: Recipient, reason: Reason, look: _Look, about: Occurrence | None
) -> Notice:
    """A notice of no step, in the words of the template that the reason names."""
    return Notice(
        notice_id((subject, kind, cause, to.person, CHANNEL)),
        kind,
        look.case.plan.uid,
        look.case.measure.uid,
        about.uid if about else None,
        about.due if about else None,
        reason.code,
        subject,
        cause,
        to.person,
        CHANNEL,
        reason.code,
        look.now,
        for_person(to.person, look.now, look.book),
        reason,
        _status(look),
    )


def _status(look: _Look) -> NoticeStatus:
    """Held while the plan's mail is stopped, or in its first days where the secretariat looks before it lets go."""
    plan, book = look.case.plan, look.book
    return "held" if is_held(plan, book, look.now) else "waiting"


def _muted(notice: Notice, look: _Look) -> Notice:
    """The notice, silenced where a silence matches; a muted notice is dropped, never released later, nor by a look that
    was late."""
    for silence in look.case.silences:
        meant = any(silence.starts_at <= at < silence.ends_at for at in (look.now, notice.planned_at))
        if meant and _matches(silence, notice, look):
            return replace(notice, status="silenced", reason=replace(notice.reason, detail=silence.uid))
    return notice


def _matches(silence: Silence, notice: Notice, look: _Look) -> bool:
    of_the_plan = notice.kind == "vacant"  # told once for all measures of the role, whichever is looked at first
    wanted = (
        (silence.plan, look.case.plan.uid),
        (silence.focus, None if of_the_plan else look.case.measure.focus_area),
        (silence.measure, None if of_the_plan else look.case.measure.uid),
        (silence.role, notice.reason.role),
        (silence.person, notice.person),
    )
    return all(field is None or field == value for field, value in wanted)


def _moved_notices(news: Iterable[Occurrence], look: _Look) -> Iterator[Notice]:
    """One notice per person for an occurrence that a decision, a meeting or a correction has moved."""
    for occurrence in news:
        before = _last_told(occurrence, look)
        if before is None or occurrence.due in (None, before) or not occurrence.open:
            continue
        cause = f"{before.isoformat()}>{occurrence.due.isoformat()}@{look.today.isoformat()}"  # a day may come back
        one_by_one = occurrence.party or occurrence.kind == "report"
        in_peace = _spoken(occurrence, look) if one_by_one else frozenset()
        for to in recipients(("responsible",), look.case.plan, look.case.measure, look.book, look.today):
            if to.person in in_peace:
                continue
            reason = Reason("moved", to.role, to.role_from, detail=before.isoformat())
            yield _beside("moved", occurrence.uid, cause, to, reason, look, occurrence)


def _last_told(occurrence: Occurrence, look: _Look) -> date | None:
    """The due day that people know of, None where nothing has moved: an earlier move that still waits to be told is
    told together with this one."""
    if occurrence.moved_from is None:
        return None
    untold = (n for n in look.case.waiting if n.kind == "moved" and n.occurrence == occurrence.uid)
    earlier = next(untold, None)
    return date.fromisoformat(earlier.cause.partition(">")[0]) if earlier else occurrence.moved_from


def _questions(look: _Look) -> Iterator[Notice]:
    """What the plan says and we cannot read goes to the secretariat, once for each question; when the secretariat has
    asked for a date, to those who can name one."""
    for code in _asked(look):
        if not to_ask(code, look.today):
            continue
        whom, template = ("responsible", ASK) if code_of(code) == ASK else ("secretariat", "question")
        for to in recipients((whom,), look.case.plan, look.case.measure, look.book, look.today):
            absent = (look.case.measure.uid, "question", code, to.on_behalf_of, CHANNEL)
            if to.on_behalf_of and notice_id(absent) in look.case.known:
                continue  # she has it already; who stands in for her finds it in the plan
            reason = Reason(template, to.role, to.role_from, detail=code)
            yield _beside("question", look.case.measure.uid, code, to, reason, look, None)


def _vacant(look: _Look) -> Iterator[Notice]:
    """An alarm to the secretariat for a role that nobody holds, when the measure is first looked at and whenever one
    of its steps is due; once for each role and plan."""
    for role in vacant_roles(look.case.plan, look.case.measure, look.book, look.today):
        for to in recipients(("secretariat",), look.case.plan, look.case.measure, look.book, look.today):
            reason = Reason("vacant", to.role, to.role_from, detail=role)
            yield _beside("vacant", role, look.case.plan.uid, to, reason, look, None)


def _told(fired: Sequence[Row], news: Sequence[Occurrence], look: _Look) -> list[Notice]:
    """What is told beside the steps, and has not been told. `news`: occurrences that nobody has looked at, or that
    have moved."""
    told: list[Notice] = list(_moved_notices(news, look)) if news else []
    if look.case.measure.questions or not look.schedule.dated:
        told += _questions(look)
    if fired or any(o.counted_from is None for o in news):
        told += _vacant(look)
    return [_muted(n, look) for n in told if n.id not in look.case.known]


def _next_look(come: int, look: _Look) -> datetime | None:
    """The first instant after now at which something may happen by itself: the next step, the next day on which
    something turns, or a question that comes back."""
    stage = look.stage
    times = [] if stage.until is None else [stage.until]
    if come < len(stage.instants):
        times.append(stage.instants[come])
    if look.case.measure.questions:
        times += [instant(day, time(), look.book.zone) for day in _coming_back(look)]
    return min(times, default=None)


def _coming_back(look: _Look) -> Iterator[date]:
    """The days on which a question is to be put again."""
    for question in look.case.measure.questions:
        day = asked_day(question) if code_of(question) == AGAIN else None
        if day is not None and day > look.today:
            yield day
