"""Values and items of a text changed where they stand: comments, order and style stay; what cannot be is refused."""

from __future__ import annotations

import pytest

from engine.documents.changes import Drop, Insert, Put, changed
from engine.documents.yamltext import parse
from rules.errors import ConfigError

TEXT = """\
# Øverst
tests:
  - name: a   # en
    expect:
      due: [2015-06-30]
      mails:
        # den første
        - {on: 2015-06-16, to: kari}       # fjorten dager før
        - {on: "2015-06-30", to: kari}
      states: [{on: 2015-06-18, is: done}]
  # mellom
  - name: b
    expect: {}   # ingenting
# nederst
"""
MAILS = ("tests", 0, "expect", "mails")
NEW = {"on": "2015-06-09", "to": "ola"}


def made(*changes: Put | Drop | Insert, text: str = TEXT) -> str:
    return changed(parse(text, "t.yaml"), changes)


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (Put((*MAILS, 0, "on"), "2015-06-09"), "{on: 2015-06-16", "{on: 2015-06-09"),
        (Put((*MAILS, 1, "on"), "2015-07-01"), '{on: "2015-06-30"', '{on: "2015-07-01"'),
        (Put(("tests", 0, "expect", "states", 0, "is"), "planned"), "is: done", "is: planned"),
        (Drop((*MAILS, 0)), "        - {on: 2015-06-16, to: kari}       # fjorten dager før\n", ""),
        (
            Insert(MAILS, 0, NEW),
            "        - {on: 2015-06-16",
            "        - {on: 2015-06-09, to: ola}\n        - {on: 2015-06-16",
        ),
        (Insert(MAILS, 1, NEW), "dager før\n", "dager før\n        - {on: 2015-06-09, to: ola}\n"),
        (Insert(MAILS, 2, NEW), "      states", "        - {on: 2015-06-09, to: ola}\n      states"),
        (Insert(("tests", 0, "expect", "due"), 1, "2015-11-30"), "[2015-06-30]", "[2015-06-30, 2015-11-30]"),
        (Drop(("tests", 0, "expect", "due", 0)), "[2015-06-30]", "[]"),
        (Drop(("tests", 0, "expect", "states", 0)), "[{on: 2015-06-18, is: done}]", "[]"),
        (
            Insert(("tests", 1, "expect", "mails"), 0, NEW),
            "expect: {}   #",
            "expect:\n      mails:\n        - {on: 2015-06-09, to: ola}   #",
        ),
    ],
)
def test_only_what_changes_is_touched(change: Put | Drop | Insert, old: str, new: str) -> None:
    assert made(change) == TEXT.replace(old, new, 1)


def test_a_list_that_loses_all_items_keeps_its_comments() -> None:
    text = made(Drop((*MAILS, 0)), Drop((*MAILS, 1)))
    assert "      mails: []\n        # den første\n      states" in text


def test_all_exchanged_at_once() -> None:
    text = made(Drop((*MAILS, 0)), Drop((*MAILS, 1)), Insert(MAILS, 0, NEW), Insert(MAILS, 2, NEW))
    line = "        - {on: 2015-06-09, to: ola}\n"
    assert f"        # den første\n{line}{line}      states" in text


def test_an_item_line_by_line_beside_others_written_so() -> None:
    text = "a:\n- x: 1   # en\n  y: 2\n"
    assert made(Insert(("a",), 1, {"x": 3, "y": 4}), text=text) == f"{text}- x: 3\n  y: 4\n"
    assert made(Drop(("a", 0)), text=text) == "a: []\n"
    assert made(Insert(("a",), 1, "x"), text="a:\n  - y") == "a:\n  - y\n  - x\n"


def test_lists_that_are_not_there_yet() -> None:
    assert made(Insert(("a", "b"), 0, NEW), text="a:\n  c: 1  # ja\nd: 1\n") == (
        "a:\n  c: 1  # ja\n  b:\n    - {on: 2015-06-09, to: ola}\nd: 1\n"
    )
    assert made(Insert(("a", "b"), 0, NEW), text="a: {c: 1}\n") == "a: {c: 1, b: [{on: 2015-06-09, to: ola}]}\n"
    assert made(Insert(("a", "b"), 0, NEW), text="a: {b: []}\n") == "a: {b: [{on: 2015-06-09, to: ola}]}\n"
    assert made(Insert(("a", "b"), 0, NEW), text="a:\n  b: []\n") == ("a:\n  b:\n    - {on: 2015-06-09, to: ola}\n")
    assert made(Insert(("a", "b"), 0, "x"), text="a:\n  b: [] # ja\n") == "a:\n  b: [x] # ja\n"


def test_line_breaks_of_windows_stay() -> None:
    text = TEXT.replace("\n", "\r\n")
    out = made(Drop((*MAILS, 0)), Insert(MAILS, 2, NEW), text=text)
    assert out.count("\n") == out.count("\r\n") == text.count("\n")


@pytest.mark.parametrize(
    ("text", "change", "place"),
    [
        ("a: &x [{n: 1}]\nb: *x\n", Put(("b", 0, "n"), 2), "t.yaml:2:4: b: "),
        ("a: &x\n  - 1\nb: *x\n", Drop(("b", 0)), "t.yaml:3:4: b: "),
        ("a: &x 1\nb: *x\n", Put(("a",), 2), "t.yaml:1:4: a: "),
        ("a: [1, # en\n  2]\n", Drop(("a", 0)), "t.yaml:1:4: a: "),
        ("a:\n  - - 1\n    - 2\n", Drop(("a", 0, 0)), "t.yaml:2:7: a.0.0: "),
        ("a: [{b: {}}]\n", Insert(("a", 0, "b", "c"), 0, {"d": 1}), "t.yaml:1:9: a.0.b.c: "),
    ],
)
def test_what_cannot_be_changed_by_itself_is_refused_with_its_place(
    text: str, change: Put | Drop | Insert, place: str
) -> None:
    with pytest.raises(ConfigError) as refused:
        made(change, text=text)
    assert str(refused.value).startswith(place) and str(refused.value).endswith("gjør det for hånd")
