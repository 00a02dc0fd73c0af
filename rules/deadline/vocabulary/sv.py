"""Swedish. Public name: WORDS."""

from __future__ import annotations

from rules.deadline.vocabulary.form import Words

WORDS: Words = {
    "MONTH": {
        1: "januari | jan",
        2: "februari | febr | feb",
        3: "mars | mar",
        4: "april | apr",
        5: "maj",
        6: "juni | jun",
        7: "juli",
        8: "augusti | aug",
        9: "september | sept | sep",
        10: "oktober | okt",
        11: "november | nov",
        12: "december | dec",
    },
    "WDAY": {
        0: "måndag | måndagen | mån",
        1: "tisdag | tisdagen | tis",
        2: "onsdag | onsdagen | ons",
        3: "torsdag | torsdagen | tors",
        4: "fredag | fredagen | fre",
        5: "lördag | lördagen | lör",
        6: "söndag | söndagen | sön",
    },
    "SEASON": {
        21: "vår | våren | vårens | vårkanten | försommaren vår",
        22: "sommar | sommaren | sommarens | försommaren | sensommaren | högsommaren",
        23: "höst | hösten | höstens | förhösten | senhösten | höstkanten",
        24: "vinter | vintern | vinterns",
    },
    "SEMESTER": {
        1: "vt | vårtermin | vårterminen | vårterminens",
        2: "ht | hösttermin | höstterminen | höstterminens",
        0: "termin | terminen",
    },
    "NUMW": {
        2: "två | båda",
        3: "tre",
        4: "fyra",
        5: "fem",
        6: "sex",
        7: "sju",
        8: "åtta",
        9: "nio",
        10: "tio",
        11: "elva",
        12: "tolv",
        14: "fjorton",
    },
    "ONE": {
        1: "en | ett",
    },
    "ORDW": {
        1: "första | förste",
        2: "andra | annan | andre",
        3: "tredje",
        4: "fjärde",
        5: "femte",
        6: "sjätte",
        7: "sjunde",
        8: "åttonde",
        9: "nionde",
        10: "tionde",
        11: "elfte",
        12: "tolfte",
        15: "femtonde",
        20: "tjugonde",
    },
    "LAST": "sista | sist | senaste",
    "NEXT": "nästa | kommande | nästkommande | närmast följande | påföljande | nästföljande",
    "PREV": "förra | föregående",
    "THIS": "denna | detta | innevarande | pågående år",
    "RELYEAR": {
        0: "i år | innevarande år | under innevarande år | detta år | samma år | årets",
        1: "nästa år | kommande år | nästkommande år | året efter",
        -1: "förra året | i fjol | föregående år",
    },
    "RELDAY": {
        0: "i dag | idag",
        1: "i morgon | imorgon",
        2: "i övermorgon",
        -1: "i går | igår",
    },
    "QWORD": "kvartal | kvartalet | kv",
    "TWORD": "tertial | tertialet",
    "HWORD": "halvår | halvåret",
    "WEEK": "vecka | veckan | veckor | veckors | v | vecko",
    "DAYS": "dag | dagar | dagen | dagars | dygn",
    "WORKDAY": "vardag | vardagar | vardagen | arbetsdag | arbetsdagar | arbetsdagen | bankdag | helgfri vardag",
    "MONTHS": "månad | månader | månads | mån.",
    "MONTHDEF": "månaden | månadens",
    "YEARW": "år | års",
    "YEARDEF": "året",
    "HALFDEL": "halvan | hälften | halva",
    "PART": {
        "primo": "primo",
        "early": (
            "i början av | i början på | början av | början på | början | tidigt | tidig | tidigt under | inledningen "
            "av | under början av | tidigt i"
        ),
        "mid": "i mitten av | mitten av | mitten på | i mitten på | medio | halvvägs in i | mitten",
        "late": (
            "i slutet av | slutet av | slutet på | i slutet på | slutet | sent | sen | senare delen av | under slutet "
            "av | senare delen | i sluten av | sent i"
        ),
        "ultimo": "ultimo",
        "towards": "mot slutet av | mot slutet på",
    },
    "ENDOF": "utgången av | utgången | vid utgången av",
    "YEAREND": "årets slut | årets utgång | årsslutet",
    "HOLIDAY": {
        "easter": "påsk | påsken | påsklovet",
        "jul": "jul",
        "christmas": "julen | jullovet | juluppehållet",
        "pentecost": "pingst",
        "summer": "sommarlov | sommarlovet | semestern | semestrarna | sommarsemestern | sommaruppehållet | semester",
        "autumn": "höstlov | höstlovet",
        "winter": "sportlov | sportlovet",
        "newyear": "nyår | årsskifte | årsskiftet",
        "school": "skolstart | skolstarten | terminsstart",
        "christmaseve": "julafton",
        "newyearseve": "nyårsafton",
        "newyearsday": "nyårsdagen",
        "maundythursday": "skärtorsdagen | skärtorsdag",
        "goodfriday": "långfredagen | långfredag",
        "easterevening": "påskafton",
        "eastersunday": "påskdagen",
        "eastermonday": "annandag påsk",
        "palmsunday": "palmsöndagen",
        "ascension": "kristi himmelsfärdsdag | kristi himmelsfärds dag | kristi himmelsfärd",
        "whitevening": "pingstafton",
        "whitsunday": "pingstdagen",
        "swedishmidsummer": "midsommar | midsommaren | midsommarhelgen",
        "midsummerevening": "midsommarafton",
        "midsummerday": "midsommardagen",
        "allsaints": "alla helgons dag | allhelgona",
        "swedishnational": "nationaldagen | sveriges nationaldag",
        "epiphany": "trettondagen | trettondag jul",
        "epiphanyevening": "trettondagsafton",
        "walpurgis": "valborg | valborgsmässoafton",
        "labourday": "första maj",
        "lucia": "lucia | luciadagen",
        "firstchristmas": "juldagen",
        "secondchristmas": "annandag jul | annandagen",
        "romjul": "mellandagarna | mellan jul och nyår",
        "advent": "första advent | 1:a advent | advent",
        "halloween": "halloween",
        "schoolend": "skolavslutning | skolavslutningen | läsårets slut | terminsslut",
        "newyearweeks": "på nyåret | nyåret | i början av nyåret",
        "yearstart": "årets början",
    },
    "MONTHTURN": "månadsskifte | månadsskiftet",
    "SCHOOLYEAR": "läsår | läsåret | skolår | skolåret",
    "TERMPERIOD": {
        0: "mandatperiod | mandatperioden",
    },
    "PLANPERIOD": "planperioden | programperioden | avtalsperioden",
    "MOVEDFROM": "flyttat från | framflyttat från | uppskjutet från | ändrat från | ursprungligen",
    "WEEKEND": "helg | helgen",
    "WEEKOF": "veckan som börjar",
    "BY": "innan utgången av | före utgången av | inom | till och med utgången av | innan slutet av",
    "BEFORE": "innan | före | inför | strax före | strax innan",
    "AFTER": "efter | strax efter | direkt efter | närmast efter",
    "FROM": "från | fr.o.m. | from | från och med | med start | fr | gäller från",
    "TO": "till | fram till | tills",
    "UNTIL": "t.o.m. | tom | till och med | t o m | ut | till utgången av",
    "DURING": (
        "under | i loppet av | inom loppet av | under perioden | under loppet av | perioden | genom | inom ramen för"
    ),
    "MOVED": (
        "flyttas till | skjuts upp till | skjuts fram till | uppskjuten till | ändrat till | skjuts till | flyttat "
        "till | senarelagt till | uppskjutet till | framflyttat till | ny tidsfrist | nytt datum"
    ),
    "IN": "i | på | om | per | kring | planeras till | planerad till | beräknas till | à",
    "AT": "vid",
    "FOR": "för",
    "OF": "av",
    "THE": "den | det | de",
    "LATEST": "senast | senast den | inte senare än | allra senast",
    "EARLIEST": "tidigast | inte före",
    "ABOUT": "ca | cirka | omkring | ungefär | runt | c:a | uppskattningsvis",
    "TOWARD": "mot | fram mot | framåt",
    "BETWEEN": "mellan",
    "OVER": "över",
    "CONT": "och framåt | och framöver | och vidare | och senare | ff | med fortsättning | fortsätter",
    "WHOLE": "hela",
    "AGO": "sedan",
    "AND": "och | samt | o",
    "OR": "eller | alternativt",
    "EVERY": "varje | var | vart | alla | vid varje | på varje",
    "EVERYTWO": "varannan | vartannat",
    "REPEAT": {
        "FREQ=YEARLY": "årlig | årligen | årligt | årliga | varje år | en gång per år | en gång om året | årsvis",
        "FREQ=MONTHLY;INTERVAL=6": (
            "halvårsvis | halvårsvisa | halvårlig | varje halvår | en gång per halvår | terminsvis | varje termin"
        ),
        "FREQ=MONTHLY;INTERVAL=4": "tertialvis | varje tertial | per tertial",
        "FREQ=MONTHLY;INTERVAL=3": "kvartalsvis | varje kvartal | per kvartal | kvartalsvisa",
        "FREQ=MONTHLY": "månadsvis | månatligen | månatlig | varje månad | per månad | månatliga",
        "FREQ=WEEKLY": "veckovis | veckovisa | varje vecka | per vecka",
        "FREQ=DAILY": "dagligen | daglig | varje dag",
        "FREQ=WEEKLY;BYDAY=MO": "måndagar",
        "FREQ=WEEKLY;BYDAY=TU": "tisdagar",
        "FREQ=WEEKLY;BYDAY=WE": "onsdagar",
        "FREQ=WEEKLY;BYDAY=TH": "torsdagar",
        "FREQ=WEEKLY;BYDAY=FR": "fredagar",
        "FREQ=WEEKLY;INTERVAL=2": "varannan vecka | var fjortonde dag | var 14:e dag",
        "FREQ=YEARLY;INTERVAL=2": "vartannat år",
    },
    "TIMES": "gång | gånger | ggr | ggn | x",
    "MIN": {
        "min": "minst | minimum | lägst",
        "max": "max | högst",
    },
    "MEETING": {
        "all": "mötena",
        None: "möte | mötet | möten | sammanträde | sammanträdet | sammanträden",
    },
    "COMMITTEE": {
        "styrelsen": "styrelsen | styrelse",
        "styrgruppen": "styrgruppen | styrgrupp",
        "kommunstyrelsen": "kommunstyrelsen | ks",
        "kommunfullmäktige": "kommunfullmäktige | kf",
        "nämnden": "nämnden",
        "årsmöte": "årsmöte | årsmötet | föreningsstämma | årsstämma | stämman",
    },
    "WITH": "med",
    "CALLS": "kallar till | kallas till",
    "START": {
        None: (
            "startar | börjar | påbörjas | inleds | uppstart | påbörjar | byggstart | startas | sätts igång | starta | "
            "planerad start | igångsätts"
        ),
        "bare": "start",
    },
    "FINISH": (
        "klar | klart | färdig | färdigt | slutförs | avslutas | slut | färdigställs | slutfört | avslutat | avslutad"
    ),
    "MAYBE": (
        "möjligen | kanske | eventuellt | troligen | preliminärt | prel | om möjligt | förhoppningsvis | sannolikt"
    ),
    "FUTURE": "planerad | planeras | ska | skall | planerat | beräknas | väntas | förväntas",
    "ONGOING": (
        "löpande | kontinuerligt | kontinuerlig | fortlöpande | pågående | pågår | hela tiden | hela året | året runt "
        "| alltid | ständigt | tillsvidare | tills vidare | kontinuerligt under året | löpande under året | under hela "
        "året | under hela perioden | permanent | dygnet runt"
    ),
    "OPEN": (
        "snarast | snarast möjligt | så snart som möjligt | så fort som möjligt | omgående | omedelbart | genast | ej "
        "fastställt | inte bestämt | ej beslutat | ej klart | oklart | enligt överenskommelse | efter överenskommelse "
        "| periodiskt | periodvis | regelbundet | på sikt | avvaktar | inväntar | väntar på | i samverkan med | i "
        "samråd med | i samarbete med | ingen tidsplan | saknas | senare | tidsplan | tidplan | ej aktuellt | snart | "
        "bestäms senare | meddelas senare | beslutas senare | framöver | kommer senare | återkommer | på kort sikt | "
        "på lång sikt | efterhand | successivt | allteftersom | då och då | vid tillfälle | inom kort | ingen | i "
        "dialog med | kort sikt | lång sikt | återkommande | datum bestäms | nytt datum kommer | med jämna mellanrum"
    ),
    "CANCELLED": {
        "off": "inställt | inställd | utgår | inställda",
        None: "uppskjutet | uppskjuten | framflyttat | vilande",
    },
    "NEED": (
        "vid behov | efter behov | om nödvändigt | när behov finns | när behov uppstår | vid förfrågan | på begäran | "
        "om behov uppstår | vid ändringar | vid förändringar | vid ändring"
    ),
    "EVENT": (
        "i samband med | i anslutning till | samtidigt som | beroende på | varje gång | under förutsättning att | i "
        "takt med | enligt | i enlighet med"
    ),
    "WHEN": "när | då | om det | efter att | efter det att | innan det | så snart",
    "STAMP": (
        "senast uppdaterad | uppdaterad | senast ändrad | senast reviderad | jfr | enligt protokoll | daterad | "
        "upprättad"
    ),
    "NUMBERED": {
        "any": "rum | kap | kapitel | nr | punkt | sida | dnr | paragraf",
        None: "mål | delmål | fas | version | bilaga | etapp | ärende | steg",
    },
    "NOT": "inte | ej | utom | förutom | undantaget | med undantag för | med undantag av",
    "AMOUNT": (
        "kr | kronor | sek | tkr | mnkr | mkr | miljoner | procent | personer | deltagare | kommuner | kurser | "
        "workshops | avdelningar | enheter | skolor"
    ),
    "RESP": "ansvar | ansvarig | kontaktperson | handläggare",
    "NAME": "britt | erik | olof | lennart | åke | olov | peter",
    "PAST": {
        None: (
            "beslutat | behandlat | utfört | antagen | antaget | mottaget | godkänt | godkänd | blev | hölls | "
            "beslutad | fastställd"
        ),
        "soft": "genomfört | levererat | skickat | genomförd | levererad",
    },
    "LABEL": (
        "tidsfrist | frist | deadline | sista dag | sista datum | svarsdatum | tidplan: | tid | tidpunkt | datum | när "
        "| tidsram | svar senast | ansökningstid | sista ansökningsdag | sista anmälningsdag | sluttid | remisstid | "
        "senast datum | slutdatum"
    ),
    "SAFE": (
        "ordinarie | är | blir | ska | vara | har | som | status | även | också | genomförs | redovisas | rapporteras "
        "| följs | upp | uppföljning | hålls | revideras | uppdateras | antas | beslut | samråd | granskning | "
        "antagande | lämnas | återrapporteras | revidering | redovisning | sker | skickas | publiceras | beslutas | "
        "behandlas | tas upp | läggs fram | fast | fasta | första gången | nästa gång"
    ),
}
