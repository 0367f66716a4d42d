"""Tables in Apache Parquet: .parquet."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from nightglass.corpus.errors import TableError
from nightglass.corpus.formats.cells import Cells, find_columns
from nightglass.corpus.rows import FACETS, CodedRow, Problem

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

    from nightglass.corpus.rows import Columns

__all__ = ["read_parquet", "write_parquet"]

_BATCH = 128  # rows held at once while reading
_GROUP = 4096  # rows in one row group of what is written
_DAMAGED = "this part of the table is damaged and cannot be read"


def read_parquet(path: Path, columns: Columns) -> Generator[tuple[Cells | Problem, float], None, None]:
    """Yield every row of a .parquet with the share of the table (0 to 1) read so far.

    Parameters
    ----------
    path
        A Parquet file; ids may be text or whole numbers, texts text or bytes.
    columns
        The names of those to read.

    Raises
    ------
    TableError
        If the file is not Parquet, or lacks a column.
    """
    import pyarrow as pa  # noqa: PLC0415 - takes a third of a second to load
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        file = pq.ParquetFile(path, pre_buffer=False, buffer_size=1 << 16)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        reason = str(error).splitlines()[0].rstrip(".")
        raise TableError(
            f"{path} cannot be read as Parquet ({reason}): check that it is whole, and try again."
        ) from None
    with file:
        names = file.schema_arrow.names
        places = find_columns(names, columns, str(path))
        wanted = [names[place] for place in places if place is not None]
        total = max(file.metadata.num_rows, 1)
        number = 0
        for group in range(file.num_row_groups):
            last = number + file.metadata.row_group(group).num_rows
            try:
                for batch in file.iter_batches(_BATCH, row_groups=[group], columns=wanted, use_threads=False):
                    for cells in zip(*(_values(batch.column(name), pa) for name in wanted), strict=True):
                        number += 1
                        yield Cells(number, None, *cells), number / total
            except (pa.ArrowException, OSError):
                yield Problem(number + 1, "refused", _DAMAGED, last=last), last / total
                number = last


def _values(column: Any, pa: Any) -> list[object]:  # noqa: ANN401 - pyarrow has no types
    """Return a column's values; text that is not UTF-8, which some programs write, as bytes."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        column = column.cast(pa.large_binary())
    if not pa.types.is_large_binary(column.type):
        values: list[object] = column.to_pylist()
        return values
    return [_text(value) for value in column.to_pylist()]


def _text(value: bytes | None) -> str | bytes | None:
    try:
        return None if value is None else value.decode()
    except UnicodeDecodeError:
        return value


def write_parquet(path: Path, rows: Iterable[CodedRow], *, numbered: bool) -> None:
    """Write coded rows as Parquet: ``id``, ``hvdc`` (a list), then one column a facet.

    Parameters
    ----------
    path
        Where to.
    rows
        What to write; held 4,096 at a time.
    numbered
        Whether every id is a whole number of at most 64 bits, and the column therefore of that type rather than text.
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    kinds = {"flag": pa.bool_(), "choice": pa.string(), "list": pa.list_(pa.string())}
    schema = pa.schema(
        [
            ("id", pa.int64() if numbered else pa.string()),
            ("hvdc", pa.list_(pa.string())),
            *((name, kinds[kind]) for name, kind in FACETS.items()),
        ]
    )
    rows = iter(rows)
    with path.open("wb") as sink, pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        while group := list(islice(rows, _GROUP)):
            table: dict[str, list[object]] = {
                "id": [row.id if numbered else str(row.id) for row in group],
                "hvdc": [row.hvdc for row in group],
            }
            table.update({name: [row.facets.get(name) for row in group] for name in FACETS})
            writer.write_table(pa.table(table, schema=schema), row_group_size=_GROUP)
