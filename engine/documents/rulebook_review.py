"""Whether the parts of a rulebook hang together. Public names: review_rulebook, closed_periods."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from engine.documents.booktest_review import review_booktests
from engine.documents.clock_review import review_clock
from engine.documents.references import Review, at, items, mappings, texts
from engine.documents.words import or_suggest, say
from engine.documents.yamltext import Path_
from rules.directory import folded
from rules.rulebook import CLOCK, Closed
from rules.span import Span, parse_span
from rules.workdays import HOLIDAYS, ClosedPeriod, WorkCalendar

_RECIPIENTS = ("responsible", "contact", "secretariat", "leader")
_A_LEAP_YEAR, _MOST = 2024, 400  # repetitions: more than a year of days is a slip of the pen
_CLOCK = re.compile(CLOCK)
_NARROW = ("focus", "plan", "role", "committee", "deadline", "state")
_NOTHING: frozenset[str] = frozenset()
_SEASONS = ("vår", "sommer", "høst", "vinter")


def review_rulebook(review: Review) -> None:
    """Notes every mistake that no single value shows: dangling references, dead ends, rules that are never used."""
    _settings(review)
    _states(review)
    _transitions(review)
    review_clock(review)
    _deadlines(review, ())
    _ladders(review, ())
    _rules(review, (), review.known.ladders)
    _templates(review, ())
    for path, _ in mappings(review.document, ("plans",)):
        _plan(review, path)
    review_booktests(review)


# ── settings ──


def _settings(review: Review) -> None:
    document = review.document
    review.refer(("settings", "secretariat"), "no_role", review.known.roles)
    for path, zone in texts(document, ("settings", "timezone")):
        if not _is_zone(zone):
            review.tell(path, "no_timezone", value=review.quote(zone))
    for path, country in texts(document, ("settings", "calendar", "country")):
        if country not in HOLIDAYS:
            review.tell(path, "no_country", value=review.quote(country), known=", ".join(sorted(HOLIDAYS)))
    for path in (("settings", "release", "manual_for"), ("settings", "silence_max")):
        _not_negative(review, path)
    _delivery(review)
    _closed(review)


def _not_negative(review: Review, path: Path_) -> None:
    span = _span(at(review.document, path))
    if span is not None and span.n < 0:
        review.tell(path, "negative", value=review.quote(span))


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


def _delivery(review: Review) -> None:
    base: Path_ = ("settings", "delivery")
    first = str(at(review.document, (*base, "window", "from")) or "07:30")
    last = str(at(review.document, (*base, "window", "to")) or "15:30")
    digest = str(at(review.document, (*base, "digest", "at")) or "07:45")
    if not all(map(_CLOCK.match, (first, last, digest))):
        return  # told where it stands
    if last <= first:
        review.tell((*base, "window"), "window_empty")
    elif digest >= last:
        path = (*base, "digest", "at") if at(review.document, (*base, "digest", "at")) else (*base, "window")
        review.tell(path, "digest_outside", value=digest, limit=last)
    least = at(review.document, (*base, "digest", "min_items")) or 2
    most = at(review.document, (*base, "digest", "max_items")) or 25
    if isinstance(least, int) and isinstance(most, int) and most < least:
        review.tell((*base, "digest", "max_items"), "digest_items")


def _closed(review: Review) -> None:
    base: Path_ = ("settings", "calendar", "closed")
    good: list[ClosedPeriod] = []
    for path, entry in items(review.document, base):
        said = {name: entry[name] for name in ("from", "to") if isinstance(entry.get(name), str)}
        wrong = [name for name, day in said.items() if not _is_closed_day(day)]
        for name in wrong:
            review.tell((*path, name), "month_day", value=review.quote(said[name]))
        good += () if wrong else _periods_or_order(review, path, entry)
    calendar = WorkCalendar(closed=tuple(good))
    day = date(_A_LEAP_YEAR, 1, 1)
    if good and not any(calendar.is_open(day + timedelta(days=n)) for n in range(366)):
        review.tell(base, "always_closed", at_key=True)


def _is_closed_day(text: str) -> bool:
    try:
        ClosedPeriod.parse(text)
    except ValueError:
        return False
    return ".." not in text


def _periods_or_order(review: Review, path: Path_, entry: dict[str, Any]) -> tuple[ClosedPeriod, ...]:
    first, last = entry.get("from"), entry.get("to")
    if not isinstance(first, str) or not isinstance(last, str):
        return ()
    if len(first) != len(last) or (len(first) == 10 and last < first):
        review.tell((*path, "to"), "closed_order")
        return ()
    return closed_periods(Closed(**{"from": first, "to": last}))


def closed_periods(closed: Closed) -> tuple[ClosedPeriod, ...]:
    """The closed days as the calendar takes them; a span over new year in one given year is two of them."""
    first, last = ClosedPeriod.parse(closed.from_), ClosedPeriod.parse(closed.to)
    years = first.year, last.year
    if years[0] is None or years[0] == years[1]:
        return (ClosedPeriod(first.first, last.last, first.year, closed.why),)
    assert years[1] is not None
    between = (ClosedPeriod((1, 1), (12, 31), year, closed.why) for year in range(years[0] + 1, years[1]))
    head = ClosedPeriod(first.first, (12, 31), years[0], closed.why)
    return (head, *between, ClosedPeriod((1, 1), last.last, years[1], closed.why))


# ── states and transitions ──


def _states(review: Review) -> None:
    states = dict(mappings(review.document, ("states",)))
    initial = [path for path, state in states.items() if state.get("initial") not in (None, False)]
    if states and not initial:
        review.tell(("states",), "no_initial", at_key=True)
    for path in initial[1:]:
        review.tell((*path, "initial"), "many_initial", other=review.quote(initial[0][-1]))
    left = _left(review)
    for path, state in states.items():
        if state.get("final") is not True and path[-1] not in left:
            review.tell(path, "no_way_out", at_key=True, value=review.quote(path[-1]))
    _phrases(review, states)


def _left(review: Review) -> set[str]:
    """The states that some transition leads out of."""
    left: set[str] = set()
    for path, transition in items(review.document, ("transitions",)):
        for _, name in texts(review.document, (*path, "from")):
            sources = review.known.states or () if name == "*" else [name]
            left |= {s for s in sources if s != transition.get("to")}
    return left


def _phrases(review: Review, states: dict[Path_, dict[str, Any]]) -> None:
    first: dict[tuple[str, str], str] = {}
    for path, state in states.items():
        listed = state.get("deadline")
        kinds = ",".join(map(str, listed)) if isinstance(listed, list) else ""
        for place, phrase in texts(review.document, (*path, "phrases")):
            other = first.setdefault((kinds, folded(phrase)), str(path[-1]))
            if other != path[-1]:
                review.tell(place, "same_phrase", value=review.quote(phrase), other=review.quote(other))


def _transitions(review: Review) -> None:
    first: dict[tuple[object, str], Path_] = {}
    for path, transition in items(review.document, ("transitions",)):
        for _, source in texts(review.document, (*path, "from")):
            other = first.setdefault((transition.get("name"), source), path)
            if other != path:
                told = review.quote(transition.get("name"))
                review.tell(path, "same_transition", value=told, other=review.quote(source), line=review.line(other))
                break
        review.refer((*path, "from"), "no_state", review.known.states, ("*",))
        review.refer((*path, "to"), "no_state", review.known.states)
        _condition(review, (*path, "when"))
        by = transition.get("by")
        if isinstance(by, list) and "clock" in by:
            if transition.get("needs"):
                review.tell((*path, "needs"), "clock_needs")
            if "when" not in transition:
                review.tell(path, "clock_when")


def _condition(review: Review, path: Path_) -> None:
    asked, known = at(review.document, path), review.known
    if not isinstance(asked, dict):
        return
    names = {
        "state": known.states,
        "role": known.roles,
        "committee": known.committees,
        "plan": known.plans,
        "focus": known.focus_areas,
    }
    for name in asked:
        if name in names:
            review.refer((*path, name), f"no_{name}", names[name])
        elif name in ("due_in", "overdue_by", "untouched_for"):
            _range(review, (*path, name))
        elif name == "not":
            if asked[name] == {}:
                review.tell((*path, name), "not_nothing")
            _condition(review, (*path, name))


def _range(review: Review, path: Path_) -> None:
    """Days are counted forwards, and between a least and a most."""
    given = at(review.document, path)
    if given is None:
        return
    if given == {}:
        review.tell(path, "range_open")
    if not isinstance(given, dict):
        return
    for name in ("min", "max"):
        if name in given:
            _not_negative(review, (*path, name))
    least, most = (_span(given.get(name)) for name in ("min", "max"))
    if least is not None and most is not None and least.rough_days > most.rough_days:
        review.tell(path, "range_empty")


def _deadlines(review: Review, base: Path_) -> None:
    seasons = at(review.document, (*base, "deadlines", "seasons"))
    if not isinstance(seasons, dict):
        return
    for name, value in seasons.items():
        if name in _SEASONS and isinstance(value, str) and not (len(value) == 5 and _is_closed_day(value)):
            review.tell((*base, "deadlines", "seasons", name), "month_day", value=review.quote(value))
    if set(seasons) <= set(_SEASONS):  # a misspelt one is told already
        for name in (n for n in _SEASONS if n not in seasons):
            review.tell((*base, "deadlines", "seasons"), "missing", key=review.quote(name))


# ── ladders, rules, templates, plans ──


def _ladders(review: Review, base: Path_) -> None:
    for path, ladder in mappings(review.document, (*base, "ladders")):
        if ladder.get("steps") == []:
            review.tell((*path, "steps"), "no_steps")
        seen: set[str] = set()
        for place, step in items(review.document, (*path, "steps")):
            _step(review, place, step)
            name = str(step.get("id") or f"{step.get('at', step.get('from'))}:{step.get('template')}")
            if name in seen:
                review.tell(place, "same_step", value=review.quote(name))
            seen.add(name)


def _step(review: Review, path: Path_, step: dict[str, Any]) -> None:
    review.refer((*path, "template"), "no_template", review.known.templates)
    for name in ("to", "cc"):
        review.refer((*path, name), "no_role", review.known.roles, _RECIPIENTS)
    if step.get("to") == []:
        review.tell((*path, "to"), "to_nobody")
    if (repeats := "every" in step) == ("at" in step) or (repeats and "from" not in step):
        review.tell(path, "step_at")
    elif repeats and "until" not in step:
        review.tell((*path, "every"), "no_end")
    elif repeats and not 0 < (times := _times(step)) <= _MOST:
        review.tell((*path, "until"), "too_often" if times else "backwards", value=int(times), limit=_MOST)


def _times(step: dict[str, Any]) -> float:
    """How often the step comes: 0 where it never does, once where it cannot be told."""
    spans = [s.rough_days for name in ("every", "from", "until") if (s := _span(step.get(name))) is not None]
    if len(spans) < 3:
        return 1
    every, first, last = spans
    return (last - first) / every + 1 if every > 0 and last >= first else 0


def _span(value: object) -> Span | None:
    try:
        return parse_span(value)
    except ValueError:
        return None


def _rules(review: Review, base: Path_, ladders: Collection[str] | None) -> None:
    path: Path_ = (*base, "rules")
    if at(review.document, path) == []:
        review.tell(path, "no_rules")
    rules = list(items(review.document, path))
    earlier: dict[object, list[tuple[Path_, Taken]]] = {}
    named: dict[object, Path_] = {}
    for place, rule in rules:
        review.refer((*place, "ladder"), "no_ladder", ladders, ("none",))
        _condition(review, (*place, "when"))
        _own_name(review, place, rule.get("name"), named)
        if rule.get("when") is not None and not isinstance(rule["when"], dict):
            continue  # told where it stands; nobody knows what it was to take
        taken = _taken(rule.get("when"))
        _unreachable(review, place, taken, earlier)
        for bucket in _buckets(taken):
            earlier.setdefault(bucket, []).append((place, taken))
    if rules and rules[-1][1].get("when"):
        review.tell((*rules[-1][0], "when"), "last_rule_when", at_key=True)


def _own_name(review: Review, path: Path_, name: object, named: dict[object, Path_]) -> None:
    """A rule is told of by its name, so no two have the same. `named`: where each name stands first."""
    first = named.setdefault(name, path) if isinstance(name, Hashable) else path
    if name is not None and first != path:
        review.tell((*path, "name"), "same_rule", value=review.quote(name), line=review.line(first))


Taken = dict[str, frozenset[str]]


def _taken(when: object) -> Taken:
    """What a condition takes, by its name: any of these values. Spans and `not` are one value each."""
    listed = when.items() if isinstance(when, dict) else ()
    return {name: frozenset(map(repr, value if isinstance(value, list) else [value])) for name, value in listed}


def _buckets(taken: Taken) -> list[object]:
    """Where a rule is looked for by those it might make useless: under each value of its narrowest name."""
    name = next((n for n in _NARROW if taken.get(n)), None)
    return [(name, value) for value in taken[name]] if name else [None]


def _unreachable(review: Review, path: Path_, taken: Taken, earlier: dict[object, list[tuple[Path_, Taken]]]) -> None:
    """A rule that takes all that this one takes has a value in common with it under each of its own names."""
    buckets: list[object] = [None, *((name, value) for name in _NARROW for value in taken.get(name, ()))]
    before = [one for bucket in buckets for one in earlier.get(bucket, ())]
    covering = [place for place, wide in before if all(taken.get(n, _NOTHING) and taken[n] <= wide[n] for n in wide)]
    if covering:
        first = min(covering)
        name = review.quote(at(review.document, (*first, "name")) or first[-1])
        review.tell(path, "unreachable", other=name, line=review.document.node(first).line)


def _templates(review: Review, base: Path_) -> None:
    for path, _ in mappings(review.document, (*base, "templates")):
        review.refer((*path, "actions"), "no_action", review.known.transitions)


def _plan(review: Review, path: Path_) -> None:
    review.refer_key(path, "no_plan", review.known.plans)
    for name in ("secretariat", "default_responsible"):
        review.refer((*path, name), "no_role", review.known.roles)
    base: Path_ = (*path, "override")
    ladders = _with_own(review, review.known.ladders, (*base, "ladders"))
    templates = _with_own(review, review.known.templates, (*base, "templates"))
    inner = replace(review, known=replace(review.known, templates=templates))
    _replaces_something(review, base)
    _deadlines(inner, base)
    _ladders(inner, base)
    _rules(inner, base, ladders)
    _templates(inner, base)


def _replaces_something(review: Review, base: Path_) -> None:
    """What stands under `override` takes the place of something, or one of the plan's own rules uses it."""
    used = {rule.get("ladder") for _, rule in items(review.document, (*base, "rules"))}
    ladders = [(*path, "steps") for path, _ in mappings(review.document, (*base, "ladders"))]
    mailed = {step.get("template") for path in ladders for _, step in items(review.document, path)}
    for key, what, names, own in (
        ("ladders", "ladder", review.known.ladders, used),
        ("templates", "template", review.known.templates, mailed),
    ):
        for path, _ in mappings(review.document, (*base, key)):
            if names is not None and path[-1] not in names and path[-1] not in own:
                message = say(review.lang, f"no_own_{what}", value=review.quote(path[-1]))
                message += or_suggest(review.lang, path[-1], names)
                review.problems.append(review.document.problem(path, message, at_key=True))


def _with_own(review: Review, names: Collection[str] | None, path: Path_) -> list[str] | None:
    own = at(review.document, path)
    return None if names is None else [*names, *(own if isinstance(own, dict) else ())]
