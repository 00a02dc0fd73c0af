"""Sample views for `check` and `mail preview`: each template as it looks full, sparse and with hostile text.

Public name: sample.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from notifiers.view import MAX_ROWS, ItemView, LetterView, with_words
from notifiers.words import day_words, why_words

_TODAY = date(2015, 6, 16)
_DUE = {"due_today": 0, "overdue": -7, "after": -21, "late_list": -90, "round_blanks": 0}
_LONG = 'a "very long" text & more ' * 400
_HOSTILE = '<script>alert(1)</script> {{7*7}} «æøå» & "x"'


def sample(template: str, locale: str, state_labels: Iterable[str] = ()) -> Iterator[LetterView]:
    """The letters to try the template with: full, sparse, hostile, about no measure, half answered in a round and asked
    again, in each state, with texts that are far too long, about too much."""
    item = _full_item(template, locale)
    full = _full_letter(template, locale, (item, replace(item, plan_title="KHS handlingsplan 2014")))
    yield full
    yield _sparse_letter(template, locale)
    yield replace(full, items=(replace(item, measure_name=_HOSTILE, title=_HOSTILE, deadline_text=_HOSTILE),))
    yield replace(full, items=(), more=0)
    yield replace(full, items=(replace(item, heard=True, of_round=True),), again=True)
    for label in state_labels:
        yield replace(full, items=(replace(item, state_label=label),))
    yield replace(full, plan_title=_LONG, items=(_long_item(item),))
    yield replace(full, items=(item,) * (MAX_ROWS + 3))


def _full_item(template: str, locale: str) -> ItemView:
    due = date.fromordinal(_TODAY.toordinal() + _DUE.get(template, 14))
    item = ItemView(
        template=template if template != "digest" else "reminder",
        plan_title="Handlingsplan for LSU – Drammen 2015",
        measure_name="Evaluere avtalen om øyeblikkelig hjelp",
        number="2.1",
        focus="Kommunale plasser for øyeblikkelig hjelp",
        title="Følge opp avtalen om kommunale plasser",
        activity="Evaluere avtalen om øyeblikkelig hjelp",
        deadline_text="Juni og nov 2015",
        due=due,
        meeting="LSU Drammen",
        reading="«Juni og nov 2015» er to frister: 30. juni 2015 og 30. november 2015.",
        state_label="Pågår",
        role_label="AU LSU",
        role_from="plan",
        others=("Ola Bjørnstad", "Kari Ås"),
        question="Vi forstår ikke «medio hausten».",
        cures=("Skriv inn en dato.", "La fristen stå åpen."),
        moved_from=day_words(date(2015, 5, 29), locale),
        moved_why="LSU flyttet fristen.",
        last_text="I rute",
        last_period="3. tertial 2014",
        facts=(("Sak", "12/15"),),
        links=(("Utført", "https://tidsfrist.example.org/svar/abc"),),
    )
    return with_words(item, _TODAY, locale)


def _long_item(item: ItemView) -> ItemView:
    return replace(
        item, measure_name=_LONG, title=_LONG, activity=_LONG, focus=_LONG, deadline_text=_LONG, reading=_LONG,
        question=_LONG, last_text=_LONG, facts=(("Sak", _LONG),),
    )  # fmt: skip


def _full_letter(template: str, locale: str, items: tuple[ItemView, ...]) -> LetterView:
    return LetterView(
        template=template,
        locale=locale,
        person_name="Kari Ås",
        plan_title="Handlingsplan for LSU – Drammen 2015",
        secretariat_name="Sekretariatet for LSU Drammen",
        secretariat_email="sekretariat@example.org",
        items=items,
        why=why_words("AU LSU", "plan", locale),
        more=3,
        period="1. tertial 2015",
        answer_by=day_words(date(2015, 5, 15), locale),
        role_label="AU LSU",
        coming=("14 dager før fristen",),
        links=(("Dette er ikke mitt", "https://tidsfrist.example.org/ikke-mitt/abc"),),
        base_url="https://tidsfrist.example.org",
        explain_url="https://tidsfrist.example.org/hvorfor/n-abc",
        ids=("n-abc",),
    )


def _sparse_letter(template: str, locale: str) -> LetterView:
    kind = template if template != "digest" else "reminder"
    item = ItemView(template=kind, plan_title="Plan", measure_name="Tiltak")
    return LetterView(template, locale, "", "Plan", "Sekretariatet", "sekretariat@example.org", (item,))
