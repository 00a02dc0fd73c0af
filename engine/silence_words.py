"""What a silence mutes, in words. Public names: Named, muted_words, silence_item, why_words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from notifiers.view import ItemView, with_words
from notifiers.words import day_words
from rules.book import Book
from rules.model import Measure, Plan, Silence
from rules.silences import last_day

_WORDS = {
    "nb": {
        "all": "alle varsler",
        "measure": "tiltak {}",
        "focus": "innsatsområdet «{}»",
        "plan": "planen «{}»",
        "role": "rollen {}",
        "person": "varsler til {}",
        "reason": "Grunn",
        "since": "Dempet siden",
        "why": "Du får denne e-posten fordi det er du som har dempet varslene.",
    },
    "nn": {
        "all": "alle varsel",
        "measure": "tiltak {}",
        "focus": "innsatsområdet «{}»",
        "plan": "planen «{}»",
        "role": "rolla {}",
        "person": "varsel til {}",
        "reason": "Grunn",
        "since": "Dempa sidan",
        "why": "Du får denne e-posten fordi det er du som har dempa varsla.",
    },
}


@dataclass(frozen=True, slots=True)
class Named:
    """What the words are made of."""

    plans: Mapping[str, Plan]
    measures: Mapping[str, Measure]
    book: Book


def muted_words(silence: Silence, named: Named, locale: str = "nb") -> str:
    """What it mutes: «tiltak 1.1 Evaluere avtalen, varsler til Kari Ås»."""
    words = _WORDS[locale]
    measure, plan = named.measures.get(silence.measure or ""), named.plans.get(silence.plan or "")
    person = named.book.directory.people.get(silence.person or "")
    role = named.book.directory.roles.get(silence.role or "")
    parts = (
        ("measure", f"{measure.number} {measure.name}" if measure else silence.measure),
        ("focus", silence.focus),
        ("plan", plan.title if plan else silence.plan),
        ("role", role.label if role else silence.role),
        ("person", person.name if person else silence.person),
    )
    return ", ".join(words[what].format(name) for what, name in parts if name) or words["all"]


def silence_item(silence: Silence, named: Named, title: str, today: date, locale: str) -> ItemView:
    """The silence as an item of a letter: `due` is its last day."""
    words = _WORDS[locale]
    since = silence.starts_at.astimezone(named.book.zone).date()
    facts = ((words["reason"], silence.reason), (words["since"], day_words(since, locale)))
    muted = muted_words(silence, named, locale)
    item = ItemView(
        template="silence_ends",
        plan_title=title,
        measure_name=muted[:1].upper() + muted[1:],
        due=last_day(silence, named.book),
        facts=facts,
    )
    return with_words(item, today, locale)


def why_words(locale: str) -> str:
    """Why somebody gets a letter about a silence."""
    return _WORDS[locale]["why"]
