"""Values to fill a database with. `now` is a Monday at noon in winter."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from engine.store import (
    Stamp,
    Unit,
    feeds,
    governance,
    installation,
    ledger,
    meetings,
    people,
    plans,
    silences,
    versions,
)
from rules.deadline.reading import MeetingRef, Point, Reading
from rules.governance import Correction, Decision, Party, Report, Round, Wording
from rules.model import (
    Absence,
    Answer,
    Approval,
    Measure,
    Meeting,
    Membership,
    Message,
    Notice,
    Occurrence,
    Person,
    Plan,
    Reason,
    Reporting,
    Silence,
)
from rules.span import Span

NOW = datetime(2015, 2, 2, 12, tzinfo=UTC)
STAMP = Stamp(NOW, "clock", version=1)
HOUR = timedelta(hours=1)
LEASE = timedelta(minutes=5)


def plan(uid: str = "plan-a", **changed: Any) -> Plan:
    """A plan with a value in every field."""
    fields: dict[str, Any] = {
        "uid": uid,
        "id": uid.upper(),
        "title": "Handlingsplan 2015 – Ærlig talt",
        "committee": "lsu",
        "status": "active",
        "years": (2015, 2016),
        "language": "nb",
        "secretariat": "sekretariat",
        "default_responsible": "ksl",
        "focus_responsible": (("Psykisk helse", "kommunalsjef"),),
        "reporting": Reporting("tertial", Span(-2, "w"), Span(10, "bd")),
        "decided": date(2014, 12, 1),
        "counted_from": NOW,
        "released_at": NOW,
        "stopped": "feil i lista",
        "approval": Approval(("lsu", "osu"), "named", ("osu",)),
        "carried_from": "plan-2014",
    }
    return Plan(**{**fields, **changed})


def reading(text: str = "Juni og nov 2015") -> Reading:
    """A reading with a value in most fields."""
    return Reading(
        text=text,
        kind="dates",
        edtf=("2015-06", "2015-11"),
        meeting=MeetingRef("lsu", "next", date(2015, 3, 1)),
        points=(
            Point("2015-06", date(2015, 6, 1), date(2015, 6, 30), date(2015, 6, 30)),
            Point("2015-11", date(2015, 11, 1), date(2015, 11, 30), None),
        ),
        confidence=0.75,
        rest="og",
        questions=("low_confidence",),
    )


def measure(uid: str = "measure-a", plan: str = "plan-a", **changed: Any) -> Measure:
    """A measure with a value in every field, as it is before it is saved."""
    fields: dict[str, Any] = {
        "uid": uid,
        "plan": plan,
        "number": "1.2",
        "focus_area": "Psykisk helse",
        "title": "Felles opplæring",
        "activity": "Lage «plan» for kurs",
        "purpose": "Bedre flyt",
        "deadline_text": "Juni og nov 2015",
        "responsible_text": "Kari Nordmann, KSL",
        "status_text": "Jobbes med",
        "reading": reading(),
        "state": "planned",
        "state_since": NOW,
        "roles": ("ksl",),
        "unknown_roles": ("Kari Nordmann",),
        "questions": ("low_confidence",),
        "decided_on": date(2015, 1, 5),
        "reading_from": "correction",
        "approvers": ("lsu",),
        "carried_from": "measure-2014",
    }
    return Measure(**{**fields, **changed})


def occurrence(uid: str = "occurrence-a", measure: str = "measure-a", **changed: Any) -> Occurrence:
    """An occurrence with a value in every field but the meeting and the answers."""
    fields: dict[str, Any] = {
        "uid": uid,
        "measure": measure,
        "kind": "due",
        "slot": "p:2015-06",
        "due": date(2015, 6, 30),
        "earliest": date(2015, 6, 1),
        "latest": date(2015, 6, 30),
        "opens": date(2015, 5, 1),
        "counted_from": NOW,
        "answered_at": NOW,
        "moved_from": date(2015, 5, 31),
    }
    return Occurrence(**{**fields, **changed})


def answer(occurrence: str = "occurrence-a", party: str = "drammen", **changed: Any) -> Answer:
    """An answer with a value in every field."""
    fields: dict[str, Any] = {"outcome": "waiting", "answered_at": NOW, "by": "kari", "proposed_deadline": "høst 2015"}
    fields |= {"source": "telefon", "entered_by": "ola"}
    return Answer(occurrence, party, **{**fields, **changed})


def meeting(uid: str = "meeting-a", **changed: Any) -> Meeting:
    """A meeting with a value in every field."""
    fields: dict[str, Any] = {
        "uid": uid,
        "committee": "lsu",
        "id": uid,
        "held_on": date(2015, 3, 4),
        "starts": time(9, 30),
        "ends": time(11),
        "place": "Rådhuset",
        "title": "LSU",
        "state": "held",
        "example": True,
        "sequence": 3,
    }
    return Meeting(**{**fields, **changed})


def notice(id: str = "n-a", **changed: Any) -> Notice:
    """A notice of a step, ready to be delivered; its id makes its step."""
    fields: dict[str, Any] = {
        "id": id,
        "kind": "step",
        "plan": "plan-a",
        "measure": "measure-a",
        "occurrence": "occurrence-a",
        "due": date(2015, 6, 30),
        "step": f"step-{id}",
        "subject": "measure-a",
        "cause": "",
        "person": "kari",
        "channel": "email",
        "template": "reminder",
        "planned_at": NOW,
        "deliver_at": NOW,
        "reason": Reason("reminder", "ksl", "plan", "rule", "ladder", "detail"),
    }
    return Notice(**{**fields, **changed})


def message(uid: str = "message-a", notices: tuple[str, ...] = ("n-a",), **changed: Any) -> Message:
    """A message of these notices; its uid makes its n."""
    fields: dict[str, Any] = {
        "uid": uid,
        "person": "kari",
        "channel": "email",
        "day": date(2015, 2, 2),
        "n": sum(uid.encode()),
        "kind": "single" if len(notices) == 1 else "digest",
        "template": "reminder" if len(notices) == 1 else "digest",
        "notices": notices,
        "message_id": f"{uid}@example.org",
        "deliver_at": NOW,
    }
    return Message(**{**fields, **changed})


def person(uid: str = "kari", **changed: Any) -> Person:
    """A person with a value in every field but the absences."""
    fields: dict[str, Any] = {"name": "Kari Ås", "email": f"{uid}@example.org", "locale": "nn", "zone": "Europe/Oslo"}
    return Person(uid, f"id-{uid}", **{**fields, **changed})


def fill(u: Unit, *, measures: int = 1) -> None:
    """Two people, a meeting, a plan with measures, each with one open occurrence."""
    absent = person(away=(Absence(date(2015, 7, 1), date(2015, 7, 31), "ola"),))
    people.import_people(u, (absent, person("ola")), (Membership("ksl", "kari", leader=True, party="drammen"),), STAMP)
    meetings.save_meetings(u, (meeting(),), STAMP)
    plans.save_plan(u, plan(), STAMP)
    uids = ["measure-a", *(f"measure-{i}" for i in range(1, measures))]
    plans.save_measures(u, [measure(uid) for uid in uids], STAMP)
    named = {"measure-a": "occurrence-a"}
    rows = [occurrence(named.get(m, f"o-{m}"), m, answered_at=None, meeting="meeting-a") for m in uids]
    plans.save_occurrences(u, rows, STAMP)


def outbox(u: Unit, *ids: str) -> None:
    """Notices that wait, and one message for each."""
    ledger.add_notices(u, [notice(id) for id in ids], STAMP)
    for id in ids:
        ledger.add_message(u, message(f"m-{id}", (id,)), STAMP)


def everything(u: Unit) -> None:
    """At least one row in every table."""
    fill(u, measures=3)
    installation.start(u, "tidsfrist.example.org", trial=True)
    installation.stored_secret(u)
    installation.set_clock(u, NOW)
    plans.save_plan_text(u, "plan-a", "sha", "plan:\n  id: PLAN-A\n", STAMP)
    plans.add_answer(u, answer(), "Vi venter på svar fra fylket", STAMP)
    plans.save_occurrences(u, [occurrence(meeting="meeting-a")], STAMP)
    plans.set_looks(u, {"measure-1": NOW + HOUR, "measure-2": None})
    plans.set_plan_look(u, "plan-a", NOW + 2 * HOUR)
    outbox(u, "n-a", "n-b", "n-c")
    ledger.add_notices(u, [notice("n-d", status="held"), notice("n-e", occurrence="o-measure-1")], STAMP)
    sent, tried, _ = ledger.claim(u, NOW, LEASE, 3)
    ledger.confirm(u, sent, NOW)
    ledger.retry(u, tried, NOW + HOUR, "451 try later")
    versions.add_version(u, {"rulebook.yaml": "version: 1\n"}, "hash", "first", "", STAMP)
    silences.save_silence(u, Silence("silence", "kari", "ferie", NOW, NOW + HOUR, plan="plan-a"), STAMP)
    feeds.save_calendar_entries(u, [feeds.Entry("e@example.org", 1, "hash", NOW, "{}")])
    feeds.add_token(u, "token", "plan-PLAN-A", "kari", STAMP)
    decided(u)


def decided(u: Unit) -> None:
    """A row in each table of what people decide."""
    governance.save_correction(u, correction(), STAMP)
    governance.save_parties(u, (Party("hurum", "Hurum", "kommune", None, date(2019, 12, 31), "asker"),), STAMP)
    governance.add_decision(u, decision(), STAMP)
    governance.save_round(u, Round("plan-a", "2015-37", date(2015, 5, 1), date(2015, 5, 15), NOW), STAMP)
    governance.add_report(u, Report("plan-a", "2015-37", 1, NOW, "kari", "{}"), STAMP)
    governance.save_wording(
        u, Wording("plan-a", "2015-37", "measure-a", "drammen", "Vi er i rute.", "i rute", "kari", NOW), STAMP
    )


def correction(uid: str = "correction-a", **changed: Any) -> Correction:
    """A correction of one measure."""
    fields: dict[str, Any] = {"measure": "measure-a", "text": "Høst", "reading": reading("Høst"), "by": "kari"}
    return Correction(uid, "plan-a", **{**fields, "at": NOW, **changed})


def decision(uid: str = "decision-a", **changed: Any) -> Decision:
    """An approval with a value in every field but the measure."""
    fields: dict[str, Any] = {
        "measure": None,
        "committee": "lsu",
        "meeting": "meeting-a",
        "verdict": "approved",
        "decided_on": date(2015, 3, 4),
        "case_number": "12/15",
        "wording": "Planen godkjennes.",
        "version": 1,
        "by": "kari",
        "entered_at": NOW,
    }
    return Decision(uid, "plan-a", **{**fields, **changed})
