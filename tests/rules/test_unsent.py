from __future__ import annotations

from rules.model import Notice
from rules.unsent import unsent
from tests.fakes import at, book, notice, plan

NOW = at("2015-06-16 09:00")


def told(*failed: Notice, why: str = "refused") -> list[tuple[str, str, str]]:
    made = unsent(failed, {"plan": plan()}, why, book(), NOW)
    return [(n.person, n.subject, n.cause) for n in made]


def test_the_secretariat_is_told_of_a_mail_that_did_not_go_out() -> None:
    assert told(notice()) == [("per", notice().id, "refused")]


def test_nobody_is_told_of_a_plan_that_is_not_there_or_of_a_notice_about_another() -> None:
    assert told(notice(plan="gone"), notice(kind="watchdog")) == []


def test_whose_own_mail_failed_is_told_only_where_another_mail_can_reach_her() -> None:
    assert told(notice(person="per")) == []
    assert told(notice(person="per"), why="unwritable") == [("per", notice().id, "unwritable")]
