"""Waiting notices become messages and are delivered. Public names: Dispatcher, Sent.

Composing fixes notices to a message in one transaction; delivery is claim (lease), send, confirm, row by row: at least
once to the mail server, one notice per key. A twin can only come from inside the send itself, and has the same
Message-ID. What will never arrive is told to the secretariat.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from engine.desks import Desk, open_desks
from engine.standing import Matters, fallen, matters_of
from engine.store import Stamp, Store, Unit, ledger, plans
from engine.writing import Unsendable, Writer
from notifiers.channel import Channel
from notifiers.render import Renderer
from rules.book import Book
from rules.compose import compose, had
from rules.delivery import zone_of
from rules.errors import NotifyError
from rules.handover import WHY as LEFT
from rules.handover import hand_over
from rules.model import Message, Notice, NoticeStatus
from rules.unsent import unsent

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
        while not self.stopping() and self._has_mail(now):
            claims = self._claim(now)
            if not claims:  # what there is, another process has
                break
            await self._deliver([c for c, stands in claims if stands], now, sent)
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
        waiting = self._still_hers(unit, ledger.waiting(unit, person, now), now)
        day = now.astimezone(zone_of(person, self.book)).date()
        today = had(ledger.messages_on(unit, person, day))
        composed = compose(person, waiting, today, now, self.book, self.tenant, self.domain)
        stamp = Stamp(now, "clock", "composed")
        for message in composed.messages:
            ledger.add_message(unit, message, stamp)
        if composed.postponed_to is not None:
            ledger.postpone_notices(unit, composed.postponed, composed.postponed_to, stamp)

    def _still_hers(self, unit: Unit, waiting: Sequence[Notice], now: datetime) -> list[Notice]:
        """What she is still to have; what she got for a role that she has left goes to those who have it now."""
        known = {p.uid: p for p in plans.plans(unit)}
        handed = hand_over(waiting, known, self.book, now)
        stamp = Stamp(now, "clock", LEFT)
        ledger.settle_notices(unit, sorted(handed.gone), "cancelled", LEFT, stamp)
        ledger.add_notices(unit, handed.new, stamp)
        return [n for n in waiting if n.id not in handed.gone]

    def _has_mail(self, now: datetime) -> bool:
        with self.store.read() as unit:
            return ledger.messages_wait(unit, now)

    def _claim(self, now: datetime) -> list[tuple[ledger.Claim, bool]]:
        """Messages that are ours now, each with whether there is still something in it to send."""
        with self.store.write() as unit:
            for lost in ledger.give_up(unit, now):
                self._tell(unit, ledger.notices_by_id(unit, lost.notices).values(), "uncertain", now)
            claims = ledger.claim(unit, now, LEASE, BATCH)
            notices = ledger.notices_by_id(unit, [n for c in claims for n in c.message.notices])
            about = matters_of(unit, notices.values())
            return [(c, self._stands(unit, c, notices, about, now)) for c in claims]

    def _stands(
        self, unit: Unit, claim: ledger.Claim, notices: Mapping[str, Notice], about: Matters, now: datetime
    ) -> bool:
        """Takes out what should not go out any more. After its first claim a message stays as it is, unless the mail of
        a plan is stopped or its person has left: then it is taken back."""
        today = now.astimezone(self.book.zone).date()
        if hand_over([notices[n] for n in claim.message.notices], about.plans, self.book, now).gone:
            return not ledger.take_back(unit, claim.message.uid, {}, Stamp(now, "clock", LEFT), claim.lease)
        gone: dict[tuple[NoticeStatus, str], list[str]] = defaultdict(list)
        for name in claim.message.notices:
            what = fallen(notices[name], about, self.book, today)
            if what is not None and (claim.first_claim or what[0] == "held"):
                gone[what].append(name)
        if gone and not claim.first_claim:
            statuses = {name: status for (status, _), names in gone.items() for name in names}
            return not ledger.take_back(unit, claim.message.uid, statuses, Stamp(now, "clock", "stopped"), claim.lease)
        for (status, why), names in gone.items():
            ledger.drop_from_message(unit, claim.message.uid, names, Stamp(now, "clock", why), status)
        return sum(map(len, gone.values())) < len(claim.message.notices)

    async def _deliver(self, claims: Sequence[ledger.Claim], now: datetime, sent: Sent) -> None:
        with self.store.read() as unit:
            messages = ledger.messages(unit, [c.message.uid for c in claims])
            desks = open_desks(unit, self.book, messages, now, self.base_url)
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(claim: ledger.Claim) -> None:
            async with gate:
                await self._send(claim, desks.get(claim.message.uid), now, sent)

        await asyncio.gather(*(one(c) for c in claims))

    async def _send(self, claim: ledger.Claim, desk: Desk | None, now: datetime, sent: Sent) -> None:
        try:
            if desk is None:
                raise Unsendable("Personen er ikke lenger i registeret.", "nobody")
            desk, mail = self._written(claim, desk, now, sent)
            await self.channel.send(mail, self.sender, desk.person.email)
        except NotifyError as error:
            self._not_sent(claim, now, error, sent)
            return
        with self.store.write() as unit:
            ledger.confirm(unit, claim, now)
        sent.messages.append((desk.message, desk.notices))

    def _written(self, claim: ledger.Claim, desk: Desk, now: datetime, sent: Sent) -> tuple[Desk, bytes]:
        """The mail, and its desk: a notice that cannot be written is taken out, so that the others do go out."""
        writer = Writer(self.book, self.renderer, self.domain, self.sender)
        try:
            return desk, writer.mail(desk, now)
        except Unsendable as error:
            bad = writer.unwritable(desk) if claim.first_claim and error.why == "unwritable" else ()
            if len(bad) in (0, len(desk.notices)):
                raise
            log.warning("message %s goes out without %d of its notices: %s", claim.message.uid, len(bad), error)
            sent.failed.append((claim.message.uid, str(error)))
        left = self._without(claim, desk, bad, now)
        return left, writer.mail(left, now)

    def _without(self, claim: ledger.Claim, desk: Desk, bad: Sequence[Notice], now: datetime) -> Desk:
        stamp, gone = Stamp(now, "clock", "unwritable"), [n.id for n in bad]
        with self.store.write() as unit:
            left = ledger.drop_from_message(unit, claim.message.uid, gone, stamp, "suppressed", claim.lease)
            self._tell(unit, bad, "unwritable", now)
        kept = tuple(n for n in desk.notices if n.id not in gone)
        return replace(desk, message=left or desk.message, notices=kept)

    def _not_sent(self, claim: ledger.Claim, now: datetime, error: NotifyError, sent: Sent) -> None:
        log.warning("message %s was not sent: %s", claim.message.uid, error)
        sent.failed.append((claim.message.uid, str(error)))
        with self.store.write() as unit:
            if not error.permanent and claim.attempt <= len(BACKOFF):
                ledger.retry(unit, claim, now + BACKOFF[claim.attempt - 1], str(error))
                return
            why = error.why if isinstance(error, Unsendable) else "refused" if error.permanent else "gave_up"
            message = ledger.message(unit, claim.message.uid) or claim.message
            if ledger.fail(unit, claim, now, str(error), why):
                self._tell(unit, ledger.notices_by_id(unit, message.notices).values(), why, now)

    def _tell(self, unit: Unit, failed: Iterable[Notice], why: str, now: datetime) -> None:
        """Tells the secretariat, once, what did not go out."""
        known = {p.uid: p for p in plans.plans(unit)}
        told = unsent(failed, known, why, self.book, now)
        ledger.add_notices(unit, told, Stamp(now, "clock", why))
