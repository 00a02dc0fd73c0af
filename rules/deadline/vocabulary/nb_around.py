"""Bokmål around a date: what goes on, is open, done, excepted or passed over. Public name: AROUND (a part of `nb`)."""

from __future__ import annotations

from rules.deadline.vocabulary.form import Words

AROUND: Words = {
    "START": {
        None: (
            "starter | starter opp | oppstart | igangsettes | igangsetting | påbegynnes | begynner | iverksettes | "
            "settes i gang | byggestart | anleggsstart | prosjektstart | startes | starter i | startes opp | oppstart "
            "i | oppstart fra | starte | startet | begynne | planlagt oppstart | forventet oppstart | kursstart | "
            "påbegynt | igangsatt | startet opp | oppstartet | trer i kraft | tar til"
        ),
        "bare": "start",
    },
    "FINISH": (
        "ferdig | ferdigstilles | ferdigstilt | ferdigstillelse | ferdigstilling | slutt | avsluttes | avsluttet | "
        "avslutning | sluttføres | sluttført | fullføres | fullført | slutter | avslutta | sluttdato | sluttfrist"
    ),
    "MAYBE": (
        "mulig | muligens | kanskje | trolig | mogleg | sannsynligvis | tentativt | tentativ | antakelig | hvis mulig "
        "| om mulig | dersom mulig | forhåpentligvis | antakeligvis | antageligvis | sannsynlig"
    ),
    "FUTURE": (
        "planlagt | planlegges | skal | planlagte | vil | planlegg | planlegger | forventet | forventes | estimert | "
        "anslått"
    ),
    "PAST": {
        None: (
            "vedtatt | behandlet | utført | avholdt | besluttet | mottatt | godkjent | ferdigbehandlet | signert | ble "
            "| var | ok"
        ),
        "soft": "gjennomført | levert | sendt | iverksatt | publisert | oppdatert plan",
    },
    "ONGOING": (
        "løpende | fortløpende | kontinuerlig | kontinuerlige | til enhver tid | hele tiden | hele tida | pågående | "
        "pågår | alltid | permanent | kontinuerleg | fast rutine | i daglig drift | løpende gjennom året | hele året | "
        "året rundt | gjennom hele året | løpende i planperioden | kontinuerlig prosess | gjennom året | hele perioden "
        "| i hele planperioden | gjennom hele planperioden | hele planperioden | kontinuerlig gjennom året | "
        "kontinuelig | fortsetter løpende | kontinuerlig arbeid | rullerende | stående | varig | fortløpande | løpande "
        "| fast ordning | fast oppgave | døgnet rundt | hele døgnet | 24/7 | til en hver tid"
    ),
    "OPEN": (
        "snarest | snarest mulig | snarlig | så fort som mulig | så snart som mulig | så raskt som mulig | så snart "
        "råd er | straks | umiddelbart | omgående | asap | tbd | tba | tbc | n/a | ikke fastsatt | ikke bestemt | ikke "
        "avklart | uavklart | avklares | må avklares | avklares senere | avklares nærmere | ikke satt | ikke aktuelt | "
        "bestemmes senere | fastsettes senere | settes senere | kommer tilbake til | etter nærmere avtale | etter "
        "avtale | periodisk | jevnlig | regelmessig | jamnleg | ved anledning | ved leilighet | på sikt | på kort sikt "
        "| på lang sikt | på lengre sikt | langsiktig | kortsiktig | etterhvert | når mulig | så langt mulig | venter "
        "på | venter | avventer | avventes | i samarbeid med | ingen frist | uten frist | ikke tidfestet | ukjent | "
        "uvisst | mangler | senere | nå | fremdriftsplan | framdriftsplan | tidsplan i samarbeid med | tidsplan "
        "avklares | tidsplan | dato kommer | kommer senere | dato avklares | ikke planlagt | ikke startet | haster | "
        "fremover | framover | fremtidig | innen rimelig tid | i god tid | av og til | sporadisk | ved første "
        "anledning | tas opp senere | følger | må bestemmes | under avklaring | under arbeid | dato ikke satt | ikke "
        "klart | nærmere dato kommer | skal avklares | tid og sted kommer | snart | vurderes | under vurdering | i nær "
        "fremtid | i nær framtid | når det passer | dato settes senere | gradvis | i prioritert rekkefølge | frist "
        "settes senere | frist ikke satt | ikke besluttet | til vurdering | ubestemt | uspesifisert | ikke fastsatt "
        "ennå | ikke bestemt ennå | ikke avklart ennå | så snart det lar seg gjøre | snarest råd | ingen | må avtales "
        "| avtales | avtales nærmere | i dialog med | må planlegges | må vurderes | kort sikt | lang sikt | mellomlang "
        "sikt | dato settes | frist settes | ny dato kommer | ny frist kommer | dato fastsettes | frist fastsettes | "
        "dato bestemmes | inntil videre | med jevne mellomrom"
    ),
    "CANCELLED": {
        "off": "avlyst | avlyses | utgår | utgått | bortfaller | droppes | trukket | skrinlagt | går ut | skal utgå",
        None: (
            "utsatt | utsettes | utsatt på ubestemt tid | på ubestemt tid | stilt i bero | satt på vent | på vent | "
            "innstilt"
        ),
    },
    "NEED": (
        "ved behov | etter behov | dersom behov | om nødvendig | ved ønske | når det er behov | når behov | "
        "behovsstyrt | behovsprøvd | behovsbasert | etter ønske | på forespørsel | ved forespørsel | etter forespørsel "
        "| om behov | hvis behov | når nødvendig | ved nødvendighet | etter oppdrag | når behovet oppstår | etter "
        "konkret vurdering | ad hoc | ved hendelser | ved hendelse | ved endringer | ved endring"
    ),
    "EVENT": (
        "i forbindelse med | i etterkant av | i forkant av | i tilknytning til | samtidig med | parallelt med | "
        "avhengig av | så snart | i samband med | i påvente av | med en gang | hver gang | for hver | ifm | i.f.m | "
        "iht | i takt med | avhenger av | avhengig av at | betinget av | ihht | i.h.t | i henhold til | i tråd med | i "
        "hht | som følge av"
    ),
    "WHEN": (
        "når | da | dersom | etter at | før det | innen det | hvis | etter vedtak | idet | straks | såfremt | inntil"
    ),
    "NOT": (
        "ikke | unntatt | unntagen | bortsett fra | med unntak av | utenom | ekskl | eksklusive | dog ikke | men ikke "
        "| aldri"
    ),
    "STAMP": (
        "sist oppdatert | oppdatert | sist endret | sist revidert | publisert | utskriftsdato | skrevet ut | jf | jfr "
        "| jamfør | ref | se referat | datert | opprettet | videreført fra | søkt | se protokoll | se møteprotokoll | "
        "se vedtak | jf vedtak"
    ),
    "NUMBERED": {
        "any": (
            "rom | kap | kapittel | nr | pkt | punkt | side | saksnr | sak nr | arkivsak | post | konto | id | paragraf"
        ),
        None: (
            "tiltak | sak | mål | delmål | fase | trinn | versjon | vedlegg | avsnitt | tiltak nr | utgave | sone | "
            "klasse | nivå | pulje | gruppe | del"
        ),
    },
    "AMOUNT": (
        "kr | kroner | nok | mill | millioner | mrd | prosent | pst | stk | personer | deltakere | årsverk | ansatte | "
        "elever | pasienter | plasser | kommuner | kommune | kurs | samlinger | samling | workshops | pilotkommuner | "
        "avdelinger | enheter | skoler | barnehager | fagdager | sykehus | deltakarar | intervjuer"
    ),
    "RESP": "ansvar | ansvarlig | ansv | kontaktperson | kontakt | leder | saksbehandler | prosjektleder | eier",
    "NAME": (
        "britt | erik | inge | helge | ove | tore | petter | kristian | magne | egil | olav | arild | roar | terje | "
        "roger | gunnar | frode | morten | arne | ivar | øyvind | kåre | eirik | vidar | erling | harald | linn | elin "
        "| lisbeth | tove | helen | anita | kristin | torill | tor | olof | lennart | åke"
    ),
    "LABEL": (
        "frist | fristen | tidsfrist | tidsfristen | tidsramme | tidsrammen | tidspunkt | tidspunktet | svarfrist | "
        "høringsfrist | søknadsfrist | siste frist | gjennomføringsfrist | leveringsfrist | påmeldingsfrist | "
        "innleveringsfrist | rapporteringsfrist | tid | når | dato | deadline | frist for | milepæl | tidsrom | "
        "planlagt tidspunkt | frist for gjennomføring | frist er | svarfrist er | svarfrist innen | forfallsdato | "
        "forfall | forfaller | forfaller til betaling | frist for å | tidsperiode | periode | gjennomføring | "
        "ferdigdato | tidshorisont | måneden | termin | tids frist | tidsangivelse | klokkeslett | frist dato | "
        "fristdato | tentativ frist | endelig frist | absolutt frist | intern frist | løpende frist for | frist for "
        "svar | frist for innspill | frist for tilbakemelding"
    ),
    "SAFE": (
        "ordinær | ordinære | ordinært | felles | sendt ut | sendes ut | sende ut | legges ut | lagt ut | delt ut | "
        "deles ut | lyses ut | lyst ut | rulles ut | er | blir | bli | vært | være | har | som | status | "
        "statusoppdateringer | oppfølging | også | deretter | klar | klart | klare | gjennomføring | levering | "
        "rapportering | behandling | sak | tema | orientering | fremdrift | må | bør | kan | foreløpig | endelig | "
        "innlevering | kun | statusgjennomgang | opp | inn | mellom annet | bl.a | mv | m.v | revisjon | evaluering | "
        "oppdatering | gjennomgang | planlegging | vedtak | presentasjon | utkast | høring | rullering | iverksetting "
        "| cirka | samlet | fortsatt | igjen | normalt | vanligvis | helst | tilbake | kommer | lager | fortløpende | "
        "tas | tas opp | frem | fram | fast | faste | settes opp | satt opp | legg frem | legges frem | legges fram | "
        "punkt | fremlegg | framlegg | vurdering | arbeidet | arbeid | første gang | neste gang | 1. gangs | 2. gangs "
        "| 3. gangs | 1. gangsbehandling | 2. gangsbehandling | førstegangs | førstegangsbehandling | "
        "andregangsbehandling | annengangsbehandling"
    ),
    "WORD": "høst inn | høste inn",
}
