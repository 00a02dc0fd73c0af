"""The board of KHS 2014: a report in running text, questions, an absence, and four dates of one measure. Public name:
story."""

from __future__ import annotations

from stage import Stage, mail_table, mail_text
from terminal import typed

PLAN = "khs-prosjektstyre-2014-27.yaml"
ID = "khs-prosjektstyre-2014-27"
GATHERINGS = ("2015-03-26", "2015-06-12", "2015-09-11")


def story() -> str:
    """The year in Norwegian, every mail and table as it was made."""
    with Stage(PLAN, "2014-11-25 08:00") as stage:
        return "\n".join(["# Prosjektstyret 2014: en sak i løpende tekst, og ingen kolonne for frist\n", *_year(stage)])


def _year(stage: Stage) -> list[str]:
    return [
        "Dette er ingen tabell, men en orientering fra prosjektlederen til Prosjektstyret 24. november 2014. Det den",
        "lover, er tiltakene: «Det utarbeides en sluttrapport», «Kommer snarlig tilbake». Alt under er laget av",
        "`docs/aar/make.py`: en virkelig database, regelboka som følger med, og en klokke som går.\n",
        *_november(stage),
        *_december(stage),
        *_january(stage),
        *_year_out(stage),
    ]


def _november(stage: Stage) -> list[str]:
    answered = typed(
        stage,
        f"deadline --review {ID}",
        f"deadline --correct {ID} 1.3 --date 2015-01-20 --by berit-solli",
        f"deadline --correct {ID} 1.4 --ongoing --by berit-solli",
        f"deadline --correct {ID} 1.4 --date 2015-02-27 --by berit-solli",
        f"deadline --correct {ID} 2.1 --ask 2014-12-12 --by berit-solli",
        f"deadline --correct {ID} 4.2 --date 2014-12-11 --by berit-solli",
        f"deadline --correct {ID} 5.1 --again 2015-02-02 --by berit-solli",
        f"deadline --correct {ID} 6.1 --ask 2014-12-12 --by berit-solli",
    )
    asked = stage.until("2014-11-26 12:00")
    return [
        "## November: det planen ikke sier\n",
        "Hver ansvarlig får én introduksjon, også den som ikke har noen dag å vente på; sekretariatet får én liste:\n",
        mail_table(stage.first),
        "",
        mail_text(next(m for m in stage.first if m.to == "Trygve Hoff"), 60),
        "\nMange av løftene har ingen dag. Sekretariatet går gjennom dem, ett for ett:\n",
        answered,
        "",
        mail_table(asked),
        "",
        mail_text(next(m for m in asked if m.to == "Trygve Hoff"), 40),
    ]


def _december(stage: Stage) -> list[str]:
    stage.until("2014-12-02 12:00")
    stage.answer("3.2", "done", "berit-solli", source="telefon", comment="Representantene er funnet.")
    dated = typed(
        stage,
        f"deadline --correct {ID} 2.1 --date 2015-03-31 --by berit-solli",
        f"deadline --correct {ID} 6.1 --date 2015-01-30 --by berit-solli",
    )
    moved = stage.until("2014-12-11 12:00")
    for number in ("2.2", "4.2"):
        stage.answer(number, "done", "liv-marit-hagen", comment="Holdt 11. desember.")
    christmas = stage.until("2015-01-01 12:00")
    why = typed(stage, f"explain --plan {ID} --measure 4.1 --on 2014-12-26")
    return [
        "\n## Desember: svarene kommer, og jula går i fred\n",
        "De to som ble spurt, nevner hver sin dag, og sekretariatet setter dem:\n",
        dated,
        "",
        mail_table(moved),
        "\n14 dager før samlingen 9. januar er 2. juledag. Da går det ingen e-post; påminnelsen er flyttet fram:\n",
        mail_table(christmas),
        "",
        why,
    ]


def _january(stage: Stage) -> list[str]:
    away = typed(stage, "person away liv-marit-hagen --from 2015-01-05 --to 2015-01-16 --deputy berit-solli")
    stage.reload()
    mails = stage.until("2015-01-12 12:00")
    stage.answer("4.1", "done", "astrid-engen", due="2015-01-09")
    later = stage.until("2015-01-21 12:00")
    return [
        "\n## Januar: hun er borte, og stedfortrederen får det\n",
        away,
        "",
        mail_table(mails),
        "",
        *(mail_text(m, 40) for m in mails if m.to == "Berit Solli"),
        "\nFra 17. januar får hun sine egne igjen:\n",
        mail_table(later),
    ]


def _year_out(stage: Stage) -> list[str]:
    for number in ("1.2", "1.3", "6.1"):
        stage.answer(number, "done", "liv-marit-hagen")
    stage.until("2015-02-03 12:00")
    again = typed(
        stage,
        f"deadline --review {ID}",
        f"deadline --correct {ID} 5.1 --date 2015-05-29 --by berit-solli",
    )
    for number in ("1.4", "1.5"):
        stage.answer(number, "done", "liv-marit-hagen")
    mails = []
    for day in GATHERINGS:
        mails += stage.until(f"{day} 12:00")
        stage.answer("4.1", "done", "astrid-engen", due=day)
        if day == "2015-03-26":
            stage.answer("2.1", "done", "trygve-hoff", comment="Løsningen er i drift.")
        if day == "2015-06-12":
            stage.answer("5.1", "done", "liv-marit-hagen", comment="Tre moduler er ferdige.")
    left = stage.until("2015-12-31 12:00")
    assert not left
    return [
        "\n## Resten av året: fire samlinger, fire svar\n",
        "2. februar er spørsmålet om e-læring framme igjen, som sekretariatet ba om:\n",
        again,
        "\nTiltak 4.1 har fire datoer, og hver av dem får sitt svar. Det er ferdig når den siste er besvart:\n",
        mail_table(mails),
        "",
        typed(stage, f"plan show {ID}"),
        "\nResten av 2015 går det ingen e-post.",
    ]
