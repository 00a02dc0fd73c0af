"""Settings from the environment or `.env`. Public names: Settings, load_settings. Nothing is read at import time."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from rules.errors import ConfigError, Problem, cause_words

PREFIX = "TIDSFRIST_"
_WRONG = {
    "int_parsing": "må være et helt tall, ikke {given}",
    "float_parsing": "må være et tall, ikke {given}",
    "bool_parsing": "må være 0 eller 1, ikke {given}",
    "literal_error": "{given} er ikke ett av {expected}",
    "string_pattern_mismatch": "{given} er ikke en adresse som begynner med http:// eller https://",
    "greater_than_equal": "må være minst {ge}, ikke {given}",
    "greater_than": "må være større enn {gt}, ikke {given}",
    "less_than_equal": "må være høyst {le}, ikke {given}",
}
_NOT_UTF8 = "fila er ikke skrevet i UTF-8; lagre den på nytt med det tegnsettet"
_SECRETS = ("secret_key", "smtp_password", "database_url")


class Settings(BaseSettings):
    """One installation's settings; every name has the prefix TIDSFRIST_."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    config: Path = Path("config")
    database_url: str = "sqlite:///tidsfrist.db"
    base_url: str = Field("http://localhost:8000", pattern=r"^https?://[^/\s]+")
    secret_key: SecretStr | None = None
    smtp_host: str = "localhost"
    smtp_port: int = Field(25, ge=1, le=65535)
    smtp_username: str | None = None
    smtp_password: SecretStr | None = None
    smtp_tls: Literal["starttls", "tls", "none"] = "starttls"
    smtp_auth: Literal["none", "password", "xoauth2"] = "none"
    smtp_timeout: float = Field(30.0, gt=0)
    mail_from: str = "tidsfrist@localhost"
    maildir: Path | None = None
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65535)
    trial: bool = False
    tick_seconds: int = Field(60, ge=1)

    @property
    def domain(self) -> str:
        """The domain that a new installation keeps for ever in its ids: that of MAIL_FROM, else of BASE_URL."""
        mail = self.mail_from.rpartition("@")[2].strip("> ")
        if mail and mail != "localhost":
            return mail
        return urlsplit(self.base_url).hostname or "localhost"


def load_settings(**overrides: Any) -> Settings:
    """The settings of this process. Raises ConfigError naming each wrong one with its cure."""
    try:
        given = {k: v for k, v in {**_from_files(), **overrides}.items() if v is not None}
        return Settings(**given)
    except ValidationError as error:
        raise ConfigError(_problem(e["loc"], _wrong(e)) for e in error.errors(include_url=False)) from None
    except UnicodeDecodeError:
        raise ConfigError([Problem(".env", 0, 0, "", _NOT_UTF8)]) from None


def _from_files() -> dict[str, str]:
    """Secrets named by TIDSFRIST_…_FILE. Raises ConfigError where such a file cannot be read."""
    found: dict[str, str] = {}
    for name in _SECRETS:
        path = os.environ.get(f"{PREFIX}{name.upper()}_FILE")
        if path:
            try:
                found[name] = Path(path).read_text(encoding="utf-8").strip()
            except OSError as error:
                raise ConfigError([_problem((f"{name}_file",), f"{path}: {cause_words(error.strerror)}")]) from None
            except UnicodeDecodeError:
                raise ConfigError([Problem(path, 0, 0, "", _NOT_UTF8)]) from None
    return found


def _wrong(error: ErrorDetails) -> str:
    """What is wrong with a value, as the person who set it reads it."""
    words = _WRONG.get(error["type"], "kan ikke være {given}")
    told = words.format(given=f"«{error['input']}»", **error.get("ctx", {}))
    return told.replace(" or ", " eller ")


def _problem(location: tuple[int | str, ...], message: str) -> Problem:
    name = PREFIX + "_".join(str(part) for part in location).upper()
    return Problem("innstillinger", 0, 0, name, f"{message}. Rett verdien i miljøet eller i .env.")
