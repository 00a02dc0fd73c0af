from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifiers.links import Grant, LinkError, Links

NOW = datetime(2015, 6, 16, 5, 45, tzinfo=UTC)
GRANT = Grant("kari000000000000", "hurum", "occ0000000000000", ("complete", "wait"), NOW + timedelta(days=90))


def refused(links: Links, purpose: str, token: str, now: datetime = NOW) -> str:
    with pytest.raises(LinkError, match="does not work any more") as caught:
        links.read(purpose, token, now)
    return caught.value.code


def test_a_link_gives_back_what_was_signed_again_and_again() -> None:
    links = Links(["new"])
    token = links.sign("answer", GRANT)
    assert links.read("answer", token, NOW) == links.read("answer", token, NOW) == GRANT
    assert token == links.sign("answer", GRANT)
    assert len(token) < 250 and all(c.isalnum() or c in "-_." for c in token)


def test_a_link_ends() -> None:
    links = Links(["k"])
    token = links.sign("answer", GRANT)
    assert links.read("answer", token, GRANT.expires_at - timedelta(seconds=1)) == GRANT
    assert refused(links, "answer", token, GRANT.expires_at) == "expired"


def test_a_link_is_for_one_purpose() -> None:
    links = Links(["k"])
    assert refused(links, "unsubscribe", links.sign("answer", GRANT)) == "forged"


def test_keys_are_rotated_and_dropped() -> None:
    old = Links(["old"]).sign("answer", GRANT)
    assert Links(["new", "old"]).read("answer", old, NOW) == GRANT
    assert Links(["new", "old"]).sign("answer", GRANT) == Links(["new"]).sign("answer", GRANT)
    assert refused(Links(["new"]), "answer", old) == "forged"


@pytest.mark.parametrize("keys", [[], [""], ["a", ""]])
def test_no_key_is_no_signature(keys: list[str]) -> None:
    with pytest.raises(ValueError, match="secret key"):
        Links(keys)


@given(st.data())
def test_a_changed_token_is_refused(data: st.DataObject) -> None:
    links = Links(["k"])
    token = links.sign("answer", GRANT)
    at = data.draw(st.integers(0, len(token) - 2))  # the last character of base64 holds unused bits
    char = data.draw(st.sampled_from("abcXYZ019-_.é"))
    changed = token[:at] + char + token[at + 1 :]
    if changed != token:
        assert refused(links, "answer", changed) == "forged"


@given(st.text(max_size=80))
def test_rubbish_is_refused(token: str) -> None:
    assert refused(Links(["k"]), "answer", token) == "forged"
