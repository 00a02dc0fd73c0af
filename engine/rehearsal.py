"""One rulebook test on a stage of its own: a database in memory, a virtual clock, people who exist in it only.

Public names: Rehearsal, Stop, DOMAIN. The plan comes in, people answer, looks and mails are made by the functions that
the engine itself runs; nothing leaves the process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from engine.answers import Said, answer
from engine.bootstrap import book_of
from engine.cases import load_cases
from engine.clock import start_of
from engine.dispatch import Dispatcher
from engine.documents.planfile import MeasureEntry, PlanFile, PlanHead
from engine.intake import AT_ONCE, add_plan, rebind_measures
from engine.rulebooks import Folder
from engine.store import Stamp, Store, Unit, ledger, meetings, people, plans, silences
from engine.tick import tick
from notifiers.render import Renderer
from rules.activation import introduce
from rules.book import Book
from rules.booktest import BookTest, GivenAway, GivenSilence, Happening, MovedMeeting
from rules.conditions import Facts
from rules.delivery import instant
from rules.errors import TidsfristError
from rules.identity import uid
from rules.model import (
    Absence,
    Measure,
    Meeting,
    Membership,
    Message,
    Move,
    Notice,
    Occurrence,
    Person,
    Plan,
    Silence,
)
from rules.recipients import responsible_roles
from rules.rulebook import ReportingRule
from rules.workflow import Fields, Refusal, apply

DOMAIN = "test.invalid"
_MOMENT = timedelta(seconds=1)


class _Nowhere:
    """A channel that delivers nothing."""

    async def send(self, message: bytes, sender: str, recipient: str) -> None:
        """Takes the message and forgets it."""

    async def close(self) -> None:
        """Nothing to let go of."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Something to do at an instant, after everything that happens then."""

    at: datetime
    do: Callable[[], None]


