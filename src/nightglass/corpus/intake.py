"""From the cells of a table to reports that can be read, or to what is wrong with them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from math import isnan
from typing import TYPE_CHECKING

import msgspec

from nightglass.corpus.errors import FullDiskError
from nightglass.corpus.formats import Cells, read_table
from nightglass.corpus.rows import Identity, Problem, Row
from nightglass.text import ReportError, check_report, decode, encoding_of

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from nightglass.corpus.rows import Columns

__all__ = ["Batch", "take_batches"]

_ROWS = 32  # in a batch: a third of a second of work, so that little is lost when a run is killed
_CHARACTERS = 200_000  # in a batch of long reports


class Batch(msgspec.Struct, frozen=True):
    """Some rows that follow one another.

    Attributes
    ----------
    upto
        How many rows of the table have been taken in, with this batch: from here a run goes on.
    rows
        Those to be read.
    problems
        Those that cannot be.
    share
        How much of the table has been taken in, 0 to 1.
    """

    upto: int
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    share: float


class _RefusedCellError(Exception):
    """Why a cell cannot be used; its message is a problem's reason."""


def take_batches(path: Path, columns: Columns, done: int) -> Generator[Batch, None, None]:
    """Yield the rows of a table in batches.

    Parameters
    ----------
    path, columns
        The table, and which of its columns to read.
    done
        How many of its rows an earlier run has done; they are taken in once more, for their ids, but not yielded.
    """
    rows: list[Row] = []
    problems: list[Problem] = []
    upto, characters, share = 0, 0, 0.0
    with closing(_Ids()) as ids:
        for upto, (found, share) in enumerate(read_table(path, columns), 1):
            item = _take_in(found, ids) if isinstance(found, Cells) else found
            if upto <= done:
                continue
            if isinstance(item, Row):
                rows.append(item)
                characters += len(item.text)
            else:
                problems.append(item)
            if len(rows) + len(problems) >= _ROWS or characters >= _CHARACTERS:
                yield Batch(upto, tuple(rows), tuple(problems), share)
                rows, problems, characters = [], [], 0
    if rows or problems:
        yield Batch(upto, tuple(rows), tuple(problems), share)


class _Ids:
    """Which ids have been seen: kept in a temporary file, since a table may hold more than memory does."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute("CREATE TABLE seen (id TEXT PRIMARY KEY, row INTEGER) WITHOUT ROWID")

    def close(self) -> None:
        self._base.close()

    def claim(self, identity: Identity, row: int) -> None:
        """Note that ``row`` has the id; refuse it if an earlier row does."""
        name = str(identity)
        try:
            new = self._base.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (name, row)).rowcount
        except sqlite3.OperationalError as error:
            raise FullDiskError(
                f"The folder for temporary files cannot hold the ids of the table ({error}): make room there, or set "
                "SQLITE_TMPDIR to a folder with more, and give the same command again; it goes on where it stopped."
            ) from None
        if not new:
            earlier = self._base.execute("SELECT row FROM seen WHERE id = ?", (name,)).fetchone()[0]
            raise _RefusedCellError(f"its id has been used before, in row {earlier}")


def _take_in(cells: Cells, ids: _Ids) -> Row | Problem:
    identity: Identity | None = None
    try:
        identity = _identity(cells.id)
        text = check_report(_string(cells.text, "the text"), "the row")
        encoding_of(text.encode(), "the row")  # so that a row of control characters is refused as a file of them is
        dreamer = _dreamer(cells.dreamer)
        ids.claim(identity, cells.number)
    except _RefusedCellError as error:
        return Problem(cells.number, "refused", str(error), line=cells.line, id=identity)
    except ReportError as error:
        return Problem(cells.number, "refused", error.reason, line=cells.line, id=identity)
    return Row(cells.number, cells.line, identity, text, dreamer)


def _identity(value: object) -> Identity:
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # what a table program makes of whole numbers beside an empty cell
    if isinstance(value, int) and not isinstance(value, bool):
        if abs(value) >= 2**63:
            raise _RefusedCellError("the id is too great a number: write it as text")
        return value
    name = _string(value, "the id")
    if not name.strip():
        raise _RefusedCellError("the id is missing")
    try:
        name.encode()
    except UnicodeEncodeError:
        raise _RefusedCellError("the id holds half a character") from None
    return name


def _string(value: object, what: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return decode(value, what)
    if _absent(value):
        raise _RefusedCellError(f"{what} is missing")
    raise _RefusedCellError(f"{what} is not written as text")


def _dreamer(value: object) -> str | None:
    return None if _absent(value) else _string(value, "the dreamer's name").strip() or None


def _absent(value: object) -> bool:
    return value is None or (isinstance(value, float) and isnan(value))
