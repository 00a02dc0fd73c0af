"""What happened to a measure, and why: journal and ledger in words. Public names: Line, history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engine.statuses import outcome_words
from engine.store import Unit, journal, ledger, plans
from engine.store.journal import Entry
from engine.web.views import Reader, meetings_by_uid, occurrence_label, role_label
from notifiers.words import day_words
from rules.model import Measure, Notice, Occurrence

TEMPLATES = {
    "nb": {
        "introduction": "introduksjon",
        "reminder": "påminnelse",
        "due_today": "fristen er i dag",
        "overdue": "fristen er passert",
        "after": "til sekretariatets kø",
        "status_request": "spørsmål om status",
        "question": "spørsmål til sekretariatet",
        "late_list": "liste over det som alt er passert",
        "moved": "fristen er flyttet",
        "vacant": "rollen er ledig",
        "silence_ends": "en demping går snart ut",
        "not_sent": "en e-post gikk ikke ut som den skulle",
        "round_blanks": "mangler i runden",
        "digest": "samlebrev",
    },
    "nn": {
        "introduction": "introduksjon",
        "reminder": "påminning",
        "due_today": "fristen er i dag",
        "overdue": "fristen er passert",
        "after": "til køen hos sekretariatet",
        "status_request": "spørsmål om status",
        "question": "spørsmål til sekretariatet",
        "late_list": "liste over det som alt er passert",
        "moved": "fristen er flytta",
        "vacant": "rolla er ledig",
        "silence_ends": "ei demping går snart ut",
        "not_sent": "ein e-post gjekk ikkje ut som han skulle",
        "round_blanks": "manglar i runden",
        "digest": "samlebrev",
    },
}
_STATUS = {
    "nb": {
        "waiting": "venter",
        "held": "holdes til sekretariatet slipper den",
        "composed": "klar til å sendes",
        "sent": "sendt",
        "cancelled": "ikke sendt",
        "silenced": "dempet",
        "suppressed": "kunne ikke leveres",
        "uncertain": "usikkert om den kom fram",
    },
    "nn": {
        "waiting": "ventar",
        "held": "blir halden til sekretariatet slepper han",
        "composed": "klar til å sendast",
        "sent": "sendt",
        "cancelled": "ikkje sendt",
        "silenced": "dempa",
        "suppressed": "kunne ikkje leverast",
        "uncertain": "usikkert om han kom fram",
    },
}
_WHY = {
    "nb": {
        "newer_step": "et nyere varsel tok plassen",
        "finished": "saken var ferdig",
        "inside_round": "det spørres i rapporteringsrunden i stedet",
        "moved": "fristen ble flyttet",
        "withdrawn": "fristen falt bort",
        "lease_ran_out": "maskinen stoppet to ganger mens den ble sendt",
        "failed": "adressen tok ikke imot",
    },
    "nn": {
        "newer_step": "eit nyare varsel tok plassen",
        "finished": "saka var ferdig",
        "inside_round": "det blir spurt i rapporteringsrunden i staden",
        "moved": "fristen vart flytta",
        "withdrawn": "fristen fall bort",
        "lease_ran_out": "maskina stoppa to gonger medan han vart send",
        "failed": "adressa tok ikkje imot",
    },
}
_BECAUSE = {
    "nb": {
        "plan": "Planen gir {role} ansvaret.",
        "focus": "{role} har innsatsområdet.",
        "default": "Planen nevner ingen her; da svarer {role}.",
        "secretariat": "Til sekretariatet: {role}.",
        "step": "Trinnet går til {role}.",
    },
    "nn": {
        "plan": "Planen gir {role} ansvaret.",
        "focus": "{role} har innsatsområdet.",
        "default": "Planen nemner ingen her; då svarar {role}.",
        "secretariat": "Til sekretariatet: {role}.",
        "step": "Steget går til {role}.",
    },
}
_ACTORS = {
    "nb": {"clock": "klokka", "import": "planfila", "system": "tidsfrist"},
    "nn": {"clock": "klokka", "import": "planfila", "system": "tidsfrist"},
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened. `at` None: before the clock was set. `notice`: its id, where it is a mail."""

    at: datetime | None
    what: str
    why: str
    who: str
    notice: str = ""
    kind: str = "journal"


