"""`tidsfrist silence add|list|end`. Public name: app."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

import typer

from engine.bootstrap import Installation
from engine.cli.known import day_of
from engine.cli.opening import JsonLines, looked_into, opened
from engine.clock import system_now
from engine.lines import at_text
from engine.preview import names
from engine.silence_words import Named, muted_words
from engine.silencing import Muted, Wish, draft, end, find, muted_by, save, standing
from engine.store import Stamp, Unit, installation, plans, silences
from rules.errors import TidsfristError
from rules.model import Silence
from rules.silences import last_day

app = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True)
By = Annotated[str, typer.Option("--by", metavar="PERSON", help="Hvem som demper (id i personregisteret).")]
_MOST = 40  # lines that are shown of what would be muted


@app.command("add")
def add(
    until: Annotated[str, typer.Option("--until", metavar="ÅÅÅÅ-MM-DD", help="Siste dag som er stille.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEKST", help="Hvorfor.")],
    by: By,
    plan: Annotated[str | None, typer.Option("--plan", metavar="ID")] = None,
    focus: Annotated[str | None, typer.Option("--focus", metavar="OMRÅDE")] = None,
    measure: Annotated[str | None, typer.Option("--measure", metavar="NR", help="Tiltakets nummer i planen.")] = None,
    role: Annotated[str | None, typer.Option("--role", metavar="ROLLE")] = None,
    person: Annotated[str | None, typer.Option("--person", metavar="PERSON")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ikke spør.")] = False,
) -> None:
    """Demp varsler for en tid. Først vises det som ikke ville blitt sendt.

    Det som dempes, sendes heller ikke etterpå. Dempingen tar slutt av seg selv når tiltaket er ferdig.
    """
    wish = Wish(by, reason, day_of(until, "--until"), plan, focus, measure, role, person)
    with opened() as home:
        with home.store.read() as unit:
            now = moment(home, unit)
            silence = draft(unit, wish, home.book, now)
            print(_told(unit, home, silence, muted_by(unit, silence, home.book)))
        if not yes and not typer.confirm("Skal dette dempes?", default=False):
            raise TidsfristError("Ingenting er dempet.")
        with home.store.write() as unit:
            save(unit, silence, Stamp(now, silence.author, "silenced", int(home.book.version)))
    print(f"Dempet til og med {wish.until}. Angre med: tidsfrist silence end {silence.uid[:6]} --by {by}")


def moment(home: Installation, unit: Unit) -> datetime:
    """The installation's time. Raises TidsfristError where a trial database has no clock yet."""
    if not home.trial:
        return system_now()
    mine = installation.installation(unit)
    if mine is None or mine.clock is None:
        raise TidsfristError("Prøvedatabasen har ingen klokke ennå. Kjør «tidsfrist tick --at …» først.")
    return mine.clock


def _told(unit: Unit, home: Installation, silence: Silence, muted: Sequence[Muted]) -> str:
    known, zone = names(unit, {m.notice.measure for m in muted if m.notice.measure}), home.book.zone
    lines = [f"Dette dempes: {_words(unit, home, silence)}."]
    if not muted:
        return "\n".join([*lines, "Ingen varsler ville gått i den tiden."])
    lines.append(f"{len(muted)} varsler ville gått i den tiden, og blir ikke sendt:")
    for one in muted[:_MOST]:
        n = one.notice
        where = f"{known.plan(n.plan)} {known.number(n.measure) or ''}".rstrip()
        lines.append(f"  {one.at.astimezone(zone):%Y-%m-%d}  {known.person(n.person)}  {where}  {n.template}")
    if len(muted) > _MOST:
        lines.append(f"  … og {len(muted) - _MOST} til")
    return "\n".join(lines)


def _words(unit: Unit, home: Installation, silence: Silence) -> str:
    measures = plans.measures_by_uid(unit, [silence.measure] if silence.measure else [])
    return muted_words(silence, Named({p.uid: p for p in plans.plans(unit)}, measures, home.book))


@app.command("list")
def list_silences(
    everything: Annotated[bool, typer.Option("--all", help="De som er over, også.")] = False, as_json: JsonLines = False
) -> None:
    """Vis hva som er dempet nå, av hvem, hvorfor og hvor lenge."""
    with looked_into() as home, home.store.read() as unit:
        found = silences.silences(unit) if everything else standing(unit, home.book, moment(home, unit))
        made = [_plain(unit, home, s) for s in found]
    for one in made:
        if as_json:
            print(json.dumps(one, ensure_ascii=False))
        else:
            print(f"{one['id'][:6]}  til og med {one['until']}  {one['what']}  ({one['by']}: {one['reason']})")
    if not made and not as_json:
        print("Ingenting er dempet.")


def _plain(unit: Unit, home: Installation, silence: Silence) -> dict[str, Any]:
    person = home.book.directory.people.get(silence.author)
    return {
        "id": silence.uid,
        "what": _words(unit, home, silence),
        "by": person.id if person else silence.author,
        "reason": silence.reason,
        "from": at_text(silence.starts_at),
        "until": last_day(silence, home.book).isoformat(),
    }


@app.command("end")
def end_silence(
    silence: Annotated[str, typer.Argument(metavar="ID", help="Begynnelsen på id-en holder.")], by: By
) -> None:
    """Avslutt en demping nå. Det som er dempet til nå, blir ikke sendt."""
    with opened() as home, home.store.write() as unit:
        now = moment(home, unit)
        person = next((p.uid for p in home.book.directory.people.values() if by in (p.id, p.uid, p.email)), None)
        if person is None:
            raise TidsfristError(f"Ingen person har id «{by}».")
        one = find(silences.silences(unit, now), silence)
        end(unit, one, Stamp(now, person, "silence_ended", int(home.book.version)))
        print(f"Avsluttet: {_words(unit, home, one)}.")
