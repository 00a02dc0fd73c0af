"""Which keys may stand where in a document, by its pydantic model. Public names: fields_at, homes_of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from engine.documents.yamltext import Path_


def fields_at(model: type[BaseModel], path: Path_) -> list[str]:
    """The keys that may stand at a path; empty where keys are free."""
    here: Any = model
    for name in path:
        here = _member(here, name)
    found = _model_in(here)
    return [f.alias or name for name, f in found.model_fields.items()] if found else []


def homes_of(model: type[BaseModel], key: str) -> list[str]:
    """The blocks that know the key, each by its own name («settings»; «steps» for each item of it), in order of the
    model; "" = the top of the file."""
    return list(dict.fromkeys(name for name, keys in _blocks(model, "", ()) if key in keys))


def _blocks(model: type[BaseModel], name: str, around: tuple[type[BaseModel], ...]) -> Iterator[tuple[str, list[str]]]:
    """Every block of the model with the keys that may stand in it; one that holds itself is looked at once."""
    yield name, fields_at(model, ())
    for inner_name, field in model.model_fields.items():
        inner = _model_in(_content(field.annotation))
        if inner is not None and inner not in (*around, model):
            yield from _blocks(inner, field.alias or inner_name, (*around, model))


def _content(annotation: Any) -> Any:
    """What lists and free keys hold in the end; anything else is its own."""
    inside = _member(annotation, 0) if _model_in(annotation) is None else None
    return annotation if inside is None else _content(inside)


def _member(annotation: Any, name: str | int) -> Any:
    found = _model_in(annotation)
    if found is not None:
        fields = found.model_fields
        field = next((f for n, f in fields.items() if name in (n, f.alias)), None)
        return field.annotation if field else None
    for part in _parts(annotation):
        if get_origin(part) in (dict, Mapping):
            return get_args(part)[1]
        if get_origin(part) in (tuple, list):
            return get_args(part)[0]
    return None


def _model_in(annotation: Any) -> type[BaseModel] | None:
    return next((p for p in _parts(annotation) if isinstance(p, type) and issubclass(p, BaseModel)), None)


def _parts(annotation: Any) -> list[Any]:
    """The members of a union or of Annotated, flat; a plain annotation is its own only part."""
    if get_origin(annotation) in (None, dict, Mapping, tuple, list):
        return [annotation]
    return [part for arg in get_args(annotation) for part in _parts(arg)]
