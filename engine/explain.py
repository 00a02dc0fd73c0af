"""Why a notice was sent, and why none was on a day: everything that led to it, looked up as it was then.

Public names: Explained, Part, explain_notice, explain_day, notices_named.

The rulebook is the version that ran then; the case, who held which role and who was away are replayed from the journal
to that instant. Names are those that the database knows now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from engine import explain_words as say
from engine.bootstrap import Installation
from engine.clock import start_of
from engine.documents.yamltext import Path_
from engine.preview import snapshot
from engine.silence_words import Named, muted_words
from engine.store import Unit, installation, journal, ledger, silences
from engine.store.journal import Entry
from engine.then import Then, then_at
from rules.case import Case, begun_on
from rules.errors import TidsfristError
from rules.model import Measure, Message, Notice, Occurrence
from rules.recipients import responsible_roles
from rules.why import Step, obstacles, steps_of, tried

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an explanation: what it is about, and its sentences."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """An explanation. `facts`: the same as plain data."""

    title: str
    parts: tuple[Part, ...]
    facts: Mapping[str, Any]

    @property
    def text(self) -> str:
        """As it is printed: each part's name in front of its first line."""
        width = max((len(p.name) for p in self.parts), default=0)
        lines = [self.title]
        for part in self.parts:
            for n, line in enumerate(part.lines):
                lines.append(f"  {(part.name if n == 0 else '').ljust(width)}  {line}")
        return "\n".join(lines)


def notices_named(unit: Unit, name: str) -> tuple[str, ...]:
    """The ids of the notices that a name means: a notice's id, a Message-ID, a message's uid. Raises TidsfristError."""
    name = name.strip().strip("<>")
    if ledger.notices_by_id(unit, [name]):
        return (name,)
    found = [m for m in ledger.messages(unit) if name in (m.uid, m.message_id)]
    if not found:
        raise TidsfristError(f"Det finnes ikke noe varsel og ingen e-post «{name}». Skriv en id som begynner med n-.")
    return found[0].notices


# ── a notice ──


def explain_notice(unit: Unit, home: Installation, notice_id: str) -> Explained:
    """Why this notice exists and what became of it. Raises TidsfristError where there is none."""
    notice = ledger.notices_by_id(unit, [notice_id]).get(notice_id)
    if notice is None:
        raise TidsfristError(f"Det finnes ikke noe varsel «{notice_id}».")
    story = _story(unit, notice)
    made = story[0] if story else None
    then = then_at(unit, home, (made.at if made else None) or notice.planned_at, made.version if made else None)
    message = next((m for m in _messages(unit) if notice.id in m.notices), None)
    case = _case(then, notice.measure) if notice.measure else None
    parts = [
        *_who(notice, then),
        *_deadline(notice, case, then),
        *_rule(notice, case, then),
        *_step(notice, case, then),
    ]
    parts += [*_delivery(notice, message, story, then), *_fate(notice, story, then), _config(then)]
    facts = _facts(notice, message, then, parts)
    return Explained(
        say.notice_title(notice, then.name(notice.person), then.local(notice.planned_at)), tuple(parts), facts
    )


def _story(unit: Unit, notice: Notice) -> list[Entry]:
    """Everything the journal has of the notice, from its making on."""
    rows = journal.entries(unit, measure=notice.measure, plan=notice.plan or None)
    return [e for e in rows if e.kind == "notice" and e.after.get("id") == notice.id]


def _messages(unit: Unit) -> tuple[Message, ...]:
    return tuple(m for m in ledger.messages(unit) if m.status != "cancelled")


def _case(then: Then, measure: str | None) -> Case | None:
    """The measure just after what happened at the instant."""
    start = snapshot(then.unit, then.at)
    found = next((c for c in start.cases if c.measure.uid == measure), None)
    if found is None:
        return None
    plan = replace(found.plan, released_at=then.plans[found.plan.uid].released_at)
    return replace(found, plan=plan)


def _who(notice: Notice, then: Then) -> Iterator[Part]:
    reason, measure = notice.reason, then.measures.get(notice.measure or "")
    lines = [say.role_words(then.role(reason.role), reason.role_from, measure)]
    if notice.kind == "step" and notice.status != "silenced" and reason.detail in then.book.directory.people:
        lines.append(say.deputy_words(then.name(notice.person), then.name(str(reason.detail))))
    lines += _has_left(notice, then)
    yield Part("rolle", tuple(lines))


