"""Taking over a new version of the rulebook: whole or not at all, and nothing is sent again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine import applying
from engine.applying import apply, checked, compare
from engine.store import StaleError, Stamp, installation, meetings, plans, versions
from rules.errors import ConfigError
from tests.engine.applied import ME, NOW, Stage, stage, told
from tests.fakes import at


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path) as made:
        yield made


def dump(here: Stage) -> list[str]:
    connection = sqlite3.connect(here.home.store.engine.url.database or "")
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


EARLIER = ("at: -14d", "at: -21d")


def test_a_step_moved_ahead_of_time_is_told_at_its_new_time(here: Stage) -> None:
    here.edit(EARLIER)
    proposal = here.propose()
    assert proposal.effects.count("moved") >= 3
    assert proposal.guards == ()
    assert here.apply("tre uker").n == 2
    days = {day for _, step, _, day in told(here.play("2015-12-31")) if step == "before"}
    assert date(2015, 3, 25) in days  # three weeks before 15 April
    assert date(2015, 4, 1) not in days


def test_a_step_whose_new_time_is_past_is_not_sent_late(here: Stage) -> None:
    here.play("2015-03-27")  # between three and two weeks before 15 April
    here.edit(EARLIER)
    here.apply()
    sent = told(here.play("2015-04-20"))
    assert [step for _, step, _, _ in sent] == ["today", "today"]


def test_what_the_old_version_had_due_when_nobody_had_looked_yet_is_sent(here: Stage) -> None:
    with here.home.store.write() as unit:
        installation.set_clock(unit, at("2015-04-01 12:00"))  # the program was down when the step came
    here.edit(("at: -14d", "at: -7d"))
    here.apply()
    assert [step for _, step, _, _ in told(here.play("2015-04-07")) if step == "before"] == ["before", "before"]


def test_a_step_that_was_sent_is_not_sent_again_when_it_moves(here: Stage) -> None:
    first = told(here.play("2015-04-02"))
    assert [step for _, step, _, _ in first if step == "before"] == ["before", "before"]
    here.edit(("at: -14d", "at: -7d"))
    here.apply()
    assert [step for _, step, _, _ in told(here.play("2015-04-14"))] == []


def test_what_is_played_before_is_what_is_sent_after(here: Stage) -> None:
    here.play("2015-03-27 09:00")
    here.edit(EARLIER, ("at: +1w", "at: +3d"), ("at: +2w", "at: +1w"))
    proposal = here.propose()
    with here.home.store.read() as unit:
        found = compare(
            unit,
            here.home,
            here.home.folder,
            proposal.folder,
            date(2015, 3, 27),
            date(2015, 12, 30),
            at("2015-03-27 09:00"),
        )
    here.apply()
    sent = here.play("2015-12-31")
    assert told(sent) == told(list(found.new))
    assert [e.move for e in sent if e.move] == [e.move for e in found.new if e.move]


def test_with_the_old_version_the_old_side_is_what_is_sent(here: Stage) -> None:
    with here.home.store.read() as unit:
        folder = here.home.folder
        found = compare(unit, here.home, folder, folder, date(2015, 2, 21), date(2015, 12, 30), at("2015-02-24 12:00"))
    assert found.effects.nothing
    assert told(here.play("2015-12-31")) == told(list(found.old))


def test_rollback_is_an_apply_of_earlier_files_and_sends_nothing_again(here: Stage) -> None:
    here.edit(EARLIER)
    here.apply()
    sent = told(here.play("2015-03-26"))
    with here.home.store.read() as unit:
        first = versions.version(unit, 1)
    assert first is not None
    folder = checked(here.home, here.folder)
    here.edit((EARLIER[1], EARLIER[0]))
    made = here.apply("tilbake")
    assert (made.n, made.hash) == (3, first.hash)
    assert folder.hash != first.hash
    after = told(here.play("2015-12-31"))
    assert not {t[:3] for t in sent} & {t[:3] for t in after}


def test_the_same_folder_is_nothing_to_do(here: Stage) -> None:
    assert here.propose().same


def test_every_version_keeps_author_reason_and_effect(here: Stage) -> None:
    here.edit(EARLIER)
    here.apply("fordi")
    with here.home.store.read() as unit:
        made = versions.running(unit)
    assert made is not None
    assert (made.author, made.reason, made.applied_at) == ("Kari", "fordi", at("2015-02-24 12:00"))
    assert '"moved": ' in made.effect
    assert "Ås" not in made.effect


def test_a_failure_in_the_middle_leaves_everything_as_it_was(here: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    here.play("2015-03-27")
    here.edit(EARLIER)
    proposal = here.propose()
    before = dump(here)

    def fails(*_: object) -> None:
        raise OSError("no more disk")

    monkeypatch.setattr(applying, "_take_over", fails)  # the last thing that is saved: all before it must be undone
    with pytest.raises(OSError, match="no more disk"):
        apply(here.home, proposal, ME, "", NOW)
    assert dump(here) == before


def test_another_version_meanwhile_is_told(here: Stage) -> None:
    here.edit(EARLIER)
    proposal = here.propose()
    apply(here.home, proposal, ME, "", NOW)
    with pytest.raises(StaleError, match="En annen versjon"):
        apply(here.home, proposal, ME, "", NOW)


def test_mistakes_are_told_and_the_running_version_stays(here: Stage) -> None:
    here.edit(("ladder: standard}", "ladder: standrad}"))
    with pytest.raises(ConfigError, match="mente du «standard»"):
        here.apply()
    assert here.home.reloaded().book.version == "1"


def test_a_template_that_fails_in_one_state_is_a_mistake(here: Stage) -> None:
    name = here.folder / "templates" / "nn" / "reminder.txt"
    name.parent.mkdir(parents=True)
    name.write_text(
        "Hei\n{% for x in letter.items %}{% if x.state_label == 'I fåre' %}{{ x.nr }}{% endif %}{% endfor %}\n",
        "utf-8",
    )
    for suffix in ("subject", "html"):
        name.with_suffix(f".{suffix}").write_text("x\n", "utf-8")
    with pytest.raises(ConfigError) as caught:
        here.propose()
    assert str(caught.value) == f"{name}:2:67: feltet «nr» finnes ikke"


def test_somebody_who_goes_silent_needs_a_yes(here: Stage) -> None:
    here.edit(("{name: ferdig,", "{name: ro, when: {role: k26}, ladder: none}\n  - {name: ferdig,"))
    proposal = here.propose()
    assert [g.code for g in proposal.guards] == ["silent"]


def test_a_state_that_is_removed_begins_again(here: Stage) -> None:
    here.play("2015-04-25")
    assert here.measure("2").state == "at_risk"
    here.edit(
        ("  at_risk: {label: {nb: I fare, nn: I fåre}}\n", ""),
        ("[planned, at_risk]", "[planned]"),
        ("  - {name: slip, from: [planned], to: at_risk, by: [clock], when: {overdue_by: {min: 5bd}}}\n", ""),
    )
    proposal = here.propose()
    assert ("state_in_use", "at_risk") in {(g.code, g.detail) for g in proposal.guards}
    here.apply()
    assert here.measure("2").state == "planned"


def test_a_new_alias_finds_its_role_and_answers_the_question(here: Stage) -> None:
    assert here.measure("4").questions == ("unknown_role:Kommuneoverlegen",)
    here.edit(("k26: {label: K26}", "k26: {label: K26, aliases: [Kommuneoverlegen]}"), file="roles.yaml")
    assert here.propose().counts["roles"] == 1
    here.apply()
    assert (here.measure("4").roles, here.measure("4").questions) == (("k26",), ())


def test_roles_that_a_person_has_set_stay(here: Stage) -> None:
    with here.home.store.write() as unit:
        measure = here.measure("4")
        plans.save_measure(unit, replace(measure, roles=("au-lsu",), unknown_roles=()), Stamp(at("2015-02-24"), "per"))
    here.edit(("k26: {label: K26}", "k26: {label: K26, aliases: [Kommuneoverlegen]}"), file="roles.yaml")
    here.apply()
    assert here.measure("4").roles == ("au-lsu",)


def test_a_new_meeting_binds_what_waits_for_it(here: Stage) -> None:
    assert [o.due for o in here.rows("3")] == [None]
    here.edit(("{on: 2015-02-11}", "{on: 2015-02-11}, {on: 2015-06-10}"), file="committees.yaml")
    here.apply()
    assert [o.due for o in here.rows("3")] == [date(2015, 6, 10)]
    with here.home.store.read() as unit:
        assert len(meetings.meetings(unit)) == 2


def test_rounds_that_have_not_opened_move_without_a_mail(here: Stage) -> None:
    rounds = "plans: {lsu-2015: {reporting: {every: %s}}}\n"
    path = here.folder / "rulebook.yaml"
    plain = path.read_text("utf-8")
    path.write_text(plain + rounds % "tertial", "utf-8")
    here.apply()
    here.play("2015-02-25")
    assert sum(o.kind == "report" for o in here.rows("1")) == 3
    path.write_text(plain + rounds % "quarter", "utf-8")
    here.apply()
    assert sum(o.kind == "report" and o.open for o in here.rows("1")) == 4
    assert [step for _, step, _, _ in told(here.play("2015-03-01"))] == []


def test_a_role_that_a_plan_names_is_not_removed_without_a_yes(here: Stage) -> None:
    with here.home.store.write() as unit:
        plan = plans.plan_by_id(unit, "lsu-2015")
        assert plan is not None
        plans.save_plan(unit, replace(plan, secretariat="k26"), Stamp(at("2015-02-24"), "per"))
    here.edit(("  k26: {label: K26}\n", ""), file="roles.yaml")
    here.edit(("roles: [k26]", "roles: []"), file="people.yaml")
    assert "role_in_use" in {g.code for g in here.propose().guards}


def test_before_the_first_tick_nothing_is_counted(tmp_path: Path) -> None:
    with stage(tmp_path, started=None) as here:
        here.edit(EARLIER)
        proposal = here.propose()
        assert proposal.first == date(2015, 1, 1)
        made = here.apply()
        assert made.applied_at is None
        assert {o.counted_from for o in here.rows("1")} == {None}
        assert any(step == "introduction" for _, step, _, _ in told(here.play("2015-02-24 12:00")))


def test_a_rulebook_whose_own_tests_fail_is_not_taken_over(here: Stage) -> None:
    test = """tests:
  - name: en frist
    from: 2015-05-01
    measures: [{deadline: Juni 2015, responsible: AU LSU}]
    expect: {mails: []}
"""
    path = here.folder / "rulebook.yaml"
    path.write_text(path.read_text("utf-8") + test, "utf-8")
    proposal = here.propose()
    assert proposal.guards == () and proposal.failing[0].name == "en frist"
    before = here.home.book.version
    with pytest.raises(ConfigError, match="en frist"):
        here.apply()
    assert here.home.reloaded().book.version == before


def test_people_are_not_touched(here: Stage) -> None:
    here.edit(("kari@example.org", "ny@example.org"), file="people.yaml")
    here.edit(EARLIER)
    here.apply()
    kari = next(p for p in here.home.book.directory.people.values() if p.id == "kari")
    assert kari.email == "kari@example.org"
