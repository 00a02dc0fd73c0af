from __future__ import annotations

from datetime import UTC, datetime, timedelta

from calendars.identity import Stamp, advance, entry_uid

NOW = datetime(2015, 3, 2, 8, 0, 0, 123, tzinfo=UTC)


def test_a_uid_is_the_key_at_the_domain() -> None:
    assert entry_uid("abc", "example.org") == "abc@example.org"


def test_a_new_entry_begins_at_zero_on_a_whole_second() -> None:
    assert advance(None, "a@b", "x", NOW) == Stamp("a@b", 0, "x", NOW.replace(microsecond=0))


def test_nothing_moves_while_nothing_shown_changes() -> None:
    old = Stamp("a@b", 3, "x", NOW)
    assert advance(old, "a@b", "x", NOW + timedelta(days=9)) is old


def test_a_visible_change_raises_sequence_and_stamp() -> None:
    later = NOW + timedelta(days=1)
    assert advance(Stamp("a@b", 3, "x", NOW), "a@b", "y", later) == Stamp("a@b", 4, "y", later.replace(microsecond=0))
