"""A plan's life: draft, approved by its committees, active, closed, carried over; stopped and released on the way.

Public names: Said, Outcome, settle, approve, close, unfinished, succeed, stop, stop_all, resume, resume_all, held,
release, notices_of.

`settle` brings a plan in step with what its committees have decided. It is worked out from decisions and texts alone,
so whoever was interrupted in the middle, the next tick does the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from engine.intake import AT_ONCE, activate
from engine.planversions import submission_of
from engine.store import Stamp, Unit, governance, installation, ledger, meetings, plans
from rules.approval import PlanStanding, order
from rules.book import Book
from rules.delivery import for_person, is_held
from rules.errors import PlanError
from rules.governance import Decision, Verdict
from rules.identity import uid
from rules.model import Measure, Meeting, Notice, NoticeStatus, Plan
from rules.questions import AWAITS, CARRIED, without
from rules.submission import submit
from rules.workflow import is_final


@dataclass(frozen=True, slots=True)
class Said:
    """What a committee decided, as it is typed in. `measure`: a measure's uid, None = the whole plan. `version`: the
    text that was before it, None = the newest. `by`: who typed it in."""

    committee: str
    verdict: Verdict
    decided_on: date
    case_number: str
    by: str
    measure: str | None = None
    wording: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the plan now, where it stands, the decision and the meeting it was made in (None: in none)."""

    plan: Plan
    standing: PlanStanding
    decision: Decision
    meeting: Meeting | None


def settle(unit: Unit, plan: Plan, book: Book, now: datetime, stamp: Stamp) -> Plan:
    """The plan in step with its approvals: it becomes active when nobody is missing any more, measures that still wait
    are held back, and secretariats are told. A plan that nobody has to approve is left alone."""
    given = submission_of(unit, plan, book)
    if given is None or plan.over:
        return plan
    if plan.status in ("draft", "approved") and given.standing.active:
        plan = activate(unit, plan, stamp.because("plan_approved"))
        succeed(unit, plan, book, stamp)
    if plan.status == "active":
        _hold_back(unit, plan, given.standing, stamp)
    notices, look = submit(replace(given, plan=plan), book, now)
    ledger.add_notices(unit, notices, stamp)
    _drop_outdated(unit, plan, given.standing, stamp)
    begins = plan.status == "active" and plan.counted_from is None
    plans.set_plan_look(unit, plan.uid, AT_ONCE if begins else look)
    return plan


def _hold_back(unit: Unit, plan: Plan, found: PlanStanding, stamp: Stamp) -> None:
    """Measures that a committee still has to approve send nothing; one that has been running goes on meanwhile."""
    missing = {one.matter.key: one.missing for one in found.matters if not one.matter.gone}
    measures = plans.measures(unit, plan.uid)
    rows = plans.occurrences(unit, [m.uid for m in measures])
    changed = []
    for measure in measures:
        runs = any(o.counted_from is not None or o.moved_from is not None for o in rows[measure.uid])
        awaits = () if runs else missing.get(measure.uid, ())
        codes = (f"{AWAITS}:{','.join(awaits)}",) if awaits else ()
        questions = (*without(measure.questions, AWAITS), *codes)
        if set(questions) != set(measure.questions):
            changed.append(replace(measure, questions=questions))
    plans.save_measures(unit, changed, stamp.because("approval"))
    plans.set_looks(unit, {m.uid: AT_ONCE for m in changed})


def _drop_outdated(unit: Unit, plan: Plan, found: PlanStanding, stamp: Stamp) -> None:
    """What was to be sent to a committee that has decided meanwhile."""
    told = ledger.notices_of_plans(unit, (plan.uid,))[plan.uid]
    asking = [n for n in told if n.kind == "approval" and n.step == "approval" and n.waits]
    done = [n.id for n in asking if n.reason.detail not in found.missing]
    ledger.settle_notices(unit, done, "cancelled", "answered", stamp)


