"""Verify an encrypted file from the first page to the last, and a whole journal in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.journal.database import connect
from nightglass.journal.errors import DamagedError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["faults_of", "verify_database"]


def faults_of(path: Path, key: bytearray) -> list[str]:
    """Return what is wrong with an encrypted file, one sentence each; nothing where all is well.

    Every page is checked against its own seal (HMAC-SHA512), then the order of the whole, the links between tables,
    and the search index against the reports.
    """
    import sqlcipher3  # noqa: PLC0415

    connection = connect(path, key)
    try:
        faults = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
        faults += [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        faults += [f"A row of {row[0]} belongs to nothing." for row in connection.execute("PRAGMA foreign_key_check")]
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'words'").fetchone():
            connection.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    except sqlcipher3.DatabaseError as error:
        return [str(error)]
    finally:
        connection.close()
    return faults


def verify_database(path: Path, key: bytearray) -> None:
    """Make sure that an encrypted file is whole.

    Raises
    ------
    DamagedError
        When it is not.
    """
    faults = faults_of(path, key)
    if faults:
        raise DamagedError(f"{path} is damaged ({faults[0]}); the journal itself was not touched. Try another backup.")
