"""Delivery, message by message: what cannot be written or delivered takes nothing with it, and somebody is told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from engine.bootstrap import template_texts
from engine.corrections import correct, on_days
from engine.dispatch import BACKOFF, LEASE, Dispatcher, Sent
from engine.explain import explain_notice
from engine.lifecycle import resume, stop
from engine.store import Stamp, journal, ledger, people, plans
from engine.tick import tick
from notifiers.render import Rendered, Renderer
from notifiers.view import LetterView
from rules.errors import NotifyError
from rules.model import Membership, Message, Notice
from tests.engine.applied import Stage, stage
from tests.fakes import at

BEFORE = at("2015-06-16 07:30")  # measure 1 is due on 30 June: its reminder comes two weeks before


@dataclass(slots=True)
class Post:
    """A channel that keeps what it gets. `refuse`: what it says of a recipient, None = it takes the mail."""

    refuse: Callable[[str], NotifyError | None] = lambda _: None
    mails: list[tuple[str, EmailMessage]] = field(default_factory=list)

    async def send(self, message: bytes, sender: str, recipient: str) -> None:
        """Takes the message, or refuses it."""
        error = self.refuse(recipient)
        if error is not None:
            raise error
        parsed = message_from_bytes(message, policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        self.mails.append((recipient, parsed))

    async def close(self) -> None:
        """Nothing to let go of."""

    def text_to(self, recipient: str) -> str:
        """What the last mail to somebody said."""
        body = next(m for to, m in reversed(self.mails) if to == recipient).get_body(("plain",))
        assert body is not None
        return " ".join(str(body.get_content()).split())


class Choosy(Renderer):
    """Cannot write a mail about a measure with these words, but for the one that says so."""

    words: str = ""

    def render(self, view: LetterView) -> Rendered:
        if self.words and view.template != "not_sent" and any(self.words in i.measure_name for i in view.items):
            raise NotifyError("The mail could not be written: reminder.txt:3:1: nothing", permanent=True)
        return super().render(view)


@dataclass(slots=True)
class Office:
    """An installation whose mail a test can break."""

    stage: Stage
    post: Post
    renderer: Choosy

    def dispatcher(self) -> Dispatcher:
        home = self.stage.home.reloaded()
        return Dispatcher(home.store, home.book, self.post, self.renderer, "standard", home.domain, "x@example.org")

    def send(self, now: datetime, *, look: bool = True) -> Sent:
        """One look and one round of delivery."""
        home = self.stage.home.reloaded()
        if look:
            tick(home.store, home.book, now, trial=True)
        return asyncio.run(self.dispatcher().run(now))

    def notices(self) -> list[Notice]:
        """All there are."""
        with self.stage.home.store.read() as unit:
            plan = plans.plans(unit)[0]
            own = ledger.notices_of_plans(unit, [plan.uid])[plan.uid]
            of = ledger.notices_of(unit, [m.uid for m in plans.measures(unit)]).values()
            return [n for rows in (own, *of) for n in rows]

    def messages(self) -> tuple[Message, ...]:
        """All there are."""
        with self.stage.home.store.read() as unit:
            return ledger.messages(unit)

    def explained(self, notice: Notice) -> str:
        """What `explain` says of it."""
        with self.stage.home.store.read() as unit:
            return explain_notice(unit, self.stage.home, notice.id).text

    def person(self, name: str) -> str:
        """The uid of a person."""
        known = self.stage.home.book.directory.people.values()
        return next(p.uid for p in known if p.id == name)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with stage(tmp_path, "2015-06-15 12:00") as made:
        renderer = Choosy(Path("maler"), template_texts(made.home.folder.files))
        yield Office(made, Post(), renderer)


def ready(office: Office, count: int = 2) -> list[Notice]:
    """So many reminders wait for Kari on the same morning."""
    office.send(at("2015-06-16 07:29"))
    home = office.stage.home.reloaded()
    tick(home.store, home.book, BEFORE, trial=True)
    found = [n for n in office.notices() if n.status == "waiting" and n.person == office.person("kari")]
    others = [replace(found[0], id=f"n-{n}", step=f"before-{n}") for n in range(1, count)]
    with home.store.write() as unit:
        ledger.add_notices(unit, others, Stamp(BEFORE, "clock", "test"))
    return [*found, *others]


MORNING = at("2015-06-16 07:45")


def refused(recipient: str) -> NotifyError | None:
    return NotifyError("550 5.1.1 no such user", permanent=True) if recipient.startswith("kari") else None


def test_a_mail_that_is_refused_for_good_is_told_to_the_secretariat(office: Office) -> None:
    (reminder,) = ready(office, 1)
    office.post.refuse = refused
    assert len(office.send(MORNING, look=False).failed) == 1
    sent = office.send(MORNING, look=False)
    assert [m.template for m, _ in sent.messages] == ["not_sent"]
    told = office.post.text_to("per@example.org")
    assert "Rutiner" in told and "Til: Kari Ås (kari@example.org)" in told
    assert "Adressen finnes ikke, eller e-postsystemet til mottakeren tok den ikke imot." in told
    (failed,) = [n for n in office.notices() if n.id == reminder.id]
    assert failed.status == "suppressed"
    assert "adressen finnes ikke, eller e-postsystemet til mottakeren tok den ikke imot" in office.explained(failed)
    with office.stage.home.store.read() as unit:
        assert "refused" in [e.why for e in journal.entries(unit) if e.kind == "notice"]
        assert "example.org" not in repr(journal.entries(unit))


def test_it_is_told_once_and_a_telling_that_fails_is_the_end_of_it(office: Office) -> None:
    ready(office, 1)
    office.post.refuse = lambda _: NotifyError("550 no", permanent=True)
    for _ in range(3):
        office.send(MORNING, look=False)
    told = [n for n in office.notices() if n.kind == "watchdog"]
    assert [n.status for n in told] == ["suppressed"]
    assert not office.post.mails


def test_what_cannot_be_written_does_not_take_the_others_with_it(office: Office) -> None:
    first, second = ready(office, 2)
    with office.stage.home.store.write() as unit:
        measure = plans.measure(unit, str(first.measure))
        other = next(m for m in plans.measures(unit) if m.number == "4")
        assert measure is not None
        plans.save_measure(unit, replace(other, title="Umulig"), Stamp(BEFORE, "system", "test"))
        ledger.settle_notices(unit, [second.id], "cancelled", "test", Stamp(BEFORE, "system"))
        bad = replace(second, id="n-bad", step="bad", measure=other.uid, occurrence=None, kind="question", cause="x",
                      subject=other.uid, template="reminder")  # fmt: skip
        ledger.add_notices(unit, [bad], Stamp(BEFORE, "clock", "test"))
    office.renderer.words = "Umulig"
    sent = office.send(MORNING, look=False)
    assert [[n.id for n in notices] for m, notices in sent.messages if m.person == first.person] == [[first.id]]
    assert sent.failed
    by_id = {n.id: n for n in office.notices()}
    assert (by_id[first.id].status, by_id["n-bad"].status) == ("sent", "suppressed")
    assert "Rutiner" in office.post.text_to("kari@example.org")
    office.send(MORNING, look=False)
    assert "Hvorfor: Vi klarte ikke å skrive e-posten; det kan være en feil i malen for den." in office.post.text_to(
        "per@example.org"
    )
    assert "vi klarte ikke å skrive e-posten" in office.explained(by_id["n-bad"])


def test_a_mistake_in_our_own_code_stops_one_mail_only(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    ready(office, 1)
    with office.stage.home.store.write() as unit:
        per = replace(office.notices()[0], id="n-per", step="x", person=office.person("per"), status="waiting")
        per = replace(per, subject="x", cause="x", reason=replace(per.reason, role="sekretariat"))
        ledger.add_notices(unit, [per], Stamp(BEFORE, "clock", "test"))

    def broken(self: Choosy, view: LetterView) -> Rendered:
        if view.person_name.startswith("Kari"):
            raise ZeroDivisionError
        return Renderer.render(self, view)

    monkeypatch.setattr(Choosy, "render", broken)  # no fake can make our own code wrong
    sent = office.send(MORNING, look=False)
    assert [m.person for m, _ in sent.messages] == [office.person("per")]
    assert [why for _, why in sent.failed] == ["ZeroDivisionError: "]


def test_a_bad_address_is_told_too(office: Office) -> None:
    (reminder,) = ready(office, 1)
    with office.stage.home.store.write() as unit:
        kari = next(p for p in people.people(unit) if p.id == "kari")
        stamp = Stamp(BEFORE, "system", "test")
        people.import_people(unit, [replace(kari, email="kari ås@nowhere")], people.memberships(unit), stamp)
    office.send(MORNING, look=False)
    office.send(MORNING, look=False)
    assert next(n for n in office.notices() if n.id == reminder.id).status == "suppressed"
    assert "tok den ikke imot" in office.post.text_to("per@example.org")


def test_when_we_give_up_trying_the_secretariat_knows(office: Office) -> None:
    ready(office, 1)
    now = MORNING
    office.post.refuse = lambda to: NotifyError("451 later", permanent=False) if to.startswith("kari") else None
    for wait in BACKOFF:
        office.send(now, look=False)
        assert not [n for n in office.notices() if n.kind == "watchdog"]
        now += wait
    office.send(now, look=False)
    (told,) = [n for n in office.notices() if n.kind == "watchdog"]
    assert (told.cause, told.person) == ("gave_up", office.person("per"))


def test_a_delivery_that_broke_off_twice_is_told(office: Office) -> None:
    (reminder,) = ready(office, 1)
    office.dispatcher().compose(MORNING)
    for n in range(2):
        with office.stage.home.store.write() as unit:
            ledger.claim(unit, MORNING + n * LEASE, LEASE, 10)
    office.send(MORNING + 2 * LEASE, look=False)
    office.send(MORNING + 2 * LEASE, look=False)
    assert next(n for n in office.notices() if n.id == reminder.id).status == "uncertain"
    assert "vi vet ikke om den kom fram" in office.post.text_to("per@example.org")


def leaves(office: Office, *, heir: str | None) -> None:
    """Kari's last day in AU LSU was the day before; somebody may have taken over."""
    with office.stage.home.store.write() as unit:
        kari, stamp = office.person("kari"), Stamp(BEFORE, "system", "test")
        members = [replace(m, last=date(2015, 6, 15)) if m.person == kari else m for m in people.memberships(unit)]
        if heir:
            members.append(Membership("au-lsu", office.person(heir), first=date(2015, 6, 16)))
        people.import_people(unit, people.people(unit), members, stamp)


