"""One small file a format, behind one interface: read rows, write rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.corpus.errors import TableError
from nightglass.corpus.formats.cells import Cells
from nightglass.corpus.formats.dataset import parts_of, read_dataset
from nightglass.corpus.formats.jsonl import read_jsonl, write_jsonl
from nightglass.corpus.formats.parquet import read_parquet, write_parquet
from nightglass.corpus.formats.separated import JOINT, read_separated, write_separated

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from pathlib import Path

    from nightglass.corpus.rows import CodedRow, Columns, Problem

__all__ = ["FORMATS", "JOINT", "Cells", "check_format", "parts_of", "read_table", "write_table"]

FORMATS = (".csv", ".tsv", ".jsonl", ".parquet")
"""What a table's name may end in."""

_READERS: dict[str, Callable[[Path, Columns], Generator[tuple[Cells | Problem, float], None, None]]] = {
    ".csv": read_separated,
    ".tsv": read_separated,
    ".jsonl": read_jsonl,
    ".parquet": read_parquet,
}


def check_format(path: Path) -> str:
    """Return the format that a table's name ends in.

    Raises
    ------
    TableError
        If it is none of ``FORMATS``.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise TableError(f"{path} is in no format that is known here: its name has to end in {', '.join(FORMATS)}.")
    return suffix


def read_table(path: Path, columns: Columns) -> Generator[tuple[Cells | Problem, float], None, None]:
    """Yield every row of a table, or what is wrong with it, and the share of the table read so far (0 to 1).

    Memory does not grow with the table. The same file always gives the same rows in the same order.

    Raises
    ------
    TableError
        If the table is in no known format, or lacks a column.
    """
    if path.is_dir():
        return read_dataset(path, columns)
    return _READERS[check_format(path)](path, columns)


def write_table(path: Path, suffix: str, rows: Callable[[], Iterable[CodedRow]]) -> None:
    """Write a coded table.

    Parameters
    ----------
    path
        Where to; written anew.
    suffix
        One of ``FORMATS``.
    rows
        Gives all the rows each time that it is called; Parquet goes over them twice, for the type of its ids.
    """
    if suffix == ".parquet":
        numbered = all(isinstance(row.id, int) and -(2**63) <= row.id < 2**63 for row in rows())
        write_parquet(path, rows(), numbered=numbered)
    elif suffix == ".jsonl":
        write_jsonl(path, rows())
    else:
        write_separated(path, rows(), "\t" if suffix == ".tsv" else ",")
