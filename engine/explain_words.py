"""The sentences of `explain`, in bokmål. Public names: …_words and …_title, one for each kind of fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from engine.unsent_words import WHY
from notifiers.words import day_words, listed
from rules.book import Book
from rules.deadline import explain
from rules.model import Absence, Measure, Message, Notice, Occurrence, Silence
from rules.rulebook import Delivery, Step
from rules.silences import last_day
from rules.why import Clause, Obstacle, Tried

_ROLE_FROM = {
    "plan": "navngitt av planen som ansvarlig",
    "focus": "ansvarlig for innsatsområdet",
    "default": "planens ansvarlige der tiltaket ikke nevner noen",
    "secretariat": "sekretariatet, som svarer for det ingen andre gjør",
    "step": "navngitt av steget selv (to: eller cc:)",
    "committee": "sekretariatet for utvalget",
    "silence": "den som har dempet",
}
_KINDS = {
    "introduction": "planen ble satt i gang, eller hun er ny i en rolle: hver ansvarlig får én introduksjon",
    "late_list": "planen ble satt i gang: sekretariatet får én liste over det som alt er passert",
    "question": "planen sier noe vi ikke kan lese; det er et spørsmål til et menneske",
    "moved": "fristen er flyttet, og det sies én gang",
    "vacant": "ingen har rollen",
    "answered": "en annen har svart på det samme",
    "approval": "planen venter på et utvalg",
    "silence_ends": "en demping går snart ut",
    "round_blanks": "noen har ikke svart i runden",
    "watchdog": "noe vi skulle sende, gikk ikke ut som det skulle; sekretariatet får vite det",
}
_STATUS = {
    "waiting": "venter på å bli sendt",
    "held": "holdt tilbake til sekretariatet slipper den",
    "composed": "lagt i en e-post som er på vei",
    "sent": "sendt",
    "cancelled": "avlyst",
    "silenced": "dempet; det sendes heller ikke senere",
    "suppressed": "ikke sendt",
    "uncertain": "usikkert om den kom fram; et menneske må avgjøre",
}
_WHY = {
    "newer_step": "et nyere varsel tok plassen",
    "inside_round": "en rapporteringsrunde er åpen og spør om det samme",
    "moved": "fristen ble flyttet",
    "finished": "tiltaket er ferdig",
    "answered": "fristen er besvart",
    "withdrawn": "tiltaket er tatt ut av planen",
    "held_back": "tiltaket venter på noe annet",
    "plan_closed": "planen er avsluttet",
    "failed": "mottakerens e-postsystem tok den ikke imot",
    "left_role": "mottakeren har ikke rollen lenger; den som har den nå, får det",
    "lease_ran_out": "utsendingen ble avbrutt to ganger",
    **WHY["nb"],
}
_DEADLINES = {
    "dates": "dato",
    "due": "vanlig frist",
    "start": "oppstart",
    "recurring": "gjentatt",
    "meeting": "møte",
    "event": "hendelse",
    "ongoing": "løpende",
    "unresolved": "ulest",
    "checkpoint": "underveis",
    "report": "rapporteringsrunde",
    "wait": "venting",
}
_NAMES = {
    "state": "tilstand",
    "deadline": "slags frist",
    "plan": "plan",
    "focus": "innsatsområde",
    "role": "rolle",
    "committee": "utvalg",
    "due_in": "dager til fristen",
    "overdue_by": "dager over fristen",
    "untouched_for": "dager siden sist noen sa noe",
    "not": "ikke",
}


def instant_words(at: datetime, zone: ZoneInfo) -> str:
    """«tirsdag 16. juni 2015 kl. 07:45»."""
    local = at.astimezone(zone)
    return f"{day_words(local.date(), 'nb')} kl. {local:%H:%M}"


def notice_title(notice: Notice, name: str, when: str) -> str:
    """What it is, to whom and when."""
    return f"{notice.id} til {name}, {when}: {notice.template}"


def role_words(label: str, source: str | None, measure: Measure | None) -> str:
    """The role that makes the person the one, and where it is named."""
    words = _ROLE_FROM.get(source or "", "")
    named = f" (tiltak {measure.number}, «{measure.responsible_text}»)" if measure and source == "plan" else ""
    return ", ".join(w for w in (label, f"{words}{named}") if w) or "ingen rolle"


def deputy_words(name: str, absent: str) -> str:
    """Why a deputy got it."""
    return f"{absent} er borte, så {name} får det på hennes eller hans vegne"


def since_words(names: Sequence[str]) -> str:
    """Who has the role now that the person has left it."""
    return (
        f"har ikke rollen lenger; nå har {listed(names)} den" if names else "har ikke rollen lenger; nå har ingen den"
    )


def deadline_words(measure: Measure, rows: Iterable[Occurrence], mine: Occurrence | None) -> Iterator[str]:
    """The text, how it is read, and which of its days this is."""
    yield f"«{measure.deadline_text}»: {explain(measure.reading, 'nb')}"
    if measure.reading_from != "machine":
        yield "lesingen er et menneskes: " + ("et vedtak" if measure.reading_from == "decision" else "en rettelse")
    days = sorted(o.due for o in rows if o.due and not o.withdrawn and o.named)
    if mine is not None and mine.due is not None:
        what = "runden med svarfrist" if mine.kind == "report" else "fristen"
        which = f" ({days.index(mine.due) + 1} av {len(days)})" if len(days) > 1 and mine.due in days else ""
        yield f"dette gjelder {what} {day_words(mine.due, 'nb')}{which}"


def kind_words(notice: Notice) -> str:
    """Why a notice that is no step exists."""
    return _KINDS.get(notice.kind, notice.kind)


def held_words(one: Tried, place: str) -> str:
    """The rule that held."""
    return f"nr. {one.place + 1} «{one.rule.name}» ({place}) → stigen {one.rule.ladder}"


def failed_words(one: Tried, book: Book) -> str:
    """Why an earlier rule did not hold."""
    against = "; ".join(_clause(c, book) for c in one.failed)
    return f"nr. {one.place + 1} «{one.rule.name}» passet ikke: {against}"


def _clause(clause: Clause, book: Book) -> str:
    def named(word: str) -> str:
        state = book.rulebook.states.get(word) if clause.name == "state" else None
        return f"«{state.label}»" if state else _DEADLINES.get(word, word) if clause.name == "deadline" else word

    wanted = " eller ".join(named(w) for w in clause.wanted.split(" | "))
    actual = ", ".join(named(w) for w in clause.actual.split(", ")) if clause.actual else "ikke kjent"
    return f"{_NAMES[clause.name]} er {actual}, regelen vil ha {wanted}"


def step_words(notice: Notice, step: Step | None, place: str, zone: ZoneInfo) -> str:
    """The step, where it stands, and when it was planned."""
    if step is None:
        return f"{notice.step} i stigen {notice.reason.ladder}; steget står ikke i regelboka lenger"
    offset = step.at if step.at is not None else f"hver {step.every} fra {step.from_}"
    return f"{notice.step}: {offset} ({place}) → {instant_words(notice.planned_at, zone)}"


def leads_words(notice: Notice, row: Occurrence, book: Book) -> tuple[str, ...]:
    """What the step before a date in a closed period was counted from; nothing where that is the date."""
    closed = book.calendar.closed_on(row.due) if row.due is not None else None
    if row.leads is None or closed is None or row.leads < book.day(notice.planned_at):
        return ()
    period = closed.name or "dagene som er stengt"
    return (f"regnet fra {day_words(row.leads, 'nb')}, det siste møtet eller den siste runden før {period}",)


def window_words(notice: Notice, delivery: Delivery, zone: ZoneInfo) -> str:
    """When the person may have it."""
    window = f"{delivery.window.from_}–{delivery.window.to}"
    return f"kan leveres {instant_words(notice.deliver_at, zone)} (vindu {window}, samles {delivery.digest.at})"


def postponed_words(to: datetime, zone: ZoneInfo) -> str:
    """A mail too many that day."""
    return f"utsatt til {instant_words(to, zone)}: hun hadde fått så mange e-poster hun skal ha den dagen"


def message_words(message: Message, cap: int, least: int) -> str:
    """The mail it went in."""
    together = (
        f"samlet med {len(message.notices) - 1} andre"
        if len(message.notices) > 1
        else f"alene (færre enn {least} samme dag)"
    )
    return f"e-post <{message.message_id}>, {together}, nr. {message.n} av høyst {cap} den dagen"


def fate_words(notice: Notice, why: str) -> str:
    """What became of it."""
    status = _STATUS[notice.status]
    reason = _WHY.get(why, "")
    return f"{status}: {reason}" if reason and notice.status in ("cancelled", "suppressed", "uncertain") else status


def stopped_words(reason: str, since: str | None, by: str | None, which: str) -> str:
    """It is held because the plan's mail is stopped. `since`, `by`: None: nobody knows; `which`: what to name."""
    when = "".join(f" {word} {said}" for word, said in (("siden", since), ("av", by)) if said)
    reason = reason.rstrip(".")
    return f"e-posten er stanset{when}: {reason}. Den går igjen med «tidsfrist plan resume {which}»"


