"""What people have said, in words.

Public names: outcome_words, offered_outcomes, answer_words, tally_words, Status, statuses, joined, LettersWords,
letters_words, facts_of, waited_for, tally_lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from engine.periods import period_words
from engine.store import Unit, plans
from notifiers.words import listed
from rules.answering import Tally, Voice, expected, settles, tally, voices
from rules.book import Book
from rules.model import ONE_PARTY, Answer, Measure, Notice, Occurrence, Plan
from rules.workflow import own_transitions

_OUTCOMES = {
    "nb": {
        "done": "Utført",
        "nothing": "Ingen saker",
        "in_progress": "Pågår",
        "waiting": "Avventer",
        "at_risk": "I fare",
        "not_relevant": "Ikke aktuelt",
        "postpone": "Foreslår ny frist: {proposed}",
        "postponed": "Ny frist: {proposed}",
        "no_change": "Ingen endring",
        "reopen": "Ikke ferdig likevel",
    },
    "nn": {
        "done": "Utført",
        "nothing": "Ingen saker",
        "in_progress": "Pågår",
        "waiting": "Ventar",
        "at_risk": "I fare",
        "not_relevant": "Ikkje aktuelt",
        "postpone": "Føreslår ny frist: {proposed}",
        "postponed": "Ny frist: {proposed}",
        "no_change": "Inga endring",
        "reopen": "Ikkje ferdig likevel",
    },
}
_OFFERED = ("done", "nothing", "in_progress", "waiting", "at_risk", "not_relevant", "reopen")
_MANY = {
    "nb": {"kommune": "kommuner", "sykehus": "sykehus", "klinikk": "klinikker", "": "parter"},
    "nn": {"kommune": "kommunar", "sykehus": "sjukehus", "klinikk": "klinikkar", "": "partar"},
}
_TALLY = {"nb": "{n} av {of} {parties} {done}", "nn": "{n} av {of} {parties} {done}"}
_DONE = {"nb": ("utført", "har svart"), "nn": ("utført", "har svara")}
_MISSING = {"nb": "mangler {names}", "nn": "manglar {names}"}


@dataclass(frozen=True, slots=True)
class Status:
    """What stands in a measure's status column: the words, and the period they were said for ("" = the plan's own)."""

    text: str
    period: str = ""


def outcome_words(outcome: str, locale: str, book: Book, proposed: str | None = None) -> str:
    """«Utført», «Ingen saker», …; of a transition of the rulebook's own the state that it leads to. An outcome that we
    do not know is shown as it is."""
    own = own_transitions(book.rulebook).get(outcome) if outcome not in _OUTCOMES[locale] else None
    if own is not None:
        return book.rulebook.states[own.to].name_in(locale)
    return _OUTCOMES[locale].get(outcome, outcome).format(proposed=proposed or "").removesuffix(": ")


def offered_outcomes(locale: str, book: Book) -> dict[str, str]:
    """What a page offers to answer, by its code."""
    own = (name for name in own_transitions(book.rulebook) if name not in _OFFERED)
    return {outcome: outcome_words(outcome, locale, book) for outcome in (*_OFFERED, *own)}


def answer_words(answer: Answer, comment: str | None, locale: str, book: Book) -> str:
    """An answer as a status column has it: what it comes to, and the party's own words."""
    words = outcome_words(answer.outcome, locale, book, answer.proposed_deadline)
    if not comment:
        return words
    return comment if comment.casefold().startswith(words.casefold()) else f"{words}: {comment}"


def tally_words(tally: Tally, locale: str = "nb") -> str:
    """«5 av 7 kommuner utført; mangler Hurum og Sande»; "" where one answer is all that is waited for."""
    if len(tally.said) < 2:
        return ""
    kinds = {v.kind for v, _ in tally.said}
    many = _MANY[locale].get(kinds.pop() if len(kinds) == 1 else "", _MANY[locale][""])
    all_done = all(a.outcome == "done" for _, a in tally.answered) and bool(tally.answered)
    done = _DONE[locale][0 if all_done else 1]
    head = _TALLY[locale].format(n=len(tally.answered), of=len(tally.said), parties=many, done=done)
    missing = listed([v.label for v in tally.missing])
    return f"{head}; {_MISSING[locale].format(names=missing)}" if missing else head


def tally_lines(plan: Plan, measure: Measure, rows: Iterable[Occurrence], book: Book, today: date) -> list[str]:
    """How far each open point is that some parties have answered and others have not, with its day."""
    open_ = [o for o in rows if o.open and o.answers]
    those = voices(plan, measure, book, today) if open_ else ()
    counted = ((o, tally_words(tally(o, those))) for o in open_)
    return [f"{o.due or 'uten dag'}: {words}" for o, words in counted if words]


def statuses(
    unit: Unit, measures: Iterable[Measure], rows: Mapping[str, Sequence[Occurrence]], book: Book, locale: str = "nb"
) -> dict[str, Status]:
    """What was last said about each measure in a reporting round, by uid; where nobody has, the plan's own words."""
    mine = list(measures)
    said = [o for m in mine for o in rows.get(m.uid, ()) if o.kind == "report" and o.answers]
    comments = plans.comments_by_party(unit, [o.uid for o in said])
    found = {m.uid: Status(m.status_text) for m in mine}
    for one in sorted(said, key=lambda o: (o.due.isoformat() if o.due else "", o.uid)):
        before = found[one.measure].text
        found[one.measure] = Status(
            joined(one.answers, comments, before, book, locale), period_words(one.slot.removeprefix("t:"), locale)
        )
    return found


