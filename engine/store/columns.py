"""Column types that mean the same on SQLite and PostgreSQL. Public names: Instant, Json, as_text, plain, picked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Dialect, String, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.types import TypeDecorator, TypeEngine

_WIDTH = 32


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant. SQLite keeps text of fixed width, so that text order is order in time."""

    impl = String(_WIDTH)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """timestamptz on PostgreSQL, text elsewhere."""
        wanted: TypeEngine[Any] = TIMESTAMP(timezone=True) if dialect.name == "postgresql" else String(_WIDTH)
        return dialect.type_descriptor(wanted)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuses naive datetimes (ValueError): they are days or mistakes."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a time zone: {value!r}")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Always aware and in UTC."""
        if value is None:
            return None
        return (value if isinstance(value, datetime) else datetime.fromisoformat(value)).astimezone(UTC)


class Json(TypeDecorator[Any]):
    """A JSON value as text with sorted keys: equal values are equal texts. None is SQL's NULL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Text, letters as they are."""
        return None if value is None else as_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """The value; arrays come back as lists."""
        return None if value is None else json.loads(value)


def as_text(value: Any) -> str:
    """JSON with sorted keys and no spaces."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def plain(value: Any) -> Any:
    """A value as JSON knows it: days and instants (in UTC) as ISO 8601, tuples as lists."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value


def picked(value: Any, names: Iterable[str]) -> dict[str, Any]:
    """These attributes of a value, as they are."""
    return {name: getattr(value, name) for name in names}
