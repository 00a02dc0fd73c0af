"""Leases of a process that is known to be dead. Public names: release_all."""

from __future__ import annotations

from sqlalchemy import update

from engine.store.statements import mine
from engine.store.tables import message as table
from engine.store.unit import Unit


def release_all(u: Unit) -> int:
    """Lets every message that is being delivered be claimed again at once; returns how many.

    Only for whoever knows that nobody else delivers from this database: what was on its way when its process died may
    go out once more, as a twin with the same Message-ID. It does not count as a lease that ran out.
    """
    those = (mine(u, table), table.c.status == "inflight")
    released = update(table).where(*those).values(status="retry", lease=None, due_at=table.c.deliver_at)
    return u.connection.execute(released).rowcount