def reminded(office: Office, step: str = "before") -> dict[str, str]:
    """What has become of the notices of the step, by person."""
    people_ = office.stage.home.book.directory.people
    return {people_[n.person].id: n.status for n in office.notices() if n.step == step and n.kind == "step"}


def test_what_waits_for_somebody_who_has_left_goes_to_her_successor(office: Office) -> None:
    (reminder,) = ready(office, 1)
    leaves(office, heir="ola")
    office.send(MORNING, look=False)
    office.send(MORNING, look=False)
    assert reminded(office) == {"kari": "cancelled", "ola": "sent"}
    assert "Rutiner" in office.post.text_to("ola@example.org")
    assert not [to for to, _ in office.post.mails if to.startswith("kari")]
    assert "mottakeren har ikke rollen lenger; den som har den nå, får det" in office.explained(
        next(n for n in office.notices() if n.id == reminder.id)
    )
    office.send(MORNING, look=False)
    assert reminded(office) == {"kari": "cancelled", "ola": "sent"}


def test_without_a_successor_it_goes_to_the_secretariat(office: Office) -> None:
    ready(office, 1)
    leaves(office, heir=None)
    office.send(MORNING, look=False)
    office.send(MORNING, look=False)
    assert reminded(office) == {"kari": "cancelled", "per": "sent"}


