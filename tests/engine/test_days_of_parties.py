"""Each party has a day of its own: a person says so once, and each is asked about hers alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.corrections import by_party, correct, review
from engine.intake import AT_ONCE, rebind_measures
from engine.questions import question_words, questions_of
from engine.store import Stamp, people, plans
from rules.corrections import chosen
from rules.deadline import explain
from rules.deadline.storage import from_json, to_json
from rules.errors import PlanError
from rules.model import Membership, Occurrence, Person
from tests.engine.given import Given, given_in
from tests.fakes import at, reading

DAYS = {"Lier": date(2015, 5, 29), "hurum": date(2015, 6, 30), "Sande": date(2015, 6, 30)}
NOW = "2015-03-02 12:00"


@pytest.fixture
def given(tmp_path: Path) -> Iterator[Given]:
    """The measure was due on 31 December for all three; then each gets its own day."""
    made = given_in(tmp_path, "2015-12-31")
    made.tick(NOW)
    say(made, DAYS)
    made.tick("2015-03-02 12:05")
    yield made
    made.store.close()


def say(given: Given, days: dict[str, date]) -> None:
    with given.store.write() as unit:
        today = at(NOW).astimezone(given.book.zone).date()
        own = by_party(days, given.measure, given.plan, given.book, today)
        correct(unit, given.measure, own, given.book, at(NOW), Stamp(at(NOW), "kari", "", 1))


def own(given: Given) -> dict[str, Occurrence]:
    return {o.party or "": o for o in given.rows if not o.withdrawn}


def told(given: Given, step: str) -> list[tuple[str, str]]:
    return sorted((str(n.due), n.person) for n in given.notices if n.step == step and n.status == "waiting")


def test_each_party_has_an_occurrence_of_its_own(given: Given) -> None:
    assert {party: str(o.due) for party, o in own(given).items()} == {
        "lier": "2015-05-29", "hurum": "2015-06-30", "sande": "2015-06-30"
    }  # fmt: skip
    assert {o.slot for o in own(given).values()} == {
        "p:2015-05-29@lier", "p:2015-06-30@hurum", "p:2015-06-30@sande"
    }  # fmt: skip


def test_each_is_reminded_of_her_own_day_only(given: Given) -> None:
    given.tick("2015-05-15 08:00")
    assert told(given, "before") == [("2015-05-29", "geir")]
    given.tick("2015-06-16 08:00")
    assert {n.person for n in given.notices if n.step == "before" and str(n.due) == "2015-06-30"} == {
        "solveig", "arild"
    }  # fmt: skip


def test_an_answer_settles_the_partys_own_day_and_the_last_one_the_measure(given: Given) -> None:
    assert given.say("done", "geir", slot="p:2015-05-29@lier").missing == ()
    rows = own(given)
    assert rows["lier"].answered_at and not rows["hurum"].answered_at and given.measure.state == "in_progress"
    given.say("done", "solveig", slot="p:2015-06-30@hurum")
    given.say("done", "arild", slot="p:2015-06-30@sande")
    assert given.measure.state == "done"


def test_a_partys_new_day_moves_its_own_row_and_tells_it_alone(given: Given) -> None:
    before = own(given)
    say(given, {**DAYS, "Lier": date(2015, 7, 31)})
    given.tick("2015-03-02 12:10")
    after = own(given)
    assert {party: o.uid for party, o in after.items()} == {party: o.uid for party, o in before.items()}
    assert [n.person for n in given.notices if n.kind == "moved" and str(n.due) == "2015-07-31"] == ["geir"]


def test_it_survives_the_store_and_a_new_version_of_the_plan(given: Given) -> None:
    kept = given.measure.reading
    assert from_json(to_json(kept)) == kept
    again = chosen("m1", given.measure.deadline_text, given.measure, (), lambda: reading("2015-12-31"))
    assert (again.reading, again.source) == (kept, "correction")
    with given.store.write() as unit:
        saved = plans.measures_by_uid(unit, ["m1"]).values()
        rebind_measures(unit, given.plan, list(saved), given.book, Stamp(at(NOW), "import", "test", 1))
    assert set(own(given)) == {"lier", "hurum", "sande"}


def test_it_is_explained(given: Given) -> None:
    assert explain(given.measure.reading).endswith(
        "har en frist for hver part: Lier fredag 29. mai 2015, Hurum tirsdag 30. juni 2015 og Sande tirsdag 30. juni "
        "2015."
    )
    assert "ein frist for kvar part" in explain(given.measure.reading, "nn")
    assert "a deadline for each party" in explain(given.measure.reading, "en")


def test_what_cannot_be(given: Given, tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="Uten dato blir de aldri spurt: Hurum, Sande"):
        say(given, {"Lier": date(2015, 5, 29)})
    with pytest.raises(PlanError, match="Partene er: Lier, Hurum, Sande"):
        say(given, {**DAYS, "Røyken": date(2015, 5, 29)})
    (tmp_path / "one").mkdir()
    alone = given_in(tmp_path / "one", "2015-12-31", roles=("direktor",))
    with pytest.raises(PlanError, match="alle under ett"):
        say(alone, DAYS)
    alone.store.close()


def arrives(given: Given, who: str, party: str) -> None:
    """Somebody comes for another party, and the plan is looked at."""
    directory = given.book.directory
    members = (*directory.memberships, Membership("sjefer", who, party=party))
    known = {**directory.people, who: Person(who, who, who.title(), f"{who}@example.org")}
    given.book = replace(given.book, directory=replace(directory, memberships=members, people=known))
    with given.store.write() as unit:
        people.import_people(unit, known.values(), members, Stamp(at(given.now), "system", "test", 1))
        plans.set_plan_look(unit, "plan", AT_ONCE)
    given.tick("2015-03-10 08:00")


def asked(given: Given) -> list[tuple[str, str, str]]:
    return [(n.person, n.cause, n.status) for n in given.notices if n.kind == "question"]


def test_a_party_that_comes_later_has_no_day_and_the_secretariat_is_asked_once(given: Given) -> None:
    arrives(given, "hanne", "Røyken")
    question = "party_day:Røyken"
    assert asked(given) == [("kari", question, "waiting")]
    today = date(2015, 3, 10)
    assert questions_of(given.plan, given.measure, given.rows, given.book, today) == (question,)
    with given.store.read() as unit:
        (listed,) = review(unit, given.plan, given.book, today)
    assert listed.questions == (question,) and "Røyken er kommet til" in question_words(question, given.measure, "nb")
    given.tick("2015-05-15 08:00")  # a step of Lier's comes between
    assert asked(given) == [("kari", question, "waiting")]


def test_a_day_for_the_new_party_too_answers_it(given: Given) -> None:
    arrives(given, "hanne", "Røyken")
    say(given, {**DAYS, "Røyken": date(2015, 8, 31)})
    given.tick("2015-03-10 08:05")
    assert asked(given) == [("kari", "party_day:Røyken", "cancelled")]
    assert own(given)["Røyken"].due == date(2015, 8, 31)
