"""What a database holds, for a verb that needs none. Public names: plan_ids."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from engine.store import tables
from engine.store.database import connect, is_there


def plan_ids(url: str, tenant: str) -> tuple[str, ...]:
    """The ids of the tenant's plans, in order. Makes no database and changes none; where there is none, or it cannot be
    read, none are known."""
    if not is_there(url):
        return ()
    engine = connect(url, timedelta(seconds=2))
    try:
        with engine.connect() as connection:
            table = tables.plan
            query = select(table.c.id).where(table.c.tenant_id == tenant).order_by(table.c.id)
            return tuple(connection.execute(query).scalars())
    except SQLAlchemyError:
        return ()
    finally:
        engine.dispose()
