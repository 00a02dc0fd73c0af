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
    "ONE": {1: "one | a | an"},
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
    "LAST": {None: "last | final"},
    "NEXT": {None: "next | following | coming | upcoming | forthcoming"},
    "PREV": {None: "previous | preceding"},
    "THIS": {None: "this | current"},
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
    "QWORD": {None: "quarter | qtr | quarters"},
    "TWORD": {None: "tertial | trimester"},
    "HWORD": {None: "half-year | half year"},
    "HALFDEL": {None: "half"},
    "WEEK": {None: "week | weeks | wk | w | week's | weeks' | week no | week commencing | w/c"},
    "DAYS": {None: "day | days | calendar days"},
    "WORKDAY": {None: "working day | working days | business day | business days | weekday | workday"},
    "MONTHS": {None: "month | months | month's"},
    "MONTHDEF": {None: "the month | each month's"},
    "YEARW": {None: "year | years | calendar year"},
    "PART": {
        "early": (
            "early | early in | beginning of | the beginning of | start of | the start of | at the start of | "
            "at the beginning of"
        ),
        "mid": "mid | middle of | the middle of | in the middle of | mid-way through | midway through",
        "late": "late | late in | later in | towards the end of | latter part of",
        "towards": "towards the end of | toward the end of",
    },
    "ENDOF": {None: "end of | the end of | at the end of | end | the close of | close of"},
    "YEAREND": {None: "year end | year's end | end of year"},
    "HOLIDAY": {
        "easter": "easter",
        "christmas": "christmas | xmas | the christmas break",
        "pentecost": "pentecost | whitsun",
        "summer": "summer holidays | the summer holidays | summer break | summer recess | the summer holiday",
        "newyear": "new year | the new year | turn of the year | the turn of the year",
        "christmaseve": "christmas eve",
        "newyearseve": "new year's eve",
        "newyearsday": "new year's day",
    },
    "SCHOOLYEAR": {None: "school year | academic year"},
    "PLANPERIOD": {
        None: "plan period | planning period | the plan period | the life of the plan | lifetime of the plan",
    },
    "BY": {None: "by | within | no later than the end of | by or before | in by | due by | completed by"},
    "BEFORE": {None: "before | prior to | ahead of | in advance of"},
    "AFTER": {None: "after | following the | subsequent to"},
    "FROM": {None: "from | as of | with effect from | starting from | effective | as from | commencing"},
    "TO": {None: "to | till | up to"},
    "UNTIL": {None: "until | through | through to | up to and including | until the end of | to the end of"},
    "DURING": {None: "during | in the course of | over the course of | throughout | over | in the period"},
    "MOVED": {
        None: "postponed to | moved to | deferred to | rescheduled to | new deadline | revised date | revised to",
    },
    "IN": {None: "in | on | at | per | for delivery in | as at | due"},
    "FOR": {None: "for"},
    "OF": {None: "of"},
    "THE": {None: "the"},
    "LATEST": {None: "no later than | not later than | at the latest | latest | at latest | by no later than"},
    "EARLIEST": {None: "earliest | not before | no earlier than"},
    "ABOUT": {None: "about | around | approximately | approx | circa | ca | roughly"},
    "TOWARD": {None: "towards | toward"},
    "BETWEEN": {None: "between"},
    "CONT": {None: "continuing | continues"},
    "WHOLE": {None: "all of | the whole of | whole"},
    "AGO": {None: "ago"},
    "AND": {None: "and | & | then"},
    "OR": {None: "or"},
    "EVERY": {None: "every | each | all | at every | at each"},
    "EVERYTWO": {None: "every other | every second | every alternate | alternate"},
    "REPEAT": {
        "FREQ=YEARLY": (
            "annually | annual | yearly | every year | each year | once a year | per year | a year | per annum | "
            "on an annual basis"
        ),
        "FREQ=MONTHLY;INTERVAL=6": (
            "half-yearly | half yearly | biannually | bi-annually | biannual | six-monthly | six monthly | "
            "twice a year | every half-year | semi-annually | twice yearly | bi-annual | 6 monthly | 6-monthly"
        ),
        "FREQ=MONTHLY;INTERVAL=4": "four-monthly | termly",
        "FREQ=MONTHLY;INTERVAL=3": (
            "quarterly | every quarter | each quarter | per quarter | once a quarter | on a quarterly basis | a quarter"
        ),
        "FREQ=MONTHLY": (
            "monthly | every month | each month | once a month | per month | a month | on a monthly basis"
        ),
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
    "TIMES": {None: "times | time"},
    "MIN": {
        "min": "minimum | at least | a minimum of | minimum of | not less than",
        "max": "maximum | at most | max | up to",
    },
    "MEETING": {None: "meeting | meetings"},
    "COMMITTEE": {
        "board": "board | the board",
        "steering group": "steering group | steering committee | the steering group",
        "cabinet": "cabinet",
        "council": "full council",
        "AGM": "agm | annual general meeting",
    },
    "WITH": {None: "with"},
    "START": {
        None: (
            "starts | start | begins | commences | start date | to start | to begin | starting | beginning | launch | "
            "kick-off | kick off | to commence | commence"
        ),
    },
    "FINISH": {
        None: (
            "finish | finished | ends | complete | completed | completion | to be completed | to complete | done | "
            "finishes | concluded | conclusion | delivery"
        ),
    },
    "MAYBE": {None: "possibly | perhaps | maybe | tentatively | probably | provisionally | tentative | provisional"},
    "FUTURE": {
        None: "planned | expected | will | scheduled | anticipated | due to be | shall | planned for | expected by",
    },
    "ONGOING": {
        None: (
            "ongoing | on-going | on going | continuous | continuously | continual | continually | at all times | "
            "all year | rolling | permanent | permanently | always | business as usual | bau | throughout the year | "
            "throughout the plan period | in progress | year round | all year round | constantly | rolling programme"
        ),
    },
    "OPEN": {
        None: (
            "asap | as soon as possible | as soon as practicable | tbd | tba | tbc | to be decided | to be determined "
            "| to be confirmed | to be agreed | to be announced | to be advised | n/a | not applicable | immediately | "
            "immediate | soon | shortly | in due course | as appropriate | when possible | where possible | "
            "periodically | periodic | regularly | regular | from time to time | awaiting | pending | "
            "in collaboration with | in cooperation with | no deadline | no date | not set | unknown | later | "
            "short term | short-term | long term | long-term | medium term | medium-term | future | in the future | "
            "under review | under consideration | occasionally | not yet known | subject to agreement | by agreement | "
            "missing | none | timetable | schedule | promptly | without delay | urgent"
        ),
    },
    "CANCELLED": {
        "off": "cancelled | canceled | withdrawn | discontinued",
        None: "on hold | postponed | deferred | paused | suspended",
    },
    "NEED": {
        None: (
            "as needed | if needed | when needed | as required | if required | when required | as necessary | "
            "if necessary | on demand | on request | ad hoc | as and when | as and when required | upon request | "
            "as and when needed | when necessary | where necessary | where required | whenever needed | on change | "
            "upon change"
        ),
    },
    "EVENT": {
        None: (
            "in connection with | in conjunction with | at the same time as | subject to | depending on | dependent on "
            "| upon | each time | in parallel with | as part of | on completion of | following completion of | "
            "in line with"
        ),
    },
    "WHEN": {None: "when | once | after the | as soon as | if | whenever | unless"},
    "STAMP": {None: "last updated | updated | last modified | last reviewed | published"},
    "NUMBERED": {
        None: "section | chapter | phase | item | action | objective | version | annex | page | priority | no | goal",
    },
    "LABEL": {
        None: (
            "deadline | due date | due | timescale | timeline | timeframe | time frame | date | target date | target | "
            "closing date | milestone | by when | when due | completion date | end date | time scale"
        ),
    },
    "SAFE": {
        None: (
            "is | be | are | will be | to be | report | reported | reviewed | review | update | updated | submitted | "
            "delivered | presented | published | status | progress | has | been | held | implementation | data | "
            "available"
        ),
    },
}
