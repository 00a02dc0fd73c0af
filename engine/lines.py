"""What was sent and moved as JSON lines; `simulate`, `demo` and `tick` print the same. Public names: Names, lines,
event_line, table, at_text, json_text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rules.model import Measure, Message, Move, Notice, Person, Plan
from rules.timetable import Event


@dataclass(frozen=True, slots=True)
class Names:
    """From uids to the names that people use: plan ids, measure numbers, person ids."""

    plans: Mapping[str, Plan]
    measures: Mapping[str, Measure]
    people: Mapping[str, Person]

    def plan(self, uid: str | None) -> str | None:
        known = self.plans.get(uid or "")
        return known.id if known else uid

    def number(self, uid: str | None) -> str | None:
        known = self.measures.get(uid or "")
        return known.number if known else uid

    def person(self, uid: str) -> str:
        return self.people[uid].id if uid in self.people else uid


def at_text(at: datetime) -> str:
    """An instant as 2015-06-16T05:45:00Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def event_line(event: Event, names: Names) -> dict[str, Any]:
    """The object of one event, keys as design.md gives them."""
    if event.move is not None:
        return _move_line(event.at, event.move, names)
    assert event.message is not None
    return _message_line(event.at, event.message, event.notices, names)


def _move_line(at: datetime, move: Move, names: Names) -> dict[str, Any]:
    measure = names.measures.get(move.measure)
    return {
        **_line(at, "transition", names.plan(measure.plan) if measure else None, names.number(move.measure)),
        "reason": move.actor,
        "transition": move.transition,
        "state_from": move.state_from,
        "state_to": move.state_to,
    }


def _message_line(at: datetime, message: Message, notices: tuple[Notice, ...], names: Names) -> dict[str, Any]:
    one = notices[0] if len(notices) == 1 else None
    plans = {names.plan(n.plan) for n in notices}
    line = _line(
        at,
        "digest" if message.kind == "digest" else "mail",
        plans.pop() if len(plans) == 1 else None,
        names.number(one.measure) if one else None,
    )
    line |= {
        "occurrence": one.occurrence if one else None,
        "step": one.step if one else None,
        "to": names.person(message.person),
        "template": message.template,
        "reason": one.reason.code if one else message.template,
        "message": message.uid,
    }
    if message.kind == "digest":
        line["items"] = [_item(n, names) for n in notices]
    return line


def _line(at: datetime, kind: str, plan: str | None, measure: str | None) -> dict[str, Any]:
    return {
        "at": at_text(at),
        "kind": kind,
        "plan": plan,
        "measure": measure,
        "occurrence": None,
        "step": None,
        "to": None,
        "template": None,
        "reason": None,
        "message": None,
    }


def _item(notice: Notice, names: Names) -> dict[str, Any]:
    return {
        "notice": notice.id,
        "plan": names.plan(notice.plan),
        "measure": names.number(notice.measure),
        "occurrence": notice.occurrence,
        "step": notice.step,
        "reason": notice.reason.code,
    }


def lines(events: Iterable[Event], names: Names) -> list[dict[str, Any]]:
    """One object an event, sorted by at, kind, to, message."""
    made = [event_line(e, names) for e in events]
    return sorted(
        made, key=lambda o: (o["at"], o["kind"], o["to"] or "", o["message"] or "", o["plan"] or "", o["measure"] or "")
    )


def json_text(line: Mapping[str, Any]) -> str:
    """One line of JSON, æøå as themselves."""
    return json.dumps(line, ensure_ascii=False)


_WHAT = {"mail": "e-post", "digest": "samlet", "transition": "overgang"}


def table(made: Iterable[Mapping[str, Any]], zone: ZoneInfo) -> str:
    """The lines as a table for people, times of day as clocks show them in `zone`."""
    rows = [("når", "hva", "til", "plan", "tiltak", "mal")]
    for one in made:
        what = f"{one['state_from']} → {one['state_to']}" if one["kind"] == "transition" else one["template"]
        count = f" ({len(one['items'])})" if "items" in one else ""
        number = one["measure"] or ""
        at = datetime.fromisoformat(one["at"]).astimezone(zone).strftime("%Y-%m-%d %H:%M")
        rows.append((at, _WHAT[one["kind"]], one["to"] or "", one["plan"] or "", number, f"{what}{count}"))
    widths = [max(len(r[i]) for r in rows) for i in range(len(rows[0]))]
    return "\n".join("  ".join(c.ljust(w) for c, w in zip(r, widths, strict=True)).rstrip() for r in rows)
