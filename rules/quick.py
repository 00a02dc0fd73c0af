"""Frozen values that are made as fast as open ones. Public names: quick.

A frozen dataclass sets each field through `object.__setattr__`, which takes eight times as long as setting it: too
much for the values that a look makes by the hundred thousand. Nothing else about them changes.
"""

from __future__ import annotations

from dataclasses import Field, field, fields, make_dataclass
from typing import Any, TypeVar

T = TypeVar("T")


def quick(cls: type[T]) -> type[T]:
    """For the top of `@dataclass(frozen=True, slots=True)`: a value is filled while it is of an open class with the
    same slots, and belongs to its own before anybody sees it."""
    named: list[tuple[str, Any, Any]] = [(f.name, f.type, _again(f)) for f in fields(cls)]  # type: ignore[arg-type]
    opened = make_dataclass(cls.__name__, named, slots=True)
    fill, become = opened.__init__, object.__setattr__  # type: ignore[misc]

    def __init__(self: Any, *given: Any, **named: Any) -> None:
        become(self, "__class__", opened)
        fill(self, *given, **named)
        self.__class__ = cls

    cls.__init__ = __init__  # type: ignore[method-assign]
    return cls


def _again(one: Field[Any]) -> Any:
    """The same default for the open class."""
    return field(default=one.default, default_factory=one.default_factory)
