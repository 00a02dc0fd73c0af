"""The JSON Schemas: in step with the models, with words for every key, and true of the shipped files."""

import json
import re
from datetime import date, time
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from pydantic import BaseModel

from engine.documents.yamltext import parse
from engine.schema.make import FILES, Ids, schema_of, schema_text, words

CONFIG = Path(__file__).parents[3] / "config"


def models(annotation: Any, seen: dict[type[BaseModel], None]) -> dict[type[BaseModel], None]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation not in seen:
            seen[annotation] = None
            for field in annotation.model_fields.values():
                models(field.annotation, seen)
    else:
        for part in get_args(annotation):
            models(part, seen)
    return seen


@pytest.mark.parametrize("name", FILES)
def test_the_committed_schema_is_in_step_with_the_models(name: str) -> None:
    path = CONFIG / f"{name}.schema.json"
    assert path.read_text(encoding="utf-8") == schema_text(name), "write them anew: tidsfrist schema --into config"


def test_every_key_has_a_title_and_a_description_and_no_words_are_left_over() -> None:
    keys: set[str] = set()
    for model, _ in FILES.values():
        for each in models(model, {}):
            keys |= {f"{each.__name__}.{f.alias or n}" for n, f in each.model_fields.items()}
    assert keys == set(words())
    assert all(title and text.endswith((".", "!", "?")) for title, text, _ in words().values())


def test_every_key_has_an_example_unless_its_values_are_listed() -> None:
    for name in FILES:
        schema = schema_of(name)
        for model, part in {**schema["$defs"], FILES[name][0].__name__: schema}.items():
            for key, value in part.get("properties", {}).items():
                listed = (
                    value.get("enum") or value.get("type") == "boolean" or any(p in value for p in ("$ref", "allOf"))
                )
                assert listed or value.get("examples"), f"{model}.{key}"


def test_nobody_is_told_in_hard_words() -> None:
    said = " ".join(f"{title} {text}" for title, text, _ in words().values()).casefold()
    assert not re.search(r"purr|eskaler|oversitt", said)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("rulebook.yaml", "tidsfrist"),
        ("tests.yaml", "included"),
        ("roles.yaml", "roles"),
        ("committees.yaml", "committees"),
        ("people.yaml", "people"),
        *((f"plans/{p.name}", "plan") for p in sorted((CONFIG / "plans").glob("*.yaml"))),
    ],
)
def test_the_shipped_files_name_their_schema_and_fit_it(file: str, name: str) -> None:
    text = (CONFIG / file).read_text(encoding="utf-8")
    up = "../" if "/" in file else ""
    assert text.startswith(f"# yaml-language-server: $schema={up}{name}.schema.json\n")
    schema = schema_of(name)
    assert misfits(parse(text, file, fast=True).data, schema, schema["$defs"]) == []


@pytest.mark.parametrize("name", FILES)
def test_examples_fit_the_keys_they_explain(name: str) -> None:
    schema = schema_of(name)
    for model, part in {**schema["$defs"], FILES[name][0].__name__: schema}.items():
        for key, value in part.get("properties", {}).items():
            for example in words()[f"{model}.{key}"][2]:
                assert misfits(example, value, schema["$defs"]) == [], f"{model}.{key}"


def test_a_wrong_value_does_not_fit() -> None:
    schema = schema_of("roles")
    assert misfits({"roles": {"x": {"labl": "X"}}}, schema, schema["$defs"])
    assert misfits({"roles": {"x": {"label": 3}}}, schema, schema["$defs"])


def test_an_installations_ids_are_offered_where_they_belong() -> None:
    ids = Ids(["planned"], ["standard"], ["reminder"], ["complete"], ["au-lsu"], ["lsu"], ["LSU Drammen"], ["lsu-2015"])
    defs = schema_of("tidsfrist", ids)["$defs"]
    step = defs["Step"]["properties"]
    assert step["template"]["enum"] == ["reminder"]
    assert defs["Rule"]["properties"]["ladder"]["enum"] == ["none", "standard"]
    assert json.dumps(step["to"]).count('"au-lsu"') == 2  # alone and in a list
    assert defs["Condition"]["properties"]["plan"]["anyOf"][0]["items"]["enum"] == ["lsu-2015"]
    assert schema_of("tidsfrist", ids)["properties"]["plans"]["propertyNames"] == {"enum": ["lsu-2015"]}
    assert "enum" not in schema_of("tidsfrist")["$defs"]["Rule"]["properties"]["ladder"]


def misfits(value: Any, schema: dict[str, Any], defs: dict[str, Any], at: str = "") -> list[str]:
    """Where a value does not fit: as much of JSON Schema as ours use."""
    if "$ref" in schema:
        return misfits(value, defs[schema["$ref"].rpartition("/")[2]], defs, at)
    if "anyOf" in schema:
        tried = [misfits(value, one, defs, at) for one in schema["anyOf"]]
        return [] if [] in tried else min(tried, key=len)
    wrong = [] if _is(value, schema.get("type")) else [f"{at}: {value!r} is no {schema['type']}"]
    if "const" in schema and value != schema["const"]:
        wrong.append(f"{at}: {value!r} is not {schema['const']!r}")
    if "enum" in schema and value not in schema["enum"]:
        wrong.append(f"{at}: {value!r} is none of {schema['enum']}")
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        wrong.append(f"{at}: {value!r} does not match {schema['pattern']}")
    return wrong or _inside(value, schema, defs, at)


def _is(value: Any, kind: str | None) -> bool:
    known: dict[str, Any] = {
        "string": (str, date, time), "integer": int, "number": (int, float), "boolean": bool, "null": type(None),
        "array": (list, tuple), "object": dict,
    }  # fmt: skip
    return kind is None or isinstance(value, known[kind])


def _inside(value: Any, schema: dict[str, Any], defs: dict[str, Any], at: str) -> list[str]:
    wrong: list[str] = []
    if isinstance(value, list | tuple):
        for n, each in enumerate(value):
            wrong += misfits(each, schema.get("items", {}), defs, f"{at}.{n}")
    if isinstance(value, dict):
        known, more = schema.get("properties", {}), schema.get("additionalProperties", {})
        wrong += [f"{at}: {name} is missing" for name in schema.get("required", ()) if name not in value]
        for name, each in value.items():
            part = known.get(name, more)
            wrong += (
                [f"{at}: unknown {name}"]
                if part is False
                else misfits(each, part if isinstance(part, dict) else {}, defs, f"{at}.{name}")
            )
    return wrong


def test_the_words_are_read_as_yaml_1_2() -> None:
    assert yaml.safe_load("NO") is False  # what a lesser reader would make of the country
    assert words()["Calendar.country"][2] == ("NO",)
