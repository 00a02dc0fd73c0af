"""A rule that is new or changed never sends for old rows; nights when the clock is moved, new year and leap days are
days like others.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from engine.documents.planfile import MeasureEntry
from tests.engine.world import World, edited, shipped

QUEUE = "{id: queue,  at: +2w,  template: after, to: [secretariat]}      # deretter"
EXTRA = "\n      - {id: extra, at: -20d, template: reminder}  # deretter"
REST = "{name: alt annet,                                                            ladder: "
MORE = (
    ("{id: week,   at: +1w,  template: overdue}", "{id: week,   at: +1d,  template: overdue}"),
    (QUEUE, QUEUE.partition("      #")[0] + EXTRA),
    (f"{REST}standard}}", f"{REST}start}}"),
)


def world(start: str, *deadlines: str, year: int = 2015) -> World:
    """A plan with these deadlines, before its first instant."""
    made = World(datetime.fromisoformat(start).replace(tzinfo=UTC), year=year)
    made.entries = [
        MeasureEntry(id=f"{n}", title=f"Sak nummer {n} i planen", deadline_text=text, responsible_text="K26")
        for n, text in enumerate(deadlines)
    ]
    made.add_plan(None)
    return made


def until(made: World, day: str) -> None:
    """Plays to a few seconds past noon; what was said is what was sent."""
    said, happened = made.advance(datetime.fromisoformat(f"{day}T11:00:07+00:00") - made.now)
    assert said == happened


def sent(made: World, since: datetime) -> list[tuple[str, str]]:
    """(local time, template) of the mails since then, in order."""
    zone = made.home.book.zone
    mine = sorted((m.deliver_at, m.template) for m in made.messages() if m.deliver_at > since and m.status == "sent")
    return [(f"{at.astimezone(zone):%Y-%m-%d %H:%M}", template) for at, template in mine]


@pytest.mark.parametrize("change", MORE, ids=("moved step", "new step", "other ladder"))
def test_new_rule_sends_nothing_for_what_is_past(change: tuple[str, str]) -> None:
    made = world("2015-05-04T11:00:07", "15.5.2015", "22.5.2015", "1.6.2015")
    until(made, "2015-05-20")
    before = made.now
    made.apply(edited(shipped(), *change))
    until(made, "2015-05-21")
    assert sent(made, before) == []
    assert not [n for n in made.notices() if n.planned_at <= before < n.deliver_at]


def test_change_there_and_back_sends_nothing_twice() -> None:
    made = world("2015-05-04T11:00:07", "29.5.2015")
    until(made, "2015-05-16")
    first = sent(made, made.now - timedelta(days=30))
    for _ in range(3):
        made.apply(edited(shipped(), *MORE[0]))
        until(made, f"{made.today + timedelta(days=1)}")
        made.apply(shipped())
        until(made, f"{made.today + timedelta(days=1)}")
    assert sent(made, made.now - timedelta(days=40)) == first
    until(made, "2015-06-20")
    steps = [n.step for n in made.notices() if n.kind == "step" and n.status == "sent"]
    assert sorted(steps) == ["before", "queue", "today", "week"]


def test_plan_of_2014_activated_in_2026_introduces_itself_and_lists_and_is_silent() -> None:
    made = world("2026-01-05T06:00:07", "Mars 2014", "Q2", "Høst 2014", "2014", year=2014)
    until(made, "2026-12-30")
    assert [template for _, template in sent(made, made.now - timedelta(days=400))] == ["introduction", "late_list"]


@pytest.mark.parametrize(
    ("start", "due", "mails"),
    [
        # the clock goes forward on 29 March 2015 and back on 25 October: 07:45 stays 07:45
        ("2015-03-02", "30.3.2015", "2015-03-16 2015-03-30 2015-04-07 2015-04-13"),  # and +1w is Easter Monday
        ("2015-10-01", "26.10.2015", "2015-10-12 2015-10-26 2015-11-02 2015-11-09"),
        # a leap day, and the turn of the year with romjul in between
        ("2016-02-01", "29.2.2016", "2016-02-15 2016-02-29 2016-03-07 2016-03-14"),
        ("2015-12-01", "31.12.2015", "2015-12-17 2015-12-23 2016-01-07 2016-01-14"),
        # a step on Maundy Thursday is moved to the day before, not lost
        ("2015-03-01", "16.4.2015", "2015-04-01 2015-04-16 2015-04-23 2015-04-30"),
    ],
)
def test_days_that_are_not_like_others(start: str, due: str, mails: str) -> None:
    made = world(f"{start}T11:00:07", due, year=int(start[:4]))
    begun = made.now + timedelta(days=1)
    for days in (1, 1, 1, 40, 20):
        said, happened = made.advance(timedelta(days=days))
        assert said == happened
    assert [at for at, _ in sent(made, begun)] == [f"{day} 07:45" for day in mails.split()]
