"""The database: the one truth. Public names: open_store, Store, Unit, Stamp, StaleError; tables by noun in the modules.

store = open_store("sqlite:///tidsfrist.db")
with store.write() as u:
    plans.save_plan(u, plan, Stamp(now, "import"))
"""

from __future__ import annotations

from engine.store.database import StaleError, Store, Unit
from engine.store.stamp import Stamp

__all__ = ["StaleError", "Stamp", "Store", "Unit", "open_store"]


def open_store(url: str, tenant: str = "standard") -> Store:
    """Opens (and on the first use makes) the database; brings its tables up to date under a lock. Raises DownError."""
    raise NotImplementedError
