from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from notifiers.view import MAX_ITEMS, MAX_ROWS, ItemView, LetterView, capped, with_words


def letter(*items: ItemView, more: int = 0) -> LetterView:
    return LetterView("digest", "nb", "Kari", "Plan", "Sekretariatet", "s@example.org", items, more=more)


def test_words_are_filled_in_from_the_due_day() -> None:
    item = with_words(ItemView("reminder", "P", "M", due=date(2015, 6, 30)), date(2015, 6, 16), "nn")
    assert (item.due_words, item.when_words) == ("tysdag 30. juni 2015", "om 14 dagar")


@pytest.mark.parametrize(("today", "past"), [("2015-06-29", False), ("2015-06-30", False), ("2015-07-01", True)])
def test_a_day_is_past_from_the_next_day_on(today: str, past: bool) -> None:
    item = ItemView("due_today", "P", "M", due=date(2015, 6, 30))
    assert with_words(item, date.fromisoformat(today), "nb").past is past
    assert not with_words(replace(item, due=None), date.fromisoformat(today), "nb").past


def test_the_26th_item_is_counted_not_shown() -> None:
    item = ItemView("reminder", "P", "M")
    view = capped(letter(*[item] * (MAX_ITEMS + 1), more=2))
    assert (len(view.items), view.more, view.count) == (MAX_ITEMS, 3, MAX_ITEMS + 3)
    assert capped(letter(item)) == letter(item)


def test_a_round_shows_more_than_a_digest() -> None:
    asked = replace(letter(*[ItemView("status_request", "P", "M")] * (MAX_ROWS + 2)), template="status_request")
    assert (len(capped(asked).items), capped(asked).more) == (MAX_ROWS, 2)


def test_texts_that_no_mail_can_hold_are_cut_between_words() -> None:
    item = ItemView("reminder", "P", "navn " * 500, deadline_text="Juni og nov 2015", reading="lest " * 5_000)
    (short,) = capped(letter(item)).items
    assert len(short.measure_name) <= 300 and short.measure_name.endswith("navn…")
    assert len(short.reading) <= 1_000 and short.deadline_text == "Juni og nov 2015"
    many = capped(letter(*[item] * MAX_ITEMS)).items
    assert len(many[0].reading) <= 480


def test_sections_keep_the_order_of_the_items() -> None:
    a, b, c = (ItemView("reminder", plan, name) for plan, name in [("P", "1"), ("Q", "2"), ("P", "3")])
    assert letter(a, b, c).sections == (("P", (a, c)), ("Q", (b,)))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://x", "", "https://x/\r\nBcc: a", 'https://x/"><b'])
def test_a_link_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="does not lead to a web page"):
        ItemView("reminder", "P", "M", links=(("Svar", url),))
