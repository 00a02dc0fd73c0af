"""What a whole block looks like, for the keys that hold one. Public name: BLOCK_WORDS: «Model.key | example»."""

from __future__ import annotations

BLOCK_WORDS = """
RolesFile.roles | {au-lsu: {label: AU LSU, aliases: [AU for LSU]}}
Committees.committees | {lsu-drammen: {name: LSU Drammen, secretariat: sekretariat}}
CommitteeEntry.meetings | [{on: 2015-06-10, starts: "09:00"}]
PeopleForm.people | {kari: {name: Kari Ås, email: kari@example.org}}
PersonEntry.away | [{from: 2015-07-01, to: 2015-07-31, deputy: ola}]
PlanHead.goal | Trygge overganger mellom sykehus og kommune
PlanHead.note | Vedtatt i møtet 6. februar
FocusArea.purpose | Bedre dialog med fastlegene
FocusArea.note | Ses på igjen til høsten
MeasureEntry.purpose | Alle skal kjenne rutinen
MeasureEntry.note | Gjelder også legevakta
Rulebook.settings | {timezone: Europe/Oslo, locale: nb, secretariat: sekretariat}
Rulebook.states | {planned: {label: Planlagt, initial: true, phrases: [Planlagt]}}
Rulebook.transitions | [{name: complete, from: [planned], to: done, by: [responsible]}]
Rulebook.deadlines | {period_due: last_working_day, ask_below: 0.5}
Rulebook.ladders | {standard: {steps: [{id: before, at: -14d, template: reminder}]}}
Rulebook.rules | [{name: ferdige tiltak, when: {state: done}, ladder: none}, {name: resten, ladder: standard}]
Rulebook.templates | {reminder: {actions: [complete], calendar: true}}
Rulebook.plans | {lsu-drammen-2015: {secretariat: sekretariat}}
Rulebook.tests | [{name: En frist, from: 2015-06-01, measures: [{deadline: Juni 2015}], expect: {due: [2015-06-30]}}]
Settings.calendar | {country: "NO", closed: [{from: "12-24", to: "01-01", why: romjul}]}
Settings.delivery | {window: {days: business, from: "07:30", to: "15:30"}}
Settings.release | {manual_for: 90d}
Calendar.closed | [{from: "07-06", to: "07-26", why: fellesferie}]
Delivery.window | {days: business, from: "07:30", to: "15:30"}
Delivery.digest | {at: "07:45", min_items: 2, max_items: 25}
Delivery.max_per_recipient | {per_day: 3}
Condition.focus | Elektronisk meldingsutveksling
Ladder.steps | [{id: before, at: -14d, template: reminder}, {id: today, at: 0d, template: due_today}]
PlanEntry.reporting | {every: tertial, ask: -2w, due: +10bd}
PlanEntry.override | {ladders: {standard: {steps: [{id: before, at: -21d, template: reminder}]}}}
Override.deadlines | {period_due: last_day}
Override.rules | [{name: alt, ladder: standard}]
Override.reporting | {every: quarter}
Override.ladders | {standard: {steps: [{id: before, at: -21d, template: reminder}]}}
Override.templates | {reminder: {actions: [complete]}}
BookTest.measures | [{deadline: Juni 2015, responsible: AU LSU}]
BookTest.away | [{who: kari, from: 2015-07-01, to: 2015-07-31, deputy: ola}]
BookTest.events | [{on: 2015-07-09, answer: done, by: kari}]
BookTest.expect | {mails: [{on: 2015-06-16, to: kari, step: before}]}
GivenPlan.reporting | {every: tertial}
Happening.away | {who: kari, from: 2015-07-01, to: 2015-07-31}
Happening.silence | {until: 2015-08-15, measure: "1"}
Happening.meeting | {committee: lsu-drammen, held_on: 2015-06-10, moved_to: 2015-06-17}
Expected.mails | [{on: 2015-06-16, to: kari, template: reminder}]
Expected.states | [{on: 2015-07-09, is: done}]
"""