def _has_left(notice: Notice, then: Then) -> Iterator[str]:
    """Who has the role now, where that is not the person any more."""
    role, latest = notice.reason.role, journal.last_at(then.unit) or then.at
    if role in then.now.roles and not then.now.belongs(notice.person, str(role), then.book.day(latest)):
        yield say.since_words([then.name(h.person) for h in then.now.holders(str(role), then.book.day(latest))])


def _deadline(notice: Notice, case: Case | None, then: Then) -> Iterator[Part]:
    measure = then.measures.get(notice.measure or "")
    if measure is None:
        return
    rows = case.occurrences if case else ()
    mine = next((o for o in rows if o.uid == notice.occurrence), None)
    yield Part("frist", tuple(say.deadline_words(case.measure if case else measure, rows, mine)))


def _rule(notice: Notice, case: Case | None, then: Then) -> Iterator[Part]:
    mine = next((o for o in case.occurrences if o.uid == notice.occurrence), None) if case else None
    if case is None or mine is None or notice.kind != "step":
        yield Part("grunn", (say.kind_words(notice),))
        return
    lines = _tried(case, mine, then, then.book.day(notice.planned_at))
    yield Part("regel", tuple(lines))


def _tried(case: Case, row: Occurrence, then: Then, day: date) -> list[str]:
    """The rule that held with its place, then each earlier one with what stood against it."""
    rules = tried(case, row, then.book, day)
    own = then.book.rulebook.plans.get(case.plan.id)
    base: Path_ = ("plans", case.plan.id, "override", "rules") if own and own.override.rules is not None else ("rules",)
    lines = [say.held_words(t, then.place((*base, t.place))) for t in rules if t.held]
    return [*(lines or ["ingen regel passer"]), *(say.failed_words(t, then.book) for t in rules if not t.held)]


def _step(notice: Notice, case: Case | None, then: Then) -> Iterator[Part]:
    ladder = notice.reason.ladder
    if notice.kind != "step" or ladder is None:
        return
    plan = then.plans[notice.plan]
    own = then.book.rulebook.plans.get(plan.id)
    overridden = own is not None and ladder in own.override.ladders
    base: Path_ = ("plans", plan.id, "override", "ladders", ladder) if overridden else ("ladders", ladder)
    found = then.book.ladder(plan.id, ladder) if ladder in then.book.rulebook.ladders or overridden else None
    steps = found.steps if found else ()
    name = notice.step.partition("#")[0]
    place = next((i for i, step in enumerate(steps) if step.name == name), None)
    where = then.place((*base, "steps", place)) if place is not None else ""
    step = steps[place] if place is not None else None
    mine = next((o for o in case.occurrences if o.uid == notice.occurrence), None) if case else None
    counted = say.leads_words(notice, mine, then.book) if mine is not None and step is not None and step.ahead else ()
    yield Part("steg", (say.step_words(notice, step, where, then.book.zone), *counted))


def _delivery(notice: Notice, message: Message | None, story: Sequence[Entry], then: Then) -> Iterator[Part]:
    lines = [say.window_words(notice, then.book.rulebook.settings.delivery, then.book.zone)]
    late = [e for e in story if "deliver_at" in e.after and e.before and "deliver_at" in e.before]
    lines += [say.postponed_words(datetime.fromisoformat(e.after["deliver_at"]), then.book.zone) for e in late]
    if message is not None:
        cap = then.book.rulebook.settings.delivery.max_per_recipient.per_day
        lines.append(say.message_words(message, cap, then.book.rulebook.settings.delivery.digest.min_items))
    yield Part("levering", tuple(lines))


def _fate(notice: Notice, story: Sequence[Entry], then: Then) -> Iterator[Part]:
    """What became of it, and who had muted it."""
    lines = [_became_of(notice, story, then)]
    if notice.status == "silenced":
        lines += _silenced_by(then, str(notice.reason.detail))
    yield Part("utfall", tuple(lines))