def test_a_mail_in_the_middle_of_its_tries_is_handed_over_too(office: Office) -> None:
    ready(office, 1)
    office.post.refuse = later
    office.send(MORNING, look=False)
    leaves(office, heir="ola")
    office.post.refuse = lambda _: None
    for _ in range(3):
        office.send(MORNING + BACKOFF[0], look=False)
    assert reminded(office) == {"kari": "cancelled", "ola": "sent"}
    assert {m.status for m in office.messages()} == {"cancelled", "sent"}


def later(recipient: str) -> NotifyError | None:
    return NotifyError("451 later", permanent=False)


def test_a_stop_catches_a_mail_that_waits_for_another_try(office: Office) -> None:
    first, second = ready(office, 2)
    office.post.refuse = later
    office.send(MORNING, look=False)
    with office.stage.home.store.write() as unit:
        plan = plans.plans(unit)[0]
        assert stop(unit, plan, "Feil liste", Stamp(MORNING, "system", "test")) == 2
    office.post.refuse = lambda _: None
    hour = MORNING + BACKOFF[3]
    assert not office.send(hour, look=False).messages
    statuses = {n.id: n.status for n in office.notices()}
    assert {statuses[first.id], statuses[second.id]} == {"held"}
    with office.stage.home.store.write() as unit:
        resume(unit, plans.plans(unit)[0], office.stage.home.book, hour, Stamp(hour, "system", "test"))
    ((message, notices),) = office.send(hour, look=False).messages
    assert {n.id for n in notices} == {first.id, second.id} and message.kind == "digest"


