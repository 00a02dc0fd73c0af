"""A year on a stage: a real database, the shipped rulebook and people, a virtual clock, and every mail kept.

Public names: Stage, Mail. The stories in this folder are written with it; nothing leaves the process.
"""

from __future__ import annotations

import asyncio
import email
import email.policy
import hashlib
import tempfile
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

from engine.answers import Answered, answer, keep_deadline
from engine.bootstrap import Installation, open_installation
from engine.cli.round import round_text
from engine.clock import parse_instant, system_now
from engine.documents.planfile import PlanFile, load_plan_file
from engine.hearing import Said
from engine.intake import add_plan
from engine.periods import period_of
from engine.play import Player
from engine.rounds import close_round, open_round, round_view, word
from engine.service import dispatcher_of
from engine.settings import Settings
from engine.store import Stamp, Unit, plans
from engine.trial import trial_settings
from notifiers.words import day_words
from rules.model import Measure, Plan

CONFIG = Path(__file__).resolve().parents[2] / "config"


@dataclass(frozen=True)
class Mail:
    """A mail that somebody got. `on`: the local day."""

    on: date
    to: str
    subject: str
    text: str


@dataclass
class _Inbox:
    """A channel that keeps what it is given."""

    got: list[bytes] = field(default_factory=list)

    async def send(self, message: bytes, sender: str, recipient: str) -> None:
        self.got.append(message)

    async def close(self) -> None:
        return None


