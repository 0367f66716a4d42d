"""A table of reports in, the recurrences in it out."""

from __future__ import annotations

import datetime as dt
import re
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

import msgspec

from nightglass.corpus.coding import cores
from nightglass.corpus.errors import TableError
from nightglass.corpus.formats import Cells, check_format, read_table
from nightglass.corpus.intake import take_batches
from nightglass.corpus.putting import put_plain
from nightglass.corpus.rows import Identity, Problem
from nightglass.recurrence import Found, find_recurrences, make_telling

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nightglass.corpus.rows import Columns, Row
    from nightglass.recurrence import Telling

__all__ = ["Occurrence", "RecurrenceRow", "Recurring", "find_in_table", "occurrences_in_table"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

_FEW = 200  # reports: up to so many, starting other processes takes longer than it saves


class RecurrenceRow(msgspec.Struct, frozen=True):
    """One row of the output: a report, and the recurrence that it belongs to, or None."""

    id: Identity
    recurrence: str | None


class Recurring(msgspec.Struct, frozen=True):
    """What was found.

    Attributes
    ----------
    reports
        How many were compared.
    recurrences
        For each (``r1``, ``r2`` ...) the ids of its reports, in the table's order.
    likeness
        For each the mean probability (0 to 1) that two of its reports tell the same dream.
    problems
        The rows that could not be read.
    """

    reports: int
    recurrences: dict[str, tuple[Identity, ...]]
    likeness: dict[str, float]
    problems: tuple[Problem, ...]


def find_in_table(
    table: Path, output: Path, columns: Columns, watch: Callable[[str, float], None] = lambda _, __: None
) -> Recurring:
    """Find the recurrences in a table, and write one row a report: ``id``, ``recurrence`` (``r1`` ... or null).

    Parameters
    ----------
    table, output
        In any of the formats of `nightglass.corpus.FORMATS`; the output is whole or not there.
    columns
        The names of the columns with ids and texts.
    watch
        Is told what is being done and how much of it is done (0 to 1).

    Raises
    ------
    TableError
        If a table is in no known format, lacks a column or has no report in it.
    """
    suffix = check_format(output)
    if not table.exists():
        raise TableError(f"There is no table {table}: check its name and its folder.")
    if output.exists() and output.samefile(table):
        raise TableError(f"{output} is the table itself; name another place for what is found.")
    rows, problems = _take(table, columns, watch)
    if not rows:
        raise TableError(f"{table} has no report that could be read; nothing was written.")
    told = _tellings(rows, watch)
    found = find_recurrences(told, lambda done: watch("comparing", done))
    named = _named(found)
    home = {k: name for name, members in named.items() for k in members}
    put_plain(output, suffix, [RecurrenceRow(r.id, home.get(k)) for k, r in enumerate(rows)])
    return Recurring(
        len(rows),
        {name: tuple(rows[k].id for k in members) for name, members in named.items()},
        dict(zip(named, found.likeness, strict=True)),
        tuple(problems),
    )


def _take(table: Path, columns: Columns, watch: Callable[[str, float], None]) -> tuple[list[Row], list[Problem]]:
    rows: list[Row] = []
    problems: list[Problem] = []
    for batch in take_batches(table, columns, 0):
        rows += batch.rows
        problems += batch.problems
        watch("opening", batch.share)
    return rows, problems


def _named(found: Found) -> dict[str, tuple[int, ...]]:
    return {f"r{k}": tuple(map(int, members)) for k, members in enumerate(found.recurrences, 1)}


def _tell(item: tuple[int, str]) -> Telling:
    return make_telling(str(item[0]), item[1])


def _tellings(rows: list[Row], watch: Callable[[str, float], None]) -> list[Telling]:
    """Make the reports ready to be compared, on every core where there are many; named by their place."""
    items = [(k, row.text) for k, row in enumerate(rows)]
    told: list[Telling] = []
    if len(rows) <= _FEW or cores() == 1:
        for item in items:
            told.append(_tell(item))
            watch("reading", len(told) / len(items))
        return told
    with ProcessPoolExecutor(cores(), mp_context=get_context("spawn")) as pool:
        for telling in pool.map(_tell, items, chunksize=32):
            told.append(telling)
            watch("reading", len(told) / len(items))
    return told


class Occurrence(msgspec.Struct, frozen=True):
    """One report of a recurrence, with its day (YYYY-MM-DD) where the table has one that is whole."""

    id: Identity
    text: str
    date: str | None


def occurrences_in_table(
    table: Path, columns: Columns, date_column: str | None, found: Recurring
) -> dict[str, tuple[Occurrence, ...]]:
    """Return the occurrences of every recurrence, in the order of their days; those without a day come last.

    Raises
    ------
    TableError
        If the table lacks a column.
    """
    wanted = {identity for members in found.recurrences.values() for identity in members}
    dates = _dates(table, columns, date_column) if date_column is not None else {}
    told: dict[Identity, Occurrence] = {}
    for batch in take_batches(table, columns, 0):
        for row in batch.rows:
            if row.id in wanted:
                told[row.id] = Occurrence(row.id, row.text, dates.get(str(row.id)))
    return {
        name: tuple(sorted((told[k] for k in members), key=lambda o: o.date or "9999"))
        for name, members in found.recurrences.items()
    }


def _dates(table: Path, columns: Columns, date_column: str) -> dict[str, str]:
    """Return the days in a column, ``(2016-09-05)`` and the like; one that is not whole is none."""
    found: dict[str, str] = {}
    for cells, _ in read_table(table, msgspec.structs.replace(columns, text=date_column, dreamer=None)):
        if isinstance(cells, Cells) and (day := _DAY.search(str(cells.text))) is not None:
            try:
                dt.date.fromisoformat(day[0])
            except ValueError:
                continue
            found.setdefault(str(cells.id), day[0])
    return found
