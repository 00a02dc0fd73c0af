"""Waiting notices become messages and are delivered. Public names: Dispatcher, Sent.

Composing fixes notices to a message in one transaction; delivery is claim (lease), send, confirm, row by row: at least
once to the mail server, one notice per key. A twin can only come from inside the send itself, and has the same
Message-ID.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from engine.letters import Desk, letter_view, open_desk, secretariat_of
from engine.store import Stamp, Store, Unit, ledger, plans
from notifiers.channel import Channel
from notifiers.message import Letter, Mailbox, build
from notifiers.render import Renderer
from rules.answering import spoken
from rules.book import Book
from rules.compose import compose
from rules.decide import zone_of
from rules.errors import NotifyError
from rules.model import Message, Notice
from rules.questions import held_by
from rules.workflow import is_final

LEASE = timedelta(minutes=5)
BATCH = 50
AT_ONCE = 8
BACKOFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720, 1440))
log = logging.getLogger("tidsfrist.dispatch")


@dataclass(slots=True)
class Sent:
    """What a round of delivery did: messages that went out with their notices, and those that did not."""

    messages: list[tuple[Message, tuple[Notice, ...]]] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Dispatcher:
    """Composes and delivers for one installation. `stopping` says between two messages that it is time to go."""

    store: Store
    book: Book
    channel: Channel
    renderer: Renderer
    tenant: str
    domain: str
    sender: str
    base_url: str = ""
    stopping: Callable[[], bool] = lambda: False

    async def run(self, now: datetime) -> Sent:
        """One round: everything that is due to be composed or sent now."""
        self.compose(now)
        sent = Sent()
        while not self.stopping():
            with self.store.write() as unit:
                claims = ledger.claim(unit, now, LEASE, BATCH)
                standing = [c for c in claims if self._still_stands(unit, c, now)]
            if not claims:
                break
            await self._deliver(standing, now, sent)
        sent.messages.sort(key=lambda pair: pair[0].uid)
        return sent

    def compose(self, now: datetime) -> None:
        """Fixes each waiting person's notices to messages; each person in a transaction of her own."""
        with self.store.read() as unit:
            people = ledger.persons_waiting(unit, now)
        for person in sorted(people):
            with self.store.write() as unit:
                self._compose_for(unit, person, now)

    def _compose_for(self, unit: Unit, person: str, now: datetime) -> None:
        ledger.lock_person(unit, person)
        waiting = ledger.waiting(unit, person, now)
        day = now.astimezone(zone_of(person, self.book)).date()
        sent_today = len(ledger.messages_on(unit, person, day))
        composed = compose(person, waiting, sent_today, now, self.book, self.tenant, self.domain)
        stamp = Stamp(now, "clock", "composed")
        for message in composed.messages:
            ledger.add_message(unit, message, stamp)
        if composed.postponed_to is not None:
            ledger.postpone_notices(unit, composed.postponed, composed.postponed_to, stamp)

    def _still_stands(self, unit: Unit, claim: ledger.Claim, now: datetime) -> bool:
        """Before the first claim is used: notices whose matter is finished meanwhile drop out."""
        if not claim.first_claim:
            return True
        notices = ledger.notices_by_id(unit, claim.message.notices)
        gone = [n.id for n in notices.values() if _over(unit, n, self.book, now)]
        if not gone:
            return True
        left = ledger.drop_from_message(unit, claim.message.uid, gone, Stamp(now, "clock", "finished"))
        return left is not None and left.status != "cancelled"

    async def _deliver(self, claims: Sequence[ledger.Claim], now: datetime, sent: Sent) -> None:
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(claim: ledger.Claim) -> None:
            async with gate:
                await self._send(claim, now, sent)

        await asyncio.gather(*(one(c) for c in claims))

    async def _send(self, claim: ledger.Claim, now: datetime, sent: Sent) -> None:
        with self.store.read() as unit:
            message = ledger.message(unit, claim.message.uid) or claim.message
            desk = open_desk(unit, self.book, message, now, self.base_url)
        try:
            if desk is None:
                raise NotifyError("the person is no longer known", permanent=True)
            await self.channel.send(self._bytes(desk, now), self.sender, desk.person.email)
        except NotifyError as error:
            self._not_sent(claim, now, error, sent)
            return
        with self.store.write() as unit:
            ledger.confirm(unit, claim, now)
        sent.messages.append((message, desk.notices))

    def _bytes(self, desk: Desk, now: datetime) -> bytes:
        view = letter_view(desk)
        rendered = self.renderer.render(view)
        first = desk.notices[0]
        name, address = secretariat_of(desk)
        plan = desk.plans[first.plan]
        letter = Letter(
            message_id=desk.message.message_id,
            root=f"m.{first.measure or first.plan}@{self.domain}",
            to=Mailbox(desk.person.name, desk.person.email),
            sender=Mailbox("tidsfrist", self.sender),
            reply_to=Mailbox(name, address) if address else None,
            subject=rendered.subject,
            text=rendered.text,
            html=rendered.html,
            sent_at=now.astimezone(zone_of(desk.person.uid, self.book)),
            reason=first.reason.code,
            measures=tuple(dict.fromkeys(n.measure for n in desk.notices if n.measure)),
            notices=tuple(n.id for n in desk.notices),
            list_id=f"{plan.id}.{self.domain}",
            list_name=plan.title,
            feedback=(first.step, plan.id, self.domain),
        )
        return build(letter)

    def _not_sent(self, claim: ledger.Claim, now: datetime, error: NotifyError, sent: Sent) -> None:
        log.warning("message %s was not sent: %s", claim.message.uid, error)
        sent.failed.append((claim.message.uid, str(error)))
        with self.store.write() as unit:
            if error.permanent or claim.attempt > len(BACKOFF):
                ledger.fail(unit, claim, now, str(error))
            else:
                ledger.retry(unit, claim, now + BACKOFF[claim.attempt - 1], str(error))


def _over(unit: Unit, notice: Notice, book: Book, now: datetime) -> bool:
    """Whether what the notice is about is finished, answered (by the person's own party) or gone."""
    if notice.measure is None or notice.kind not in ("step", "moved"):
        return False
    measure = plans.measure(unit, notice.measure)
    if measure is None or measure.withdrawn or is_final(book.rulebook, measure.state):
        return True
    plan = plans.plan(unit, measure.plan)
    if plan is None or plan.status != "active" or held_by(measure.questions):
        return True
    mine = plans.occurrences(unit, [notice.measure]).get(notice.measure, ())
    occurrence = next((o for o in mine if o.uid == notice.occurrence), None)
    if occurrence is None or not occurrence.open:
        return True
    plan = plans.plan(unit, notice.plan)
    asks = notice.kind == "step" and notice.reason.role_from not in ("secretariat", "step")
    day = now.astimezone(book.zone).date()
    return plan is not None and asks and notice.person in spoken(occurrence, plan, measure, book, day)
