"""The lines of what is sent, for people."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from engine.lines import table

OSLO = ZoneInfo("Europe/Oslo")


def test_the_table_has_the_time_that_clocks_show() -> None:
    line = {"plan": "lsu", "measure": "1.1", "to": "kari", "template": "reminder"}
    told = table([{"at": f"2015-{d}T06:45:00Z", "kind": "mail", **line} for d in ("01-16", "06-16")], OSLO)
    assert [row.split()[:4] for row in told.splitlines()[1:]] == [
        ["2015-01-16", "07:45", "e-post", "kari"],
        ["2015-06-16", "08:45", "e-post", "kari"],
    ]


def test_a_move_and_a_digest_are_named_in_words() -> None:
    at = {"at": "2015-06-16T05:45:00Z", "plan": None, "measure": None, "to": None}
    move = {**at, "kind": "transition", "state_from": "planned", "state_to": "at_risk"}
    digest: dict[str, Any] = {**at, "kind": "digest", "template": "digest", "items": [{}, {}]}
    first, second = table([move, digest], OSLO).splitlines()[1:]
    assert "overgang" in first and "planned → at_risk" in first
    assert "samlet" in second and "digest (2)" in second
