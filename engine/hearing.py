"""Somebody speaks: whose word it is, for which parties, and whether it is hers to give.

Public names: Said, Hearing, Refused, hear, given_answers, refused, actor_of, EVERYONE.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from engine.store import Unit, plans
from rules.answering import Voice, expected, tally, voices
from rules.book import Book
from rules.conditions import Facts
from rules.directory import folded
from rules.errors import TidsfristError
from rules.model import ONE_PARTY, Answer, Measure, Occurrence, Plan
from rules.questions import CARRIED, code_of
from rules.recipients import responsible_roles
from rules.saying import OUTCOMES
from rules.workflow import Fields, Refusal, own_transitions

EVERYONE = "alle"  # the party of somebody who speaks for all that are asked
_FIELDS = {
    "comment": "en kommentar",
    "review_on": "en dag da det skal ses på igjen",
    "outcome": "hva som er gjort",
    "new_deadline": "den nye fristen",
}
_REFUSED = {
    "unknown": "Regelboka har ingen overgang «{detail}».",
    "not_from_here": "Det går ikke når tiltaket står som «{detail}».",
    "not_you": "Det kan bare sekretariatet gjøre.",
    "not_now": "Det svaret passer ikke for dette tiltaket nå («{detail}»).",
    "missing": "Det mangler: {detail}.",
    "not_ahead": "{detail} er ikke fram i tid. Skriv en dag som kommer.",
}


class Refused(TidsfristError):
    """An answer is not taken. `missing`: the fields of it that were needed and not given."""

    def __init__(self, message: str, missing: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.missing = tuple(missing)


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as it comes in. `by`: uid of the person whose word it is. `party`: a name or key; None: the one she
    answers for; EVERYONE: all that are asked (the secretariat sums it up). `review_on`: when «waiting» is to be looked
    at again. `entered_by`: who typed it for her, and `source` where it is from (telefon, e-post, møte, side)."""

    occurrence: str
    outcome: str
    by: str
    comment: str | None = None
    review_on: date | None = None
    party: str | None = None
    new_deadline: str | None = None
    source: str | None = None
    entered_by: str | None = None

    @property
    def looks_again_on(self) -> date | None:
        """The day on which what waits is to be looked at again; None: nothing waits."""
        return self.review_on if self.outcome == "waiting" or self.outcome not in OUTCOMES else None

    @property
    def fields(self) -> Fields:
        return Fields(self.comment, self.review_on, self.outcome, self.new_deadline)


@dataclass(frozen=True, slots=True)
class Hearing:
    """Somebody speaks: what about, and everything that is asked of it."""

    said: Said
    plan: Plan
    measure: Measure
    rows: tuple[Occurrence, ...]
    mine: Occurrence
    those: tuple[Voice, ...]
    book: Book
    now: datetime
    actor: str

    @property
    def today(self) -> date:
        return self.now.astimezone(self.book.zone).date()

    @property
    def facts(self) -> Facts:
        m, since = self.measure, self.measure.state_since
        return Facts(
            m.state,
            frozenset((m.reading.kind, self.mine.kind)),
            self.plan.id,
            m.focus_area,
            frozenset(responsible_roles(self.plan, m, self.book)[0]),
            self.plan.committee,
            self.mine.due,
            since.astimezone(self.book.zone).date() if since else None,
            self.today,
            self.book.calendar,
        )


def hear(unit: Unit, said: Said, book: Book, now: datetime) -> Hearing:
    known = (*OUTCOMES, *(name for name in own_transitions(book.rulebook) if name not in OUTCOMES))
    if said.outcome not in known:
        raise TidsfristError(f"Ukjent svar «{said.outcome}». Bruk et av disse: {', '.join(known)}.")
    measure = plans.measure_of_occurrence(unit, said.occurrence)
    plan = plans.plan(unit, measure.plan) if measure else None
    if measure is None or plan is None:
        raise TidsfristError(f"Det finnes ingen frist «{said.occurrence}».")
    rows = plans.occurrences(unit, [measure.uid])[measure.uid]
    mine = next(o for o in rows if o.uid == said.occurrence)
    day = now.astimezone(book.zone).date()
    those = voices(plan, measure, book, day)
    heard = Hearing(said, plan, measure, rows, mine, those, book, now, actor_of(plan, said.by, those, book, day))
    _refuse_what_is_over(heard)
    _refuse_what_goes_on_elsewhere(unit, measure)
    return heard


