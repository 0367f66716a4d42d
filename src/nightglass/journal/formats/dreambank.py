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


def recognises(path: Path, head: bytes) -> bool:
    """Tell whether a file is one of these, by its first bytes."""
    return path.is_file() and head.lstrip().startswith(b"{") and path.suffix.lower() in {".jsonl", ".ndjson"}


def read(path: Path, options: Options) -> Iterator[Item]:
    """Yield the reports of a table; a report without a full date is left out, because it belongs to no night.

    Raises
    ------
    FormatError
        When the file cannot be opened, a line is no object, or no column holds dates.
    """
    rows: list[dict[str, Any]] = []
    with opened_text(path) as stream:
        for number, line in enumerate(stream, start=1):
            options.going()
            if not line.strip():
                continue
            try:
                rows.append(msgspec.json.decode(line.encode("utf-8", "replace"), type=dict[str, Any]))
            except (msgspec.MsgspecError, RecursionError):
                raise FormatError(f"Line {number} of {path} is no JSON object; write the table again.") from None
    header = list(dict.fromkeys(key for row in rows for key in row))
    cells = ((k, ["" if row.get(n) is None else str(row[n]) for n in header]) for k, row in enumerate(rows, start=1))
    yield from rows_to_items(header, cells, path, options, "dreambank")
