"""A message of the ledger becomes the letter that one person reads. Public name: letter_view."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from engine.briefs import brief_items
from engine.coming_words import coming_lines, open_round
from engine.desks import Desk
from engine.moved_words import moved_words
from engine.periods import period_words
from engine.questions import cures_of, question_words
from engine.silence_words import Named, silence_item
from engine.silence_words import why_words as silence_why
from engine.statuses import facts_of, waited_for
from engine.unsent_words import plan_matter, unsent_facts
from notifiers.view import ItemView, LetterView, with_words
from notifiers.words import day_label, day_words, listed, why_words
from rules import unsent
from rules.activation import is_late, past
from rules.answering import spoken
from rules.case import Case
from rules.deadline import explain
from rules.model import Measure, Meeting, Notice, Occurrence, Person, Plan
from rules.questions import asked_day
from rules.recipients import VACANT_PARTY, recipients, responsible_roles
from rules.workflow import is_final


def letter_view(desk: Desk) -> LetterView:
    """What the templates get."""
    first = desk.notices[0]
    plan = desk.plans[first.plan]
    secretariat = _secretariat(plan, desk)
    silence = desk.silences.get(first.subject)  # its notice names a plan even where it has none
    asks = [n for n in desk.notices if n.kind != "moved"]  # the day of one that has moved is told with its item
    report = next((o for n in asks if (o := _occurrence(n, desk)) and o.kind == "report"), None)
    return LetterView(
        template=desk.message.template,
        locale=desk.locale,
        person_name=desk.person.name,
        plan_title="" if silence and silence.plan is None else plan.title,
        secretariat_name=_role_label(desk.book.secretariat_for(plan), desk),
        secretariat_email=secretariat.email if secretariat else "",
        items=tuple(_items(desk)),
        why=_why(first, desk),
        period=_period(report, desk),
        answer_by=day_words(report.due if report else asked_day(first.cause), desk.locale),
        role_label=_about(first, desk),
        coming=tuple(_coming(first, plan, desk)) if first.kind == "introduction" else (),
        base_url=desk.base_url,
        ids=tuple(n.id for n in desk.notices),
        own=_is_secretariat(plan, desk),
        again=desk.again,
    )


def _period(report: Occurrence | None, desk: Desk) -> str:
    """The round of a report in words: «1. tertial 2014», or the meeting it is for."""
    if report is None:
        return ""
    meeting = desk.meetings.get(report.slot.removeprefix("t:m:"))
    if meeting is not None:
        return f"møtet {day_words(meeting.held_on, desk.locale)}"
    return period_words(report.slot.removeprefix("t:"), desk.locale)


def _coming(notice: Notice, plan: Plan, desk: Desk) -> Iterable[str]:
    """When mails will come about the person's measures."""
    mine = [m for m in _in_order(notice.plan, desk) if _is_told(notice.person, m, desk)]
    rows = [o for m in mine for o in desk.occurrences.get(m.uid, ()) if o.open]
    begun = plan.counted_from.astimezone(desk.book.zone).date() if plan.counted_from else None
    period = _period(open_round(rows, desk.today), desk)
    return coming_lines([m.uid for m in mine], rows, begun, period, desk.today, desk.locale)


def _about(first: Notice, desk: Desk) -> str:
    """The roles that are vacant, or the committees that a plan waits for."""
    if first.kind == "vacant":
        return _roles_label(_vacancies(first.plan, desk), desk)
    return listed([b.committee for b in desk.briefs.values()])


def _secretariat(plan: Plan, desk: Desk) -> Person | None:
    holders = desk.book.directory.holders(desk.book.secretariat_for(plan), desk.today)
    return desk.book.directory.people.get(holders[0].person) if holders else None


def _is_secretariat(plan: Plan, desk: Desk) -> bool:
    holders = desk.book.directory.holders(desk.book.secretariat_for(plan), desk.today)
    return any(h.person == desk.person.uid for h in holders)


def _role_label(role: str, desk: Desk) -> str:
    known = desk.book.directory.roles.get(role)
    return known.label if known else role


def _why(notice: Notice, desk: Desk) -> str:
    if notice.kind == "silence_ends":
        return silence_why(desk.locale)
    reason = notice.reason
    deputy = reason.detail if notice.kind in ("step", "introduction", "late_list") else None
    absent = desk.book.directory.people.get(deputy or "")
    measure = desk.measures.get(notice.measure or "")
    named = listed([f"«{name}»" for name in measure.unknown_roles]) if measure else ""
    role, away = _role_label(reason.role or "", desk), absent.name if absent else ""
    return why_words(role, reason.role_from, desk.locale, away, named)


