"""What each key of rulebook.yaml means. Public name: RULEBOOK_WORDS: «Model.key | title | description | examples»."""

from __future__ import annotations

RULEBOOK_WORDS = """
Rulebook.version | Utgave | Utgaven av formatet. «tidsfrist migrate» skriver en eldre fil om. | 1
Rulebook.include | Flere filer | Filer i samme mappe som tas med; en nøkkel kan bare stå i én av dem. | [tests.yaml]
Rulebook.settings | Innstillinger | Det som gjelder for hele samarbeidet. |
Rulebook.states | Tilstander | Det folk har sagt om et tiltak. «Over fristen» er ingen tilstand, det regnes ut. |
Rulebook.transitions | Overganger | Hvem som kan flytte et tiltak fra én tilstand til en annen. |
Rulebook.deadlines | Frister | Hva ordene i planen betyr: sesonger, perioder og det som ikke kan leses. |
Rulebook.ladders | Stiger | Hvilke varsler som går, og når, regnet fra fristen. |
Rulebook.rules | Regler | Hvilken stige et tiltak følger. Den første som passer, gjelder; den siste har ingen «when». |
Rulebook.templates | Maler | E-postene: hva knappene i dem tilbyr. Tekstene ligger i mappa templates. |
Rulebook.plans | Planer | Bare det som skal være annerledes enn det planfila sier, etter planens id. |
Rulebook.tests | Tester | Regelbokas egne tester; en e-post som ikke står i testen, er en feil. |
Settings.timezone | Tidssone | Hvor dagene begynner og slutter. | Europe/Oslo
Settings.locale | Språk | Språket når en person ikke har valgt selv: nb eller nn. | nb ; nn
Settings.calendar | Arbeidskalender | Helligdager og egne stengte perioder. |
Settings.delivery | Levering | Når e-post kan komme, og hvor mange. |
Settings.release | Frigivelse | Hvor lenge sekretariatet ser over e-posten før den går. |
Settings.silence_max | Lengste demping | En demping må ta slutt; dette er det lengste den kan vare. | 180d
Settings.secretariat | Sekretariat | Rollen som svarer når ingen plan sier noe annet. | sekretariat
Calendar.country | Land | Hvem sine helligdager. Skriv NO i anførselstegn. | "NO"
Calendar.closed | Stengt | Dager da ingen skal få e-post, i tillegg til helger og helligdager. |
Calendar.new_years_eve | Nyttårsaften | Om 31. desember er arbeidsdag. | workday
Calendar.christmas_eve | Julaften | Om julaften er arbeidsdag. | closed
Closed.from | Fra | Første dag: MM-DD hvert år, eller ÅÅÅÅ-MM-DD én gang. | "12-24" ; "2027-07-05"
Closed.to | Til | Siste dag, på samme måte som «from». | "01-01"
Closed.why | Hvorfor | Vises for dem som lurer. | romjul
Delivery.window | Vindu | Når e-post kan komme. Utenfor venter den; den forsvinner aldri. |
Delivery.digest | Samlemelding | Når dagens saker til én person samles i én e-post. |
Delivery.max_per_recipient | Tak | Det meste én person kan få på en dag; resten kommer dagen etter. |
Delivery.catch_up | Etter driftsstans | Bare det nyeste varselet for hvert tiltak, aldri en flom. | latest
Window.days | Dager | business: bare arbeidsdager. all: alle dager. | business
Window.from | Fra | Klokkeslettet vinduet åpner. | "07:30"
Window.to | Til | Klokkeslettet vinduet lukker. | "15:30"
Digest.at | Klokkeslett | Når dagens e-post lages. | "07:45"
Digest.min_items | Minst | Så mange saker må det være før de samles. | 2
Digest.max_items | Høyst | Flere enn dette deles på flere e-poster. | 25
Cap.per_day | Per dag | Så mange e-poster kan én person få på en dag. | 3
Release.manual_for | De første dagene | Så lenge ser sekretariatet over en ny plans e-post. 0d: aldri. | 90d ; 0d
State.label | Navn | Det folk leser. Kan skrives som {nb: …, nn: …}. | Pågår
State.label_nn | Navn på nynorsk | Det nynorskbrukere leser, når det er et annet ord. | Pågår
State.initial | Begynnelse | Her begynner alle tiltak; bare én tilstand kan ha dette. | true
State.final | Slutt | Tiltaket er ferdig: ingen flere varsler. | true
State.deadline | Bare for | Tilstanden finnes bare under slike frister. | [ongoing]
State.phrases | Ord | Ord i statuskolonnen. * er hva som helst, <hva>, <dato> og <ny frist> plukkes ut. | [Jobbes med]
Transition.name | Navn | Navnet overgangen har i maler og tester. | complete
Transition.from | Fra | Tilstandene den kan gå fra; * er alle. | [planned, in_progress] ; "*"
Transition.to | Til | Tilstanden den går til. | done
Transition.by | Hvem | responsible, secretariat, leader eller clock (programmet selv). | [responsible, secretariat]
Transition.needs | Krever | Det som må fylles ut. | [comment] ; [comment, review_on]
Transition.when | Når | Når klokka gjør det, eller hvor overgangen tilbys. | {overdue_by: {min: 5bd}}
Condition.state | Tilstand | Én eller flere tilstander. | waiting ; [done, not_relevant]
Condition.deadline | Slags frist | Hva slags frist eller tidspunkt det er. | ongoing ; [meeting, event]
Condition.plan | Plan | Planens id. | lsu-drammen-2015
Condition.focus | Innsatsområde | Tittelen på innsatsområdet, slik planen har den. |
Condition.role | Rolle | Den ansvarliges rolle. | au-lsu
Condition.committee | Utvalg | Utvalget planen hører til. | lsu-drammen
Condition.due_in | Frist om | Hvor lenge det er igjen. | {max: 14d}
Condition.overdue_by | Over fristen med | Hvor lenge siden fristen var. | {min: 5bd}
Condition.untouched_for | Urørt i | Hvor lenge siden noen sa noe om tiltaket. | {min: 8w}
Condition.not | Ikke | Det motsatte av vilkårene her inne. | {state: waiting}
SpanRange.min | Minst | Minst så lenge. | 5bd
SpanRange.max | Høyst | Høyst så lenge. | 2w
Deadlines.year | År | Et tidspunkt uten årstall hører til planens år. | plan
Deadlines.period_due | Periodens frist | Siste arbeidsdag eller siste dag i perioden. | last_working_day
Deadlines.seasons | Sesonger | Siste dag i hver av dem, som MM-DD; 02-29 er slutten av februar. | {vår: "06-30"}
Deadlines.several | Flere tidspunkter | Hvert tidspunkt er en egen frist. | each
Deadlines.non_business_day | Fridag | En frist på en fridag gjelder arbeidsdagen før. | before
Deadlines.ask_below | Spør under | Er programmet mindre sikkert enn dette, spør det sekretariatet (0–1). | 0.5
Deadlines.unreadable | Uleselig | Det som ikke kan leses, blir et spørsmål – aldri en gjetning. | ask_secretariat
Ladder.steps | Trinn | Varslene, i rekkefølge. |
Step.id | Id | Varselets navn for alltid; slik vet programmet hva som er sendt. La den stå. | before
Step.at | Når | Regnet fra fristen: d dager, bd arbeidsdager, w uker. ask: når runden åpner. | -14d ; 0d ; +1w ; ask
Step.offset | Forskjøvet | Så lenge før eller etter at runden åpner; bare sammen med «at: ask». | -5bd
Step.every | Hver | Gjentas så ofte; trenger «from» og «until». | 1w
Step.from | Fra | Første gjentakelse, regnet fra fristen. | +1w
Step.until | Til | Siste gjentakelse, regnet fra fristen. | +12w
Step.template | Mal | E-posten som sendes. | reminder
Step.to | Til | responsible (den ansvarlige), contact, secretariat, leader eller en rolle. | [secretariat]
Step.cc | Kopi | Andre som får det samme. | [secretariat]
Rule.name | Navn | Vises når noen spør hvorfor de fikk en e-post. | alt annet
Rule.when | Når | Vilkår som alle må stemme. Uten: alltid. | {state: waiting}
Rule.ladder | Stige | Stigen tiltaket følger; none: ingen varsler. | standard ; none
Template.actions | Knapper | Overgangene e-posten tilbyr. | [complete, wait]
Template.calendar | Kalender | Om fristen følger med som kalenderoppføring. | true
PlanEntry.secretariat | Sekretariat | Rollen som er planens sekretariat. | sekretariat
PlanEntry.default_responsible | Ansvarlig ellers | Rollen som svarer for tiltak uten ansvarlig. | au-lsu
PlanEntry.reporting | Rapportering | Når planens status skal rapporteres. |
PlanEntry.override | I stedet | Det som skal være annerledes for planen; hver ting erstattes helt. |
ReportingRule.every | Hvor ofte | tertial, quarter, half_year, year eller meeting (hvert møte). | tertial
ReportingRule.ask | Spør | Hvor lenge før svarfristen runden åpner. | -2w
ReportingRule.due | Svarfrist | Hvor lenge etter periodens slutt det skal være svart. | +10bd
Override.deadlines | Frister | Erstatter «deadlines» for planen. |
Override.rules | Regler | Erstatter «rules» for planen. |
Override.reporting | Rapportering | Erstatter «reporting» for planen. |
Override.ladders | Stiger | Stiger med samme navn erstattes. |
Override.templates | Maler | Maler med samme navn erstattes. |
BookTest.name | Navn | Hva testen viser, som en setning. | En vanlig frist gir tre e-poster
BookTest.plan | Plan | Planen testen spilles i; uten: en liten plan. | lsu-drammen-2015
BookTest.measures | Tiltak | Tiltakene, med cellene slik de står i et dokument. |
BookTest.people | Personer | Hvem som har hver rolle; en tom liste er ingen. | {au-lsu: [kari, ola]}
BookTest.leads | Ledere | Hvem som leder hver rolle. | {au-lsu: per}
BookTest.parties | Parter | Hvem personene svarer for. | {kari: drammen}
BookTest.away | Borte | Fravær. |
BookTest.meetings | Møter | Møtedager etter utvalg. | {lsu-drammen: [2015-06-10]}
BookTest.from | Fra | Første dag som spilles. | 2015-05-01
BookTest.to | Til | Siste dag som spilles; ellers ut planens år. | 2015-12-31
BookTest.begins | Begynner | Planen blir aktiv den første dagen; ellers har den vært i gang. | true
BookTest.events | Hendelser | Det som skjer underveis. |
BookTest.expect | Skal skje | E-postene og tilstandene som skal komme ut; alt annet er en feil. |
GivenPlan.id | Id | Planens id. | lsu-drammen-2015
GivenPlan.year | År | Planens år; ellers året til den første dagen. | 2015
GivenPlan.committee | Utvalg | Utvalget planen hører til. | lsu-drammen
GivenPlan.secretariat | Sekretariat | Rollen som er planens sekretariat. | sekretariat
GivenPlan.default_responsible | Ansvarlig ellers | Rollen som svarer for tiltak uten ansvarlig. | au-lsu
GivenPlan.reporting | Rapportering | Når planens status skal rapporteres. |
GivenPlan.decided | Vedtatt | Dagen planen ble vedtatt. | 2015-02-06
GivenReporting.every | Hvor ofte | tertial, quarter, half_year, year eller meeting. | tertial
GivenReporting.ask | Spør | Hvor lenge før svarfristen runden åpner. | -2w
GivenReporting.due | Svarfrist | Hvor lenge etter periodens slutt det skal være svart. | +10bd
GivenMeasure.id | Nummer | Tiltakets nummer. | "1.2"
GivenMeasure.title | Tittel | Tiltakets tittel. | Evaluere avtalen
GivenMeasure.focus | Innsatsområde | Hvilket område tiltaket hører til. | Samhandling
GivenMeasure.deadline | Frist | Fristen, ord for ord. | Juni og nov 2015
GivenMeasure.status | Status | Statuskolonnen, ord for ord. | Jobbes med
GivenMeasure.responsible | Ansvarlig | Ansvarskolonnen, ord for ord. | AU LSU
GivenAway.who | Hvem | Personen som er borte. | kari
GivenAway.from | Fra | Første dag. | 2015-07-01
GivenAway.to | Til | Siste dag. | 2015-07-31
GivenAway.deputy | Stedfortreder | Hvem som får e-posten imens. | ola
GivenSilence.until | Til | Siste dag dempingen varer. | 2015-08-15
GivenSilence.measure | Tiltak | Nummeret på tiltaket som dempes. | "1"
GivenSilence.focus | Innsatsområde | Området som dempes. | Samhandling
GivenSilence.role | Rolle | Rollen som dempes. | au-lsu
GivenSilence.person | Person | Personen som dempes. | kari
MovedMeeting.committee | Utvalg | Utvalget møtet hører til. | lsu-drammen
MovedMeeting.held_on | Dag | Dagen møtet skulle vært. | 2015-06-10
MovedMeeting.moved_to | Flyttet til | Den nye dagen. | 2015-06-17
MovedMeeting.cancelled | Avlyst | Om møtet er avlyst. | true
Happening.on | Dag | Dagen det skjer. | 2015-07-09
Happening.at | Klokkeslett | Når på dagen; ellers klokka tolv. | "09:00"
Happening.answer | Svar | Hva den ansvarlige svarer. | done
Happening.transition | Overgang | Overgangen som gjøres. | complete
Happening.away | Borte | Noen blir borte. |
Happening.silence | Demping | Noe dempes. |
Happening.meeting | Møte | Et møte flyttes eller avlyses. |
Happening.by | Av | Personen som gjør det. | kari
Happening.measure | Tiltak | Nummeret, når testen har flere tiltak. | "1"
Happening.due | Frist | Hvilken av fristene det gjelder. | 2015-06-30
Happening.party | Part | Hvem svaret gjelder for. | drammen
Happening.comment | Kommentar | Det som skrives i kommentarfeltet. | Avventer svar
Happening.review_on | Se på igjen | Når det som venter, skal ses på igjen. | 2015-09-01
Happening.new_deadline | Ny frist | Fristen som foreslås, ord for ord. | Høsten 2015
Happening.outcome | Utfall | Det som meldes for løpende tiltak. | ingen saker
Expected.mails | E-poster | Alle e-poster som skal gå. |
Expected.due | Frister | Fristene programmet skal lese. | [2015-06-30]
Expected.states | Tilstander | Hvor tiltakene står på noen dager. |
ExpectedMail.on | Dag | Dagen e-posten går. | 2015-06-16
ExpectedMail.to | Til | Personer eller roller. | kari ; [au-lsu]
ExpectedMail.template | Mal | Malen. | reminder
ExpectedMail.step | Trinn | Trinnet eller trinnene i e-posten. | before
ExpectedMail.measure | Tiltak | Nummeret eller numrene i e-posten. | "1"
ExpectedMail.items | Saker | Hvor mange saker e-posten har. | 2
ExpectedMail.at | Klokkeslett | Når på dagen den går. | "07:45"
ExpectedState.on | Dag | Ved slutten av denne dagen. | 2015-07-09
ExpectedState.is | Er | Tilstanden tiltaket står i. | done
ExpectedState.measure | Tiltak | Nummeret, når testen har flere tiltak. | "1"
"""