def test_mails_that_were_stopped_count_for_nobodys_day(office: Office) -> None:
    first = ready(office, 1)[0]
    office.post.refuse = later
    for day in range(3):
        office.dispatcher().compose(MORNING)
        with office.stage.home.store.write() as unit:
            plan = plans.plans(unit)[0]
            stop(unit, plan, f"Feil liste {day}", Stamp(MORNING, "system", "test"))
            resume(unit, plans.plans(unit)[0], office.stage.home.book, MORNING, Stamp(MORNING, "system", "test"))
    office.post.refuse = lambda _: None
    assert first.id in {n.id for _, those in office.send(MORNING, look=False).messages for n in those}


def test_a_mail_that_was_being_sent_when_the_plan_was_stopped_is_not_tried_again(office: Office) -> None:
    (reminder,) = ready(office, 1)
    office.dispatcher().compose(MORNING)
    with office.stage.home.store.write() as unit:
        (claimed,) = ledger.claim(unit, MORNING, LEASE, 10)
        assert stop(unit, plans.plans(unit)[0], "Feil liste", Stamp(MORNING, "system", "test")) == 0
        ledger.retry(unit, claimed, MORNING + BACKOFF[0], "451 later")
    assert not office.send(MORNING + BACKOFF[0], look=False).messages
    assert next(n for n in office.notices() if n.id == reminder.id).status == "held"
    assert {m.status for m in office.messages() if reminder.id in m.notices} == set()


def test_a_mail_about_a_move_says_why_it_moved(office: Office) -> None:
    ready(office, 1)
    with office.stage.home.store.write() as unit:
        measure = next(m for m in plans.measures(unit) if m.number == "2")
        new = on_days([date(2015, 8, 3)], measure.deadline_text)
        correct(unit, measure, new, office.stage.home.book, MORNING, Stamp(MORNING, office.person("per"), "", 1))
    office.send(MORNING + BACKOFF[0])
    office.send(MORNING + BACKOFF[0])
    told = office.post.text_to("kari@example.org")
    assert "før: onsdag 15. april 2015. Sekretariatet har satt dagen." in told
