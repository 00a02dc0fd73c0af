"""Uids, notice ids and Message-IDs: made once, never random, never the same for two things."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rules.identity import digest_message_id, notice_id, single_message_id, uid

DAY = date(2015, 6, 16)


def test_ids_are_the_same_for_ever() -> None:
    """Calendars and mailboxes out there know them."""
    assert uid("standard", "plan", "lsu-2015") == "otvuasezxzya2y2m"
    assert notice_id(("o1", "2015-06-30", "before", "kari", "email")) == "n-st74rr2s5pkycotl"
    assert digest_message_id("kari", "email", DAY, 1, "example.org") == "d-4ib56mdyp7fjgxil@example.org"
    assert single_message_id("n-st74rr2s5pkycotl", "example.org") == "n-st74rr2s5pkycotl@example.org"


def test_clash_is_numbered_until_it_is_free() -> None:
    first = uid("t", "p", "k")
    second = uid("t", "p", "k", {first}.__contains__)
    third = uid("t", "p", "k", {first, second}.__contains__)
    assert len({first, second, third}) == 3
    assert second == uid("t", "p", "k", {first}.__contains__)


KEYS = st.tuples(st.text("ab", max_size=2), st.text("ab", max_size=2), st.text("ab", max_size=2))


@given(KEYS, KEYS)
def test_different_keys_have_different_uids(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    assert (uid(*one) == uid(*other)) == (one == other)


@given(KEYS)
def test_uid_is_sixteen_characters_of_base32(key: tuple[str, str, str]) -> None:
    made = uid(*key)
    assert len(made) == 16 and set(made) <= set("abcdefghijklmnopqrstuvwxyz234567")


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["email", "sms"]), st.integers(1, 3)), unique=True))
def test_digests_differ_by_person_channel_and_number(keys: list[tuple[str, str, int]]) -> None:
    made = {digest_message_id(person, channel, DAY, n, "x") for person, channel, n in keys}
    assert len(made) == len(keys)
    assert not made & {single_message_id(notice_id(k), "x") for k in keys}
