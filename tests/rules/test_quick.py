from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, replace

import pytest

from rules.quick import quick


@dataclass(frozen=True, slots=True)
class Plain:
    name: str
    n: int = 1
    those: tuple[str, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class Quick:
    name: str
    n: int = 1
    those: tuple[str, ...] = ()


def test_a_quick_value_is_what_a_plain_one_is() -> None:
    one = Quick("a", those=("b",))
    assert (one.name, one.n, one.those) == ("a", 1, ("b",))
    assert repr(one) == repr(Plain("a", those=("b",))).replace("Plain", "Quick")
    assert one == Quick("a", 1, ("b",)) != replace(one, n=2) and hash(one) == hash(Quick("a", 1, ("b",)))
    assert type(one) is Quick and pickle.loads(pickle.dumps(one)) == one


def test_a_quick_value_never_changes() -> None:
    with pytest.raises(FrozenInstanceError):
        Quick("a").n = 2  # type: ignore[misc]


@pytest.mark.parametrize("given", [(), ("a", 1, (), "more")])
def test_what_does_not_fit_is_refused(given: tuple[object, ...]) -> None:
    with pytest.raises(TypeError):
        Quick(*given)  # type: ignore[arg-type]
