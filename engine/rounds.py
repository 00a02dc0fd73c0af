"""A plan's reporting rounds: open, look, word, close. Public names: RoundView, round_view, rounds_of, open_round, word,
close_round, report_of.

A round that the plan's reporting makes needs no row until somebody touches it: it is known by its report occurrences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from engine.clock import start_of
from engine.intake import rebind_measures
from engine.periods import period_shown, period_title
from engine.statuses import answer_words, tally_words
from engine.store import Stamp, Unit, governance, meetings, plans
from rules.answering import tally, voices
from rules.book import Book
from rules.edtf import bounds
from rules.errors import PlanError, TidsfristError
from rules.governance import Report, Round, Wording
from rules.model import ONE_PARTY, Answer, Measure, Occurrence, Plan
from rules.recipients import responsible_roles
from rules.rounds import MEETING, Line, Phase, Voiced, body_of, lines_of, phase_of
from rules.span import Span
from rules.workflow import is_final

ASK, DUE = Span(-2, "w"), Span(10, "bd")  # where a plan without reporting does not say


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round as it is now. `code`: its period as one types it; `versions`: how many reports were frozen of it;
    `closed_on`: the local day on which it was closed, None: it has not been."""

    plan: Plan
    round: Round
    phase: Phase
    title: str
    lines: tuple[Line, ...]
    versions: int = 0
    code: str = ""
    closed_on: date | None = None

    @property
    def missing(self) -> dict[str, list[str]]:
        """Who is waited for, with the numbers of the measures."""
        found: dict[str, list[str]] = {}
        for line in self.lines:
            for name in line.missing:
                found.setdefault(name, []).append(line.number)
        return found


def rounds_of(unit: Unit, plan: Plan) -> tuple[Round, ...]:
    """The plan's rounds in order of their answering days: those of its reporting, and those that people have made."""
    rows = plans.occurrences(unit, [m.uid for m in plans.measures(unit, plan.uid)])
    found: dict[str, Round] = {}
    for one in (o for those in rows.values() for o in those if o.kind == "report" and not o.withdrawn):
        if one.due is not None and one.opens is not None:
            period = one.slot.removeprefix("t:")
            found.setdefault(period, Round(plan.uid, period, one.opens, one.due))
    found |= {r.period: r for r in governance.rounds(unit, plan.uid)}
    return tuple(sorted(found.values(), key=lambda r: (r.due_on, r.period)))


def _round(unit: Unit, plan: Plan, period: str) -> Round | None:
    return next((r for r in rounds_of(unit, plan) if r.period == period), None)


def known_round(unit: Unit, plan: Plan, period: str) -> Round:
    """The round. Raises TidsfristError naming those there are."""
    found = _round(unit, plan, period)
    if found is None:
        codes = ", ".join(period_shown(unit, r.period) for r in rounds_of(unit, plan)) or "ingen ennå"
        raise TidsfristError(f"Planen {plan.id} har ingen runde for {period_shown(unit, period)}. Rundene er: {codes}.")
    return found


def open_round(
    unit: Unit, plan: Plan, period: str, book: Book, now: datetime, actor: str, due: date | None = None
) -> Round:
    """Opens the round now, though its day may be later, or though the plan has no rounds of its own. `due`: the last
    day for answers, None: as the reporting says. Opening an open round does nothing. Raises TidsfristError where it is
    closed, or the plan is not active."""
    if plan.status != "active":
        raise PlanError(f"Planen {plan.id} er ikke aktiv, så den har ingen runder ennå.")
    today = now.astimezone(book.zone).date()
    had = _round(unit, plan, period)
    if had is not None and had.closed_at is not None:
        raise TidsfristError(
            f"Runden {period_shown(unit, period)} er lukket og kan ikke åpnes igjen. En rettet rapport lages med "
            "«tidsfrist round word» og «tidsfrist round close»."
        )
    if had is not None and had.opens_on <= today and due in (None, had.due_on):
        return had if had.opened_at else _noted(unit, had, now, actor, book)
    fresh = had or Round(plan.uid, period, today, _due(unit, plan, period, book))
    opened = replace(fresh, opens_on=min(fresh.opens_on, today), due_on=due or fresh.due_on, opened_at=now)
    if opened.due_on < today:
        raise TidsfristError(f"Svarfristen for {period_shown(unit, period)} var {opened.due_on}. Velg en ny med --due.")
    stamp = Stamp(now, actor, "round_opened", _version(book))
    governance.save_round(unit, opened, stamp)
    _asked(unit, plan, opened, book, stamp, today)
    return opened


