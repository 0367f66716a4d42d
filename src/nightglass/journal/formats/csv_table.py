"""CSV: our own, there and back without loss, and anybody's with a header whose columns can be told."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

from nightglass.journal.formats.columns import COLUMNS, item_from_row, row_of
from nightglass.journal.formats.interface import FormatError, Options, fresh_file, report_id
from nightglass.journal.formats.moments import evening_of, moment_from
from nightglass.journal.formats.table_text import LONGEST, Lines, opened_table
from nightglass.journal.values import Item, LeftOut, Night, Report, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

__all__ = ["FIELDS", "guessed", "header", "read", "recognises", "rows_to_items", "write"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_KNOWN = {
    "date": ("date", "night", "day", "datum", "evening"),
    "time": ("time",),
    "text": ("text", "dream", "report", "entry", "description", "content", "dream_report", "body"),
    "title": ("title", "name", "subject"),
    "tags": ("tags", "tag", "labels"),
    "nightmares": ("nightmares", "number_of_nightmares"),
    "distress": ("distress", "intensity"),
    "sleep_quality": ("sleep_quality", "quality"),
    "awakenings": ("awakenings", "wakings"),
    "note": ("note", "notes", "comment"),
    "id": ("id", "number", "uuid"),
}
"""Under which names a column is known, the first before the others."""
FIELDS = tuple(_KNOWN)
"""What a column can be."""


def recognises(path: Path, _head: bytes) -> bool:
    """Tell whether a file is one of these, by its name."""
    return path.is_file() and path.suffix.lower() in {".csv", ".tsv"}


def read(path: Path, options: Options) -> Iterator[Item]:
    """Yield the nights and reports of a table with a header.

    Raises
    ------
    FormatError
        When the file cannot be read, or has no column with dates.
    """
    rows = _rows_of(path, options.going)
    header = next(rows, (0, []))[1]
    if tuple(header) == COLUMNS:
        for number, cells in rows:
            if len(cells) != len(header):
                yield LeftOut(f"row {number}", "It has not as many cells as the header.")
                continue
            yield item_from_row({k: _unguarded(v) for k, v in zip(header, cells, strict=True)}, f"row {number}")
        return
    yield from rows_to_items(header, rows, path, options, "csv")


def header(path: Path) -> list[str]:
    """Return the names of a table's columns.

    Raises
    ------
    FormatError
        When the file cannot be read.
    """
    return next(_rows_of(path, lambda: None), (0, []))[1]


def guessed(names: list[str]) -> dict[str, str]:
    """Return which column is taken for what, by their names."""
    return {field: names[place] for field, place in _guessed(names).items()}


def _rows_of(path: Path, going: Callable[[], None]) -> Iterator[tuple[int, list[str]]]:
    """Return the rows of a file that are not empty, with their numbers."""
    csv.field_size_limit(LONGEST)
    with opened_table(path, going) as stream:
        separator = "\t" if path.suffix.lower() == ".tsv" else _separator(stream.readline(LONGEST))
        stream.seek(0)
        lines = Lines(stream, going)
        reader = csv.reader(lines, delimiter=separator)
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise FormatError(
                    f"Row {lines.number} cannot be read ({error}); look at it in a spreadsheet."
                ) from None
            if any(cell.strip() for cell in cells):
                yield lines.number, cells
            lines.next_row()


def _separator(head: str) -> str:
    return max(",;\t|", key=head.count) if any(c in head for c in ",;\t|") else ","


def rows_to_items(
    header: list[str], rows: Iterable[tuple[int, list[str]]], path: Path, options: Options, source: str
) -> Iterator[Item]:
    """Yield the nights and reports of anybody's table.

    Raises
    ------
    FormatError
        When a named column is not there, or none can be told that holds dates.
    """
    places = _places(header, path, options)
    for number, cells in rows:
        row = {field: cells[k].strip("\r\n") for field, k in places.items() if k < len(cells)}
        yield from _items(row, f"row {number}", options, source)


def _guessed(header: list[str]) -> dict[str, int]:
    names = [re.sub(r"\W+", "_", h.strip().lower()).strip("_") for h in header]
    places: dict[str, int] = {}
    for field, known in _KNOWN.items():
        found = next((names.index(k) for k in known if k in names), None)
        if found is not None:
            places[field] = found
    return places


def _places(header: list[str], path: Path, options: Options) -> dict[str, int]:
    places = _guessed(header)
    for field, name in options.columns.items():
        if field not in _KNOWN:
            raise FormatError(f'A column can be one of {", ".join(_KNOWN)}; not "{field}".')
        if name not in header:
            raise FormatError(f'{path} has no column "{name}"; it has {", ".join(header)[:300]}.')
        places[field] = header.index(name)
    if "date" not in places:
        raise FormatError(
            f"{path} has no column that can be told to hold dates; say which with --column date=NAME. "
            f"It has {', '.join(header)[:300]}."
        )
    return places


def _items(row: dict[str, str], place: str, options: Options, source: str) -> Iterator[Item]:
    date = row.get("date", "")
    found = moment_from(f"{date} {row['time']}" if row.get("time") else date, options.zone)
    if found is None:
        yield LeftOut(place, f'"{date[:40]}" is no full date that a night can have.')
        return
    moment, timed = found
    evening = evening_of(moment, timed=timed)
    numbers, wrong = _numbers(row)
    text = row.get("text", "")
    if "\ufffd" in text:
        yield LeftOut(place, "Some of its signs are in another encoding; save the table as UTF-8 and import it again.")
        return
    partly = bool(numbers or row.get("note") or text.strip())
    for name, reason in wrong.items():
        lacks = f"It is taken without its {name.replace('_', ' ')}: {reason}" if partly else reason
        yield LeftOut(f"{place}, {name}", lacks, partly)
    if numbers or row.get("note"):
        state: State = "badly" if numbers.get("nightmares") else "unknown"
        if numbers.get("nightmares") == 0:
            state = "quiet"
        yield Night(date=evening, state=state, note=row.get("note") or None, **numbers)
    if text.strip():
        key = f"{source}:{row.get('id') or ''} {evening} {report_id(text)[:12]}"
        yield Report(
            id=report_id(key),
            night=evening,
            text=text,
            title=row.get("title") or None,
            written=moment if timed else None,
            tags=tuple(t for t in re.split(r"[,;\s]+", row.get("tags", "")) if t),
            source=key,
        )
    elif not partly and not wrong:
        yield LeftOut(place, "It has neither words nor numbers.")


def _numbers(row: dict[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the numbers of a row by their fields, and of those that are none why."""
    numbers: dict[str, Any] = {}
    wrong = {}
    for name, most in (("nightmares", 100), ("distress", 10), ("sleep_quality", 10), ("awakenings", 100)):
        cell = row.get(name, "").strip()
        if re.fullmatch(r"\d{1,3}", cell) and int(cell) <= most:
            numbers[name] = int(cell)
        elif cell:
            wrong[name] = f'"{cell[:20]}" is no number from 0 to {most}.'
    return numbers, wrong


def write(items: Iterable[Item], path: Path) -> None:
    """Write the nights and reports, one row each; what a spreadsheet would run as a formula is guarded by ``'``."""
    with fresh_file(path) as new, new.open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\r\n")
        table.writeheader()
        for item in items:
            if isinstance(item, Night | Report):
                table.writerow({k: _guarded(v) for k, v in row_of(item).items()})
        stream.flush()


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _unguarded(cell: str) -> str:
    return cell.removeprefix("'")
