"""Who is told: the role, where it came from, and for whom somebody stands in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rules.book import Book
from rules.directory import Directory
from rules.governance import Party
from rules.model import Absence, Committee, Membership, Plan, Role
from rules.recipients import Recipient, addressees, asked, recipients, responsible_roles, vacant_roles
from rules.rulebook import Rule, Step
from tests.fakes import book, directory, measure, plan

BOOK = book()
DAY = date(2015, 6, 16)
KARI, OLA = Recipient("kari", "au-lsu", "plan"), Recipient("ola", "au-lsu", "plan")
SECRETARIAT = Recipient("per", "sekretariat", "secretariat")


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        (("responsible",), (KARI, OLA)),
        (("secretariat",), (SECRETARIAT,)),
        (("leader",), (Recipient("per", "au-lsu", "step"),)),
        (("au-lsu",), (replace(KARI, role_from="step"), replace(OLA, role_from="step"))),
        (("responsible", "secretariat"), (KARI, OLA, SECRETARIAT)),
        (("leader", "secretariat"), (Recipient("per", "au-lsu", "step"),)),  # each person once, as she is named first
        (("tom",), (SECRETARIAT,)),  # nobody at all: the secretariat
        ((), (SECRETARIAT,)),
    ],
)
def test_people_behind_a_step(to: tuple[str, ...], expected: tuple[Recipient, ...]) -> None:
    assert recipients(to, plan(), measure(), BOOK, DAY) == expected


def test_order_of_the_roles_is_the_order_of_the_people() -> None:
    two = measure(roles=("sekretariat", "au-lsu"))
    assert [r.person for r in recipients(("responsible",), plan(), two, BOOK, DAY)] == ["per", "kari", "ola"]


def test_deputy_is_told_on_behalf_of_the_absent() -> None:
    people = directory().people
    away = replace(people["kari"], away=(Absence(DAY, DAY, "per"),))
    known = book(directory=replace(directory(), people={**people, "kari": away}))
    assert recipients(("responsible",), plan(), measure(), known, DAY) == (
        Recipient("per", "au-lsu", "plan", "kari"),
        OLA,
    )


def test_nobody_anywhere_is_nobody() -> None:
    empty = book(directory=replace(directory(), memberships=()))
    assert recipients(("responsible",), plan(), measure(), empty, DAY) == ()


@pytest.mark.parametrize(
    ("roles", "focus", "default", "expected"),
    [
        (("au-lsu", "tom"), None, "k26", (("au-lsu", "tom"), "plan")),
        ((), "phr", "k26", (("phr",), "focus")),
        ((), None, "k26", (("k26",), "default")),
        ((), None, None, (("sekretariat",), "secretariat")),
    ],
)
def test_where_the_role_comes_from(
    roles: tuple[str, ...], focus: str | None, default: str | None, expected: tuple[tuple[str, ...], str]
) -> None:
    areas = (("Samhandling", focus),) if focus else (("Helse", "au-lsu"),)
    mine = plan(focus_responsible=areas, default_responsible=default)
    assert responsible_roles(mine, measure(roles=roles), BOOK) == expected


def test_plan_may_name_its_own_secretariat() -> None:
    members = (*directory().memberships, Membership("lsu-sekretariat", "ola"))
    roles = {**directory().roles, "lsu-sekretariat": replace(directory().roles["tom"], id="lsu-sekretariat")}
    known = book(directory=replace(directory(), roles=roles, memberships=members))
    own = plan(secretariat="lsu-sekretariat")
    assert recipients(("secretariat",), own, measure(), known, DAY) == (
        Recipient("ola", "lsu-sekretariat", "secretariat"),
    )


def test_vacant_roles_are_those_that_nobody_holds_that_day() -> None:
    assert vacant_roles(plan(), measure(roles=("au-lsu", "tom")), BOOK, DAY) == ("tom",)
    ended = tuple(replace(m, last=date(2015, 6, 15)) for m in directory().memberships)
    later = book(directory=replace(directory(), memberships=ended))
    assert vacant_roles(plan(), measure(), later, DAY) == ("au-lsu",)
    assert vacant_roles(plan(), measure(), later, date(2015, 6, 15)) == ()


def test_secretariat_that_has_nobody_falls_back_to_the_installations() -> None:
    (only,) = recipients(("secretariat",), plan(secretariat="tom"), measure(), book(), date(2015, 6, 1))
    assert (only.person, only.role) == ("per", "sekretariat")


def test_a_party_that_has_nobody_is_named_and_where_none_has_anybody_the_role() -> None:
    sjefer = Role("sjefer", "Kommunalsjefer", answers="each")
    members = tuple(Membership("sjefer", person, party=p) for person, p in (("kari", "Lier"), ("ola", "Hurum")))
    ended = tuple(replace(m, last=date(2015, 6, 1)) for m in members)
    parties = {p: Party(p, p.title()) for p in ("lier", "hurum")}

    def vacant(*those: Membership) -> tuple[str, ...]:
        using = book(directory=Directory({"sjefer": sjefer}, directory().people, those, parties))
        return vacant_roles(plan(), measure(roles=("sjefer",)), using, DAY)

    assert vacant(*members) == ()
    assert vacant(members[0], ended[1]) == ("sjefer@hurum",)
    assert vacant(*ended) == ("sjefer",)


def test_a_role_behind_a_name_for_several_is_vacant_too() -> None:
    """«Partene» are asked through those that there are, and nobody is to be forgotten."""
    each = Role("kommunene", "Kommunene", answers="each")
    roles = (Role("partene", "Partene", stands_for=("sykehuset", "kommunene")), Role("sykehuset", "Sykehuset"), each)
    hospital, lier = Membership("sykehuset", "kari"), Membership("kommunene", "ola", party="lier")
    gone = replace(lier, last=date(2015, 6, 1))

    def vacant(*those: Membership) -> tuple[str, ...]:
        known = Directory({r.id: r for r in roles}, directory().people, those, {"lier": Party("lier", "Lier")})
        return vacant_roles(plan(), measure(roles=("partene",)), book(directory=known), DAY)

    assert vacant(hospital, lier) == ()
    assert vacant(hospital) == ("kommunene",)
    assert vacant(lier) == ("sykehuset",)
    assert vacant(hospital, gone) == ("kommunene@lier",)
    assert vacant() == ("partene",)


def told(using: Book, by: Plan) -> list[str]:
    """Whom a step for the secretariat tells, with the leader in copy."""
    step = Step.model_validate({"at": "0d", "template": "reminder", "to": "secretariat", "cc": ["leader"]})
    rule = Rule.model_validate({"name": "all", "ladder": "standard"})
    return [a.person for a in addressees(asked(step, rule), by, measure(), using, DAY)]


def test_a_step_tells_those_in_copy_and_a_plan_that_gets_another_secretariat_or_committee_its_own() -> None:
    members = (*directory().memberships, Membership("tom", "ola"))
    osu = {"osu": Committee("osu", "OSU", secretariat="tom")}
    using = replace(book(directory=replace(directory(), memberships=members)), committees=osu)
    assert told(using, plan()) == ["per"]
    assert told(using, plan(secretariat="tom")) == ["ola", "per"]
    assert told(using, plan(committee="osu")) == ["ola", "per"]