def approve(unit: Unit, plan: Plan, said: Said, book: Book, now: datetime, stamp: Stamp) -> Outcome:
    """Records what a committee decided and brings the plan in step. The same decision twice is the same as once.

    Raises PlanError where the plan is over, the committee has no say in it, or the day is yet to come.
    """
    _may_decide(unit, plan, said, book)
    if said.decided_on > now.astimezone(book.zone).date():
        raise PlanError(f"{said.decided_on} er ikke kommet ennå. Før inn vedtaket når utvalget har gjort det.")
    meeting = _meeting_on(unit, said)
    known = governance.decisions(unit, plan.uid)
    decision = _decision(unit, plan, said, known, meeting, now)
    same = _last_word(said, known)
    if same is None or not _says_as(decision, same):
        governance.add_decision(unit, decision, stamp.because("decision"))
        if meeting is not None and meeting.state == "planned":
            meetings.save_meetings(unit, [replace(meeting, state="held")], stamp.because("decision", decision.uid))
    else:
        decision = same
    settled = settle(unit, plan, book, now, stamp)
    found = submission_of(unit, settled, book)
    assert found is not None
    return Outcome(settled, found.standing, decision, meeting)


def _decision(
    unit: Unit, plan: Plan, said: Said, known: Sequence[Decision], meeting: Meeting | None, now: datetime
) -> Decision:
    """The decision as it is kept. It is entered after every other, though the clock may stand still in a trial: what is
    typed in last counts."""
    version = said.version or max((n for n, _, _ in plans.plan_texts(unit, plan.uid)), default=0)
    uids = {d.uid for d in known}
    return Decision(
        uid(unit.tenant, plan.uid, _natural_key(said, version), uids.__contains__),
        plan.uid,
        said.measure,
        said.committee,
        meeting.uid if meeting else None,
        said.verdict,
        said.decided_on,
        said.case_number,
        said.wording,
        version,
        said.by,
        max([now, *(d.entered_at + timedelta(microseconds=1) for d in known)]),
    )


def _last_word(said: Said, known: Iterable[Decision]) -> Decision | None:
    """What was typed in last for the committee, the day and the matter."""
    mine = (said.committee, said.measure, said.decided_on)
    those = [d for d in known if (d.committee, d.measure, d.decided_on) == mine]
    return max(those, key=order, default=None)


def _says_as(one: Decision, other: Decision) -> bool:
    """Whether both say the same, whoever typed them in and when."""
    return one == replace(other, uid=one.uid, meeting=one.meeting, by=one.by, entered_at=one.entered_at)


def _natural_key(said: Said, version: int) -> str:
    parts = (said.measure, said.committee, said.decided_on, said.verdict, version, said.case_number, said.wording)
    return "decision:" + "\x1f".join(str(p or "") for p in parts)


def _may_decide(unit: Unit, plan: Plan, said: Said, book: Book) -> None:
    if plan.over:
        raise PlanError(f"Planen {plan.id} er avsluttet. Vedtaket hører til en ny plan.")
    found = submission_of(unit, plan, book)
    if found is None:
        raise PlanError(
            f"Planfila for {plan.id} sier ikke hvem som skal godkjenne den. Skriv «approvers: [utvalg, …]» under "
            f"«plan:» og legg den inn på nytt, eller sett den i gang med «tidsfrist plan activate {plan.id}»."
        )
    assert plan.approval is not None
    have_say = {*plan.approval.committees, *plan.approval.named}
    have_say |= {c for one in found.standing.matters for c in one.matter.approvers}
    if said.committee not in have_say:
        names = ", ".join(sorted(book.committees[c].name for c in have_say))
        raise PlanError(f"{book.committees[said.committee].name} skal ikke godkjenne {plan.id}. Det skal: {names}.")
    known = [n for n, _, _ in plans.plan_texts(unit, plan.uid)]
    if said.version is not None and said.version not in known:
        raise PlanError(f"Planen {plan.id} har ingen versjon {said.version}. Den nyeste er {max(known, default=0)}.")


