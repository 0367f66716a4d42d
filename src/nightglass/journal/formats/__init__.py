"""Formats that nights and reports come from and go to: one small module a format, behind one interface."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from nightglass.journal.formats import (
    apple_health,
    csv_table,
    day_one,
    dreambank,
    journal_lines,
    jrnl,
    markdown,
    parquet,
    sleep_as_android,
)
from nightglass.journal.formats.columns import COLUMNS
from nightglass.journal.formats.csv_table import FIELDS, guessed
from nightglass.journal.formats.interface import Exporter, FormatError, Importer, Options, opening
from nightglass.journal.formats.moments import zone_named

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = [
    "EXPORTERS", "FIELDS", "IMPORTERS", "Exporter", "FormatError", "Importer", "Options", "columns_of", "recognise",
    "zone_named",
]  # fmt: skip

_MODULES = {
    "jsonl": journal_lines,
    "apple-health": apple_health,
    "day-one": day_one,
    "jrnl": jrnl,
    "sleep-as-android": sleep_as_android,
    "markdown": markdown,
    "parquet": parquet,
    "dreambank": dreambank,
    "csv": csv_table,
}

IMPORTERS: Mapping[str, Importer] = MappingProxyType({k: cast("Importer", m) for k, m in _MODULES.items()})
EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {k: cast("Exporter", _MODULES[k]) for k in ("jsonl", "csv", "markdown", "parquet")}
)

_HEAD = 65_536


def recognise(path: Path) -> str:
    """Return which format a file or folder is in.

    Raises
    ------
    FormatError
        When it cannot be opened, or is in none that is known.
    """
    head = b""
    if not path.exists():
        raise FormatError(f"There is no file {path}; check its name and try again.")
    if not path.is_dir():
        with opening(path), path.open("rb") as stream:
            head = stream.read(_HEAD)
    for name, module in _MODULES.items():
        if module.recognises(path, head):
            return name
    raise FormatError(f"{path} is in no format that is known; say which with --format: {', '.join(IMPORTERS)}.")


def columns_of(path: Path, form: str) -> tuple[list[str], dict[str, str]]:
    """Return the names of a stranger's table's columns, and which are taken for what; none for all other files.

    Raises
    ------
    FormatError
        When the file cannot be read.
    """
    if form == "csv":
        names = csv_table.header(path)
    elif form == "parquet":
        names = parquet.header(path)
    else:
        return [], {}
    return ([], {}) if set(names) == set(COLUMNS) else (names, guessed(names))
