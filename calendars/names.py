"""The names of feeds: what is in each, and what it is called. Public names: FeedName, FeedError, parse_feed_name,
feed_names, Twin, feed_title, no_such_feed.

plan-ID · komite-ID · moter-ID · rolle-ID · min · alt, each also with -perioder and -oppgaver at the end.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from calendars.almanac import SHOWN_PLANS
from calendars.entry import Entry, shorten
from calendars.privacy import without_contact
from calendars.words import Words, words
from rules.book import Book
from rules.errors import TidsfristError
from rules.model import Plan

Kind = Literal["plan", "komite", "moter", "rolle", "min", "alt"]
Twin = Literal["", "perioder", "oppgaver"]

TITLE_MAX = 59
_KINDS: tuple[Kind, ...] = ("plan", "komite", "moter", "rolle")
_TWINS: tuple[Twin, ...] = ("perioder", "oppgaver")


class FeedError(TidsfristError):
    """There is no feed of that name."""


@dataclass(frozen=True, slots=True)
class FeedName:
    """Which feed. `id`: of the plan, committee or role; empty for min and alt. `twin`: the opt-in variant."""

    kind: Kind
    id: str = ""
    twin: Twin = ""

    def __str__(self) -> str:
        return "-".join(part for part in (self.kind, self.id, self.twin) if part)

    def shows(self, entry: Entry, roles: Collection[str] = ()) -> bool:
        """Whether the entry is in this feed. `roles`: those of the person, for «min»."""
        match self.kind:
            case "plan":
                return self.id in entry.audience.plans
            case "komite":
                return self.id in entry.audience.committees
            case "moter":
                return entry.kind == "meeting" and self.id in entry.audience.committees
            case "rolle":
                return self.id in entry.audience.roles
            case "min":
                return not entry.audience.roles.isdisjoint(roles)
            case _:
                return True


def parse_feed_name(text: str, known: Iterable[str] = ()) -> FeedName:
    """The feed that a name means. `known`: existing names, for «did you mean». Raises FeedError."""
    rest, twin = text, ""
    for one in _TWINS:
        if text.endswith(f"-{one}"):
            rest, twin = text.removesuffix(f"-{one}"), one
    if rest in ("min", "alt"):
        return FeedName(rest, "", _twin(twin))  # type: ignore[arg-type]
    kind, _, id = rest.partition("-")
    if id and kind in _KINDS:
        return FeedName(kind, id, _twin(twin))
    raise no_such_feed(text, known)


def _twin(text: str) -> Twin:
    return next((t for t in _TWINS if t == text), "")


def no_such_feed(text: str, known: Iterable[str]) -> FeedError:
    """The error that names the nearest feed there is."""
    near = difflib.get_close_matches(text, list(known), n=1, cutoff=0.5)
    hint = f"Mente du {near[0]}?" if near else "Feeder heter plan-ID, komite-ID, moter-ID, rolle-ID, min eller alt."
    return FeedError(f"Det finnes ingen feed som heter «{text}». {hint}")


def feed_names(book: Book, plans: Iterable[Plan]) -> dict[str, str]:
    """Every feed of the tenant and its title, the opt-in twins left out, in a fixed order."""
    speak = words(book.rulebook.settings.locale)
    found = {f"plan-{p.id}": p.title for p in sorted(plans, key=lambda p: p.id) if p.status in SHOWN_PLANS}
    for committee in sorted(book.committees.values(), key=lambda c: c.id):
        found[f"komite-{committee.id}"] = speak.feed_committee.format(name=committee.name)
        found[f"moter-{committee.id}"] = speak.feed_meetings.format(name=committee.name)
    for role in sorted(book.directory.roles.values(), key=lambda r: r.id):
        found[f"rolle-{role.id}"] = speak.feed_role.format(name=role.label)
    return {**found, "min": speak.feed_mine, "alt": speak.feed_all}


def feed_title(name: FeedName, known: dict[str, str], speak: Words) -> str:
    """What calendar programs call the feed, under 60 characters. Raises FeedError for a name that is not known."""
    base = str(replace(name, twin=""))
    if base not in known:
        raise no_such_feed(str(name), known)
    room = TITLE_MAX - len(_twin_pattern(name, speak).format(name=""))
    return _twin_pattern(name, speak).format(name=shorten(without_contact(known[base]), room))


def _twin_pattern(name: FeedName, speak: Words) -> str:
    return {"": "{name}", "perioder": speak.feed_periods, "oppgaver": speak.feed_tasks}[name.twin]
