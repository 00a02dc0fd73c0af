"""Versions of the rulebook, and which one runs. Public names: Version, versions, version, running, add_version, run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.store.stamp import Stamp
from engine.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Version:
    """An applied rulebook: raw `files` by path. `applied_at` None: a trial database that has not ticked yet."""

    n: int
    files: tuple[tuple[str, str], ...]
    hash: str
    author: str
    reason: str
    effect: str
    applied_at: datetime | None
    running: bool = False


def versions(u: Unit) -> tuple[Version, ...]:
    """Every version, oldest first."""
    raise NotImplementedError


def version(u: Unit, n: int) -> Version | None:
    """Version `n`."""
    raise NotImplementedError


def running(u: Unit) -> Version | None:
    """The version that runs; None before the first apply."""
    raise NotImplementedError


def add_version(u: Unit, files: Mapping[str, str], hash: str, reason: str, effect: str, stamp: Stamp) -> Version:
    """Keeps a new version (author and instant from the stamp) and lets it run."""
    raise NotImplementedError


def run(u: Unit, n: int, stamp: Stamp) -> Version:
    """Lets an earlier version run (rollback). PlanError: there is no such version."""
    raise NotImplementedError
