"""How points meet the rows that exist (design, identity 6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rules.model import Occurrence, OccurrenceKind
from rules.occurrences import Rebound, Wanted, occurrence_of, rebind
from tests.fakes import at, occurrence


def day(text: str) -> date:
    return date.fromisoformat(text)


def row(uid: str, slot: str, due: str | None, **changes: Any) -> Occurrence:
    bare = occurrence(uid=uid, slot=slot, latest=None)
    return replace(bare, due=day(due) if due else None, **changes)


def point(slot: str, due: str | None, kind: OccurrenceKind = "due") -> Wanted:
    return Wanted(kind, slot, day(due) if due else None)


def test_same_slot_is_the_same_row() -> None:
    june = row("a", "p:2015-06", "2015-06-30")
    assert rebind([june], [point("p:2015-06", "2015-06-30")]) == Rebound(kept=(june,))


def test_same_slot_with_another_day_has_moved() -> None:
    june = row("a", "p:2015-06", "2015-06-30")
    ((before, after),) = rebind([june], [point("p:2015-06", "2015-06-29")]).moved
    assert before == june and after == replace(june, due=day("2015-06-29"))


def test_same_slot_takes_the_kind_of_the_point() -> None:
    june = row("a", "p:2015-06-10", "2015-06-10")
    (kept,) = rebind([june], [point("p:2015-06-10", "2015-06-10", "meeting")]).kept
    assert (kept.uid, kept.kind) == ("a", "meeting")


def test_open_rows_of_a_kind_pair_in_order_of_due() -> None:
    old = [row("a", "p:2015-11", "2015-11-30"), row("b", "p:2015-06", "2015-06-30")]
    result = rebind(old, [point("p:2015-12", "2015-12-31"), point("p:2015-09", "2015-09-30")])
    assert {(o.uid, n.slot) for o, n in result.moved} == {("b", "p:2015-09"), ("a", "p:2015-12")}
    assert not result.new and not result.withdrawn


def test_pairing_never_crosses_kinds() -> None:
    result = rebind([row("a", "p:2015-06", "2015-06-30")], [point("s:", "2015-08-03", "start")])
    assert [p.slot for p in result.new] == ["s:"] and [o.uid for o in result.withdrawn] == ["a"]


def test_more_points_than_rows_are_new_and_more_rows_are_withdrawn() -> None:
    june, november = row("a", "p:2015-06", "2015-06-30"), row("b", "p:2015-11", "2015-11-30")
    grown = rebind([june], [point("p:2015-07", "2015-07-31"), point("p:2015-12", "2015-12-31")])
    assert [n.slot for _, n in grown.moved] == ["p:2015-07"] and [p.slot for p in grown.new] == ["p:2015-12"]
    shrunk = rebind([june, november], [point("p:2015-06", "2015-06-30")])
    assert shrunk == Rebound(kept=(june,), withdrawn=(replace(november, withdrawn=True),))


def test_answered_row_is_neither_moved_nor_reopened_nor_paired() -> None:
    answered = row("a", "p:2015-06", "2015-06-30", answered_at=at("2015-06-20"))
    assert rebind([answered], [point("p:2015-06", "2015-06-29")]) == Rebound(kept=(answered,))
    assert rebind([answered], [point("p:2015-07", "2015-07-31")]) == Rebound(new=(point("p:2015-07", "2015-07-31"),))
    assert rebind([answered], []) == Rebound()


def test_withdrawn_row_comes_back_with_its_slot_only() -> None:
    gone = row("a", "p:2015-06", "2015-06-30", withdrawn=True)
    (back,) = rebind([gone], [point("p:2015-06", "2015-06-30")]).revived
    assert back == replace(gone, withdrawn=False)
    assert [p.slot for p in rebind([gone], [point("p:2015-07", "2015-07-31")]).new] == ["p:2015-07"]


def test_wait_belongs_to_a_person_and_is_never_touched() -> None:
    waits = row("w", "w:17", "2015-08-01", kind="wait")
    assert rebind([waits], [point("p:2015-06", "2015-06-30")]).withdrawn == ()
    assert rebind([waits], []) == Rebound()


def test_row_without_a_day_pairs_last() -> None:
    old = [row("b", "m:next", None, kind="meeting"), row("a", "m:1", "2015-02-18", kind="meeting")]
    result = rebind(old, [point("m:2", "2015-04-15", "meeting"), point("m:3", "2015-06-10", "meeting")])
    assert {(o.uid, n.slot) for o, n in result.moved} == {("a", "m:2"), ("b", "m:3")}


def test_new_row_is_the_point_with_a_uid() -> None:
    made = occurrence_of(Wanted("report", "t:2015-37", day("2015-05-18"), opens=day("2015-05-04")), "u", "m1", None)
    assert (made.uid, made.kind, made.slot, made.opens, made.counted_from) == (
        "u", "report", "t:2015-37", day("2015-05-04"), None,
    )  # fmt: skip


STARTED, ANSWERED = at("2015-01-01"), at("2015-03-01")
DAYS = st.dates(day("2015-01-01"), day("2015-12-31"))
SLOTS = st.sampled_from([f"p:{n}" for n in range(8)])
KINDS: st.SearchStrategy[OccurrenceKind] = st.sampled_from(["due", "meeting", "report"])
POINTS = st.lists(st.builds(Wanted, KINDS, SLOTS, st.none() | DAYS), unique_by=lambda p: p.slot, max_size=6)


@st.composite
def rows(draw: st.DrawFn) -> list[Occurrence]:
    slots = draw(st.lists(SLOTS, unique=True, max_size=6))
    return [
        Occurrence(
            f"u{n}", "m1", draw(KINDS), slot, draw(st.none() | DAYS),
            counted_from=STARTED,
            answered_at=draw(st.sampled_from([None, None, ANSWERED])),
            withdrawn=draw(st.sampled_from([False, False, True])),
        )
        for n, slot in enumerate(slots)
    ]  # fmt: skip


def after(old: list[Occurrence], result: Rebound) -> list[Occurrence]:
    """The rows as they are once the result is saved."""
    table = {o.uid: o for o in old}
    table |= {o.uid: o for o in (*result.kept, *(n for _, n in result.moved), *result.withdrawn, *result.revived)}
    return [*table.values(), *(occurrence_of(p, f"new:{p.slot}", "m1", None) for p in result.new)]


@given(rows(), POINTS)
def test_answered_rows_are_never_touched(old: list[Occurrence], points: list[Wanted]) -> None:
    saved = {o.uid: o for o in after(old, rebind(old, points))}
    assert all(saved[o.uid] == o for o in old if o.answered_at is not None)


@given(rows(), POINTS)
def test_same_slot_same_row(old: list[Occurrence], points: list[Wanted]) -> None:
    saved = {o.slot: o.uid for o in after(old, rebind(old, points))}
    asked = {p.slot for p in points}
    assert all(saved[o.slot] == o.uid for o in old if o.slot in asked)


@given(rows(), POINTS)
def test_no_row_is_used_twice_and_no_slot_is_held_twice(old: list[Occurrence], points: list[Wanted]) -> None:
    result = rebind(old, points)
    used = [o.uid for o in (*result.kept, *(n for _, n in result.moved), *result.withdrawn, *result.revived)]
    assert len(used) == len(set(used))
    live = [o.slot for o in after(old, result) if not o.withdrawn]
    assert len(live) == len(set(live))


@given(rows(), POINTS)
def test_every_point_has_exactly_one_row_that_says_what_it_says(old: list[Occurrence], points: list[Wanted]) -> None:
    saved = {o.slot: o for o in after(old, rebind(old, points)) if not o.withdrawn or o.answered_at}
    for asked in points:
        mine = saved[asked.slot]
        assert mine.answered_at is not None or (mine.kind, mine.due) == (asked.kind, asked.due)
    assert all(o.slot in {p.slot for p in points} for o in saved.values() if o.open)


@given(rows(), POINTS)
def test_rebinding_twice_is_rebinding_once(old: list[Occurrence], points: list[Wanted]) -> None:
    once = after(old, rebind(old, points))
    again = rebind(once, points)
    assert not (again.moved or again.new or again.withdrawn or again.revived)
    assert sorted(after(once, again), key=lambda o: o.uid) == sorted(once, key=lambda o: o.uid)


@given(rows(), POINTS, st.randoms(use_true_random=False))
def test_order_of_rows_and_points_does_not_matter(old: list[Occurrence], points: list[Wanted], mix: Any) -> None:
    shuffled_old, shuffled = list(old), list(points)
    mix.shuffle(shuffled_old)
    mix.shuffle(shuffled)
    one, other = after(old, rebind(old, points)), after(shuffled_old, rebind(shuffled_old, shuffled))
    assert {o.uid: o for o in one} == {o.uid: o for o in other}


@given(st.lists(DAYS, unique=True, max_size=5), st.lists(DAYS, unique=True, max_size=5))
def test_pairing_keeps_the_order_of_due(before: list[date], now: list[date]) -> None:
    old = [row(f"u{n}", f"p:{n}", due.isoformat()) for n, due in enumerate(before)]
    points = [point(f"q:{n}", due.isoformat()) for n, due in enumerate(now)]
    live = {o.uid: o.due for o in after(old, rebind(old, points)) if not o.withdrawn}
    pairs = sorted((o.due or date.max, live[o.uid] or date.max) for o in old if o.uid in live)
    assert len(pairs) == min(len(old), len(points))
    assert all(a[1] < b[1] for a, b in pairwise(pairs))
