"""Danish: what differs from bokmål, which is read as well. Public name: WORDS."""

from __future__ import annotations

from rules.deadline.vocabulary.form import Words

WORDS: Words = {
    "MONTH": {
        3: "marts",
        5: "maj",
        12: "december | dec",
        10: "oktober | okt",
        1: "januar",
        2: "februar",
    },
    "WDAY": {
        1: "tirsdag | tirsdagen | tirs",
        0: "mandag",
        2: "onsdag",
        3: "torsdag",
        4: "fredag",
        5: "lørdag",
        6: "søndag",
    },
    "SEASON": {
        21: "forår | foråret | forårets | vår",
        22: "sommer | sommeren | sensommeren | forsommeren",
        23: "efterår | efteråret | efterårets | høst",
        24: "vinter | vinteren",
    },
    "SEMESTER": {
        1: "forårssemester | forårssemestret",
        2: "efterårssemester | efterårssemestret",
        0: "semester",
    },
    "NUMW": {
        2: "to",
        3: "tre",
        4: "fire",
        5: "fem",
        6: "seks",
        7: "syv",
        8: "otte",
        9: "ni",
        10: "ti",
        12: "tolv",
    },
    "ONE": {
        1: "en | et | én | ét",
    },
    "ORDW": {
        1: "første",
        2: "anden | andet | andre",
        3: "tredje",
        4: "fjerde",
        5: "femte",
        6: "sjette",
        7: "syvende",
        8: "ottende",
        9: "niende",
        10: "tiende",
    },
    "LAST": "sidste | sidst",
    "NEXT": "næste | kommende | førstkommende | påfølgende | efterfølgende | nærmeste",
    "PREV": "forrige | foregående",
    "THIS": "denne | dette | indeværende | nuværende",
    "RELYEAR": {
        0: "i år | i indeværende år | indeværende år | dette år | årets | samme år",
        1: "næste år | til næste år | kommende år | året efter",
        -1: "sidste år | forrige år",
    },
    "RELDAY": {
        0: "i dag",
        1: "i morgen",
        2: "i overmorgen",
        -1: "i går",
    },
    "QWORD": "kvartal | kvartalet | kvt",
    "HWORD": "halvår | halvåret",
    "WEEK": "uge | ugen | uger | ugers | ugerne",
    "DAYS": "dag | dage | dagen | dages",
    "WORKDAY": "hverdag | hverdage | hverdagen | arbejdsdag | arbejdsdage | arbejdsdagen | bankdag",
    "MONTHS": "måned | måneder | måneders | mdr | md | mdr.",
    "MONTHDEF": "måneden | månedens",
    "YEARW": "år | års",
    "YEARDEF": "året | årets",
    "HALFDEL": "halvdel | halvdelen",
    "PART": {
        "primo": "primo",
        "early": (
            "tidligt i | tidlig i | begyndelsen af | i begyndelsen af | starten af | i starten af | først i | tidligt "
            "| tidligt på"
        ),
        "mid": "medio | midt i | midten af | i midten af",
        "late": "slutningen af | i slutningen af | sidst i | sent i | i slutning af",
        "towards": "mod slutningen af | mod udgangen af",
    },
    "ENDOF": "udgangen af | udløbet af | ved udgangen af | afslutningen af",
    "YEAREND": "årets udgang | årets slutning | årets afslutning",
    "HOLIDAY": {
        "easter": "påske | påsken | påskeferien",
        "jul": "jul",
        "christmas": "julen | juleferien",
        "pentecost": "pinse | pinsen",
        "summer": "sommerferie | sommerferien",
        "autumn": "efterårsferie | efterårsferien",
        "winter": "vinterferie | vinterferien",
        "newyear": "nytår | årsskiftet | årsskifte",
        "school": "skolestart",
        "christmaseve": "juleaften | juleaftensdag",
        "newyearseve": "nytårsaften",
        "maundythursday": "skærtorsdag",
        "goodfriday": "langfredag",
        "easterevening": "påskelørdag",
        "palmsunday": "palmesøndag",
        "eastersunday": "påskedag | 1. påskedag | påskesøndag",
        "eastermonday": "2. påskedag | anden påskedag",
        "prayerday": "store bededag | st. bededag",
        "ascension": "kristi himmelfartsdag | kr. himmelfartsdag | kristi himmelfart",
        "whitsunday": "pinsedag | 1. pinsedag",
        "whitmonday": "2. pinsedag | anden pinsedag",
        "shrovesunday": "fastelavn",
        "danishconstitution": "grundlovsdag",
        "midsummernight": "sankthans | sankt hans | sankthansaften | sct. hans | skt. hans",
        "romjul": "mellem jul og nytår",
        "firstchristmas": "juledag | 1. juledag",
        "secondchristmas": "2. juledag | anden juledag",
        "newyearsday": "nytårsdag",
        "littlechristmaseve": "lillejuleaften",
        "advent": "1. søndag i advent | advent",
        "schoolend": "skoleårets afslutning | sidste skoledag",
        "newyearweeks": "i det nye år | det nye år",
        "yearstart": "årets begyndelse | årets start",
    },
    "MONTHTURN": "månedsskifte | månedsskiftet",
    "SCHOOLYEAR": "skoleår | skoleåret | studieåret",
    "TERMPERIOD": {
        4: "valgperiode | valgperioden | byrådsperioden",
    },
    "MOVEDFROM": "udsat fra | flyttet fra | ændret fra | oprindelig | oprindelig frist | oprindeligt",
    "WEEKEND": "weekend | weekenden",
    "WEEKOF": "ugen der starter",
    "BY": "inden | senest inden | inden for",
    "BEFORE": "før | forud for | inden starten af | lige før | umiddelbart før",
    "AFTER": "efter | lige efter | straks efter | umiddelbart efter",
    "FROM": "fra | fra og med | f.o.m. | fom",
    "TO": "til | frem til | indtil",
    "UNTIL": "til og med | t.o.m. | tom | ud | til udgangen af | til og med udgangen af",
    "DURING": (
        "i løbet af | gennem | igennem | hen over | i perioden | perioden | i tidsrummet | inden for | henover | "
        "ultimo/primo"
    ),
    "MOVED": (
        "udsættes til | flyttes til | udskydes til | rykket til | udsat til | flyttet til | udskudt til | ny frist | "
        "ændret til"
    ),
    "IN": "i | på | om | pr | per | planlagt til | fastsat til | aftalt til",
    "AT": "ved",
    "FOR": "for",
    "OF": "af",
    "THE": "den | det | de | d",
    "LATEST": "senest | seneste | senest den | ikke senere end | allersenest",
    "EARLIEST": "tidligst | ikke før",
    "ABOUT": "ca | cirka | omkring | omtrent | omkr | rundt",
    "TOWARD": "mod | hen mod | op mod",
    "BETWEEN": "mellem",
    "CONT": "og fremefter | og frem | og fremover | og frem efter | og senere | fortsætter | og videre",
    "WHOLE": "hele",
    "AGO": "siden",
    "AND": "og | samt",
    "OR": "eller | evt",
    "EVERY": "hver | hvert | alle | på hvert",
    "EVERYTWO": "hver anden | hvert andet | hveranden",
    "REPEAT": {
        "FREQ=YEARLY": "årlig | årligt | årlige | hvert år | en gang om året | én gang årligt | pr år | årsvis",
        "FREQ=MONTHLY;INTERVAL=6": "halvårlig | halvårligt | halvårsvis | halvårlige | hvert halve år | hvert halvår",
        "FREQ=MONTHLY;INTERVAL=3": (
            "kvartalsvis | kvartalsvist | kvartalsvise | hvert kvartal | pr kvartal | kvartårligt"
        ),
        "FREQ=MONTHLY": "månedlig | månedligt | månedlige | månedsvis | hver måned | pr måned | pr md",
        "FREQ=WEEKLY": "ugentlig | ugentligt | ugentlige | hver uge | pr uge",
        "FREQ=DAILY": "daglig | dagligt | hver dag",
        "FREQ=WEEKLY;INTERVAL=2": "hver fjortende dag | hver 14. dag | hver anden uge",
        "FREQ=MONTHLY;INTERVAL=2": "hver anden måned",
        "FREQ=YEARLY;INTERVAL=2": "hvert andet år | toårigt",
        "FREQ=MONTHLY;INTERVAL=4": "tertialvis | hver fjerde måned",
    },
    "TIMES": "gang | gange | x",
    "MIN": {
        "min": "minimum | mindst | min",
        "max": "maks | højst",
    },
    "MEETING": {
        "all": "møderne",
        None: "møde | mødet | møder",
    },
    "COMMITTEE": {
        "bestyrelsen": "bestyrelsen | bestyrelse",
        "styregruppen": "styregruppen | styregruppe",
        "kommunalbestyrelsen": "kommunalbestyrelsen | byrådet",
        "generalforsamling": "generalforsamling | generalforsamlingen",
    },
    "WITH": "med",
    "CALLS": "indkalder til | indkaldes til",
    "START": {
        None: "starter | opstart | påbegyndes | begynder | igangsættes | opstartes | iværksættes | byggestart | starte",
        "bare": "start",
    },
    "FINISH": "færdig | færdiggøres | slut | afsluttes | afsluttet | afslutning | slutter | afsluttende",
    "MAYBE": (
        "muligvis | måske | formentlig | forventeligt | hvis muligt | om muligt | sandsynligvis | forhåbentlig | "
        "eventuelt"
    ),
    "FUTURE": "planlagt | skal | forventes | forventet | planlægges | vil",
    "ONGOING": (
        "løbende | kontinuerligt | kontinuerlig | vedvarende | hele tiden | fortløbende | igangværende | hele året | "
        "til enhver tid | altid | i gang | året rundt | permanent | løbende over året | i hele perioden | hele "
        "perioden | i hele planperioden | døgnet rundt | hele døgnet"
    ),
    "OPEN": (
        "snarest | snarest muligt | hurtigst muligt | så hurtigt som muligt | straks | omgående | ikke fastsat | ikke "
        "fastlagt | ikke afklaret | uafklaret | afklares | aftales nærmere | efter aftale | efter nærmere aftale | "
        "periodisk | periodevis | jævnligt | regelmæssigt | på sigt | afventer | afventes | venter på | i samarbejde "
        "med | ingen frist | ukendt | senere | tidsplan i samarbejde med | tidsplan | ikke aktuelt | snart | fremover "
        "| fastlægges senere | efterhånden | kommer senere | når muligt | ikke besluttet | mangler | ej fastlagt | ej "
        "fastsat | ej afklaret | ej besluttet | endnu ikke fastlagt | endnu ikke fastsat | endnu ikke besluttet | "
        "mangler afklaring | ingen | i dialog med | skal aftales | kort sigt | lang sigt | på kort sigt | på lang sigt "
        "| dato fastsættes | frist fastsættes | ny dato kommer | indtil videre | med jævne mellemrum"
    ),
    "CANCELLED": {
        "off": "aflyst | udgår | bortfaldet",
        None: "udsat | udsat på ubestemt tid | bortfaldet | sat på pause",
    },
    "NEED": (
        "ved behov | efter behov | om nødvendigt | når der er behov | hvis nødvendigt | ad hoc | efter ønske | på "
        "forespørgsel | ved ændringer | ved ændring"
    ),
    "EVENT": (
        "i forbindelse med | i forlængelse af | samtidig med | afhængig af | forud for | hver gang | ifm | i henhold "
        "til | i overensstemmelse med"
    ),
    "WHEN": "når | da | hvis | efter at",
    "STAMP": (
        "sidst opdateret | opdateret | senest opdateret | sidst ændret | jf | jfr | ref | dateret | oprettet | "
        "videreført fra"
    ),
    "NOT": "ikke | undtagen | undtaget | bortset fra | med undtagelse af | dog ikke | ej",
    "AMOUNT": (
        "kr | kroner | dkk | mio | millioner | procent | personer | deltagere | kommuner | kurser | workshops | "
        "afdelinger | enheder | skoler"
    ),
    "RESP": "ansvar | ansvarlig | kontaktperson | leder | sagsbehandler",
    "NAME": "britt | erik | petter | morten | kristian",
    "NUMBERED": {
        "any": "lokale | kap | kapitel | nr | punkt | pkt | side | sagsnr",
        None: "del | fase | etape",
    },
    "PAST": {
        None: "vedtaget | behandlet | udført | afholdt | besluttet | modtaget | godkendt | blev | var",
        "soft": "gennemført | leveret | sendt",
    },
    "LABEL": (
        "frist | fristen | deadline | tidsfrist | svarfrist | høringsfrist | ansøgningsfrist | tid | tidspunkt | dato "
        "| tidsramme | hvornår | tilmeldingsfrist | tidshorisont | sidste frist"
    ),
    "SAFE": (
        "ordinære | ordinært | er | bliver | skal | have | har | som | status | også | klar | afholdes | gennemføres | "
        "skal være | måned | forelægges | godkendes | tages op | lægges frem | frem | fast | faste | fremlægges | "
        "første gang | næste gang"
    ),
    "OVER": "over | på den anden side af | lige over",
}
