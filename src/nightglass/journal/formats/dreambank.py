"""JSON lines of reports as DreamBank, krank and research tables have them: one object a line, columns by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from nightglass.journal.formats.csv_table import rows_to_items
from nightglass.journal.formats.interface import FormatError, Options, opened_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nightglass.journal.values import Item

__all__ = ["read", "recognises"]

_LONGEST, _MOST_COLUMNS = 20_000_000, 500


def recognises(path: Path, head: bytes) -> bool:
    """Tell whether a file is one of these, by its first bytes."""
    return path.is_file() and head.lstrip().startswith(b"{") and path.suffix.lower() in {".jsonl", ".ndjson"}


def read(path: Path, options: Options) -> Iterator[Item]:
    """Yield the reports of a table; a report without a full date is left out, because it belongs to no night.

    Raises
    ------
    FormatError
        When the file cannot be opened, a line is no object, there are too many columns, or none holds dates.
    """
    names: dict[str, None] = {}
    for row in _rows(path, options):
        names.update(dict.fromkeys(row))
        if len(names) > _MOST_COLUMNS:
            raise FormatError(f"{path} has more than {_MOST_COLUMNS:,} columns; write a table with those that matter.")
    header = list(names)
    cells = (
        (number, ["" if row.get(n) is None else str(row[n]) for n in header])
        for number, row in enumerate(_rows(path, options), start=1)
    )
    yield from rows_to_items(header, cells, path, options, "dreambank")


def _rows(path: Path, options: Options) -> Iterator[dict[str, Any]]:
    with opened_text(path) as stream:
        number = 0
        while line := stream.readline(_LONGEST):
            options.going()
            number += 1
            if len(line) == _LONGEST:
                raise FormatError(f"Line {number} of {path} is longer than any report; write the table again.")
            if not line.strip():
                continue
            try:
                yield msgspec.json.decode(line.encode("utf-8", "replace"), type=dict[str, Any])
            except (msgspec.MsgspecError, RecursionError):
                raise FormatError(f"Line {number} of {path} is no JSON object; write the table again.") from None
