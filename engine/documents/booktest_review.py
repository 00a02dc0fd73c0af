"""Whether the rulebook's own tests can run at all. Public names: review_booktests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.documents.references import Review, items, texts
from engine.documents.yamltext import Path_


def review_booktests(review: Review) -> None:
    """Notes what no test can pass with: an end before its beginning, and names of what does not exist."""
    for path, test in items(review.document, ("tests",)):
        first, last = test.get("from"), test.get("to")
        if isinstance(first, str) and isinstance(last, str) and last < first:
            review.tell((*path, "to"), "test_order", value=review.quote(last))
        _events(review, path, test)
        for place, _ in items(review.document, (*path, "expect", "mails")):
            review.refer((*place, "template"), "no_template", review.known.templates)
        for place, _ in items(review.document, (*path, "expect", "states")):
            review.refer((*place, "is"), "no_state", review.known.states)


def _events(review: Review, path: Path_, test: dict[str, Any]) -> None:
    known = review.known.roles
    cast = None if known is None else list(dict.fromkeys([*_cast(review, path, test), *known]))
    for place, _ in items(review.document, (*path, "events")):
        review.refer((*place, "transition"), "no_action", review.known.transitions)
        for name in (("by",), ("away", "who"), ("away", "deputy"), ("silence", "person")):
            review.refer((*place, *name), "not_in_test", cast)


def _cast(review: Review, path: Path_, test: dict[str, Any]) -> Iterator[str]:
    """Who is in the test, besides one person for each role that it does not name."""
    for key in ("people", "leads"):
        given = test.get(key)
        for role in given if isinstance(given, dict) else ():
            yield str(role)
            yield from (name for _, name in texts(review.document, (*path, key, role)))
    for place, _ in items(review.document, (*path, "away")):
        for key in ("who", "deputy"):
            yield from (name for _, name in texts(review.document, (*place, key)))
