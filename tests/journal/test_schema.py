"""The tables as SQLAlchemy sees them are those that the migrations make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect

from nightglass.journal.migrations import NEWEST
from nightglass.journal.schema import metadata

if TYPE_CHECKING:
    from nightglass.journal import Journal


def test_tables_and_columns(journal: Journal) -> None:
    with journal.reading() as connection:
        there = inspect(connection)
        names = {n for n in there.get_table_names() if not n.startswith(("words", "alembic"))}
        assert names == set(metadata.tables)
        for name, table in metadata.tables.items():
            made = {c["name"]: (c["nullable"] or bool(c["primary_key"])) for c in there.get_columns(name)}
            assert made == {c.name: (bool(c.nullable) or c.primary_key) for c in table.columns}, name
            assert there.get_pk_constraint(name)["constrained_columns"] == [c.name for c in table.primary_key.columns]
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == NEWEST


def test_the_settings_that_keep_what_was_saved(journal: Journal) -> None:
    with journal.reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "secure_delete", "temp_store", "foreign_keys")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "temp_store": 2, "foreign_keys": 1}
