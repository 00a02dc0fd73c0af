"""What verbs share: opening the installation of this process. Public names: opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from engine.bootstrap import Installation, open_installation
from engine.clock import system_now
from engine.settings import load_settings


@contextmanager
def opened() -> Iterator[Installation]:
    """The installation that settings name, closed afterwards."""
    home = open_installation(load_settings(), system_now())
    try:
        yield home
    finally:
        home.close()
