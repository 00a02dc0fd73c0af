"""Wrong settings are named with their cure, in bokmål."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.settings import load_settings
from rules.errors import ConfigError


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SMTP_PORT", "abc", "må være et helt tall, ikke «abc»"),
        ("SMTP_PORT", "0", "må være minst 1, ikke «0»"),
        ("PORT", "70000", "må være høyst 65535, ikke «70000»"),
        ("SMTP_TIMEOUT", "lenge", "må være et tall, ikke «lenge»"),
        ("SMTP_TIMEOUT", "0", "må være større enn 0.0, ikke «0»"),
        ("SMTP_TLS", "ja", "«ja» er ikke ett av 'starttls', 'tls' eller 'none'"),
        ("BASE_URL", "tidsfrist.no", "«tidsfrist.no» er ikke en adresse som begynner med http:// eller https://"),
        ("TRIAL", "kanskje", "må være 0 eller 1, ikke «kanskje»"),
        ("SMTP_PASSWORD_FILE", "/finnes/ikke", "/finnes/ikke: finnes ikke"),
    ],
)
def test_a_wrong_setting(name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"TIDSFRIST_{name}", value)
    with pytest.raises(ConfigError) as told:
        load_settings()
    assert str(told.value) == f"innstillinger: TIDSFRIST_{name}: {said}. Rett verdien i miljøet eller i .env."


def test_a_secret_or_env_file_that_is_no_utf8(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("hemmelig").write_bytes("pæss".encode("latin-1"))
    monkeypatch.setenv("TIDSFRIST_SMTP_PASSWORD_FILE", "hemmelig")
    with pytest.raises(ConfigError, match="hemmelig: fila er ikke skrevet i UTF-8"):
        load_settings()
    monkeypatch.delenv("TIDSFRIST_SMTP_PASSWORD_FILE")
    Path("hemmelig").rename(".env")
    with pytest.raises(ConfigError, match=r"\.env: fila er ikke skrevet i UTF-8"):
        load_settings()
