"""OSU 2016: «K26 lager sak» misses its case deadline. Public name: story."""

from __future__ import annotations

from stage import Stage, mail_table, mail_text
from terminal import typed

PLAN = "osu-vestre-viken-2016.yaml"
ID = "osu-vestre-viken-2016"
CASE = "Prosjektbeskrivelse for diagnoseuavhengig pasientforløp"


def story() -> str:
    """The year in Norwegian, every mail and table as it was made."""
    with Stage(PLAN, "2016-02-09 08:00") as stage:
        return "\n".join(["# OSU 2016: «K26 lager sak» rekker ikke saksfristen\n", *_year(stage)])


def _year(stage: Stage) -> list[str]:
    return [
        "OSU bestemte 8. februar 2016 at K26 skulle lage en sak til neste møte. Fristen i planen er «K26 lager sak",
        "Neste møte». Neste møte etter vedtaket er 9. mai, og OSU vil ha sakene 15 arbeidsdager før. Da er det",
        "saksfristen som teller: fredag 15. april. Alt under er laget av `docs/aar/make.py`: en virkelig database,",
        "regelboka som følger med, og en klokke som går. Møtedagene etter 8. februar er eksempler.\n",
        *_february(stage),
        *_april(stage),
        *_may(stage),
        *_autumn(stage),
    ]


def _february(stage: Stage) -> list[str]:
    corrected = typed(
        stage,
        f"deadline --review {ID}",
        f"deadline --correct {ID} 3.4 --ask 2016-03-15 --by nils-myhre",
        f"deadline --correct {ID} 2.2 --ongoing --by nils-myhre",
    )
    asked = stage.until("2016-02-10 12:00")
    return [
        "## Februar: planen går i gang\n",
        "Hver ansvarlig får én introduksjon, og sekretariatet én liste over det som alt er passert, og det som ikke",
        "kunne leses:\n",
        mail_table(stage.first),
        "",
        mail_text(next(m for m in stage.first if m.to == "Liv Marit Hagen"), 50),
        "\nTo frister kan ingen lese seg til. Sekretariatet spør de ansvarlige om den ene, og lar den andre løpe:\n",
        corrected,
        "\n",
        mail_text(next(m for m in asked if m.subject.startswith("Når kan")), 40),
    ]


def _april(stage: Stage) -> list[str]:
    stage.until("2016-03-08 12:00")
    for number in ("3.5", "5.2", "3.2"):
        stage.answer(number, "done", "nils-myhre", party="alle", source="e-post")
    dated = typed(stage, f"deadline --correct {ID} 3.4 --date 2016-05-31 --by nils-myhre")
    before = stage.until("2016-04-05 12:00")
    for number in ("3.1", "3.3"):
        stage.answer(number, "done", "nils-myhre", party="alle", source="telefon")
    mails = [*before, *stage.until("2016-04-29 16:00")]
    mine = [m for m in mails if CASE in m.subject]
    return [
        "\nSvaret på det andre spørsmålet kommer 8. mars, og da er det ikke noe spørsmål lenger:\n",
        dated,
        "\n## April: saken kommer ikke\n",
        "K26 nås gjennom Kommunehelsesamarbeidet, der Liv Marit Hagen sitter. Hun får det som gjelder saken, med",
        "møtet ved siden av fristen. Ingen leder får e-post av seg selv; to uker etter fristen ligger det hos",
        "sekretariatet:\n",
        mail_table(mine),
        "",
        mail_text(next(m for m in mine if m.on.day == 15), 60),
        "",
        mail_text(next(m for m in mine if m.to == "Nils Myhre"), 60),
        "\nOg på sakslista for møtet 9. mai står det under «Passert uten svar»:\n",
        typed(stage, "agenda OSU --meeting 2016-05-09"),
    ]


def _may(stage: Stage) -> list[str]:
    stage.until("2016-05-02 12:00")
    moved = typed(stage, f"deadline --correct {ID} 1.1 --meeting 2016-09-19 --by nils-myhre")
    mails = stage.until("2016-05-03 16:00")
    return [
        "\n## Mai: saken tas i september\n",
        "Sekretariatet ringer. K26 blir ikke ferdig før sommeren, og saken tas i møtet 19. september. Den må fremdeles",
        "skrives, så fristen er saksfristen for det møtet. Liv Marit Hagen får én e-post om det, og varslene begynner",
        "forfra:\n",
        moved,
        "",
        mail_text(next(m for m in mails if m.to == "Liv Marit Hagen" and m.subject.startswith("Ny frist")), 40),
    ]


def _autumn(stage: Stage) -> list[str]:
    stage.until("2016-06-10 12:00")
    meeting = typed(stage, "meeting move OSU 2016-09-19 --to 2016-09-26")
    moved = stage.until("2016-06-13 16:00")
    summer = stage.until("2016-08-22 16:00")
    stage.answer("1.1", "done", "liv-marit-hagen", comment="Sendt sekretariatet 22. august.")
    after = stage.until("2016-09-27 16:00")
    late = [m for m in after if CASE in m.subject]
    assert not late
    return [
        "\n## September: møtet flyttes, og saken er der\n",
        "I juni flyttes møtet en uke. Fristen følger med, og de det gjelder får én beskjed:\n",
        meeting,
        "",
        mail_table([m for m in moved if m.subject.startswith("Ny frist") or "frister" in m.subject]),
        "\nUtover sommeren kommer én påminnelse om saken:\n",
        mail_table([m for m in summer if CASE in m.subject]),
        "\nSaken blir sendt 22. august. Etter det går det ingen e-post om den.",
    ]
