"""A party that comes where each has a day of its own is asked about, and nobody else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rules.activation import introduce, newcomers
from rules.case import Case
from rules.dayless import dayless, questions_on
from rules.decide import decide
from rules.directory import Directory
from rules.governance import Party
from rules.model import Membership, Occurrence, Person, Role
from tests.fakes import at, book, measure, notice, occurrence, plan

DAY = date(2015, 3, 10)
PEOPLE = {n: Person(n, n, n.title(), f"{n}@example.org") for n in ("geir", "solveig", "hanne", "per")}
ROLES = {r.id: r for r in (Role("sjefer", "Kommunalsjefer", answers="each"), Role("sekretariat", "S"))}
MEMBERS = (
    Membership("sjefer", "geir", party="Lier"),
    Membership("sjefer", "solveig", party="Hurum"),
    Membership("sjefer", "hanne", party="Røyken"),
    Membership("sekretariat", "per"),
)
BOOK = book(directory=Directory(ROLES, PEOPLE, MEMBERS))
SHARED = measure(roles=("sjefer",))


def own(party: str, **changes: object) -> Occurrence:
    bare = occurrence("2015-05-29", uid=party, slot=f"p:2015-05-29@{party}")
    return replace(bare, **changes)  # type: ignore[arg-type]


TWO = (own("Lier"), own("Hurum"))


def test_who_has_no_day_where_others_have_theirs_is_named() -> None:
    assert dayless(plan(), SHARED, TWO, BOOK, DAY) == ("party_day:Røyken",)
    assert questions_on(plan(), replace(SHARED, questions=("unknown_role:X",)), TWO, BOOK, DAY) == (
        "unknown_role:X", "party_day:Røyken",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "questions"),
    [
        ((occurrence(),), ()),
        ((*TWO, own("Røyken")), ()),
        (tuple(replace(o, withdrawn=True) for o in TWO), ()),
        (TWO, ("awaits_approval:lsu",)),
        (TWO, ("show_again:2015-06-01",)),
        (TWO, ("low_confidence",)),
    ],
    ids=["one day for all", "each has one", "gone", "held", "put aside", "asked about"],
)
def test_else_there_is_nothing_to_ask(rows: tuple[Occurrence, ...], questions: tuple[str, ...]) -> None:
    assert dayless(plan(), replace(SHARED, questions=questions), rows, BOOK, DAY) == ()


def test_a_party_that_others_were_merged_into_has_their_days() -> None:
    parties = {
        "royken": Party("royken", "Røyken", last=date(2015, 1, 1), successor="asker"), "asker": Party("asker", "Asker"),
    }  # fmt: skip
    merged = book(directory=Directory(ROLES, PEOPLE, MEMBERS, parties))
    assert dayless(plan(), SHARED, (*TWO, own("royken")), merged, DAY) == ()


def test_the_secretariat_is_asked_when_somebody_comes_and_when_the_plan_begins() -> None:
    case = Case(plan(), SHARED, TWO)
    for found in (newcomers, introduce):
        made = [n for n in found(plan(), [case], BOOK, at("2015-03-10 08:00")) if n.kind == "question"]
        assert [(n.person, n.cause, n.measure, n.subject) for n in made] == [("per", "party_day:Røyken", "m1", "m1")]


def test_a_question_that_waits_ends_when_the_party_has_its_day() -> None:
    waits = notice("q", kind="question", occurrence=None, due=None, cause="party_day:Røyken", person="per")
    for rows, ended in ((TWO, []), ((*TWO, own("Røyken")), ["answered"])):
        decision = decide(Case(plan(), SHARED, rows, waiting=(waits,)), BOOK, at("2015-03-10 08:00"))
        assert [s.why for s in decision.settled] == ended
