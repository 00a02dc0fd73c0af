"""The words of our calendars, in bokmål and nynorsk. Public names: Words, words, period_in_words, day_in_words,
spoken.

Month names come from Babel, never from the system's locale.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel.dates import format_date

_PART = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([~?%]?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Words:
    """What a language says; braces are filled in. `seasons`: EDTF 21-24."""

    locale: str
    seasons: tuple[str, str, str, str]
    divisions: str = "{n}. {of} {year}"
    about: str = "ca. {period}"
    perhaps: str = "{period} (usikkert)"
    since: str = "fra {period}"
    either: str = " eller "
    due: str = "Frist {period}: {name}"
    checkpoint: str = "Status {period}: {name}"
    to_meeting: str = "Til møte i {committee}: {name}"
    to_some_meeting: str = "Til møte {day}: {name}"
    case_deadline: str = "Saksfrist {committee}: {name}"
    start: str = "Oppstart {period}: {name}"
    wait: str = "Ny vurdering: {name}"
    round: str = "Rapportering {period}: {name}"
    meeting: str = "Møte i {committee}"
    time_to_come: str = "{title} (tid kommer)"
    plan: str = "Plan: {text}"
    focus: str = "Innsatsområde: {text}"
    measure: str = "Tiltak {number}: {text}"
    no_number: str = "Tiltak: {text}"
    deadline_text: str = "Fristtekst i planen: «{text}»"
    no_deadline_text: str = "Planen har ingen fristtekst for dette tiltaket."
    read_as: str = "Tolket som {period} ({first}–{last})."
    read_as_day: str = "Tolket som {period}."
    last_workday: str = "Siste arbeidsdag, {day}, vises."
    last_day: str = "Siste dag vises."
    moved_day: str = "Fristen er nå {day}."
    workday_before: str = "Dagen er ikke en arbeidsdag; {day} vises."
    begins: str = "Planen sier når arbeidet begynner, ikke når det skal være ferdig."
    waits: str = "Tiltaket venter; denne dagen skal det vurderes på nytt."
    at_meeting: str = "Hører til møtet i {committee} {day}."
    before_meeting: str = "Hører til møtet i {committee} {day}; saken må være klar innen {due}."
    role: str = "Ansvarlig: {roles}"
    role_not_named: str = "Ansvarlig: {roles} (planen nevner ingen)"
    round_all: str = "Alle åpne tiltak i planen skal ha en status."
    round_opens: str = "Rapporteringen åpner {day}. Svarene skal være inne {due}."
    committee: str = "Utvalg: {text}"
    example: str = "Datoen er et eksempel og står ikke i planen."
    no_time: str = "Klokkeslettet er ikke bestemt ennå."
    no_end: str = "Sluttid er ikke oppgitt; to timer er satt av."
    agenda: str = "Til behandling:"
    and_more: str = "… og {n} til"
    link: str = "Mer: {url}"
    categories: tuple[str, ...] = ("Frist", "Status", "Sak", "Oppstart", "Rapportering", "Oppfølging", "Møte")
    feed_committee: str = "Frister og møter: {name}"
    feed_meetings: str = "Møter: {name}"
    feed_role: str = "Frister: {name}"
    feed_mine: str = "Mine frister"
    feed_all: str = "Alle frister og møter"
    feed_periods: str = "{name} (perioder)"
    feed_tasks: str = "{name} (oppgaver)"
    feed_about: str = "Frister, rapportering og møter fra handlingsplanene. Abonner, ikke importer."


_NB = Words("nb", ("våren", "sommeren", "høsten", "vinteren"))
_NN = Words(
    "nn",
    ("våren", "sommaren", "hausten", "vinteren"),
    since="frå {period}",
    read_as="Tolka som {period} ({first}–{last}).",
    read_as_day="Tolka som {period}.",
    last_workday="Siste arbeidsdag, {day}, er vist.",
    last_day="Siste dag er vist.",
    moved_day="Fristen er no {day}.",
    workday_before="Dagen er ikkje ein arbeidsdag; {day} er vist.",
    begins="Planen seier når arbeidet byrjar, ikkje når det skal vere ferdig.",
    waits="Tiltaket ventar; denne dagen skal det vurderast på nytt.",
    at_meeting="Høyrer til møtet i {committee} {day}.",
    before_meeting="Høyrer til møtet i {committee} {day}; saka må vere klar innan {due}.",
    role="Ansvarleg: {roles}",
    role_not_named="Ansvarleg: {roles} (planen nemner ingen)",
    round_all="Alle opne tiltak i planen skal ha ein status.",
    round_opens="Rapporteringa opnar {day}. Svara skal vere inne {due}.",
    committee="Utval: {text}",
    example="Datoen er eit døme og står ikkje i planen.",
    no_time="Klokkeslettet er ikkje bestemt enno.",
    no_end="Sluttid er ikkje oppgitt; to timar er sette av.",
    agenda="Til handsaming:",
    and_more="… og {n} til",
    link="Meir: {url}",
    feed_committee="Fristar og møte: {name}",
    feed_meetings="Møte: {name}",
    feed_role="Fristar: {name}",
    feed_mine="Mine fristar",
    feed_all="Alle fristar og møte",
    feed_periods="{name} (periodar)",
    feed_tasks="{name} (oppgåver)",
    feed_about="Fristar, rapportering og møte frå handlingsplanane. Abonner, ikkje importer.",
)


def words(locale: str) -> Words:
    """The words of a locale: nynorsk for nn, else bokmål."""
    return _NN if locale == "nn" else _NB


@lru_cache(maxsize=4096)  # Babel takes longer over a date than all the rest of an entry does
def day_in_words(day: date, locale: str) -> str:
    """«30. juni 2015»."""
    return format_date(day, "d. MMMM y", locale="nn" if locale == "nn" else "nb")


@lru_cache(maxsize=4096)
def period_in_words(edtf: str, locale: str) -> str:
    """«juni 2015», «våren 2022», «1. tertial 2014», «januar–juni 2014». ValueError for what we do not write."""
    speak = words(locale)
    if edtf[:1] in ("[", "{"):
        return speak.either.join(_part(p.strip(), speak) for p in edtf[1:-1].split(","))
    first, slash, last = edtf.partition("/")
    if not slash:
        return _part(edtf, speak)
    if first == "..":
        return _part(last, speak)
    if last == "..":
        return speak.since.format(period=_part(first, speak))
    return _from_to(_part(first, speak), _part(last, speak))


def _from_to(first: str, last: str) -> str:
    """Says the end that both share once: «januar–juni 2014», «9.–22. desember 2024», «2023–2025»."""
    if first == last:
        return first
    a, b = first.split(), last.split()
    while len(a) > 1 and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    shared = last.split()[len(b) :]
    dash = "–" if len(a) == len(b) == 1 else " – "
    return " ".join([" ".join(a) + dash + " ".join(b), *shared])


def _part(edtf: str, speak: Words) -> str:
    found = _PART.fullmatch(edtf)
    if found is None:
        raise ValueError(f"not a period we write: {edtf!r}")
    year, part, day, doubt = found.groups()
    said = _exact(int(year), part, day, speak)
    if doubt == "~":
        return speak.about.format(period=said)
    return speak.perhaps.format(period=said) if doubt else said


def _exact(year: int, part: str | None, day: str | None, speak: Words) -> str:
    if part is None:
        return str(year)
    code = int(part)
    if day is not None:
        return day_in_words(date(year, code, int(day)), speak.locale)
    if code <= 12:
        return format_date(date(year, code, 1), "MMMM y", locale=speak.locale)
    if 21 <= code <= 24:
        return f"{speak.seasons[code - 21]} {year}"
    return _division(year, code, speak)


def _division(year: int, code: int, speak: Words) -> str:
    for first, count, of in ((33, 4, "kvartal"), (37, 3, "tertial"), (40, 2, "halvår")):
        if first <= code < first + count:
            return speak.divisions.format(n=code - first + 1, of=of, year=year)
    raise ValueError(f"no period has the code {code}")


def spoken(edtf: str, locale: str, otherwise: Callable[[], str]) -> str:
    """The period in words, or what `otherwise` says where it is none."""
    try:
        return period_in_words(edtf, locale)
    except ValueError:
        return otherwise()
