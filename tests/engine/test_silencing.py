"""Silences: what one would mute is what it then mutes; it ends, its author is told in time, and nothing comes after."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from engine.rehearsal import Rehearsal
from engine.rulebooks import Folder, load_folder
from engine.silencing import Wish, draft, end, find, muted_by, save, standing
from engine.store import Stamp, ledger, open_store, plans, silences
from engine.store.installation import start
from engine.tick import tick
from notifiers.render import Renderer
from rules.booktest import BookTest
from rules.errors import TidsfristError
from tests.fakes import at

CONFIG = Path(__file__).parents[2] / "config"
GIVEN = {
    "name": "stage",
    "from": "2015-05-01",
    "measures": [
        {"id": "1", "deadline": "Juni 2015", "responsible": "K26", "focus": "A"},
        {"id": "2", "deadline": "Juni 2015", "responsible": "K26", "focus": "B."},
    ],
    "people": {"K26": ["kari", "ola"]},
    "expect": {},
}
MAY = at("2015-05-04 12:00")


@pytest.fixture(scope="module")
def folder() -> Folder:
    return load_folder(CONFIG, plans=False)


@pytest.fixture
def stage(folder: Folder) -> Iterator[Rehearsal]:
    """A plan with two measures of two people, played until 4 May 2015."""
    store = open_store("sqlite://")
    with store.write() as unit:
        start(unit, "test.invalid", trial=True)
    files = {k.removeprefix("templates/"): v for k, v in folder.files.items() if k.startswith("templates/")}
    here = Rehearsal.staged(BookTest.model_validate(GIVEN), folder, store, Renderer(Path("t"), files))
    play(here, MAY)
    yield here
    store.close()


def play(stage: Rehearsal, until: datetime) -> None:
    asyncio.run(stage.until(until))


def wish(**changes: object) -> Wish:
    bare = Wish("kari", "avtalen forhandles", date(2015, 7, 3), plan="plan", measure="1")
    return replace(bare, **changes)  # type: ignore[arg-type]


def add(stage: Rehearsal, given: Wish) -> set[tuple[str, str]]:
    """Saves the silence; gives back (step, person) of what it would mute."""
    with stage.store.write() as unit:
        silence = draft(unit, given, stage.book, MAY)
        shown = {(m.notice.step, stage.names[m.notice.person]) for m in muted_by(unit, silence, stage.book)}
        save(unit, silence, Stamp(MAY, silence.author, "silenced"))
    return shown


def sent(stage: Rehearsal) -> set[tuple[str, str, str]]:
    """(day, step, person) of everything that has gone out."""
    return {
        (at_.astimezone(stage.book.zone).date().isoformat(), n.step, stage.names[n.person])
        for at_, _, notices in stage.mails
        for n in notices
    }


@pytest.mark.parametrize(
    ("given", "people", "measures"),
    [
        (wish(), {"kari", "ola"}, {"1"}),
        (wish(measure=None), {"kari", "ola"}, {"1", "2"}),
        (wish(measure=None, focus="B."), {"kari", "ola"}, {"2"}),
        (wish(plan=None, measure=None, person="ola"), {"ola"}, {"1", "2"}),
        (wish(plan=None, measure=None, role="K26"), {"kari", "ola"}, {"1", "2"}),
    ],
)
def test_what_is_shown_is_what_is_muted(stage: Rehearsal, given: Wish, people: set[str], measures: set[str]) -> None:
    shown = add(stage, given)
    assert shown == {(step, who) for step in ("before", "today") for who in people}
    play(stage, at("2015-07-20 12:00"))
    with stage.store.read() as unit:
        number = {m.uid: m.number for m in plans.measures(unit)}
        rows = ledger.notices_of(unit, number)
    quiet = (n for those in rows.values() for n in those if n.status == "silenced")
    muted = {(number[n.measure or ""], stage.names[n.person]) for n in quiet}
    assert muted == {(m, p) for m in measures for p in people}
    heard = {n.step for at_, _, those in stage.mails for n in those if n.kind == "step" and at_ < at("2015-07-04")}
    assert ("before" in heard) == (len(measures) < 2 or len(people) < 2)


def test_author_is_told_once_before_it_runs_out_and_nothing_comes_after(stage: Rehearsal) -> None:
    add(stage, wish(measure=None))
    play(stage, at("2015-07-06 12:00"))
    assert sent(stage) == {("2015-07-02", "silence_ends", "kari")}
    assert [m.kind for _, m, _ in stage.mails] == ["single"] and not stage.failed
    play(stage, at("2015-07-08 12:00"))
    assert sent(stage) == {
        ("2015-07-02", "silence_ends", "kari"),
        *(("2015-07-07", "week", w) for w in ("kari", "ola")),
    }


def test_short_silence_needs_no_mail(stage: Rehearsal) -> None:
    add(stage, wish(until=date(2015, 5, 5)))
    play(stage, at("2015-05-20 12:00"))
    assert sent(stage) == set()


def test_silence_ends_with_its_measure(stage: Rehearsal) -> None:
    add(stage, wish())
    with stage.store.write() as unit:
        measure = stage.measure(unit, "1")
        plans.save_measure(unit, replace(measure, state="done"), Stamp(MAY, "kari", "complete"))
        plans.set_looks(unit, {measure.uid: MAY})
        assert standing(unit, stage.book, MAY) == ()
    play(stage, at("2015-07-10 12:00"))
    with stage.store.read() as unit:
        assert silences.silences(unit, at("2015-05-05")) == ()
    assert not any(step == "silence_ends" for _, step, _ in sent(stage))


def test_a_silence_that_is_over_is_not_ended_again_when_its_measure_is(stage: Rehearsal) -> None:
    add(stage, wish(until=date(2015, 5, 8)))
    with stage.store.write() as unit:
        (before,) = silences.silences(unit)
        measure = stage.measure(unit, "1")
        plans.save_measure(unit, replace(measure, state="done"), Stamp(at("2015-06-01"), "kari", "complete"))
        plans.set_looks(unit, {measure.uid: at("2015-06-01")})
    play(stage, at("2015-06-02 12:00"))
    with stage.store.read() as unit:
        assert silences.silences(unit) == (before,)


def test_what_came_on_silent_days_is_not_sent_when_the_engine_was_down_past_their_end(stage: Rehearsal) -> None:
    add(stage, wish(until=date(2015, 6, 19)))
    tick(stage.store, stage.book, at("2015-06-22 12:00"), trial=True)
    with stage.store.read() as unit:
        number = {m.uid: m.number for m in plans.measures(unit)}
        rows = ledger.notices_of(unit, number)
    steps = {(number[m], n.step, n.status) for m, those in rows.items() for n in those if n.kind == "step"}
    assert steps == {("1", "before", "silenced"), ("2", "before", "waiting")}


def test_silence_that_is_ended_by_hand_lets_the_next_one_through(stage: Rehearsal) -> None:
    add(stage, wish(measure=None))
    play(stage, at("2015-06-17 12:00"))
    with stage.store.write() as unit:
        (one,) = standing(unit, stage.book, at("2015-06-17 12:00"))
        end(unit, find([one], one.uid[:4]), Stamp(at("2015-06-17 12:00"), "kari", "silence_ended"))
    play(stage, at("2015-06-30 12:00"))
    assert {step for _, step, _ in sent(stage)} == {"today"}
    with stage.store.write() as unit, pytest.raises(TidsfristError, match="alt over"):
        end(unit, silences.silences(unit)[0], Stamp(at("2015-07-01"), "kari"))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"reason": " "}, "må ha en grunn"),
        ({"until": date(2015, 5, 3)}, "alt passert"),
        ({"until": date(2015, 5, 4) + timedelta(days=181)}, "silence_max"),
        ({"plan": None, "measure": None}, "Skriv hva som skal dempes"),
        ({"plan": None}, "skriv --plan også"),
        ({"plan": "nix"}, "ingen plan «nix»"),
        ({"measure": "9"}, "ikke noe tiltak «9»"),
        ({"measure": None, "focus": "C"}, "ikke noe innsatsområde «C». Det finnes: A; B."),
        ({"role": "Nix"}, "ingen rolle «Nix»"),
        ({"person": "nix"}, "--person: ingen person har id «nix»"),
        ({"author": "nix"}, "--by: ingen person har id «nix»"),
    ],
)
def test_what_cannot_be_muted_is_told_in_words(stage: Rehearsal, changes: dict[str, object], message: str) -> None:
    with stage.store.read() as unit, pytest.raises(TidsfristError, match=message.replace(".", r"\.")):
        draft(unit, wish(**changes), stage.book, MAY)


@pytest.mark.parametrize("until", [date(2015, 5, 4), date(2015, 5, 4) + timedelta(days=180)])
def test_the_last_day_may_be_today_and_as_far_ahead_as_the_rulebook_lets_it(stage: Rehearsal, until: date) -> None:
    with stage.store.read() as unit:
        made = draft(unit, wish(until=until), stage.book, MAY)
    assert (made.ends_at - timedelta(hours=1)).astimezone(stage.book.zone).date() == until


def test_a_silence_of_a_measure_that_the_plan_no_longer_has_mutes_no_more(stage: Rehearsal) -> None:
    add(stage, wish())
    with stage.store.write() as unit:
        plans.save_measure(unit, replace(stage.measure(unit, "1"), withdrawn=True), Stamp(MAY, "kari", "withdrawn"))
        assert silences.silences(unit, MAY) and standing(unit, stage.book, MAY) == ()


def test_what_two_silences_begin_with_names_neither(stage: Rehearsal) -> None:
    add(stage, wish())
    add(stage, wish(measure="2", author="ola"))
    with stage.store.read() as unit:
        both = standing(unit, stage.book, MAY)
    assert [find(both, one.uid) for one in both] == list(both)
    with pytest.raises(TidsfristError, match="2 dempinger"):
        find(both, "")


def test_a_silence_is_over_at_its_end_and_not_before(stage: Rehearsal) -> None:
    add(stage, wish())
    with stage.store.write() as unit:
        (one,) = standing(unit, stage.book, MAY)
        with pytest.raises(TidsfristError, match="alt over"):
            end(unit, one, Stamp(one.ends_at, "kari"))
        last = one.ends_at - timedelta(seconds=1)
        assert end(unit, one, Stamp(last, "kari", "silence_ended")).ends_at == last


def test_a_person_may_be_named_by_her_address(stage: Rehearsal) -> None:
    with stage.store.read() as unit:
        kari = next(p for p in stage.book.directory.people.values() if p.id == "kari")
        assert draft(unit, wish(person=kari.email), stage.book, MAY).person == kari.uid
