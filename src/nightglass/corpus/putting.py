"""Files that are whole or not there."""

from __future__ import annotations

import csv
import os
from typing import TYPE_CHECKING

import msgspec

from nightglass.corpus.errors import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

__all__ = ["beside", "put", "put_plain"]


def beside(output: Path, ending: str) -> Path:
    """Return a path beside another one."""
    return output.with_name(output.name + ending)


def put(path: Path, write: Callable[[Path], None]) -> None:
    """Write a file beside its place, force it to the disk, and put it there at one stroke."""
    new = beside(path, ".new")
    with writing(path):
        try:
            write(new)
            _to_disk(new)
            new.replace(path)
            _to_disk(path.parent)
        finally:
            new.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put_plain(path: Path, suffix: str, rows: Sequence[msgspec.Struct]) -> None:
    """Write rows of plain values, all of one kind, as .jsonl, .csv, .tsv or .parquet; what is None stays empty."""
    plain = [msgspec.structs.asdict(row) for row in rows]

    def write(new: Path) -> None:
        if suffix == ".jsonl":
            new.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in plain))
        elif suffix == ".parquet":
            import pyarrow as pa  # noqa: PLC0415 - costs start-up time
            import pyarrow.parquet as pq  # noqa: PLC0415

            if len({type(row["id"]) for row in plain}) > 1:
                for row in plain:
                    row["id"] = str(row["id"])
            pq.write_table(pa.Table.from_pylist(plain), new)
        else:
            with new.open("w", encoding="utf-8", newline="") as file:
                mark = "\t" if suffix == ".tsv" else ","
                writer = csv.DictWriter(file, list(plain[0]), delimiter=mark, lineterminator="\n")
                writer.writeheader()
                writer.writerows(plain)

    put(path, write)
