"""Who holds a role on a day, and which roles words mean."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.directory import Directory, Holder
from rules.governance import Party
from rules.model import Absence, Membership, Person, Role

DAY = date(2015, 7, 10)
JULY = Absence(date(2015, 7, 1), date(2015, 7, 31), "ola")


def person(uid: str, *away: Absence) -> Person:
    return Person(uid, uid, uid.title(), f"{uid}@example.org", away=away)


def directory(*memberships: Membership, roles: tuple[Role, ...] = (), people: tuple[Person, ...] = ()) -> Directory:
    listed = roles or (Role("au", "AU LSU"),)
    everyone = people or (person("kari"), person("ola"), person("per"))
    return Directory({r.id: r for r in listed}, {p.uid: p for p in everyone}, memberships)


def test_members_hold_the_role_and_the_leader_does_not() -> None:
    book = directory(Membership("au", "kari"), Membership("au", "ola"), Membership("au", "per", leader=True))
    assert book.holders("au", DAY) == (Holder("kari"), Holder("ola"))
    assert book.leader("au", DAY) == (Holder("per"),)


def test_a_membership_counts_on_its_first_and_last_day() -> None:
    book = directory(Membership("au", "kari", date(2015, 1, 1), DAY), Membership("au", "ola", date(2015, 7, 11)))
    assert book.holders("au", DAY) == (Holder("kari"),)
    assert book.holders("au", date(2015, 7, 11)) == (Holder("ola"),)
    assert book.holders("au", date(2014, 12, 31)) == ()


def test_a_deputy_stands_in_for_an_absent_member() -> None:
    book = directory(Membership("au", "kari"), people=(person("kari", JULY), person("ola")))
    assert book.holders("au", DAY) == (Holder("ola", "kari"),)
    assert book.holders("au", date(2015, 8, 1)) == (Holder("kari"),)


def test_a_deputy_who_is_a_member_herself_is_told_once_as_herself() -> None:
    book = directory(Membership("au", "kari"), Membership("au", "ola"), people=(person("kari", JULY), person("ola")))
    assert book.holders("au", DAY) == (Holder("ola"),)


def test_member_and_deputy_both_absent_leaves_the_leader() -> None:
    away = Absence(DAY, DAY)
    people = (person("kari", JULY), person("ola", away), person("per"))
    book = directory(Membership("au", "kari"), Membership("au", "per", leader=True), people=people)
    assert book.holders("au", DAY) == (Holder("per", "kari"),)


def test_one_absent_without_deputy_leaves_the_others_and_not_the_leader() -> None:
    people = (person("kari", Absence(DAY, DAY)), person("ola"), person("per"))
    listed = (Membership("au", "kari"), Membership("au", "ola"), Membership("au", "per", leader=True))
    assert directory(*listed, people=people).holders("au", DAY) == (Holder("ola"),)


@pytest.mark.parametrize(
    "listed",
    [(), (Membership("au", "per", leader=True),), (Membership("au", "ukjent"),)],
    ids=["nobody", "only a leader", "a person who is not known"],
)
def test_a_role_without_members_is_held_by_nobody(listed: tuple[Membership, ...]) -> None:
    assert directory(*listed).holders("au", DAY) == ()


def test_an_unknown_role_is_held_and_led_by_nobody() -> None:
    assert directory().holders("finnes-ikke", DAY) == ()
    assert directory().leader("finnes-ikke", DAY) == ()


def test_leader_away_with_and_without_deputy() -> None:
    lead = Membership("au", "kari", leader=True)
    assert directory(lead, people=(person("kari", JULY), person("ola"))).leader("au", DAY) == (Holder("ola", "kari"),)
    assert directory(lead, people=(person("kari", Absence(DAY, DAY)),)).leader("au", DAY) == ()


def test_a_role_asked_via_another_and_one_that_stands_for_many() -> None:
    roles = (
        Role("vv", "Vestre Viken"),
        Role("sykehus", "Sykehus", answers="via", via="vv"),
        Role("khs", "KHS"),
        Role("partene", "Partene", answers="each", stands_for=("vv", "khs")),
    )
    book = directory(Membership("vv", "kari"), Membership("khs", "ola"), roles=roles)
    assert book.holders("sykehus", DAY) == (Holder("kari"),)
    assert book.holders("partene", DAY) == (Holder("kari"), Holder("ola"))


def test_a_circle_of_roles_ends() -> None:
    roles = (Role("a", "A", answers="via", via="b"), Role("b", "B", answers="via", via="a"))
    loop = (Role("a", "A", stands_for=("b",)), Role("b", "B", stands_for=("a",)))
    assert directory(roles=loop).holders("a", DAY) == ()
    assert directory(Membership("b", "kari"), roles=loop).holders("a", DAY) == (Holder("kari"),)
    assert directory(roles=roles).holders("a", DAY) == ()


def test_where_each_party_answers_the_leader_stands_in_for_the_party_that_is_away() -> None:
    roles = (Role("sjefer", "Kommunalsjefer", answers="each"),)
    people = (person("kari", Absence(DAY, DAY)), person("ola"), person("per"))
    listed = (
        Membership("sjefer", "kari", party="Lier"),
        Membership("sjefer", "ola", party="Sande"),
        Membership("sjefer", "per", leader=True),
    )
    book = directory(*listed, roles=roles, people=people)
    assert book.holders("sjefer", DAY) == (Holder("per", "kari"), Holder("ola"))


ROLES = (
    Role("sjef", "Samhandlingssjef DS", ("Samhandlingssjef",)),
    Role("koordinator", "Samhandlingskoordinator kommunehelsesamarbeidet", ("Samhandlingskoordinator",)),
    Role("lsu-drammen", "LSU Drammen", aliases_in=(("lsu-drammen", "LSU"),)),
    Role("lsuene", "LSUene", ("LSU",)),
    Role("phr-bupa", "PHR/BUPA"),
    Role("k26", "K26"),
    Role("sekretariatet", "Sekretariatet"),
)


@pytest.mark.parametrize(
    ("parts", "found", "unknown"),
    [
        (["Samhandlingssjef DS/Samhandlingskoordinator kommunehelsesamarbeidet"], ("sjef", "koordinator"), ()),
        (["Samhandlingskoordinator\n kommunehelsesamarbeidet og Samhandlingssjef  DS"], ("koordinator", "sjef"), ()),
        (["samhandlingssjef / samhandlingskoordinator"], ("sjef", "koordinator"), ()),
        (["sekretariatet samarbeid med PHR/BUPA og K26"], ("sekretariatet", "phr-bupa", "k26"), ()),
        (["K26", "k26."], ("k26",), ()),
        (["Kommunaldirektør"], (), ("Kommunaldirektør",)),
        (["K26 og Fylkesmannen"], ("k26",), ("Fylkesmannen",)),
        (["Fylkesmannen og ingen"], (), ("Fylkesmannen og ingen",)),
        (["", "  "], (), ()),
        ([], (), ()),
    ],
)
def test_roles_are_found_in_the_words_of_a_plan(parts: list[str], found: tuple[str], unknown: tuple[str]) -> None:
    assert directory(roles=ROLES).find_roles(parts) == (found, unknown)


def test_an_alias_may_mean_one_role_in_one_committees_plans_only() -> None:
    book = directory(roles=ROLES)
    assert book.find_roles(["LSU"], "lsu-drammen") == (("lsu-drammen",), ())
    assert book.find_roles(["LSU"], "osu") == (("lsuene",), ())


def test_a_role_is_found_by_its_id_too() -> None:
    assert directory(roles=ROLES).role_named("lsu-drammen") == "lsu-drammen"


def test_who_holds_a_role_herself_is_not_told_again_for_another_party() -> None:
    people = (person("kari", JULY), person("ola"))
    listed = (Membership("sjefer", "ola", party="Sande"), Membership("sjefer", "kari", party="Lier"))
    roles = (Role("sjefer", "Kommunalsjefer", answers="each"),)
    assert directory(*listed, roles=roles, people=people).holders("sjefer", DAY) == (Holder("ola"),)
    assert directory(*reversed(listed), roles=roles, people=people).holders("sjefer", DAY) == (Holder("ola"),)


DAYS = st.one_of(st.none(), st.dates(date(2015, 7, 1), date(2015, 7, 12)))
MEMBERS = st.builds(
    Membership, st.just("au"), st.sampled_from(("kari", "ola", "per")), DAYS, DAYS, st.booleans(), st.just("lier")
)
AWAY = st.builds(
    Absence, st.dates(date(2015, 7, 1), date(2015, 7, 6)), st.dates(date(2015, 7, 6), date(2015, 7, 12)),
    st.sampled_from((None, "ola", "per")),
)  # fmt: skip


@given(st.lists(MEMBERS, max_size=4), AWAY, DAYS, DAYS, st.sampled_from(("any", "each")))
def test_answers_that_are_kept_are_those_of_every_single_day(
    members: list[Membership], away: Absence, first: date | None, last: date | None, answers: Any
) -> None:
    """On each day of a stretch the directory says what one that was never asked before says."""

    def fresh() -> Directory:
        parties = {"lier": Party("lier", "Lier", first=first, last=last)}
        people = {p.uid: p for p in (person("kari", away), person("ola"), person("per"))}
        return Directory({"au": Role("au", "AU", answers=answers)}, people, tuple(members), parties)

    kept = fresh()
    for n in range(1, 16):
        day = date(2015, 7, n)
        assert kept.groups("au", day) == fresh().groups("au", day)
        for who in ("kari", "ola", "per"):
            assert kept.belongs(who, "au", day) == fresh().belongs(who, "au", day)
