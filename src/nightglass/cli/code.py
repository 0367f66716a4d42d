"""``nightglass code``: a table of reports in, a table of codings out."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
import typer

from nightglass.cli._terminal import counted, tell
from nightglass.corpus import Columns, CorpusError, Progress, Summary, code_table, on_cluster

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nightglass.corpus import Problem

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

_EVERY = 10.0  # seconds between two plain lines of progress


@app.command()
def code(
    table: Annotated[
        Path, typer.Argument(metavar="IN", help="The table: .csv, .tsv, .jsonl, .parquet, or a folder of .parquet.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="OUT", help="Where the codings go, likewise.")],
    id_column: Annotated[str, typer.Option(help="The column that names each report.")] = "id",
    text_column: Annotated[str, typer.Option(help="The column with the reports.")] = "text",
    dreamer_column: Annotated[
        str | None, typer.Option(help="The column with the dreamer's name, for reports in the third person.")
    ] = None,
    engine: Annotated[
        Literal["local", "dask"], typer.Option(help="local: processes of this machine. dask: a Dask cluster.")
    ] = "local",
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="With --engine dask: a running scheduler; local workers if not given."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=1024, help="How many processes read at once; one a core if not given.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite OUT, and drop an unfinished run that cannot be gone on with.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was done as one JSON document.")] = False,
) -> None:
    """Code a table of reports, one row of Hall/Van de Castle items and facets each.

    Rows that cannot be read are told, with their number and the reason, in OUT.problems.jsonl; the rest goes on. A run
    that was stopped goes on where it was when the same command is given again.
    """
    if scheduler is not None and engine != "dask":
        raise typer.BadParameter("a scheduler goes with --engine dask", param_hint="--scheduler")
    columns = Columns(id_column, text_column, dreamer_column)
    chosen = on_cluster(scheduler) if engine == "dask" else None
    with _stoppable(), _shown(quiet=quiet) as watch:
        summary = code_table(table, output, columns=columns, workers=workers, engine=chosen, force=force, watch=watch)
    if as_json:
        sys.stdout.write(msgspec.json.encode(summary).decode() + "\n")
    _sum_up(summary)
    if summary.refused and not summary.coded:
        raise CorpusError(f"No row of {table} could be coded: {summary.problems} says why, row by row.")


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let Ctrl-C stop a run in peace: it says that nothing is lost, once the progress is off the screen."""
    try:
        yield
    except KeyboardInterrupt:
        tell("Stopped. What is done so far is kept: give the same command again, and it goes on from there.")
        raise typer.Exit(130) from None


def _sum_up(summary: Summary) -> None:
    before = f" ({counted(summary.before, 'row')} had been done before)" if summary.before else ""
    tell(f"{counted(summary.coded, 'report')} coded into {summary.output}{before}.")
    if summary.problems is None:
        return
    parts = []
    if summary.refused:
        parts.append(f"{counted(summary.refused, 'row')} could not be coded")
    if summary.limited:
        parts.append(f"{counted(summary.limited, 'report')} could be coded only with limits")
    tell(f"{' and '.join(parts)}; {summary.problems} tells which and why. For example:")
    for problem in summary.first:
        tell(f"  {_place(problem)}: {problem.reason}")


def _place(problem: Problem) -> str:
    rows = f"row {problem.row}" if problem.last is None else f"rows {problem.row} to {problem.last}"
    line = "" if problem.line is None else f", line {problem.line}"
    name = "" if problem.id is None else f" ({problem.id})"
    return f"{rows}{line}{name}"


@contextmanager
def _shown(*, quiet: bool) -> Iterator[Callable[[Progress], None] | None]:
    if quiet:
        yield None
    elif sys.stderr.isatty():
        with _bar() as watch:
            yield watch
    else:
        yield _lines()


class _Pace:
    """How fast a run is and how long it will take, by what it has done since it began."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._share: float | None = None

    def words(self, progress: Progress) -> str:
        seconds = max(time.monotonic() - self._began, 0.001)
        rate = (progress.rows - progress.before) / seconds
        if self._share is None:  # where an earlier run had come to is known from the first batch on
            done = progress.rows - progress.before
            self._share = progress.share * (1 - done / progress.rows)
        gained = progress.share - self._share
        left = seconds * (1 - progress.share) / gained if gained > 0 else 0.0
        return f"{counted(progress.rows, 'row')}, {rate:,.0f} a second, {_duration(left)} left"


def _duration(seconds: float) -> str:
    """Return a length of time in the two greatest units that it has: ``2 h 5 min``."""
    minutes, hours = round(seconds / 60), round(seconds / 60) // 60
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{hours} h {minutes % 60} min" if hours else f"{minutes} min"


def _lines() -> Callable[[Progress], None]:
    pace, last = _Pace(), time.monotonic()

    def watch(progress: Progress) -> None:
        nonlocal last
        words = pace.words(progress)
        if time.monotonic() - last >= _EVERY:
            last = time.monotonic()
            tell(f"{progress.share:.0%}: {words}")

    return watch


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    console = Console(stderr=True)
    with Bar(BarColumn(24), TaskProgressColumn(), TextColumn("{task.description}"), console=console) as bar:
        task, pace = bar.add_task("beginning", total=1.0), _Pace()
        yield lambda progress: bar.update(task, completed=progress.share, description=pace.words(progress))
