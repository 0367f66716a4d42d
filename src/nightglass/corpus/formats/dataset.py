"""A folder of Parquet files that together are one table, as Dask, Spark and Polars write them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import msgspec

from nightglass.corpus.errors import TableError
from nightglass.corpus.formats.cells import Cells
from nightglass.corpus.formats.parquet import read_parquet

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from nightglass.corpus.rows import Columns, Problem

__all__ = ["parts_of", "read_dataset"]


def parts_of(table: Path) -> list[Path]:
    """Return the files that a table is made of, in the order of their names: itself, or the parts of its folder.

    Raises
    ------
    TableError
        If it is a folder without any .parquet file.
    """
    if not table.is_dir():
        return [table]
    parts = sorted(p for p in table.rglob("*.parquet") if p.is_file() and not p.name.startswith((".", "_")))
    if not parts:
        raise TableError(f"The folder {table} holds no .parquet file: name a table, or a folder of Parquet files.")
    return parts


def read_dataset(folder: Path, columns: Columns) -> Generator[tuple[Cells | Problem, float], None, None]:
    """Yield every row of all parts with the share of the table (0 to 1) read so far; rows are numbered throughout."""
    parts = parts_of(folder)
    before = 0
    for k, part in enumerate(parts):
        number = before
        with closing(read_parquet(part, columns)) as rows:
            for found, share in rows:
                item = _moved(found, before)
                number = item.number if isinstance(item, Cells) else item.last or item.row
                yield item, (k + share) / len(parts)
        before = number


def _moved(found: Cells | Problem, by: int) -> Cells | Problem:
    if isinstance(found, Cells):
        return msgspec.structs.replace(found, number=found.number + by)
    return msgspec.structs.replace(found, row=found.row + by, last=None if found.last is None else found.last + by)
