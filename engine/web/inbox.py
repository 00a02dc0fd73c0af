"""The demo's mailbox as pages show it. Public names: MailRow, Filter, rows, choices, isolated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from engine.mailbox import Head, Mail, head_of

# A mail is shown in a frame of its own, where nothing runs, nothing is fetched and nothing of ours is reached.
FRAME_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
)
_NEW_TAB = '<base target="_blank">'


@dataclass(frozen=True, slots=True)
class MailRow:
    """One line of the list. `on` None: the mail has no readable date."""

    n: int
    head: Head
    plan: str
    on: date | None
    time: str


@dataclass(frozen=True, slots=True)
class Filter:
    """Which mails to show; "" = all. `to`: an address, `plan`: a plan's id, `on`: a day as ÅÅÅÅ-MM-DD."""

    to: str = ""
    plan: str = ""
    on: str = ""

    def shows(self, row: MailRow) -> bool:
        """Whether the row passes."""
        day = row.on.isoformat() if row.on else ""
        return self.to in ("", row.head.to_address) and self.plan in ("", row.plan) and day.startswith(self.on)


def rows(mails: Iterable[Mail], zone: ZoneInfo) -> list[MailRow]:
    """All mails, newest first."""
    return [_row(mail, zone) for mail in mails][::-1]


def _row(mail: Mail, zone: ZoneInfo) -> MailRow:
    head = head_of(mail.raw)
    local = head.sent_at.astimezone(zone) if head.sent_at else None
    on, time = (local.date(), local.strftime("%H.%M")) if local else (None, "")
    return MailRow(mail.n, head, head.list_id.partition(".")[0], on, time)


def choices(shown: Sequence[MailRow]) -> tuple[list[tuple[str, str]], list[str]]:
    """What one can filter by: (address, name) of every recipient, and the plans."""
    people = {row.head.to_address: row.head.to_name or row.head.to_address for row in shown}
    plans = sorted({row.plan for row in shown if row.plan})
    return sorted(people.items(), key=lambda pair: pair[1]), plans


def isolated(html: str) -> str:
    """The HTML part, whose links open in a tab of their own."""
    head, tag, rest = html.partition("<head>")
    return f"{head}{tag}{_NEW_TAB}{rest}" if tag else f"{_NEW_TAB}{html}"
