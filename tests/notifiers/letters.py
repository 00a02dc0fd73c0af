"""Letters for the tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from notifiers.message import Letter, Mailbox

OSLO = ZoneInfo("Europe/Oslo")
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:PUBLISH\r\nSUMMARY:\xc3\x86rlig\r\nEND:VCALENDAR\r\n"


def letter(**changes: Any) -> Letter:
    made = Letter(
        message_id="n-abcdefgh23456789@tidsfrist.example.org",
        root="m.measure23456789@tidsfrist.example.org",
        to=Mailbox("Åse Bjørnstad", "ase@example.org"),
        sender=Mailbox("Tidsfrist", "tidsfrist@example.org"),
        reply_to=Mailbox("Sekretariatet for LSU Drammen", "sekretariat@example.org"),
        subject="Frist om 14 dager: Evaluere avtalen om øyeblikkelig hjelp",
        text="Hei, Åse!\n\nFristen er tirsdag 30. juni 2015.\n",
        html="<!DOCTYPE html>\n<p>Hei, Åse!</p>\n",
        sent_at=datetime(2015, 6, 16, 7, 45, tzinfo=OSLO),
        reason="reminder",
        measures=("measure23456789a",),
        notices=("n-abcdefgh23456789",),
        list_id="lsu-drammen-2015.tidsfrist.example.org",
        list_name="Handlingsplan for LSU – Drammen 2015",
        feedback=("before", "lsu-drammen-2015", "example"),
    )
    return replace(made, **changes)