def _noted(unit: Unit, had: Round, now: datetime, actor: str, book: Book) -> Round:
    opened = replace(had, opened_at=now)
    governance.save_round(unit, opened, Stamp(now, actor, "round_opened", _version(book)))
    return opened


def _due(unit: Unit, plan: Plan, period: str, book: Book) -> date:
    if period.startswith(MEETING):
        day = next(m.held_on for m in meetings.meetings(unit) if m.uid == period[len(MEETING) :])
        return book.calendar.previous_workday(day)
    last = bounds(period)[1]
    if last is None:
        raise TidsfristError(f"«{period}» har ingen siste dag. Velg svarfristen med --due.")
    reporting = book.reporting_for(plan)
    return book.calendar.previous_workday((reporting.due if reporting else DUE).from_day(last, book.calendar))


def _asked(unit: Unit, plan: Plan, opened: Round, book: Book, stamp: Stamp, today: date) -> None:
    """Every open measure has a point in the round that counts from this morning, so that the asking step is to come."""
    measures = [m for m in plans.measures(unit, plan.uid) if not is_final(book.rulebook, m.state)]
    rebind_measures(unit, plan, measures, book, stamp)
    rows = plans.occurrences(unit, [m.uid for m in measures])
    morning = start_of(today, book.zone)
    mine = [o for those in rows.values() for o in those if o.slot == f"t:{opened.period}" and o.open]
    plans.save_occurrences(unit, [replace(o, counted_from=morning, moved_from=None) for o in mine], stamp)


# ── looking ──


def round_view(unit: Unit, plan: Plan, period: str, book: Book, now: datetime) -> RoundView:
    """The round with its rows as they stand. A closed one is shown as it was frozen. Raises TidsfristError."""
    one = known_round(unit, plan, period)
    today = now.astimezone(book.zone).date()
    frozen = _frozen(unit, plan, period)
    lines = lines_of(frozen[-1].body) if frozen else _lines(unit, plan, one, book, today)
    return RoundView(
        plan,
        one,
        phase_of(one, today),
        period_title(unit, period),
        lines,
        len(frozen),
        period_shown(unit, period),
        one.closed_at.astimezone(book.zone).date() if one.closed_at else None,
    )


def _frozen(unit: Unit, plan: Plan, period: str) -> list[Report]:
    return [r for r in governance.reports(unit, plan.uid) if r.period == period]


