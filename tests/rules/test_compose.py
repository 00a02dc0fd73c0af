"""A person's waiting notices become messages: single, digest, held over; nothing is lost, nothing said twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.compose import Composed, Had, compose, had
from rules.identity import single_message_id
from rules.model import Notice
from tests.fakes import at, book, notice

NOW = at("2015-06-16 07:45")
BOOK = book()


def composed(waiting: Sequence[Notice], sent_today: int = 0, **delivery: Any) -> Composed:
    rules = book(settings={"secretariat": "sekretariat", "delivery": delivery}) if delivery else BOOK
    return compose("kari", waiting, Had(sent_today, sent_today), NOW, rules, "standard", "example.org")


def shape(result: Composed) -> list[tuple[str, str, int]]:
    return [(m.template, m.kind, len(m.notices)) for m in result.messages]


def general(kind: Any, name: str = "", plan: str = "plan") -> Notice:
    """A notice of its own kind, without an occurrence."""
    return notice(f"{kind}{name}{plan}", kind=kind, template=kind, occurrence=None, due=None, plan=plan)


def asks(name: str, plan: str = "plan") -> Notice:
    return notice(name, template="status_request", step="ask", plan=plan)


def test_nobody_waits() -> None:
    assert composed([]) == Composed()


def test_one_notice_is_a_single_mail_with_its_own_template() -> None:
    result = composed([notice()])
    (message,) = result.messages
    assert (message.kind, message.template, message.notices) == ("single", "reminder", (notice().id,))
    assert message.message_id == single_message_id(notice().id, "example.org")
    assert (message.person, message.day, message.n, message.deliver_at) == ("kari", date(2015, 6, 16), 1, NOW)


def test_two_notices_are_a_digest() -> None:
    assert shape(composed([notice("a"), notice("b", template="overdue")])) == [("digest", "digest", 2)]


def test_fewer_than_the_rulebook_asks_for_go_alone() -> None:
    result = composed([notice("a"), notice("b")], digest={"min_items": 3})
    assert shape(result) == [("reminder", "single", 1)] * 2


def test_digest_that_grows_too_long_is_cut() -> None:
    waiting = [notice(f"n{n}") for n in range(7)]
    result = composed(waiting, digest={"max_items": 3})
    assert shape(result) == [("digest", "digest", 3), ("digest", "digest", 3), ("reminder", "single", 1)]


def test_digest_is_in_order_of_due() -> None:
    late, early = notice("late", due=date(2015, 7, 1)), notice("early", due=date(2015, 6, 20))
    none = notice("none", due=None, kind="moved")
    (message,) = composed([late, early, none]).messages
    assert message.notices == (none.id, early.id, late.id)


def test_introduction_always_goes_alone_and_first() -> None:
    result = composed([notice("a"), notice("b"), general("introduction"), general("introduction", plan="plan2")])
    assert shape(result) == [("introduction", "single", 1)] * 2 + [("digest", "digest", 2)]


def test_what_activation_tells_the_secretariat_is_one_list() -> None:
    waiting = [general("question", "1"), general("vacant"), general("late_list"), general("question", "2")]
    result = composed(waiting)
    assert shape(result) == [("late_list", "digest", 4)]
    assert result.messages[0].notices[0] == general("late_list").id


def test_questions_without_a_list_go_together_and_by_plan() -> None:
    waiting = [general("question", "1"), general("question", "2"), general("question", "3", "plan2"), general("vacant")]
    assert sorted(shape(composed(waiting))) == [
        ("question", "digest", 2),
        ("question", "single", 1),
        ("vacant", "single", 1),
    ]


def test_the_list_of_one_plan_takes_no_questions_of_another() -> None:
    result = composed([general("late_list"), general("question", "1", "plan2")])
    assert sorted(shape(result)) == [("late_list", "single", 1), ("question", "single", 1)]


def test_status_requests_of_a_plan_are_one_mail() -> None:
    result = composed([asks("a"), asks("b"), asks("c", "plan2"), notice("d")])
    assert shape(result) == [
        ("status_request", "digest", 2),
        ("status_request", "single", 1),
        ("reminder", "single", 1),
    ]


def test_blanks_of_a_round_are_one_mail() -> None:
    blanks = [notice(n, template="round_blanks", person="per") for n in "abc"]
    assert shape(composed(blanks)) == [("round_blanks", "digest", 3)]


def test_more_than_the_day_allows_waits_for_the_next_morning() -> None:
    waiting = [general("introduction", plan=f"plan{n}") for n in range(4)] + [notice()]
    result = composed(waiting)
    assert shape(result) == [("introduction", "single", 1)] * 3
    assert len(result.postponed) == 2 and result.postponed_to == at("2015-06-17 07:45")


@pytest.mark.parametrize(("sent_today", "expected"), [(0, 1), (2, 1), (3, 0), (9, 0)])
def test_what_was_sent_today_counts(sent_today: int, expected: int) -> None:
    result = composed([notice()], sent_today)
    assert len(result.messages) == expected
    assert [m.n for m in result.messages] == [sent_today + 1] * expected
    assert bool(result.postponed) == (expected == 0)


def test_a_cancelled_mail_counts_for_no_cap_but_keeps_its_number() -> None:
    first, second = composed([general("introduction"), general("introduction", plan="plan2")]).messages
    today = had([first, replace(second, status="cancelled")])
    assert today == Had(1, 2)
    result = compose("kari", [general("introduction", plan=f"p{n}") for n in range(3)], today, NOW, BOOK, "t", "d")
    assert [m.n for m in result.messages] == [3, 4] and len(result.postponed) == 1


def test_what_is_over_the_cap_on_friday_waits_for_monday() -> None:
    friday = at("2015-06-19 10:00")
    result = compose("kari", [notice()], Had(3, 3), friday, BOOK, "standard", "example.org")
    assert result.postponed_to == at("2015-06-22 07:45")


def test_the_day_is_the_persons() -> None:
    far = replace(BOOK.directory.people["kari"], zone="Pacific/Auckland")
    directory = replace(BOOK.directory, people={**BOOK.directory.people, "kari": far})
    result = compose("kari", [notice()], Had(), at("2015-06-16 20:00"), book(directory=directory), "standard", "x")
    assert result.messages[0].day == date(2015, 6, 17)


def test_message_id_of_a_single_is_that_of_its_notice_on_any_day() -> None:
    later = compose("kari", [notice()], Had(2, 2), at("2015-06-18 09:00"), BOOK, "standard", "example.org")
    assert later.messages[0].message_id == composed([notice()]).messages[0].message_id
    assert later.messages[0].uid != composed([notice()]).messages[0].uid


def test_message_id_of_a_digest_is_that_of_person_day_and_number() -> None:
    two, other = [notice("a"), notice("b")], [notice("c"), notice("d")]
    first = composed(two).messages[0].message_id
    assert first == composed(other).messages[0].message_id  # the first of the day, whatever is in it
    second = composed(other, 1).messages[0].message_id
    tomorrow = (
        compose("kari", two, Had(), at("2015-06-17 08:00"), BOOK, "standard", "example.org").messages[0].message_id
    )
    ola = compose("ola", two, Had(), NOW, BOOK, "standard", "example.org").messages[0].message_id
    assert len({first, second, tomorrow, ola}) == 4


TEMPLATES = ["reminder", "due_today", "overdue", "after", "status_request", "round_blanks", "moved"]
STEPS = st.builds(
    lambda n, template, plan, day: notice(f"{n}", template=template, plan=plan, due=day),
    st.integers(0, 60),
    st.sampled_from(TEMPLATES),
    st.sampled_from(["plan", "plan2"]),
    st.none() | st.dates(date(2015, 6, 1), date(2015, 7, 31)),
)
OTHERS = st.builds(
    lambda n, kind, plan: general(kind, f"{n}", plan),
    st.integers(0, 9),
    st.sampled_from(["introduction", "late_list", "question", "vacant"]),
    st.sampled_from(["plan", "plan2"]),
)
WAITING = st.lists(STEPS | OTHERS, max_size=14, unique_by=lambda n: n.id)


@given(WAITING, st.integers(0, 4), st.integers(2, 4))
def test_every_notice_is_in_exactly_one_message_or_postponed(waiting: list[Notice], sent: int, longest: int) -> None:
    result = composed(waiting, sent, digest={"max_items": longest})
    told = [n for m in result.messages for n in m.notices]
    assert sorted([*told, *result.postponed]) == sorted(n.id for n in waiting)
    assert len(result.messages) <= max(0, 3 - sent)
    assert (result.postponed_to is None) == (not result.postponed)


@given(WAITING, st.integers(0, 2))
def test_messages_have_numbers_and_ids_of_their_own(waiting: list[Notice], sent: int) -> None:
    messages = composed(waiting, sent).messages
    assert [m.n for m in messages] == list(range(sent + 1, sent + 1 + len(messages)))
    assert len({m.message_id for m in messages}) == len({m.uid for m in messages}) == len(messages)
    assert all((m.kind == "single") == (len(m.notices) == 1) for m in messages)


@given(WAITING, st.randoms(use_true_random=False))
def test_order_of_the_notices_does_not_matter(waiting: list[Notice], mix: Any) -> None:
    shuffled = list(waiting)
    mix.shuffle(shuffled)
    assert composed(shuffled) == composed(waiting)


@given(WAITING)
def test_no_message_mixes_plans_but_the_digest(waiting: list[Notice]) -> None:
    plans = {n.id: n.plan for n in waiting}
    for message in composed(waiting).messages:
        assert message.template == "digest" or len({plans[n] for n in message.notices}) == 1
