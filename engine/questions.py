"""Questions to the secretariat in words. Public names: questions_of, question_words, cures_of.

Codes are «code» or «code:detail»; an unknown code is shown as it is, never swallowed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rules.book import Book
from rules.dayless import questions_on
from rules.model import Measure, Occurrence, Plan
from rules.workflow import is_final

_WORDS: dict[str, dict[str, str]] = {
    "nb": {
        "blank": "Planen gir ingen frist for dette tiltaket.",
        "unreadable": "Vi kan ikke lese fristen «{text}» som en dato, et møte eller noe løpende.",
        "low_confidence": "Vi er ikke sikre på hvordan fristen «{text}» skal leses.",
        "needs_date": "Fristen «{text}» sier ikke når. Noen må avtale en dato.",
        "cancelled": "Planen sier «{text}». Skal tiltaket utgå?",
        "meeting_to_be_called": "Fristen «{text}» er et møte som ikke er innkalt ennå.",
        "no_such_day": "Fristen «{text}» er en dag som ikke finnes, eller et år vi ikke kjenner.",
        "weekday_conflict": "Ukedagen og datoen i «{text}» stemmer ikke med hverandre.",
        "other_time": "Fristen er «{text}», men et annet sted i tiltaket står det «{detail}».",
        "coarser": "Fristen er «{text}», men et annet sted i tiltaket står bare «{detail}».",
        "rhythm": "Fristen er «{text}», men tiltaket sier «{detail}».",
        "dated": "Fristen er «{text}», men tiltaket nevner «{detail}».",
        "same_measure": "Den nye versjonen av planen kan ha gjort dette tiltaket til nr. {detail}. Er det det samme?",
        "status_changed": "Den nye versjonen sier «{detail}» om status, men det er svart her. Svaret står.",
        "status_unknown": "Vi kjenner ikke statusteksten «{detail}».",
        "passed": "Fristen «{text}» var alt passert da tiltaket kom inn i planen. Ingen har fått varsel om den.",
        "status_confirm": "Statusen sier at tiltaket er utført, men perioden «{text}» varer ennå. Stemmer det?",
        "status_proposes": "Statusen foreslår en annen tid: «{detail}». Skal fristen flyttes dit?",
        "text_changed": "Planen sier nå «{detail}». Fristen er lest slik et menneske har bestemt det, og det står.",
        "show_again": "Fristen «{text}» er lagt til side for å ses på igjen på en bestemt dag.",
        "carried_deadline": "Tiltaket er ført videre med fristen «{text}». Gjelder den i den nye planen?",
        "awaits_approval": "Tiltaket venter på godkjenning. Til da sendes det ingenting om det.",
        "carried_over": "Tiltaket er ført videre i en ny plan.",
        "ask_date": "Den ansvarlige er spurt om en dato.",
        "unknown_role": "Planen nevner «{detail}» som ansvarlig. Ingen rolle har det navnet.",
        "party_day": "{detail} er kommet til etter at hver part fikk sin dag, og har ingen. Derfor spør vi ikke der.",
        "postpone": "Det er foreslått en ny frist: «{detail}». I planen står «{text}».",
        "no_day": "«{text}» gir ingen dag, og planen har ingen statusrunder. Derfor blir ingen minnet om tiltaket.",
        "reopened": "Tiltaket er åpnet igjen, og fristen «{text}» er gått. Når skal det være ferdig?",
        "no_meeting": "Møtet i «{text}» er ikke lagt inn, og planen har ingen statusrunder. Derfor blir ingen minnet "
        "om tiltaket.",
        "all_not_relevant": "Alle som er spurt, sier at dette ikke er aktuelt. Skal tiltaket utgå?",
    },
    "nn": {
        "blank": "Planen gir ingen frist for dette tiltaket.",
        "unreadable": "Vi kan ikkje lese fristen «{text}» som ein dato, eit møte eller noko løpande.",
        "low_confidence": "Vi er ikkje sikre på korleis fristen «{text}» skal lesast.",
        "needs_date": "Fristen «{text}» seier ikkje når. Nokon må avtale ein dato.",
        "cancelled": "Planen seier «{text}». Skal tiltaket gå ut?",
        "meeting_to_be_called": "Fristen «{text}» er eit møte som ikkje er kalla inn enno.",
        "no_such_day": "Fristen «{text}» er ein dag som ikkje finst, eller eit år vi ikkje kjenner.",
        "weekday_conflict": "Vekedagen og datoen i «{text}» stemmer ikkje med kvarandre.",
        "other_time": "Fristen er «{text}», men ein annan stad i tiltaket står det «{detail}».",
        "coarser": "Fristen er «{text}», men ein annan stad i tiltaket står berre «{detail}».",
        "rhythm": "Fristen er «{text}», men tiltaket seier «{detail}».",
        "dated": "Fristen er «{text}», men tiltaket nemner «{detail}».",
        "same_measure": "Den nye versjonen av planen kan ha gjort dette tiltaket til nr. {detail}. Er det det same?",
        "status_changed": "Den nye versjonen seier «{detail}» om status, men det er svara her. Svaret står.",
        "status_unknown": "Vi kjenner ikkje statusteksten «{detail}».",
        "passed": "Fristen «{text}» var alt passert då tiltaket kom inn i planen. Ingen har fått varsel om han.",
        "status_confirm": "Statusen seier at tiltaket er utført, men perioden «{text}» varer enno. Stemmer det?",
        "status_proposes": "Statusen foreslår ei anna tid: «{detail}». Skal fristen flyttast dit?",
        "text_changed": "Planen seier no «{detail}». Fristen er lesen slik eit menneske har bestemt det, og det står.",
        "show_again": "Fristen «{text}» er lagd til side for å sjåast på igjen på ein bestemt dag.",
        "carried_deadline": "Tiltaket er ført vidare med fristen «{text}». Gjeld han i den nye planen?",
        "awaits_approval": "Tiltaket ventar på godkjenning. Til då blir det ikkje sendt noko om det.",
        "carried_over": "Tiltaket er ført vidare i ein ny plan.",
        "ask_date": "Den ansvarlege er spurd om ein dato.",
        "unknown_role": "Planen nemner «{detail}» som ansvarleg. Inga rolle har det namnet.",
        "party_day": "{detail} er komen til etter at kvar part fekk sin dag, og har ingen. Difor spør vi ikkje der.",
        "postpone": "Det er føreslått ein ny frist: «{detail}». I planen står «{text}».",
        "no_day": "«{text}» gir ingen dag, og planen har ingen statusrundar. Difor blir ingen minte om tiltaket.",
        "reopened": "Tiltaket er opna igjen, og fristen «{text}» er gått. Når skal det vere ferdig?",
        "no_meeting": "Møtet i «{text}» er ikkje lagt inn, og planen har ingen statusrundar. Difor blir ingen minte "
        "om tiltaket.",
        "all_not_relevant": "Alle som er spurde, seier at dette ikkje er aktuelt. Skal tiltaket gå ut?",
    },
}
_OTHER = {
    "nb": "Noe ved fristen «{text}» trenger et blikk ({code}).",
    "nn": "Noko ved fristen «{text}» treng eit blikk ({code}).",
}
_CURES: dict[str, dict[str, tuple[str, ...]]] = {
    "nb": {
        "deadline": (
            "Spør den ansvarlige om en dato, og sett den på tiltaket.",
            "Sett en dato selv, eller knytt tiltaket til et møte.",
            "La tiltaket stå som løpende.",
        ),
        "cancelled": ("La tiltaket utgå, eller sett en ny frist.",),
        "status": ("Sett riktig status på tiltaket, eller legg ordene til i regelboka.",),
        "role": ("Legg navnet til som alias for en rolle i roles.yaml.",),
        "same": ("Svar ja eller nei. Til da står begge.",),
        "rounds": (
            "Gi planen statusrunder (reporting i planfila), så spør vi den ansvarlige i hver runde.",
            "Eller sett en dato på tiltaket.",
        ),
        "meeting": (
            "Legg inn møtet, så følger fristen det.",
            "Eller sett en dato på tiltaket, eller gi planen statusrunder (reporting i planfila).",
        ),
        "party": ("Gi hver part en dag på nytt, også den nye.", "Eller sett én dag for alle."),
        "postpone": (
            "Enig? Sett den nye fristen, så får de det gjelder, beskjed.",
            "Uenig? La fristen stå. Da spør vi den som foreslo det, på nytt.",
        ),
    },
    "nn": {
        "deadline": (
            "Spør den ansvarlege om ein dato, og set han på tiltaket.",
            "Set ein dato sjølv, eller knyt tiltaket til eit møte.",
            "La tiltaket stå som løpande.",
        ),
        "cancelled": ("La tiltaket gå ut, eller set ein ny frist.",),
        "status": ("Set rett status på tiltaket, eller legg orda til i regelboka.",),
        "role": ("Legg namnet til som alias for ei rolle i roles.yaml.",),
        "same": ("Svar ja eller nei. Til då står begge.",),
        "rounds": (
            "Gi planen statusrundar (reporting i planfila), så spør vi den ansvarlege i kvar runde.",
            "Eller set ein dato på tiltaket.",
        ),
        "meeting": (
            "Legg inn møtet, så følgjer fristen det.",
            "Eller set ein dato på tiltaket, eller gi planen statusrundar (reporting i planfila).",
        ),
        "party": ("Gi kvar part ein dag på nytt, også den nye.", "Eller set éin dag for alle."),
        "postpone": (
            "Samd? Set den nye fristen, så får dei det gjeld, beskjed.",
            "Usamd? La fristen stå. Då spør vi den som føreslo det, på nytt.",
        ),
    },
}
_CURE_OF = {
    "cancelled": "cancelled",
    "status_unknown": "status",
    "status_changed": "status",
    "status_confirm": "status",
    "unknown_role": "role",
    "same_measure": "same",
    "postpone": "postpone",
    "all_not_relevant": "cancelled",
    "no_day": "rounds",
    "no_meeting": "meeting",
    "party_day": "party",
}


def questions_of(plan: Plan, measure: Measure, rows: Iterable[Occurrence], book: Book, today: date) -> tuple[str, ...]:
    """What the secretariat must look at: of a finished measure only what is stored."""
    if is_final(book.rulebook, measure.state):
        return measure.questions
    return questions_on(plan, measure, tuple(rows), book, today)


# Where the plan's field is empty, so that there is no text to name.
_OF_NO_TEXT = {
    "nb": {
        "no_day": "Tiltaket har ingen dag, og planen har ingen statusrunder. Derfor blir ingen minnet om det.",
        "postpone": "Det er foreslått en frist: «{detail}». Planen oppgir ingen.",
        "show_again": "Tiltaket uten frist er lagt til side for å ses på igjen på en bestemt dag.",
        "carried_deadline": "Tiltaket er ført videre uten frist. Når skal det være ferdig?",
    },
    "nn": {
        "no_day": "Tiltaket har ingen dag, og planen har ingen statusrundar. Difor blir ingen minte om det.",
        "postpone": "Det er foreslått ein frist: «{detail}». Planen gir ingen.",
        "show_again": "Tiltaket utan frist er lagt til side for å sjåast på igjen ein bestemt dag.",
        "carried_deadline": "Tiltaket er ført vidare utan frist. Når skal det vere ferdig?",
    },
}


def question_words(question: str, measure: Measure, locale: str) -> str:
    """The question as a sentence. `question`: its code, with a detail after a colon where it has one."""
    code, _, detail = question.partition(":")
    pattern = _WORDS[locale].get(code, _OTHER[locale])
    if not measure.deadline_text.strip():
        pattern = _OF_NO_TEXT[locale].get(code, pattern.replace(" «{text}»", ""))
    return pattern.format(text=measure.deadline_text, detail=detail, code=question)


def cures_of(question: str, locale: str, *, ask: bool = True) -> tuple[str, ...]:
    """What one can do about it, best first. `ask` False: the secretariat is itself responsible, so there is nobody to
    ask."""
    what = _CURE_OF.get(question.partition(":")[0], "deadline")
    cures = _CURES[locale][what]
    return cures if ask or what != "deadline" else cures[1:]
