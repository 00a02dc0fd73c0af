"""Alembic's entry: migrates on the connection, and in the transaction, that it is given."""

from __future__ import annotations

from alembic import context

from engine.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
