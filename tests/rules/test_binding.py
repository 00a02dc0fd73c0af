"""Rows as the points want them, with uids of their own and with what is to be told of a move."""

from __future__ import annotations

from dataclasses import replace

from rules.binding import bound
from rules.identity import uid
from rules.model import Occurrence
from rules.occurrences import Wanted
from tests.fakes import occurrence

WAS = occurrence()


def rows(*old: Occurrence, due: str) -> list[Occurrence]:
    day = occurrence(due).due
    return bound("standard", "m1", old, [Wanted("due", "p:2015-06", day)])


def test_a_new_point_gets_a_row_that_no_look_has_seen() -> None:
    (new,) = rows(due="2015-06-30")
    assert (new.uid, new.counted_from) == (uid("standard", "m1", "p:2015-06"), None)


def test_a_moved_row_tells_where_it_was_and_counts_anew() -> None:
    (moved,) = rows(WAS, due="2015-06-12")
    assert (moved.uid, moved.due, moved.counted_from, moved.moved_from) == (
        "o1",
        occurrence("2015-06-12").due,
        None,
        WAS.due,
    )


def test_a_row_that_no_look_has_seen_has_nothing_to_tell() -> None:
    (moved,) = rows(replace(WAS, counted_from=None), due="2015-06-12")
    assert moved.moved_from is None


def test_a_row_that_moves_back_before_anybody_was_told_has_nothing_to_tell() -> None:
    (away,) = rows(WAS, due="2015-06-12")
    (back,) = rows(away, due="2015-06-30")
    assert (back.due, back.moved_from) == (WAS.due, None)


def test_a_point_that_comes_back_is_counted_anew() -> None:
    (gone,) = bound("standard", "m1", [WAS], [])
    (back,) = rows(gone, due="2015-06-30")
    assert gone.withdrawn and (back.withdrawn, back.counted_from) == (False, None)
