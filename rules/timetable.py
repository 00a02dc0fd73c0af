"""What would be sent and moved between two instants, if nobody did anything. Public names: Snapshot, Event, timetable,
looked.

It plays `decide` and `compose` over values in the order in which the engine plays them over its tables: at each
instant first every look that is due, then each person's mail.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from rules.activation import introduce, newcomers, next_arrival
from rules.ahead import Ahead
from rules.book import Book
from rules.case import Case, Decision, evolve
from rules.compose import Had, compose
from rules.decide import decide
from rules.delivery import zone_of
from rules.handover import hand_over
from rules.model import Message, Move, Notice, Plan
from rules.quick import quick
from rules.silences import next_warning, warnings
from rules.submission import Submission, submit


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Where a simulation starts. `looks`: when each measure is to be looked at (missing: at once). `waiting`: notices
    not yet composed. `sent`: what each person has had, by (person, local day). `known`: ids of notices that
    belong to no measure (introductions, lists) and were made before. `submissions`: plans that wait for committees.
    `plan_looks`: plans (uids) that are to be looked at at once, because people or measures have changed."""

    plans: tuple[Plan, ...]
    cases: tuple[Case, ...]
    looks: Mapping[str, datetime | None] = field(default_factory=dict)
    waiting: tuple[Notice, ...] = ()
    sent: Mapping[tuple[str, date], Had] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    submissions: tuple[Submission, ...] = ()
    plan_looks: frozenset[str] = frozenset()


@quick
@dataclass(frozen=True, slots=True)
class Event:
    """Something that is sent or moved at an instant. Exactly one of `message` (with its `notices`) and `move`."""

    at: datetime
    kind: Literal["mail", "digest", "transition"]
    message: Message | None = None
    notices: tuple[Notice, ...] = ()
    move: Move | None = None


_SUBMITTED = "="  # before a plan's uid among the measures to look at: it waits for committees
_ARRIVAL = "@"  # stands among the measures to look at: somebody's membership begins


class _World:
    """The moving parts of a simulation."""

    def __init__(self, start: Snapshot, book: Book, tenant: str, domain: str) -> None:
        self.book, self.tenant, self.domain = book, tenant, domain
        self.plans = {p.uid: p for p in start.plans}
        self.cases = {c.measure.uid: c for c in start.cases}
        self.submissions = {_SUBMITTED + s.plan.uid: s for s in start.submissions}
        self.known = {*start.known, *(n.id for n in start.waiting)}.union(*(c.known for c in start.cases))
        self.notices: dict[str, Notice] = {}
        self.by_person: dict[str, set[str]] = defaultdict(set)
        self.by_measure: dict[str, set[str]] = defaultdict(set)
        self.sent = dict(start.sent)
        self.silences = tuple({s.uid: s for c in start.cases for s in c.silences}.values())
        self.looks = Ahead()  # of measures
        self.mails = Ahead()  # of people
        for notice in start.waiting:
            self.put(notice)

    def put(self, notice: Notice) -> None:
        self.notices[notice.id] = notice
        self.by_person[notice.person].add(notice.id)
        self.by_measure[notice.measure or ""].add(notice.id)
        if notice.status == "waiting":
            self.mails.add(notice.deliver_at, notice.person)

    def take(self, notice_id: str) -> Notice:
        notice = self.notices.pop(notice_id)
        self.by_person[notice.person].discard(notice_id)
        self.by_measure[notice.measure or ""].discard(notice_id)
        return notice

    @property
    def next_at(self) -> datetime | None:
        """When something is to be looked at or mailed next; None: nothing is."""
        return min((at for at in (self.looks.next_at, self.mails.next_at) if at is not None), default=None)

    def add(self, notices: Iterable[Notice]) -> None:
        for notice in notices:
            if notice.id not in self.known:
                self.known.add(notice.id)
                if notice.waits:
                    self.put(notice)


def timetable(
    start: Snapshot, book: Book, first: datetime, last: datetime, tenant: str, domain: str = "simulated.invalid"
) -> Iterator[Event]:
    """Events with first <= at < last, in the order in which they happen."""
    world = _World(start, book, tenant, domain)
    for measure in sorted(world.cases):
        look = start.looks.get(measure, first)
        if look is not None:
            world.looks.add(look, measure)
    _activate(world, first)
    _newcomers(world, start.plan_looks, first)
    _await(world, first)
    for name in world.submissions:
        world.looks.add(first, name)
    while (at := world.next_at) is not None and at < last:
        yield from _instant(world, max(at, first))


