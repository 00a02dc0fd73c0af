from __future__ import annotations

from rules.ahead import Ahead
from tests.fakes import at


def test_names_come_at_their_time_each_once_in_their_order() -> None:
    ahead = Ahead()
    assert ahead.next_at is None and ahead.due(at("2015-01-01")) == []
    for day, name in (("2015-06-02", "b"), ("2015-06-01", "c"), ("2015-06-02", "a"), ("2015-06-03", "d")):
        ahead.add(at(day), name)
    ahead.add(at("2015-06-01"), "b")
    assert ahead.next_at == at("2015-06-01")
    assert ahead.due(at("2015-06-02")) == ["a", "b", "c"]
    assert ahead.next_at == at("2015-06-03")
