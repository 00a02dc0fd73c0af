"""The public corpus: every row's kind and due day, the form of what is written, and that nothing is invented."""

from __future__ import annotations

from typing import Any

import edtf
import pytest
from dateutil.rrule import rrulestr

from rules.deadline import Context, published, read
from tests.rules.deadline.contexts import corpus

ROWS = corpus()
IDS = [f"{number}: {row['text'][:40]}" for number, row in enumerate(ROWS)]

# Rows whose meeting stands in the document around the text, not in the text: nothing in text or context tells it.
MEETING_ELSEWHERE = {
    "Juni og nov 2015": "the activity, not the deadline, says that the LSU deals with it",
    "hver 6. uke": "that it is the regional networks that meet stands in the activity",
    "24.11.2014": "a bare date: that it is the board's meeting stands in the heading",
    "22. september 2014": "a bare date: that the OSU met then stands around it",
    "møter annenhver uke": "that it is the executive committee stands around it",
    "påfølgende møte": "that it is the board stands around it, and the context names no committee",
    "Første møte med fylkekommunen 16. februar": "the gold corrects the spelling of the county; we quote it",
}


def _read(row: dict[str, Any]) -> dict[str, Any]:
    return published(read(row["text"], Context.from_json(row["context"], row["lang"])))


def _due_fits(row: dict[str, Any], due: list[str] | None) -> bool:
    gold = row["due"]
    if due is None or gold is None:
        return due is gold
    return len(due) == len(gold) and set(due) <= {*gold, *(row.get("due_alt") or ())}


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_kind_and_due_are_as_gold(row: dict[str, Any]) -> None:
    ours = _read(row)
    assert ours["kind"] == row["kind"]
    assert _due_fits(row, ours["due"]), ours["due"]


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_edtf_rrule_and_meeting_are_as_gold(row: dict[str, Any]) -> None:
    ours = _read(row)
    assert (ours["edtf"], ours["rrule"]) == (row["edtf"], row["rrule"])
    if row["text"] not in MEETING_ELSEWHERE:
        assert ours["meeting"] == row["meeting"]


def test_undated_rows_never_get_a_date() -> None:
    undated = [row for row in ROWS if row["kind"] in ("ongoing", "event", "unresolved") and row["due"] is None]
    assert [row["text"] for row in undated if _read(row)["due"]] == []
    assert len(undated) > 50


def test_a_due_day_that_only_a_sensible_reader_could_defend_is_explained() -> None:
    for row in ROWS:
        reading = read(row["text"], Context.from_json(row["context"], row["lang"]))
        ours = published(reading)["due"]
        if ours is not None and ours != row["due"]:
            assert reading.notes or reading.alternatives, row["text"]


def test_every_rrule_parses() -> None:
    rules = {_read(row)["rrule"] for row in ROWS} - {None}
    assert all(rrulestr(rule) for rule in rules)


def test_every_edtf_parses_where_the_package_can() -> None:
    texts = {text for row in ROWS for text in _read(row)["edtf"]}
    for text in sorted(texts):
        assert edtf.parse_edtf(text) is not None, text
