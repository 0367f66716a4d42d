"""The encrypted file under the journal: SQLCipher through SQLAlchemy, with the settings that keep what was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nightglass.journal.errors import BusyError, ClosedError, DamagedError, JournalError, NotKeptError
from nightglass.journal.wiping import wipe

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

__all__ = ["connect", "give_key", "make_engine"]

_PATIENCE = 20.0  # seconds that a second process waits for the first

_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = WAL",  # reader and writer do not stop each other; encrypted too
    "PRAGMA synchronous = FULL",  # what was acknowledged survives a power cut
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten
    "PRAGMA temp_store = MEMORY",  # nothing is sorted in plain text on the disk
)


def connect(path: Path, key: bytearray, *, make: bool = False) -> Any:  # noqa: ANN401 - sqlcipher3 has no types
    """Return an open connection to an encrypted file.

    Parameters
    ----------
    path
        The file.
    key
        32 bytes; none, once it was wiped.
    make
        Whether to make the file where there is none.

    Raises
    ------
    ClosedError
        When the key was wiped meanwhile.
    DamagedError
        When the file is missing, cut short, or does not belong to this key.
    NotKeptError
        When its folder cannot be written to.
    """
    import sqlcipher3  # noqa: PLC0415 - costs start-up time

    if not make and not path.exists():
        raise DamagedError(f"{path} is missing. Its keys are there, so a backup can be opened: nightglass restore.")
    connection = sqlcipher3.connect(str(path), timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        give_key(connection, key)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for setting in _SETTINGS:
            connection.execute(setting)
    except ClosedError:
        connection.close()
        raise
    except sqlcipher3.DatabaseError as error:
        connection.close()
        raise (_refused(path, str(error)) if key else ClosedError()) from None
    return connection


def give_key(connection: Any, key: bytearray) -> None:  # noqa: ANN401
    """Tell a connection its key, and leave no copy of it in Python's memory.

    Raises
    ------
    ClosedError
        When the key was wiped meanwhile.
    """
    if not key:
        raise ClosedError
    connection.execute("PRAGMA cipher_memory_security = ON")  # what the database frees is wiped, and never swapped
    signs = key.hex()
    statement = f"PRAGMA key = \"x'{signs}'\""
    try:
        connection.execute(statement)
    finally:
        wipe(signs, statement)


def _refused(path: Path, reason: str) -> JournalError:
    """Tell a damaged file from one that another process holds and from a folder that cannot be written to."""
    if "lock" in reason or "busy" in reason:
        return BusyError("Another Nightglass is writing to this journal; wait a moment and try again.")
    if "unable to open" in reason or "readonly" in reason or "disk I/O" in reason or "full" in reason:
        return NotKeptError(
            f"{path.parent} cannot be written to, so the journal cannot be opened; nothing in it is lost. Make room or "
            "give yourself the right to write there, or copy it elsewhere and name that place with NIGHTGLASS_HOME."
        )
    return DamagedError(
        f"{path} is damaged: the passphrase is right, but the file cannot be read. Leave it where it is; "
        "nightglass restore shows the backups and puts one in its place without losing this file."
    )


def make_engine(path: Path, key: bytearray) -> Engine:
    """Return an SQLAlchemy engine whose every connection is keyed and set; transactions are begun by name.

    When the key has been wiped no new connection is made, and those in use are closed as soon as they are given back.
    """
    import sqlcipher3  # noqa: PLC0415
    from sqlalchemy import create_engine, event  # noqa: PLC0415
    from sqlalchemy.pool import QueuePool  # noqa: PLC0415

    engine = create_engine(
        "sqlite://", module=sqlcipher3, creator=lambda: connect(path, key), poolclass=QueuePool, pool_size=4
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:  # noqa: ANN401
        wish = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if wish else "BEGIN")

    @event.listens_for(engine, "checkin")
    def _checkin(connection: Any, _: object) -> None:  # noqa: ANN401
        if not key and connection is not None:
            connection.close()

    return engine
