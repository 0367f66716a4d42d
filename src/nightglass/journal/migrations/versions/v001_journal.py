"""The first journal: nights, reports, readings and corrections; recurrences, scripts, rehearsals; history; search."""

from __future__ import annotations

from alembic import op

revision = "001"
down_revision = None

_TABLES = """
CREATE TABLE nights (date TEXT NOT NULL PRIMARY KEY, state TEXT NOT NULL, zone TEXT, bed TEXT, asleep TEXT, woke TEXT,
  rose TEXT, awakenings INTEGER, nightmares INTEGER, distress INTEGER, sleep_quality INTEGER, wakings TEXT NOT NULL,
  contexts TEXT NOT NULL, measures TEXT NOT NULL, note TEXT, source TEXT, changed TEXT NOT NULL, deleted TEXT);
CREATE TABLE reports ("row" INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  night TEXT NOT NULL REFERENCES nights (date), text TEXT NOT NULL, title TEXT, dreamer TEXT, written TEXT,
  replays TEXT, distress INTEGER, tags TEXT NOT NULL, source TEXT, changed TEXT NOT NULL, deleted TEXT);
CREATE INDEX ix_reports_night ON reports (night);
CREATE INDEX ix_reports_source ON reports (source);
CREATE TABLE readings (report TEXT NOT NULL PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
  version TEXT NOT NULL, made TEXT NOT NULL, reading BLOB NOT NULL);
CREATE TABLE findings (report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE, kind TEXT NOT NULL,
  value TEXT NOT NULL, PRIMARY KEY (report, kind, value));
CREATE INDEX ix_findings_value ON findings (kind, value);
CREATE TABLE corrections ("row" INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  finding TEXT NOT NULL, value TEXT NOT NULL, made TEXT NOT NULL, deleted TEXT);
CREATE INDEX ix_corrections_report ON corrections (report);
CREATE TABLE recurrences (id TEXT NOT NULL PRIMARY KEY, name TEXT, made TEXT NOT NULL, deleted TEXT);
CREATE TABLE occurrences (report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  recurrence TEXT NOT NULL REFERENCES recurrences (id) ON DELETE CASCADE, verdict TEXT NOT NULL, made TEXT NOT NULL,
  PRIMARY KEY (report, recurrence));
CREATE TABLE scripts (id TEXT NOT NULL PRIMARY KEY, report TEXT REFERENCES reports (id) ON DELETE SET NULL,
  recurrence TEXT REFERENCES recurrences (id) ON DELETE SET NULL, turning_point INTEGER, title TEXT,
  made TEXT NOT NULL, deleted TEXT);
CREATE INDEX ix_scripts_report ON scripts (report);
CREATE TABLE script_versions (script TEXT NOT NULL REFERENCES scripts (id) ON DELETE CASCADE, number INTEGER NOT NULL,
  text TEXT NOT NULL, made TEXT NOT NULL, PRIMARY KEY (script, number));
CREATE TABLE rehearsals (id TEXT NOT NULL PRIMARY KEY, script TEXT NOT NULL REFERENCES scripts (id) ON DELETE CASCADE,
  at TEXT NOT NULL, minutes INTEGER, distress_before INTEGER, distress_after INTEGER, vividness INTEGER,
  mastery INTEGER, note TEXT, deleted TEXT);
CREATE INDEX ix_rehearsals_script ON rehearsals (script);
CREATE TABLE phases (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, begin TEXT NOT NULL, "end" TEXT, deleted TEXT);
CREATE TABLE plans (id TEXT NOT NULL PRIMARY KEY, script TEXT NOT NULL REFERENCES scripts (id) ON DELETE CASCADE,
  begin TEXT NOT NULL, "end" TEXT, at TEXT, minutes INTEGER, deleted TEXT);
CREATE TABLE settings (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE drafts (id TEXT NOT NULL PRIMARY KEY, night TEXT, text TEXT NOT NULL, changed TEXT NOT NULL);
CREATE TABLE history (id INTEGER NOT NULL PRIMARY KEY, kept TEXT NOT NULL, "row" TEXT NOT NULL, at TEXT NOT NULL,
  before TEXT NOT NULL);
CREATE INDEX ix_history_row ON history (kept, "row");
CREATE VIRTUAL TABLE words USING fts5 (title, text, tags, content='reports', content_rowid='row',
  tokenize='porter unicode61 remove_diacritics 2');
INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
"""

_WORDS = """
CREATE TRIGGER words_added AFTER INSERT ON reports BEGIN
  INSERT INTO words (rowid, title, text, tags) VALUES (new."row", new.title, new.text, new.tags); END;
CREATE TRIGGER words_removed AFTER DELETE ON reports BEGIN
  INSERT INTO words (words, rowid, title, text, tags) VALUES ('delete', old."row", old.title, old.text, old.tags); END;
CREATE TRIGGER words_changed AFTER UPDATE OF title, text, tags ON reports BEGIN
  INSERT INTO words (words, rowid, title, text, tags) VALUES ('delete', old."row", old.title, old.text, old.tags);
  INSERT INTO words (rowid, title, text, tags) VALUES (new."row", new.title, new.text, new.tags); END;
"""

_KEPT = {
    "nights": (
        "date",
        ("date state zone bed asleep woke rose awakenings nightmares distress sleep_quality wakings contexts measures "
        "note source changed deleted"),
    ),
    "reports": ("id", "id night text title dreamer written replays distress tags source changed deleted"),
    "corrections": ("id", "id report finding value made deleted"),
    "recurrences": ("id", "id name made deleted"),
    "occurrences": ("report", "report recurrence verdict made"),
    "scripts": ("id", "id report recurrence turning_point title made deleted"),
    "rehearsals": ("id", "id script at minutes distress_before distress_after vividness mastery note deleted"),
    "phases": ("id", "id name begin end deleted"),
    "plans": ("id", "id script begin end at minutes deleted"),
    "settings": ("name", "name value"),
}  # fmt: skip
"""The tables whose every change is kept: the column that names a row, and all columns."""


def _keeping(table: str, name: str, columns: str) -> str:
    pairs = ", ".join(f"'{c}', old.\"{c}\"" for c in columns.split())
    same = " AND ".join(f'old."{c}" IS new."{c}"' for c in columns.split())
    return (
        f"CREATE TRIGGER {table}_kept AFTER UPDATE ON {table} WHEN NOT ({same}) BEGIN "
        f'INSERT INTO history (kept, "row", at, before) VALUES (\'{table}\', old."{name}", '
        f"strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), json_object({pairs})); END"
    )


def upgrade() -> None:
    """Make all tables."""
    for statement in _TABLES.strip().split(";\n"):
        op.execute(statement.rstrip(";\n"))
    for trigger in _WORDS.strip().split("END;"):
        if trigger.strip():
            op.execute(f"{trigger.strip()} END")
    for table, (name, columns) in _KEPT.items():
        op.execute(_keeping(table, name, columns))
    op.execute("PRAGMA user_version = 1")
