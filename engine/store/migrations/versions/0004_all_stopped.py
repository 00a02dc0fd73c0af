"""One switch that stops all mail of the installation, also that of plans added later."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """The reason why all mail is stopped; NULL: it is not."""
    op.add_column("installation", sa.Column("stopped", sa.Text(), nullable=True))