def _reworded(unit: Unit, plan: Plan, report: Report) -> tuple[Line, ...]:
    """The rows of a frozen report with the wording as it is now; what was said since is not in it."""
    words = {(w.measure, w.party): w for w in governance.wordings(unit, plan.uid, report.period)}

    def worded(line: Line) -> Line:
        said = tuple(
            replace(v, text=w.text, original=w.original) if (w := words.get((line.measure, v.party))) else v
            for v in line.said
        )
        return line if said == line.said else replace(line, said=said, status=_status(said))

    return tuple(worded(line) for line in lines_of(report.body))


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the rows of a report are made of."""

    plan: Plan
    one: Round
    book: Book
    day: date
    since: datetime | None
    until: datetime | None
    rows: dict[str, tuple[Occurrence, ...]]
    comments: dict[tuple[str, str], str]
    wordings: dict[tuple[str, str], Wording]
    before: dict[str, tuple[str, str]]


def _lines(unit: Unit, plan: Plan, one: Round, book: Book, today: date) -> tuple[Line, ...]:
    measures = sorted(plans.measures(unit, plan.uid), key=lambda m: natural(m.number))
    rows = plans.occurrences(unit, [m.uid for m in measures])
    reports = [o.uid for those in rows.values() for o in those if o.kind == "report"]
    words = {(w.measure, w.party): w for w in governance.wordings(unit, plan.uid, one.period)}
    before = _before(unit, plan, one)
    desk = _Desk(
        plan, one, book, min(today, one.due_on), _closed_before(unit, plan, one), one.closed_at, rows,
        plans.comments_by_party(unit, reports), words, before,
    )  # fmt: skip
    return tuple(_line(m, desk) for m in measures)


def natural(number: str) -> tuple[tuple[int, str], ...]:
    """1.2 before 1.10."""
    return tuple((int(p), "") if p.isdigit() else (0, p) for p in number.split("."))


def _closed_before(unit: Unit, plan: Plan, one: Round) -> datetime | None:
    closed = [r.closed_at for r in governance.rounds(unit, plan.uid) if r.closed_at and r.due_on < one.due_on]
    return max(closed, default=None)


def _before(unit: Unit, plan: Plan, one: Round) -> dict[str, tuple[str, str]]:
    """What stood in the status column last time, and for which period, by measure."""
    due = {r.period: r.due_on for r in rounds_of(unit, plan)}
    earlier = [r for r in governance.reports(unit, plan.uid) if due.get(r.period, date.max) < one.due_on]
    last = max(earlier, key=lambda r: (due[r.period], r.n), default=None)
    if last is None:
        return {}
    title = period_title(unit, last.period)
    return {line.measure: (line.status, title) for line in lines_of(last.body)}


def _line(measure: Measure, desk: _Desk) -> Line:
    before, before_period = desk.before.get(measure.uid, (measure.status_text, ""))
    mine = next((o for o in desk.rows[measure.uid] if o.slot == f"t:{desk.one.period}" and not o.withdrawn), None)
    those = voices(desk.plan, measure, desk.book, desk.day)
    state = desk.book.rulebook.states.get(measure.state)
    label = state.label if state else measure.state
    over = is_final(desk.book.rulebook, measure.state)
    own = _in_time(mine, desk) if mine is not None else None
    found = tally(own, those) if own is not None else None
    said = tuple(_voiced(measure, a, before, desk) for a in (own.answers if own else ())) or _late(
        measure, before, desk
    )
    roles, _ = responsible_roles(desk.plan, measure, desk.book)
    return Line(
        measure.uid,
        measure.number,
        measure.focus_area,
        measure.title,
        measure.activity,
        measure.deadline_text,
        measure.responsible_text or ", ".join(_role(r, desk.book) for r in roles),
        label,
        _status(said) or (before or label if over else ""),
        before,
        before_period,
        tally_words(found) if found and not over else "",
        () if over or found is None else tuple(v.label or "ansvarlig" for v in found.missing),
        said,
    )


def _role(role: str, book: Book) -> str:
    known = book.directory.roles.get(role)
    return known.label if known else role


def _in_time(mine: Occurrence, desk: _Desk) -> Occurrence:
    """The occurrence with what was said until the round was closed."""
    until = desk.until
    return replace(mine, answers=tuple(a for a in mine.answers if until is None or a.answered_at <= until))


def _late(measure: Measure, before: str, desk: _Desk) -> tuple[Voiced, ...]:
    """What was said about an earlier round after that was closed: it belongs to this one."""
    if desk.since is None:
        return ()
    late = [
        a
        for o in desk.rows[measure.uid]
        if o.kind == "report" and o.due and o.due < desk.one.due_on
        for a in o.answers
        if a.answered_at > desk.since and (desk.until is None or a.answered_at <= desk.until)
    ]
    return tuple(_voiced(measure, a, before, desk) for a in late)


def _voiced(measure: Measure, one: Answer, before: str, desk: _Desk) -> Voiced:
    comment = desk.comments.get((one.occurrence, one.party))
    original = (
        before if one.outcome == "no_change" and before and not comment else answer_words(one, comment, "nb", desk.book)
    )
    edited = desk.wordings.get((measure.uid, one.party))
    label = "" if one.party == ONE_PARTY else desk.book.directory.party_label(one.party)
    label = _role(one.party, desk.book) if one.party in desk.book.directory.roles else label
    said_on = one.answered_at.astimezone(desk.book.zone).date().isoformat()
    text = edited.text if edited else original
    return Voiced(one.party, label, one.outcome, text, original if edited else "", one.source or "", said_on)


def _status(said: Sequence[Voiced]) -> str:
    """The status column: equal words once, otherwise each party with its own."""
    texts = dict.fromkeys(v.text for v in said)
    if len(texts) == 1:
        return next(iter(texts))
    return "\n".join(f"{v.label}: {v.text}" if v.label else v.text for v in said)


# ── wording and closing ──


def word(
    unit: Unit, plan: Plan, period: str, measure: Measure, party: str | None, text: str, by: str, book: Book,
    now: datetime,
) -> Wording:  # fmt: skip
    """How a party's status is worded in the report; what it wrote itself is kept. `party` None: the only one that has
    answered. Raises TidsfristError where there is nothing to word."""
    one, frozen = known_round(unit, plan, period), _frozen(unit, plan, period)
    today = now.astimezone(book.zone).date()
    lines = _reworded(unit, plan, frozen[-1]) if frozen else _lines(unit, plan, one, book, today)
    line = next((w for w in lines if w.measure == measure.uid), None)
    if line is None:
        raise TidsfristError(f"Tiltak {measure.number} er ikke med i rapporten for {period_shown(unit, period)}.")
    said = [v for v in line.said if party is None or party.casefold() in (v.label.casefold(), v.party.casefold())]
    if len(said) != 1:
        names = ", ".join(v.label for v in line.said) or "ingen"
        raise TidsfristError(f"Tiltak {measure.number}: velg hvem sine ord det gjelder (--party). Har svart: {names}.")
    made = Wording(plan.uid, period, measure.uid, said[0].party, text, said[0].original or said[0].text, by, now)
    governance.save_wording(unit, made, Stamp(now, by, "worded", _version(book)))
    return made


def close_round(unit: Unit, plan: Plan, period: str, book: Book, now: datetime, by: str) -> tuple[Report, bool]:
    """Freezes the report; returns it, and whether it is new. Later answers belong to the next round. Closing a closed
    round makes a new version where the wording was changed, and nothing else. Raises TidsfristError where the round
    has not been opened."""
    one = known_round(unit, plan, period)
    today = now.astimezone(book.zone).date()
    if phase_of(one, today) == "coming":
        raise TidsfristError(
            f"Runden {period_shown(unit, period)} åpner først {one.opens_on}. Åpne den med «round open»."
        )
    closed = one if one.closed_at else replace(one, opened_at=one.opened_at or now, closed_at=now)
    stamp = Stamp(now, by, "round_closed", _version(book))
    frozen = _frozen(unit, plan, period)
    lines = _reworded(unit, plan, frozen[-1]) if frozen else _lines(unit, plan, closed, book, today)
    if frozen and lines_of(frozen[-1].body) == lines:
        return frozen[-1], False
    head = {
        "plan": plan.id,
        "title": plan.title,
        "period": period_shown(unit, period),
        "period_title": period_title(unit, period),
        "opened_on": one.opens_on.isoformat(),
        "due_on": one.due_on.isoformat(),
        "closed_on": today.isoformat(),
        "version": len(frozen) + 1,
    }
    made = Report(plan.uid, period, len(frozen) + 1, now, by, body_of(head, lines))
    governance.add_report(unit, made, stamp)
    if not one.closed_at:
        governance.save_round(unit, closed, stamp)
        _end(unit, plan, closed, stamp)
    return made, True


def _end(unit: Unit, plan: Plan, closed: Round, stamp: Stamp) -> None:
    """Nobody is asked about the round any more: the secretariat has summed it up, with its blanks."""
    measures = plans.measures(unit, plan.uid)
    rows = plans.occurrences(unit, [m.uid for m in measures])
    mine = [o for those in rows.values() for o in those if o.slot == f"t:{closed.period}" and o.open]
    plans.save_occurrences(unit, [replace(o, answered_at=closed.closed_at) for o in mine], stamp)
    plans.set_looks(unit, {o.measure: closed.closed_at for o in mine})


def report_of(unit: Unit, plan: Plan, period: str, version: int | None = None) -> Report:
    """A frozen report, the newest where no version is asked for. Raises TidsfristError where it is not closed."""
    frozen = [r for r in governance.reports(unit, plan.uid) if r.period == period and version in (None, r.n)]
    if not frozen:
        raise TidsfristError(f"Runden {period_shown(unit, period)} er ikke lukket, så det er ingen rapport ennå.")
    return frozen[-1]


def _version(book: Book) -> int | None:
    return int(book.version) if book.version.isdigit() else None
