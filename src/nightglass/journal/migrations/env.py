"""Alembic runs the migrations here, on the connection that `migrating` hands over."""

from __future__ import annotations

from alembic import context

from nightglass.journal.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