def _meeting_on(unit: Unit, said: Said) -> Meeting | None:
    mine = meetings.meetings(unit, said.committee)
    return next((m for m in mine if m.held_on == said.decided_on and m.state != "cancelled"), None)


# --- the end -------------------------------------------------------------------------------------------------------


def unfinished(unit: Unit, plan: Plan, book: Book) -> tuple[Measure, ...]:
    """The measures that nobody has finished and that no other plan has taken over."""
    followed = {m.carried_from for m in plans.measures(unit)}
    mine = plans.measures(unit, plan.uid)
    return tuple(m for m in mine if m.uid not in followed and not is_final(book.rulebook, m.state))


def close(unit: Unit, plan: Plan, stamp: Stamp) -> tuple[Plan, int]:
    """Ends the plan: it, and how many notices that still waited will not be sent. Raises PlanError where it is over."""
    if plan.over:
        raise PlanError(f"Planen {plan.id} er alt avsluttet.")
    closed = replace(plan, status="closed")
    plans.save_plan(unit, closed, stamp.because("plan_closed"))
    plans.set_plan_look(unit, plan.uid, None)
    waiting = [n.id for n in notices_of(unit, plan) if n.waits]
    ended = ledger.settle_notices(unit, waiting, "cancelled", "plan_closed", stamp)
    plans.set_looks(unit, {m.uid: None for m in plans.measures(unit, plan.uid, withdrawn=True)})
    return closed, len(ended)


def succeed(unit: Unit, plan: Plan, book: Book, stamp: Stamp) -> None:
    """The plan begins: what it has taken over from others ends there. A plan with nothing left is carried over."""
    heirs = {m.carried_from: m for m in plans.measures(unit, plan.uid) if m.carried_from}
    originals = plans.measures_by_uid(unit, list(heirs))
    ended = [
        replace(m, questions=(*without(m.questions, CARRIED), f"{CARRIED}:{heirs[m.uid].uid}"))
        for m in originals.values()
    ]
    plans.save_measures(unit, ended, stamp.because("carried_over"))
    plans.set_looks(unit, {m.uid: AT_ONCE for m in ended})
    for plan_uid in sorted({m.plan for m in ended}):
        old = plans.plan(unit, plan_uid)
        if old is not None and old.status in ("active", "closed") and not unfinished(unit, old, book):
            shut = old if old.status == "closed" else close(unit, old, stamp)[0]
            plans.save_plan(unit, replace(shut, status="carried_over"), stamp.because("carried_over"))


# --- the brakes ----------------------------------------------------------------------------------------------------


def notices_of(unit: Unit, plan: Plan) -> tuple[Notice, ...]:
    """All notices of the plan, those of its measures too, in order of planned_at."""
    uids = [m.uid for m in plans.measures(unit, plan.uid, withdrawn=True)]
    own = ledger.notices_of_plans(unit, (plan.uid,))[plan.uid]
    of_measures = [n for rows in ledger.notices_of(unit, uids).values() for n in rows]
    return tuple(sorted((*own, *of_measures), key=lambda n: (n.planned_at, n.id)))


def stop(unit: Unit, plan: Plan, reason: str, stamp: Stamp) -> int:
    """Stops all mail of the plan, with a reason; what waits is held, also what was composed and could not be delivered
    yet. Returns how many notices. Raises PlanError."""
    plans.save_plan(unit, replace(plan, stopped=_reason(reason)), stamp.because("plan_stopped"))
    mine = notices_of(unit, plan)
    waiting = [n.id for n in mine if n.status == "waiting"]
    on_the_way = {n.id for n in mine if n.status == "composed"}
    held_now = len(ledger.settle_notices(unit, waiting, "held", "stopped", stamp))
    return held_now + _take_back(unit, on_the_way, stamp.because("stopped"))