def _became_of(notice: Notice, story: Sequence[Entry], then: Then) -> str:
    """How the notice stands; one that is held because its mail is stopped says so."""
    plan = then.plans.get(notice.plan)
    if notice.status != "held" or plan is None or plan.stopped is None:
        return say.fate_words(notice, story[-1].why if len(story) > 1 else notice.reason.detail or "")
    stops = [e for e in journal.entries(then.unit, plan=plan.uid) if e.after.get("stopped")]
    since = then.local(stops[-1].at) if stops and stops[-1].at else None
    by = then.name(stops[-1].actor) if stops and stops[-1].actor in then.now.people else None
    mine = installation.installation(then.unit)
    return say.stopped_words(plan.stopped, since, by, "--all" if mine and mine.stopped else plan.id)


def _silenced_by(then: Then, uid: str) -> list[str]:
    named = Named(then.plans, then.measures, then.book)
    found = [s for s in silences.silences(then.unit) if s.uid == uid]
    return [say.silence_words(s, muted_words(s, named), then.name(s.author), then.book) for s in found]


def _config(then: Then) -> Part:
    version = then.version
    return Part(
        "regelbok", (say.version_words(version.n, version.hash, version.author, version.applied_at, then.book.zone),)
    )


def _facts(notice: Notice, message: Message | None, then: Then, parts: Iterable[Part]) -> dict[str, Any]:
    measure = then.measures.get(notice.measure or "")
    plan = then.plans.get(notice.plan)
    return {
        "notice": notice.id,
        "kind": notice.kind,
        "status": notice.status,
        "plan": plan.id if plan else None,
        "measure": measure.number if measure else None,
        "occurrence": notice.occurrence,
        "due": notice.due.isoformat() if notice.due else None,
        "step": notice.step,
        "to": notice.person,
        "rule": notice.reason.rule,
        "ladder": notice.reason.ladder,
        "message": message.uid if message else None,
        "message_id": message.message_id if message else None,
        "version": then.version.n,
        "why": {p.name: list(p.lines) for p in parts},
    }


# ── a day ──


def explain_day(unit: Unit, home: Installation, measure: Measure, day: date, person: str | None = None) -> Explained:
    """What was sent about the measure on the day and why, or why nothing was. `person`: a uid, None: anyone."""
    end = start_of(day + _DAY, home.book.zone)
    then = then_at(unit, home, end, None)
    mine = [n for n in _about(unit, measure) if (person in (None, n.person)) and then.book.day(_when(unit, n)) == day]
    title = say.day_title(measure, then.name(person) if person else None, day)
    parts = [Part("varsel" if i == 0 else "", tuple(_one(n, unit, then))) for i, n in enumerate(mine)]
    told = [n for n in mine if n.status in ("sent", "composed", "uncertain")]
    if not told:
        parts += _why_not(then, measure, day, person)
    parts.append(_config(then))
    why = [line for p in parts for line in p.lines]
    facts = {"measure": measure.number, "on": day.isoformat(), "notices": [n.id for n in mine], "why": why}
    more = [Part("mer", (say.more_words(mine[0].id),))] if mine else []
    return Explained(title, (*parts, *more), facts)


def _about(unit: Unit, measure: Measure) -> Iterable[Notice]:
    """The measure's own notices, and those of its plan that belong to no measure."""
    own = ledger.notices_of(unit, [measure.uid])[measure.uid]
    return (*own, *ledger.notices_of_plans(unit, [measure.plan])[measure.plan])


def _when(unit: Unit, notice: Notice) -> datetime:
    """The day it belongs to: of its message, else when it may be delivered or was planned."""
    found = next((m for m in _messages(unit) if notice.id in m.notices), None)
    return found.deliver_at if found else notice.planned_at


def _one(notice: Notice, unit: Unit, then: Then) -> Iterator[str]:
    story = _story(unit, notice)
    what = f"{notice.template} ({notice.step}), {_became_of(notice, story, then)}"
    yield f"{notice.id} til {then.name(notice.person)}: {what}"
    if notice.status == "silenced":
        yield from _silenced_by(then, str(notice.reason.detail))


