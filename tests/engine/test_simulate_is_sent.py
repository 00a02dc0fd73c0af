"""What `simulate` says is what is then sent: over random years of answers, silences, absences, moved meetings, new
rulebooks, new versions of the plan, refused mails and crashes. And nothing is lost, and nothing comes twice.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from engine.documents.planfile import MeasureEntry
from engine.hearing import EVERYONE
from tests.engine.world import ROLES, World, edited, shipped

START = datetime(2015, 1, 5, 11, 0, 7, tzinfo=UTC)  # seconds past the minute: nothing is ever planned for that
TEXTS = (
    "Juni og nov 2015", "Neste møte", "Løpende", "Våren 2015", "snarest", "Q1 – Q4", "Tema på alle LSU", "Fra april",
    "31.3.2015", "Mars 2015", "Q2", "2015",
)  # fmt: skip
CELLS = ("K26", "Klinikkdirektør DS", "K26/Klinikkdirektør DS", "", "Noen vi ikke kjenner")
SPANS = tuple(timedelta(hours=h) for h in (3, 21, 24, 72, 24 * 9, 24 * 31))
OUTCOMES = ("done", "nothing", "in_progress", "waiting", "at_risk", "not_relevant", "postpone", "no_change")
EDITS = (
    ("{id: before, at: -14d,", "{id: before, at: -21d,"),
    ("per_day: 3}", "per_day: 1}"),
    ("{id: week,   at: +1w,", "{id: week,   at: +2d,"),
    ("overdue_by: {min: 5bd}", "overdue_by: {min: 1bd}"),
    ('digest: {at: "07:45", min_items: 2', 'digest: {at: "09:15", min_items: 4'),
    ("period_due: last_working_day", "period_due: last_day"),
)
POST_FAULTS = st.lists(st.sampled_from(("", "before", "after", "later", "never")), max_size=4)
STORE_FAULTS = st.lists(st.sampled_from(("", "", "before", "after")), max_size=8)
INDEX = st.integers(0, 40)


class Years(RuleBasedStateMachine):
    """A world in which anything may happen between two looks at it."""

    @initialize(
        cells=st.lists(st.tuples(st.sampled_from(TEXTS), st.sampled_from(CELLS)), min_size=1, max_size=5),
        rounds=st.sampled_from((None, "tertial", "quarter", "meeting")),
    )
    def begin(self, cells: list[tuple[str, str]], rounds: str | None) -> None:
        self.rounds, self.book = rounds, shipped()
        self.world = World(START)
        self.world.entries = [self.entry(n, text, cell) for n, (text, cell) in enumerate(cells)]
        self.world.add_plan(rounds)
        self.died = 0

    @staticmethod
    def entry(n: int, text: str, cell: str) -> MeasureEntry:
        words = ("Lage en avtale", "Holde et kurs", "Skrive en rutine", "Møte brukerne", "Måle resultatene", "Dele det")
        title = f"{words[n % len(words)]} om sak nummer {n}"
        return MeasureEntry(id=str(n + 1), title=title, deadline_text=text, responsible_text=cell)

    @rule(span=st.sampled_from(SPANS))
    def time_passes(self, span: timedelta) -> None:
        said, happened = self.world.advance(span)
        assert not difference(said, happened)

    @rule(n=INDEX, who=INDEX, outcome=st.sampled_from(OUTCOMES), days=st.integers(1, 60))
    def somebody_answers(self, n: int, who: int, outcome: str, days: int) -> None:
        rows = self.world.open_rows
        if rows:
            people = sorted(self.world.home.book.directory.people)
            role = ROLES[who % len(ROLES)]
            held = self.world.home.book.directory.holders(role, self.world.today)
            by = held[0].person if held else people[who % len(people)]
            day = self.world.today + timedelta(days=days)
            wish = {"comment": "prøve", "review_on": day, "new_deadline": day.isoformat()}
            self.world.answer(rows[n % len(rows)].uid, outcome, by, **wish)

    @rule(n=INDEX, span=st.none() | st.sampled_from(SPANS))
    def it_is_done_and_then_it_is_not(self, n: int, span: timedelta | None) -> None:
        """`span`: how much later it is taken back; None: never, or another time."""
        rows, by = self.world.rows, self.world.secretary
        if rows and by is not None:
            one = rows[n % len(rows)]
            if one.open:
                self.world.answer(one.uid, "done", by, party=EVERYONE, comment="prøve")
            if span is not None:
                self.time_passes(span)
                self.world.answer(one.uid, "reopen", by, party=EVERYONE, comment="prøve")

    @rule(who=INDEX, days=st.integers(0, 90), n=st.none() | INDEX)
    def somebody_mutes(self, who: int, days: int, n: int | None) -> None:
        people = sorted(self.world.home.book.directory.people)
        author, person = people[who % len(people)], people[(who * 7 + days) % len(people)]
        number = self.world.entries[n % len(self.world.entries)].id if n is not None else None
        what = {"plan": "prove", "measure": number} if number else {"person": person}
        self.world.silence(author, days, **what)

    @rule(who=INDEX, days=st.integers(0, 40), deputy=st.none() | INDEX)
    def somebody_leaves(self, who: int, days: int, deputy: int | None) -> None:
        book, today = self.world.home.book, self.world.today
        held = [h.person for role in ROLES for h in book.directory.holders(role, today)] or sorted(
            book.directory.people
        )
        others = sorted(book.directory.people)
        stand_in = others[deputy % len(others)] if deputy is not None else None
        self.world.away(held[who % len(held)], days, stand_in)

    @rule(n=INDEX, days=st.none() | st.integers(-20, 40))
    def meeting_moves(self, n: int, days: int | None) -> None:
        self.world.meeting(n, days)

    @rule(edit=st.sampled_from(EDITS), back=st.booleans())
    def rulebook_changes(self, edit: tuple[str, str], back: bool) -> None:
        self.world.apply(shipped() if back else edited(shipped(), *edit))

    @rule(n=INDEX, text=st.sampled_from(TEXTS), how=st.sampled_from(("change", "add", "drop")))
    def plan_comes_again(self, n: int, text: str, how: str) -> None:
        entries = self.world.entries
        at = n % len(entries)
        if how == "change":
            entries[at] = entries[at].model_copy(update={"deadline_text": text})
        elif how == "add" and len(entries) < 8:
            entries.append(self.entry(len(entries) + n, text, CELLS[n % len(CELLS)]).model_copy(update={"id": f"n{n}"}))
        elif how == "drop" and len(entries) > 1:
            del entries[at]
        if len({e.id for e in entries}) == len(entries):
            self.world.add_plan(self.rounds)

    @rule(post=POST_FAULTS, store=STORE_FAULTS)
    def things_break(self, post: list[str], store: list[str]) -> None:
        self.world.post.faults, self.world.store.plan = post, store
        self.died += sum(f in ("before", "after") for f in (*post, *store))

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.world.post.faults, self.world.store.plan = [], []
            self.time_passes(timedelta(days=60))
            conserved(self.world, self.died)
            for count in self.world.post.delivered.values():
                assert count <= 1 + self.died  # a twin only where the process died, with the same Message-ID


def difference(said: list[Any], happened: list[Any]) -> dict[str, list[Any]]:
    """What only one of them has; nothing where they are the same, in the same order."""
    if said == happened:
        return {}
    return {"only said": [e for e in said if e not in happened], "only done": [e for e in happened if e not in said]}


def conserved(world: World, died: int = 0) -> None:
    """Every notice there ever was is sent, in a message, cancelled, silenced, suppressed, held or waiting; and what is
    said to be sent was delivered, in one message only. `died`: how often the process did."""
    notices = world.notices()
    messages = world.messages()
    where: Counter[str] = Counter(n for m in messages if m.status != "cancelled" for n in m.notices)
    assert not [n for n, times in where.items() if times > 1]
    assert len({m.message_id for m in messages}) == len(messages)
    sent = {n for m in messages if m.status == "sent" for n in m.notices}
    by_status = Counter(n.status for n in notices)
    assert {n.id for n in notices if n.status == "sent"} == sent
    assert {m.message_id for m in messages if m.status == "sent"} <= set(world.post.delivered)
    # What died between delivery and its own note of it is tried again, and that second try may be refused for good.
    went = ("sent", "uncertain", "retry", "inflight", *(("failed",) if died else ()))
    assert set(world.post.delivered) <= {m.message_id for m in messages if m.status in went}
    assert not [n for n in notices if n.status in ("silenced", "cancelled") and n.id in sent]
    late = world.now - timedelta(days=40)
    assert not [n for n in notices if n.status in ("waiting", "composed") and n.deliver_at < late]
    counted = sum(
        by_status[s]
        for s in ("sent", "composed", "cancelled", "silenced", "suppressed", "held", "waiting", "uncertain")
    )
    assert counted == len(notices)


QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


def test_what_is_said_is_what_is_sent() -> None:
    few = settings(
        max_examples=12, stateful_step_count=12, deadline=None, derandomize=True, suppress_health_check=QUIET,
        database=None, phases=(Phase.explicit, Phase.generate),
    )  # fmt: skip
    run_state_machine_as_test(Years, settings=few)


@pytest.mark.long
def test_what_is_said_is_what_is_sent_for_long() -> None:
    many = settings(
        max_examples=150, stateful_step_count=40, deadline=None, suppress_health_check=QUIET, print_blob=True
    )
    run_state_machine_as_test(Years, settings=many)
