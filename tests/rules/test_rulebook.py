"""The rulebook's models refuse what they do not know, and never change."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from rules import rulebook as models
from rules.rulebook import Condition, Rulebook, State, Step
from rules.span import Span
from rules.strict import Strict
from tests.fakes import RULES


def _models() -> Iterator[type[BaseModel]]:
    stack: list[type[BaseModel]] = [Strict]
    while stack:
        model = stack.pop()
        stack += model.__subclasses__()
        if model.__module__ == models.__name__ and model is not Strict:
            yield model


def valid() -> dict[str, Any]:
    return deepcopy(RULES)


def refusal(changed: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as refused:
        Rulebook.model_validate(changed)
    return [(".".join(map(str, e["loc"])), e["type"]) for e in refused.value.errors()]


MODELS = {model.__name__: model for model in _models()}


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_every_model_refuses_an_unknown_key_and_never_changes(model: type[BaseModel]) -> None:
    with pytest.raises(ValidationError) as refused:
        model.model_validate({"unheard_of": 1})
    assert ("unheard_of",) in [e["loc"] for e in refused.value.errors() if e["type"] == "extra_forbidden"]
    assert model.model_config["frozen"] is True


MISTAKES: list[tuple[str, Any, str, str]] = [
    ("settings.delivery", {"windw": {}}, "windw", "extra_forbidden"),
    ("settings.delivery", {"window": {"from": "7.30"}}, "window.from", "string_pattern_mismatch"),
    ("settings.delivery", {"digest": {"min_items": 1}}, "digest.min_items", "greater_than_equal"),
    ("settings.delivery", {"max_per_recipient": {"per_day": 0}}, "max_per_recipient.per_day", "greater_than_equal"),
    ("settings.locale", "se", "", "literal_error"),
    ("settings.release", {"manual_for": "90"}, "manual_for", "value_error"),
    ("states.planned", {"label": "P", "inital": True}, "inital", "extra_forbidden"),
    ("transitions.0.by", ["boss"], "0", "literal_error"),
    ("transitions.0.needs", ["signature"], "0", "literal_error"),
    ("ladders.standard.steps.0.every", "1 week", "", "value_error"),
    ("ladders.standard.steps.0.id", "14 dager", "", "string_pattern_mismatch"),
    ("rules.1.when", {"deadline": "rapport"}, "deadline.0", "literal_error"),
    ("rules.1.when", {"due_in": {"mn": "1d"}}, "due_in.mn", "extra_forbidden"),
    ("rules.1.when", {"not": {"stat": "x"}}, "not.stat", "extra_forbidden"),
    ("version", 2, "", "literal_error"),
]


@pytest.mark.parametrize(("path", "value", "inside", "why"), MISTAKES)
def test_mistake_is_found_where_it_stands(path: str, value: Any, inside: str, why: str) -> None:
    changed = valid()
    here: Any = changed
    *way, last = (int(key) if key.isdigit() else key for key in path.split("."))
    for key in way:
        here = here[key]
    here[last] = value
    assert (f"{path}.{inside}".rstrip("."), why) in refusal(changed)


@pytest.mark.parametrize("key", ["version", "states", "transitions", "ladders", "rules", "templates"])
def test_what_a_rulebook_cannot_do_without(key: str) -> None:
    changed = valid()
    del changed[key]
    assert refusal(changed) == [(key, "missing")]


def test_one_name_is_a_list_of_one() -> None:
    condition = Condition.model_validate({"state": "done", "deadline": "report", "not": {"plan": ["a", "b"]}})
    assert (condition.state, condition.deadline) == (("done",), ("report",))
    assert condition.not_ is not None and condition.not_.plan == ("a", "b")


@pytest.mark.parametrize(
    ("step", "name"),
    [
        ({"id": "before", "at": "-14d"}, "before"),
        ({"at": "-14d"}, "-14d:reminder"),
        ({"at": "0d"}, "0d:reminder"),
        ({"at": "ask"}, "ask:reminder"),
        ({"every": "1w", "from": "+1w", "until": "+4w"}, "+1w:reminder"),
    ],
)
def test_name_of_a_step(step: dict[str, str], name: str) -> None:
    made = Step.model_validate({"template": "reminder", **step})
    assert made.name == name and made.to == ("responsible",)


def test_defaults_are_those_of_the_design() -> None:
    settings = Rulebook.model_validate({**valid(), "settings": {}}).settings
    assert (settings.timezone, settings.release.manual_for) == ("Europe/Oslo", Span(90, "d"))
    assert settings.delivery.max_per_recipient.per_day == 3
    reporting = models.ReportingRule.model_validate({"every": "tertial"})
    assert (reporting.ask, reporting.due) == (Span(-2, "w"), Span(10, "bd"))


def test_a_state_may_have_a_name_in_each_language() -> None:
    both, one = State.model_validate({"label": {"nb": "I fare", "nn": "I fåre"}}), State(label="Utført")
    alone = State.model_validate({"label": {"nb": "Pågår"}})
    assert [both.name_in(x) for x in ("nb", "nn")] == ["I fare", "I fåre"]
    assert [s.name_in("nn") for s in (one, alone)] == ["Utført", "Pågår"]
    with pytest.raises(ValidationError):
        State.model_validate({"label": {"nb": "I fare", "en": "At risk"}})