def silence_words(silence: Silence, what: str, author: str, book: Book) -> str:
    """Who muted it, what, until when and why."""
    return f"{author} har dempet {what} til og med {day_words(last_day(silence, book), 'nb')}: {silence.reason}"


def version_words(n: int, digest: str, author: str, applied_at: datetime | None, zone: ZoneInfo) -> str:
    """The version of the rulebook that ran."""
    when = f", tatt i bruk {instant_words(applied_at, zone)}" if applied_at else ""
    return f"versjon {n} ({digest[:8]}){when} av {author}"


def day_title(measure: Measure, name: str | None, day: date) -> str:
    """What is asked."""
    return f"Tiltak {measure.number} {measure.name}, {day_words(day, 'nb')}" + (f", {name}" if name else "")


def more_words(notice: str) -> str:
    """Where the whole explanation of a notice of the day is."""
    return f"hele forklaringen på et varsel: «tidsfrist explain {notice}»"


_NOT_ACTIVE = {
    "draft": "planen er et utkast og er ikke satt i gang",
    "approved": "planen er godkjent, men ikke satt i gang",
    "closed": "planen er avsluttet",
    "carried_over": "planen er avsluttet, og tiltakene er ført videre til en ny plan",
}


def obstacle_words(found: Obstacle, book: Book) -> str:
    """What stands in the way of every mail of the measure."""
    since = f" siden {instant_words(found.since, book.zone)}" if found.since else ""
    state = book.rulebook.states.get(found.detail)
    return {
        "not_active": _NOT_ACTIVE.get(found.detail, "planen er ikke i gang"),
        "not_begun": "planen var ikke satt i gang ennå",
        "withdrawn": "tiltaket er tatt ut av planen",
        "held_back": "tiltaket venter på godkjenning, eller er ført over til en annen plan",
        "finished": f"tiltaket er ferdig: {state.label if state else found.detail}{since}",
        "stopped": f"all e-post for planen er stanset: {found.detail}",
        "released": "planen er i de første dagene, der sekretariatet ser over e-posten før den går",
    }[found.code]


