"""Reports made ready to be compared, so that a new one finds its recurrence without reading all of them anew."""

from __future__ import annotations

from alembic import op

revision = "002"
down_revision = "001"


def upgrade() -> None:
    """Make the table; a text that changes is compared anew."""
    op.execute(
        "CREATE TABLE tellings (report TEXT NOT NULL PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE, "
        "version TEXT NOT NULL, telling BLOB NOT NULL)"
    )
    op.execute(
        "CREATE TRIGGER tellings_outdated AFTER UPDATE OF text ON reports WHEN old.text IS NOT new.text BEGIN "
        "DELETE FROM tellings WHERE report = new.id; END"
    )
    op.execute("PRAGMA user_version = 2")
