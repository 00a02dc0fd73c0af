"""The words of a plan's versions and what changed between them. Public names: Entry, FIELDS, Change, changes, Traced,
trace.

Only what committees decide counts as words: not the status column, which is reported, and not the number, which is a
label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from rules.matching import Row, match


@dataclass(frozen=True, slots=True)
class Entry:
    """A measure as a version of the plan words it. `approvers`: committees by id, those it needs alone."""

    number: str
    focus: str
    title: str
    activities: tuple[str, ...]
    purpose: str
    deadline: str
    responsible: str
    approvers: tuple[str, ...] = ()


FIELDS = tuple(f.name for f in fields(Entry) if f.name != "number")


@dataclass(frozen=True, slots=True)
class Change:
    """A measure that is new (`old` None), gone (`new` None), or worded otherwise in `fields`."""

    old: Entry | None
    new: Entry | None
    fields: tuple[str, ...] = ()

    @property
    def entry(self) -> Entry:
        """As it stands now, or stood."""
        known = self.new or self.old
        assert known is not None
        return known

    @property
    def number(self) -> str:
        """The number it has now, or had."""
        return self.entry.number


@dataclass(frozen=True, slots=True)
class Traced:
    """A measure with the version (1 is the first) in which its words last changed. `gone`: it left in that one."""

    entry: Entry
    since: int
    gone: bool = False


def changes(old: Sequence[Entry], new: Sequence[Entry]) -> tuple[Change, ...]:
    """What differs, in the order of the new version, then what is gone."""
    pairs = dict(_pairs(old, new))
    kept = {at: old[before] for before, at in pairs.items()}
    found = []
    for at, entry in enumerate(new):
        was = kept.get(at)
        if was is None:
            found.append(Change(None, entry))
        elif differs := _differs(was, entry):
            found.append(Change(was, entry, differs))
    return (*found, *(Change(entry, None) for at, entry in enumerate(old) if at not in pairs))


def trace(versions: Sequence[Sequence[Entry]]) -> tuple[Traced, ...]:
    """The measures of the newest version, then those that left on the way, each with when its words last changed."""
    if not versions:
        return ()
    now = [Traced(entry, 1) for entry in versions[0]]
    gone: list[Traced] = []
    for n, entries in enumerate(versions[1:], start=2):
        pairs = dict(_pairs([t.entry for t in now], entries))
        gone += [Traced(t.entry, n, gone=True) for at, t in enumerate(now) if at not in pairs]
        came = {at: now[before] for before, at in pairs.items()}
        now = [_follow(came.get(at), entry, n) for at, entry in enumerate(entries)]
    return (*now, *gone)


def _follow(was: Traced | None, entry: Entry, n: int) -> Traced:
    same = was is not None and not _differs(was.entry, entry)
    return Traced(entry, was.since if was is not None and same else n)


def _differs(old: Entry, new: Entry) -> tuple[str, ...]:
    return tuple(name for name in FIELDS if _plain(getattr(old, name)) != _plain(getattr(new, name)))


def _plain(words: str | tuple[str, ...]) -> tuple[str, ...]:
    parts = (words,) if isinstance(words, str) else words
    return tuple(" ".join(part.split()) for part in parts)


def _pairs(old: Sequence[Entry], new: Sequence[Entry]) -> list[tuple[int, int]]:
    """Which is which, as adding a plan again matches them; what is doubtful there is two measures here."""
    matched = match(_rows(old), _rows(new))
    return [(int(before), int(after)) for before, after in matched.pairs]


def _rows(entries: Sequence[Entry]) -> list[Row]:
    return [Row(str(at), e.number, "\n".join((e.title, *e.activities))) for at, e in enumerate(entries)]
