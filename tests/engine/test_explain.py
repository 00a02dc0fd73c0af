"""Why a notice was sent, and why none was: for every mail of a played year, and for each sort of silent day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from engine.documents.planfile import MeasureEntry
from engine.explain import Explained, explain_day, explain_notice, notices_named
from engine.lifecycle import stop
from engine.store import Stamp, Unit, ledger, people, plans
from rules.errors import TidsfristError
from rules.model import Absence, Notice
from tests.engine.world import World, edited, shipped

START = datetime(2015, 1, 5, 11, 0, 7, tzinfo=UTC)
ENTRIES = (
    MeasureEntry(id="1", title="Lage en avtale", deadline_text="Juni og nov 2015", responsible_text="K26"),
    MeasureEntry(id="2", title="Holde et kurs", deadline_text="Løpende", responsible_text="K26"),
    MeasureEntry(id="3", title="Møte brukerne", deadline_text="Sept 2015", responsible_text="K26"),
)


@pytest.fixture
def world() -> World:
    made = World(START)
    made.entries = list(ENTRIES)
    made.add_plan("tertial")
    return made


def until(world: World, day: str) -> World:
    """Plays to noon of the day."""
    world.advance(datetime.fromisoformat(f"{day}T11:00:07+00:00") - world.now)
    return world


def on(world: World, day: str, number: str = "1", person: str | None = None) -> str:
    """The explanation of a day."""
    with world.store.real.read() as unit:
        measure = next(m for m in plans.measures(unit, withdrawn=True) if m.number == number)
        return explain_day(unit, world.home, measure, date.fromisoformat(day), person).text


def of(world: World, notice: Notice) -> Explained:
    with world.store.real.read() as unit:
        return explain_notice(unit, world.home, notice.id)


def notice(world: World, step: str, **fields: object) -> Notice:
    found = [n for n in world.notices() if n.step == step and all(getattr(n, k) == v for k, v in fields.items())]
    assert found, step
    return found[0]


def holder(world: World) -> str:
    return world.home.book.directory.holders("kommunehelsesamarbeidet", world.today)[0].person


def test_every_notice_of_a_year_can_be_explained(world: World) -> None:
    until(world, "2015-07-20")
    notices = world.notices()
    assert {"step", "introduction"} <= {n.kind for n in notices}
    for each in notices:
        told = of(world, each)
        names = [p.name for p in told.parts]
        assert names[0] == "rolle" and names[-1] == "regelbok" and "utfall" in names
        if each.kind == "step":
            assert re.search(r"regel +nr\. \d+ «.+» \(rulebook\.yaml:\d+\) → stigen ", told.text), told.text
            assert re.search(r"steg +[a-z]+: .+ \(rulebook\.yaml:\d+\) → ", told.text), told.text
        assert told.facts["notice"] == each.id and told.facts["version"] == 1


def test_a_reminder_is_told_from_the_role_to_the_version(world: World) -> None:
    until(world, "2015-06-20")
    sent = notice(world, "before", due=date(2015, 6, 30))
    told = of(world, sent)
    lines = {p.name: p.lines for p in told.parts}
    assert lines["frist"][0].startswith("«Juni og nov 2015»: ")
    assert lines["frist"][1] == "dette gjelder fristen tirsdag 30. juni 2015 (1 av 2)"
    assert lines["regel"][0].startswith("nr. 8 «alt annet»")
    assert lines["regel"][1] == (
        "nr. 1 «ferdige tiltak får ingen e-post» passet ikke: "
        "tilstand er «Planlagt», regelen vil ha «Utført» eller «Utgår»"
    )
    assert lines["steg"][0].startswith("before: -14d (rulebook.yaml:")
    assert lines["steg"][0].endswith("→ tirsdag 16. juni 2015 kl. 07:30")
    assert lines["levering"][0] == "kan leveres tirsdag 16. juni 2015 kl. 07:45 (vindu 07:30–15:30, samles 07:45)"
    assert "alene (færre enn 2 samme dag), nr. 1 av høyst 3 den dagen" in lines["levering"][-1]
    assert lines["utfall"] == ("sendt",) and lines["regelbok"][0].startswith("versjon 1 (")


def test_a_reminder_before_romjul_says_what_it_is_counted_from(world: World) -> None:
    world.entries.append(MeasureEntry(id="4", title="Skrive en rapport", deadline_text="2015", responsible_text="K26"))
    world.add_plan("tertial")
    until(world, "2015-01-20")
    assert world.meeting(-1, 21)  # the last one of the year, from 18 November
    until(world, "2015-12-23")
    before = of(world, notice(world, "before", due=date(2015, 12, 31)))
    assert {p.name: p.lines for p in before.parts}["steg"][1:] == (
        "regnet fra onsdag 9. desember 2015, det siste møtet eller den siste runden før romjul",
    )
    assert "ingen steg den dagen; nærmest er before 2015-11-25, today 2015-12-23" in on(world, "2015-12-17", "4")
    for other in (notice(world, "today", due=date(2015, 12, 31)), notice(world, "before", due=date(2015, 11, 30))):
        assert len({p.name: p.lines for p in of(world, other).parts}["steg"]) == 1


def test_notice_is_found_by_its_mail_too(world: World) -> None:
    until(world, "2015-06-20")
    sent = notice(world, "before", due=date(2015, 6, 30))
    message = next(m for m in world.messages() if sent.id in m.notices)
    with world.store.real.read() as unit:
        for name in (sent.id, message.uid, message.message_id, f"<{message.message_id}>"):
            assert sent.id in notices_named(unit, name)
        with pytest.raises(TidsfristError, match="ikke noe varsel og ingen e-post"):
            notices_named(unit, "n-nix")
        with pytest.raises(TidsfristError, match="ikke noe varsel"):
            explain_notice(unit, world.home, "n-nix")


def test_what_was_sent_is_explained_by_the_rulebook_of_then(world: World) -> None:
    until(world, "2015-06-20")
    world.apply(edited(shipped(), "{id: before, at: -14d,", "{id: before, at: -21d,"))
    until(world, "2015-11-12")
    then, now = notice(world, "before", due=date(2015, 6, 30)), notice(world, "before", due=date(2015, 11, 30))
    assert "before: -14d" in of(world, then).text and "versjon 1 (" in of(world, then).text
    assert "before: -21d" in of(world, now).text and "versjon 2 (" in of(world, now).text


def test_day_without_a_step_names_the_nearest(world: World) -> None:
    until(world, "2015-06-20")
    text = on(world, "2015-06-18")
    assert "fristen 2015-06-30: ingen steg den dagen; nærmest er before 2015-06-16, today 2015-06-30" in text


def test_step_on_a_holiday_is_told_with_the_day_it_was_put_on() -> None:
    world = World(START)
    world.entries = [MeasureEntry(id="1", title="Lage en avtale", deadline_text="15. mai 2015", responsible_text="K26")]
    world.add_plan("tertial")
    text = on(until(world, "2015-05-02"), "2015-05-01")
    assert "steget before hører til denne dagen, men da går det ingen e-post; det er lagt til tors" in text
    assert "30. april 2015" in text


def test_day_of_a_mail_names_it(world: World) -> None:
    until(world, "2015-06-20")
    sent = notice(world, "before", due=date(2015, 6, 30))
    assert f"{sent.id} til " in on(world, "2015-06-16") and "reminder (before), sendt" in on(world, "2015-06-16")
    assert f"«tidsfrist explain {sent.id}»" in on(world, "2015-06-16")
    assert "tidsfrist explain" not in on(world, "2015-06-17")


def test_silenced_day_names_who_and_why(world: World) -> None:
    until(world, "2015-06-10")
    assert world.silence(holder(world), 14, plan="prove", measure="1")
    until(world, "2015-06-20")
    text = on(world, "2015-06-16")
    assert "dempet; det sendes heller ikke senere" in text
    assert "har dempet tiltak 1 Lage en avtale, planen «Prøve» til og med onsdag 24. juni 2015: prøve" in text
    muted = notice(world, "before", status="silenced")
    assert "har dempet tiltak 1" in of(world, muted).text


def test_finished_measure_says_since_when(world: World) -> None:
    until(world, "2015-08-03")
    row = next(o for o in world.open_rows if o.due == date(2015, 9, 30))
    assert world.answer(row.uid, "done", holder(world))
    until(world, "2015-09-20")
    assert "tiltaket er ferdig: Utført siden mandag 3. august 2015 kl. 13:00" in on(world, "2015-09-16", "3")


def test_answered_date_says_when(world: World) -> None:
    until(world, "2015-06-10")
    row = next(o for o in world.open_rows if o.due == date(2015, 6, 30))
    assert world.answer(row.uid, "done", holder(world))
    until(world, "2015-06-20")
    assert "fristen 2015-06-30 ble besvart onsdag 10. juni 2015 kl. 13:00" in on(world, "2015-06-16")


def test_absent_person_says_who_got_it(world: World) -> None:
    until(world, "2015-06-14")
    person = holder(world)
    others = [h.person for h in world.home.book.directory.holders("klinikkdirektor-ds", world.today)]
    assert world.away(person, 5, others[0])
    until(world, "2015-06-20")
    deputy = world.home.book.directory.people[others[0]].name
    text = on(world, "2015-06-16", person=person)
    assert f"borte 2015-06-15–2015-06-20; stedfortrederen {deputy} får varslene" in text
    assert "er borte, så" in of(world, notice(world, "before", person=others[0])).text


def test_absence_counts_as_it_was_known_that_day(world: World) -> None:
    until(world, "2015-06-20")
    kari = holder(world)
    other = next(iter(world.home.book.directory.holders("klinikkdirektor-ds", world.today))).person
    until(world, "2015-06-27")
    assert world.away(kari, 5, other)
    until(world, "2015-06-28")
    with_hindsight(world, kari, date(2015, 6, 10), other)
    assert "borte" not in on(world, "2015-06-17", person=kari)
    until(world, "2015-06-29")
    with_hindsight(world, kari, None, None)
    assert "borte 2015-06-10" in on(world, "2015-06-28", person=kari)
    assert "borte" not in on(world, "2015-06-29", person=kari)


def with_hindsight(world: World, who: str, first: date | None, deputy: str | None) -> None:
    """Her absences are typed in anew: from the day on, or none."""

    def act(unit: Unit) -> None:
        away = (Absence(first, date(2015, 12, 31), deputy),) if first else ()
        all_ = [replace(p, away=away) if p.uid == who else p for p in people.people(unit)]
        people.import_people(unit, all_, people.memberships(unit), Stamp(world.now, "system", "test"))

    world.do(act)


def test_person_without_the_role_is_told_so(world: World) -> None:
    until(world, "2015-06-20")
    other = world.home.book.directory.holders("klinikkdirektor-ds", world.today)[0].person
    assert "har ikke ansvaret for tiltaket den dagen" in on(world, "2015-06-16", person=other)


def test_round_that_is_open_stands_in_for_the_step(world: World) -> None:
    world.entries[0] = ENTRIES[0].model_copy(update={"deadline_text": "15.5.2015"})
    world.add_plan("tertial")
    until(world, "2015-05-18")
    hidden = notice(world, "today", status="suppressed")
    assert "ikke sendt: en rapporteringsrunde er åpen og spør om det samme" in of(world, hidden).text
    assert "en rapporteringsrunde er åpen" in on(world, "2015-05-15")


def test_stopped_plan_and_plan_that_is_not_active(world: World) -> None:
    until(world, "2015-06-10")
    cases: tuple[tuple[dict[str, Any], str], ...] = (
        ({"stopped": "bytter e-post"}, "all e-post for planen er stanset: bytter e-post"),
        ({"stopped": None, "status": "closed"}, "planen er avsluttet"),
    )
    for changes, words in cases:
        with world.store.real.write() as unit:
            plan = plans.plans(unit)[0]
            plans.save_plan(unit, replace(plan, **changes), Stamp(world.now, "system", "changed"))
        until(world, (world.today + timedelta(days=3)).isoformat())
        assert words in on(world, world.today.isoformat())


def test_a_notice_that_a_stop_holds_says_so_and_how_it_goes_on(world: World) -> None:
    until(world, "2015-06-10")
    with world.store.real.write() as unit:
        (plan,) = plans.plans(unit)
        stop(unit, plan, "Vi bytter e-post.", Stamp(world.now, holder(world), "plan_stopped"))
    since, name = "onsdag 10. juni 2015 kl. 13:00", world.home.book.directory.people[holder(world)].name
    until(world, "2015-06-20")
    told = of(world, notice(world, "before", status="held")).text
    again = f"Den går igjen med «tidsfrist plan resume {plan.id}»"
    assert f"e-posten er stanset siden {since} av {name}: Vi bytter e-post. {again}" in told
    assert "slipper" not in told


def test_unread_deadline_measure_gone_and_day_before_the_plan(world: World) -> None:
    world.entries = [ENTRIES[1], MeasureEntry(id="9", title="Noe helt annet", deadline_text="Løpende")]
    world.add_plan(None)
    until(world, "2015-03-01")
    assert "tiltaket er tatt ut av planen" in on(world, "2015-02-20", "1")
    assert "tiltaket har ingen frist" in on(world, "2015-02-20", "9")
    assert "tiltaket fantes ikke i planen ennå" in on(world, "2014-12-01", "9")


def test_cap_is_told(world: World) -> None:
    world.apply(edited(shipped(), "per_day: 3}", "per_day: 1}"))
    world.entries = [
        MeasureEntry(id=f"{n}", title=f"Sak {n} om noe", deadline_text="Juni 2015", responsible_text="K26")
        for n in range(28)
    ]
    world.add_plan(None)
    until(world, "2015-06-19")
    with world.store.real.read() as unit:
        measures = plans.measures(unit)
        rows = ledger.notices_of(unit, [m.uid for m in measures])
    late = [n for those in rows.values() for n in those if n.step == "before" and n.deliver_at.day > 16]
    assert late
    assert "utsatt til onsdag 17. juni 2015 kl. 07:45: hun hadde fått så mange e-poster" in of(world, late[0]).text
    number = next(m.number for m in measures if m.uid == late[0].measure)
    text = on(world, "2015-06-16", number, late[0].person)
    assert f"havnet på onsdag 17. juni 2015 kl. 07:45 ({late[0].id}): sendt; hun hadde fått så mange" in text


def test_day_nobody_looked_says_what_came_of_it(world: World) -> None:
    kari = holder(until(world, "2015-06-13"))
    world.now = datetime(2015, 7, 6, 8, 0, 7, tzinfo=UTC)  # everything stood still
    world.advance(timedelta(hours=2))
    text = on(world, "2015-06-16", person=kari)
    assert "ikke sendt: et nyere varsel tok plassen" in text
    assert "havnet på mandag 6. juli 2015" in on(world, "2015-06-30", person=kari)


def taken_out(world: World, who: str) -> None:
    """A person is taken out of her roles, as if she had never been there."""

    def act(unit: Unit) -> None:
        left = [m for m in people.memberships(unit) if m.person != who]
        people.import_people(unit, people.people(unit), left, Stamp(world.now, "system", "test"))

    world.do(act)


def test_who_had_the_role_that_day_is_told_and_who_has_it_now(world: World) -> None:
    kari = holder(until(world, "2015-06-20"))
    sent = notice(world, "before", due=date(2015, 6, 30), person=kari)
    assert "lenger" not in of(world, sent).text
    taken_out(world, kari)
    told = of(until(world, "2015-06-25"), sent).text
    assert "har ikke rollen lenger; nå har" in told
    assert "har ikke ansvaret for tiltaket den dagen" not in on(world, "2015-06-17", person=kari)
    assert "har ikke ansvaret for tiltaket den dagen" in on(world, "2015-06-24", person=kari)