def looked(start: Snapshot, book: Book, now: datetime, tenant: str) -> Snapshot:
    """The snapshot after one evaluation of everything at `now`, before any mail is composed."""
    world = _World(start, book, tenant, "")
    _activate(world, now)
    for measure in sorted(world.cases):
        _look(world, measure, now)
    return Snapshot(
        tuple(world.plans.values()),
        tuple(world.cases.values()),
        waiting=tuple(world.notices.values()),
        sent=dict(world.sent),
        known=frozenset(world.known),
    )


def _await(world: _World, now: datetime) -> None:
    """Looks again when somebody's membership begins, and when a silence is about to run out."""
    for at in (next_arrival(world.book, now), next_warning(world.silences, world.book, now)):
        if at is not None:
            world.looks.add(at, _ARRIVAL)


def _arrivals(world: _World, now: datetime) -> None:
    """Whoever is new in a role with open measures is introduced; whoever muted something is told that it runs out."""
    _newcomers(world, world.plans, now)
    about = {uid: c.measure for uid, c in world.cases.items()} if world.silences else {}
    world.add(warnings(world.silences, world.plans.values(), about, world.book, now))
    _await(world, now)


def _newcomers(world: _World, those: Iterable[str], now: datetime) -> None:
    for plan in (world.plans[uid] for uid in sorted(those)):
        if plan.status == "active" and plan.counted_from is not None:
            mine = [c for c in world.cases.values() if c.plan.uid == plan.uid]
            world.add(newcomers(plan, mine, world.book, now))


def _submit(world: _World, name: str, now: datetime) -> None:
    """Secretariats are told that a plan waits for their committees; nobody decides anything in a simulation."""
    given = replace(world.submissions[name], known=frozenset(world.known))
    notices, look = submit(given, world.book, now)
    world.add(notices)
    if look is not None:
        world.looks.add(look, name)


def _instant(world: _World, now: datetime) -> Iterator[Event]:
    for name in world.looks.due(now):
        if name == _ARRIVAL:
            _arrivals(world, now)
        elif name in world.submissions:
            _submit(world, name, now)
        else:
            yield from _look(world, name, now)
    for person in world.mails.due(now):
        yield from _mail(world, person, now)


def _activate(world: _World, now: datetime) -> None:
    """Plans that begin now; the secretariat is taken to let each mail go."""
    for plan in sorted(world.plans.values(), key=lambda p: p.uid):
        if plan.status == "active" and plan.counted_from is None:
            counted = replace(plan, counted_from=now, released_at=now)
            world.plans[plan.uid] = counted
            mine = [replace(c, plan=counted) for c in world.cases.values() if c.plan.uid == plan.uid]
            world.cases.update({c.measure.uid: c for c in mine})
            world.add(introduce(counted, mine, world.book, now))
            for case in mine:
                world.looks.add(now, case.measure.uid)


def _look(world: _World, measure: str, now: datetime) -> list[Event]:
    case = world.cases[measure]
    mine = world.by_measure[measure]
    if mine or case.waiting:
        waiting = tuple([world.notices[n] for n in sorted(mine)])
        case = Case(case.plan, case.measure, case.occurrences, case.known, waiting, case.silences)
    decision: Decision = decide(case, world.book, now)
    world.cases[measure] = evolve(case, decision, now)
    for settled in decision.settled:
        world.take(settled.notice)
    world.add(decision.notices)
    if decision.next_look_at is not None:
        world.looks.add(decision.next_look_at, measure)
    return [Event(now, "transition", move=move) for move in decision.moves]


def _mail(world: _World, person: str, now: datetime) -> Iterator[Event]:
    mine = (world.notices[n] for n in world.by_person[person])
    waiting = [n for n in mine if n.status == "waiting" and n.deliver_at <= now]
    handed = hand_over(waiting, world.plans, world.book, now)
    for name in handed.gone:
        world.take(name)
    world.add(handed.new)
    waiting = [n for n in waiting if n.id not in handed.gone]
    if not waiting:
        return
    day = now.astimezone(zone_of(person, world.book)).date()
    sent = world.sent.get((person, day), Had())
    composed = compose(person, waiting, sent, now, world.book, world.tenant, world.domain)
    count = len(composed.messages)
    world.sent[person, day] = Had(sent.mails + count, sent.last + count)
    for message in composed.messages:
        notices = tuple(map(world.take, message.notices))
        yield Event(now, "digest" if message.kind == "digest" else "mail", message, notices)
    if composed.postponed_to is not None:
        for notice in map(world.take, composed.postponed):
            world.put(replace(notice, deliver_at=composed.postponed_to))
