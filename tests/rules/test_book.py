"""What the rulebook says of a plan wins over the plan's own file."""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from rules.book import Book
from rules.directory import Directory
from rules.model import Committee, Plan, Reporting
from rules.rulebook import Rulebook
from rules.span import Span
from rules.workdays import WorkCalendar

PLAN = Plan("u", "lsu", "LSU 2015", "lsu-drammen", "active", (2015,), "nb")
STEP = {"id": "a", "at": "-14d", "template": "reminder"}


def book(**more: Any) -> Book:
    data = {
        "version": 1,
        "states": {},
        "transitions": [],
        "ladders": {"standard": {"steps": [STEP]}},
        "rules": [{"name": "resten", "ladder": "standard"}],
        "templates": {"reminder": {}},
        **more,
    }
    committees = {"lsu-drammen": Committee("lsu-drammen", "LSU – Drammen", ("LSU",), "sekretariat-lsu")}
    zone = ZoneInfo("Europe/Oslo")
    return Book("1", Rulebook.model_validate(data), zone, WorkCalendar(), Directory(), committees)


def test_a_plan_without_entry_gets_the_common_things() -> None:
    mine = book()
    assert mine.rules_for("lsu")[0].name == "resten"
    assert mine.ladder("lsu", "none") is None
    assert mine.ladder("lsu", "standard") == mine.rulebook.ladders["standard"]
    assert mine.template("lsu", "reminder") == mine.rulebook.templates["reminder"]
    assert mine.deadlines_for("lsu") is mine.rulebook.deadlines
    assert mine.reporting_for(PLAN) is None
    assert mine.default_responsible_for(PLAN) is None


def test_an_override_replaces_the_named_thing_whole() -> None:
    override = {
        "rules": [{"name": "egen", "ladder": "standard"}],
        "ladders": {"standard": {"steps": []}},
        "templates": {"reminder": {"calendar": True}},
        "deadlines": {"period_due": "last_day"},
        "reporting": {"every": "quarter"},
    }
    mine = book(plans={"lsu": {"override": override, "reporting": {"every": "tertial"}, "default_responsible": "au"}})
    assert [r.name for r in mine.rules_for("lsu")] == ["egen"]
    ladder = mine.ladder("lsu", "standard")
    assert ladder is not None
    assert ladder.steps == ()
    assert mine.template("lsu", "reminder").calendar
    assert mine.deadlines_for("lsu").period_due == "last_day"
    assert mine.reporting_for(PLAN) == Reporting("quarter", Span(-2, "w"), Span(10, "bd"))
    assert mine.default_responsible_for(PLAN) == "au"
    assert [r.name for r in mine.rules_for("osu")] == ["resten"]


def test_the_secretariat_of_rulebook_plan_committee_installation_in_that_order() -> None:
    own, bare = replace(PLAN, secretariat="egen"), replace(PLAN, committee=None)
    assert book(plans={"lsu": {"secretariat": "regel"}}).secretariat_for(own) == "regel"
    assert book().secretariat_for(own) == "egen"
    assert book().secretariat_for(PLAN) == "sekretariat-lsu"
    assert book(settings={"secretariat": "felles"}).secretariat_for(bare) == "felles"
    assert book().secretariat_for(bare) == "sekretariat"


def test_a_committee_is_found_by_name_alias_and_id() -> None:
    assert {book().committee_named(name) for name in ("LSU - DRAMMEN", "lsu", "lsu-drammen")} == {"lsu-drammen"}
    assert book().committee_named("osu") is None
