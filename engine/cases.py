"""Cases as `decide` wants them, loaded set-wise from the store. Public names: load_cases."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from engine.store import Unit, ledger, plans, silences
from rules.case import Case
from rules.model import Measure


def load_cases(unit: Unit, measures: Iterable[Measure], now: datetime | None) -> tuple[Case, ...]:
    """The cases of these measures, in their order; a handful of statements however many there are. A silence that is
    over is with them: a look that is late finds steps of its days. `now` None: no silence counts (nothing has been
    evaluated yet)."""
    mine = tuple(measures)
    uids = [m.uid for m in mine]
    by_plan = {p.uid: p for p in plans.plans(unit)}
    occurrences, notices = plans.occurrences(unit, uids), ledger.notices_of(unit, uids)
    muted = tuple(s for s in silences.silences(unit) if s.starts_at <= now) if now is not None else ()
    return tuple(
        Case(
            by_plan[m.plan],
            m,
            occurrences.get(m.uid, ()),
            frozenset(n.id for n in notices.get(m.uid, ())),
            tuple(n for n in notices.get(m.uid, ()) if n.waits),
            muted,
        )
        for m in mine
    )
