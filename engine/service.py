"""An installation at work: the way out for its mails, and one round of everything. Public names: channel_of,
dispatcher_of, refuse_foreign, Works, Health, clock_of.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from engine.bootstrap import Installation, template_texts, write_templates
from engine.dispatch import Dispatcher, Sent
from engine.folder_state import FolderWatch
from engine.publish import Refresher
from engine.settings import Settings
from engine.store import counts, installation, journal, ledger, versions
from engine.tick import Ticked, tick
from notifiers.channel import Channel
from notifiers.maildir import MaildirChannel
from notifiers.render import Renderer
from notifiers.smtp import SmtpChannel, SmtpSettings
from rules.errors import DownError, TidsfristError

LOOPBACK = ("localhost", "127.0.0.1", "::1")
_PEOPLE: tuple[journal.Kind, ...] = ("person", "membership", "party")
log = logging.getLogger("tidsfrist.service")


def channel_of(settings: Settings) -> Channel:
    """The way out that the settings name: a maildir where there is one, else SMTP."""
    if settings.maildir is not None:
        return MaildirChannel(settings.maildir)
    secret = settings.smtp_password
    return SmtpChannel(
        SmtpSettings(
            settings.smtp_host,
            settings.smtp_port,
            settings.smtp_tls,
            settings.smtp_username or "",
            secret.get_secret_value() if secret else "",
            settings.smtp_timeout,
        )
    )


def refuse_foreign(home: Installation) -> None:
    """A trial database mails nobody outside this machine. Raises TidsfristError with the cure."""
    settings = home.settings
    if home.trial and settings.maildir is None and settings.smtp_host not in LOOPBACK:
        raise TidsfristError(
            f"Dette er en prøvedatabase, og den sender ikke til {settings.smtp_host}. "
            "Sett TIDSFRIST_MAILDIR til en mappe, eller TIDSFRIST_SMTP_HOST til 127.0.0.1."
        )


def dispatcher_of(
    home: Installation, channel: Channel, templates: Path, stopping: Callable[[], bool] = lambda: False
) -> Dispatcher:
    """A dispatcher with the running version's templates, laid out in the folder `templates`."""
    write_templates(home.folder, templates)
    settings = home.settings
    return Dispatcher(
        store=home.store,
        book=home.book,
        channel=channel,
        renderer=Renderer(templates, template_texts(home.folder.files)),
        tenant=home.store.tenant,
        domain=home.domain,
        sender=settings.mail_from,
        base_url=settings.base_url,
        stopping=stopping,
    )


@dataclass(slots=True)
class Health:
    """What /readyz and /metrics tell. Each `…_error`: what is wrong in words, "" = nothing; `…_at` None: not yet.
    `config_waits`: why the config folder waits to be taken over, "" = it does not."""

    ticked_at: datetime | None = None
    sent_at: datetime | None = None
    rounds: int = 0
    sent: int = 0
    not_sent: int = 0
    database_error: str = ""
    scheduler_error: str = ""
    dispatcher_error: str = ""
    config_waits: str = ""

    @property
    def troubles(self) -> tuple[str, ...]:
        """Names of what is not well: database, scheduler, dispatcher."""
        errors = {
            "database": self.database_error,
            "scheduler": self.scheduler_error,
            "dispatcher": self.dispatcher_error,
        }
        return tuple(name for name, error in errors.items() if error)


@dataclass(slots=True)
class Works:
    """One installation at work. `round` never raises: what is down is told in `health` and tried again.

    `templates`: the folder that the dispatcher's renderer reads. `watch`: looks after the config folder; None: nobody
    does.
    """

    home: Installation
    dispatcher: Dispatcher
    templates: Path
    health: Health = field(default_factory=Health)
    seen: int = 0
    watch: FolderWatch | None = None
    feeds: Refresher = field(default_factory=Refresher)

    async def round(self, now: datetime) -> None:
        """One evaluation, one round of delivery, feeds brought up to date. A trial database goes by its own clock;
        before that is set there is nothing to do."""
        try:
            await self._look_at_folder(now)
            self.take_up()
            at = clock_of(self.home, now)
            if at is not None:
                await self.work(at)
            self.health.database_error = self.health.scheduler_error = ""
        except DownError as error:
            self.health.database_error = str(error)
            log.error("%s It is tried again.", error)
        except Exception as error:
            self.health.scheduler_error = f"{type(error).__name__}: {error}"
            log.exception("a round failed; it is tried again")

    async def _look_at_folder(self, now: datetime) -> None:
        """Takes a changed config folder over, or tells why it waits. What goes wrong there stops nothing else."""
        if self.watch is None:
            return
        try:
            await asyncio.to_thread(self.watch.look, self.home, now)
            self.health.config_waits = self.watch.waiting
        except TidsfristError as error:
            self.health.config_waits = str(error)
            log.warning("%s", error)

    def take_up(self) -> None:
        """Goes over to the version of the rulebook, and the people, that count now."""
        with self.home.store.read() as unit:
            running = versions.running(unit)
            people_changed = journal.has_since(unit, self.seen, _PEOPLE)
            self.seen = journal.last_seq(unit)
        if running is None or (str(running.n) == self.home.book.version and not people_changed):
            return
        self.home = self.home.reloaded()
        write_templates(self.home.folder, self.templates)
        self.dispatcher.book = self.home.book
        self.dispatcher.renderer = Renderer(self.templates, template_texts(self.home.folder.files))
        log.info("rulebook version %d runs now, with the people as they are", running.n)

    async def work(self, now: datetime) -> tuple[Ticked, Sent]:
        """A round at `now`, with what was done; raises what goes wrong."""
        ticked = tick(self.home.store, self.home.book, now, trial=self.home.trial)
        if ticked.outdated:
            self.take_up()
            ticked = tick(self.home.store, self.home.book, now, trial=self.home.trial)
        self.health.ticked_at, self.health.rounds = now, self.health.rounds + 1
        sent = await self.dispatcher.run(now)
        self._note(sent, now)
        self.feeds.bring_up_to_date(self.home.store, self.home.book, self.home.domain, now)
        return ticked, sent

    def _note(self, sent: Sent, now: datetime) -> None:
        self.health.sent += len(sent.messages)
        self.health.not_sent += len(sent.failed)
        if sent.messages:
            self.health.sent_at = now
        if sent.failed:
            self.health.dispatcher_error = sent.failed[0][1]
        elif sent.messages or not self._waiting():
            self.health.dispatcher_error = ""

    def _waiting(self) -> bool:
        """Whether a message has been tried and still waits."""
        with self.home.store.read() as unit:
            return counts.messages_by_status(unit).get("retry", 0) > 0

    def earliest(self) -> datetime | None:
        """When something wants to be looked at next; None: nothing does, or the database cannot tell."""
        try:
            with self.home.store.read() as unit:
                return ledger.next_due(unit)
        except DownError:
            return None


def clock_of(home: Installation, now: datetime) -> datetime | None:
    """The installation's time: `now`, but a trial database's own clock; None: that was never set."""
    if not home.trial:
        return now
    with home.store.read() as unit:
        mine = installation.installation(unit)
    return mine.clock if mine else None
