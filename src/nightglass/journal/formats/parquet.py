"""Parquet: our own columns, one row a night or report; other tables are read like any table with a header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.journal.formats.columns import COLUMNS, item_from_row, row_of
from nightglass.journal.formats.csv_table import rows_to_items
from nightglass.journal.formats.interface import FormatError, Options, fresh_file
from nightglass.journal.values import Item, Night, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["header", "read", "recognises", "write"]

_AT_ONCE = 2000


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
    import pyarrow as pa  # noqa: PLC0415 - costs start-up time
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        with pq.ParquetFile(path) as table:
            names = list(table.schema_arrow.names)
            rows = _rows(table, names)
            if set(names) == set(COLUMNS):
                for number, cells in rows:
                    yield item_from_row(dict(zip(names, cells, strict=True)), f"row {number}")
            else:
                yield from rows_to_items(names, rows, path, options, "parquet")
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise _damaged(path, error) from None


def header(path: Path) -> list[str]:
    """Return the names of a table's columns.

    Raises
    ------
    FormatError
        When the file cannot be read.
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        with pq.ParquetFile(path) as table:
            return list(table.schema_arrow.names)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise _damaged(path, error) from None


def _rows(table: object, names: list[str]) -> Iterator[tuple[int, list[str]]]:
    number = 0
    for batch in table.iter_batches(_AT_ONCE):  # type: ignore[attr-defined]
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


def _damaged(path: Path, error: Exception) -> FormatError:
    reason = (str(error).splitlines() or ["unreadable"])[0][:120]
    return FormatError(f"{path} is no whole Parquet file ({reason}); write it again.")
