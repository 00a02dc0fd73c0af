"""The config folder that came with the program.

Public names: shipped_config, with_shipped_templates, tried_templates, fingerprint.
"""

from __future__ import annotations

import hashlib
import sysconfig
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rules.errors import TidsfristError

# SHA-256 of the templates as they were when our tests tried them in every language and state.
_TRIED = "3bba40c85412ee2573d8777bfd89e0f3916f76159a1697f101b6950daa2d5f09"
_SUFFIXES = ("subject", "txt", "html")


def shipped_config() -> Path:
    """The config folder that came with the program: of the checkout, else of the installed package.

    Raises TidsfristError where neither is there.
    """
    checkout = Path(__file__).resolve().parents[1] / "config"
    installed = Path(sysconfig.get_path("data")) / "share" / "tidsfrist" / "config"
    for place in (checkout, installed):
        if (place / "rulebook.yaml").is_file():
            return place
    raise TidsfristError("Mappa med config som følger med programmet, mangler; installer tidsfrist på nytt.")


def with_shipped_templates(texts: Mapping[str, str]) -> dict[str, str]:
    """A version's templates (by path below templates/), and the shipped ones of mails that it knows nothing of: the
    program may have learnt new mails since. Of a mail that it has, nothing is filled in."""
    mine = {_mail(name) for name in texts}
    return {**{name: text for name, text in _shipped().items() if _mail(name) not in mine}, **texts}


def tried_templates() -> Mapping[str, str]:
    """The shipped templates, by path below templates/; none of them where somebody has changed the shipped folder
    itself."""
    return _shipped() if fingerprint() == _TRIED else {}


def fingerprint() -> str:
    """SHA-256 of the shipped templates, hexadecimal."""
    whole = "".join(f"{name}\0{text}\0" for name, text in sorted(_shipped().items()))
    return hashlib.sha256(whole.encode()).hexdigest()


def _mail(name: str) -> str:
    """nb/reminder for nb/reminder.txt; a part, such as _layout.html, is whole by itself."""
    stem, _, suffix = name.rpartition(".")
    return stem if suffix in _SUFFIXES and not stem.rpartition("/")[2].startswith("_") else name


@cache
def _shipped() -> dict[str, str]:
    folder = shipped_config() / "templates"
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and not p.name.startswith("."))
    return {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in files}