@dataclass(slots=True)
class Rehearsal:
    """The stage of one test. `mails`: what has gone out, with its instant; `failed`: what could not be written;
    `names`: the people by uid. `answered`: states before and after an
    answer; `used`: transitions by their names."""

    test: BookTest
    folder: Folder
    store: Store
    book: Book
    renderer: Renderer
    mails: list[tuple[datetime, Message, tuple[Notice, ...]]] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    answered: list[tuple[str, str]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    failed: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    now: datetime | None = None

    @classmethod
    def staged(cls, test: BookTest, folder: Folder, store: Store, renderer: Renderer) -> Rehearsal:
        """The test before its first instant; `store` is a trial database without anything in it.

        Raises TidsfristError where the test names what there is not.
        """
        with store.write() as unit:
            here = cls(test, folder, store, book_of(unit, folder, "1"), renderer)
            here._enter(unit)
        return here

    # ── who and what there is ──

    def _enter(self, unit: Unit) -> None:
        stamp = Stamp(None, "import", "rehearsal", 1)
        cast = self._cast(unit.tenant)
        people.import_people(unit, cast, self._memberships(unit.tenant), stamp)
        meetings.save_meetings(unit, list(self._meetings(unit.tenant)), stamp)
        self.book = book_of(unit, self.folder, "1")
        add_plan(unit, self._plan_file(), "", "rehearsal", self.book, stamp)
        if not self.test.begins:
            self._begun(unit, stamp)

    def _begun(self, unit: Unit, stamp: Stamp) -> None:
        """The plan has run since the day before, its mails are let go, and everybody has been introduced."""
        start = start_of(self.test.from_, self.book.zone)
        for plan in plans.plans(unit):
            begun = replace(plan, counted_from=start, released_at=start)
            plans.save_plan(unit, begun, stamp)
            plans.set_plan_look(unit, plan.uid, None)
            known = introduce(begun, load_cases(unit, plans.measures(unit, plan.uid), None), self.book, start)
            ledger.add_notices(unit, [replace(n, status="sent") for n in known], stamp)
        plans.set_looks(unit, {m.uid: start for m in plans.measures(unit)})

    def _holders(self) -> dict[str, tuple[str, ...]]:
        """People by role: as the test says, else one with the role's own id."""
        alone = {r.id: (r.id,) for r in self.folder.roles.values() if not r.via and not r.stands_for}
        return {**alone, **self._by_role(self.test.people)}

    def _by_role(self, given: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """The same with ids in place of names of roles. Raises TidsfristError where there is no such role."""
        return {self._role(name): people for name, people in given.items()}

    def _role(self, name: str) -> str:
        found = self.book.directory.role_named(name, self._committee())
        if found is None:
            raise TidsfristError(f"det finnes ingen rolle «{name}»")
        return found

    def _committee(self) -> str | None:
        return self.book.committee_named(self.test.plan.committee) if self.test.plan.committee else None

    def _cast(self, tenant: str) -> list[Person]:
        held, led = self._holders().values(), self._by_role(self.test.leads).values()
        away = [a.who for a in self.test.away] + [a.deputy for a in self.test.away if a.deputy]
        listed = [name for names in (*held, *led) for name in names] + away
        self.names = {uid(tenant, "person", name): name for name in listed}
        return [
            Person(key, name, name, f"{key}@{DOMAIN}", away=self._absences(name)) for key, name in self.names.items()
        ]

    def _absences(self, name: str) -> tuple[Absence, ...]:
        return tuple(self._absence(a) for a in self.test.away if a.who == name)

    def _absence(self, away: GivenAway) -> Absence:
        return Absence(away.from_, away.to, self.person(away.deputy) if away.deputy else None)

    def _memberships(self, tenant: str) -> list[Membership]:
        def made(role: str, name: str, leads: bool) -> Membership:
            return Membership(role, uid(tenant, "person", name), leader=leads, party=self.test.parties.get(name))

        held = [made(role, name, False) for role, names in self._holders().items() for name in names]
        return held + [
            made(role, name, True) for role, names in self._by_role(self.test.leads).items() for name in names
        ]

    def _meetings(self, tenant: str) -> Iterable[Meeting]:
        for name, days in self.test.meetings.items():
            committee = self._known_committee(name)
            for day in days:
                yield Meeting(uid(tenant, committee, day.isoformat()), committee, day.isoformat(), day)

    def _known_committee(self, name: str) -> str:
        found = self.book.committee_named(name)
        if found is None:
            raise TidsfristError(f"det finnes ikke noe utvalg «{name}»")
        return found

    def _plan_file(self) -> PlanFile:
        given, test = self.test.plan, self.test
        rule = given.reporting
        reporting = ReportingRule(every=rule.every, ask=rule.ask, due=rule.due) if rule else None
        head = PlanHead(
            id=given.id, title="Plan", committee=given.committee or "", years=(given.year or test.from_.year,),
            status="active", decided=given.decided, secretariat=given.secretariat,
            default_responsible=given.default_responsible, reporting=reporting,
        )  # fmt: skip
        entries = tuple(
            MeasureEntry(
                id=m.id, focus_area=m.focus, title=m.title, deadline_text=m.deadline, responsible_text=m.responsible,
                status_text=m.status,
            )
            for m in test.measures
        )  # fmt: skip
        return PlanFile(plan=head, measures=entries)

    def person(self, name: str) -> str:
        """The uid of a person of the test. Raises TidsfristError where nobody is called so."""
        key = next((key for key, known in self.names.items() if known == name), None)
        if key is None:
            raise TidsfristError(f"det er ingen «{name}» i testen")
        return key

    def people_of(self, word: str) -> tuple[str, ...]:
        """The people whom a name or a role of `people` means."""
        return self.test.people.get(word, (word,))

    # ── what happens ──

    @property
    def last_day(self) -> date:
        """The last day that is played."""
        return self.test.to or date(self.test.plan.year or self.test.from_.year, 12, 31)

    def at(self, day: date, clock: time) -> datetime:
        """An instant of the test."""
        return instant(day, clock, self.book.zone)

    def end_of(self, day: date) -> datetime:
        """The last second of a day."""
        return start_of(day + timedelta(days=1), self.book.zone) - _MOMENT

    async def play(self, stops: Iterable[Stop]) -> None:
        """From the first day to the last, with everything that happens on the way."""
        for stop in sorted(stops, key=lambda s: s.at):
            await self.until(stop.at)
            stop.do()
        await self.until(self.end_of(self.last_day))

    async def until(self, end: datetime) -> None:
        """Everything that happens up to and including the instant."""
        moment = self.now or start_of(self.test.from_, self.book.zone)
        post = self._dispatcher()
        while moment <= end:
            await self._step(post, moment)
            with self.store.read() as unit:
                due = ledger.next_due(unit)
            if due is None or due > end:
                break
            moment = max(moment, due)
        self.now = max(moment, end)

    def _dispatcher(self) -> Dispatcher:
        store = self.store
        return Dispatcher(store, self.book, _Nowhere(), self.renderer, store.tenant, DOMAIN, f"tidsfrist@{DOMAIN}")

    async def _step(self, post: Dispatcher, now: datetime) -> None:
        ticked = tick(self.store, self.book, now, trial=True)
        self.moves += ticked.moves
        self.failed += [why for _, why in ticked.failed]
        sent = await post.run(now)
        self.mails += [(now, message, notices) for message, notices in sent.messages]
        self.failed += [why for _, why in sent.failed]

    def happen(self, what: Happening) -> None:
        """One event of the test. Raises TidsfristError where it cannot be."""
        now = self.at(what.on, what.at)
        acts: Mapping[str, Callable[[Unit, datetime], None]] = {
            "answer": lambda unit, at: self._answer(unit, what, at),
            "transition": lambda unit, at: self._transition(unit, what, at),
            "away": lambda unit, at: self._leave(unit, what.away, at),
            "silence": lambda unit, at: self._silence(unit, what.silence, at),
            "meeting": lambda unit, at: self._move(unit, what.meeting, at),
        }
        named = [name for name in acts if getattr(what, name) is not None]
        if len(named) != 1:
            raise TidsfristError(f"en hendelse er én av {', '.join(acts)}; her er det {len(named)}")
        with self.store.write() as unit:
            acts[named[0]](unit, now)

    def measure(self, unit: Unit, number: str | None) -> Measure:
        """The measure of this number; None: the only one. Raises TidsfristError where it cannot tell."""
        found = [m for m in plans.measures(unit) if number in (None, m.number)]
        if len(found) != 1:
            raise TidsfristError(f"skriv hvilket tiltak det gjelder (measure); «{number}» passer for {len(found)}")
        return found[0]

    def _answer(self, unit: Unit, what: Happening, now: datetime) -> None:
        measure = self.measure(unit, what.measure)
        rows = plans.occurrences(unit, [measure.uid])[measure.uid]
        if what.answer == "reopen":
            rows = tuple(replace(o, answered_at=None) for o in rows if o.kind != "report")
        one = _asked(rows, what.due, now.astimezone(self.book.zone).date())
        by = self._by(what)
        said = Said(one.uid, str(what.answer), by, what.comment, what.review_on, what.party, what.new_deadline)
        answer(unit, said, self.book, now)
        self._note(unit, measure)
        self.used |= {str(what.answer)} & {"postpone", "reopen"}

    def _by(self, what: Happening) -> str:
        if what.by is None:
            raise TidsfristError("skriv hvem det er (by)")
        names = self.people_of(what.by)
        return self.person(names[0]) if names else self.person(what.by)

    def _transition(self, unit: Unit, what: Happening, now: datetime) -> None:
        measure, plan = self.measure(unit, what.measure), plans.plans(unit)[0]
        day, by = now.astimezone(self.book.zone).date(), self._by(what)
        secretariat = self.book.directory.holders(self.book.secretariat_for(plan), day)
        actor = "secretariat" if any(h.person == by for h in secretariat) else "responsible"
        fields = Fields(what.comment, what.review_on, what.outcome, what.new_deadline)
        facts = self._facts(measure, plan, day)
        state = apply(self.book.rulebook, measure.state, str(what.transition), actor, fields, facts)
        if isinstance(state, Refusal):
            raise TidsfristError(f"overgangen «{what.transition}» går ikke: {state.code} {state.detail}")
        plans.save_measure(unit, replace(measure, state=state, state_since=now), Stamp(now, by, str(what.transition)))
        plans.set_looks(unit, {measure.uid: AT_ONCE})
        self.used.add(str(what.transition))

    def _facts(self, measure: Measure, plan: Plan, day: date) -> Facts:
        kinds, roles = frozenset((measure.reading.kind,)), responsible_roles(plan, measure, self.book)[0]
        return Facts(
            measure.state, kinds, plan.id, measure.focus_area, frozenset(roles), plan.committee, None, None, day,
            self.book.calendar,
        )  # fmt: skip

    def _note(self, unit: Unit, before: Measure) -> None:
        """Keeps which state led to which, for the coverage of transitions."""
        after = plans.measure(unit, before.uid)
        if after is not None and after.state != before.state:
            self.answered.append((before.state, after.state))

    def _leave(self, unit: Unit, away: GivenAway | None, now: datetime) -> None:
        assert away is not None
        key = self.person(away.who)
        listed = [replace(p, away=(*p.away, self._absence(away))) if p.uid == key else p for p in people.people(unit)]
        people.import_people(unit, listed, people.memberships(unit), Stamp(now, key, "away", 1))
        self.book = book_of(unit, self.folder, "1")

    def _silence(self, unit: Unit, silence: GivenSilence | None, now: datetime) -> None:
        assert silence is not None
        measure = self.measure(unit, silence.measure).uid if silence.measure else None
        person = self.person(silence.person) if silence.person else None
        end = start_of(silence.until + timedelta(days=1), self.book.zone)
        key = uid(unit.tenant, "silence", f"{now.isoformat()}:{len(silences.silences(unit))}")
        plan = plans.plans(unit)[0].uid
        made = Silence(key, "test", "test", now, end, plan, silence.focus, measure, silence.role, person)
        silences.save_silence(unit, made, Stamp(now, "system", "silenced", 1))

    def _move(self, unit: Unit, change: MovedMeeting | None, now: datetime) -> None:
        assert change is not None
        committee = self._known_committee(change.committee)
        known = [m for m in meetings.meetings(unit, committee) if m.held_on == change.held_on]
        if not known:
            raise TidsfristError(f"«{change.committee}» har ikke noe møte {change.held_on}")
        state = "cancelled" if change.cancelled else known[0].state
        moved = replace(known[0], held_on=change.moved_to or change.held_on, state=state, sequence=1)
        stamp = Stamp(now, "system", "meeting_moved", 1)
        meetings.save_meetings(unit, [moved], stamp)
        for plan in plans.plans(unit):
            rebind_measures(unit, plan, plans.measures(unit, plan.uid), self.book, stamp)


def _asked(rows: Iterable[Occurrence], due: date | None, today: date) -> Occurrence:
    """The open occurrence with this day; None: the round that is open, else the nearest date."""
    open_ = [o for o in rows if o.open and due in (None, o.due)]
    if not open_:
        raise TidsfristError(f"tiltaket har ingen åpen frist {due or ''}".rstrip())
    asked = [o for o in open_ if o.kind == "report" and o.opens and o.opens <= today]
    return min(asked or open_, key=lambda o: (o.due or date.max, o.uid))
