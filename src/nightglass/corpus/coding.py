"""Code a table: many reports in, one row of codings each out, whatever happens on the way."""

from __future__ import annotations

import os
from contextlib import closing
from functools import partial as partial_of
from typing import TYPE_CHECKING, Protocol

import msgspec

from nightglass.corpus.errors import TableError, UnfinishedTableError, writing
from nightglass.corpus.formats import check_format, parts_of, read_table, write_table
from nightglass.corpus.intake import Batch, take_batches
from nightglass.corpus.local import code_locally
from nightglass.corpus.partial import Header, Partial, Record, fingerprint, mismatch, open_partial
from nightglass.corpus.putting import beside, put
from nightglass.corpus.rows import CodedRow, Columns, Problem
from nightglass.corpus.worker import versions

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    from nightglass.corpus.worker import Coded

__all__ = ["Engine", "Progress", "Summary", "code_table", "cores"]

_SHOWN = 5


class Progress(msgspec.Struct, frozen=True):
    """How far a run is.

    Attributes
    ----------
    rows
        Rows of the table that are done, those of earlier runs included.
    before
        How many of them earlier runs did.
    share
        How much of the table is done, 0 to 1.
    """

    rows: int
    before: int
    share: float


class Summary(msgspec.Struct, frozen=True):
    """What was done with a table.

    Attributes
    ----------
    coded, refused, limited
        How many rows were coded; were not; and were coded, but with limits (these count as coded, too).
    output
        Where the coded table is.
    problems
        Where the problems are, or None where there are none.
    before
        How many rows earlier runs had done.
    first
        The first few rows that were refused, and the first that was coded with limits.
    """

    coded: int
    refused: int
    limited: int
    output: str
    problems: str | None
    before: int
    first: tuple[Problem, ...]


class Engine(Protocol):
    """Yields every batch, in order, with what became of its rows."""

    def __call__(  # noqa: D102 - said above
        self, batches: Iterator[Batch], workers: int
    ) -> Generator[tuple[Batch, tuple[Coded, ...]], None, None]: ...


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0))


def code_table(  # noqa: PLR0913 - two paths, and options that go by their names
    table: Path,
    output: Path,
    *,
    columns: Columns | None = None,
    workers: int | None = None,
    engine: Engine | None = None,
    force: bool = False,
    watch: Callable[[Progress], None] | None = None,
) -> Summary:
    """Code every report of a table.

    Parameters
    ----------
    table
        A .csv, .tsv, .jsonl or .parquet with one report a row, or a folder of .parquet files.
    output
        Where the coded table goes, in any of these formats; it appears when it is complete. Every row is either coded
        or told as refused beside it, in ``OUTPUT.problems.jsonl``. Until all is done, ``OUTPUT.partial`` holds what
        is; a run that was stopped, in whatever way, goes on from there.
    columns
        Which columns to read; by default ``id`` and ``text``.
    workers
        How many processes read at once; by default one a core.
    engine
        What codes the batches of rows, each once and in their order: `code_locally` where none is given, or
        `cluster.code_on_cluster`.
    force
        Whether to overwrite ``output``, and to drop an unfinished run that cannot be gone on with.
    watch
        Called with the progress after every batch.

    Raises
    ------
    CorpusError
        In one plain sentence: a table or column that is not there, an output that is, a full disk, another run.
    """
    columns = columns or Columns()
    _check_places(table, output)
    stamp = _stamp(table)
    header = _header(table, columns)
    with open_partial(beside(output, ".partial")) as partial:
        _prepare(partial, header, table, output, force=force)
        before = partial.upto
        if not partial.complete:
            _go_through(table, columns, partial, partial_of(engine or code_locally, workers=workers or cores()), watch)
            _check_unchanged(table, stamp, header)
            partial.append(Record(partial.upto, complete=True))
        return _finish(partial, output, before)


def _check_unchanged(table: Path, stamp: tuple[int, int], header: Header) -> None:
    if _stamp(table) != stamp and fingerprint(table) != header.content:
        raise UnfinishedTableError(
            f"{table} was changed while it was being coded: give the command again with --force to begin again."
        )


