"""Bokmål. Public name: WORDS (class of token -> meaning -> forms, separated by «|»)."""

from __future__ import annotations

from rules.deadline.vocabulary.form import Words
from rules.deadline.vocabulary.nb_around import AROUND

WORDS: Words = {
    "MONTH": {
        1: "januar | jan",
        2: "februar | febr | feb",
        3: "mars | mar",
        4: "april | apr",
        5: "mai",
        6: "juni | jun",
        7: "juli",
        8: "august | aug",
        9: "september | sept | sep",
        10: "oktober | okt",
        11: "november | nov",
        12: "desember | des",
    },
    "WDAY": {
        0: "mandag | mandagen",
        1: "tirsdag | tirsdagen | tirs",
        2: "onsdag | onsdagen | ons",
        3: "torsdag | torsdagen | tors",
        4: "fredag | fredagen | fre",
        5: "lørdag | lørdagen | lør",
        6: "søndag | søndagen | søn",
    },
    "SEASON": {
        21: "vår | våren | vårs | vårens | vårparten | vårhalvåret | tidligvåren | senvåren | seinvåren | vårsesjonen",
        22: (
            "sommer | sommeren | sommerens | sommerhalvåret | sensommeren | forsommeren | ettersommeren | "
            "sommermånedene"
        ),
        23: (
            "høst | høsten | høstens | høstparten | høsthalvåret | tidlighøsten | senhøsten | seinhøsten | høstsesjonen"
        ),
        24: "vinter | vinteren | vinterens | vinterhalvåret | vintermånedene",
    },
    "SEMESTER": {
        1: "vårsemester | vårsemesteret",
        2: "høstsemester | høstsemesteret",
        0: "semester | semesteret",
    },
    "NUMW": {
        2: "to | begge",
        3: "tre",
        4: "fire",
        5: "fem",
        6: "seks",
        7: "sju | syv",
        8: "åtte",
        9: "ni",
        10: "ti",
        11: "elleve",
        12: "tolv",
        14: "fjorten",
    },
    "ONE": {
        1: "en | ett | et | én | ei | éi | éin | ein",
    },
    "ORDW": {
        1: "første",
        2: "andre | annet | annen | ii",
        3: "tredje | iii",
        4: "fjerde | iv",
        5: "femte",
        6: "sjette",
        7: "sjuende | syvende",
        8: "åttende",
        9: "niende",
        10: "tiende",
        11: "ellevte",
        12: "tolvte",
        13: "trettende",
        14: "fjortende",
        15: "femtende",
        16: "sekstende",
        17: "syttende",
        20: "tjuende",
    },
    "LAST": "siste | sist | aller siste",
    "NEXT": "neste | kommende | påfølgende | førstkommende | førstkomande | nærmeste | nestkommende",
    "PREV": "forrige | foregående",
    "THIS": "denne | dette | inneværende | nåværende",
    "RELYEAR": {
        0: (
            "i år | i inneværende år | inneværende år | dette året | dette år | det inneværende år | årets | samme år "
            "| plan året | planåret | budsjettåret | inneværende kalenderår | kalenderåret"
        ),
        1: "neste år | til neste år | kommende år | det neste året | påfølgende år | året etter | neste kalenderår",
        -1: "i fjor | forrige år | fjoråret",
    },
    "RELDAY": {
        0: "i dag | dags dato",
        1: "i morgen | i morra",
        2: "i overmorgen",
        -1: "i går",
    },
    "QWORD": "kvartal | kvartalet | kv | kvartalets | kvartaler",
    "TWORD": "tertial | tertialet | tert | tertialets | tertialer",
    "HWORD": "halvår | halvåret | halvårs | halvårets",
    "WEEK": "uke | uka | uken | uker | ukes | ukers | ukene | ukentlig møte | u",
    "DAYS": "dag | dager | dagen | dagers | dgr | døgn | kalenderdager",
    "WORKDAY": (
        "hverdag | hverdager | hverdagen | virkedag | virkedager | virkedagen | arbeidsdag | arbeidsdager | "
        "arbeidsdagen | yrkesdag | bankdag"
    ),
    "MONTHS": "måned | måneder | mnd | måneds | månedene | mnder | månader | mån",
    "MONTHDEF": "månedens utgang | månedens slutt | måneden | månedens",
    "YEARW": "år | års | årene | kalenderår",
    "YEARDEF": "året | året rundt",
    "HALFDEL": "halvdel | halvdelen | halvpart | halvparten",
    "PART": {
        "primo": "primo",
        "early": (
            "tidlig i | tidlig | tidleg | begynnelsen av | i begynnelsen av | starten av | i starten av | først i | i "
            "første del av | første del av | begynnelsen | starten på"
        ),
        "mid": "medio | midt i | midten av | i midten av | midt på | midt | midtveis i",
        "ultimo": "ult | ultimo",
        "late": (
            "sent | seint | slutten av | i slutten av | sent i | seint i | sist i | siste del av | i siste del av | "
            "sen | sein | slutten på | på slutten av | på tampen av | mot slutten av | senere i"
        ),
        "towards": "mot slutten av | mot utgangen av | helt mot slutten av",
    },
    "ENDOF": (
        "utg av | utg. av | utgangen av | utgang av | utløpet av | slutten på | enden av | ved utgangen av | ved "
        "utløpet av | ved slutten av | årets utgang | månedens utgang | utgangen på"
    ),
    "YEAREND": "årets utgang | årets slutt | årsslutt | årets utløp",
    "HOLIDAY": {
        "easter": "påske | påska | påsken | påskeferien | påskeferie",
        "jul": "jul",
        "christmas": "jula | julen | juleferien | juleferie | jul og nyttår",
        "pentecost": "pinse | pinsa | pinsen",
        "summer": "sommerferie | sommerferien | sommerferiene | skoleferien | ferien",
        "common": "fellesferie | fellesferien",
        "autumn": "høstferie | høstferien",
        "winter": "vinterferie | vinterferien",
        "newyear": "nyttår | årsskifte | årsskiftet | nyttårsskiftet | års skiftet",
        "school": "skolestart | skolestarten | skulestart | studiestart | semesterstart | skolestart til høsten",
        "midsummer": "sankthans | st. hans | st hans | jonsok | sankthansdagen",
        "romjul": "romjul | romjula | romjulen | mellom jul og nyttår | mellomjula",
        "newyearsday": "1. nyttårsdag | første nyttårsdag | nyttårsdag",
        "christmaseve": "julaften | julaftan | julekvelden | julafta",
        "newyearseve": "nyttårsaften",
        "firstchristmas": "1. juledag | første juledag",
        "constitution": "grunnlovsdagen | nasjonaldagen",
        "palmsunday": "palmesøndag | palmehelgen",
        "maundythursday": "skjærtorsdag",
        "goodfriday": "langfredag",
        "easterevening": "påskeaften",
        "eastersunday": "1. påskedag | første påskedag | påskedag | påskesøndag",
        "eastermonday": "2. påskedag | andre påskedag | annen påskedag",
        "ascension": "kristi himmelfartsdag | kristi himmelfart | kr. himmelfartsdag",
        "whitevening": "pinseaften",
        "whitsunday": "1. pinsedag | første pinsedag | pinsedag",
        "whitmonday": "2. pinsedag | andre pinsedag | annen pinsedag",
        "shrovesunday": "fastelavn",
        "allsaintssunday": "allehelgen | allehelgensdag | allehelgensdagen",
        "advent": "advent | 1. søndag i advent | første søndag i advent | 1. advent",
        "littlechristmaseve": "lillejulaften | lille julaften",
        "secondchristmas": "2. juledag | andre juledag | annen juledag",
        "labourday": "arbeidernes dag",
        "midsummernight": "sankthansaften | st. hansaften",
        "halloween": "halloween",
        "schoolend": (
            "skoleslutt | skoleavslutning | skoleavslutningen | skoleårets slutt | siste skoledag | slutten av "
            "skoleåret | utgangen av skoleåret"
        ),
        "newyearweeks": "nyåret | på nyåret | utpå nyåret | ut på nyåret | tidlig på nyåret",
        "yearstart": "årets begynnelse | årets start",
    },
    "MONTHTURN": "månedsskifte | månedsskiftet | månedskifte | månedskiftet",
    "SCHOOLYEAR": "skoleår | skoleåret | studieår | studieåret | barnehageår | barnehageåret | undervisningsåret",
    "TERMPERIOD": {
        4: (
            "valgperiode | valgperioden | kommunestyreperiode | kommunestyreperioden | kommunevalgperioden | "
            "fylkestingsperioden | valperioden"
        ),
    },
    "PLANPERIOD": (
        "planperiode | planperioden | avtaleperioden | prosjektperioden | økonomiplanperioden | programperioden | "
        "handlingsplanperioden | strategiperioden | tiltaksperioden | planperiodens utløp | planperiodens slutt | "
        "slutten av planperioden"
    ),
    "MOVEDFROM": (
        "utsatt fra | utsettes fra | flyttet fra | flyttes fra | endret fra | forskjøvet fra | forskyves fra | "
        "opprinnelig | opprinnelig frist | tidligere frist | fremskyndet fra"
    ),
    "WEEKEND": "helg | helga | helgen | helgene",
    "WEEKOF": "uken som starter | uken som begynner | uka som starter",
    "BY": "innen | innan | innen og med | inna",
    "BEFORE": (
        "før | i forkant av | forut for | i god tid før | før utgangen før | innen start av | rett før | like før | "
        "umiddelbart før | kort tid før"
    ),
    "AFTER": (
        "etter | i etterkant av | etter utløpet av | etter utgangen av | rett etter | like etter | straks etter | "
        "umiddelbart etter | kort tid etter"
    ),
    "FROM": "fra | f.o.m. | fom | fra og med | frå | gjeldende fra | med virkning fra | gjelder fra | fra ca",
    "TO": "til | fram til | frem til | inntil | fram mot | frem mot",
    "UNTIL": {
        None: "t.o.m. | tom | til og med | til og med utgangen av | til ut | ut hele | til utgangen av",
        "out": "ut",
    },
    "DURING": (
        "i løpet av | ila | i.l.a | i l a | i løp av | innenfor | innanfor | gjennom | utover | igjennom | i tiden | i "
        "perioden | i tidsrommet | perioden | tidsrommet | i hele | innen rammen av | løpet av | ut over | i løbet av "
        "| løpende gjennom | i tida | i perioden fra | utpå | ut på | i la"
    ),
    "MOVED": (
        "flyttes til | forskyves til | skyves til | flyttet frist til | utsatt til | flyttet til | utsettes til | "
        "forskjøvet til | skjøvet til | endret til | forlenget til | overføres til | ny frist | ny frist er | ny dato "
        "| utsatt frist til"
    ),
    "IN": (
        "i | på | om | per | pr | pr. | a | á | à | satt til | planlagt til | fastsatt til | berammet til | avtalt til "
        "| frist til | frist satt til | er satt til | innkalt til"
    ),
    "AT": "ved",
    "FOR": "for",
    "OF": "av",
    "THE": "den | det | de",
    "LATEST": "senest | seinest | senest innen | ikke senere enn | aller senest | innen senest",
    "EARLIEST": "tidligst | ikke før | tidligst fra",
    "ABOUT": (
        "ca | cirka | circa | rundt | omkring | omtrent | omlag | om lag | omtrentlig | antatt | anslagsvis | rundt om "
        "| ung. | ca. medio"
    ),
    "TOWARD": "mot | henimot | hen mot | opp mot",
    "BETWEEN": "mellom",
    "OVER": "over | på den andre siden av | på andre siden av | rett over | like over | straks over | snart over",
    "CONT": (
        "og fremover | og framover | og utover | og videre fremover | ff | og senere | og frem | med fortsettelse | "
        "fortsetter | og fortsetter | videre | og videre | med fortsettelse inn i"
    ),
    "WHOLE": "hele | heile | gjennom hele | i hele",
    "AGO": "siden",
    "AND": "og | samt | & | og deretter | og så | så | deretter | og i | samt i | og innen utgangen",
    "OR": "eller | evt | eventuelt | ev | alternativt | og/eller",
    "EVERY": "samtlige | hver | hvert | alle | kvart | kvar",
    "EVERYTWO": (
        "annen hver | annet hvert | anna hver | annenhver | annethvert | annenhvert | annethver | annahver | annankvar "
        "| annankvart | hver andre"
    ),
    "REPEAT": {
        "FREQ=YEARLY": (
            "årlig | årlige | årleg | hvert år | årvisst | en gang i året | pr år | per år | en gang per år | årsvis"
        ),
        "FREQ=MONTHLY;INTERVAL=6": "halvårlig | halvårlige | halvårsvis | halvårleg | semestervis | hvert halvår",
        "FREQ=MONTHLY;INTERVAL=4": "tertialvis | tertialsvis | hvert tertial | tertialvise | per tertial | pr tertial",
        "FREQ=MONTHLY;INTERVAL=3": "kvartalsvis | kvartalsvise | kvartalvis | hvert kvartal | pr kvartal | per kvartal",
        "FREQ=MONTHLY": "månedlig | månedlige | månedsvis | hver måned | pr måned | per måned | pr mnd | hver mnd",
        "FREQ=WEEKLY": "ukentlig | ukentlige | ukevis | hver uke | hver uka | pr uke | per uke",
        "FREQ=DAILY": "daglig | daglige | hver dag | hver eneste dag",
        "FREQ=WEEKLY;BYDAY=MO": "mandager",
        "FREQ=WEEKLY;BYDAY=TU": "tirsdager",
        "FREQ=WEEKLY;BYDAY=WE": "onsdager",
        "FREQ=WEEKLY;BYDAY=TH": "torsdager",
        "FREQ=WEEKLY;BYDAY=FR": "fredager",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": "hver hverdag | hver virkedag | hver arbeidsdag",
        "FREQ=MONTHLY;INTERVAL=2": "annenhver måned | hver annen måned",
        "FREQ=WEEKLY;INTERVAL=2": "hver fjortende dag | hver 14. dag | annenhver uke",
        "FREQ=YEARLY;INTERVAL=2": "toårig | biennalt",
        "FREQ=YEARLY;INTERVAL=4": (
            "hver valgperiode | hver kommunestyreperiode | en gang per valgperiode | én gang per valgperiode | én gang "
            "i valgperioden | en gang i valgperioden | en gang i hver valgperiode"
        ),
    },
    "TIMES": "gang | ganger | g | gonger | x",
    "MIN": {
        "min": "minimum | minst | min | mint | ikke sjeldnere enn | minimun | ikke mindre enn",
        "max": "maks | maksimum | inntil | opptil | maksimalt",
    },
    "MEETING": {
        "all": "møtene | møta",
        None: "møte | møtet | møter | møtedato | møtedatoer | møtedag",
    },
    "COMMITTEE": {
        "OSU": "osu",
        "LSU": "lsu",
        "ASU": "asu",
        "KSU": "ksu",
        "AMU": "amu",
        "AU": "au",
        "SU": "su",
        "FSU": "fsu",
        "MFU": "mfu",
        "FAU": "fau",
        "K26": "k26",
        "styret": "styret | styre",
        "styringsgruppen": "styringsgruppen | styringsgruppa | styringsgruppe",
        "arbeidsutvalget": "arbeidsutvalget | arbeidsutvalg",
        "kommunestyret": "kommunestyret | kommunestyre | bystyret | heradsstyret",
        "formannskapet": "formannskapet | formannskap",
        "fylkestinget": "fylkestinget",
        "representantskapet": "representantskapet | representantskap",
        "generalforsamling": "generalforsamling | generalforsamlingen | generalforsamlinga",
        "årsmøte": "årsmøte | årsmøtet | årsmøter",
        "prosjektstyret": "prosjektstyret | prosjektstyre",
        "samarbeidsutvalget": "samarbeidsutvalget | samarbeidsutvalg",
        "dialogmøte": "dialogmøte | dialogmøtet | dialogmøter",
        "ledergruppen": "ledergruppen | ledergruppa",
    },
    "WITH": "med",
    "CALLS": (
        "kaller inn til | innkaller til | kaller inn | innkaller | kalles inn til | det innkalles til | innkalles til "
        "| kalles inn | vil bli kalt inn til"
    ),
    **AROUND,
}
