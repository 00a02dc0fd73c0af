"""`--accept` rewrites the golden mails; the diff is then read by a person."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from notifiers.render import Renderer

ROOT = Path(__file__).parents[2]


def pytest_addoption(parser: pytest.Parser) -> None:
    with contextlib.suppress(ValueError):  # another room with golden files may have it already
        parser.addoption("--accept", action="store_true", default=False, help="rewrite the golden files")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept", default=False))


@pytest.fixture(scope="session")
def templates() -> Path:
    return ROOT / "config" / "templates"


@pytest.fixture(scope="session")
def renderer(templates: Path) -> Renderer:
    return Renderer(templates)
