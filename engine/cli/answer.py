"""`tidsfrist answer`: what people do on the pages, for scripts. Public name: answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Annotated

import typer

from engine.answers import OUTCOMES, Answered, keep_deadline
from engine.answers import answer as save_answer
from engine.bootstrap import Installation
from engine.cli.opening import moment, opened, person_called
from engine.cli.plan import known_plan
from engine.cli.simulate import day_of
from engine.hearing import EVERYONE, Refused, Said, actor_of
from engine.periods import period_of
from engine.store import Unit, plans
from engine.unasked import settle_unasked, unasked
from notifiers.words import day_words, listed
from rules.answering import tally, voices
from rules.deadline import explain
from rules.errors import TidsfristError
from rules.model import ONE_PARTY, Measure, Occurrence, Plan
from rules.workflow import is_final

_OUTCOMES = ", ".join(OUTCOMES)
_ANSWERS = f"En av: {_OUTCOMES}; eller en overgang som er regelbokas egen."
_SOURCES = ("telefon", "e-post", "møte", "side")
_ALL = "alle"  # instead of a measure's number: everything that is open for the person in the round


def answer(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="Planens id.")],
    measure: Annotated[str, typer.Argument(metavar="TILTAK", help="Tiltakets nummer, eller «alle» i en runde.")],
    outcome: Annotated[str | None, typer.Option("--outcome", help=_ANSWERS)] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="PERSON", help="Hvem som svarer (id).")] = None,
    party: Annotated[
        str | None, typer.Option("--party", metavar="NAVN", help=f"Hvem svaret gjelder, eller «{EVERYONE}».")
    ] = None,
    due: Annotated[
        str | None, typer.Option("--due", metavar="DATO", help="Hvilken frist, når tiltaket har flere.")
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="PERIODE", help="Svaret i en runde, som 2014-T1.")
    ] = None,
    comment: Annotated[str | None, typer.Option("--comment", help="Med egne ord.")] = None,
    review_on: Annotated[
        str | None, typer.Option("--review-on", metavar="DATO", help="Når det skal ses på igjen.")
    ] = None,
    new_deadline: Annotated[
        str | None, typer.Option("--new-deadline", metavar="FRIST", help="Ny frist, slik den ville stått i planen.")
    ] = None,
    source: Annotated[str | None, typer.Option("--source", help=f"Hvor svaret er fra: {', '.join(_SOURCES)}.")] = None,
    entered_by: Annotated[
        str | None, typer.Option("--entered-by", metavar="PERSON", help="Hvem som fører det inn for en annen.")
    ] = None,
    keep: Annotated[bool, typer.Option("--keep-deadline", help="Fristen står: avvis en foreslått ny frist.")] = False,
) -> None:
    """Svar på en frist eller i en runde: utført, pågår, avventer, ingen endring, ikke ferdig likevel (reopen) …

    Sekretariatet kan føre inn svar for en part (--party, --source, --entered-by). Det samme svaret to ganger er ett
    svar; et nytt svar tar plassen til det forrige til runden er lukket.
    """
    if source is not None and source not in _SOURCES:
        raise TidsfristError(f"--source «{source}»: bruk en av {', '.join(_SOURCES)}.")
    review = day_of(review_on, "--review-on") if review_on else None
    wanted = day_of(due, "--due") if due else None
    with opened() as home:
        now = moment(home)
        typist = person_called(home, entered_by).uid if entered_by else None
        speaker = person_called(home, by).uid if by else typist
        if speaker is None:
            raise TidsfristError("Skriv hvem som svarer: --by PERSON.")
        with home.store.write() as unit:
            mine = known_plan(unit, plan)
            if keep:
                keep_deadline(unit, _measure(unit, mine.uid, measure), speaker, home.book, now)
                print(f"{plan} {measure}: Fristen står.")
                return
            if outcome is None:
                raise TidsfristError(f"Skriv hva svaret er: --outcome, en av {_OUTCOMES}.")
            said = Said("", outcome, speaker, comment, review, party, new_deadline, source, typist)
            for one, row in _rows(unit, mine, measure, wanted, period, (home, now, speaker)):
                done = _saved(unit, replace(said, occurrence=row.uid), home, now)
                settle_unasked(unit, row, speaker, home.book, now)
                chosen = _chosen(unit, one, row) if wanted is None and period is None else ""
                print(f"{plan} {one.number}: {_words(home, done)}{chosen}")


def _saved(unit: Unit, said: Said, home: Installation, now: datetime) -> Answered:
    """The answer, saved. What is missing in it is told with the options that give it."""
    try:
        return save_answer(unit, said, home.book, now)
    except Refused as error:
        options = [f"--{name.replace('_', '-')}" for name in error.missing]
        raise TidsfristError(f"{error} Skriv også {listed(options)}." if options else str(error)) from error


def _words(home: Installation, done: Answered) -> str:
    state = home.book.rulebook.states.get(done.measure.state)
    parts = [f"{state.label if state else done.measure.state}."]
    if done.again:
        parts.append("Det svaret har vi alt.")
    if done.late:
        parts.append("Runden er lukket, så svaret kommer med i den neste rapporten.")
    if done.reading is not None:
        told = "Ny frist" if done.decided else "Foreslått ny frist, som sekretariatet tar stilling til"
        parts.append(f"{told}: {explain(done.reading, 'nb')}")
    others = [v.label for v in done.missing if v.party != ONE_PARTY]
    if others and not done.decided and not (state and state.final):
        parts.append(f"Venter ennå på {listed(others)}.")
    return " ".join(parts)


def _chosen(unit: Unit, measure: Measure, row: Occurrence) -> str:
    """Which deadline was answered, where nobody said which and others are open too; else ""."""
    others = sorted(o.due for o in plans.occurrences(unit, [measure.uid])[measure.uid] if _other(o, row) and o.due)
    if not others or row.due is None:
        return ""
    days = listed([day_words(day, "nb") for day in others])
    return f" Svaret gjelder fristen {day_words(row.due, 'nb')}. Åpne er også {days}; velg med --due ÅÅÅÅ-MM-DD."


def _other(one: Occurrence, answered: Occurrence) -> bool:
    """Whether the occurrence is one of the plan's own deadlines that still waits, besides the answered one. A day that
    somebody named for another look is none."""
    return one.open and one.named and one.kind != "wait" and one.uid != answered.uid


def _measure(unit: Unit, plan: str, number: str) -> Measure:
    found = [m for m in plans.measures(unit, plan) if m.number == number]
    if not found:
        raise TidsfristError(f"Planen har ikke noe tiltak «{number}». «tidsfrist plan show» viser dem som finnes.")
    return found[0]


def _rows(
    unit: Unit,
    plan: Plan,
    number: str,
    due: date | None,
    period: str | None,
    whose: tuple[Installation, datetime, str],
) -> list[tuple[Measure, Occurrence]]:
    """The measures and occurrences that the answer is about."""
    slot = f"t:{period_of(unit, plan, period)}" if period else None
    if number != _ALL:
        measure = _measure(unit, plan.uid, number)
        return [(measure, _occurrence(unit, plan, measure, (due, slot), whose))]
    if slot is None:
        raise TidsfristError("«alle» går bare i en runde: skriv --period, for eksempel 2014-T1.")
    return _all(unit, plan, slot, whose)


def _all(
    unit: Unit, plan: Plan, slot: str, whose: tuple[Installation, datetime, str]
) -> list[tuple[Measure, Occurrence]]:
    """Everything in the round that still waits for the person."""
    home, now, person = whose
    measures = [m for m in plans.measures(unit, plan.uid) if not is_final(home.book.rulebook, m.state)]
    rows = plans.occurrences(unit, [m.uid for m in measures])
    day = now.astimezone(home.book.zone).date()
    mine = [
        (m, o)
        for m in measures
        for o in rows[m.uid]
        if o.slot == slot and o.open and waits_for(plan, m, o, home, day, person)
    ]
    if not mine:
        raise TidsfristError("Det er ingenting i runden som venter på svar fra denne personen.")
    return mine


def _unasked(unit: Unit, plan: Plan, measure: Measure, whose: tuple[Installation, datetime, str]) -> Occurrence:
    """A point for what the secretariat says of a measure that nothing asks about. Raises TidsfristError for others."""
    home, now, person = whose
    day = home.book.day(now)
    if actor_of(plan, person, voices(plan, measure, home.book, day), home.book, day) == "secretariat":
        return unasked(unit, measure, person, home.book, now)
    raise TidsfristError(f"Tiltak {measure.number} har ingen åpen frist å svare på. Sekretariatet kan føre det inn.")


def waits_for(plan: Plan, measure: Measure, one: Occurrence, home: Installation, day: date, person: str) -> bool:
    """Whether the occurrence waits for an answer that the person can give."""
    missing = tally(one, voices(plan, measure, home.book, day)).missing
    return any(person in v.people for v in missing)


def _far(one: Occurrence, day: date) -> int:
    """0: the round is open on the day, 1: it is to come, 2: it is past."""
    if one.due is not None and one.due < day:
        return 2
    return 1 if one.kind == "report" and one.opens is not None and day < one.opens else 0


def _occurrence(
    unit: Unit,
    plan: Plan,
    measure: Measure,
    point: tuple[date | None, str | None],
    whose: tuple[Installation, datetime, str],
) -> Occurrence:
    due, slot = point
    rows: Sequence[Occurrence] = plans.occurrences(unit, [measure.uid])[measure.uid]
    if slot is not None:
        found = next((o for o in rows if o.slot == slot and not o.withdrawn), None)
        if found is None:
            raise TidsfristError(f"Tiltak {measure.number} er ikke med i den runden.")
        return found
    open_rows = [o for o in rows if o.open]
    if not open_rows and due is None and (last := [o for o in rows if o.answered_at and o.named]):
        return max(last, key=lambda o: (o.due or date.max, o.uid))  # of a finished measure: to be opened again
    home, now, person = whose
    if not open_rows and due is None:
        return _unasked(unit, plan, measure, whose)
    fitting = [o for o in open_rows if due is None or o.due == due]
    if not fitting and due is not None:
        fitting = [o for o in rows if o.due == due and not o.withdrawn]
    if not fitting:
        days = ", ".join(str(o.due) for o in open_rows) or "ingen"
        which = f" {due}" if due else ""
        raise TidsfristError(f"Tiltak {measure.number} har ingen åpen frist{which}. Åpne frister: {days}.")
    day = now.astimezone(home.book.zone).date()

    def place(one: Occurrence) -> tuple[bool, bool, int, date, str]:
        """A deadline before a round, a round that is open before others; another party's own deadline is answered only
        when nothing else is open."""
        foreign = one.party is not None and not waits_for(plan, measure, one, home, day, person)
        return foreign, not one.named, 0 if one.named else _far(one, day), one.due or date.max, one.uid

    return min(fitting, key=place)
