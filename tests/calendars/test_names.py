from __future__ import annotations

import pytest

from calendars.entry import Audience, Entry
from calendars.names import FeedError, FeedName, feed_names, feed_title, parse_feed_name
from calendars.words import words
from tests.calendars.given import TODAY, book, plan


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("plan-lsu-drammen-2015", FeedName("plan", "lsu-drammen-2015")),
        ("komite-au-lsu", FeedName("komite", "au-lsu")),
        ("moter-lsu", FeedName("moter", "lsu")),
        ("rolle-leder-oppgaver", FeedName("rolle", "leder", "oppgaver")),
        ("min", FeedName("min")),
        ("alt-perioder", FeedName("alt", "", "perioder")),
        ("min-oppgaver", FeedName("min", "", "oppgaver")),
    ],
)
def test_a_name_says_what_is_in_the_feed(text: str, name: FeedName) -> None:
    assert parse_feed_name(text) == name
    assert str(name) == text


@pytest.mark.parametrize("text", ["", "plan-", "plan", "uke-12", "minn", "altoppgaver"])
def test_other_names_are_refused(text: str) -> None:
    with pytest.raises(FeedError, match="Det finnes ingen feed"):
        parse_feed_name(text)


def test_a_slip_of_the_finger_gets_a_hint() -> None:
    known = feed_names(book(), [plan()])
    with pytest.raises(FeedError, match=r"Mente du plan-lsu-2015\?"):
        feed_title(parse_feed_name("plan-lsu-2051"), known, words("nb"))


def test_all_feeds_of_the_tenant() -> None:
    assert feed_names(book(), [plan(), plan(id="utkast", status="draft")]) == {
        "plan-lsu-2015": "Handlingsplan for LSU – Drammen 2015",
        "komite-lsu": "Frister og møter: LSU Drammen",
        "moter-lsu": "Møter: LSU Drammen",
        "komite-osu": "Frister og møter: OSU",
        "moter-osu": "Møter: OSU",
        "rolle-leder": "Frister: Samhandlingsleder",
        "rolle-radgiver": "Frister: Kvalitetsrådgiver, barn og unge",
        "rolle-sekretariat": "Frister: Sekretariatet for LSU",
        "min": "Mine frister",
        "alt": "Alle frister og møter",
    }


@pytest.mark.parametrize("twin", ["", "-perioder", "-oppgaver"])
def test_titles_are_under_sixty_characters(twin: str) -> None:
    known = feed_names(book(), [plan(title="Tiltak og aktiviteter 2014, med statusrapport for 1. tertial")])
    title = feed_title(parse_feed_name(f"plan-lsu-2015{twin}"), known, words("nb"))
    assert 40 < len(title) < 60


def entry(kind: str = "due") -> Entry:
    audience = Audience(frozenset({"p"}), frozenset({"k"}), frozenset({"r"}))
    return Entry("a@b", kind, TODAY, "Frist", "", (), audience)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["plan-p", "komite-k", "rolle-r", "alt"])
def test_an_entry_is_in_the_feeds_of_its_audience(name: str) -> None:
    assert parse_feed_name(name).shows(entry())


@pytest.mark.parametrize("name", ["plan-q", "komite-q", "rolle-q", "moter-k", "min"])
def test_and_in_no_others(name: str) -> None:
    assert not parse_feed_name(name).shows(entry())


def test_only_meetings_are_in_the_meeting_feed_and_only_my_roles_are_mine() -> None:
    assert parse_feed_name("moter-k").shows(entry("meeting"))
    assert parse_feed_name("min").shows(entry(), {"r", "x"})
