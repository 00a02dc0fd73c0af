"""What stands behind `tidsfrist deadline --review PLAN` and `--correct PLAN NUMBER …`. Public names: Wish, review,
correct."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.cli.known import day_of, known_plan
from engine.cli.opening import acting, looked_into, moment, opened, person_called
from engine.corrections import (
    Listed,
    again,
    as_text,
    ask,
    at_meeting,
    by_party,
    confirmed,
    measure_numbered,
    on_days,
    ongoing,
)
from engine.corrections import correct as save_correction
from engine.corrections import review as listed
from engine.questions import question_words
from engine.store import Unit, plans
from notifiers.words import day_words
from rules.book import Book
from rules.deadline import Reading, explain
from rules.errors import PlanError
from rules.model import Measure, Plan
from rules.questions import about_the_text, asked_of


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for; exactly one of the first seven, or of `parties` (NAME=DAY). Days as typed."""

    text: str | None = None
    dates: Sequence[str] = ()
    ongoing: bool = False
    meeting: str | None = None
    confirm: bool = False
    ask: str | None = None
    again: str | None = None
    everywhere: bool = False
    by: str | None = None
    parties: Sequence[str] = ()

    @property
    def count(self) -> int:
        """How many things are asked for."""
        given = (self.text, self.dates, self.ongoing, self.meeting, self.confirm, self.ask, self.again, self.parties)
        return sum(bool(one) for one in given)


def review(plan_id: str, as_json: bool) -> None:
    """Lists what needs a person, most urgent first, with what can be done."""
    with looked_into() as home, home.store.read() as unit:
        plan = known_plan(unit, plan_id)
        today = moment(home).astimezone(home.book.zone).date()
        found = listed(unit, plan, home.book, today)
    if as_json:
        print(json.dumps([_json(one) for one in found], ensure_ascii=False, indent=1))
        return
    if not found:
        print(f"Alle frister i {plan.id} er lest. Ingenting trenger en avgjørelse.")
        return
    count = "1 frist" if len(found) == 1 else f"{len(found)} frister"
    print(f"{count} i {plan.id} trenger et menneske, det som haster mest først:\n")
    for n, one in enumerate(found, 1):
        print(_words(n, one))
    print(_cures(plan.id))


def _json(one: Listed) -> dict[str, Any]:
    measure = one.measure
    return {
        "id": measure.number,
        "uid": measure.uid,
        "measure": measure.name,
        "deadline_text": measure.deadline_text,
        "kind": measure.reading.kind,
        "due": [d.isoformat() for d in measure.reading.due or ()],
        "confidence": round(measure.reading.confidence, 2),
        "questions": list(one.questions),
        "asked": one.asked.isoformat() if one.asked else None,
        "cures": ["ask", "date", "party", "as", "meeting", "ongoing", "again", "confirm"],
    }


def _words(n: int, one: Listed) -> str:
    measure = one.measure
    lines = [f"{n}. nr. {measure.number}  {measure.name}"]
    lines.append(f"   «{measure.deadline_text}» · {measure.responsible_text or 'ingen ansvarlig nevnt'}")
    lines += [f"   {question_words(q, measure, 'nb')}" for q in one.questions]
    if one.asked:
        lines.append(f"   Dagen det gjelder: {day_words(one.asked, 'nb')}")
    if measure.reading.kind != "unresolved":
        lines.append(f"   Lest slik: {explain(measure.reading, 'nb')}")
    return "\n".join(lines) + "\n"


def _cures(plan: str) -> str:
    start = f"tidsfrist deadline --correct {plan} NR"
    return (
        "Dette kan du gjøre med hver av dem:\n"
        f"  spør den ansvarlige om en dato innen en dag:  {start} --ask 2016-03-15\n"
        f"  sett en dato (flere: gjenta --date):          {start} --date 2016-05-31\n"
        f"  gi hver part sin dato (gjenta --party):       {start} --party Lier=2016-05-31\n"
        f"  si det med andre ord:                         {start} --as «Mai 2016»\n"
        f"  knytt den til et møte:                        {start} --meeting next\n"
        f"  la den stå som løpende:                       {start} --ongoing\n"
        f"  vis den igjen en dag:                         {start} --again 2016-04-01\n"
        f"  den er lest riktig:                           {start} --confirm\n"
        "Gjelder det alle tiltak i planen med samme tekst? Legg til --everywhere."
    )


def correct(plan_id: str, number: str, wish: Wish) -> None:
    """Does one of these things for a measure. Raises PlanError where not exactly one is asked for."""
    if wish.count != 1:
        raise PlanError(
            f"Si én ting om nr. {number}: --as TEKST, --date DAG, --party NAVN=DAG, --ongoing, --meeting next, "
            "--confirm, --ask DAG eller --again DAG."
        )
    if wish.parties and wish.everywhere:
        raise PlanError("--party gjelder ett tiltak om gangen: tiltakene kan ha hver sine parter.")
    with opened() as home:
        actor = person_called(home, wish.by).uid if wish.by else "secretariat"
        now, stamp = acting(home, "corrected", actor)
        today = now.astimezone(home.book.zone).date()
        with home.store.write() as unit:
            plan = known_plan(unit, plan_id)
            measure = measure_numbered(unit, plan, number)
            if wish.ask is not None:
                told = ask(unit, measure, day_of(wish.ask, "--ask"), home.book, stamp)
                print(f"{', '.join(told)} får spørsmålet, med svar innen {wish.ask}.{_been(wish.ask, today)}")
            elif wish.again is not None:
                again(unit, measure, day_of(wish.again, "--again"), stamp)
                print(f"Nr. {number} vises igjen {wish.again}.{_been(wish.again, today)}")
            else:
                own = by_party(_days_by_party(wish.parties), measure, plan, home.book, today) if wish.parties else None
                reading = own or _reading(unit, plan, measure, wish, home.book)
                saved = save_correction(unit, measure, reading, home.book, now, stamp, everywhere=wish.everywhere)
                numbers = ", ".join(m.number for m in saved)
                print(f"Nr. {numbers}: {explain(reading, 'nb')}")
                for question in _left(unit, saved[0]):
                    print(f"Merk: {question_words(question, saved[0], 'nb')}")


def _left(unit: Unit, measure: Measure) -> tuple[str, ...]:
    """What is still to be asked of the deadline: «Løpende» leads nobody anywhere in a plan without rounds."""
    return tuple(q for q in asked_of(measure, plans.occurrences(unit, [measure.uid])[measure.uid]) if about_the_text(q))


def _been(day: str, today: date) -> str:
    """A word of warning where the day lies behind us."""
    return " Den dagen har vært." if date.fromisoformat(day) < today else ""


def _days_by_party(given: Sequence[str]) -> dict[str, date]:
    """«Lier=2016-05-31» by name. Raises PlanError where one is written otherwise, or a party comes twice."""
    found: dict[str, date] = {}
    for one in given:
        name, equals, day = one.rpartition("=")
        if not equals or not name.strip() or name in found:
            raise PlanError(f"--party «{one}»: skriv hver part én gang, som NAVN=DAG, for eksempel Lier=2016-05-31.")
        found[name] = day_of(day, "--party")
    return found


def _reading(unit: Unit, plan: Plan, measure: Measure, wish: Wish, book: Book) -> Reading:
    text = measure.deadline_text
    if wish.text is not None:
        return as_text(wish.text, plan, book)
    if wish.dates:
        return on_days([day_of(d, "--date") for d in wish.dates], text)
    if wish.ongoing:
        return ongoing(text)
    if wish.meeting is not None:
        return at_meeting(wish.meeting, measure, plan, unit, book)
    return confirmed(measure)
