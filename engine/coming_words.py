"""What an introduction says of the mails to come. Public names: coming_lines, open_round."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from notifiers.words import day_words
from rules.model import Occurrence

_LINES = {
    "nb": {
        "dated": "Du får en e-post i god tid før hver frist, og én på dagen.",
        "once": "Når du har svart, hører du ikke mer om den fristen.",
        "rounds": "Når planen skal ha status, får du én e-post om alle tiltakene dine.",
        "undated": "Det som ikke har noen dag framover, avklarer sekretariatet.",
        "open": "Det er tid for status{period} nå. Svar på denne e-posten med en linje om hvert tiltak innen {day}.",
    },
    "nn": {
        "dated": "Du får ein e-post i god tid før kvar frist, og éin på dagen.",
        "once": "Når du har svara, høyrer du ikkje meir om den fristen.",
        "rounds": "Når planen skal ha status, får du éin e-post om alle tiltaka dine.",
        "undated": "Det som ikkje har nokon dag framover, avklarer sekretariatet.",
        "open": "Det er tid for status{period} no. Svar på denne e-posten med ei linje om kvart tiltak innan {day}.",
    },
}


def coming_lines(
    measures: Collection[str], rows: Iterable[Occurrence], begun: date | None, period: str, today: date, locale: str
) -> Iterable[str]:
    """The lines for somebody whose measures (uids) and open occurrences these are. `begun`: the day on which the plan
    was first looked at; a round that had been opened since does not ask her again, so the introduction does. `period`:
    of that round, in words. What has no day ahead was past from the start, or is a question to the secretariat."""
    said = _LINES[locale]
    ahead = [o for o in rows if o.due is not None and o.due >= today]
    rounds = [o for o in ahead if o.kind == "report"]
    if any(o.named for o in ahead):
        yield from (said["dated"], said["once"])
    if rounds:
        yield said["rounds"]
    if not {o.measure for o in ahead}.issuperset(measures):
        yield said["undated"]
    asked = open_round(rounds, today)
    if asked is not None and asked.opens is not None and begun is not None and begun < asked.opens:
        words = f" for {period}" if period else ""
        yield said["open"].format(period=words, day=day_words(asked.due, locale))


def open_round(rows: Iterable[Occurrence], today: date) -> Occurrence | None:
    """The point of the round that is open on the day; None: there is none."""
    those = (o for o in rows if o.kind == "report" and o.opens and o.due and o.opens <= today <= o.due)
    return min(those, key=lambda o: (o.due or date.max, o.uid), default=None)
