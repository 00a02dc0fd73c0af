"""What each key of the other files means. Public name: FILE_WORDS: «Model.key | title | description | examples»."""

from __future__ import annotations

FILE_WORDS = """
RolesFile.version | Utgave | Utgaven av formatet. | 1
RolesFile.roles | Roller | Rollene som planene nevner, etter id. |
RoleForm.label | Navn | Det folk leser. | AU LSU
RoleForm.aliases | Andre navn | Slik skriver planene rollen. | [AU for LSU]
RoleForm.aliases_in | Navn i ett utvalg | Navn som bare gjelder i planene til et utvalg. | {lsu-drammen: [AU]}
RoleForm.answers | Svarer | any: én for alle. each: hver part. joint: flere roller sammen. via: gjennom «via». | each
RoleForm.via | Gjennom | Rollen som spørres i stedet, sammen med «answers: via». | khs
RoleForm.stands_for | Står for | Rollene bak et navn som «Partene». | [vestre-viken]
Committees.version | Utgave | Utgaven av formatet. | 1
Committees.committees | Utvalg | Utvalgene, etter id. |
CommitteeEntry.name | Navn | Utvalgets navn. | LSU Drammen
CommitteeEntry.aliases | Andre navn | Slik skriver planene utvalget. | [LSU]
CommitteeEntry.secretariat | Sekretariat | Rollen som er utvalgets sekretariat. | sekretariat
CommitteeEntry.case_deadline | Saksfrist | Hvor lenge før møtet en sak må være skrevet. | -10bd
CommitteeEntry.papers | Sakspapirer | Hvor lenge før møtet papirene sendes ut. | -5bd
CommitteeEntry.meetings | Møter | Møtene, hvert med dag. |
CommitteeEntry.series | Møteserier | Møter som gjentas. | [{rule: FREQ=MONTHLY, from: 2026-01-14, to: 2026-12-09}]
MeetingEntry.starts | Begynner | Klokkeslett. | "09:00"
MeetingEntry.ends | Slutter | Klokkeslett. | "11:30"
MeetingEntry.place | Sted | Hvor møtet er. | Drammen rådhus
MeetingEntry.title | Tittel | Når møtet heter noe mer enn utvalget. | Dialogmøte
MeetingEntry.example | Eksempel | Tidspunktet er sannsynlig, men står ikke i noe dokument. | true
MeetingEntry.source | Kilde | Dokumentet som gir dagen. | møteplan 2015
MeetingEntry.id | Id | Møtets navn for alltid; ellers dagen. Et flyttet møte beholder den gamle dagen her. | 2015-06-10
MeetingEntry.on | Dag | Dagen møtet er. | 2015-06-10
MeetingEntry.state | Tilstand | planned, held (holdt) eller cancelled (avlyst). | planned
Series.starts | Begynner | Klokkeslett. | "09:00"
Series.ends | Slutter | Klokkeslett. | "11:30"
Series.place | Sted | Hvor møtene er. | Drammen rådhus
Series.title | Tittel | Når møtene heter noe mer enn utvalget. | Dialogmøte
Series.example | Eksempel | Tidspunktene er sannsynlige, men står ikke i noe dokument. | true
Series.source | Kilde | Dokumentet som gir dagene. | møteplan 2016
Series.rule | Regel | Hvor ofte, som RRULE uten COUNT og UNTIL. | FREQ=MONTHLY;BYDAY=1TU
Series.from | Fra | Første dag serien gjelder. | 2016-01-01
Series.to | Til | Siste dag serien gjelder. | 2016-12-31
Series.except | Unntatt | Dager uten møte. | [2016-07-05]
PeopleForm.version | Utgave | Utgaven av formatet. | 1
PeopleForm.parties | Parter | Kommuner, sykehus og andre som svarer, etter id. | {lier: {name: Lier kommune}}
PeopleForm.people | Personer | Personene, etter id. Databasen eier dem når de er lest inn. |
PartyEntry.name | Navn | Partens navn. | Drammen kommune
PartyEntry.kind | Slag | Hva slags part. | kommune
PartyEntry.from | Fra | Første dag parten finnes. | 2020-01-01
PartyEntry.to | Til | Siste dag parten finnes. | 2019-12-31
PartyEntry.successor | Etterfølger | Parten den ble slått sammen med. | drammen
PersonEntry.name | Navn | Personens navn. | Kari Ås
PersonEntry.email | E-post | Adressen e-posten går til. | kari@example.org
PersonEntry.locale | Språk | nb eller nn. | nn
PersonEntry.zone | Tidssone | Når hun er et annet sted. | Europe/London
PersonEntry.party | Part | Hvem hun svarer for. | drammen
PersonEntry.away | Borte | Fravær, med stedfortreder. |
PersonEntry.roles | Roller | Rollene hun har. | [au-lsu]
PersonEntry.leads | Leder | Rollene hun leder. | [au-lsu]
AwayEntry.from | Fra | Første dag. | 2015-07-01
AwayEntry.to | Til | Siste dag. | 2015-07-31
AwayEntry.deputy | Stedfortreder | Personen som får e-posten imens. | ola
RoleEntry.role | Rolle | Rollens id. | au-lsu
RoleEntry.from | Fra | Første dag; uten: alltid. | 2015-01-01
RoleEntry.to | Til | Siste dag; uten: fortsatt. | 2015-12-31
RoleEntry.party | Part | Hvem hun svarer for i denne rollen. | drammen
PlanFile.plan | Plan | Planen som helhet. |
PlanFile.focus_areas | Innsatsområder | Områdene, i planens rekkefølge. | [{title: Samhandling}]
PlanFile.measures | Tiltak | Tiltakene, ord for ord. | [{id: "1.2", title: Evaluere avtalen, deadline_text: Juni 2015}]
PlanFile.unplaced | Uplassert | Tekst fra dokumentet som ikke fikk noen plass. | [Vedtatt i møte 6. februar]
PlanHead.id | Id | Planens id, for alltid: bokstaver a–z, tall, punktum, - og _. | lsu-drammen-2015
PlanHead.title | Tittel | Planens tittel. | Handlingsplan for LSU – Drammen 2015
PlanHead.organisations | Parter | De som samarbeider. | [Vestre Viken HF]
PlanHead.committee | Utvalg | Utvalget planen hører til, med navnet fra committees.yaml. | LSU Drammen
PlanHead.years | År | Årene planen gjelder. | [2015]
PlanHead.language | Språk | Språket planen er skrevet på. | nb
PlanHead.status | Status | draft, approved, active, closed. Uten: active, eller draft når noen må godkjenne. | active
PlanHead.approval | Godkjenning | all: alle utvalgene må godkjenne. any: ett er nok. Ellers navnene. | all
PlanHead.approvers | Godkjennes av | Utvalgene som må godkjenne planen. | [LSU Drammen]
PlanHead.decided | Vedtatt | Dagen planen ble vedtatt. | 2015-02-06
PlanHead.secretariat | Sekretariat | Rollen som er planens sekretariat. | sekretariat
PlanHead.default_responsible | Ansvarlig ellers | Rollen som svarer for tiltak uten ansvarlig. | au-lsu
PlanHead.reporting | Rapportering | Når planens status skal rapporteres. | {every: tertial}
PlanHead.draft_date_text | Datering | Datoen slik den står i dokumentet. | Utkast 6.2.15
PlanHead.draft_date | Dato | Datoen som en dag. | 2015-02-06
PlanHead.source | Kilde | Hvor dokumentet kommer fra. | handlingsplan-2015.docx
PlanHead.goal | Mål | Planens mål, ord for ord. | Gode pasientforløp på tvers av nivåene
PlanHead.columns | Kolonner | Kolonnene i dokumentets tabell. | [Tiltak, Frist, Ansvar]
PlanHead.note | Merknad | Noe den som leser fila, bør vite. | Skannet; tabellen går over to sider
PlanHead.confidence | Sikkerhet | Hvor sikker innlesingen var (0–1). | 0.9
PlanHead.where | Hvor | Hvor i dokumentet det sto. | {page: 1}
FocusArea.title | Tittel | Områdets tittel. | Samhandling
FocusArea.purpose | Formål | Områdets formål, ord for ord. | Å sikre gode overganger
FocusArea.topics | Temaer | Temaene under området. | [Kompetanse, Utskriving]
FocusArea.default_responsible | Ansvarlig ellers | Rollen som svarer for områdets tiltak uten ansvarlig. | au-lsu
FocusArea.approvers | Godkjennes av | Utvalgene som må godkjenne området. | [LSU Drammen]
FocusArea.note | Merknad | Noe den som leser fila, bør vite. | Nytt i år
FocusArea.where | Hvor | Hvor i dokumentet det sto. | {page: 2}
MeasureEntry.id | Nummer | Tiltakets nummer i planen. | "1.2"
MeasureEntry.focus_area | Innsatsområde | Tittelen på området det hører til. | Samhandling
MeasureEntry.title | Tittel | Tiltaket, ord for ord. | Evaluere avtalen
MeasureEntry.activities | Aktiviteter | Aktivitetene, ord for ord. | [Lage mandat, Kalle inn gruppa]
MeasureEntry.purpose | Formål | Formålet, ord for ord. | Å få ned ventetiden
MeasureEntry.deadline_text | Frist | Fristen, ord for ord. Den endres aldri av programmet. | Juni og nov 2015
MeasureEntry.responsible_text | Ansvarlig | Ansvarskolonnen, ord for ord. | AU LSU
MeasureEntry.responsible_roles | Ansvarlige | Ansvarskolonnen delt i roller, ord for ord. | [AU LSU, K26]
MeasureEntry.status_text | Status | Statuskolonnen, ord for ord. | Jobbes med
MeasureEntry.decided | Vedtatt | Dagen dette tiltaket ble vedtatt, når det er en annen. | 2015-02-06
MeasureEntry.approvers | Godkjennes av | Utvalgene som må godkjenne tiltaket. | [LSU Drammen]
MeasureEntry.note | Merknad | Noe den som leser fila, bør vite. | Står to ganger i dokumentet
MeasureEntry.accept | Like godt | Andre verdier som er like gode, etter felt. | {status_text: [gjennomført]}
MeasureEntry.confidence | Sikkerhet | Hvor sikker innlesingen var. | 0.9
MeasureEntry.where | Hvor | Hvor i dokumentet det sto. | {page: 2, row: 4}
"""
