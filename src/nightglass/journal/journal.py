"""An open journal: the encrypted file with its key, read and written in transactions."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from nightglass.journal.errors import BusyError, DamagedError, JournalError, NotKeptError
from nightglass.journal.wiping import wipe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from nightglass.journal.keys import KeyDocument

__all__ = ["Journal", "told"]


class Journal:
    """A journal that is open; `nightglass.journal.open_journal` returns one.

    Attributes
    ----------
    folder
        The person's folder: the journal itself lies in ``journal/``, its backups in ``backups/``.
    document
        How the journal's key is sealed.
    key
        The journal's key; wiped by `close`.
    """

    def __init__(self, folder: Path, engine: Engine, document: KeyDocument, key: bytearray) -> None:
        self.folder = folder
        self.document = document
        self.key = key
        self._engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and wipe the key; who still reads or writes may finish, and nobody can begin."""
        wipe(self.key)
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees the journal as it is now, whatever others write meanwhile.

        Raises
        ------
        ClosedError
            When the journal was closed; so does `writing`.
        """
        with told(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are all kept when the block ends, or none of them.

        Raises
        ------
        BusyError
            When another process keeps writing.
        NotKeptError
            When there is no room, or the file may not be written to.
        DamagedError
            When the file turns out to be damaged.
        """
        with (
            told(),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    def write_anew(self) -> None:
        """Write the file anew without the room that removed rows left, and empty its write-ahead log."""
        with told(), self._engine.connect() as connection:
            plain = connection.connection.driver_connection
            assert plain is not None
            plain.execute("VACUUM")
            plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def told() -> Iterator[None]:
    """Turn what the database says into a sentence for its owner."""
    import sqlcipher3  # noqa: PLC0415
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415

    try:
        yield
    except DBAPIError as error:
        raise _error_for(str(error.orig)) from None
    except sqlcipher3.DatabaseError as error:
        raise _error_for(str(error)) from None


def _error_for(reason: str) -> JournalError:
    if "locked" in reason or "busy" in reason:
        return BusyError("Another Nightglass is writing to this journal; wait a moment and try again.")
    if "full" in reason:
        return NotKeptError("The disk is full: this was not saved, and all that was saved before is safe. Make room.")
    if "readonly" in reason or "unable to open" in reason or "disk I/O" in reason:
        return NotKeptError(
            "The journal's folder cannot be written to, so this was not saved; all that was saved before is safe. "
            "Give yourself the right to write there, or set NIGHTGLASS_HOME to another folder."
        )
    if "malformed" in reason or "not a database" in reason or "hmac" in reason:
        return DamagedError(
            "The journal's file is damaged. Leave it where it is; nightglass restore shows the backups."
        )
    return JournalError(f"The journal refused this ({reason}); nothing in it was changed.")
