"""Plan files: the plan format, forgiving about quotes and strict about everything else."""

from datetime import date

import pytest

from engine.documents.planfile import load_plan_file
from rules.errors import ConfigError
from rules.span import Span

HEAD = "plan: {id: p, title: P, years: [2015]}\n"


def test_ids_and_texts_may_stand_without_quotes() -> None:
    plan = load_plan_file(HEAD + "measures:\n- {id: 1.10, title: T, deadline_text: 2016, status_text: }\n")
    (measure,) = plan.measures
    assert (measure.id, measure.deadline_text, measure.status_text) == ("1.10", "2016", "")


def test_an_absent_status_is_active_and_our_own_fields_are_read() -> None:
    text = """
plan:
  id: p
  title: P
  years: [2014, 2015]
  decided: 2014-11-24
  status: draft
  secretariat: sse
  default_responsible: au
  reporting: {every: tertial, ask: -2w, due: +10bd}
focus_areas:
- {title: A, default_responsible: mfu}
measures: []
unplaced: [noe]
"""
    plan = load_plan_file(text)
    assert load_plan_file(HEAD).status == "active"
    assert (plan.plan.decided, plan.plan.status) == (date(2014, 11, 24), "draft")
    assert plan.focus_areas[0].default_responsible == "mfu"
    assert plan.plan.reporting is not None
    assert plan.plan.reporting.due == Span(10, "bd")


def test_what_an_import_adds_is_tolerated() -> None:
    measure = "- {id: a, title: T, confidence: 0.7, where: {table: 1, row: 2}, accept: {status_text: ['']}}\n"
    assert load_plan_file(HEAD + "measures:\n" + measure).measures[0].confidence == 0.7


def test_all_mistakes_at_once_with_their_places() -> None:
    text = HEAD + "measures:\n- {id: '1', titel: T}\n- {id: '1', title: [x]}\n- {title: T}\n"
    with pytest.raises(ConfigError) as caught:
        load_plan_file(text, file="p.yaml")
    assert str(caught.value).splitlines() == [
        "p.yaml:3:13: measures.0.titel: ukjent nøkkel «titel»; mente du «title»?",
        "p.yaml:4:8: measures.1.id: id «1» står to ganger; første gang på linje 3",
        "p.yaml:4:20: measures.1.title: må være en tekst, ikke en liste; sett anførselstegn rundt",
        "p.yaml:5:3: measures.2.id: mangler «id»",
    ]


@pytest.mark.parametrize("text", ["- a\n- b\n", "bare tekst", "plan: 3\n", "{}"])
def test_a_file_that_is_no_plan(text: str) -> None:
    with pytest.raises(ConfigError):
        load_plan_file(text)
