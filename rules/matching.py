"""Which measure of a plan's new version is which of the old: one to one, never by number alone.

Public names: Row, Matched, match.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SIMILAR = 0.8


@dataclass(frozen=True, slots=True)
class Row:
    """A measure as it is matched: `key` is the caller's (a uid, an index), `text` title and activity together."""

    key: str
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Matched:
    """`pairs` (old key, new key); `doubtful` old keys with the new keys they may be: a person says; both stay until
    then. `new` and `gone`: keys without any partner."""

    pairs: tuple[tuple[str, str], ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    doubtful: tuple[tuple[str, tuple[str, ...]], ...]


def match(old: Sequence[Row], new: Sequence[Row]) -> Matched:
    """Same text and number; then same text, unique on both sides; then same number and similarity of at least 0.8.
    What is left is doubtful where number or likeness suggests a partner, else new or gone."""
    left_old, left_new = list(old), list(new)
    pairs: list[tuple[str, str]] = []
    for rule in (_same, _same_text, _alike):
        found = rule(left_old, left_new)
        pairs += found
        taken_old, taken_new = {o for o, _ in found}, {n for _, n in found}
        left_old = [r for r in left_old if r.key not in taken_old]
        left_new = [r for r in left_new if r.key not in taken_new]
    doubtful = [(o.key, tuple(n.key for n in left_new if _may_be(o, n))) for o in left_old]
    unsure = {key for key, candidates in doubtful if candidates}
    return Matched(
        tuple(pairs),
        tuple(r.key for r in left_new),
        tuple(r.key for r in left_old if r.key not in unsure),
        tuple((key, candidates) for key, candidates in doubtful if candidates),
    )


def _folded(row: Row) -> str:
    return " ".join(row.text.casefold().split())


def _same(old: list[Row], new: list[Row]) -> list[tuple[str, str]]:
    """Rows that say the same in every word are interchangeable, so they pair in their order."""
    left: dict[tuple[str, str], list[Row]] = {}
    for row in new:
        left.setdefault((row.number, _folded(row)), []).append(row)
    those = ((row, left.get((row.number, _folded(row)))) for row in old)
    return [(row.key, rows.pop(0).key) for row, rows in those if rows]


def _same_text(old: list[Row], new: list[Row]) -> list[tuple[str, str]]:
    return [(o.key, n.key) for o, n in _single(old, new, _folded)]


def _alike(old: list[Row], new: list[Row]) -> list[tuple[str, str]]:
    both = _single(old, new, lambda r: r.number)
    return [(o.key, n.key) for o, n in both if similarity(o.text, n.text) >= SIMILAR]


def _single(old: list[Row], new: list[Row], name: Callable[[Row], str]) -> list[tuple[Row, Row]]:
    """Rows with the same name, where nobody else on either side has it."""
    count_old, count_new = Counter(map(name, old)), Counter(map(name, new))
    by_name = {name(r): r for r in new}
    return [(r, by_name[name(r)]) for r in old if count_old[name(r)] == count_new[name(r)] == 1]


def _may_be(old: Row, new: Row) -> bool:
    return old.number == new.number or similarity(old.text, new.text) >= SIMILAR


def similarity(one: str, other: str) -> float:
    """0..1, of the folded texts."""
    return SequenceMatcher(None, " ".join(one.casefold().split()), " ".join(other.casefold().split())).ratio()
