"""Looking into a database without opening it for work."""

from __future__ import annotations

from pathlib import Path

from engine.store import Stamp, open_store, plans
from engine.store.peek import plan_ids
from tests.fakes import at, plan


def test_a_database_that_is_not_there_or_is_none_names_no_plans(tmp_path: Path) -> None:
    assert plan_ids(f"sqlite:///{tmp_path}/none.db", "standard") == ()
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "text.db").write_text("Dette er ingen database, bare en fil med et slikt navn." * 40)
    assert plan_ids(f"sqlite:///{tmp_path}/text.db", "standard") == ()


def test_the_plans_are_the_tenants_own(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/plans.db"
    store = open_store(url)
    with store.write() as unit:
        plans.save_plan(unit, plan(), Stamp(at("2015-02-06 09:00"), "import"))
    store.close()
    assert plan_ids(url, "standard") == (plan().id,)
    assert plan_ids(url, "another") == ()
