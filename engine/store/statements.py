"""Statements in the shapes that every table needs, set-wise. Public names: mine, chunks, select_in,
locked, kept, insert_into, upsert."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, Select, Table, and_
from sqlalchemy.dialects import postgresql, sqlite

from engine.store.unit import Unit

_CHUNK = 10_000  # SQLite takes 32,766 parameters a statement, PostgreSQL 65,535


def mine(u: Unit, table: Table) -> ColumnElement[bool]:
    """The condition that belongs into every statement: rows of the unit's tenant."""
    return table.c.tenant_id == u.tenant


def chunks(values: Iterable[str]) -> Iterator[Sequence[str]]:
    """Each value once, in parts that fit into one statement."""
    unique = list(dict.fromkeys(values))
    for start in range(0, len(unique), _CHUNK):
        yield unique[start : start + _CHUNK]


def select_in(u: Unit, query: Select[Any], column: Column[Any], values: Iterable[str]) -> list[Row[Any]]:
    """Rows of the query whose column is one of the values; keeps the query's order within about 10,000 values."""
    return [row for part in chunks(values) for row in u.connection.execute(query.where(column.in_(part)))]


def locked(query: Select[Any], *, skip: bool = False) -> Select[Any]:
    """Keeps others from changing the rows until the unit ends; `skip`: leaves out those that others keep.

    PostgreSQL alone: SQLite lets one writer in at a time. NO KEY UPDATE, so that rows that refer to ours may be added.
    """
    return query.with_for_update(key_share=True, skip_locked=skip)


def kept(u: Unit, query: Select[Any]) -> Select[Any]:
    """Locked where the unit may go on to write what it read, so that nobody's change is overwritten unseen."""
    return locked(query) if u.writing else query


def insert_into(u: Unit, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that knows ON CONFLICT."""
    return postgresql.insert(table) if u.postgresql else sqlite.insert(table)


def upsert(u: Unit, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Adds rows, or saves the given columns of those whose primary key exists. All rows have the same columns."""
    given = [{"tenant_id": u.tenant, **row} for row in rows]
    if not given:
        return
    key = [column.name for column in table.primary_key]
    insert = insert_into(u, table)
    changed = {name: insert.excluded[name] for name in given[0] if name not in key}
    u.connection.execute(insert.on_conflict_do_update(index_elements=key, set_=changed), given)


def same(table: Table, **values: Any) -> ColumnElement[bool]:
    """All of these columns have these values."""
    return and_(*(table.c[name] == value for name, value in values.items()))
