"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.store.columns import Instant, Json

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Only forwards: an older program is told that the database is newer."""
    op.create_table(
        "calendar_entry",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("shown_hash", sa.Text(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "uid", name="pk_calendar_entry"),
    )
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("domain", sa.Text(), nullable=True),
        sa.Column("trial", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("clock_at", Instant(), nullable=True),
        sa.Column("secret", sa.Text(), nullable=True),
        sa.CheckConstraint("id = 1", name="ck_installation_one_row"),
        sa.PrimaryKeyConstraint("id", name="pk_installation"),
    )
    op.create_table(
        "journal",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=True),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("occurrence", sa.Text(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("before", Json(), nullable=True),
        sa.Column("after", Json(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("cause", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "seq", name="pk_journal"),
    )
    op.create_index("ix_journal_tenant_id_measure_seq", "journal", ["tenant_id", "measure", "seq"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("committee", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("example", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("sequence", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "uid", name="pk_meeting"),
    )
    op.create_index(
        "ix_meeting_tenant_id_committee_held_on", "meeting", ["tenant_id", "committee", "held_on"], unique=False
    )
    op.create_table(
        "person",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "uid", name="pk_person"),
        sa.UniqueConstraint("tenant_id", "id", name="uq_person_tenant_id_id"),
    )
    op.create_table(
        "plan",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("committee", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("years", Json(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("secretariat", sa.Text(), nullable=True),
        sa.Column("default_responsible", sa.Text(), nullable=True),
        sa.Column("focus_responsible", Json(), nullable=False),
        sa.Column("reporting", Json(), nullable=True),
        sa.Column("decided", sa.Date(), nullable=True),
        sa.Column("counted_from", Instant(), nullable=True),
        sa.Column("released_at", Instant(), nullable=True),
        sa.Column("stopped", sa.Text(), nullable=True),
        sa.Column("next_look_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "uid", name="pk_plan"),
        sa.UniqueConstraint("tenant_id", "id", name="uq_plan_tenant_id_id"),
    )
    op.create_index(
        "ix_plan_look",
        "plan",
        ["tenant_id", "next_look_at"],
        unique=False,
        sqlite_where=sa.text("next_look_at IS NOT NULL"),
        postgresql_where=sa.text("next_look_at IS NOT NULL"),
    )
    op.create_table(
        "rulebook_version",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("files", Json(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("applied_at", Instant(), nullable=True),
        sa.Column("running", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "n", name="pk_rulebook_version"),
    )
    op.create_index(
        "uq_rulebook_version_running",
        "rulebook_version",
        ["tenant_id"],
        unique=True,
        sqlite_where=sa.text("running"),
        postgresql_where=sa.text("running"),
    )
    op.create_table(
        "silence",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("starts_at", Instant(), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=True),
        sa.Column("focus", sa.Text(), nullable=True),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "uid", name="pk_silence"),
    )
    op.create_index("ix_silence_tenant_id_ends_at", "silence", ["tenant_id", "ends_at"], unique=False)
    op.create_table(
        "tenant",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("journal_seq", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("changes", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("folder_hash", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", name="pk_tenant"),
    )
    op.create_table(
        "absence",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("deputy", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["tenant_id", "deputy"], ["person.tenant_id", "person.uid"], name="fk_absence_deputy"),
        sa.ForeignKeyConstraint(["tenant_id", "person"], ["person.tenant_id", "person.uid"], name="fk_absence_person"),
        sa.PrimaryKeyConstraint("tenant_id", "person", "n", name="pk_absence"),
    )
    op.create_table(
        "feed_token",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("created_at", Instant(), nullable=True),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.Column("last_used_at", Instant(), nullable=True),
        sa.Column("uses", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person"], ["person.tenant_id", "person.uid"], name="fk_feed_token_person"
        ),
        sa.PrimaryKeyConstraint("tenant_id", "hash", name="pk_feed_token"),
    )
    op.create_table(
        "measure",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("focus_area", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("deadline_text", sa.Text(), nullable=False),
        sa.Column("responsible_text", sa.Text(), nullable=False),
        sa.Column("status_text", sa.Text(), nullable=False),
        sa.Column("reading", Json(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("state_since", Instant(), nullable=True),
        sa.Column("roles", Json(), nullable=False),
        sa.Column("unknown_roles", Json(), nullable=False),
        sa.Column("questions", Json(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("next_look_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["tenant_id", "plan"], ["plan.tenant_id", "plan.uid"], name="fk_measure_plan"),
        sa.PrimaryKeyConstraint("tenant_id", "uid", name="pk_measure"),
    )
    op.create_index(
        "ix_measure_look",
        "measure",
        ["tenant_id", "next_look_at"],
        unique=False,
        sqlite_where=sa.text("next_look_at IS NOT NULL"),
        postgresql_where=sa.text("next_look_at IS NOT NULL"),
    )
    op.create_index("ix_measure_tenant_id_plan_position", "measure", ["tenant_id", "plan", "position"], unique=False)
    op.create_table(
        "membership",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("leader", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("party", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person"], ["person.tenant_id", "person.uid"], name="fk_membership_person"
        ),
        sa.PrimaryKeyConstraint("tenant_id", "n", name="pk_membership"),
    )
    op.create_table(
        "message",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("deliver_at", Instant(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("lapses", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("lease", sa.Text(), nullable=True),
        sa.Column("due_at", Instant(), nullable=True),
        sa.Column("finished_at", Instant(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["tenant_id", "person"], ["person.tenant_id", "person.uid"], name="fk_message_person"),
        sa.PrimaryKeyConstraint("tenant_id", "uid", name="pk_message"),
        sa.UniqueConstraint(
            "tenant_id", "person", "channel", "day", "n", name="uq_message_tenant_id_person_channel_day_n"
        ),
    )
    op.create_index(
        "ix_message_due",
        "message",
        ["tenant_id", "due_at"],
        unique=False,
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_table(
        "plan_text",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("sha", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("added_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["tenant_id", "plan"], ["plan.tenant_id", "plan.uid"], name="fk_plan_text_plan"),
        sa.PrimaryKeyConstraint("tenant_id", "plan", "n", name="pk_plan_text"),
    )
    op.create_table(
        "occurrence",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("opens", sa.Date(), nullable=True),
        sa.Column("meeting", sa.Text(), nullable=True),
        sa.Column("counted_from", Instant(), nullable=True),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("moved_from", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "measure"], ["measure.tenant_id", "measure.uid"], name="fk_occurrence_measure"
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting"], ["meeting.tenant_id", "meeting.uid"], name="fk_occurrence_meeting"
        ),
        sa.PrimaryKeyConstraint("tenant_id", "uid", name="pk_occurrence"),
    )
    op.create_index("ix_occurrence_tenant_id_measure", "occurrence", ["tenant_id", "measure"], unique=False)
    op.create_table(
        "answer",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("proposed_deadline", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "occurrence"], ["occurrence.tenant_id", "occurrence.uid"], name="fk_answer_occurrence"
        ),
        sa.PrimaryKeyConstraint("tenant_id", "occurrence", "party", name="pk_answer"),
    )
    op.create_table(
        "comment",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "occurrence"], ["occurrence.tenant_id", "occurrence.uid"], name="fk_comment_occurrence"
        ),
        sa.PrimaryKeyConstraint("tenant_id", "occurrence", "n", name="pk_comment"),
    )
    op.create_table(
        "notice",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=True),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("occurrence", sa.Text(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("planned_at", Instant(), nullable=False),
        sa.Column("deliver_at", Instant(), nullable=False),
        sa.Column("reason", Json(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("place", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "measure"], ["measure.tenant_id", "measure.uid"], name="fk_notice_measure"
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "message"], ["message.tenant_id", "message.uid"], name="fk_notice_message"
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "occurrence"], ["occurrence.tenant_id", "occurrence.uid"], name="fk_notice_occurrence"
        ),
        sa.ForeignKeyConstraint(["tenant_id", "person"], ["person.tenant_id", "person.uid"], name="fk_notice_person"),
        sa.ForeignKeyConstraint(["tenant_id", "plan"], ["plan.tenant_id", "plan.uid"], name="fk_notice_plan"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name="pk_notice"),
        sa.UniqueConstraint("tenant_id", "key", name="uq_notice_tenant_id_key"),
    )
    op.create_index(
        "ix_notice_person",
        "notice",
        ["tenant_id", "person", "deliver_at"],
        unique=False,
        sqlite_where=sa.text("status = 'waiting'"),
        postgresql_where=sa.text("status = 'waiting'"),
    )
    op.create_index(
        "ix_notice_plan",
        "notice",
        ["tenant_id", "plan"],
        unique=False,
        sqlite_where=sa.text("measure IS NULL"),
        postgresql_where=sa.text("measure IS NULL"),
    )
    op.create_index("ix_notice_tenant_id_measure", "notice", ["tenant_id", "measure"], unique=False)
    op.create_index("ix_notice_tenant_id_message", "notice", ["tenant_id", "message"], unique=False)
    op.create_index(
        "ix_notice_waiting",
        "notice",
        ["tenant_id", "deliver_at"],
        unique=False,
        sqlite_where=sa.text("status = 'waiting'"),
        postgresql_where=sa.text("status = 'waiting'"),
    )
