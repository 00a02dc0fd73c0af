"""What a status request asks that was asked or answered before. Public names: asked_again, without_asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from engine.store import Unit, ledger
from rules.model import Notice, Occurrence

_ASKING = "status_request"


def asked_again(unit: Unit, notices: Sequence[Notice]) -> bool:
    """Whether a mail of these notices asks for status only where the same person has been asked before."""
    if not notices or any(n.template != _ASKING for n in notices):
        return False
    known = ledger.notices_of(unit, {n.measure for n in notices if n.measure})
    sent = (n for those in known.values() for n in those if n.template == _ASKING and n.status == "sent")
    earlier = {(n.occurrence, n.person) for n in sent if n not in notices}
    return {(n.occurrence, n.person) for n in notices} <= earlier


def without_asked(rows: Mapping[str, Sequence[Occurrence]], notices: Iterable[Notice]) -> dict[str, list[Occurrence]]:
    """The occurrences without those that the letter asks about: what was said last is what was said before them."""
    asked = {n.occurrence for n in notices if n.template == _ASKING}
    return {measure: [o for o in those if o.uid not in asked] for measure, those in rows.items()}
