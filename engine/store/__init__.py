"""The database: the one truth. Public names: open_store, Store, Unit, Stamp, StaleError, is_there; tables by noun in
the modules.

store = open_store("sqlite:///tidsfrist.db")
with store.write() as u:
    plans.save_plan(u, plan, Stamp(now, "import"))
"""

from __future__ import annotations

from datetime import timedelta

from engine.store.database import Store, connect, is_there
from engine.store.migrate import upgrade
from engine.store.stamp import Stamp
from engine.store.unit import StaleError, Unit

__all__ = ["StaleError", "Stamp", "Store", "Unit", "is_there", "open_store"]


def open_store(url: str, tenant: str = "standard", patience: timedelta = timedelta(seconds=15)) -> Store:
    """Opens (and on the first use makes) the database; brings its tables up to date under a lock. Raises DownError.

    `patience`: how long a writer waits for another one.
    """
    store = Store(connect(url, patience), tenant)
    try:
        upgrade(store)
    except BaseException:
        store.close()
        raise
    return store
