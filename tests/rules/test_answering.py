"""Whose answers are waited for: each party, all together, through another role, and over time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from rules.answering import expected, settles, spoken, tally, voices
from rules.book import Book
from rules.decide import decide
from rules.directory import Directory
from rules.governance import Party
from rules.model import ONE_PARTY, Answer, Membership, Occurrence, Person, Role
from tests.fakes import at, book, case, measure, occurrence, plan

DAY = date(2015, 6, 16)
PARTIES = (
    Party("hurum", "Hurum", last=date(2019, 12, 31), successor="asker"),
    Party("royken", "Røyken", last=date(2019, 12, 31), successor="asker"),
    Party("asker", "Asker"),
    Party("lier", "Lier"),
)
ROLES = (
    Role("sjefer", "Kommunalsjefer", answers="each"),
    Role("direktor", "Klinikkdirektør"),
    Role("partene", "Partene", answers="each", stands_for=("direktor", "khs")),
    Role("khs", "KHS"),
    Role("kommunene", "Kommunene", answers="via", via="khs"),
    Role("sekretariat", "Sekretariatet"),
)
MEMBERS = (
    Membership("sjefer", "geir", party="Lier"),
    Membership("sjefer", "solveig", party="Hurum"),
    Membership("sjefer", "per", party="Røyken"),
    Membership("direktor", "sigurd", party="Sykehuset"),
    Membership("khs", "liv"),
    Membership("sekretariat", "kari"),
)
NAMES = ("geir", "solveig", "per", "sigurd", "liv", "kari", "vidar")


def known(*more: Membership, **changes: Any) -> Book:
    people = {n: Person(n, n, n.title(), f"{n}@example.org") for n in NAMES}
    roles = {r.id: r for r in ROLES}
    return book(directory=Directory(roles, people, (*MEMBERS, *more), {p.id: p for p in PARTIES}), **changes)


def said(party: str, outcome: str = "done", when: str = "2015-06-01", by: str = "geir") -> Answer:
    return Answer("o1", party, outcome, at(when), by)


def asked(*roles: str, day: date = DAY, using: Book | None = None) -> dict[str, tuple[str, ...]]:
    return {v.party: v.people for v in voices(plan(), measure(roles=roles), using or known(), day)}


def test_each_party_has_a_voice_of_its_own() -> None:
    assert asked("sjefer") == {"lier": ("geir",), "hurum": ("solveig",), "royken": ("per",)}


def test_roles_that_do_not_answer_party_by_party_give_one_answer_together() -> None:
    assert asked("direktor", "khs") == {ONE_PARTY: ("sigurd", "liv")}
    assert voices(plan(), measure(roles=("direktor", "khs")), known(), DAY)[0].label == "Klinikkdirektør/KHS"


def test_beside_parties_the_other_roles_are_a_voice_under_their_role() -> None:
    assert list(asked("sjefer", "direktor")) == ["direktor", "lier", "hurum", "royken"]


def test_a_name_that_stands_for_many_waits_for_each_of_them() -> None:
    assert asked("partene") == {"direktor": ("sigurd",), "khs": ("liv",)}


def test_municipalities_asked_through_another_role_give_one_answer() -> None:
    assert asked("kommunene") == {ONE_PARTY: ("liv",)}


def test_a_measure_always_has_a_voice() -> None:
    assert asked("nobody-knows-it") == {ONE_PARTY: ()}


def test_merged_municipalities_speak_with_one_voice() -> None:
    later = asked(
        "sjefer", day=date(2020, 1, 1), using=known(Membership("sjefer", "vidar", date(2020, 1, 1), party="Asker"))
    )
    assert later == {"lier": ("geir",), "asker": ("solveig", "per", "vidar")}


def test_answers_of_before_the_merger_count_once_all_of_them_have_answered() -> None:
    those = voices(plan(), measure(roles=("sjefer",)), known(), date(2020, 1, 1))
    one = occurrence(answers=(said("lier"), said("hurum")))
    assert [v.party for v in tally(one, those).missing] == ["asker"]
    both = replace(one, answers=(*one.answers, said("royken", "nothing", "2015-06-02")))
    assert not tally(both, those).missing
    itself = replace(one, answers=(*one.answers, said("asker")))
    assert not tally(itself, those).missing


def test_a_party_that_was_there_before_the_merger_speaks_for_its_own_part() -> None:
    beside = known(Membership("sjefer", "vidar", party="Asker"))
    those = voices(plan(), measure(roles=("sjefer",)), beside, date(2020, 1, 1))
    merged = occurrence(answers=(said("lier"), said("hurum"), said("royken")))
    assert [v.party for v in tally(merged, those).missing] == ["asker"]
    today = spoken(merged, plan(), measure(roles=("sjefer",)), beside, date(2020, 1, 1))
    assert today == {"geir"}  # nobody of the new one is left in peace yet
    assert not tally(replace(merged, answers=(*merged.answers, said("asker"))), those).missing


def test_party_that_has_nobody_left_is_still_waited_for() -> None:
    gone = replace(MEMBERS[1], last=date(2015, 1, 31))
    directory = known().directory
    left = replace(directory, memberships=tuple(gone if m is MEMBERS[1] else m for m in directory.memberships))
    assert asked("sjefer", using=book(directory=left))["hurum"] == ()


def test_answered_when_all_are_or_the_secretariat_sums_it_up() -> None:
    those = voices(plan(), measure(roles=("sjefer",)), known(), DAY)
    two = occurrence(answers=(said("lier"), said("hurum")))
    assert [v.label for v in tally(two, those).missing] == ["Røyken"]
    assert not tally(replace(two, answers=(*two.answers, said(ONE_PARTY))), those).missing


def test_which_words_settle_a_date_and_which_a_round() -> None:
    assert settles("due", "done") and settles("meeting", "not_relevant")
    assert not settles("due", "in_progress") and not settles("due", "postpone")
    assert settles("report", "no_change") and settles("wait", "in_progress")


def test_who_has_answered_is_left_in_peace_and_the_others_are_not() -> None:
    using = known()
    one = occurrence(answers=(said("lier"), said("hurum", "postpone")))
    wished = measure(roles=("sjefer",), questions=("postpone:Q3 2015",))
    assert spoken(one, plan(), wished, using, DAY) == {"geir", "solveig"}
    decision = decide(case(one, measure=wished), using, at("2015-06-30 07:30"))
    assert {n.person for n in decision.notices if n.kind == "step"} == {"per"}


def test_a_proposal_that_the_secretariat_has_answered_leaves_nobody_in_peace() -> None:
    one = occurrence(answers=(said("lier"), said("hurum", "postpone")))
    assert spoken(one, plan(), measure(roles=("sjefer",)), known(), DAY) == {"geir"}


def test_a_waiting_mail_is_cancelled_once_its_party_has_answered() -> None:
    using, now = known(), at("2015-06-16 07:30")
    asking = case(measure=measure(roles=("sjefer",)))
    waiting = tuple(n for n in decide(asking, using, now).notices)
    after = replace(asking, occurrences=(occurrence(answers=(said("lier"),), counted_from=now),), waiting=waiting)
    settled = decide(after, using, at("2015-06-16 07:31")).settled
    assert [(s.why, s.notice) for s in settled] == [("answered", n.id) for n in waiting if n.person == "geir"]


def test_who_has_answered_for_a_party_is_still_told_what_the_secretariat_is() -> None:
    using, now = known(Membership("sekretariat", "geir")), at("2015-07-14 07:30")
    one = occurrence(answers=(said("lier"),))
    asking = case(one, measure=measure(roles=("sjefer",)))
    queue = tuple(n for n in decide(asking, using, now).notices if n.step == "queue")
    assert [(n.person, n.status) for n in queue] == [("kari", "waiting"), ("geir", "waiting")]
    assert not decide(replace(asking, waiting=queue, known=frozenset(n.id for n in queue)), using, now).settled


def test_when_all_have_answered_the_secretariat_is_not_told_in_their_place() -> None:
    using = known()
    one = occurrence(answers=tuple(said(p, "postpone") for p in ("lier", "hurum", "royken")))
    wished = measure(roles=("sjefer",), questions=("postpone:Q3 2015",))
    decision = decide(case(one, measure=wished), using, at("2015-06-30 07:30"))
    assert not [n for n in decision.notices if n.kind == "step"]


def test_what_a_party_waits_for_is_asked_of_that_party_only() -> None:
    those = voices(plan(), measure(roles=("sjefer",)), known(), DAY)
    wait = Occurrence("w", "m1", "wait", "w:12:hurum", DAY)
    assert [v.party for v in expected(wait, those)] == ["hurum"]
    assert spoken(wait, plan(), measure(roles=("sjefer",)), known(), DAY) == {"geir", "per"}


def test_the_own_day_of_a_party_that_has_ended_is_asked_of_nobody_else() -> None:
    """It is in the secretariat's queue, where every day ends that nobody has answered."""
    ended = {**{p.id: p for p in PARTIES}, "hurum": Party("hurum", "Hurum", last=date(2015, 6, 1))}
    using = book(directory=replace(known().directory, parties=ended))
    own = occurrence("2015-06-30", slot="p:2015-06-30@hurum")
    sjefer = measure(roles=("sjefer",))
    assert spoken(own, plan(), sjefer, using, DAY) == {"geir", "per", "solveig"}
    assert spoken(own, plan(), sjefer, using, date(2015, 5, 1)) == {"geir", "per"}  # while it was there: solveig's
    assert spoken(replace(own, kind="wait", slot="w:12:hurum"), plan(), sjefer, using, DAY) == set()
    asked = decide(case(own, measure=sjefer), using, at("2015-07-14 07:30")).notices
    assert {(n.step, n.person) for n in asked} == {("queue", "kari")}


