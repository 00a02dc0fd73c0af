"""Nynorsk: what differs from bokmål, which is read as well. Public name: WORDS."""

from __future__ import annotations

from rules.deadline.vocabulary.form import Words

WORDS: Words = {
    "WDAY": {
        0: "måndag | måndagen",
        1: "tysdag | tysdagen",
        2: "onsdag",
        3: "torsdag",
        4: "fredag",
        5: "laurdag | laurdagen",
        6: "sundag | sundagen",
    },
    "SEASON": {
        21: "vår | våren | vårparten | vårhalvåret | tidlegvåren | seinvåren",
        22: "sommar | sommaren | sumar | sumaren | sommarhalvåret | seinsommaren | ettersommaren | førsommaren",
        23: "haust | hausten | haustparten | hausthalvåret | seinhausten | tidleghausten",
        24: "vinter | vinteren | vintaren | vetter | vinterhalvåret",
    },
    "SEMESTER": {
        2: "haustsemester | haustsemesteret",
    },
    "NUMW": {
        7: "sju",
        8: "åtte",
        2: "to | tvo",
        4: "fire",
        6: "seks",
    },
    "ONE": {
        1: "ein | eit | ei | éin | éi | eitt | éitt",
    },
    "ORDW": {
        1: "fyrste | første",
        2: "andre | anna | annan",
        7: "sjuande",
        8: "åttande",
        9: "niande",
        10: "tiande",
        13: "trettande",
        14: "fjortande",
        15: "femtande",
        16: "sekstande",
        17: "syttande",
        18: "attande",
        19: "nittande",
        20: "tjuande",
    },
    "LAST": "siste | sist",
    "NEXT": "neste | komande | påfølgjande | fyrstkomande | førstkomande | næraste",
    "PREV": "førre | førige",
    "THIS": "denne | dette | inneverande | noverande",
    "RELYEAR": {
        0: "i år | i inneverande år | inneverande år | dette året | dette år | same år | planåret",
        1: "neste år | til neste år | komande år | året etter | påfølgjande år",
        -1: "i fjor | førre år | fjoråret",
    },
    "RELDAY": {
        0: "i dag",
        1: "i morgon",
        2: "i overmorgon",
        -1: "i går",
    },
    "QWORD": "kvartal | kvartalet",
    "HWORD": "halvår | halvåret",
    "WEEK": "v | veke | veka | veker | vekes | vekene | vekers",
    "DAYS": "dag | dagar | dagen | dagars | døger",
    "WORKDAY": "kvardag | kvardagar | kvardagen | yrkedag | yrkedagar | arbeidsdag | arbeidsdagar | arbeidsdagen",
    "MONTHS": "månad | månader | månads | månadar | mnd",
    "MONTHDEF": "månaden | månadens",
    "HALFDEL": "halvdel | halvdelen | halvparten",
    "PART": {
        "primo": "primo",
        "early": (
            "tidleg i | tidleg | byrjinga av | i byrjinga av | starten av | i starten av | fyrst i | først på | tidleg "
            "på | byrjinga på"
        ),
        "mid": "medio | midt i | midten av | i midten av | midt på",
        "late": "slutten av | i slutten av | seint i | seint på | sist i | sein | mot slutten av | på slutten av",
        "towards": "mot slutten av | mot utgangen av",
    },
    "ENDOF": "utgangen av | utløpet av | ved utgangen av | innan utgangen av året | utgongen av | ved utgongen av",
    "YEAREND": "årets utgang | utgangen på året | årets slutt",
    "HOLIDAY": {
        "christmas": "jol | jola | joleferie | joleferien",
        "summer": "sommarferie | sommarferien | skuleferien",
        "common": "fellesferie | fellesferien",
        "autumn": "haustferie | haustferien",
        "newyear": "nyttår | årsskifte | årsskiftet",
        "school": "skulestart | skulestarten",
        "christmaseve": "julaftan | julekvelden",
        "romjul": "mellom jul og nyttår | romjula",
        "ascension": "kristi himmelfartsdag | kristi himmelfart",
        "maundythursday": "skjertorsdag",
        "easterevening": "påskeftan | påskeaftan",
        "whitevening": "pinseftan",
        "easter": "påske | påska",
        "pentecost": "pinse | pinsa",
        "eastermonday": "2. påskedag | andre påskedag",
        "whitmonday": "2. pinsedag | andre pinsedag",
        "littlechristmaseve": "veslejulaftan | lillejulaftan",
        "schoolend": "skuleslutt | skuleavslutning | siste skuledag | slutten av skuleåret",
        "newyearweeks": "nyåret | på nyåret | utpå nyåret",
        "yearstart": "årets byrjing",
    },
    "MONTHTURN": "månadsskifte | månadsskiftet",
    "SCHOOLYEAR": "skuleår | skuleåret | studieåret | barnehageåret",
    "TERMPERIOD": {
        4: "valperiode | valperioden | kommunestyreperioden",
    },
    "PLANPERIOD": "planperioden | avtaleperioden | økonomiplanperioden",
    "MOVEDFROM": "utsett frå | flytta frå | endra frå | opphavleg | opphavleg frist",
    "WEEKEND": "helg | helga",
    "BY": "innan | innen",
    "BEFORE": "før | i forkant av | i god tid før | rett før | like før",
    "AFTER": "etter | i etterkant av | rett etter | like etter | straks etter",
    "FROM": "frå | f.o.m. | fom | frå og med | gjeldande frå",
    "TO": "til | fram til | fram mot | inntil",
    "UNTIL": {
        None: "t.o.m. | tom | til og med | ut heile",
        "out": "ut",
    },
    "DURING": (
        "i løpet av | innanfor | gjennom | utover | i tida | i perioden | i tidsrommet | perioden | i heile | utpå | "
        "ut på"
    ),
    "MOVED": (
        "utsetjast til | forskuva til | utsett til | flytta til | flyttast til | utsatt til | endra til | ny frist"
    ),
    "IN": "i | på | om | per | pr | sett til | planlagt til | avtalt til",
    "LATEST": "seinast | seinast innan | ikkje seinare enn | seinest",
    "EARLIEST": "tidlegast | ikkje før",
    "ABOUT": "ca | cirka | rundt | omkring | om lag | omtrent | kring",
    "BETWEEN": "mellom",
    "CONT": "og framover | og utover | og vidare | og seinare | med framhald | held fram | vidare",
    "WHOLE": "heile",
    "AGO": "sidan",
    "AND": "og | samt",
    "OR": "eller | ev",
    "EVERY": "samtlege | kvar | kvart | kvarje | alle",
    "EVERYTWO": "anna kvar | anna kvart | annan kvar | annankvar | annakvart | annankvart | annakvar | kvar andre",
    "REPEAT": {
        "FREQ=YEARLY": "årleg | årlege | kvart år | ein gong i året | per år",
        "FREQ=MONTHLY;INTERVAL=6": "halvårleg | halvårlege | halvårsvis | kvart halvår",
        "FREQ=MONTHLY;INTERVAL=4": "tertialvis | kvart tertial",
        "FREQ=MONTHLY;INTERVAL=3": "kvartalsvis | kvart kvartal | per kvartal",
        "FREQ=MONTHLY": "månadleg | månadlege | månadsvis | kvar månad | per månad | månedleg",
        "FREQ=WEEKLY": "vekentleg | kvar veke | vekevis | per veke | vekentlege",
        "FREQ=DAILY": "dagleg | daglege | kvar dag",
        "FREQ=WEEKLY;BYDAY=MO": "måndagar",
        "FREQ=WEEKLY;BYDAY=TU": "tysdagar",
        "FREQ=WEEKLY;BYDAY=WE": "onsdagar",
        "FREQ=WEEKLY;BYDAY=TH": "torsdagar",
        "FREQ=WEEKLY;BYDAY=FR": "fredagar",
        "FREQ=WEEKLY;INTERVAL=2": "kvar fjortande dag | kvar 14. dag | annankvar veke",
        "FREQ=YEARLY;INTERVAL=4": "kvar valperiode | ein gong i valperioden",
    },
    "TIMES": "gong | gonger | gongar | gang",
    "MIN": {
        "min": "minst | minimum | ikkje sjeldnare enn",
        "max": "maks | inntil",
    },
    "MEETING": {
        "all": "møta | møtene",
        None: "møte | møtet | møter",
    },
    "COMMITTEE": {
        "styringsgruppa": "styringsgruppa | styringsgruppe",
        "arbeidsutvalet": "arbeidsutvalet | arbeidsutval",
        "samarbeidsutvalet": "samarbeidsutvalet | samarbeidsutval",
        "kommunestyret": "kommunestyret | kommunestyre | heradsstyret",
        "leiargruppa": "leiargruppa",
    },
    "CALLS": "kallar inn til | kallar inn | kallast inn til | innkallar til",
    "START": {
        None: (
            "startar | startar opp | oppstart | byrjar | vert sett i gang | sett i gang | byggestart | igangsetjing | "
            "igangsettast | startast | anleggsstart | planlagt oppstart | tek til | trer i kraft | påbyrja"
        ),
    },
    "FINISH": (
        "ferdig | ferdigstillast | ferdigstilt | ferdigstilling | slutt | avsluttast | sluttførast | fullførast | "
        "avslutta | sluttført"
    ),
    "MAYBE": (
        "mogleg | moglegvis | kanskje | truleg | tentativt | sannsynlegvis | viss mogleg | om mogleg | forhåpentlegvis"
    ),
    "FUTURE": "planlagt | skal | planlagd | planlegg | planlegge | forventa | vil",
    "ONGOING": (
        "løpande | fortløpande | kontinuerleg | til kvar tid | heile tida | pågår | pågåande | heile året | gjennom "
        "heile året | året rundt | kontinuerlege | i heile planperioden | alltid | gjennom året | fast ordning | heile "
        "perioden | gjennom heile planperioden | heile planperioden | i heile perioden | gjennom heile perioden | "
        "døgnet rundt | heile døgnet"
    ),
    "OPEN": (
        "etterkvart | snarast | snarast mogleg | snarleg | så fort som mogleg | så snart som mogleg | så raskt som "
        "mogleg | straks | ikkje fastsett | ikkje bestemt | ikkje avklart | uavklart | vert avklart | må avklarast | "
        "avklarast | etter nærare avtale | etter avtale | periodisk | jamleg | jamnleg | regelmessig | på sikt | "
        "ventar på | ventar | avventar | i samarbeid med | ingen frist | utan frist | ukjent | manglar | seinare | "
        "tidsplan i samarbeid med | tidsplan | ikkje aktuelt | når mogleg | kjem seinare | vert bestemt seinare | "
        "framover | i nær framtid | ikkje sett | vurderast | under vurdering | av og til | omgåande | så snart som råd "
        "| så snart det lèt seg gjere | ikkje avklara | ikkje fastsett enno | ikkje bestemt enno | ikkje fastsatt | må "
        "avtalast | avtalast | i dialog med | kort sikt | lang sikt | dato vert sett | frist vert sett | ny dato kjem "
        "| inntil vidare | med jamne mellomrom"
    ),
    "CANCELLED": {
        "off": "avlyst | utgår | utgått | går ut | skal gå ut",
        None: "utsett | utsett på ubestemt tid | på vent",
    },
    "NEED": (
        "ved behov | etter behov | om naudsynt | når det er behov | ved trong | etter ønske | på førespurnad | ved "
        "endringar | ved endring | ved hendingar | etter trong | når det trengst | når det er trong"
    ),
    "EVENT": (
        "i samband med | i etterkant av | i forkant av | i tilknyting til | samstundes med | avhengig av | avheng av | "
        "avhengig av at | i tråd med | i samsvar med"
    ),
    "WHEN": "når | då | dersom | etter at | viss",
    "STAMP": (
        "sist oppdatert | oppdatert | sist endra | jf | jfr | ref | sjå referat | datert | oppretta | vidareført frå"
    ),
    "NOT": "ikkje | unnateke | med unntak av | utanom | bortsett frå | men ikkje",
    "AMOUNT": (
        "kr | kroner | millionar | prosent | personar | deltakarar | tilsette | elevar | pasientar | kommunar | "
        "samlingar | einingar | skular"
    ),
    "RESP": "ansvar | ansvarleg | kontaktperson | leiar | sakshandsamar",
    "PAST": {
        None: "vedteke | vedteken | handsama | utført | avgjort | motteke | godkjend | vart | var",
        "soft": "gjennomført | levert | sendt",
    },
    "LABEL": (
        "frist | fristen | tidsfrist | tidsramme | tidsramma | tidspunkt | svarfrist | høyringsfrist | søknadsfrist | "
        "tid | når | dato | siste frist | tidsrom | gjennomføring"
    ),
    "SAFE": (
        "sendt ut | sendast ut | leggast ut | lagt ut | lysast ut | lyst ut | er | vert | blir | verte | vore | vere | "
        "har | som | status | også | klar | må | bør | kan | oppfølging | kjem | rullering | høyring | takast opp | "
        "leggast fram | fram | fast | faste | framlegg | arbeid | vurdering | arbeidet | første gong | fyrste gong | "
        "neste gong"
    ),
    "OVER": "rett over | like over",
    "NUMBERED": {
        None: "del",
    },
}
