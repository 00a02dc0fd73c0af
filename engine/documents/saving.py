"""A text file of an administrator written whole or not at all. Public name: save_whole."""

from __future__ import annotations

import shutil
from codecs import BOM_UTF8
from pathlib import Path

from engine.documents.yamltext import decode
from rules.errors import DownError, TidsfristError, cause_words


def save_whole(path: Path, old: str, new: str, folder: Path) -> None:
    """The file says `new` where it said `old`; its mode and byte order mark stay.

    Raises TidsfristError where it says something else by now, or really lies outside `folder` (a link leads to it), and
    DownError where it cannot be written.
    """
    target = path.resolve()
    if not target.is_relative_to(folder.resolve()):
        raise TidsfristError(f"{path} ligger egentlig utenfor mappa ({target}), så den skrives ikke herfra.")
    try:
        raw = target.read_bytes()
        if decode(raw, path.as_posix(), "nb") != old:
            raise TidsfristError(f"{path} er endret av noen andre imens. Ingenting er skrevet; prøv igjen.")
        part = target.with_name(f".{target.name}.part")
        part.write_bytes((BOM_UTF8 if raw.startswith(BOM_UTF8) else b"") + new.encode("utf-8"))
        shutil.copymode(target, part)
        part.replace(target)
    except OSError as error:
        raise DownError(f"Kan ikke skrive {path}: {cause_words(error.strerror)}.") from error