def test_circle_of_mergers_ends() -> None:
    round_about = {
        p.id: p for p in (Party("a", "A", last=DAY, successor="b"), Party("b", "B", last=DAY, successor="a"))
    }
    assert Directory(parties=round_about).party_on("A", date(2016, 1, 1)) == "a"
    assert Directory(parties={"a": Party("a", "A", last=DAY)}).party_on("A", date(2016, 1, 1)) is None
    assert Directory(parties={"a": Party("a", "A", first=DAY)}).party_on("A", date(2015, 1, 1)) is None


def test_contact_is_one_for_each_party() -> None:
    ladder = {
        "round": {"steps": [{"id": "list", "at": "ask", "offset": "-5bd", "template": "list_check", "to": "contact"}]}
    }
    using = known(
        Membership("sjefer", "vidar", party="Lier"),
        ladders=ladder,
        rules=[{"name": "round", "ladder": "round"}],
        templates={"list_check": {}},
    )
    report = occurrence("2015-06-30", kind="report", slot="t:2015-37", opens=date(2015, 6, 16))
    decision = decide(case(report, measure=measure(roles=("sjefer",))), using, at("2015-06-09 07:30"))
    assert sorted(n.person for n in decision.notices) == ["geir", "per", "solveig"]


def test_a_round_that_moves_is_not_told_to_whoever_has_answered_it() -> None:
    using = known(rules=[{"name": "all", "ladder": "standard"}])
    report = occurrence("2015-06-30", kind="report", slot="t:2015-37", counted_from=None, moved_from=date(2015, 6, 20))
    said = replace(report, answers=(Answer(report.uid, "lier", "in_progress", at("2015-06-10"), "geir"),))
    decision = decide(case(said, measure=measure(roles=("sjefer",))), using, at("2015-06-11 07:30"))
    told = {n.person for n in decision.notices if n.kind == "moved"}
    assert told and "geir" not in told
