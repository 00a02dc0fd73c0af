"""What a template gets: plain frozen values (strings, days, tuples), never a model.

Public names: Link, Fact, ItemView, LetterView, MAX_ITEMS, MAX_ROWS, TO_SECRETARIAT, with_words, capped.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from html import escape
from typing import Any

from notifiers.words import day_words, shorten, when_words

Link = tuple[str, str]  # label, address
Fact = tuple[str, str]  # label, text; shown as one more line of the item

TO_SECRETARIAT = frozenset(
    {"after", "question", "late_list", "vacant", "round_blanks", "approval", "plan_changed", "not_sent"}
)
MAX_ITEMS = 25  # of a digest: the 26th becomes «og 3 til»
MAX_ROWS = 60  # of a letter that asks or tells about each row, such as a round's; what fits below 90 kB
MAX_TITLE = 300  # characters of a title, as HTML
MAX_TEXT = 1_000  # of another text of an item; where many items share the mail, less
MIN_TEXT = 200
_ALL_TEXTS = 12_000
_ESCAPED = len("&quot;")  # the most that one character becomes


@dataclass(frozen=True, slots=True)
class ItemView:
    """One measure (at one of its deadlines) as a person should read it. "" = not said, the line is left out.

    `template`: the kind of the notice (reminder, overdue, …). `past`: `due` lies before the day of the mail.
    `measure_name`: the activity where the plan has one, else the title. `deadline_text`: verbatim from the plan. `due`
    None: no day; `day_label`: what day it is («Dato», «Saksfrist», «Ses på igjen»). `reading`: the explainer's
    sentence. `role_from`: plan, focus, default, secretariat. `named`: whom the plan names that no role answers to, in
    quotation marks. `others`: who else got it. `question`: what could not be read and why; `cures`: what one can do
    about it. `moved_from`: the earlier day in words. `last_text`: what was said last time; `last_period`: when that
    was. `facts`: further lines. `heard`: somebody has answered, but it is not finished. `of_round`: the day is the last
    one for answers in a reporting round.
    """

    template: str
    plan_title: str
    measure_name: str
    number: str = ""
    focus: str = ""
    title: str = ""
    activity: str = ""
    deadline_text: str = ""
    due: date | None = None
    due_words: str = ""
    day_label: str = "Dato"
    when_words: str = ""
    past: bool = False
    meeting: str = ""
    reading: str = ""
    state_label: str = ""
    role_label: str = ""
    role_from: str = ""
    named: str = ""
    others: tuple[str, ...] = ()
    question: str = ""
    cures: tuple[str, ...] = ()
    moved_from: str = ""
    moved_why: str = ""
    last_text: str = ""
    last_period: str = ""
    facts: tuple[Fact, ...] = ()
    links: tuple[Link, ...] = ()
    heard: bool = False
    of_round: bool = False

    def __post_init__(self) -> None:
        _refuse_foreign(self.links)


@dataclass(frozen=True, slots=True)
class LetterView:
    """One mail to one person. `more`: how many items there are beyond those given.

    `coming`: in words, when mails will come (introduction). `period`: the round's period in words, `answer_by` its
    last day in words. `role_label`: the role the letter is about (vacant). `why`: why this person got it.
    `explain_url`, `base_url`: "" = there is no page. `links`: what concerns the whole letter. `ids`: notice ids.
    `own`: the reader is the plan's secretariat herself, so nobody else types her answers in. `again`: she has been
    asked for all of it before.
    """

    template: str
    locale: str
    person_name: str
    plan_title: str
    secretariat_name: str
    secretariat_email: str
    items: tuple[ItemView, ...] = ()
    why: str = ""
    more: int = 0
    period: str = ""
    answer_by: str = ""
    role_label: str = ""
    coming: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    base_url: str = ""
    explain_url: str = ""
    ids: tuple[str, ...] = ()
    own: bool = False
    again: bool = False

    def __post_init__(self) -> None:
        _refuse_foreign(self.links)
        _refuse_foreign((("explain", self.explain_url),) if self.explain_url else ())

    @property
    def first(self) -> ItemView:
        """The item a subject names; where there is none, one that names the plan."""
        return self.items[0] if self.items else ItemView(self.template, self.plan_title, self.plan_title)

    @property
    def to_secretariat(self) -> bool:
        """Whether the reader is the secretariat, so that the letter does not tell her to ask herself."""
        return {i.template for i in self.items} <= TO_SECRETARIAT if self.items else self.template in TO_SECRETARIAT

    @property
    def unanswered(self) -> bool:
        """Whether all of it is deadlines that nobody has answered."""
        return self.unfinished and not any(i.heard for i in self.items)

    @property
    def unfinished(self) -> bool:
        """Whether all of it is deadlines that have passed, and are not finished."""
        return all(i.template == "after" for i in self.items)

    @property
    def passed(self) -> tuple[ItemView, ...]:
        """The items that are about a deadline which has passed."""
        return tuple(i for i in self.items if i.template == "late_list")

    @property
    def late(self) -> int:
        """How many deadlines have passed, shown or not."""
        return len(self.passed) + self.more

    @property
    def asked(self) -> tuple[ItemView, ...]:
        """The items that ask something, or tell of a role that nobody holds."""
        return tuple(i for i in self.items if i.template != "late_list")

    @property
    def count(self) -> int:
        """How many items the letter is about, shown or not."""
        return len(self.items) + self.more

    @property
    def sections(self) -> tuple[tuple[str, tuple[ItemView, ...]], ...]:
        """The items by plan title, plans in the order in which they first appear."""
        titles = dict.fromkeys(item.plan_title for item in self.items)
        return tuple((t, tuple(i for i in self.items if i.plan_title == t)) for t in titles)


def with_words(item: ItemView, today: date, locale: str) -> ItemView:
    """The item with its due day, and its distance from `today`, in words."""
    past = item.due is not None and item.due < today
    return replace(
        item, due_words=day_words(item.due, locale), when_words=when_words(item.due, today, locale), past=past
    )


def capped(view: LetterView) -> LetterView:
    """The letter with as many items as it may show, the rest counted in `more`, and texts of a length that a mail can
    hold: whoever pasted a whole document into a cell still gets her mail."""
    most = MAX_ITEMS if view.template == "digest" else MAX_ROWS
    shown = view.items[:most]
    room = min(MAX_TEXT, max(MIN_TEXT, _ALL_TEXTS // max(1, len(shown))))
    items = tuple(_fitted(item, room) for item in shown)
    title = _fit(view.plan_title, MAX_TITLE)
    return replace(view, plan_title=title, items=items, more=view.more + len(view.items) - len(shown))


def _fitted(item: ItemView, room: int) -> ItemView:
    fitted: dict[str, Any] = {name: _fit(getattr(item, name), room) for name in _TEXTS}
    fitted |= {name: _fit(getattr(item, name), MAX_TITLE) for name in _TITLES}
    return replace(item, **fitted, facts=tuple((label, _fit(text, room)) for label, text in item.facts))


def _fit(text: str, room: int) -> str:
    written = len(text) * _ESCAPED
    if written > room:
        written = len(escape(text))
    return text if written <= room else shorten(text, room * len(text) // written)


_TITLES = ("plan_title", "measure_name", "title", "focus", "number", "role_label", "state_label")
_TEXTS = tuple(f.name for f in fields(ItemView) if f.type == "str" and f.name not in ("template", *_TITLES))


def _refuse_foreign(links: tuple[Link, ...]) -> None:
    for label, url in links:
        if not url.startswith(("https://", "http://")) or any(c in url for c in " \r\n<>\"'"):
            raise ValueError(f"the link {label!r} does not lead to a web page: {url!r}")