def _check_places(table: Path, output: Path) -> None:
    check_format(output)
    if table.is_dir():
        parts_of(table)
    elif check_format(table) and not table.is_file():
        raise TableError(f"There is no table {table}: check its name and its folder.")
    if not output.parent.is_dir():
        raise TableError(f"There is no folder {output.parent} to put {output.name} in: make it, and try again.")
    if output.is_dir():
        raise TableError(f"{output} is a folder: choose another place with -o.")
    if output.exists() and output.samefile(table):
        raise TableError(f"{output} would overwrite the table itself: choose another place with -o.")


def _header(table: Path, columns: Columns) -> Header:
    try:
        with closing(read_table(table, columns)) as rows:
            next(rows, None)  # so that a missing column is told before anything is begun
        content = fingerprint(table)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise TableError(f"{table} cannot be read ({reason}): check its permissions, and try again.") from None
    return Header(content, columns, versions())


def _stamp(table: Path) -> tuple[int, int]:
    found = [part.stat() for part in parts_of(table)]
    return sum(f.st_size for f in found), max(f.st_mtime_ns for f in found)


def _prepare(partial: Partial, header: Header, table: Path, output: Path, *, force: bool) -> None:
    """Make the unfinished run's file ready to go on, or to begin."""
    blank = partial.blank
    problem = None if blank else mismatch(partial.path, table, partial.catch_up(), header)
    # A run that was killed between its last two steps has put its output in place already.
    just_done = partial.complete and problem is None
    if output.exists() and not force and not just_done:
        if blank:
            partial.path.unlink()
        raise TableError(f"{output} is there already: choose another place with -o, or give --force to overwrite it.")
    if problem is not None and not force:
        raise problem
    if blank or problem is not None:
        partial.begin(header)
    else:
        partial.go_on()


def _go_through(
    table: Path,
    columns: Columns,
    partial: Partial,
    engine: Callable[[Iterator[Batch]], Generator[tuple[Batch, tuple[Coded, ...]], None, None]],
    watch: Callable[[Progress], None] | None,
) -> None:
    before = partial.upto
    with (
        closing(take_batches(table, columns, before)) as batches,
        closing(engine(batches)) as done,
    ):
        for batch, coded in done:
            partial.append(_record(batch, coded))
            if watch is not None:
                watch(Progress(partial.upto, before, batch.share))


def _record(batch: Batch, coded: tuple[Coded, ...]) -> Record:
    rows = tuple(msgspec.Raw(one.json) for one in coded if one.json is not None)
    problems = [*batch.problems, *(one.problem for one in coded if one.problem is not None)]
    return Record(batch.upto, rows, tuple(sorted(problems, key=lambda problem: problem.row)))


def _finish(partial: Partial, output: Path, before: int) -> Summary:
    """Put the coded table and the problems in their places, and take the unfinished run's file away."""

    def rows() -> Iterator[CodedRow]:
        decoder = msgspec.json.Decoder(CodedRow)
        return (decoder.decode(raw) for record in partial.records() for raw in record.rows)

    problems = beside(output, ".problems.jsonl")
    first = _write_problems(partial, problems)
    put(output, lambda path: write_table(path, check_format(output), rows))
    with writing(partial.path):
        partial.path.unlink()
    return Summary(
        coded=partial.coded,
        refused=partial.refused,
        limited=partial.limited,
        output=str(output),
        problems=str(problems) if first else None,
        before=before,
        first=first,
    )


def _write_problems(partial: Partial, path: Path) -> tuple[Problem, ...]:
    if not partial.refused + partial.limited:
        with writing(path):
            path.unlink(missing_ok=True)  # of an earlier run, whose table is about to be overwritten
        return ()
    first: dict[str, list[Problem]] = {"refused": [], "limited": []}

    def write(new: Path) -> None:
        with new.open("wb") as file:
            for problem in (problem for record in partial.records() for problem in record.problems):
                file.write(msgspec.json.encode(problem) + b"\n")
                if len(first[problem.kind]) < _SHOWN:
                    first[problem.kind].append(problem)

    put(path, write)
    return (*first["refused"], *first["limited"][:1])
