"""Whether what the clock does by itself comes to an end. Public names: review_clock."""

from __future__ import annotations

from collections.abc import Mapping

from engine.documents.references import Review, items, mappings, texts
from engine.documents.yamltext import Path_


def review_clock(review: Review) -> None:
    """Notes a first state that is a last one, and transitions of the clock that lead out of a last state or in a
    circle: a look would move the measure for ever."""
    states = {str(path[-1]): state for path, state in mappings(review.document, ("states",))}
    for name, state in states.items():
        if state.get("initial") is True and state.get("final") is True:
            review.tell(("states", name, "final"), "initial_final")
    final = {name for name, state in states.items() if state.get("final") is True}
    ways: dict[str, set[str]] = {}
    for path, transition in items(review.document, ("transitions",)):
        by, to = transition.get("by"), transition.get("to")
        if not isinstance(by, list) or "clock" not in by or not isinstance(to, str):
            continue
        for place, source in texts(review.document, (*path, "from")):
            if source in final:
                review.tell(place, "clock_final", value=review.quote(source))
        _lead(review, path, to, ways, final)


def _lead(review: Review, path: Path_, to: str, ways: dict[str, set[str]], final: set[str]) -> None:
    """Adds the transition's ways, and tells where one closes a circle."""
    for _, source in texts(review.document, (*path, "from")):
        for one in (set(review.known.states or ()) - final - {to}) if source == "*" else {source}:
            back = _way(ways, to, one)
            if back is not None:
                review.tell(path, "clock_circle", value=" → ".join((one, *back)))
                return
            ways.setdefault(one, set()).add(to)


def _way(ways: Mapping[str, set[str]], first: str, last: str, seen: frozenset[str] = frozenset()) -> list[str] | None:
    """The states from one to the other, both included; None: the clock never leads there."""
    if first == last:
        return [first]
    for step in sorted(ways.get(first, set()) - seen):
        rest = _way(ways, step, last, seen | {first})
        if rest is not None:
            return [first, *rest]
    return None