def history(unit: Unit, measure: Measure, reader: Reader) -> tuple[Line, ...]:
    """Everything about a measure, newest last."""
    there = meetings_by_uid(unit)
    rows = {o.uid: o for o in plans.occurrences(unit, [measure.uid])[measure.uid]}
    labels = {uid: occurrence_label(o, reader, there) for uid, o in rows.items()}
    entries = journal.entries(unit, measure=measure.uid)
    settled = {str(e.after.get("id")): e.why for e in entries if e.kind == "notice"}
    told = [
        _notice(n, reader, rows, settled.get(n.id, "")) for n in ledger.notices_of(unit, [measure.uid])[measure.uid]
    ]
    said = [line for e in entries if (line := _entry(e, labels, reader))]
    return tuple(sorted((*said, *told), key=lambda line: line.at.timestamp() if line.at else 0.0))


def _notice(notice: Notice, reader: Reader, rows: dict[str, Occurrence], settled: str) -> Line:
    locale, book = reader.locale, reader.book
    person = book.directory.people.get(notice.person)
    template = TEMPLATES[locale].get(notice.template, notice.template)
    status = _STATUS[locale][notice.status]
    if notice.status not in ("waiting", "held", "composed", "sent") and settled:
        status = f"{status}: {_WHY[locale].get(settled, settled)}"
    about = f", {day_words(notice.due, locale)}" if notice.occurrence in rows and notice.due else ""
    why = (
        _BECAUSE[locale].get(notice.reason.role_from or "", "").format(role=role_label(notice.reason.role or "", book))
    )
    name = person.name if person else notice.person
    what = f"E-post til {name}: {template}{about} ({status})"
    rule = f" Regel: «{notice.reason.rule}»." if notice.reason.rule else ""
    return Line(notice.deliver_at, what, f"{why}{rule}".strip(), "", notice.id, "notice")


def _entry(entry: Entry, labels: dict[str, str], reader: Reader) -> Line | None:
    """The row in words; None where it says nothing to people."""
    words = _Words(reader, labels.get(entry.occurrence or "", ""))
    what = words.of(entry)
    if not what:
        return None
    return Line(entry.at, what, words.why(entry.why), words.actor(entry.actor))


@dataclass(frozen=True, slots=True)
class _Words:
    reader: Reader
    label: str

    def _pick(self, nb: str, nn: str) -> str:
        return nn if self.reader.locale == "nn" else nb

    def of(self, entry: Entry) -> str:
        match entry.kind:
            case "measure":
                return "Tiltaket kom med." if entry.before is None else self._changed()
            case "transition":
                return f"{self._state(entry.before)} → {self._state(entry.after)}"
            case "reading":
                return self._pick("Fristen ble lest på nytt.", "Fristen vart lesen på nytt.")
            case "answer":
                outcome = str(entry.after.get("outcome", ""))
                said = outcome_words(outcome, self.reader.locale, self.reader.book)
                return f"Svar: {said} ({self.label})"
            case "occurrence":
                return self._occurrence(entry)
            case _:
                return ""

    def _changed(self) -> str:
        return self._pick("Planen ble endret her.", "Planen vart endra her.")

    def _state(self, fields: dict[str, Any] | None) -> str:
        name = str((fields or {}).get("state", ""))
        state = self.reader.book.rulebook.states.get(name)
        return state.name_in(self.reader.locale) if state else name

    def _occurrence(self, entry: Entry) -> str:
        before, after = entry.before, entry.after
        if before is None:
            day = self._day(after.get("due"))
            return f"{self.label}: {day}" if day else f"{self.label}: {self._pick('ingen dag ennå', 'ingen dag enno')}"
        if before.get("withdrawn") is False and after.get("withdrawn"):
            return self._pick(f"{self.label} falt bort.", f"{self.label} fall bort.")
        if "due" in after:
            return (
                self._pick("Flyttet fra ", "Flytta frå ")
                + f"{self._day(before.get('due'))} → {self._day(after['due'])}"
            )
        return ""

    def _day(self, value: Any) -> str:
        return day_words(date.fromisoformat(value), self.reader.locale) if isinstance(value, str) else ""

    def why(self, code: str) -> str:
        known = {
            "plan_added": self._pick("Planen ble lagt til.", "Planen vart lagd til."),
            "slip": self._pick("Fristen gikk uten svar.", "Fristen gjekk utan svar."),
        }
        return known.get(code, "")

    def actor(self, actor: str) -> str:
        person = self.reader.book.directory.people.get(actor)
        return person.name if person else _ACTORS[self.reader.locale].get(actor, actor)
