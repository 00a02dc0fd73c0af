"""Questions to the secretariat in words. Public names: question_words, cures_of.

Codes are «code» or «code:detail»; an unknown code is shown as it is, never swallowed.
"""

from __future__ import annotations

from rules.model import Measure

_WORDS: dict[str, dict[str, str]] = {
    "nb": {
        "blank": "Planen gir ingen frist for dette tiltaket.",
        "unreadable": "Vi kan ikke lese fristen «{text}» som en dato, et møte eller noe løpende.",
        "low_confidence": "Vi er ikke sikre på hvordan fristen «{text}» skal leses.",
        "needs_person": "Fristen «{text}» må avtales. Den kan ikke leses ut av planen.",
        "same_measure": "Den nye versjonen av planen kan ha gjort dette tiltaket til nr. {detail}. Er det det samme?",
        "status_changed": "Den nye versjonen sier «{detail}» om status, men det er svart her. Svaret står.",
        "unknown_role": "Planen nevner «{detail}» som ansvarlig. Ingen rolle har det navnet.",
        "unknown_status": "Vi kjenner ikke statusteksten «{detail}».",
        "status_unknown": "Vi kjenner ikke statusteksten «{detail}».",
    },
    "nn": {
        "blank": "Planen gjev ingen frist for dette tiltaket.",
        "unreadable": "Vi kan ikkje lese fristen «{text}» som ein dato, eit møte eller noko løpande.",
        "low_confidence": "Vi er ikkje sikre på korleis fristen «{text}» skal lesast.",
        "needs_person": "Fristen «{text}» må avtalast. Han kan ikkje lesast ut av planen.",
        "same_measure": "Den nye versjonen av planen kan ha gjort dette tiltaket til nr. {detail}. Er det det same?",
        "status_changed": "Den nye versjonen seier «{detail}» om status, men det er svara her. Svaret står.",
        "unknown_role": "Planen nemner «{detail}» som ansvarleg. Inga rolle har det namnet.",
        "unknown_status": "Vi kjenner ikkje statusteksten «{detail}».",
        "status_unknown": "Vi kjenner ikkje statusteksten «{detail}».",
    },
}
_OTHER = {
    "nb": "Noe ved fristen «{text}» trenger et blikk ({code}).",
    "nn": "Noko ved fristen «{text}» treng eit blikk ({code}).",
}
_CURES: dict[str, dict[str, tuple[str, ...]]] = {
    "nb": {
        "deadline": (
            "Spør den ansvarlige om en dato, og svar på denne e-posten med den.",
            "Sett en dato selv, eller knytt tiltaket til et møte.",
            "La tiltaket stå som løpende.",
        ),
        "unknown_role": ("Legg navnet til som alias for en rolle i roles.yaml.",),
        "same_measure": ("Svar ja eller nei. Til da står begge.",),
    },
    "nn": {
        "deadline": (
            "Spør den ansvarlege om ein dato, og svar på denne e-posten med han.",
            "Set ein dato sjølv, eller knyt tiltaket til eit møte.",
            "Lat tiltaket stå som løpande.",
        ),
        "unknown_role": ("Legg namnet til som alias for ei rolle i roles.yaml.",),
        "same_measure": ("Svar ja eller nei. Til då står begge.",),
    },
}


def question_words(question: str, measure: Measure, locale: str) -> str:
    """The question as a sentence. `question`: its code, with a detail after a colon where it has one."""
    code, _, detail = question.partition(":")
    pattern = _WORDS[locale].get(code, _OTHER[locale])
    return pattern.format(text=measure.deadline_text, detail=detail, code=question)


def cures_of(question: str, locale: str) -> tuple[str, ...]:
    """What one can do about it, best first."""
    code = question.partition(":")[0]
    return _CURES[locale].get(code, _CURES[locale]["deadline"])
