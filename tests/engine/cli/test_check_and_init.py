"""`tidsfrist init` makes a folder that `tidsfrist check` finds in order."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.cli.check import Language, check
from engine.cli.init import init
from engine.rulebooks import load_folder
from engine.shipped import shipped_config
from engine.store import Stamp, open_store, plans
from rules.errors import ConfigError, TidsfristError
from tests.fakes import at, plan


def test_a_new_folder_is_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    init(tmp_path / "c")
    monkeypatch.setenv("TIDSFRIST_CONFIG", str(tmp_path / "c"))  # where the verb finds its folder
    capsys.readouterr()
    check()
    assert capsys.readouterr().out.startswith("Alt i orden: 8 regler")
    check(Language.en)
    assert capsys.readouterr().out.startswith("All is well: 8 rules")
    assert not list((tmp_path / "c" / "plans").iterdir())


def test_a_rule_for_a_plan_that_only_the_database_has_is_no_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plans live in the database; their files may be anywhere."""
    init(tmp_path / "c")
    rulebook, url = tmp_path / "c" / "rulebook.yaml", f"sqlite:///{tmp_path}/plans.db"
    text = rulebook.read_text(encoding="utf-8")
    rulebook.write_text(text.replace("plans: {}", "plans: {lsu-2015: {secretariat: sekretariat}}"), encoding="utf-8")
    monkeypatch.setenv("TIDSFRIST_CONFIG", str(tmp_path / "c"))  # where the verb finds its folder
    monkeypatch.setenv("TIDSFRIST_DATABASE_URL", url)  # where the verb finds its plans
    with pytest.raises(ConfigError, match="planen «lsu-2015» finnes ikke"):
        check()
    assert not (tmp_path / "plans.db").exists()
    load_folder(tmp_path / "c", plans=False)  # as the rulebook's own tests are read: any plan may be named
    store = open_store(url)
    with store.write() as unit:
        plans.save_plan(unit, replace(plan(), id="lsu-2015"), Stamp(at("2015-02-06 09:00"), "import"))
    store.close()
    check()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x", encoding="utf-8")
    with pytest.raises(TidsfristError, match="ikke tom"):
        init(tmp_path)
    with pytest.raises(TidsfristError, match="ikke tom"):
        init(tmp_path / "mine")
    assert [p.name for p in tmp_path.iterdir()] == ["mine"]


def test_a_missing_folder_is_told_with_its_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDSFRIST_CONFIG", str(tmp_path / "nei"))  # where the verb finds its folder
    with pytest.raises(ConfigError, match="mappa finnes ikke; lag en med «tidsfrist init"):
        check()


def test_the_shipped_folder_is_found() -> None:
    assert (shipped_config() / "rulebook.yaml").is_file()