class Stage(AbstractContextManager["Stage"]):
    """One plan, played. `bare`: its status column is emptied, as it was when the year began. `text`: the plan file, where
    it is another than the shipped one; then its versions are kept too."""

    def __init__(self, plan_file: str, start: str, *, bare: bool = False, text: str | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="tidsfrist-")
        root = Path(self._folder.name)
        settings = trial_settings(Settings(config=CONFIG), root / "year.db", maildir=root / "mail")
        self.home: Installation = open_installation(settings, system_now())
        self.inbox = _Inbox()
        self.player = Player(self.home, dispatcher_of(self.home, self.inbox, root / "templates"))
        self.file: PlanFile = load_plan_file(text if text is not None else CONFIG / "plans" / plan_file)
        shown = [m.model_copy(update={"status_text": ""}) for m in self.file.measures] if bare else self.file.measures
        with self.home.store.write() as unit:
            stamp = Stamp(None, "import", "plan_added", 1)
            sha = hashlib.sha256((text or "").encode()).hexdigest() if text else ""
            add_plan(unit, self.file.model_copy(update={"measures": shown}), text or "", sha, self.home.book, stamp)
        self.first = self.until(start)  # the mails of the first day

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.home.close()
        self._folder.cleanup()

    # ── time ──

    @property
    def now(self) -> datetime:
        assert self.player.now is not None
        return self.player.now

    def reload(self) -> None:
        """Takes up people and rules as they are now."""
        self.player.reload()
        self.home = self.player.home

    def until(self, moment: str) -> list[Mail]:
        """Plays up to the moment; the mails that went out on the way, in order of day and person."""
        asyncio.run(self._play(parse_instant(moment, self.home.book.zone)))
        mails = [self._mail(raw) for raw in self.inbox.got]
        self.inbox.got.clear()
        return sorted(mails, key=lambda m: (m.on, m.to, m.subject))

    async def _play(self, until: datetime) -> None:
        async for _ in self.player.play(until):
            pass

    def _mail(self, raw: bytes) -> Mail:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        body = message.get_body(("plain",))
        sent = message["date"].datetime.astimezone(self.home.book.zone).date()
        return Mail(sent, str(message["to"]).split(" <")[0].strip('"'), str(message["subject"]), body.get_content())

    # ── people ──

    def plan(self, unit: Unit) -> Plan:
        found = plans.plan_by_id(unit, self.file.plan.id)
        assert found is not None
        return found

    def measures(self) -> tuple[Measure, ...]:
        with self.home.store.read() as unit:
            return plans.measures(unit, self.plan(unit).uid)

    def person(self, name: str) -> str:
        return next(p.uid for p in self.home.book.directory.people.values() if p.id == name)

    def answer(
        self, number: str, outcome: str, by: str, *, period: str | None = None, due: str | None = None, **said: object
    ) -> Answered:
        """Somebody answers; the period of a round, or a due day where the measure has several."""
        typist = said.pop("entered_by", None)
        with self.home.store.write() as unit:
            plan = self.plan(unit)
            measure = next(m for m in plans.measures(unit, plan.uid) if m.number == number)
            rows = [o for o in plans.occurrences(unit, [measure.uid])[measure.uid] if not o.withdrawn]
            slot = f"t:{period_of(unit, plan, period)}" if period else None
            fitting = [o for o in rows if (o.slot == slot if slot else o.open and due in (None, str(o.due)))]
            one = min(fitting, key=lambda o: (o.due or date.max, o.uid))
            told = Said(one.uid, outcome, self.person(by), entered_by=self.person(str(typist)) if typist else None)
            return answer(unit, replace(told, **said), self.home.book, self.now)  # type: ignore[arg-type]

    def keep(self, number: str, by: str) -> None:
        with self.home.store.write() as unit:
            measure = next(m for m in plans.measures(unit, self.plan(unit).uid) if m.number == number)
            keep_deadline(unit, measure, self.person(by), self.home.book, self.now)

    def open_round(self, period: str, due: str | None = None) -> None:
        with self.home.store.write() as unit:
            plan = self.plan(unit)
            last = date.fromisoformat(due) if due else None
            open_round(unit, plan, period_of(unit, plan, period), self.home.book, self.now, "system", last)

    def close_round(self, period: str, by: str) -> int:
        """Closes the round; the number of the report's version."""
        with self.home.store.write() as unit:
            plan = self.plan(unit)
            key = period_of(unit, plan, period)
            return close_round(unit, plan, key, self.home.book, self.now, self.person(by))[0].n

    def word(self, period: str, number: str, text: str, by: str) -> None:
        with self.home.store.write() as unit:
            plan = self.plan(unit)
            measure = next(m for m in plans.measures(unit, plan.uid) if m.number == number)
            key = period_of(unit, plan, period)
            word(unit, plan, key, measure, None, text, self.person(by), self.home.book, self.now)

    # ── pages ──

    def round(self, period: str, numbers: tuple[str, ...] = ()) -> str:
        """The round as `round show` prints it, or these measures of it."""
        with self.home.store.read() as unit:
            plan = self.plan(unit)
            view = round_view(unit, plan, period_of(unit, plan, period), self.home.book, self.now)
        lines = tuple(line for line in view.lines if not numbers or line.number in numbers)
        return fenced(round_text(replace(view, lines=lines)))


def fenced(text: str) -> str:
    """The text as it is."""
    return f"```text\n{text.rstrip()}\n```\n"


def mail_text(mail: Mail, most: int = 60) -> str:
    """A mail as its reader sees it; of a long one the beginning and the end."""
    lines = mail.text.rstrip().splitlines()
    if len(lines) > most:
        gone = len(lines) - most
        lines = [
            *lines[: most - 12],
            "",
            f"    […  {gone} {'linje' if gone == 1 else 'linjer'} til, bygd på samme måte …]",
            "",
            *lines[-12:],
        ]
    head = [f"Til: {mail.to}", f"Dato: {day_words(mail.on, 'nb')}", f"Emne: {mail.subject}", ""]
    return fenced("\n".join([*head, *lines]))


def mail_table(mails: list[Mail]) -> str:
    """Every mail as a line."""
    rows = [f"| {m.on.day}.{m.on.month}.{m.on.year} | {m.to} | {m.subject.replace('|', '/')} |" for m in mails]
    return "\n".join(["| dag | til | emne |", "| --- | --- | --- |", *rows]) + "\n"
