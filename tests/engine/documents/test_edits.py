"""A text edited says what was asked for and keeps its comments; versions of the format are brought up to today's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.documents.checked import check
from engine.documents.edits import edited
from engine.documents.migrations import CURRENT, MIGRATIONS, migrated, version_of
from engine.documents.yamltext import parse
from rules.rulebook import Rulebook

TEXT = """\
# Øverst
version: 0        # utgaven
deadlines:
  # om perioder
  period_due: last_day
  range: {due: last}      # borte nå
  seasons: {vår: 06-30, sommer: 08-31}
plans:
  lsu:   # vår
    title: LSU «2015»
    secretariat: s

rules:
  - {name: a, ladder: x}   # den første
  - name: b
    ladder: none
# nederst
"""


def test_only_what_differs_is_touched() -> None:
    document = parse(TEXT, "r.yaml")
    wanted = migrated(document.data)
    out = edited(document, wanted)
    assert out == TEXT.replace("version: 0  ", "version: 1  ").replace(
        "  range: {due: last}      # borte nå\n", ""
    ).replace("    title: LSU «2015»\n", "")


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda d: d["rules"][0].update(ladder="y"), "  - {name: a, ladder: y}   # den første"),
        (lambda d: d["rules"][0].pop("name"), "  - {ladder: x}   # den første"),
        (lambda d: d["rules"][0].pop("ladder"), "  - {name: a}   # den første"),
        (lambda d: d["rules"][1].pop("name"), "  - ladder: none"),
        (lambda d: d["rules"].__setitem__(1, {"ny": 1}), "  - {ny: 1}"),
        (lambda d: d["rules"][0].update(when={"state": ["no"]}), '  - {name: a, ladder: x, when: {state: ["no"]}}   #'),
        (lambda d: d["deadlines"].update(several="each"), "  several: each"),
        (lambda d: d["plans"]["lsu"].update(title="Ja: nei"), '    title: "Ja: nei"'),
        (lambda d: d.update(settings={"locale": "nn"}), "settings: {locale: nn}"),
        (lambda d: d["deadlines"]["seasons"].clear(), "  seasons: {}"),
        (lambda d: d["deadlines"].update(when=d["deadlines"].pop("period_due")), "  when: last_day"),
    ],
)
def test_each_kind_of_edit(change: Any, line: str) -> None:
    document = parse(TEXT, "r.yaml")
    wanted = parse(TEXT, "r.yaml").data
    change(wanted)
    out = edited(document, wanted)
    assert parse(out, "r.yaml").data == wanted
    assert line in out
    for comment in ("# Øverst", "# om perioder", "# den første", "# nederst"):
        assert comment in out


values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.text("abc æ:#'\"", max_size=6), st.integers(-9, 99), st.booleans(), st.none()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text("abcdæ", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["version", "deadlines", "plans", "rules", "ny"]), values, min_size=1))
def test_whatever_is_wanted_comes_out(wanted: dict[str, Any]) -> None:
    document = parse(TEXT, "r.yaml")
    assert parse(edited(document, wanted), "r.yaml").data == wanted


def test_the_steps_are_taken_one_by_one() -> None:
    steps = {0: lambda d: {**d, "a": d["a"] + 1}, 1: lambda d: {**d, "a": d["a"] * 10}}
    assert migrated({"version": 0, "a": 1}, steps, 2) == {"version": 2, "a": 20}
    assert migrated({"version": 2, "a": 1}, steps, 2) == {"version": 2, "a": 1}
    assert migrated({"a": 1}, steps, 2) == {"a": 1}
    assert set(MIGRATIONS) == set(range(CURRENT))
    assert version_of({"version": True}) is None


def test_a_rulebook_of_an_older_version_loads() -> None:
    shipped = (Path(__file__).parents[3] / "config" / "rulebook.yaml").read_text("utf-8")
    old = shipped.replace("version: 1\n", "version: 0\n").replace(
        "deadlines:\n",
        "deadlines:\n  range: {due: last, checkpoints: quarter_end}\n  ongoing: {review: quarter_end}\n",
        1,
    )
    document = parse(old, "rulebook.yaml")
    book, problems = check(Rulebook, document, "nb")
    assert problems == []
    assert book is not None
    assert edited(document, migrated(document.data)) == shipped
