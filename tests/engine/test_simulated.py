"""A simulation as a calendar."""

from __future__ import annotations

from datetime import date

from engine.simulated import calendar_of
from tests.calendars.lint import lint
from tests.fakes import OSLO

MAIL = {
    "at": "2015-06-16T05:45:00Z", "kind": "mail", "plan": "lsu-2015", "measure": "1.1", "occurrence": "o1",
    "step": "before", "to": "kari", "template": "reminder", "reason": "reminder", "message": "abc",
}  # fmt: skip


def test_each_mail_is_an_appointment_and_a_transition_is_none() -> None:
    moved = {**MAIL, "kind": "transition", "template": None, "to": None, "message": None}
    digest = {**MAIL, "kind": "digest", "message": "def", "template": "digest", "items": [1, 2]}
    body = calendar_of([MAIL, digest, moved], OSLO, date(2015, 1, 1), "nb")
    assert lint(body) == []
    assert body.count(b"BEGIN:VEVENT") == 2
    assert b"DTSTART;TZID=Europe/Oslo:20150616T074500" in body
    assert "SUMMARY:digest (2) → kari".encode() in body
