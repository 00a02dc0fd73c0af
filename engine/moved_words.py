"""Why a deadline has moved, in words. Public names: causes_of, moved_words."""

from __future__ import annotations

from collections.abc import Iterable

from engine.store import Unit, journal
from rules.model import Notice

_WORDS = {
    "nb": {
        "meeting_added": "Møtet er kalt inn.",
        "meeting_moved": "Møtet er flyttet.",
        "meeting_cancelled": "Møtet er avlyst.",
        "corrected": "Sekretariatet har satt dagen.",
        "postponed": "Det ble bedt om en ny frist.",
        "plan_added": "Slik står det i den nye versjonen av planen.",
        "reread": "Teksten i planen er lest på nytt.",
        "applied": "Reglene for frister er endret.",
    },
    "nn": {
        "meeting_added": "Møtet er kalla inn.",
        "meeting_moved": "Møtet er flytta.",
        "meeting_cancelled": "Møtet er avlyst.",
        "corrected": "Sekretariatet har sett dagen.",
        "postponed": "Det vart bede om ein ny frist.",
        "plan_added": "Slik står det i den nye versjonen av planen.",
        "reread": "Teksten i planen er lesen på nytt.",
        "applied": "Reglane for fristar er endra.",
    },
}


def causes_of(unit: Unit, notices: Iterable[Notice]) -> dict[str, str]:
    """Why (a code) the occurrence of each notice of a move was moved last before it, by notice id."""
    found: dict[str, str] = {}
    for notice in notices:
        if notice.kind == "moved":
            rows = journal.entries(unit, until=notice.planned_at, measure=notice.measure)
            mine = [e for e in rows if e.kind == "occurrence" and e.occurrence == notice.occurrence]
            moves = [e.why for e in mine if e.before is not None and "due" in e.after]
            found |= {notice.id: moves[-1]} if moves else {}
    return found


def moved_words(cause: str | None, locale: str) -> str:
    """The cause as a sentence; "" where there is none to tell."""
    return _WORDS[locale].get(cause or "", "")
