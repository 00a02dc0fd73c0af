"""saman.no 2022: approved by three committees, changed by the fourth. Public name: story."""

from __future__ import annotations

import tempfile
from pathlib import Path

from stage import CONFIG, Mail, Stage, mail_table, mail_text
from terminal import typed

PLAN = "saman-no-2022.yaml"
ID = "saman-no-2022"


def _draft() -> str:
    """The plan before anybody had approved it."""
    text = (CONFIG / "plans" / PLAN).read_text(encoding="utf-8")
    draft = text.replace("  status: active\n", "  approval: all\n  approvers: [OSU 1, OSU 2, OSU 3, OSU 4]\n")
    assert draft != text
    return draft


def _changed() -> str:
    """The plan as the fourth committee wanted it: one deadline later, and one measure more."""
    more = (
        "- id: '2.5'\n  focus_area: Oppfølging av andre samhandlingsinitiativ\n"
        "  title: Kartleggje korleis pårørande vert tekne med ved utskriving\n"
        "  deadline_text: 'Tidsramme: Hausten 2022'\n  responsible_text: MFU\n  responsible_roles: [MFU]\n"
    )
    return _draft().replace("'Tidsramme: Våren 2022'", "'Tidsramme: Hausten 2022'") + more


def story() -> str:
    """The year in Norwegian, every mail and table as it was made."""
    with tempfile.TemporaryDirectory(prefix="tidsfrist-") as folder:
        path = Path(folder) / "saman-2022-endra.yaml"
        path.write_text(_changed(), encoding="utf-8")
        with Stage(PLAN, "2021-12-20 08:00", text=_draft()) as stage:
            return "\n".join(["# saman.no 2022: tre utvalg godkjenner, og det fjerde endrer\n", *_year(stage, path)])


def _year(stage: Stage, changed: Path) -> list[str]:
    return [
        "«Handlingsplanen skal godkjennast i dei fire Overordna Samarbeidsutvala», sier saman.no. I planfila står det",
        "slik:\n",
        "```yaml\n  approval: all\n  approvers: [OSU 1, OSU 2, OSU 3, OSU 4]\n```\n",
        "Da er planen et utkast til alle fire har sagt ja. Alt under er laget av `docs/aar/make.py`: en virkelig",
        "database, regelboka som følger med, og en klokke som går. Navnene på utvalgene og møtedagene er eksempler.\n",
        *_january(stage),
        *_february(stage),
        *_change(stage, changed),
        *_june(stage),
    ]


def _january(stage: Stage) -> list[str]:
    mails = stage.until("2022-02-08 12:00")
    return [
        "## Januar: sekretariatet får vite det i tide\n",
        "To uker før den første saksfristen får sekretariatet én e-post om alle fire møtene, siden det er sekretariat",
        "for alle. Ingen ansvarlig for noe tiltak får noe ennå:\n",
        mail_table([*stage.first, *mails]),
        "",
        mail_text(_to(mails, "Ragnhild Øygarden"), 60),
        "\nSaken står på sakslista av seg selv:\n",
        typed(stage, "agenda 'OSU 1'"),
    ]


def _february(stage: Stage) -> list[str]:
    said = []
    for n, day, case in ((1, "2022-02-09", "5/22"), (2, "2022-02-10", "4/22"), (3, "2022-02-16", "7/22")):
        stage.until(f"{day} 16:00")
        said.append(
            typed(stage, f"plan approve {ID} --by 'OSU {n}' --on {day} --case {case} --entered-by torbjorn-nes")
        )
    return ["\n## Februar: tre vedtak\n", "Hvert vedtak sier hvem som mangler, og når de møtes:\n", *said]


def _change(stage: Stage, changed: Path) -> list[str]:
    stage.until("2022-02-17 13:00")
    names = {str(changed): changed.name}
    verb = (
        f"plan approve {ID} --by 'OSU 4' --on 2022-02-17 --case 6/22 --verdict with_changes "
        f"--wording 'Førebygging (1.2) vert flytta til hausten, og pårørande vert teke med.' --file {changed}"
    )
    approved = typed(stage, verb, shown=names)
    mails = stage.until("2022-02-18 16:00")
    return [
        "\n## 17. februar: det fjerde utvalget endrer\n",
        "OSU 4 godkjenner, men flytter én frist og legger til et tiltak. Den endrede planen kommer inn sammen med",
        "vedtaket. Godkjenningen av de ti andre tiltakene står; bare det som er nytt, er åpent igjen for de tre første:\n",
        approved,
        "\nSekretariatet for de tre får se hva som er endret:\n",
        mail_table(mails),
        "",
        mail_text(_to(mails, "Ragnhild Øygarden"), 60),
        "\nDet samme på kommandolinja, når som helst:\n",
        typed(stage, f"plan diff {ID} --from 1 --to 2"),
    ]


def _june(stage: Stage) -> list[str]:
    spring = stage.until("2022-05-31 12:00")
    said = []
    for n, day, case in ((1, "2022-06-01", "14/22"), (2, "2022-06-02", "12/22"), (3, "2022-06-08", "18/22")):
        stage.until(f"{day} 16:00")
        said.append(typed(stage, f"plan approve {ID} --by 'OSU {n}' --on {day} --case {case}"))
    begun = stage.until("2022-06-09 16:00")
    return [
        "\n## Juni: de tre sier ja til endringen, og planen går i gang\n",
        "Om våren kommer én påminnelse om møtene i juni, og ellers ingenting:\n",
        mail_table(spring),
        "",
        *said,
        "\nDa den siste hadde godkjent, ble planen aktiv av seg selv. Først nå får de ansvarlige e-post, og det er én",
        "introduksjon til hver:\n",
        mail_table(begun),
        "",
        mail_text(_to(begun, "Jorunn Eide"), 44),
        "\n## Tidlegare handlingsplanar\n",
        "Hver versjon kan leses siden, med vedtakene som gjelder den:\n",
        typed(stage, f"plan versions {ID}"),
    ]


def _to(mails: list[Mail], name: str) -> Mail:
    return next(m for m in mails if m.to == name)
