"""Recordings: a dream or a script that was spoken, kept piece by piece as it comes from the microphone."""

from __future__ import annotations

from alembic import op

revision = "003"
down_revision = "002"


def upgrade() -> None:
    """Make the two tables."""
    op.execute(
        "CREATE TABLE recordings (id TEXT NOT NULL PRIMARY KEY, night TEXT, "
        "script TEXT REFERENCES scripts (id) ON DELETE CASCADE, kind TEXT NOT NULL, made TEXT NOT NULL, deleted TEXT)"
    )
    op.execute("CREATE INDEX ix_recordings_night ON recordings (night)")
    op.execute(
        "CREATE TABLE recording_pieces (recording TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE, "
        "number INTEGER NOT NULL, sound BLOB NOT NULL, PRIMARY KEY (recording, number))"
    )
    op.execute("PRAGMA user_version = 3")