def joined(
    answers: Sequence[Answer],
    comments: Mapping[tuple[str, str], str],
    before: str,
    book: Book,
    locale: str = "nb",
) -> str:
    """The answers of an occurrence in one text, each party with its name where several have answered. «Ingen endring»
    is what was said `before`."""
    told: dict[str, list[str]] = {}
    for one in answers:
        comment = comments.get((one.occurrence, one.party))
        as_before = one.outcome == "no_change" and before and not comment
        words = before if as_before else answer_words(one, comment, locale, book)
        told.setdefault(words, []).extend([_party(one.party, book)] if one.party != ONE_PARTY else [])
    if len(told) == 1:
        return next(iter(told))
    return "\n".join(f"{listed(names)}: {words}" if names else words for words, names in told.items())


def _party(party: str, book: Book) -> str:
    role = book.directory.roles.get(party)
    return role.label if role else book.directory.party_label(party)


_WHO = {"nb": ("Svarer", "Svar"), "nn": ("Svarer", "Svar")}
_NOBODY = {"nb": "ingen ennå", "nn": "ingen enno"}


def facts_of(
    notice: Notice, measure: Measure, one: Occurrence | None, plan: Plan, book: Book, words: LettersWords
) -> tuple[tuple[str, str], ...]:
    """Further lines of an item (label, text): how many parties have answered, for the secretariat; who is to be asked,
    before a round; what was answered, for those who need not any more."""
    if one is None:
        return ()
    who, said = _WHO[words.locale]
    those = voices(plan, measure, book, words.today)
    if notice.template == "list_check":
        opening = voices(plan, measure, book, max(one.opens or words.today, words.today))
        then = {v.party: v for v in opening}  # who is to be asked, which need not be who is asked whether it is right
        mine = (v for v in expected(one, those) if notice.person in v.people)
        return tuple(_asked(who, then.get(v.party, v), book, words.locale) for v in mine)
    if notice.template == "answered":
        by = book.directory.people.get(notice.reason.detail or "")
        told = joined(one.answers, words.comments, words.said[measure.uid].text, book, words.locale)
        return ((said, f"{told} ({by.name})" if by else told),) if told else ()
    if notice.template in _COUNTED:
        so_far = tally(one, those)
        counted = tally_words(so_far, words.locale) if so_far.answered else ""
        unfinished = _unfinished(one, those, book, words) if notice.template == "after" else ""
        return tuple((label, text) for label, text in ((said, counted), (_SO_FAR, unfinished)) if text)
    return ()


_LAST_SAID = "Sist sagt"


def waited_for(one: Occurrence | None, rows: Iterable[Occurrence], words: LettersWords) -> tuple[tuple[str, str], ...]:
    """A line of an item about a day on which what waits is looked at again: why it waits, in the words that were said
    last, unless its status has them. `rows`: all occurrences of the measure."""
    if one is None or one.kind != "wait":
        return ()
    said = [a for o in rows for a in o.answers if one.party in (None, a.party)]
    last = max(said, key=lambda a: (a.answered_at, a.occurrence), default=None)
    why = words.comments.get((last.occurrence, last.party)) if last else None
    return ((_LAST_SAID, f"«{why}»"),) if why and why not in words.said[one.measure].text else ()


_COUNTED = ("after", "round_blanks")
_SO_FAR = "Meldt"


def _unfinished(one: Occurrence, those: Sequence[Voice], book: Book, words: LettersWords) -> str:
    """What was answered that does not finish the deadline, with whose words they are where several are asked."""
    told: dict[str, list[str]] = {}
    for said in one.answers:
        if not settles(one.kind, said.outcome):
            text = answer_words(said, words.comments.get((said.occurrence, said.party)), words.locale, book)
            told.setdefault(text, []).append(_party(said.party, book) if said.party != ONE_PARTY else "")
    alone = len(expected(one, those)) == 1
    lines = ((listed([n for n in names if n]), text) for text, names in told.items())
    return "; ".join(f"{names}: {text}" if names and not alone else text for names, text in lines)


def _asked(label: str, voice: Voice, book: Book, locale: str) -> tuple[str, str]:
    known = (book.directory.people.get(p) for p in voice.people)
    names = listed([p.name for p in known if p is not None]) or _NOBODY[locale]
    return label, f"{names} ({voice.label})" if voice.label else names


@dataclass(frozen=True, slots=True)
class LettersWords:
    """What a letter says of earlier answers. `said`: the last status of each measure; `comments`: by occurrence and
    party."""

    locale: str
    today: date
    said: Mapping[str, Status]
    comments: Mapping[tuple[str, str], str]


def letters_words(
    unit: Unit,
    measures: Iterable[Measure],
    rows: Mapping[str, Sequence[Occurrence]],
    book: Book,
    locale: str,
    today: date,
) -> LettersWords:
    """The words for a letter about these measures."""
    mine = list(measures)
    answered = [o.uid for m in mine for o in rows.get(m.uid, ()) if o.answers]
    return LettersWords(
        locale, today, statuses(unit, mine, rows, book, locale), plans.comments_by_party(unit, answered)
    )
