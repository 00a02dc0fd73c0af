"""A desk becomes the bytes of a mail, or it is said why it cannot. Public names: Writer, Unsendable."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from engine.desks import Desk
from engine.letters import letter_view
from notifiers.message import Letter, Mailbox, build
from notifiers.render import Renderer
from notifiers.view import LetterView
from rules.book import Book
from rules.delivery import zone_of
from rules.errors import NotifyError
from rules.model import Notice

log = logging.getLogger("tidsfrist.dispatch")


class Unsendable(NotifyError):
    """A mail that will never go out. `why`: unwritable, refused, nobody."""

    def __init__(self, message: str, why: str) -> None:
        super().__init__(message, permanent=True)
        self.why = why


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes for one installation."""

    book: Book
    renderer: Renderer
    domain: str
    sender: str

    def mail(self, desk: Desk, now: datetime) -> bytes:
        """The mail. Raises Unsendable: its texts cannot be made, or no server takes its address."""
        with _told(desk):
            view = letter_view(desk)
            return self._built(desk, view, now)

    def unwritable(self, desk: Desk) -> tuple[Notice, ...]:
        """Those of its notices whose texts cannot be made even alone."""
        return tuple(n for n in desk.notices if not self._is_writable(replace(desk, notices=(n,))))

    def _is_writable(self, desk: Desk) -> bool:
        try:
            with _told(desk):
                self.renderer.render(letter_view(desk))
        except Unsendable:
            return False
        return True

    def _built(self, desk: Desk, view: LetterView, now: datetime) -> bytes:
        rendered = self.renderer.render(view)
        first = desk.notices[0]
        plan = desk.plans[first.plan]
        letter = Letter(
            message_id=desk.message.message_id,
            root=f"m.{first.measure or first.plan}@{self.domain}",
            to=Mailbox(desk.person.name, desk.person.email),
            sender=Mailbox("tidsfrist", self.sender),
            reply_to=Mailbox(view.secretariat_name, view.secretariat_email) if view.secretariat_email else None,
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
        with _told(desk, "refused"):
            return build(letter)


@contextmanager
def _told(desk: Desk, why: str = "unwritable") -> Iterator[None]:
    """Whatever is wrong with one mail, the others go out."""
    try:
        yield
    except Unsendable:
        raise
    except NotifyError as error:
        raise Unsendable(str(error), why) from error
    except Exception as error:
        log.exception("message %s could not be written", desk.message.uid)
        raise Unsendable(f"{type(error).__name__}: {error}", "unwritable") from error
