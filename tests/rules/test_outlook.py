"""What is in store for an occurrence is, on every day, what asking the conditions on that day gives."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rules.book import Book
from rules.conditions import holds
from rules.memo import LIMIT, Memo
from rules.outlook import Circumstances, Point, outlook
from rules.workdays import ClosedPeriod, WorkCalendar
from rules.workflow import clock_transitions
from tests.fakes import OSLO, at, book

ROMJUL = WorkCalendar(closed=(ClosedPeriod((12, 24), (1, 1)),), christmas_eve=False)
SPANS = st.builds("{}{}".format, st.integers(0, 12), st.sampled_from(("d", "bd", "w")))
RANGES = st.dictionaries(st.sampled_from(("min", "max")), SPANS, max_size=2)
TIMED = st.dictionaries(st.sampled_from(("due_in", "overdue_by", "untouched_for")), RANGES, max_size=2)
STATES = st.dictionaries(st.just("state"), st.sampled_from(("planned", "waiting")), max_size=1)
PARTS = st.builds(lambda timed, state: timed | state, TIMED, STATES)
WHENS = st.one_of(PARTS, st.builds(lambda inner, part: part | {"not": inner}, PARTS, PARTS))


IT = Circumstances("planned", "dates", "due", "lsu-2015", "Samhandling", ("au-lsu",), "lsu")


def point(due: date) -> Point:
    return Point(due, None, due - timedelta(days=20))


def timed_book(whens: list[dict[str, Any]], clock: dict[str, Any]) -> Book:
    rules = [{"name": f"r{n}", "when": when, "ladder": "standard"} for n, when in enumerate(whens)]
    slip = {"name": "slip", "from": "planned", "to": "at_risk", "by": ["clock"], "when": clock}
    return book(rules=[*rules, {"name": "rest", "ladder": "none"}], transitions=[slip], calendar=ROMJUL)


@given(st.lists(WHENS, max_size=3), WHENS, st.dates(date(2015, 1, 1), date(2016, 12, 31)))
def test_every_day_is_as_the_conditions_say(whens: list[dict[str, Any]], clock: dict[str, Any], due: date) -> None:
    here = timed_book(whens, clock)
    found = outlook(IT, point(due), here)
    assert list(found.turns) == sorted(set(found.turns)) and len(found.stretches) == len(found.turns) + 1
    for n in range(-110, 110):
        day = due + timedelta(days=n)
        facts = IT.facts(point(due), day, here)
        stretch = found.on(day)
        assert stretch.rule == next(r for r in here.rulebook.rules if holds(r.when, facts))
        moves = clock_transitions(here.rulebook, "planned")
        assert stretch.move == next((i for i, t in enumerate(moves) if holds(t.when, facts)), None)


def test_only_days_on_which_something_turns_are_kept() -> None:
    found = outlook(IT, point(date(2015, 6, 30)), book())
    assert found.turns == (date(2015, 7, 7),) and found.midnights == (at("2015-07-07"),)
    first = found.stretches[0]
    assert [p.name for p in first.steps] == ["before", "today", "week", "queue"] and first.move is None
    assert first.steps[0].at.astimezone(OSLO).isoformat() == "2015-06-16T07:30:00+02:00"


def test_memo_starts_anew_when_it_is_full() -> None:
    memo: Memo[int, str] = Memo()
    made = []

    def answer(n: int) -> str:
        return memo.get(n, lambda: (made.append(n), str(n))[1])  # type: ignore[func-returns-value]

    assert answer(1) == answer(1) == "1" and made == [1]
    for n in range(LIMIT + 1):
        answer(n)
    assert answer(1) == "1" and made.count(1) == 2
