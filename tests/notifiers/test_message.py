"""The mail as bytes, read back with the standard library's parser (rules-and-mail §6, points 1–15, 22)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from email.policy import compat32, default, strict
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifiers.message import Letter, Mailbox, build
from rules.errors import NotifyError
from tests.notifiers.letters import CALENDAR, OSLO, letter

NASTY = "Svar\r\nBcc: a@b.no\x00\u2028x\u202eevil\u2066 slutt"


def parsed(made: bytes) -> EmailMessage:
    message = message_from_bytes(made, policy=default)
    assert isinstance(message, EmailMessage)
    for part in message.walk():
        assert part.defects == []
    return message


def lines(made: bytes) -> list[bytes]:
    return made.split(b"\r\n\r\n", 1)[0].split(b"\r\n")


def line(made: bytes, name: str) -> str:
    """The one unfolded, unencoded line of a header."""
    found = [x for x in lines(made) if x.lower().startswith(name.lower().encode() + b":")]
    assert len(found) == 1
    return found[0].decode("ascii").split(": ", 1)[1]


def test_it_says_that_a_machine_wrote_it() -> None:
    made = build(letter())
    assert line(made, "Auto-Submitted") == "auto-generated"
    assert line(made, "X-Auto-Response-Suppress") == "OOF, AutoReply, RN, NRN"
    assert line(made, "X-Tidsfrist-Reason") == "reminder"
    assert line(made, "X-Tidsfrist-Measure") == "measure23456789a"
    assert line(made, "X-Tidsfrist-Notice") == "n-abcdefgh23456789"
    assert line(made, "Feedback-ID") == "before:lsu-drammen-2015:tidsfrist:example"
    assert line(made, "MIME-Version") == "1.0"
    assert "Precedence" not in parsed(made)


def test_a_mail_about_very_many_measures_names_them_all() -> None:
    measures = tuple(f"measure{n:09}" for n in range(300))
    notices = tuple(f"n-{n:016}" for n in range(300))
    made = build(letter(measures=measures, notices=notices))
    assert str(parsed(made)["X-Tidsfrist-Measure"]).split() == list(measures)
    assert str(parsed(made)["X-Tidsfrist-Notice"]).split() == list(notices)
    assert max(len(x) for x in lines(made)) <= 998


def test_it_belongs_to_its_measures_thread() -> None:
    made = build(letter())
    root = "<m.measure23456789@tidsfrist.example.org>"
    assert line(made, "Message-ID") == "<n-abcdefgh23456789@tidsfrist.example.org>"
    assert line(made, "In-Reply-To") == line(made, "References") == root
    assert "References" not in parsed(build(letter(root=None)))


def test_equal_letters_are_equal_bytes() -> None:
    assert build(letter()) == build(letter())
    assert build(letter(calendar=CALENDAR)) == build(letter(calendar=CALENDAR))


def test_a_long_unsubscribe_link_stays_whole() -> None:
    links = ("https://tidsfrist.example.org/av/" + "t" * 200, "mailto:av@example.org")
    made = build(letter(unsubscribe=links))
    assert line(made, "List-Unsubscribe") == f"<{links[0]}>, <{links[1]}>"
    assert line(made, "List-Unsubscribe-Post") == "List-Unsubscribe=One-Click"


def test_without_a_link_there_is_no_unsubscribe() -> None:
    message = parsed(build(letter()))
    assert message["List-Unsubscribe"] is None and message["List-Unsubscribe-Post"] is None
    assert parsed(build(letter(unsubscribe=("mailto:a@example.org",))))["List-Unsubscribe-Post"] is None


def test_list_id_is_readable_ascii() -> None:
    wanted = '"Handlingsplan for LSU - Drammen 2015" <lsu-drammen-2015.tidsfrist.example.org>'
    assert line(build(letter()), "List-Id") == wanted
    assert line(build(letter(list_name="Ærlig Øst Ås – »«")), "List-Id").startswith('"Aerlig Ost As -" <')
    assert line(build(letter(list_name="")), "List-Id") == "<lsu-drammen-2015.tidsfrist.example.org>"


def test_replies_reach_a_person() -> None:
    message = parsed(build(letter()))
    assert [a.addr_spec for a in message["Reply-To"].addresses] == ["sekretariat@example.org"]
    assert len(message.get_all("To", [])) == 1 and message["Bcc"] is None
    alone = parsed(build(letter(reply_to=None)))
    assert [a.addr_spec for a in alone["Reply-To"].addresses] == ["tidsfrist@example.org"]


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (datetime(2015, 6, 16, 7, 45, tzinfo=OSLO), "Tue, 16 Jun 2015 07:45:00 +0200"),
        (datetime(2015, 3, 29, 0, 59, tzinfo=UTC).astimezone(OSLO), "Sun, 29 Mar 2015 01:59:00 +0100"),
        (datetime(2015, 3, 29, 1, 0, tzinfo=UTC).astimezone(OSLO), "Sun, 29 Mar 2015 03:00:00 +0200"),
        (datetime(2015, 10, 25, 0, 30, tzinfo=UTC).astimezone(OSLO), "Sun, 25 Oct 2015 02:30:00 +0200"),
        (datetime(2015, 10, 25, 1, 30, tzinfo=UTC).astimezone(OSLO), "Sun, 25 Oct 2015 02:30:00 +0100"),
    ],
)
def test_date_is_ours_with_the_offset_of_the_night(at: datetime, shown: str) -> None:
    assert line(build(letter(sent_at=at)), "Date") == shown


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        letter(sent_at=datetime(2015, 6, 16))


@pytest.mark.parametrize(
    "subject",
    [
        "Frist om 14 dager",
        "Frist «Q4» – åæø ÅÆØ",
        "😀 👩‍👩‍👧 tiltak",
        "Evaluere avtalen om øyeblikkelig hjelp " * 8,
        "x" * 300,
        "ord " * 75 + "slutt",
        "=?utf-8?q?Bcc?= a",
        "ø" * 300,
        "",
    ],
)
def test_subjects_come_back_as_they_were(subject: str) -> None:
    made = build(letter(subject=subject))
    assert parsed(made)["Subject"] == " ".join(subject.split())


@given(st.text(max_size=300), st.text(max_size=120))
def test_any_text_is_one_mail_with_short_lines(subject: str, name: str) -> None:
    made = build(letter(subject=subject, text=subject, html=name, to=Mailbox(name, "a@example.org")))
    made.decode("ascii")
    assert b"\n" not in made.replace(b"\r\n", b"") and b"\r" not in made.replace(b"\r\n", b"") and b"\0" not in made
    assert all(len(x) <= 76 for x in lines(made) if b"=?" in x)
    assert all(len(x) <= 998 for x in made.split(b"\r\n"))
    assert all(len(word) <= 75 for word in re.findall(rb"=\?[^?]+\?[qb]\?[^?]*\?=", made))
    message = parsed(made)
    assert {k.lower() for k in message} == {k.lower() for k in parsed(build(letter()))}
    to = message["To"]
    assert isinstance(to, AddressHeader) and [a.addr_spec for a in to.addresses] == ["a@example.org"]


@pytest.mark.parametrize("field", ["subject", "list_name", "text", "html"])
def test_text_never_becomes_a_header(field: str) -> None:
    made = build(letter(**{field: NASTY}))
    message = parsed(made)
    assert message["Bcc"] is None
    assert not any(x.startswith(b"Bcc") for x in lines(made))
    assert "slutt" in made.decode("ascii")
    assert not set("\x00\u2028\u202e\u2066") & set(str(message["Subject"]) + message.get_body(("plain",)).get_content())  # type: ignore[union-attr]


@pytest.mark.parametrize("field", ["message_id", "root", "reason", "list_id"])
def test_an_id_that_is_none_is_a_fault_of_ours(field: str) -> None:
    for value in ("a\r\nBcc: b", "å@b", "=?utf-8?q?a?="):
        with pytest.raises(ValueError, match="not a value for the header"):
            build(letter(**{field: value}))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Kari Ås", "Kari Ås"),
        ("Per E. Berg", "Per E. Berg"),
        ("K26: leder, nestleder", "K26 leder nestleder"),
        ("ola@kommune.no", "ola kommune.no"),
        ('"AU" <for> LSU', "AU for LSU"),
        ("Samhandlingssjef DS/Samhandlingskoordinator (KHS)", "Samhandlingssjef DS/Samhandlingskoordinator KHS"),
        ("Å" * 100, "Å" * 75),
        (NASTY, "Svar Bcc a b.no x evil slutt"),
        ("", ""),
    ],
)
def test_names_are_ones_that_servers_take(name: str, shown: str) -> None:
    message = message_from_bytes(build(letter(sender=Mailbox(name, "a@example.org"))), policy=compat32)
    # the new header parser of CPython 3.11 keeps the blank between two encoded words of a name; RFC 2047 §6.2 drops it
    read, address = parseaddr(str(make_header(decode_header(message["From"]))))
    assert (read, address) == (shown, "a@example.org")


def test_a_domain_is_written_in_a_labels() -> None:
    made = build(letter(to=Mailbox("Bjørn", "Post@Bjørn.no")))
    assert b"<Post@xn--bjrn-hra.no>" in made


@pytest.mark.parametrize(
    "address", ["åse@example.org", "a b@example.org", "a", "a@", "@b.no", "a@b\r\nc", "a@-b.no", "a@b..no"]
)
def test_an_address_without_a_wire_form_fails_alone_and_for_good(address: str) -> None:
    with pytest.raises(NotifyError, match="kan ikke brukes") as caught:
        build(letter(to=Mailbox("", address)))
    assert caught.value.permanent


def kinds(made: bytes) -> list[str]:
    return [part.get_content_type() for part in parsed(made).walk() if not part.is_multipart()]


def test_the_parts_and_their_order() -> None:
    assert kinds(build(letter())) == ["text/plain", "text/html"]
    assert kinds(build(letter(calendar=CALENDAR))) == ["text/plain", "text/html", "text/calendar"]
    assert parsed(build(letter())).get_content_type() == "multipart/alternative"


@given(st.text(max_size=2000))
def test_bodies_come_back_as_they_were(text: str) -> None:
    text = "".join(c for c in text if c.isprintable() or c in "\n\t")
    text = re.sub("[\u061c\u200e\u200f\ufeff]", "", text)
    message = parsed(build(letter(text=text, html=text)))
    wanted = "\n".join(text.split("\n")).rstrip("\n") + "\n"
    for kind in ("plain", "html"):
        body = message.get_body((kind,))
        assert body is not None and body.get_content().replace("\r\n", "\n") == wanted


def test_bodies_are_seven_bit_and_narrow() -> None:
    made = build(letter(text="å" * 3000, html="<p>" + "x" * 3000))
    assert all(len(x) <= 76 for x in made.split(b"\r\n\r\n", 1)[1].split(b"\r\n"))
    assert max(made) < 128


def test_the_calendar_says_its_method_twice() -> None:
    part = next(p for p in parsed(build(letter(calendar=CALENDAR))).walk() if p.get_content_type() == "text/calendar")
    assert isinstance(part, EmailMessage)
    assert part.get_param("method") == "PUBLISH" and part.get_param("charset") == "utf-8"
    assert part.get_filename() == "frist.ics"
    assert part.get_payload(decode=True) == CALENDAR
    cancelled = build(letter(calendar=CALENDAR.replace(b"PUBLISH", b"CANCEL")))
    assert b"method=CANCEL" in cancelled


def test_the_strict_parser_has_nothing_to_say() -> None:
    message_from_bytes(build(letter(calendar=CALENDAR)), policy=strict)


def test_the_size_of_a_letter_without_list_or_measure() -> None:
    bare = letter(measures=(), notices=(), list_id="", feedback=("", "", ""))
    message = parsed(build(bare))
    assert isinstance(bare, Letter)
    assert message["List-Id"] is None and message["Feedback-ID"] is None and message["X-Tidsfrist-Measure"] is None
