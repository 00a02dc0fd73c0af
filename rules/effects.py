"""What a change of rules would do, seen from the people who get mail. Public names: Effects, Change, effects, Guard,
guards.

Both rule sets are played over the same snapshot; what differs is compared notice by notice, not mail by mail, so that
two mails that become one digest are no change of what anybody is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from rules.rulebook import Rulebook
from rules.timetable import Event

Key = tuple[str, str, str]  # subject (occurrence or what it is about), step, person


@dataclass(frozen=True, slots=True)
class Change:
    """A person's notice that is `added`, `removed` or `moved` (then both instants are given)."""

    what: str
    person: str
    measure: str | None
    step: str
    old_at: datetime | None
    new_at: datetime | None


@dataclass(frozen=True, slots=True)
class Effects:
    """The difference between two rule sets over a period. `silent`: people who got mail and get none any more;
    `new_people` the other way round. `mails_*`: messages in all; `first_day_*`: on the first day that mail goes out."""

    changes: tuple[Change, ...]
    silent: tuple[str, ...]
    new_people: tuple[str, ...]
    mails_old: int
    mails_new: int
    first_day_old: int
    first_day_new: int
    moves_old: int = 0
    moves_new: int = 0

    def count(self, what: str) -> int:
        """How many notices are added, removed or moved."""
        return sum(c.what == what for c in self.changes)

    def by_person(self) -> Mapping[str, Counter[str]]:
        """For each person with a change, how many of which kind."""
        counted: dict[str, Counter[str]] = {}
        for change in self.changes:
            counted.setdefault(change.person, Counter())[change.what] += 1
        return dict(sorted(counted.items()))

    @property
    def nothing(self) -> bool:
        """Whether nobody would notice."""
        return not self.changes and self.moves_old == self.moves_new


@dataclass(frozen=True, slots=True)
class _Played:
    notices: Mapping[Key, tuple[datetime, str | None]]
    mails: int
    first_day: int
    moves: int


def effects(old: Iterable[Event], new: Iterable[Event], first: date, zone: ZoneInfo) -> Effects:
    """What changes for whom. `first`: the first day, whose burst is counted."""
    before, after = _played(old, first, zone), _played(new, first, zone)
    changes = [*_lost_or_moved(before, after), *_added(before, after)]
    people_before, people_after = ({k[2] for k in p.notices} for p in (before, after))
    return Effects(
        tuple(sorted(changes, key=_order)),
        tuple(sorted(people_before - people_after)),
        tuple(sorted(people_after - people_before)),
        before.mails,
        after.mails,
        before.first_day,
        after.first_day,
        before.moves,
        after.moves,
    )


def _played(events: Iterable[Event], first: date, zone: ZoneInfo) -> _Played:
    notices: dict[Key, tuple[datetime, str | None]] = {}
    mails = on_first_day = moves = 0
    for event in events:
        if event.message is None:
            moves += 1
            continue
        mails += 1
        on_first_day += event.at.astimezone(zone).date() == first
        for n in event.notices:
            notices[n.occurrence or f"{n.kind}:{n.subject}:{n.cause}", n.step, n.person] = (event.at, n.measure)
    return _Played(notices, mails, on_first_day, moves)


def _lost_or_moved(before: _Played, after: _Played) -> Iterable[Change]:
    for key, (at, measure) in before.notices.items():
        found = after.notices.get(key)
        if found is None:
            yield Change("removed", key[2], measure, key[1], at, None)
        elif found[0] != at:
            yield Change("moved", key[2], measure, key[1], at, found[0])


def _added(before: _Played, after: _Played) -> Iterable[Change]:
    for key, (at, measure) in after.notices.items():
        if key not in before.notices:
            yield Change("added", key[2], measure, key[1], None, at)


def _order(change: Change) -> tuple[str, str, str, str]:
    at = change.new_at or change.old_at
    return (at.isoformat() if at else "", change.person, change.measure or "", change.step)


@dataclass(frozen=True, slots=True)
class Guard:
    """A reason to ask before a change is applied. `code`: more_mail, silent, burst, state_in_use, role_in_use,
    committee_in_use; `detail` names it."""

    code: str
    detail: str


MORE_MAIL_PERCENT = 25
BURST = 20


def guards(
    found: Effects,
    new: Rulebook,
    states_in_use: Iterable[str],
    roles_gone: Iterable[str] = (),
    committees_gone: Iterable[str] = (),
) -> tuple[Guard, ...]:
    """What a person must say yes to: more than 25 % more mail, somebody who goes silent, more than 20 mails more on
    the first day, a state removed that measures are in, a role or committee removed that plans name."""
    asked = [Guard("silent", person) for person in found.silent]
    if found.mails_new * 100 > found.mails_old * (100 + MORE_MAIL_PERCENT):
        asked.append(Guard("more_mail", f"{found.mails_old} → {found.mails_new}"))
    if found.first_day_new - found.first_day_old > BURST:
        asked.append(Guard("burst", f"{found.first_day_old} → {found.first_day_new}"))
    asked += [Guard("state_in_use", s) for s in sorted(set(states_in_use) - set(new.states))]
    asked += [Guard("role_in_use", r) for r in sorted(set(roles_gone))]
    asked += [Guard("committee_in_use", c) for c in sorted(set(committees_gone))]
    return tuple(asked)
