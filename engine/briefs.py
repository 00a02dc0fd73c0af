"""What a committee's secretariat is told of a plan that waits for it, or that others have changed. Public names: Brief,
briefs, brief_items, FIELD_WORDS, change_words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from engine.planversions import entries_of, submission_of, versions
from engine.store import Unit, plans
from notifiers.view import Fact, ItemView, with_words
from notifiers.words import day_words
from rules.approval import covered
from rules.book import Book
from rules.governance import Decision
from rules.model import Meeting, Notice
from rules.planwords import Change, changes
from rules.submission import Submission, bound

FIELD_WORDS = {
    "nb": {
        "focus": "Område",
        "title": "Tiltak",
        "activities": "Aktiviteter",
        "purpose": "Mål",
        "deadline": "Frist",
        "responsible": "Ansvarlig",
        "approvers": "Godkjennes av",
    },
    "nn": {
        "focus": "Område",
        "title": "Tiltak",
        "activities": "Aktivitetar",
        "purpose": "Mål",
        "deadline": "Frist",
        "responsible": "Ansvarleg",
        "approvers": "Blir godkjent av",
    },
}
_SAID = {
    "nb": {
        "new": ("Nytt tiltak", "lagt til i planen"),
        "gone": ("Tatt ut", "står ikke lenger i planen"),
        "ready": "Saken må være klar",
        "papers": "Sakspapirene går ut",
        "count": "Å godkjenne",
        "measures": "{n} tiltak",
        "measure": "1 tiltak",
        "none": "ingenting",
        "by": "Endret av",
        "before": "før",
    },
    "nn": {
        "new": ("Nytt tiltak", "lagt til i planen"),
        "gone": ("Teke ut", "står ikkje lenger i planen"),
        "ready": "Saka må vere klar",
        "papers": "Sakspapira går ut",
        "count": "Å godkjenne",
        "measures": "{n} tiltak",
        "measure": "1 tiltak",
        "none": "ingenting",
        "by": "Endra av",
        "before": "før",
    },
}


@dataclass(frozen=True, slots=True)
class Brief:
    """One committee's side of a notice: its name, the meeting it is bound to and the days before it, how many measures
    it has to decide on; for a change: what is different from the words it approved, and who changed it."""

    notice: str
    committee: str
    meeting: Meeting | None = None
    ready_on: date | None = None
    papers_on: date | None = None
    count: int = 0
    changes: tuple[Change, ...] = ()
    changed_by: str = ""
    wording: str = ""


def briefs(unit: Unit, notices: Iterable[Notice], book: Book, today: date) -> dict[str, Brief]:
    """The briefs of these notices of kind «approval», by notice id; other notices have none."""
    found: dict[str, Brief] = {}
    for notice in notices:
        plan = plans.plan(unit, notice.plan) if notice.kind == "approval" else None
        given = submission_of(unit, plan, book) if plan is not None else None
        if given is not None:
            made = _changed if notice.template == "plan_changed" else _asked
            found[notice.id] = made(unit, notice, given, book, today)
    return dict(sorted(found.items(), key=lambda pair: _place(pair[1])))


def _place(one: Brief) -> tuple[date, str]:
    return one.meeting.held_on if one.meeting else date.min, one.committee


def _asked(unit: Unit, notice: Notice, given: Submission, book: Book, today: date) -> Brief:
    committee = notice.reason.detail or ""
    known = book.committees.get(committee)
    meeting = next((m for m in given.meetings if m.uid == notice.cause.partition(":")[2]), None)
    mine = next((b for b in bound(given, book, today) if b.committee == committee and b.meeting == meeting), None)
    papers = None
    if meeting is not None and known is not None and known.papers is not None:
        papers = book.calendar.previous_workday(known.papers.from_day(meeting.held_on, book.calendar))
    ready = mine.ready_on if mine and known and known.case_deadline else None
    count = len(given.standing.open_for(committee))
    return Brief(notice.id, known.name if known else committee, meeting, ready, papers, count)


def _changed(unit: Unit, notice: Notice, given: Submission, book: Book, today: date) -> Brief:
    committee = notice.reason.detail or ""
    known = book.committees.get(committee)
    texts = {v.n: entries_of(v, book) for v in versions(unit, given.plan)}
    mine = [
        covered(d) for d in given.decisions if d.committee == committee and d.verdict in ("approved", "with_changes")
    ]
    approved = max((n for n in mine if n in texts), default=0)
    differ = changes(texts.get(approved, ()), texts.get(given.standing.version, ()))
    cause = _cause(given.decisions, committee, approved)
    by = book.committees.get(cause.committee) if cause else None
    return Brief(
        notice.id,
        known.name if known else committee,
        changes=differ,
        changed_by=by.name if by else "",
        wording=cause.wording if cause else "",
    )


def _cause(decisions: Sequence[Decision], committee: str, since: int) -> Decision | None:
    """The newest decision of another committee with changes to what had been approved."""
    those = (d for d in decisions if d.committee != committee and d.verdict == "with_changes" and covered(d) > since)
    return max(those, key=lambda d: (d.entered_at, d.uid), default=None)


def brief_items(listed: Sequence[Brief], template: str, plan: str, today: date, locale: str) -> Iterator[ItemView]:
    """The items of a letter: one for each committee, or one for each change, told once however many committees."""
    if template == "plan_changed":
        changed = {c: b for b in reversed(listed) for c in b.changes}
        for change in sorted(changed, key=lambda c: listed[0].changes.index(c) if c in listed[0].changes else 999):
            yield _change_item(change, changed[change], plan, locale)
        return
    for one in listed:
        facts = tuple(_facts(one, locale))
        held_on = one.meeting.held_on if one.meeting else None
        yield with_words(ItemView(template, plan, one.committee, due=held_on, facts=facts), today, locale)


def _facts(one: Brief, locale: str) -> Iterator[Fact]:
    said = _SAID[locale]
    if one.ready_on:
        yield str(said["ready"]), day_words(one.ready_on, locale)
    if one.papers_on:
        yield str(said["papers"]), day_words(one.papers_on, locale)
    count = {0: "none", 1: "measure"}.get(one.count, "measures")
    yield str(said["count"]), str(said[count]).format(n=one.count)


def _change_item(change: Change, brief: Brief, plan: str, locale: str) -> ItemView:
    known = change.entry
    facts = tuple(change_words(change, locale))
    by = f"{brief.changed_by}: «{brief.wording}»" if brief.wording else brief.changed_by
    facts += ((str(_SAID[locale]["by"]), by),) if by else ()
    return ItemView("plan_changed", plan, known.title, known.number, facts=facts)


def change_words(change: Change, locale: str) -> Iterator[Fact]:
    """What differs, as (what, «new», before «old»)."""
    said = _SAID[locale]
    if change.old is None or change.new is None:
        label, text = said["new" if change.old is None else "gone"]
        yield label, text
        return
    for name in change.fields:
        old, new = (_shown(getattr(e, name)) for e in (change.old, change.new))
        yield FIELD_WORDS[locale][name], f"«{new}», {said['before']} «{old}»"


def _shown(words: str | tuple[str, ...]) -> str:
    return words if isinstance(words, str) else "; ".join(words)
