"""What the verbs' tests share. `kept` is each module's own: a folder with a trial database as its tests find it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.cli import main
from engine.settings import Settings
from engine.trial import trial_settings
from tests.engine import homes


@pytest.fixture
def run(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """The command line over a copy of the module's `kept`: (exit code, stdout, stderr)."""
    shutil.copy(kept / "trial.db", tmp_path / "trial.db")
    settings = trial_settings(Settings(_env_file=None, config=homes.CONFIG), tmp_path / "trial.db")
    monkeypatch.chdir(tmp_path)
    for name in ("config", "database_url", "mail_from", "smtp_host", "smtp_tls"):
        monkeypatch.setenv(f"TIDSFRIST_{name.upper()}", str(getattr(settings, name)))
    monkeypatch.setenv("TIDSFRIST_TRIAL", "1")

    def go(*args: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(args)
        out, err = capfd.readouterr()
        return (left.value.code if isinstance(left.value.code, int) else 1), out, err

    return go
