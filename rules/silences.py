"""When a silence runs out, and who is told the day before. Public names: last_day, warn_at, concerns, warnings,
next_warning.

Muted notices are dropped, never let go later; so whoever muted them is asked in time whether it should go on. A silence
of one measure ends with the measure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from rules.book import Book
from rules.decide import CHANNEL
from rules.delivery import clock_time, for_person, instant
from rules.identity import notice_id
from rules.model import Measure, Notice, Plan, Reason, Silence
from rules.workflow import is_final

KIND = "silence_ends"
_DAY = timedelta(days=1)
_MOMENT = timedelta(seconds=1)


def last_day(silence: Silence, book: Book) -> date:
    """The last day on which it mutes."""
    return (silence.ends_at - _MOMENT).astimezone(book.zone).date()


def warn_at(silence: Silence, book: Book) -> datetime | None:
    """When its author is told that it runs out: the morning of the last mail day before its last day. None: it is so
    short that there is no such morning."""
    day = book.calendar.previous_open(last_day(silence, book) - _DAY)
    at = instant(day, clock_time(book.rulebook.settings.delivery.window.from_), book.zone)
    return at if at > silence.starts_at else None


def concerns(silence: Silence, plans: Iterable[Plan], measures: Mapping[str, Measure]) -> str | None:
    """The uid of the plan that a letter about the silence belongs to: its own, its measure's, else the first one that
    is active. None: there is none."""
    measure = measures.get(silence.measure or "")
    if silence.plan or measure:
        return silence.plan or (measure.plan if measure else None)
    return min((p.uid for p in plans if p.status == "active"), default=None)


def warnings(
    silences: Iterable[Silence], plans: Iterable[Plan], measures: Mapping[str, Measure], book: Book, now: datetime
) -> Iterator[Notice]:
    """The notices to authors whose silences run out now; each exists once, whoever asks how often."""
    running = [p for p in plans if p.status == "active" and p.stopped is None]
    for silence in silences:
        at, plan = warn_at(silence, book), concerns(silence, running, measures)
        about = measures.get(silence.measure or "")
        over = about is not None and (about.withdrawn or is_final(book.rulebook, about.state))
        known = silence.author in book.directory.people and any(p.uid == plan for p in running)
        if at is not None and at <= now < silence.ends_at and known and not over:
            yield _warning(silence, str(plan), at, book, now)


def next_warning(silences: Iterable[Silence], book: Book, now: datetime) -> datetime | None:
    """The first instant after now at which a silence's author is to be told; None: there is none."""
    times = (at for s in silences if (at := warn_at(s, book)) is not None and at > now and s.ends_at > at)
    return min(times, default=None)


def _warning(silence: Silence, plan: str, at: datetime, book: Book, now: datetime) -> Notice:
    cause = silence.ends_at.isoformat()
    return Notice(
        notice_id((silence.uid, KIND, cause, silence.author, CHANNEL)),
        "silence_ends",
        plan,
        silence.measure,
        None,
        None,
        KIND,
        silence.uid,
        cause,
        silence.author,
        CHANNEL,
        KIND,
        at,
        for_person(silence.author, now, book),
        Reason(KIND, role_from="silence", detail=silence.uid),
    )
