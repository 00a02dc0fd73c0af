"""Nobody changes what the journal says, not even by mistake."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Triggers that refuse every change of a journal row."""
    said = "the journal is append-only"
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            trigger = f"CREATE TRIGGER journal_no_{verb.lower()} BEFORE {verb} ON journal"
            op.execute(f"{trigger} BEGIN SELECT RAISE(ABORT, '{said}'); END")
        return
    raising = f"BEGIN RAISE EXCEPTION '{said}'; END"
    op.execute(f"CREATE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS $${raising}$$")
    op.execute(
        "CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON journal "
        "FOR EACH ROW EXECUTE FUNCTION journal_append_only()"
    )
