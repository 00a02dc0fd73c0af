from __future__ import annotations

import socket
from pathlib import Path

import pytest

from engine.cli import main

ROOT = Path(__file__).parents[3]


def test_a_server_that_is_down_is_told_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: a connection is refused
        given = {"DATABASE_URL": f"sqlite:///{tmp_path}/t.db", "TRIAL": "1", "CONFIG": str(ROOT / "config")}
        given |= {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(taken.getsockname()[1]), "SMTP_TLS": "none"}
        for name, value in given.items():
            monkeypatch.setenv(f"TIDSFRIST_{name}", value)
        monkeypatch.chdir(tmp_path)
        _ran("plan", "add", str(ROOT / "config" / "plans" / "lsu-drammen-2015.yaml"))
        capfd.readouterr()
        assert _ran("tick", "--at", "2015-01-02T09:00") == 3
    out, err = capfd.readouterr()
    assert out == ""
    assert "ble ikke sendt" in err


def _ran(*args: str) -> object:
    with pytest.raises(SystemExit) as left:
        main(args)
    return left.value.code