def actor_of(plan: Plan, person: str, those: Sequence[Voice], book: Book, day: date) -> str:
    """Whom the person answers as. Raises TidsfristError where the measure is nothing of hers."""
    secretariat = {book.secretariat_for(plan), book.rulebook.settings.secretariat or ""}
    if any(h.person == person for role in secretariat for h in book.directory.holders(role, day)):
        return "secretariat"
    if any(person in v.people for v in those) or _leads(person, book):
        return "responsible"
    names = ", ".join(dict.fromkeys(_name(p, book) for v in those for p in v.people)) or "ingen"
    raise TidsfristError(f"{_name(person, book)} svarer ikke for dette tiltaket. Det gjør: {names}.")


def _leads(person: str, book: Book) -> bool:
    return any(m.leader and m.person == person for m in book.directory.memberships)


def _name(person: str, book: Book) -> str:
    known = book.directory.people.get(person)
    return known.name if known else person


def _refuse_what_is_over(heard: Hearing) -> None:
    if heard.measure.withdrawn or heard.mine.withdrawn:
        raise TidsfristError(f"Tiltak {heard.measure.number} har ikke denne fristen lenger.")
    if heard.plan.over:
        raise TidsfristError(f"Planen {heard.plan.id} er avsluttet.")
    if heard.said.entered_by and not heard.said.source:
        raise TidsfristError("Skriv hvor svaret er fra: telefon, e-post eller møte.")


def _refuse_what_goes_on_elsewhere(unit: Unit, measure: Measure) -> None:
    """A measure that was carried over into a plan which runs is answered there."""
    heirs = [q.partition(":")[2] for q in measure.questions if code_of(q) == CARRIED]
    heir = plans.measure(unit, heirs[0]) if heirs else None
    plan = plans.plan(unit, heir.plan) if heir else None
    if heir and plan:
        raise TidsfristError(
            f"Tiltak {measure.number} er ført videre til {plan.id} som nr. {heir.number}. Før inn svaret der."
        )


def given_answers(heard: Hearing) -> Iterable[Answer]:
    said = heard.said
    for voice in _speaking(heard):
        own = voice == ONE_PARTY or any(v.party == voice and said.by in v.people for v in heard.those)
        typist = said.entered_by or (None if own or heard.actor == "secretariat" else said.by)
        proposed = said.new_deadline if said.outcome == "postpone" else None
        yield Answer(heard.mine.uid, voice, said.outcome, heard.now, said.by, proposed, said.source, typist)


def _speaking(heard: Hearing) -> tuple[str, ...]:
    """The keys of the parties that the answer is for. Raises TidsfristError where that is not clear."""
    asked = expected(heard.mine, heard.those)
    if len(asked) == 1 and heard.said.party in (None, EVERYONE, ONE_PARTY):
        return (asked[0].party,)
    if heard.said.party in (EVERYONE, ONE_PARTY):
        return _for_everyone(heard, asked)
    if heard.said.party is not None:
        return (_party(heard.said.party, asked, heard),)
    own = [v.party for v in asked if heard.said.by in v.people]
    if len(own) == 1:
        return (own[0],)
    labels = ", ".join(v.label for v in asked if not own or v.party in own)
    raise TidsfristError(f"Si hvem svaret gjelder (--party): {labels}, eller {EVERYONE}.")


def _for_everyone(heard: Hearing, asked: Sequence[Voice]) -> tuple[str, ...]:
    """The secretariat sums it up; a party that answers for the others says where it has that from."""
    if heard.actor == "secretariat":
        return (ONE_PARTY,)
    if not heard.said.source:
        raise TidsfristError("Svarer du for alle, så skriv hvor dere ble enige om det: møte, telefon eller e-post.")
    had = {v.party for v, _ in tally(heard.mine, heard.those).answered}
    return tuple(v.party for v in asked if v.party not in had or heard.said.by in v.people)


def _party(name: str, asked: Sequence[Voice], heard: Hearing) -> str:
    day = heard.today
    wanted = {folded(name), folded(heard.book.directory.party_on(name, day) or name)}
    found = next((v for v in asked if {folded(v.label), folded(v.party)} & wanted), None)
    if found is None:
        raise TidsfristError(f"«{name}» skal ikke svare her. De som skal: {', '.join(v.label for v in asked)}.")
    typist = heard.said.entered_by
    foreign = heard.actor != "secretariat" and heard.said.by not in found.people and typist is None
    if foreign and not heard.said.source:
        raise TidsfristError(f"Svarer du for {found.label}, så skriv hvor du har det fra: møte, telefon, e-post.")
    return found.party


def refused(refusal: Refusal, book: Book) -> Refused:
    """The refusal as the error that says so."""
    detail = refusal.detail
    missing = detail.split(", ") if refusal.code == "missing" else ()
    if missing:
        detail = " og ".join(_FIELDS.get(name, name) for name in missing)
    elif refusal.code == "not_from_here" and detail in book.rulebook.states:
        detail = book.rulebook.states[detail].label
    return Refused(_REFUSED[refusal.code].format(detail=detail), missing)