def _items(desk: Desk) -> Iterable[ItemView]:
    if desk.briefs:
        title = desk.plans[desk.notices[0].plan].title
        yield from brief_items(tuple(desk.briefs.values()), desk.message.template, title, desk.today, desk.locale)
    for notice in _reading_order(desk):
        if notice.kind == "introduction":
            yield from _introduced(notice, desk)
        elif notice.kind == "late_list":
            yield from _late(notice, desk)
        elif notice.kind == "vacant":
            if notice == next(n for n in desk.notices if (n.kind, n.plan) == ("vacant", notice.plan)):
                yield from _vacant(notice, desk)
        elif notice.kind == "silence_ends":
            yield from _silence(notice, desk)
        elif notice.kind == unsent.KIND:
            yield from _unsent(notice, desk)
        elif notice.measure is not None and notice.measure in desk.measures:
            yield _item(notice, desk.measures[notice.measure], _occurrence(notice, desk), desk)


def _silence(notice: Notice, desk: Desk) -> Iterable[ItemView]:
    silence = desk.silences.get(notice.subject)
    if silence is not None:
        named = Named(desk.plans, desk.measures, desk.book)
        yield silence_item(silence, named, desk.plans[notice.plan].title, desk.today, desk.locale)


def _unsent(notice: Notice, desk: Desk) -> Iterable[ItemView]:
    """What did not go out: the measure it was about, to whom and why."""
    failed = desk.failed.get(notice.subject)
    if failed is None:
        return
    to = desk.book.directory.people.get(failed.person)
    measure, plan = desk.measures.get(failed.measure or ""), desk.plans[failed.plan]
    if measure is None:
        item = ItemView(unsent.TEMPLATE, plan.title, plan_matter(failed, plan.title, desk.locale))
    else:
        item = _item(failed, measure, _occurrence(failed, desk), desk)
    facts = unsent_facts(failed, notice.cause, to, desk.locale)
    yield replace(item, template=unsent.TEMPLATE, others=(), question="", cures=(), facts=facts)


def _reading_order(desk: Desk) -> list[Notice]:
    """A round and a list of questions go by the plan's own numbers; a digest by day, as it was composed."""
    if desk.message.template not in (
        "status_request",
        "round_blanks",
        "question",
        "late_list",
        "list_check",
        "answered",
    ):
        return list(desk.notices)

    def place(notice: Notice) -> tuple[bool, tuple[tuple[int, str], ...]]:
        measure = desk.measures.get(notice.measure or "")
        return notice.kind != "late_list", _natural(measure) if measure else ()

    return sorted(desk.notices, key=place)


def _occurrence(notice: Notice, desk: Desk) -> Occurrence | None:
    mine = desk.occurrences.get(notice.measure or "", ())
    return next((o for o in mine if o.uid == notice.occurrence), None)


def _introduced(notice: Notice, desk: Desk) -> Iterable[ItemView]:
    """The person's open measures in the plan, each with how its deadline was read and what comes next."""
    for measure in _in_order(notice.plan, desk):
        if _is_told(notice.person, measure, desk):
            yield _item(notice, measure, _next(measure, desk, notice.person), desk)


def _is_told(person: str, measure: Measure, desk: Desk) -> bool:
    """Whether the measure is open and the person one of those who are told of it."""
    told = recipients(("responsible",), desk.plans[measure.plan], measure, desk.book, desk.today)
    return any(r.person == person for r in told) and not is_final(desk.book.rulebook, measure.state)


def _late(notice: Notice, desk: Desk) -> Iterable[ItemView]:
    plan = desk.plans[notice.plan]
    for measure in _in_order(notice.plan, desk):
        case = Case(plan, measure, desk.occurrences.get(measure.uid, ()))
        if past(case, desk.today) and not is_final(desk.book.rulebook, measure.state):
            late = [o for o in case.occurrences if is_late(o, desk.today)]
            yield _item(notice, measure, min(late, key=lambda o: (o.due or date.max, o.uid)), desk)


def _vacancies(plan: str, desk: Desk) -> list[str]:
    """The roles of the plan that the letter calls vacant, where each party answers for itself as «role@party»."""
    return [n.reason.detail or "" for n in desk.notices if (n.kind, n.plan) == ("vacant", plan)]


def _vacant(first: Notice, desk: Desk) -> Iterable[ItemView]:
    """The measures that wait for somebody to hold one of the plan's vacant roles, each once."""
    vacancies = _vacancies(first.plan, desk)
    for measure in _in_order(first.plan, desk):
        roles = responsible_roles(desk.plans[first.plan], measure, desk.book)[0]
        behind = {*roles, *(one for role in roles for one in desk.book.directory.behind(role))}
        mine = [v for v in vacancies if v.partition(VACANT_PARTY)[0] in behind]
        if mine and not is_final(desk.book.rulebook, measure.state):
            yield replace(_item(first, measure, _next(measure, desk), desk), role_label=_roles_label(mine, desk))


def _roles_label(vacancies: Iterable[str], desk: Desk) -> str:
    """«Kommunalsjefer (Lier og Hurum)»: each role once, with those of its parties."""
    parties: dict[str, list[str]] = {}
    for role, _, party in (v.partition(VACANT_PARTY) for v in vacancies):
        parties.setdefault(role, []).extend([desk.book.directory.party_label(party)] if party else [])
    return listed([f"{_role_label(r, desk)}{f' ({listed(those)})' if those else ''}" for r, those in parties.items()])


