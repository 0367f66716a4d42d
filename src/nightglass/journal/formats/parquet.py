"""Parquet: our own columns, one row a night or report; other tables are read like any table with a header."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from nightglass.journal.formats.columns import COLUMNS, item_from_row, row_of
from nightglass.journal.formats.csv_table import rows_to_items
from nightglass.journal.formats.interface import FormatError, Options, fresh_file
from nightglass.journal.values import Item, Night, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from pyarrow.parquet import ParquetFile

__all__ = ["header", "read", "recognises", "write"]

_AT_ONCE = 2000
_READ_AT_ONCE = 50  # one long text stands in a file once, and for each row in memory
_LARGEST = 500_000_000


def recognises(path: Path, head: bytes) -> bool:
    """Tell whether a file is one of these, by its first bytes."""
    return path.is_file() and head.startswith(b"PAR1")


def read(path: Path, options: Options) -> Iterator[Item]:
    """Yield the nights and reports of a table.

    Raises
    ------
    FormatError
        When the file cannot be read, or has no column with dates.
    """
    with _opened(path) as (table, names):
        rows = _rows(table, names, options.going)
        if set(names) == set(COLUMNS):
            for number, cells in rows:
                yield item_from_row(dict(zip(names, cells, strict=True)), f"row {number}")
        else:
            yield from rows_to_items(names, rows, path, options, "parquet")


def header(path: Path) -> list[str]:
    """Return the names of a table's columns.

    Raises
    ------
    FormatError
        When the file cannot be read.
    """
    with _opened(path) as (_, names):
        return names


@contextmanager
def _opened(path: Path) -> Iterator[tuple[ParquetFile, list[str]]]:
    """Open a table, with the names of its columns; what is damaged is told wherever in the block it is met."""
    import pyarrow as pa  # noqa: PLC0415 - costs start-up time
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        with pq.ParquetFile(path) as table:
            groups = (table.metadata.row_group(k).total_byte_size for k in range(table.metadata.num_row_groups))
            if any(size > _LARGEST for size in groups):
                raise FormatError(f"{path} unpacks to more than 500 MB at once; write it in smaller row groups.")
            yield table, list(table.schema_arrow.names)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        reason = (str(error).splitlines() or ["unreadable"])[0][:120]
        raise FormatError(f"{path} is no whole Parquet file ({reason}); write it again.") from None


def _rows(table: ParquetFile, names: list[str], going: Callable[[], None]) -> Iterator[tuple[int, list[str]]]:
    number = 0
    for batch in table.iter_batches(_READ_AT_ONCE):
        going()
        for row in batch.to_pylist():
            number += 1
            yield number, ["" if row[n] is None else str(row[n]) for n in names]


def write(items: Iterable[Item], path: Path) -> None:
    """Write the nights and reports, one row each; an unknown value is null."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    schema = pa.schema([(name, pa.string()) for name in COLUMNS])
    with fresh_file(path) as new, pq.ParquetWriter(new, schema) as table:
        rows: list[dict[str, str]] = []
        for item in items:
            if isinstance(item, Night | Report):
                rows.append(row_of(item))
            if len(rows) >= _AT_ONCE:
                table.write_table(pa.Table.from_pylist(rows, schema))
                rows.clear()
        table.write_table(pa.Table.from_pylist(rows, schema))
