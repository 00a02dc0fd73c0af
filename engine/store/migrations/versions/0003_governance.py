"""What people decide: corrections, parties, decisions, rounds, reports, wordings; who typed an answer for whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.columns import Instant, Json

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """New tables, and new columns with what holds for every older row."""
    op.create_table(
        "party",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("successor", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "id", name="pk_party"),
    )
    op.create_table(
        "report",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id", "plan"], ["plan.tenant_id", "plan.uid"], name="fk_report_plan"),
        sa.PrimaryKeyConstraint("tenant_id", "plan", "period", "n", name="pk_report"),
    )
    op.create_table(
        "round",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=True),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["tenant_id", "plan"], ["plan.tenant_id", "plan.uid"], name="fk_round_plan"),
        sa.PrimaryKeyConstraint("tenant_id", "plan", "period", name="pk_round"),
    )
    op.create_table(
        "correction",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reading", Json(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "measure"], ["measure.tenant_id", "measure.uid"], name="fk_correction_measure"
        ),
        sa.ForeignKeyConstraint(["tenant_id", "plan"], ["plan.tenant_id", "plan.uid"], name="fk_correction_plan"),
        sa.PrimaryKeyConstraint("tenant_id", "uid", name="pk_correction"),
    )
    op.create_index("ix_correction_tenant_id_plan", "correction", ["tenant_id", "plan"], unique=False)
    op.create_table(
        "decision",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("committee", sa.Text(), nullable=False),
        sa.Column("meeting", sa.Text(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("case_number", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("entered_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "measure"], ["measure.tenant_id", "measure.uid"], name="fk_decision_measure"
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting"], ["meeting.tenant_id", "meeting.uid"], name="fk_decision_meeting"
        ),
        sa.ForeignKeyConstraint(["tenant_id", "plan"], ["plan.tenant_id", "plan.uid"], name="fk_decision_plan"),
        sa.PrimaryKeyConstraint("tenant_id", "uid", name="pk_decision"),
    )
    op.create_index("ix_decision_tenant_id_plan", "decision", ["tenant_id", "plan"], unique=False)
    op.create_table(
        "wording",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "measure"], ["measure.tenant_id", "measure.uid"], name="fk_wording_measure"
        ),
        sa.ForeignKeyConstraint(["tenant_id", "plan"], ["plan.tenant_id", "plan.uid"], name="fk_wording_plan"),
        sa.PrimaryKeyConstraint("tenant_id", "plan", "period", "measure", "party", name="pk_wording"),
    )
    op.add_column("answer", sa.Column("source", sa.Text(), nullable=True))
    op.add_column("answer", sa.Column("entered_by", sa.Text(), nullable=True))
    op.add_column("measure", sa.Column("reading_from", sa.Text(), server_default="machine", nullable=False))
    op.add_column("measure", sa.Column("approvers", Json(), server_default="[]", nullable=False))
    op.add_column("measure", sa.Column("carried_from", sa.Text(), nullable=True))
    op.add_column("plan", sa.Column("approval", Json(), nullable=True))
    op.add_column("plan", sa.Column("carried_from", sa.Text(), nullable=True))