def away_words(away: Absence, deputy: str | None) -> str:
    """She is away, and who got it instead."""
    got = f"stedfortrederen {deputy} får varslene" if deputy else "ingen stedfortreder er til stede"
    return f"borte {away.first}–{away.last}; {got}"


def _what(row: Occurrence) -> str:
    if row.kind == "report":
        return f"runden med svarfrist {row.due}"
    return f"dagen {row.due} det skal ses på igjen" if row.kind == "wait" else f"fristen {row.due}"


def unbound_words() -> str:
    """A meeting that is not called."""
    return "møtet fristen henger på, er ikke kalt inn, så den har ingen dag ennå"


def answered_words(row: Occurrence, at: datetime, zone: ZoneInfo) -> str:
    """It is answered."""
    return f"{_what(row)} ble besvart {instant_words(at, zone)}"


def too_late_words(row: Occurrence, step: str, counted: str) -> str:
    """The step lay before counting began."""
    return f"{_what(row)}: steget {step} lå før det ble telt fra {counted}, og det som er passert, sendes ikke"


def past_words(row: Occurrence, begun: date) -> str:
    """It was past when somebody began to look."""
    told = "; sekretariatet har fått den i en liste" if row.named else ""
    return f"{_what(row)} var passert da vi begynte å følge med {begun}{told}"


def step_today_words(row: Occurrence, step: str, when: str, inside: bool) -> str:
    """There was a step that day."""
    inside_words = "; en runde er åpen og spør om det samme" if inside else ""
    return f"{_what(row)}: steget {step} var {when}{inside_words}"


def moved_step_words(row: Occurrence, step: str, when: str) -> str:
    """The day is closed, so its step is on an open one."""
    return f"{_what(row)}: steget {step} hører til denne dagen, men da går det ingen e-post; det er lagt til {when}"


def another_day_words(notice: Notice, name: str, when: str, late: bool) -> str:
    """The step's notice belongs to another day's mail. `late`: she had had as many mails as she should that day."""
    why = "; hun hadde fått så mange e-poster hun skal ha den dagen" if late else ""
    return f"varselet til {name} havnet på {when} ({notice.id}): {_STATUS[notice.status]}{why}"


def no_step_words(row: Occurrence, rule: str | None, ladder: str | None, near: Sequence[tuple[str, date]]) -> str:
    """No step that day, and which are nearest."""
    if ladder in (None, "none") or not near:
        return f"{_what(row)}: regelen «{rule}» gir ingen varsler" if rule else f"{_what(row)}: ingen regel passer"
    steps = ", ".join(f"{name} {day}" for name, day in near)
    return f"{_what(row)}: ingen steg den dagen; nærmest er {steps} (regelen «{rule}»)"
