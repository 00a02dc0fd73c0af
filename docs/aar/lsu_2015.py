"""LSU Drammen 2015: a municipality that never answers, and one that answers for all. Public name: story."""

from __future__ import annotations

from stage import Mail, Stage, fenced, mail_table, mail_text

from engine.statuses import tally_words
from engine.store import plans
from rules.answering import tally, voices

PLAN = "lsu-drammen-2015.yaml"
ANSWERING = {
    "Drammen": "mona-dahl",
    "Lier": "geir-fossum",
    "Nedre Eiker": "tone-raaen",
    "Røyken": "per-kristian-lie",
    "Sande": "arild-sand",
    "Svelvik": "wenche-holm",
}  # Hurum has Solveig Tangen, who never answers


def story() -> str:
    """The year in Norwegian, every mail and table as it was made."""
    with Stage(PLAN, "2015-02-06 08:00") as stage:
        return "\n".join(["# LSU Drammen 2015: én kommune svarer aldri, og én svarer for alle\n", *_year(stage)])


def _year(stage: Stage) -> list[str]:
    return [
        "Tiltak 2.1 er «Tema på alle LSU», og ansvaret ligger hos «Kommunalsjefer/klinikkdirektør DS». Det er sju",
        "kommuner som svarer hver for seg, og klinikkdirektøren. Solveig Tangen i Hurum svarer aldri. Alt under er laget",
        "av `docs/aar/make.py`: en virkelig database, regelboka som følger med, og en klokke som går.\n",
        *_april(stage),
        *_june(stage),
        *_september(stage),
        *_november(stage),
    ]


def _april(stage: Stage) -> list[str]:
    before = stage.until("2015-04-13 12:00")
    for number, due, by in (
        ("2.1", "2015-02-11", "kari-aas"), ("5.1", "2015-02-27", "hanne-lunde"), ("10.1", "2015-02-27", "line-sorensen"),
    ):  # fmt: skip
        stage.answer(number, "done", by, due=due, party="alle")
    said = []
    for name, person in list(ANSWERING.items())[:5]:
        stage.answer("2.1", "done", person, due="2015-04-22", comment=f"Møter fastlegene jevnlig i {name}.")
        said.append(f"{name}: {_counted(stage, '2.1', '2015-04-22')}")
    stage.answer("2.1", "done", "sigurd-haug", due="2015-04-22")
    mails = stage.until("2015-05-07 12:00")
    counted = _counted(stage, "2.1", "2015-04-22")
    return [
        "## Februar til mai: sju kommuner, hver for seg\n",
        f"Fram til påske går det {len(before)} e-poster. Så nærmer LSU-møtet 22. april seg, og kommunene svarer:\n",
        fenced("\n".join(said)),
        "\nDe som har svart, får ikke mer. De to som mangler, får sitt; og til slutt får sekretariatet vite hvem det er:\n",
        mail_table(mails),
        "",
        mail_text(
            next(m for m in mails if m.to == "Kari Ås" and "Ikke meldt ferdig" in m.subject and "dialog" in m.subject),
            44,
        ),
        f"\nStillingen er «{counted}». Sekretariatet oppsummerer, og punktet er besvart:\n",
        fenced(_summed_up(stage)),
    ]


def _summed_up(stage: Stage) -> str:
    stage.answer(
        "2.1", "done", "kari-aas", due="2015-04-22", party="alle", source="møte", comment="Tatt opp i LSU 22. april."
    )
    return (
        f"answer lsu-drammen-2015 2.1 --party alle --source møte --by kari-aas → {_counted(stage, '2.1', '2015-04-22')}"
    )


def _june(stage: Stage) -> list[str]:
    stage.answer("1.1", "done", "hanne-lunde")
    stage.until("2015-05-28 12:00")
    stage.answer(
        "2.1", "done", "geir-fossum", due="2015-06-10", party="alle", source="møte",
        comment="Kommunalsjefene ble enige på møtet 27. mai.",
    )  # fmt: skip
    mails = stage.until("2015-06-12 12:00")
    return [
        "\n## Juni: Lier svarer for alle\n",
        "Foran juni-møtet ble kommunalsjefene enige, og Geir Fossum i Lier fører det inn for alle. Han må si hvor det er",
        "fra, og svaret står på hver kommune med hans navn. De andre var alt spurt; de får vite det neste morgen, og så",
        "er det stille:\n",
        mail_table(mails),
        "",
        mail_text(_to(mails, "Mona Dahl"), 40),
    ]


def _september(stage: Stage) -> list[str]:
    summer = stage.until("2015-09-03 12:00")
    return [
        "\n## September: en ny i Svelvik\n",
        "Wenche Holm slutter 31. august, og Jon Inge Bratli tar over. Han får én introduksjon, ikke noe om det som var:\n",
        mail_table([m for m in summer if m.to in ("Wenche Holm", "Jon Inge Bratli")]),
        "",
        mail_text(_to(summer, "Jon Inge Bratli"), 40),
    ]


def _november(stage: Stage) -> list[str]:
    stage.until("2015-11-17 12:00")
    people = {**ANSWERING, "Svelvik": "jon-inge-bratli"}
    for name, person in people.items():
        stage.answer("8.1", "done", person, due="2015-11-30", comment=f"Rutinen er kjent i {name}.")
    stage.answer("8.1", "done", "sigurd-haug", due="2015-11-30")
    mails = stage.until("2015-12-16 12:00")
    return [
        "\n## November: bare Hurum står igjen\n",
        "Tiltak 8.1 gjelder klinikkdirektøren og kommunalsjefene. Alle svarer, bortsett fra Hurum. Fra da av er det bare",
        "Solveig Tangen som får noe om det, og så sekretariatet:\n",
        mail_table([m for m in mails if "rutine" in m.subject or m.to in ("Solveig Tangen", "Kari Ås")]),
        f"\nStillingen: «{_counted(stage, '8.1', '2015-11-30')}».",
    ]


def _counted(stage: Stage, number: str, due: str) -> str:
    with stage.home.store.read() as unit:
        plan = stage.plan(unit)
        measure = next(m for m in plans.measures(unit, plan.uid) if m.number == number)
        one = next(o for o in plans.occurrences(unit, [measure.uid])[measure.uid] if str(o.due) == due)
    day = stage.now.astimezone(stage.home.book.zone).date()
    return tally_words(tally(one, voices(plan, measure, stage.home.book, day)))


def _to(mails: list[Mail], name: str) -> Mail:
    return next(m for m in mails if m.to == name)
