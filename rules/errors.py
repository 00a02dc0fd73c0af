"""The errors of tidsfrist. Each class owns its exit code and the sentence that a user reads.

Public names: TidsfristError, ConfigError, PlanError, NotifyError, DownError, Problem, cause_words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in a file: place, cause and cure. `line` and `column` count from 1; 0 means the whole file."""

    file: str
    line: int
    column: int
    path: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.path}: {self.message}" if self.path else f"{place}: {self.message}"


class TidsfristError(Exception):
    """Base of all our errors: the message is written for the person at the keyboard."""

    exit_code = 1


class ConfigError(TidsfristError):
    """The files of an administrator have mistakes; all of them are listed, in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(p) for p in self.problems))


class PlanError(TidsfristError):
    """A plan cannot be taken in, or does not exist, or may not do what was asked."""


class NotifyError(TidsfristError):
    """A message was not delivered. `permanent`: trying again will not help."""

    exit_code = 3

    def __init__(self, message: str, *, permanent: bool) -> None:
        super().__init__(message)
        self.permanent = permanent


class DownError(TidsfristError):
    """Something we need is down or full: the database, the disk, the SMTP server."""

    exit_code = 3


_CAUSES = {
    "Is a directory": "det er en mappe, ikke en fil",
    "Not a directory": "en del av stien er en fil, ikke en mappe",
    "No such file or directory": "finnes ikke",
    "Permission denied": "du har ikke lov",
    "Read-only file system": "disken kan bare leses",
    "No space left on device": "disken er full",
    "Disk quota exceeded": "kvoten på disken er brukt opp",
    "File name too long": "navnet er for langt",
    "File exists": "den finnes alt",
    "Address already in use": "adressen er opptatt",
    "Too many open files": "for mange filer er åpne",
    "Input/output error": "disken svarer ikke som den skal",
    "Connection refused": "ingen svarer der",
    "Name or service not known": "navnet er ukjent i nettet",
    "Too many levels of symbolic links": "lenkene går i ring",
    "embedded null byte": "navnet har et tegn som ikke kan stå der",
}


def cause_words(why: str | None) -> str:
    """Why the system refused, in bokmål; what we have no words for, as the system says it."""
    return _CAUSES.get(why or "", why or "ukjent grunn")