def _why_not(then: Then, measure: Measure, day: date, person: str | None) -> Iterator[Part]:
    case = _case(then, measure.uid)
    if case is None:
        yield Part("hvorfor", ("tiltaket fantes ikke i planen ennå",))
        return
    against = [say.obstacle_words(o, then.book) for o in obstacles(case, then.book, then.at)]
    if against:
        yield Part("hvorfor", tuple(against))
    if any(o.code in ("not_active", "not_begun", "withdrawn", "finished") for o in obstacles(case, then.book, then.at)):
        return
    if person is not None:
        yield from _about_person(then, case, day, person)
    lines = [line for row in sorted(case.occurrences, key=_in_time) for line in _row(then, case, row, day, person)]
    yield Part("frister", tuple(lines) or ("tiltaket har ingen frist, så det er ingenting å minne om",))


def _about_person(then: Then, case: Case, day: date, person: str) -> Iterator[Part]:
    """Whether she is the one who would get it: she may be away, or have no role here."""
    roles, _ = responsible_roles(case.plan, case.measure, then.book)
    holders = [h for role in roles for h in then.book.directory.holders(role, day)]
    known = then.book.directory.people.get(person)
    away = next((a for a in known.away if a.first <= day <= a.last), None) if known else None
    if away is not None:
        stand_in = next((h.person for h in holders if h.on_behalf_of == person), None)
        yield Part("fravær", (say.away_words(away, then.name(stand_in) if stand_in else None),))
    elif not any(h.person == person for h in holders):
        labels = ", ".join(then.role(r) for r in roles)
        yield Part("rolle", (f"har ikke ansvaret for tiltaket den dagen; det har {labels}",))


def _in_time(row: Occurrence) -> tuple[date, str]:
    return row.due or date.max, row.uid


def _row(then: Then, case: Case, row: Occurrence, day: date, person: str | None) -> Iterator[str]:
    """What an occurrence has that day, or what comes before and after."""
    if row.withdrawn:
        return
    if row.due is None:
        yield say.unbound_words()
        return
    if row.answered_at is not None:
        yield say.answered_words(row, row.answered_at, then.book.zone)
        return
    if row.due < (begun := begun_on(case, then.book)):
        yield say.past_words(row, begun)
        return
    steps = steps_of(case, row, then.book, day)
    today = [s for s in steps if then.book.day(s.at) == day]
    counted = row.counted_from
    if today and counted is not None and today[-1].at <= counted and not _fired(then, case, row, today[-1].name):
        yield say.too_late_words(row, today[-1].name, then.local(counted))
    elif today:
        yield say.step_today_words(row, today[-1].name, then.local(today[-1].at), _inside(case, row, day))
        yield from _became(then, case, today[-1], person)
    elif moved := [s for s in steps if s.day == day]:
        yield say.moved_step_words(row, moved[-1].name, then.local(moved[-1].at))
    else:
        before = [s for s in steps if then.book.day(s.at) < day][-1:]
        after = [s for s in steps if then.book.day(s.at) > day][:1]
        near = [(s.name, then.book.day(s.at)) for s in (*before, *after)]
        rule = next((t.rule for t in tried(case, row, then.book, day) if t.held), None)
        yield say.no_step_words(row, rule.name if rule else None, rule.ladder if rule else None, near)


def _became(then: Then, case: Case, step: Step, person: str | None) -> Iterator[str]:
    """Where a step's notice went, if its mail was another day's."""
    for notice in _about(then.unit, case.measure):
        mine = (notice.occurrence, notice.step) == (step.occurrence.uid, step.name) and person in (None, notice.person)
        when = _when(then.unit, notice) if mine else step.at
        if then.book.day(when) != then.book.day(step.at):
            late = any("deliver_at" in (e.before or {}) for e in _story(then.unit, notice))
            yield say.another_day_words(notice, then.name(notice.person), then.local(when), late)


def _fired(then: Then, case: Case, row: Occurrence, step: str) -> bool:
    """Whether there is a notice of the step: then counting went on because of it."""
    return any(n.occurrence == row.uid and n.step == step for n in _about(then.unit, case.measure))


def _inside(case: Case, row: Occurrence, day: date) -> bool:
    rounds = (o for o in case.occurrences if o.kind == "report" and o.open and o.opens and o.due)
    return row.kind != "report" and any(o.opens <= day <= o.due for o in rounds if o.opens and o.due)
