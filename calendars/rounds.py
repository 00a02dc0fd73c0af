"""The reporting rounds of plans as entries. Public names: round_entries.

One entry for a whole round: a plan of forty measures would else put forty lines on one day. It is never FORFALT:
whoever has answered for her own measures must not be told that others have not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from calendars.almanac import Almanac, Case
from calendars.entry import Audience, Entry
from calendars.identity import entry_uid
from calendars.words import Words, day_in_words, spoken, words
from rules.model import Meeting, Occurrence, Plan
from rules.recipients import responsible_roles
from rules.workflow import is_final

_ROUND = 4

Asked = list[tuple[Case, Occurrence]]


def round_entries(almanac: Almanac) -> Iterator[Entry]:
    """An entry for each period that a plan reports on, on the day its answers are due."""
    rounds: dict[tuple[str, str], Asked] = {}
    for case in almanac.cases():
        finished = is_final(almanac.book.rulebook, case.measure.state)
        for occurrence in case.occurrences:
            if occurrence.kind == "report" and occurrence.due and not (finished and occurrence.open):
                rounds.setdefault((case.plan.uid, occurrence.slot), []).append((case, occurrence))
    meetings = {m.uid: m for m in almanac.meetings}
    for (_, slot), asked in rounds.items():
        yield _round(almanac, slot, asked, meetings)


def _round(almanac: Almanac, slot: str, asked: Asked, meetings: dict[str, Meeting]) -> Entry:
    plan = asked[0][0].plan
    speak = words(plan.language)
    due = max(o.due for _, o in asked if o.due is not None)
    answered = [o.answered_at for _, o in asked if o.answered_at is not None]
    complete = len(answered) == len(asked)
    name = slot.removeprefix("t:")
    return Entry(
        uid=entry_uid(f"{plan.uid}-{name.replace(':', '-').replace('/', '_')}", almanac.domain),
        kind="round",
        day=due,
        title=speak.round.format(period=_period(almanac, name, due, meetings, speak), name=plan.title),
        description=_described(plan, due, asked, speak),
        categories=(speak.categories[_ROUND], *_committee(almanac, plan)),
        audience=_audience(almanac, plan, asked),
        mark="reported" if complete else "",
        path=f"/plan/{plan.id}",
        done_on=almanac.today(max(answered)) if complete else None,
    )


def _period(almanac: Almanac, name: str, due: date, meetings: dict[str, Meeting], speak: Words) -> str:
    meeting = meetings.get(name.removeprefix("m:"))
    day = meeting.held_on if meeting else due
    return spoken(name, speak.locale, lambda: day_in_words(day, speak.locale))


def _committee(almanac: Almanac, plan: Plan) -> tuple[str, ...]:
    known = almanac.book.committees.get(plan.committee or "")
    return (known.name,) if known else ()


def _audience(almanac: Almanac, plan: Plan, asked: Asked) -> Audience:
    roles = {role for case, _ in asked for role in responsible_roles(plan, case.measure, almanac.book)[0]}
    roles.add(almanac.book.secretariat_for(plan))
    committees = frozenset({plan.committee} if plan.committee else ())
    return Audience(frozenset({plan.id}), committees, frozenset(roles))


def _described(plan: Plan, due: date, asked: Asked, speak: Words) -> str:
    opens = min((o.opens for _, o in asked if o.opens is not None), default=None)
    lines = [speak.plan.format(text=plan.title), speak.round_all]
    if opens is not None:
        day = day_in_words(opens, speak.locale)
        lines.append(speak.round_opens.format(day=day, due=day_in_words(due, speak.locale)))
    return "\n".join(lines)
