"""Tables with a character between cells: .csv and .tsv."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from nightglass.corpus.errors import TableError
from nightglass.corpus.formats.cells import Cells, find_columns
from nightglass.corpus.formats.lines import MAX_LINE, Lines, LongLineError, raw_bytes
from nightglass.corpus.rows import FACETS, CodedRow, Problem

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

    from nightglass.corpus.rows import Columns

__all__ = ["JOINT", "read_separated", "write_separated"]

JOINT = "; "
"""What stands between the items of a list in one cell; neither an item nor a theme holds a semicolon."""

_TOO_LONG = f"the line is too long (over {MAX_LINE:,} characters)"
_QUOTES = 'its quotation marks do not match (inside a cell in quotation marks, a mark is written twice: "")'
_BROKEN = "from here on the file is damaged: its characters cannot be decoded"


class _Head:
    """The head of a table: which character parts its cells, how many there are, and where the wanted ones stand."""

    def __init__(self, lines: Lines, delimiters: str, columns: Columns, place: str) -> None:
        try:
            line = next((line for line in lines if line.strip()), "")
            heads = [(delimiter, next(csv.reader([line], delimiter=delimiter), [])) for delimiter in delimiters]
        except (csv.Error, LongLineError, UnicodeDecodeError):
            raise TableError(f"The first line of {place} cannot be read: give it the names of the columns.") from None
        if not line:
            raise TableError(f"{place} is empty: give it a head with the names of its columns, and one row a report.")
        refusals: list[TableError] = []
        for delimiter, names in sorted(heads, key=lambda head: -len(head[1])):
            try:
                self.id, self.text, self.dreamer = find_columns(names, columns, place)
            except TableError as error:
                refusals.append(error)
            else:
                self.delimiter, self.width = delimiter, len(names)
                return
        raise lines.doubt or refusals[0]


def read_separated(path: Path, columns: Columns) -> Generator[tuple[Cells | Problem, float], None, None]:
    """Yield every row of a .csv or .tsv with the share of the file (0 to 1) read so far.

    Parameters
    ----------
    path
        A table with a head. In a .csv, semicolons or tabs may part the cells as well.
    columns
        The names of those to read.

    Raises
    ------
    TableError
        If the head lacks a column.

    Notes
    -----
    Quoting is taken strictly (RFC 4180), so that no row is swallowed by another one's forgotten quotation mark: what
    does not parse costs one line, and reading goes on at the next. In a .tsv such a line is taken literally instead,
    where that gives as many cells as the head has.
    """
    csv.field_size_limit(max(csv.field_size_limit(), MAX_LINE))
    with Lines(path) as lines:
        head = _Head(lines, "\t" if path.suffix.lower() == ".tsv" else ",;\t", columns, str(path))
        number = 0
        while True:
            line = lines.number
            try:
                record = _record(lines, head)
            except StopIteration:
                return
            except UnicodeDecodeError:
                yield Problem(number + 1, "refused", _BROKEN, line=line), 1.0
                return
            if record == []:
                continue  # a blank line is no row
            number += 1
            yield _cells(record, head, number, line, lines), lines.share


def _record(lines: Lines, head: _Head) -> list[str] | str:
    """Return the next row's cells, or what is wrong with it."""
    lines.begin()
    try:
        return next(csv.reader(lines, delimiter=head.delimiter, strict=True))
    except (csv.Error, LongLineError):
        first = lines.keep_first()
    if first is None:
        return _TOO_LONG
    if head.delimiter == "\t":
        cells = first.rstrip("\r\n").split("\t")
        if len(cells) == head.width:
            return cells
    return _QUOTES


def _cells(record: list[str] | str, head: _Head, number: int, line: int, lines: Lines) -> Cells | Problem:
    if isinstance(record, str):
        return Problem(number, "refused", record, line=line)
    if len(record) < head.width or any(cell.strip() for cell in record[head.width :]):
        reason = (
            f"it has {len(record)} cells where the head has {head.width} "
            "(a text with the separator or a line break in it stands in quotation marks)"
        )
        return Problem(number, "refused", reason, line=line)
    wanted = [record[head.id], record[head.text], "" if head.dreamer is None else record[head.dreamer]]
    identity, text, dreamer = map(raw_bytes, wanted) if lines.escapes else wanted
    return Cells(number, line, identity, text, dreamer or None)


def write_separated(path: Path, rows: Iterable[CodedRow], delimiter: str) -> None:
    """Write coded rows as a .csv or .tsv in UTF-8: ``id``, ``hvdc``, then one column a facet.

    Lists are joined by "; ", flags are ``true`` or ``false``. Where a report could not be read for its language, every
    cell but the id is empty.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow(["id", "hvdc", *FACETS])
        for row in rows:
            writer.writerow([row.id, JOINT.join(row.hvdc), *(_cell(row.facets.get(name)) for name in FACETS)])


def _cell(value: object) -> str:
    if isinstance(value, list):
        return JOINT.join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
