"""The tree keeps to the house style where a tool can see it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(p for package in ("rules", "notifiers", "calendars", "engine") for p in (ROOT / package).rglob("*.py"))
FORBIDDEN_NAMES = {"utils.py", "types.py", "core.py", "helpers.py", "email.py", "calendar.py"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_file_is_short_and_well_named(path: Path) -> None:
    assert path.name not in FORBIDDEN_NAMES
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_no_mail_template_uses_words_that_scold() -> None:
    for path in (ROOT / "config").rglob("*"):
        if path.is_file() and "templates" in path.parts:
            text = path.read_text(encoding="utf-8").casefold()
            assert not [w for w in ("purr", "eskaler", "oversitt") if w in text], path


def test_config_is_data_only() -> None:
    assert not list((ROOT / "config").rglob("*.py"))


def test_import_contracts_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
