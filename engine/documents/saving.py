"""Files written whole or not at all. Public names: save_whole, write_whole,
write_out, cannot_write.
"""

from __future__ import annotations

import shutil
from codecs import BOM_UTF8
from collections.abc import Mapping
from contextlib import suppress
from os.path import realpath
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
        write_whole({target: (BOM_UTF8 if raw.startswith(BOM_UTF8) else b"") + new.encode("utf-8")})
    except OSError as error:
        raise cannot_write(path, error) from error


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Each file holds what is given: all are written beside themselves before the first is exchanged, so a disk that is
    full changes none. Modes stay. Raises OSError."""
    parts = {path: path.with_name(f".{path.name}.part") for path in files}
    try:
        for path, part in parts.items():
            part.write_bytes(files[path])
            if path.exists():
                shutil.copymode(path, part)
        for path, part in parts.items():
            part.replace(path)
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)


def write_out(files: Mapping[Path, bytes], place: Path) -> None:
    """Writes what a verb makes, all files or none; their folders are made. A link stays and what it leads to changes; a
    pipe or device is written to as it is. Raises DownError naming `place`; folders that were made for it are gone."""
    missing: set[Path] = set()
    try:
        missing |= {folder for path in files for folder in path.parents if not folder.exists()}
        for path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
        real = {Path(realpath(path)): body for path, body in files.items()}
        streams = {path for path in real if path.exists() and not path.is_file() and not path.is_dir()}
        write_whole({path: body for path, body in real.items() if path not in streams})
        for path in streams:
            path.write_bytes(real[path])
    except OSError as error:
        for folder in sorted(missing, reverse=True):  # what lies inside comes first
            with suppress(OSError):
                folder.rmdir()
        raise cannot_write(place, error) from error


def cannot_write(path: Path, error: OSError) -> DownError:
    """What the person at the keyboard reads."""
    why = cause_words(error.strerror)
    return DownError(f"Kan ikke skrive {path}: {why}. Ingenting er skrevet; rett det, og prøv igjen.")
