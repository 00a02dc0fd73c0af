"""A letter becomes the bytes of a mail (RFC 5322, 2045–2047, 2369, 3834, 8058). Public names: Letter, Mailbox, build.

The standard library's EmailMessage makes 700 a second and encodes long List-Unsubscribe links into uselessness; this
writes the same structure straight as bytes, and the tests read it back with the standard library's parser.
Same letter, same bytes: nothing here is random or looks at a clock.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from notifiers.address import Mailbox, mailbox
from notifiers.encoded import clean, plain, quoted_printable, unstructured

__all__ = ["Letter", "Mailbox", "build"]

_METHOD = re.compile(rb"^METHOD:([A-Z]+)\r?$", re.MULTILINE)
_ASCII = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "Ae", "Ø": "O", "Å": "A", "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one person, ready to be written.

    `message_id`, `root` (of the thread; it need not exist; None = no thread) and `list_id` without angle brackets.
    `sent_at`: aware, in the zone whose offset Date shall show. `reply_to` None: the sender. `reason`: one of the
    documented codes. `measures`, `notices`: what it is about, by id. `feedback`: step, plan, installation (the first
    may be ""). `unsubscribe`: links, https before mailto; only links that work. `calendar`: a whole iCalendar.
    """

    message_id: str
    root: str | None
    to: Mailbox
    sender: Mailbox
    reply_to: Mailbox | None
    subject: str
    text: str
    html: str
    sent_at: datetime
    reason: str
    measures: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    list_id: str = ""
    list_name: str = ""
    feedback: tuple[str, str, str] = ("", "", "")
    unsubscribe: tuple[str, ...] = ()
    calendar: bytes | None = None

    def __post_init__(self) -> None:
        if self.sent_at.tzinfo is None:
            raise ValueError("sent_at must be aware, in the zone that Date shall show")


def build(letter: Letter) -> bytes:
    """The mail in 7-bit bytes, lines ended by CRLF. Raises NotifyError (permanent) for an address no server takes."""
    content_type, body = _body(letter)
    lines = [*_envelope(letter), *_thread(letter), *_machine(letter), *_lists(letter), "MIME-Version: 1.0"]
    return "\r\n".join([*lines, f"Content-Type: {content_type}", "", ""]).encode("ascii") + body


def _envelope(letter: Letter) -> list[str]:
    return [
        f"Date: {format_datetime(letter.sent_at)}",
        mailbox("From", letter.sender),
        mailbox("To", letter.to),
        mailbox("Reply-To", letter.reply_to or letter.sender),
        unstructured("Subject", letter.subject),
    ]


def _thread(letter: Letter) -> list[str]:
    lines = [plain("Message-ID", f"<{letter.message_id}>")]
    if letter.root:
        lines += [plain("In-Reply-To", f"<{letter.root}>"), plain("References", f"<{letter.root}>")]
    return lines


def _machine(letter: Letter) -> list[str]:
    """Nobody's holiday answer shall come back; not «All», which would also stop the reports of failure."""
    lines = ["Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: OOF, AutoReply, RN, NRN"]
    lines.append(plain("X-Tidsfrist-Reason", letter.reason))
    lines += [unstructured("X-Tidsfrist-Measure", " ".join(letter.measures))] if letter.measures else []
    lines += [unstructured("X-Tidsfrist-Notice", " ".join(letter.notices))] if letter.notices else []
    return lines


def _lists(letter: Letter) -> list[str]:
    lines = []
    if letter.list_id:
        lines.append(plain("List-Id", f"{_phrase(letter.list_name)}<{letter.list_id}>"))
    if any(letter.feedback):
        step, plan, installation = (_slug(part) for part in letter.feedback)
        lines.append(plain("Feedback-ID", f"{step}:{plan}:tidsfrist:{installation}"))
    if letter.unsubscribe:
        lines.append(plain("List-Unsubscribe", ", ".join(f"<{link}>" for link in letter.unsubscribe)))
    if letter.unsubscribe and letter.unsubscribe[0].startswith("https://"):
        lines.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    return lines


def _body(letter: Letter) -> tuple[str, bytes]:
    """Content type and body: text and HTML as alternatives, and beside them the calendar where there is one."""
    seed = hashlib.sha256(letter.message_id.encode()).hexdigest()[:24]
    texts = (_text_part("plain", letter.text), _text_part("html", letter.html))
    kind, body = _multipart("alternative", f"=_a{seed}", texts)
    if letter.calendar is None:
        return kind, body
    inner = f"Content-Type: {kind}\r\n\r\n".encode("ascii") + body
    return _multipart("mixed", f"=_m{seed}", (inner, _calendar_part(letter.calendar)))


def _multipart(kind: str, boundary: str, parts: tuple[bytes, ...]) -> tuple[str, bytes]:
    """«=_» never stands in quoted-printable or base64 (RFC 2045 §6.7), so no text can hold the boundary."""
    edge = f"--{boundary}".encode("ascii")
    body = b"".join(edge + b"\r\n" + part + b"\r\n" for part in parts) + edge + b"--\r\n"
    return f'multipart/{kind}; boundary="{boundary}"', body


def _text_part(kind: str, text: str) -> bytes:
    head = f'Content-Type: text/{kind}; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    return head.encode("ascii") + quoted_printable(text)


def _calendar_part(calendar: bytes) -> bytes:
    """Outlook refuses a calendar whose METHOD differs from the one in its Content-Type."""
    found = _METHOD.search(calendar)
    method = found.group(1).decode("ascii") if found else "PUBLISH"
    head = (
        f'Content-Type: text/calendar; charset="utf-8"; method={method}; name="frist.ics"\r\n'
        'Content-Disposition: attachment; filename="frist.ics"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    )
    return head.encode("ascii") + base64.encodebytes(calendar).replace(b"\n", b"\r\n")


def _phrase(name: str) -> str:
    """A readable List-Id phrase in ASCII: encoded words there are not understood by filters."""
    plain_letters = unicodedata.normalize("NFKD", clean(name).translate(_ASCII)).encode("ascii", "ignore").decode()
    kept = " ".join(re.sub(r'["\\<>=]', " ", plain_letters).split())[:200].strip()
    return f'"{kept}" ' if kept else ""


def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text)
