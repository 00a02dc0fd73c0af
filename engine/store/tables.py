"""The tables as today's program knows them; how they came to be is in migrations/. Public names: metadata, one a table.

Every table but `installation` has tenant_id, and every unique and foreign key begins with it. Uids are 16 characters.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    Time,
    UniqueConstraint,
    text,
)

from engine.store.columns import Instant, Json

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_1_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str, *, null: bool = False, default: str | None = None) -> Column[Any]:
    return Column(name, Text, nullable=null, server_default=default)


def _number(name: str) -> Column[Any]:
    return Column(name, Integer, nullable=False, server_default=text("0"))


def _flag(name: str) -> Column[Any]:
    return Column(name, Boolean(name=None), nullable=False, server_default=text("false"))


def _day(name: str, *, null: bool = True) -> Column[Any]:
    return Column(name, Date, nullable=null)


def _instant(name: str, *, null: bool = True) -> Column[Any]:
    return Column(name, Instant, nullable=null)


def _json(name: str, *, null: bool = False) -> Column[Any]:
    return Column(name, Json, nullable=null)


def _belongs(table: str, column: str | None = None, key: str = "uid") -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["tenant_id", column or table], [f"{table}.tenant_id", f"{table}.{key}"])


def _table(name: str, key: tuple[str, ...], *parts: Any) -> Table:
    return Table(name, metadata, _text("tenant_id"), *parts, PrimaryKeyConstraint("tenant_id", *key))


def _when(column: str) -> dict[str, Any]:
    """A partial index that holds only the rows somebody waits for."""
    condition = text(column)
    return {"sqlite_where": condition, "postgresql_where": condition}


installation = Table(
    "installation",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _text("domain", null=True),
    _flag("trial"),
    _instant("clock_at"),
    *(_text(n, null=True) for n in ("secret", "stopped")),
    CheckConstraint("id = 1", name="one_row"),
)

# Counters of a tenant: the last seq of its journal, and how often something changed that a feed may show.
tenant = _table("tenant", (), _number("journal_seq"), _number("changes"), _text("folder_hash", null=True))

person = _table(
    "person",
    ("uid",),
    _text("uid"),
    _text("id"),
    _text("name"),
    _text("email"),
    _text("locale"),
    _text("zone", null=True),
    UniqueConstraint("tenant_id", "id"),
)
absence = _table(
    "absence",
    ("person", "n"),
    _text("person"),
    Column("n", Integer, nullable=False),
    _day("first", null=False),
    _day("last", null=False),
    _text("deputy", null=True),
    _belongs("person"),
    _belongs("person", "deputy"),
)
membership = _table(
    "membership",
    ("n",),
    Column("n", Integer, nullable=False),
    _text("role"),
    _text("person"),
    _day("first"),
    _day("last"),
    _flag("leader"),
    _text("party", null=True),
    _belongs("person"),
)
meeting = _table(
    "meeting",
    ("uid",),
    _text("uid"),
    _text("committee"),
    _text("id"),
    _day("held_on", null=False),
    Column("starts", Time),
    Column("ends", Time),
    _text("place"),
    _text("title"),
    _text("state"),
    _flag("example"),
    _number("sequence"),
    Index(None, "tenant_id", "committee", "held_on"),
)
plan = _table(
    "plan",
    ("uid",),
    _text("uid"),
    _text("id"),
    _text("title"),
    _text("committee", null=True),
    _text("status"),
    _json("years"),
    _text("language"),
    _text("secretariat", null=True),
    _text("default_responsible", null=True),
    _json("focus_responsible"),
    _json("reporting", null=True),
    _day("decided"),
    _instant("counted_from"),
    _instant("released_at"),
    _text("stopped", null=True),
    _json("approval", null=True),
    _text("carried_from", null=True),
    _instant("next_look_at"),
    UniqueConstraint("tenant_id", "id"),
    Index("ix_plan_look", "tenant_id", "next_look_at", **_when("next_look_at IS NOT NULL")),
)
plan_text = _table(
    "plan_text",
    ("plan", "n"),
    _text("plan"),
    Column("n", Integer, nullable=False),
    _text("sha"),
    _text("text"),
    _instant("added_at"),
    _belongs("plan"),
)
measure = _table(
    "measure",
    ("uid",),
    _text("uid"),
    _text("plan"),
    _number("position"),
    *(_text(n) for n in ("number", "focus_area", "title", "activity", "purpose")),
    *(_text(n) for n in ("deadline_text", "responsible_text", "status_text")),
    _json("reading"),
    _text("state"),
    _instant("state_since"),
    *(_json(n) for n in ("roles", "unknown_roles", "questions")),
    _day("decided_on"),
    _flag("withdrawn"),
    Column("version", Integer, nullable=False),
    _text("reading_from", default="machine"),
    Column("approvers", Json, nullable=False, server_default="[]"),
    _text("carried_from", null=True),
    _instant("next_look_at"),
    _belongs("plan"),
    Index(None, "tenant_id", "plan", "position"),
    Index("ix_measure_look", "tenant_id", "next_look_at", **_when("next_look_at IS NOT NULL")),
)
occurrence = _table(
    "occurrence",
    ("uid",),
    _text("uid"),
    _text("measure"),
    _text("kind"),
    _text("slot"),
    *(_day(n) for n in ("due", "earliest", "latest", "opens")),
    _text("meeting", null=True),
    _instant("counted_from"),
    _instant("answered_at"),
    _flag("withdrawn"),
    _day("moved_from"),
    _belongs("measure"),
    _belongs("meeting"),
    Index(None, "tenant_id", "measure"),
)
answer = _table(
    "answer",
    ("occurrence", "party"),
    _text("occurrence"),
    _text("party"),
    _text("outcome"),
    _instant("answered_at", null=False),
    _text("by"),
    _text("proposed_deadline", null=True),
    _text("source", null=True),
    _text("entered_by", null=True),
    _belongs("occurrence"),
)
# What people wrote, apart from the journal so that it can be blanked; `text` NULL: it was.
comment = _table(
    "comment",
    ("occurrence", "n"),
    _text("occurrence"),
    Column("n", Integer, nullable=False),
    _text("party"),
    _text("text", null=True),
    _belongs("occurrence"),
)
message = _table(
    "message",
    ("uid",),
    *(_text(n) for n in ("uid", "person", "channel")),
    _day("day", null=False),
    Column("n", Integer, nullable=False),
    *(_text(n) for n in ("kind", "template", "message_id")),
    _instant("deliver_at", null=False),
    _text("status"),
    _number("attempts"),
    _number("lapses"),
    _text("lease", null=True),
    _instant("due_at"),
    _instant("finished_at"),
    _text("error", null=True),
    UniqueConstraint("tenant_id", "person", "channel", "day", "n"),
    _belongs("person"),
    Index("ix_message_due", "tenant_id", "due_at", **_when("due_at IS NOT NULL")),
)
notice = _table(
    "notice",
    ("id",),
    *(_text(n) for n in ("id", "key", "kind")),
    *(_text(n, null=True) for n in ("plan", "measure", "occurrence")),
    _day("due"),
    *(_text(n) for n in ("step", "subject", "cause", "person", "channel", "template")),
    _instant("planned_at", null=False),
    _instant("deliver_at", null=False),
    _json("reason"),
    _text("status"),
    _text("why", default=""),
    _text("message", null=True),
    _number("place"),
    UniqueConstraint("tenant_id", "key"),
    *(_belongs(t) for t in ("plan", "measure", "occurrence", "person", "message")),
    Index(None, "tenant_id", "measure"),
    Index(None, "tenant_id", "message"),
    Index("ix_notice_plan", "tenant_id", "plan", **_when("measure IS NULL")),
    Index("ix_notice_waiting", "tenant_id", "deliver_at", **_when("status = 'waiting'")),
    Index("ix_notice_person", "tenant_id", "person", "deliver_at", **_when("status = 'waiting'")),
)
journal = _table(
    "journal",
    ("seq",),
    Column("seq", Integer, nullable=False),
    _instant("at"),
    _text("kind"),
    *(_text(n, null=True) for n in ("plan", "measure", "occurrence")),
    _text("actor"),
    _json("before", null=True),
    _json("after"),
    _text("why"),
    Column("version", Integer),
    _text("cause", null=True),
    Index(None, "tenant_id", "measure", "seq"),
)
rulebook_version = _table(
    "rulebook_version",
    ("n",),
    Column("n", Integer, nullable=False),
    _json("files"),
    *(_text(n) for n in ("hash", "author", "reason", "effect")),
    _instant("applied_at"),
    _flag("running"),
    Index("uq_rulebook_version_running", "tenant_id", unique=True, **_when("running")),
)
silence = _table(
    "silence",
    ("uid",),
    *(_text(n) for n in ("uid", "author", "reason")),
    _instant("starts_at", null=False),
    _instant("ends_at", null=False),
    *(_text(n, null=True) for n in ("plan", "focus", "measure", "role", "person")),
    Index(None, "tenant_id", "ends_at"),
)
calendar_entry = _table(
    "calendar_entry",
    ("uid",),
    _text("uid"),
    _number("sequence"),
    _text("shown_hash"),
    _instant("changed_at"),
    _text("body"),
)
feed_token = _table(
    "feed_token",
    ("hash",),
    *(_text(n) for n in ("hash", "name")),
    _text("person", null=True),
    *(_instant(n) for n in ("created_at", "revoked_at", "last_used_at")),
    _number("uses"),
    _belongs("person"),
)
correction = _table(
    "correction",
    ("uid",),
    *(_text(n) for n in ("uid", "plan")),
    _text("measure", null=True),
    _text("text"),
    _json("reading"),
    _text("by"),
    _instant("at", null=False),
    _instant("revoked_at"),
    _belongs("plan"),
    _belongs("measure"),
    Index(None, "tenant_id", "plan"),
)
party = _table(
    "party",
    ("id",),
    *(_text(n) for n in ("id", "name", "kind")),
    _day("first"),
    _day("last"),
    _text("successor", null=True),
)
decision = _table(
    "decision",
    ("uid",),
    *(_text(n) for n in ("uid", "plan")),
    _text("measure", null=True),
    _text("committee"),
    _text("meeting", null=True),
    _text("verdict"),
    _day("decided_on", null=False),
    *(_text(n) for n in ("case_number", "wording")),
    _number("version"),
    _text("by"),
    _instant("entered_at", null=False),
    _belongs("plan"),
    _belongs("measure"),
    _belongs("meeting"),
    Index(None, "tenant_id", "plan"),
)
round_ = _table(
    "round",
    ("plan", "period"),
    *(_text(n) for n in ("plan", "period")),
    _day("opens_on", null=False),
    _day("due_on", null=False),
    _instant("opened_at"),
    _instant("closed_at"),
    _belongs("plan"),
)
report = _table(
    "report",
    ("plan", "period", "n"),
    *(_text(n) for n in ("plan", "period")),
    Column("n", Integer, nullable=False),
    _instant("closed_at", null=False),
    *(_text(n) for n in ("by", "body")),
    _belongs("plan"),
)
# How a status is worded in the report, beside what the party wrote.
wording = _table(
    "wording",
    ("plan", "period", "measure", "party"),
    *(_text(n) for n in ("plan", "period", "measure", "party", "text", "original", "by")),
    _instant("at", null=False),
    _belongs("plan"),
    _belongs("measure"),
)
