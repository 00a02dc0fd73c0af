"""Older forms of the rulebook, brought up to today's by pure steps. Public names: CURRENT, Migration, MIGRATIONS,
migrated, version_of.

A step takes the plain data of a file of version n and gives that of n + 1. The meaning of a version never changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

CURRENT = 1
Migration = Callable[[dict[str, Any]], dict[str, Any]]


def version_of(data: Any) -> int | None:
    """The version that a file says it has; None: none, or something that is no number."""
    said = data.get("version") if isinstance(data, dict) else None
    return int(said) if isinstance(said, int) and not isinstance(said, bool) else None


def migrated(data: Any, migrations: Mapping[int, Migration] | None = None, current: int = CURRENT) -> Any:
    """The data in today's form; as it is, where it is that already or names no version."""
    steps = MIGRATIONS if migrations is None else migrations
    version = version_of(data)
    while version is not None and version < current and version in steps:
        data = {**steps[version](data), "version": version + 1}
        version += 1
    return data


def _said_elsewhere(data: dict[str, Any]) -> dict[str, Any]:
    """0 → 1: what plan files, committees and rounds say by now no longer stands in the rulebook; steps and periods have
    the names they have today."""
    deadlines = _without(data.get("deadlines"), "range", "ongoing", "events", "accept")
    plans = data.get("plans")
    if isinstance(plans, dict):
        plans = {name: _without(entry, "title", "year", "source") for name, entry in plans.items()}
    changed = {"deadlines": deadlines, "plans": plans}
    return {key: changed.get(key, value) for key, value in data.items()}


def _without(block: Any, *keys: str) -> Any:
    return {k: v for k, v in block.items() if k not in keys} if isinstance(block, dict) else block


MIGRATIONS: dict[int, Migration] = {0: _said_elsewhere}
