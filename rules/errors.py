"""The errors of tidsfrist. Each class owns its exit code and the sentence that a user reads.

Public names: TidsfristError, ConfigError, PlanError, NotifyError, DownError, Problem.
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
