"""KHS 2014 with three tertial rounds. Public name: story. The answers of the first round are those of the document."""

from __future__ import annotations

from stage import Mail, Stage, fenced, mail_table, mail_text

from rules.phrases import read_status

PLAN = "khs-vestre-viken-2014.yaml"
LIV, BERIT = "liv-marit-hagen", "berit-solli"
SILENT = ("1.6.3", "2.1.1")  # rows of the first round that are left blank, for the secretariat


def story() -> str:
    """The year in Norwegian, every mail and table as it was made."""
    with Stage(PLAN, "2014-01-06 08:00", bare=True) as stage:
        return "\n".join(["# KHS 2014: et år med tre tertialrunder\n", *_year(stage)])


def _year(stage: Stage) -> list[str]:
    winter = stage.until("2014-04-23 12:00")
    return [
        "Planen har 36 aktiviteter, ingen ansvarskolonne, og frister som «Q1», «Løpende» og «Q1 + Q2». Alt hører til",
        "prosjektlederen, Liv Marit Hagen. Berit Solli er sekretariatet. Alt under er laget av `docs/aar/make.py`: en",
        "virkelig database, regelboka som følger med, og en klokke som går fra 6. januar 2014.\n",
        "## Januar til april: planen begynner\n",
        f"Den første dagen går det {len(stage.first)} e-poster: en introduksjon, og det sekretariatet må se på.\n",
        mail_table(stage.first),
        "\nUtover vinteren varsles bare de fristene som har en dag:\n",
        mail_table(winter),
        *_first_round(stage),
        *_second_round(stage),
        *_third_round(stage),
    ]


def _first_round(stage: Stage) -> list[str]:
    asked = stage.until("2014-05-06 12:00")
    answered = _answers_of_the_document(stage)
    after = stage.until("2014-05-19 12:00")
    stage.answer(
        SILENT[0], "in_progress", LIV, period="2014-T1", comment="Programmet er klart, og stedet er bestilt.",
        source="telefon", entered_by=BERIT,
    )  # fmt: skip
    shown = ("1.1.1", "1.1.2", "1.2.1", "1.3.2", "1.6.1", *SILENT)
    standing = stage.round("2014-T1", shown)
    version = stage.close_round("2014-T1", BERIT)
    return [
        "\n## Første tertial: «Stemmer listen?», og alt i én e-post\n",
        "En uke før runden åpner, får Liv Marit listen over hvem som blir spurt. Så kommer spørsmålet, én gang, for alt:\n",
        mail_table(asked),
        "",
        mail_text(_one(asked, "Stemmer listen?"), 34),
        "",
        mail_text(_one(asked, "Status for"), 44),
        "\nHun svarer med ordene som står i den virkelige statusrapporten:\n",
        fenced("\n".join(answered)),
        "\n«K ønsker dette i 2015» er et ønske om ny frist. Det blir et spørsmål til sekretariatet, og fristen står til",
        "det er avgjort. To rader svarer hun ikke på. Da får hun én påminnelse, og så går de tomme til sekretariatet:\n",
        mail_table(after),
        "",
        mail_text(_one(after, "Spørsmål"), 40),
        "",
        mail_text(_one(after, "Uten svar"), 50),
        f"\nBerit ringer, og fører inn {SILENT[0]} med kilde. Slik står et utvalg av radene da:\n",
        standing,
        f"\nRunden lukkes: rapport versjon {version}. Den kan ikke åpnes igjen.",
    ]


def _answers_of_the_document(stage: Stage) -> list[str]:
    """What the real status column says, as answers."""
    rulebook = stage.home.book.rulebook
    told = []
    for entry, measure in zip(stage.file.measures, stage.measures(), strict=True):
        said = read_status(entry.status_text, measure.reading.kind, rulebook)
        if measure.number in SILENT or not entry.status_text:
            continue
        more: dict[str, object] = {"comment": entry.status_text}
        outcome = said.outcome or "in_progress"
        if said.proposed_deadline:
            outcome, more["new_deadline"] = "postpone", said.proposed_deadline
        if outcome == "waiting":
            more["review_on"] = stage.now.date().replace(month=8, day=18)
        if outcome == "at_risk":
            outcome = "in_progress"
        done = stage.answer(measure.number, outcome, LIV, period="2014-T1", **more)
        told.append(f"{measure.number}: «{entry.status_text}» → {outcome}, {done.measure.state}")
    return told


def _second_round(stage: Stage) -> list[str]:
    decided = stage.answer(
        "1.2.1", "postpone", BERIT, comment="Prosjektstyret er enig.", new_deadline="2015", due="2014-03-31"
    )
    summer = stage.until("2014-09-02 12:00")
    left = [m.number for m in stage.measures() if m.state not in ("done", "not_relevant")]
    for number in left:
        stage.answer(number, "no_change", LIV, period="2014-T2")
    late = stage.until("2014-09-15 12:00")
    standing = stage.round("2014-T2", ("1.1.1", "1.2.1", "1.6.1"))
    stage.close_round("2014-T2", BERIT)
    return [
        "\n## Andre tertial: ny frist, noe som kommer tilbake, og «Ingen endring»\n",
        f"Sekretariatet flytter 1.2.1: «2015» leses som {', '.join(map(str, decided.reading.due or ()))}."
        if decided.reading
        else "",
        "Det får Liv Marit vite én gang. Det hun venter på, kommer tilbake av seg selv 18. august:\n",
        mail_table(summer),
        "",
        mail_text(_one(summer, "Ny frist"), 40),
        "",
        mail_text(next(m for m in summer if m.on.month == 8 and m.on.day == 18), 50),
        f"\nI runden svarer hun «Ingen endring» for alle {len(left)} på én gang "
        "(`tidsfrist answer khs-vestre-viken-2014 alle --outcome no_change --period 2014-T2 --by liv-marit-hagen`).",
        "Da blir det ingen påminnelse:\n" if not late else "E-postene etterpå:\n",
        mail_table(late) if late else "",
        standing,
    ]


def _third_round(stage: Stage) -> list[str]:
    autumn = stage.until("2015-01-05 12:00")
    for measure in stage.measures():
        if measure.state not in ("done", "not_relevant"):
            word = "Ingen saker" if measure.reading.kind == "ongoing" else "Gjennomført"
            outcome = "nothing" if measure.reading.kind == "ongoing" else "in_progress"
            stage.answer(measure.number, outcome, LIV, period="2014-T3", comment=word)
    end = stage.until("2015-01-19 12:00")
    first = stage.close_round("2014-T3", BERIT)
    stage.word("2014-T3", "1.1.2", "Dialogkonferansen ble holdt 4. september, med 60 deltakere.", BERIT)
    second = stage.close_round("2014-T3", BERIT)
    return [
        "\n## Tredje tertial: lukket, og rettet\n",
        mail_table(autumn + end),
        f"\nRapporten lukkes som versjon {first}. Så skal én setning skrives bedre: ordlyden endres, svaret blir tatt vare",
        f"på, og rapporten lukkes som versjon {second}.\n",
        stage.round("2014-T3", ("1.1.2",)),
    ]


def _one(mails: list[Mail], *starts: str) -> Mail:
    return next(m for m in mails if m.subject.startswith(starts))
