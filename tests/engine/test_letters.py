"""What a letter says, notice by notice, from what the store knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from engine.desks import open_desks
from engine.letters import letter_view
from engine.statuses import LettersWords, facts_of
from engine.store import Stamp, Unit, ledger, plans, silences
from notifiers.view import LetterView
from rules.directory import Directory
from rules.identity import single_message_id
from rules.model import Membership, Message, Notice, Reason, Role, Silence
from rules.recipients import VACANT_PARTY
from tests.engine.given import Given, given_in
from tests.fakes import at, notice

NOW = at("2015-06-16 08:00")
STAMP = Stamp(NOW, "clock", "test")


@pytest.fixture
def given(tmp_path: Path) -> Iterator[Given]:
    """A measure of three municipalities, due on 30 June; looked at two weeks before."""
    made = given_in(tmp_path, "2015-06-30")
    made.tick("2015-06-16 08:00")
    yield made
    made.store.close()


def sent(unit: Unit, *notices: Notice, template: str = "", kind: str = "single") -> Message:
    first = notices[0]
    message = Message(
        f"m-{first.id}", first.person, "email", date(2015, 6, 16), 1, kind, template or first.template,  # type: ignore[arg-type]
        tuple(n.id for n in notices), single_message_id(first.id, "x.no"), NOW,
    )  # fmt: skip
    ledger.add_message(unit, message, STAMP)
    return message


def view(given: Given, *notices: Notice, template: str = "") -> LetterView:
    with given.store.write() as unit:
        ledger.add_notices(unit, [n for n in notices if n.id not in {o.id for o in given_notices(unit)}], STAMP)
        message = sent(unit, *notices, template=template)
        (desk,) = open_desks(unit, given.book, [message], NOW, "").values()
    return letter_view(desk)


def given_notices(unit: Unit) -> tuple[Notice, ...]:
    return ledger.notices_of(unit, ["m1"])["m1"]


def reminder(given: Given, person: str) -> Notice:
    return next(n for n in given.notices if n.person == person and n.step == "before")


def test_a_reminder_says_what_when_whose_and_who_else(given: Given) -> None:
    shown = view(given, reminder(given, "geir"))
    (item,) = shown.items
    assert (shown.template, shown.person_name, shown.secretariat_email) == ("reminder", "Geir", "kari@example.org")
    assert (item.measure_name, item.due, item.when_words) == ("Tiltak", date(2015, 6, 30), "om 14 dager")
    assert (item.role_label, item.role_from, set(item.others)) == ("Kommunalsjefer", "plan", {"Solveig", "Arild"})
    assert "Kommunalsjefer" in shown.why and shown.ids == (reminder(given, "geir").id,)


def test_who_else_got_it_leaves_out_those_who_have_answered(given: Given) -> None:
    given.say("done", "solveig")
    (item,) = view(given, reminder(given, "geir")).items
    assert item.others == ("Arild",)


def test_the_day_says_what_it_is(given: Given) -> None:
    (item,) = view(given, reminder(given, "geir")).items
    assert item.day_label == "Dato"
    given.say("waiting", "geir", comment="Svar fra staten", review_on=date(2015, 6, 22))
    (wait,) = [o for o in given.rows if o.kind == "wait"]
    again = replace(
        reminder(given, "geir"), id="n-wait", occurrence=wait.uid, due=wait.due, person="sigurd", status="waiting"
    )
    (item,) = view(given, again).items
    assert (item.day_label, item.due, item.of_round) == ("Ses på igjen", date(2015, 6, 22), False)
    assert ("Sist sagt", "«Svar fra staten»") in item.facts


def queued(given: Given) -> LetterView:
    given.tick("2015-07-14 08:00")
    return view(given, next(n for n in given.notices if n.step == "queue"))


def test_the_secretariat_is_told_of_no_answer_only_where_nobody_has_given_one(given: Given) -> None:
    shown = queued(given)
    assert (shown.first.heard, shown.unanswered, shown.first.facts) == (False, True, ())


def test_what_was_answered_and_is_not_finished_is_told_to_the_secretariat(given: Given) -> None:
    given.say("in_progress", "geir", comment="Halvveis")
    shown = queued(given)
    assert (shown.first.heard, shown.unanswered, shown.unfinished) == (True, False, True)
    assert shown.first.facts == (("Meldt", "Lier: Pågår: Halvveis"),)


def test_who_is_finished_is_counted_and_who_is_not_is_quoted(given: Given) -> None:
    given.say("done", "solveig")
    given.say("at_risk", "geir", comment="Mangler folk")
    assert queued(given).first.facts == (
        ("Svar", "1 av 3 kommuner utført; mangler Lier og Sande"), ("Meldt", "Lier: I fare: Mangler folk"),
    )  # fmt: skip


def test_of_one_who_answers_alone_the_words_stand_by_themselves(tmp_path: Path) -> None:
    given = given_in(tmp_path, "2015-06-30", roles=("direktor",))
    given.tick("2015-06-16 08:00")
    given.say("waiting", "sigurd", comment="Svar fra staten", review_on=date(2015, 7, 20))
    assert queued(given).first.facts == (("Meldt", "Avventer: Svar fra staten"),)
    given.store.close()


def test_a_status_request_shows_what_was_said_before_this_round(tmp_path: Path) -> None:
    given = given_in(tmp_path, "2015-12-31", rounds=True)
    given.tick("2015-05-04 08:00")
    given.say("done", "geir", "t:2015-37", comment="Vedtatt")
    given.say("in_progress", "arild", "t:2015-37")
    asked = next(n for n in given.notices if n.person == "solveig" and n.step == "ask")
    assert [i.last_text for i in view(given, asked).items] == [""]
    given.tick("2015-08-31 08:00")
    asked = next(n for n in given.notices if n.person == "arild" and n.due == date(2015, 9, 14))
    (item,) = view(given, asked).items
    assert (item.last_text, item.last_period) == ("Lier: Utført: Vedtatt; Sande: Pågår", "1. tertial 2015")
    given.store.close()


def test_whoever_is_asked_for_the_second_time_is_told_so(tmp_path: Path) -> None:
    given = given_in(tmp_path, "2015-12-31", rounds=True)
    given.tick("2015-05-04 08:00")
    first, other = (n for n in given.notices if n.person in ("solveig", "geir"))
    with given.store.write() as unit:
        ledger.add_notices(unit, [replace(first, id="n-earlier", step="earlier", status="sent")], STAMP)
    assert view(given, replace(first, id="n-second", step="remind")).again
    assert not view(given, other).again
    given.store.close()


def test_the_introduction_lists_the_persons_open_measures_with_what_comes_next(given: Given) -> None:
    first = next(n for n in _of_plan(given) if n.kind == "introduction" and n.person == "geir")
    shown = view(given, first)
    assert [(i.measure_name, i.due) for i in shown.items] == [("Tiltak", date(2015, 6, 30))]


def _of_plan(given: Given) -> tuple[Notice, ...]:
    made = notice(
        "intro", kind="introduction", template="introduction", measure=None, occurrence=None, subject="plan",
        person="geir", reason=replace(notice().reason, role="sjefer"), cause="plan",
    )  # fmt: skip
    return (made,)


def test_stemmer_listen_names_those_who_hold_the_role_when_the_round_opens(given: Given) -> None:
    gone = Membership("sjefer", "arild", last=date(2015, 6, 20), party="Sande")
    comes = Membership("sjefer", "sissel", date(2015, 6, 21), party="Sande")
    old = given.book.directory
    stay = [m for m in old.memberships if m.person != "arild"]
    known = replace(given.book, directory=Directory(old.roles, old.people, (*stay, gone, comes), old.parties))
    asks = replace(reminder(given, "arild"), template="list_check")
    words = LettersWords("nb", NOW.date(), {}, {})
    row = replace(given.row(), opens=date(2015, 6, 22))
    assert facts_of(asks, given.measure, row, given.plan, known, words) == (("Svarer", "Sissel (Sande)"),)


def test_a_role_that_two_parties_lack_is_told_once_with_both(given: Given) -> None:
    one, other = (
        notice(
            id=f"n-{party}", subject=party, kind="vacant", template="vacant", person="kari", measure=None,
            occurrence=None, reason=Reason("vacant", detail=f"sjefer{VACANT_PARTY}{party}"),
        )
        for party in ("lier", "hurum")
    )  # fmt: skip
    shown = view(given, one, other)
    assert [(i.number, i.role_label) for i in shown.items] == [("1.1", "Kommunalsjefer (Lier og Hurum)")]
    assert shown.role_label == "Kommunalsjefer (Lier og Hurum)"


def test_a_vacant_role_behind_a_name_for_several_is_told_with_its_measures(given: Given) -> None:
    known = given.book.directory
    roles = {
        **known.roles,
        "sjefer": replace(known.roles["sjefer"], stands_for=("hf",)),
        "hf": Role("hf", "Sykehuset"),
    }
    several = replace(given, book=replace(given.book, directory=replace(known, roles=roles)))
    vacant = notice(
        id="n-hf", subject="hf", kind="vacant", template="vacant", person="kari", measure=None, occurrence=None,
        reason=Reason("vacant", detail="hf"),
    )  # fmt: skip
    shown = view(several, vacant)
    assert [(i.number, i.role_label) for i in shown.items] == [("1.1", "Sykehuset")]


@pytest.mark.parametrize(("plan", "title"), [(None, ""), ("plan", "LSU 2015")])
def test_a_letter_about_a_silence_names_only_the_plan_that_it_is_for(
    given: Given, plan: str | None, title: str
) -> None:
    with given.store.write() as unit:
        made = Silence("s1", "kari", "Ferie", NOW, at("2015-06-20"), plan=plan, person="geir")
        silences.save_silence(unit, made, STAMP)
    ends = notice(id="n-ends", kind="silence_ends", subject="s1", measure=None, occurrence=None, person="kari")
    shown = view(given, ends, template="silence_ends")
    assert (shown.plan_title, len(shown.items)) == (title, 1)


def test_the_new_day_for_answers_of_a_round_stands_beside_each_measure(tmp_path: Path) -> None:
    round_ = given_in(tmp_path, "2015-06-30", rounds=True)
    report = next(o for o in round_.rows if o.kind == "report")
    moved = notice(
        id="n-moved", kind="moved", template="moved", person="geir", measure="m1", occurrence=report.uid,
        reason=Reason("moved", "sjefer", "plan", detail="2015-05-05"),
    )  # fmt: skip
    shown = view(round_, moved)
    assert (shown.answer_by, shown.first.day_label, shown.first.due) == ("", "Status innen", report.due)
    assert shown.first.of_round
    round_.store.close()


def test_what_did_not_go_out_is_told_with_whom_and_why(given: Given) -> None:
    failed = reminder(given, "geir")
    told = notice(
        "told", kind="watchdog", template="not_sent", measure=None, occurrence=None, subject=failed.id,
        cause="refused", person="kari", reason=replace(notice().reason, role="sekretariat", role_from="secretariat"),
    )  # fmt: skip
    (item,) = view(given, told).items
    assert (item.template, item.measure_name, item.others) == ("not_sent", "Tiltak", ())
    assert dict(item.facts)["Til"] == "Geir (geir@example.org)" and "adressen" in dict(item.facts)["Hvorfor"].lower()


def test_a_person_who_is_gone_has_no_desk(given: Given) -> None:
    alone = replace(given.book, directory=replace(given.book.directory, people={}))
    with given.store.write() as unit:
        message = sent(unit, reminder(given, "geir"))
        assert open_desks(unit, alone, [message], NOW, "") == {}
        assert len(open_desks(unit, given.book, [message], NOW, "")) == 1


def test_desks_of_a_batch_share_what_is_the_same_for_all(given: Given) -> None:
    with given.store.write() as unit:
        messages = [sent(unit, reminder(given, who)) for who in ("geir", "solveig")]
        one, other = open_desks(unit, given.book, messages, NOW, "").values()
    assert one.plans is other.plans and one.meetings is other.meetings


def test_a_plan_that_several_are_introduced_to_is_read_once(given: Given) -> None:
    told = [
        notice(f"i-{who}", kind="introduction", template="introduction", person=who, measure=None, occurrence=None)
        for who in ("geir", "solveig")
    ]
    with given.store.write() as unit:
        ledger.add_notices(unit, told, STAMP)
        one, other = open_desks(unit, given.book, [sent(unit, n) for n in told], NOW, "").values()
    assert one.measures and all(other.measures[uid] is m for uid, m in one.measures.items())
    assert all(other.occurrences[uid] is rows for uid, rows in one.occurrences.items())


def test_no_letter_shows_a_state_that_only_the_clock_set_when_the_plan_began(given: Given) -> None:
    shown = view_of_state(given, "at_risk", given.plan.counted_from)
    assert [i.state_label for i in shown.items] == [""]


@pytest.mark.parametrize("since", [NOW, at("2015-03-01 08:00"), None])
def test_a_letter_shows_a_state_that_was_set_later_or_came_with_the_plan(given: Given, since: datetime | None) -> None:
    shown = view_of_state(given, "at_risk", since)
    assert [i.state_label for i in shown.items] == [given.book.rulebook.states["at_risk"].label]


def view_of_state(given: Given, state: str, since: datetime | None) -> LetterView:
    with given.store.write() as unit:
        plans.save_measure(unit, replace(given.measure, state=state, state_since=since), STAMP)
    return view(given, reminder(given, "geir"))