def stop_all(unit: Unit, reason: str, stamp: Stamp) -> list[tuple[Plan, int]]:
    """Stops all mail of the installation, also that of plans that come later. Returns the plans that are not over, each
    with how many of its notices are held. Raises PlanError without a reason."""
    stopped = [(p, stop(unit, p, reason, stamp)) for p in plans.plans(unit) if not p.over]
    installation.set_stopped(unit, _reason(reason), stamp.because("all_stopped"))
    return stopped


def resume_all(unit: Unit, book: Book, now: datetime, stamp: Stamp) -> list[tuple[Plan, int]]:
    """Mail goes again everywhere. Returns the plans that were stopped, each with how many of its notices are let go."""
    installation.set_stopped(unit, None, stamp.because("all_resumed"))
    return [(p, resume(unit, p, book, now, stamp)) for p in plans.plans(unit) if p.stopped is not None]


def _reason(text: str) -> str:
    if not text.strip():
        raise PlanError("Skriv hvorfor: --reason «…». Grunnen vises så lenge e-posten er stanset.")
    return text.strip()


def _take_back(unit: Unit, ids: set[str], stamp: Stamp) -> int:
    """Takes these notices out of messages that nobody is sending right now; how many. What is being sent is sent."""
    count = 0
    for message in ledger.on_the_way(unit, ids):
        gone: dict[str, NoticeStatus] = {n: "held" for n in message.notices if n in ids}
        count += len(gone) * ledger.take_back(unit, message.uid, gone, stamp)
    return count


def resume(unit: Unit, plan: Plan, book: Book, now: datetime, stamp: Stamp) -> int:
    """Mail goes again. What was held goes out, unless the secretariat still looks at each batch. Returns how many.
    Raises PlanError where it is not stopped, or all mail of the installation is."""
    if plan.stopped is None:
        raise PlanError(f"E-posten for {plan.id} er ikke stanset.")
    mine = installation.installation(unit)
    if mine is not None and mine.stopped is not None:
        raise PlanError(f"All e-post er stanset: {mine.stopped} Start den igjen med «tidsfrist plan resume --all».")
    running = replace(plan, stopped=None)
    plans.save_plan(unit, running, stamp.because("plan_resumed"))
    return 0 if is_held(running, book, now) else _let_go(unit, held(unit, running), book, now, stamp)


def held(unit: Unit, plan: Plan) -> tuple[Notice, ...]:
    """What waits for the secretariat to let it go."""
    return tuple(n for n in notices_of(unit, plan) if n.status == "held")


def release(unit: Unit, plan: Plan, book: Book, now: datetime, stamp: Stamp, *, for_good: bool = False) -> int:
    """Lets the plan's held mail go, and with `for_good` everything later too. Returns how many notices.

    Raises PlanError while the plan's mail is stopped.
    """
    if plan.stopped is not None:
        raise PlanError(
            f"E-posten for {plan.id} er stanset: {plan.stopped} Start den igjen med «tidsfrist plan resume {plan.id}»."
        )
    if for_good and plan.released_at is None:
        plans.save_plan(unit, replace(plan, released_at=now), stamp.because("plan_released"))
    return _let_go(unit, held(unit, plan), book, now, stamp)


def _let_go(unit: Unit, notices: Iterable[Notice], book: Book, now: datetime, stamp: Stamp) -> int:
    """From held to waiting, and to the next time when each person may have mail."""
    listed = tuple(notices)
    by_instant: dict[datetime, list[str]] = {}
    for one in listed:
        at = for_person(one.person, max(now, one.deliver_at), book)
        by_instant.setdefault(at, []).append(one.id)
    for at, ids in sorted(by_instant.items()):
        ledger.postpone_notices(unit, ids, at, stamp)
    return len(ledger.settle_notices(unit, [n.id for n in listed], "waiting", "released", stamp))
