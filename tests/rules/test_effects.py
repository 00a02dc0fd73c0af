"""What a change of rules does, compared notice by notice, and what needs a person's yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from rules.effects import BURST, Change, Effects, effects, guards
from rules.model import Message, Move
from rules.timetable import Event
from tests.fakes import OSLO, at, book, notice

FIRST = date(2015, 6, 16)


def mail(day: str, *steps: str, person: str = "kari", occurrence: str = "o1") -> Event:
    when = at(f"{day} 07:45")
    notices = tuple(notice(f"{s}{person}", step=s, person=person, occurrence=occurrence) for s in steps)
    message = Message(
        "m", person, "email", when.date(), 1, "single", "reminder", tuple(n.id for n in notices), "x", when
    )
    return Event(when, "mail", message, notices)


def moved(day: str) -> Event:
    when = at(day)
    return Event(when, "transition", move=Move("m1", "slip", "planned", "at_risk", when, "clock"))


def found(**changes: Any) -> Effects:
    return replace(Effects((), (), (), 100, 100, 5, 5), **changes)


def test_what_comes_goes_and_moves() -> None:
    old = [mail("2015-06-16", "before"), mail("2015-06-30", "today"), mail("2015-06-30", "today", person="ola")]
    new = [mail("2015-06-09", "before"), mail("2015-06-30", "today"), mail("2015-07-07", "week"), moved("2015-07-07")]
    told = effects(old, new, FIRST, OSLO)
    assert told.changes == (
        Change("moved", "kari", "m1", "before", at("2015-06-16 07:45"), at("2015-06-09 07:45")),
        Change("removed", "ola", "m1", "today", at("2015-06-30 07:45"), None),
        Change("added", "kari", "m1", "week", None, at("2015-07-07 07:45")),
    )
    assert (told.silent, told.new_people) == (("ola",), ())
    assert (told.mails_old, told.mails_new, told.moves_old, told.moves_new) == (3, 3, 0, 1)
    assert (told.first_day_old, told.first_day_new) == (1, 0)
    assert {p: dict(c) for p, c in told.by_person().items()} == {
        "kari": {"moved": 1, "added": 1},
        "ola": {"removed": 1},
    }
    assert not told.nothing


def test_two_mails_that_become_one_digest_change_nothing() -> None:
    apart = [mail("2015-06-16", "before"), mail("2015-06-16", "before", occurrence="o2")]
    both = mail("2015-06-16", "before")
    together = replace(both, notices=(*both.notices, *apart[1].notices))
    assert effects(apart, [together], FIRST, OSLO).nothing


def test_a_notice_without_an_occurrence_is_known_by_what_it_is_about() -> None:
    bare = mail("2015-06-16", "introduction")
    plan = replace(bare, notices=(replace(bare.notices[0], occurrence=None, kind="introduction", subject="p"),))
    other = replace(bare, notices=(replace(bare.notices[0], occurrence=None, kind="introduction", subject="q"),))
    assert effects([plan], [plan], FIRST, OSLO).nothing
    assert effects([plan], [other], FIRST, OSLO).count("added") == 1


def test_somebody_new_is_named() -> None:
    assert effects([], [mail("2015-06-16", "before")], FIRST, OSLO).new_people == ("kari",)


def test_an_ordinary_change_needs_no_yes() -> None:
    assert guards(found(mails_new=125, first_day_new=5 + BURST), book().rulebook, ["planned", "done"]) == ()


def test_each_guard_names_its_detail() -> None:
    asked = guards(
        found(silent=("ola",), mails_new=126, first_day_new=6 + BURST),
        book().rulebook,
        ["planned", "gone"],
        ["old-role"],
        ["old-committee"],
    )
    assert [(g.code, g.detail) for g in asked] == [
        ("silent", "ola"),
        ("more_mail", "100 → 126"),
        ("burst", "5 → 26"),
        ("state_in_use", "gone"),
        ("role_in_use", "old-role"),
        ("committee_in_use", "old-committee"),
    ]


def test_the_first_mail_of_all_is_much_more_mail() -> None:
    assert [g.code for g in guards(found(mails_old=0, mails_new=1), book().rulebook, [])] == ["more_mail"]
