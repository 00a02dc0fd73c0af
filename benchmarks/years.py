"""What the benchmarks of the rules play: the shipped rulebook, an invented directory, and a plan of any size.

Public names: START, END, invented_book, invented_plan, snapshot_of. It measures nothing itself.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from engine.rulebooks import compile_book, load_folder
from rules.book import Book
from rules.case import Case
from rules.deadline.reading import Point, Reading
from rules.model import Measure, Membership, Person, Plan, Reporting, Role
from rules.occurrences import Surroundings, occurrence_of, wanted
from rules.span import Span
from rules.timetable import Snapshot

START, END = datetime(2014, 12, 31, 23, tzinfo=UTC), datetime(2015, 12, 31, 23, tzinfo=UTC)
CONFIG = Path(__file__).parents[1] / "config"
DEADLINES = ((6,), (6, 11), (3,), (12,), (), (1, 4, 9))  # months; none: «Løpende»
PER_ROLE, ROLE_MEMBERS = 25, 1


def invented_book(measures: int) -> Book:
    """The shipped rulebook with one role for each 25 measures, and a person in each."""
    folder = load_folder(CONFIG, plans=False, known_plans=("bench",))
    roles = [f"rolle-{n}" for n in range(measures // PER_ROLE + 1)]
    held = [(role, f"p{n}-{i}") for n, role in enumerate(roles) for i in range(ROLE_MEMBERS)]
    held += [("sekretariat", "sekr")]
    people = [Person(uid, uid, f"Person {uid}", f"{uid}@example.org") for _, uid in held]
    book = compile_book(folder, people, [Membership(role, uid) for role, uid in held], "1")
    directory = replace(book.directory, roles={**book.directory.roles, **{r: Role(r, r) for r in roles}})
    return replace(book, directory=directory)


def invented_plan(reporting: bool = True) -> Plan:
    """An active plan of 2015 that no tick has looked at; with rounds each tertial."""
    rounds = Reporting("tertial", Span(-2, "w"), Span(10, "bd")) if reporting else None
    return Plan("bench", "bench", "Plan", None, "active", (2015,), "nb", secretariat="sekretariat", reporting=rounds)


def snapshot_of(measures: int, book: Book) -> Snapshot:
    """The plan with this many measures, before anything has been sent."""
    plan = invented_plan()
    around = Surroundings(plan, plan.reporting, {}, (), book.calendar)
    return Snapshot((plan,), tuple(_case(n, plan, around) for n in range(measures)))


def _case(n: int, plan: Plan, around: Surroundings) -> Case:
    bare = Measure(
        f"m{n}", plan.uid, str(n), "Område", f"Tiltak {n}", "", "", "frist", "rolle", "", _reading(n, around),
        "planned", roles=(f"rolle-{n // PER_ROLE}",),
    )  # fmt: skip
    rows = (occurrence_of(w, f"{bare.uid}:{w.slot}", bare.uid, None) for w in wanted(bare, around))
    return Case(plan, bare, tuple(rows))


def _reading(n: int, around: Surroundings) -> Reading:
    months = DEADLINES[n % len(DEADLINES)]
    if not months:
        return Reading("Løpende", "ongoing")
    days = [around.calendar.previous_workday(date(2015, m, 10 + n % 18)) for m in months]
    points = tuple(Point(d.isoformat(), d, d, d) for d in days)
    return Reading("frist", "dates", tuple(p.edtf for p in points), points=points)
