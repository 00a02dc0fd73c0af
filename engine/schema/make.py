"""JSON Schemas from the models, with words, for editors that complete and explain. Public names: FILES, schema_of,
schema_text, Ids.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema
from ruamel.yaml import YAML

from engine.documents.people import PeopleForm
from engine.documents.planfile import PlanFile
from engine.documents.roles import RolesFile
from engine.schema.block_words import BLOCK_WORDS
from engine.schema.file_words import FILE_WORDS
from engine.schema.rulebook_words import RULEBOOK_WORDS
from rules.committees import Committees
from rules.rulebook import Rulebook

# name of the schema: the model of the file, and what the file is
FILES: dict[str, tuple[type[BaseModel], str]] = {
    "tidsfrist": (Rulebook, "rulebook.yaml: regelboka"),
    "included": (Rulebook, "Filer som regelboka tar med under «include»"),
    "roles": (RolesFile, "roles.yaml: rollene og hvordan de svarer"),
    "committees": (Committees, "committees.yaml: utvalg og møter"),
    "people": (PeopleForm, "people.yaml: skjemaet for personer"),
    "plan": (PlanFile, "En planfil"),
}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string"}
_NOTHING = {"type": "null"}
# what a validator takes beside what the model says: by the validator's name
_ALSO: dict[str, list[dict[str, Any]]] = {
    "as_list": [_TEXT],
    "_as_list": [_NOTHING],
    "_as_text": [{"type": "number"}, _NOTHING],
    "_role": [_TEXT],
    "_plan": [_TEXT],
}
_BOTH = {
    "type": "object",
    "properties": {"nb": _TEXT, "nn": _TEXT},
    "required": ["nb"],
    "additionalProperties": False,
}


class _Generator(GenerateJsonSchema):
    """Knows what our validators take from a file before the model sees it."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        inner = super().function_before_schema(schema)
        also = _ALSO.get(getattr(schema["function"]["function"], "__name__", ""))
        return {"anyOf": [inner, *also]} if also else inner


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of one installation, for completion. Empty: anything goes."""

    states: Collection[str] = field(default=())
    ladders: Collection[str] = field(default=())
    templates: Collection[str] = field(default=())
    transitions: Collection[str] = field(default=())
    roles: Collection[str] = field(default=())
    committees: Collection[str] = field(default=())
    committee_names: Collection[str] = field(default=())
    plans: Collection[str] = field(default=())

    def of(self, place: str) -> list[str]:
        """What may stand at «Model.key»; empty where anything may."""
        kind, *more = _PLACES.get(place, ("",))
        known = getattr(self, kind, ()) if kind else ()
        return [*dict.fromkeys((*more, *known))] if known else []


# where an id of which kind stands, and what else may stand there
_PLACES: dict[str, tuple[str, ...]] = {
    "Settings.secretariat": ("roles",),
    "Transition.from": ("states", "*"),
    "Transition.to": ("states",),
    "Condition.state": ("states",),
    "Condition.role": ("roles",),
    "Condition.committee": ("committees",),
    "Condition.plan": ("plans",),
    "Step.template": ("templates",),
    "Step.to": ("roles", "responsible", "contact", "secretariat", "leader"),
    "Step.cc": ("roles", "responsible", "contact", "secretariat", "leader"),
    "Rule.ladder": ("ladders", "none"),
    "Template.actions": ("transitions",),
    "PlanEntry.secretariat": ("roles",),
    "PlanEntry.default_responsible": ("roles",),
    "ExpectedMail.template": ("templates",),
    "ExpectedState.is": ("states",),
    "Happening.transition": ("transitions",),
    "RoleForm.via": ("roles",),
    "RoleForm.stands_for": ("roles",),
    "CommitteeEntry.secretariat": ("roles",),
    "RoleEntry.role": ("roles",),
    "PlanHead.committee": ("committee_names",),
    "PlanHead.secretariat": ("roles",),
    "PlanHead.default_responsible": ("roles",),
    "FocusArea.default_responsible": ("roles",),
}


def schema_of(name: str, ids: Ids | None = None) -> dict[str, Any]:
    """The schema of a kind of file (a name of FILES), with the ids of an installation where they are given."""
    model, about = FILES[name]
    made = model.model_json_schema(by_alias=True, schema_generator=_Generator)
    defs = made.pop("$defs", {})
    for title, part in {**defs, model.__name__: made}.items():
        _explain(title, part, ids or Ids())
    if name == "included":
        made.pop("required", None)
    return {"$schema": _DIALECT, "title": about, **{k: v for k, v in made.items() if k != "title"}, "$defs": defs}


def schema_text(name: str, ids: Ids | None = None) -> str:
    """The schema as the text of a file."""
    return json.dumps(schema_of(name, ids), ensure_ascii=False, indent=1, sort_keys=False) + "\n"


def _explain(model: str, part: dict[str, Any], ids: Ids) -> None:
    """Titles, descriptions and examples for the keys of one model, instead of what stands in the code."""
    part.pop("description", None)
    part.pop("title", None)
    for key, value in part.get("properties", {}).items():
        title, text, examples = words()[f"{model}.{key}"]
        _restrict(value, ids.of(f"{model}.{key}"))
        _default(value)
        value |= {"title": title, "description": text}
        value.pop("examples", None)
        if examples:
            value["examples"] = list(examples)
        if model == "State" and key == "label":
            part["properties"][key] = _two_languages(value)
        if model == "Rulebook" and key == "plans" and ids.plans:
            value["propertyNames"] = {"enum": list(ids.plans)}


def _default(value: dict[str, Any]) -> None:
    """A default that an editor can show: a span as it is written; blocks and nothing are left out."""
    default = value.pop("default", None)
    if isinstance(default, dict) and set(default) == {"n", "unit"}:
        default = f"{default['n']:+}{default['unit']}"
    if isinstance(default, str | int | float | bool):
        value["default"] = default


def _two_languages(value: dict[str, Any]) -> dict[str, Any]:
    told = {k: value[k] for k in ("title", "description", "examples")}
    return {**told, "anyOf": [{k: v for k, v in value.items() if k not in told}, _BOTH]}


def _restrict(value: Any, known: list[str]) -> None:
    """Texts of the value become one of the known ones."""
    if not known:
        return
    if isinstance(value, list):
        for each in value:
            _restrict(each, known)
    elif isinstance(value, dict):
        if value.get("type") == "string":
            value["enum"] = known
        for name in ("anyOf", "items"):
            _restrict(value.get(name), known)


@cache
def words() -> Mapping[str, tuple[str, str, tuple[Any, ...]]]:
    """(title, description, examples) of each «Model.key»."""
    yaml = YAML(typ="safe", pure=True)
    blocks = {place: [block] for place, _, block in (one.partition(" | ") for one in BLOCK_WORDS.splitlines())}
    found: dict[str, tuple[str, str, tuple[Any, ...]]] = {}
    for line in f"{RULEBOOK_WORDS}{FILE_WORDS}".strip().splitlines():
        if line:
            place, title, text, examples = (cell.strip() for cell in line.split(" |"))
            given = examples.split(" ; ") if examples else blocks.get(place, [])
            shown = tuple(_plain(yaml.load(one)) for one in given)
            found[place] = (title, text, shown)
    return found


def _plain(value: Any) -> Any:
    """A day as the text that it is written as."""
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    return value if isinstance(value, str | int | float | bool) else str(value)
