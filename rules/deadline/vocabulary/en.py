"""English. Public name: WORDS."""

from __future__ import annotations

from rules.deadline.vocabulary.form import Words

WORDS: Words = {
    "MONTH": {
        1: "january | jan",
        2: "february | feb",
        3: "march | mar",
        4: "april | apr",
        5: "may",
        6: "june | jun",
        7: "july | jul",
        8: "august | aug",
        9: "september | sept | sep",
        10: "october | oct",
        11: "november | nov",
        12: "december | dec",
    },
    "WDAY": {
        0: "monday | mon",
        1: "tuesday | tue | tues",
        2: "wednesday | wed",
        3: "thursday | thu | thurs",
        4: "friday | fri",
        5: "saturday",
        6: "sunday",
    },
    "SEASON": {
        21: "spring",
        22: "summer",
        23: "autumn | fall",
        24: "winter",
    },
    "SEMESTER": {
        1: "spring term | spring semester",
        2: "autumn term | fall semester | autumn semester",
        0: "semester",
    },
    "NUMW": {
        2: "two | both",
        3: "three",
        4: "four",
        5: "five",
        6: "six",
        7: "seven",
        8: "eight",
        9: "nine",
        10: "ten",
        11: "eleven",
        12: "twelve",
        14: "fourteen",
    },
    "ONE": {
        1: "one | a | an",
    },
    "ORDW": {
        1: "first",
        2: "second",
        3: "third",
        4: "fourth",
        5: "fifth",
        6: "sixth",
        7: "seventh",
        8: "eighth",
        9: "ninth",
        10: "tenth",
    },
    "LAST": "last | final",
    "NEXT": "next | following | coming | upcoming | forthcoming",
    "PREV": "previous | preceding",
    "THIS": "this | current",
    "RELYEAR": {
        0: "this year | the current year | current year | the year | this calendar year",
        1: "next year | following year | the following year",
        -1: "last year | previous year",
    },
    "RELDAY": {
        0: "today",
        1: "tomorrow",
        -1: "yesterday",
    },
    "QWORD": "quarter | qtr | quarters",
    "TWORD": "tertial | trimester",
    "HWORD": "half-year | half year",
    "HALFDEL": "half",
    "WEEK": "week | weeks | wk | w | week's | weeks' | week no",
    "DAYS": "day | days | calendar days",
    "WORKDAY": "working day | working days | business day | business days | weekday | workday",
    "MONTHS": "month | months | month's",
    "MONTHDEF": "the month | each month's",
    "YEARW": "year | years | calendar year",
    "PART": {
        "early": (
            "early | early in | beginning of | the beginning of | start of | the start of | at the start of | at the "
            "beginning of"
        ),
        "mid": "mid | middle of | the middle of | in the middle of | mid-way through | midway through",
        "late": "late | late in | later in | towards the end of | latter part of",
        "towards": "towards the end of | toward the end of",
    },
    "ENDOF": "end of | the end of | at the end of | end | the close of | close of",
    "YEAREND": "year end | year's end | end of year",
    "HOLIDAY": {
        "easter": "easter | easter holidays | easter break",
        "christmas": (
            "christmas | xmas | the christmas break | christmas holidays | christmas break | christmas holiday"
        ),
        "pentecost": "pentecost | whitsun",
        "summer": "summer holidays | the summer holidays | summer break | summer recess | the summer holiday",
        "newyear": "new year | the new year | turn of the year | the turn of the year",
        "christmaseve": "christmas eve",
        "newyearseve": "new year's eve",
        "newyearsday": "new year's day",
        "maundythursday": "maundy thursday",
        "goodfriday": "good friday",
        "eastersunday": "easter sunday | easter day",
        "eastermonday": "easter monday",
        "palmsunday": "palm sunday",
        "ascension": "ascension day",
        "whitsunday": "whit sunday",
        "whitmonday": "whit monday",
        "earlymaybank": "early may bank holiday | may bank holiday",
        "springbank": "spring bank holiday",
        "augustbank": "august bank holiday | late summer bank holiday",
        "firstchristmas": "christmas day",
        "secondchristmas": "boxing day",
        "halloween": "halloween",
        "romjul": "between christmas and new year | between christmas and the new year",
        "labourday": "may day",
        "newyearweeks": "in the new year | early in the new year | early new year",
    },
    "SCHOOLYEAR": "school year | academic year",
    "PLANPERIOD": "plan period | planning period | the plan period | the life of the plan | lifetime of the plan",
    "MOVEDFROM": "postponed from | moved from | deferred from | revised from | changed from | originally",
    "WEEKEND": "weekend",
    "WEEKOF": (
        "week commencing | w/c | week beginning | w/b | week of | the week of | the week commencing | the week "
        "beginning | week starting"
    ),
    "WEEKENDING": "week ending | w/e | the week ending",
    "BY": "by | within | no later than the end of | by or before | in by | due by | completed by",
    "BEFORE": "before | prior to | ahead of | in advance of | shortly before | just before | immediately before",
    "AFTER": (
        "after | following the | subsequent to | shortly after | soon after | immediately after | straight after | "
        "just after"
    ),
    "FROM": "from | as of | with effect from | starting from | effective | as from | commencing | since",
    "TO": "to | till | up to",
    "UNTIL": "until | through | through to | up to and including | until the end of | to the end of",
    "DURING": "during | in the course of | over the course of | throughout | over | in the period",
    "MOVED": (
        "postponed until | deferred until | moved back to | pushed back to | delayed until | delayed to | extended to "
        "| changed to | postponed to | moved to | deferred to | rescheduled to | new deadline | revised date | revised "
        "to"
    ),
    "IN": "in | on | at | per | for delivery in | as at | due",
    "FOR": "for",
    "OF": "of",
    "THE": "the",
    "LATEST": "no later than | not later than | at the latest | latest | at latest | by no later than",
    "EARLIEST": "earliest | not before | no earlier than",
    "ABOUT": "about | around | approximately | approx | circa | ca | roughly",
    "TOWARD": "towards | toward",
    "BETWEEN": "between",
    "CONT": "onwards | onward | and beyond | and onwards | and after | and ongoing | continuing | continues",
    "WHOLE": "all of | the whole of | whole",
    "AGO": "ago",
    "AND": "and | & | then",
    "OR": "or",
    "EVERY": "every | each | all | at every | at each | once every | once each",
    "EVERYTWO": "every other | every second | every alternate | alternate",
    "REPEAT": {
        "FREQ=YEARLY": (
            "annually | annual | yearly | every year | each year | once a year | per year | a year | per annum | on an "
            "annual basis"
        ),
        "FREQ=MONTHLY;INTERVAL=6": (
            "half-yearly | half yearly | biannually | bi-annually | biannual | six-monthly | six monthly | twice a "
            "year | every half-year | semi-annually | twice yearly | bi-annual | 6 monthly | 6-monthly"
        ),
        "FREQ=MONTHLY;INTERVAL=4": "four-monthly | termly | once a term | every term | each term",
        "FREQ=MONTHLY;INTERVAL=3": (
            "quarterly | every quarter | each quarter | per quarter | once a quarter | on a quarterly basis | a quarter"
        ),
        "FREQ=MONTHLY": "monthly | every month | each month | once a month | per month | a month | on a monthly basis",
        "FREQ=MONTHLY;INTERVAL=2": "bi-monthly | bimonthly | every two months | every other month",
        "FREQ=WEEKLY": "weekly | every week | each week | once a week | per week | a week | on a weekly basis",
        "FREQ=WEEKLY;BYDAY=MO": "mondays",
        "FREQ=WEEKLY;BYDAY=TU": "tuesdays",
        "FREQ=WEEKLY;BYDAY=WE": "wednesdays",
        "FREQ=WEEKLY;BYDAY=TH": "thursdays",
        "FREQ=WEEKLY;BYDAY=FR": "fridays",
        "FREQ=WEEKLY;INTERVAL=2": "fortnightly | every fortnight | biweekly | bi-weekly | every other week",
        "FREQ=DAILY": "daily | every day | each day",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": "every weekday | every working day",
        "FREQ=YEARLY;INTERVAL=2": "biennially | biennial | every other year | every two years",
        "FREQ=YEARLY;INTERVAL=3": "triennially | triennial",
    },
    "TIMES": "times | time",
    "MIN": {
        "min": "minimum | at least | a minimum of | minimum of | not less than",
        "max": "maximum | at most | max | up to",
    },
    "MEETING": "meeting | meetings",
    "COMMITTEE": {
        "board": "board | the board",
        "steering group": "steering group | steering committee | the steering group",
        "cabinet": "cabinet",
        "council": "full council",
        "committee": "committee",
        "AGM": "agm | annual general meeting",
    },
    "WITH": "with",
    "START": {
        None: (
            "starts | begins | commences | start date | to start | to begin | starting | beginning | launch | kick-off "
            "| kick off | to commence | commence | started"
        ),
        "bare": "start",
    },
    "FINISH": (
        "finish | finished | ends | complete | completed | completion | to be completed | to complete | done | "
        "finishes | concluded | conclusion | delivery"
    ),
    "MAYBE": (
        "possibly | perhaps | maybe | tentatively | probably | provisionally | tentative | provisional | if possible | "
        "hopefully | likely"
    ),
    "FUTURE": "planned | expected | will | scheduled | anticipated | due to be | shall | planned for | expected by",
    "ONGOING": (
        "ongoing | on-going | on going | continuous | continuously | continual | continually | at all times | all year "
        "| rolling | permanent | permanently | always | business as usual | bau | throughout the year | throughout the "
        "plan period | in progress | year round | all year round | constantly | rolling programme | 24/7 | around the "
        "clock"
    ),
    "OPEN": (
        "asap | as soon as possible | as soon as practicable | tbd | tba | tbc | to be decided | to be determined | to "
        "be confirmed | to be agreed | to be announced | to be advised | n/a | not applicable | immediately | "
        "immediate | soon | shortly | in due course | as appropriate | when possible | where possible | periodically | "
        "periodic | regularly | regular | from time to time | awaiting | pending | in collaboration with | in "
        "cooperation with | no deadline | no date | not set | unknown | later | short term | short-term | long term | "
        "long-term | medium term | medium-term | future | in the future | under review | under consideration | "
        "occasionally | not yet known | subject to agreement | by agreement | missing | none | timetable | schedule | "
        "promptly | without delay | urgent | not yet agreed | not yet decided | not agreed | not yet set | not yet "
        "confirmed | not confirmed | not yet determined | date to be set | date to be agreed | until further notice | "
        "at regular intervals"
    ),
    "CANCELLED": {
        "off": "cancelled | canceled | withdrawn | discontinued",
        None: "on hold | postponed | deferred | paused | suspended",
    },
    "NEED": (
        "as needed | if needed | when needed | as required | if required | when required | as necessary | if necessary "
        "| on demand | on request | ad hoc | as and when | as and when required | upon request | as and when needed | "
        "when necessary | where necessary | where required | whenever needed | on change | upon change"
    ),
    "EVENT": (
        "in connection with | in conjunction with | at the same time as | subject to | depending on | dependent on | "
        "upon | each time | in parallel with | as part of | on completion of | following completion of | in line with"
    ),
    "WHEN": "when | once | as soon as | if | whenever | unless",
    "STAMP": (
        "last updated | updated | last modified | last reviewed | published | cf | ref | see minutes | dated | created "
        "| carried over from | carried forward from"
    ),
    "NUMBERED": {
        "any": "room | section | chapter | page | no | para | paragraph",
        None: "phase | item | action | objective | version | annex | priority | goal | part | stage",
    },
    "NOT": "not | except | except for | excluding | excl | other than | apart from",
    "AMOUNT": (
        "gbp | eur | nok | usd | million | percent | per cent | people | participants | fte | municipalities | courses "
        "| workshops | units | schools | sites | sessions"
    ),
    "RESP": "responsible | owner | lead | contact | officer",
    "PAST": {
        None: "adopted | decided | held | was | were | received | approved",
        "soft": "submitted | delivered | implemented | published",
    },
    "LABEL": (
        "deadline | due date | due | timescale | timeline | timeframe | time frame | date | target date | target | "
        "closing date | milestone | by when | when due | completion date | end date | time scale"
    ),
    "SAFE": (
        "scheduled | ordinary | formal | is | be | are | will be | to be | report | reported | reviewed | review | "
        "update | updated | presented | status | progress | has | been | implementation | data | available | first "
        "time | next time | first in | next in"
    ),
}