def _in_order(plan: str, desk: Desk) -> list[Measure]:
    return sorted((m for m in desk.measures.values() if m.plan == plan and not m.withdrawn), key=_natural)


def _natural(measure: Measure) -> tuple[tuple[int, str], ...]:
    """1.2 before 1.10."""
    return tuple((int(p), "") if p.isdigit() else (0, p) for p in measure.number.split("."))


def _next(measure: Measure, desk: Desk, person: str | None = None) -> Occurrence | None:
    """What comes next, for anybody or for a person of one party."""
    ahead = [o for o in desk.occurrences.get(measure.uid, ()) if o.open and o.due and o.due >= desk.today]
    if person is not None:
        ahead = [o for o in ahead if not o.party or person not in _in_peace(o, measure, desk)]
    own = [o for o in ahead if o.named] or ahead
    return min(own, key=lambda o: (o.due or date.max, o.uid), default=None)


def _in_peace(one: Occurrence, measure: Measure, desk: Desk) -> frozenset[str]:
    return spoken(one, desk.plans[measure.plan], measure, desk.book, desk.today)


def _item(notice: Notice, measure: Measure, occurrence: Occurrence | None, desk: Desk) -> ItemView:
    plan = desk.plans[measure.plan]
    state = desk.book.rulebook.states.get(measure.state)
    meeting = desk.meetings.get(occurrence.meeting or "") if occurrence else None
    committee = desk.book.committees.get(meeting.committee) if meeting else None
    roles, source = responsible_roles(plan, measure, desk.book)
    view = ItemView(
        template=notice.template,
        plan_title=plan.title,
        measure_name=measure.name,
        number=measure.number,
        focus=measure.focus_area,
        title=measure.title,
        activity=measure.activity,
        deadline_text=measure.deadline_text,
        due=occurrence.due if occurrence else None,
        day_label=_day_label(occurrence, meeting, desk.locale),
        of_round=occurrence is not None and occurrence.kind == "report",
        meeting=f"{committee.name} {day_words(meeting.held_on, desk.locale)}" if committee and meeting else "",
        reading=explain(measure.reading, desk.locale),
        state_label="" if _nobody_said(measure, plan) else state.name_in(desk.locale) if state else measure.state,
        role_label=listed([_role_label(r, desk) for r in roles]),
        role_from=source,
        named=listed([f"«{name}»" for name in measure.unknown_roles]),
        others=tuple(_others(notice, measure, occurrence, desk)),
        question=question_words(notice.cause, measure, desk.locale) if notice.kind == "question" else "",
        cures=cures_of(notice.cause, desk.locale, ask=source != "secretariat") if notice.kind == "question" else (),
        moved_from=_moved_from(notice, desk),
        moved_why=moved_words(desk.causes.get(notice.id), desk.locale),
        last_text=desk.words.said[measure.uid].text.replace("\n", "; "),
        last_period=desk.words.said[measure.uid].period,
        facts=(
            *facts_of(notice, measure, occurrence, plan, desk.book, desk.words),
            *waited_for(occurrence, desk.occurrences.get(measure.uid, ()), desk.words),
        ),
        heard=notice.template == "after" and _heard(measure, occurrence, desk),
    )
    return with_words(view, desk.today, desk.locale)


def _day_label(one: Occurrence | None, meeting: Meeting | None, locale: str) -> str:
    of_case = one is not None and one.kind == "meeting" and meeting is not None and one.due != meeting.held_on
    return day_label(one.kind if one else "", locale, of_case=of_case)


def _heard(measure: Measure, one: Occurrence | None, desk: Desk) -> bool:
    """Whether somebody has answered the deadline, or has said something about the measure since."""
    if one is None:
        return False
    rounds = (a for o in desk.occurrences.get(measure.uid, ()) if o.kind == "report" for a in o.answers)
    return bool(one.answers) or any(one.due is not None and desk.book.day(a.answered_at) > one.due for a in rounds)


def _nobody_said(measure: Measure, plan: Plan) -> bool:
    """Whether the clock alone has set the state, of a deadline that had passed before anybody was asked."""
    return measure.state_since is not None and measure.state_since == plan.counted_from


def _moved_from(notice: Notice, desk: Desk) -> str:
    if notice.kind != "moved" or not notice.reason.detail:
        return ""
    return day_words(date.fromisoformat(notice.reason.detail), desk.locale)


def _others(notice: Notice, measure: Measure, one: Occurrence | None, desk: Desk) -> Iterable[str]:
    """Who else is told of the same, by name; only for what the responsible are told."""
    if notice.kind in ("step", "moved"):
        told = recipients(("responsible",), desk.plans[measure.plan], measure, desk.book, desk.today)
        if one is not None and (one.party or one.kind == "report" or notice.kind == "step"):
            told = tuple(r for r in told if r.person not in _in_peace(one, measure, desk))
        if any(r.person == notice.person for r in told):
            for other in told:
                known = desk.book.directory.people.get(other.person)
                if known is not None and other.person != notice.person:
                    yield known.name
