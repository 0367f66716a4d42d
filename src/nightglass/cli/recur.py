"""``nightglass recur``: dreams that keep coming back, in the journal or in a table."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from nightglass.cli._journal import make_app, opened, say
from nightglass.journal import spoken_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nightglass.corpus import Recurring
    from nightglass.journal import Journal, Recurrence

__all__ = ["app"]

app = make_app()

_LISTED = 12


@app.command()
def recur(
    table: Annotated[
        Path | None, typer.Argument(metavar="[IN]", help="A table of reports; without it, your journal.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="OUT", help="Where a table's go.")] = None,
    id_column: Annotated[str, typer.Option(help="The column that names each report.")] = "id",
    text_column: Annotated[str, typer.Option(help="The column with the reports.")] = "text",
    date_column: Annotated[str | None, typer.Option(help="The column with the days, for --page.")] = None,
    page: Annotated[
        Path | None, typer.Option(metavar="OUT.html", help="With a table: a page of findings, with the reports.")
    ] = None,
    one: Annotated[str | None, typer.Option("--of", metavar="NAME", help="Look at one recurrence.")] = None,
    show: Annotated[bool, typer.Option("--show", help="Show words of the dreams too.")] = False,
    svg: Annotated[Path | None, typer.Option(metavar="OUT", help="With --of: draw its strips as an SVG.")] = None,
    call: Annotated[str | None, typer.Option(metavar="WORDS", help="With --of: call it by a name of yours.")] = None,
    join: Annotated[
        tuple[str, str] | None, typer.Option(metavar="REPORT REPORT", help="These two are the same dream.")
    ] = None,
    apart: Annotated[str | None, typer.Option(metavar="REPORT", help="This one is not the same dream.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Find the dreams that keep coming back.

    In the journal, each new report joins a recurrence, opens one, or stands alone; what stood is never reshuffled, and
    what you say with --join and --apart is kept. With a table, one row a report is written: id and recurrence.
    """
    if table is not None:
        if output is None:
            raise typer.BadParameter("say where what is found goes: -o OUT", param_hint="--output")
        found = _in_table(table, output, id_column, text_column, quiet=quiet)
        if as_json:
            sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
        else:
            _say_found(found, output)
        if page is not None:
            _write_page(page, table, found, id_column, text_column, date_column)
        return
    with opened(backs_up=True) as journal:
        _correct(journal, join, apart)
        _recognise(journal, quiet=quiet or as_json)
        if one is not None:
            _show_one(journal, one, show=show, svg=svg, call=call, as_json=as_json)
        else:
            _show_all(journal, as_json=as_json)


def _in_table(table: Path, output: Path, id_column: str, text_column: str, *, quiet: bool) -> Recurring:
    from nightglass.corpus import Columns, find_in_table  # noqa: PLC0415 - costs start-up time

    with _watched(quiet=quiet) as watch:
        return find_in_table(table, output, Columns(id_column, text_column), watch)


def _write_page(
    page: Path, table: Path, found: Recurring, id_column: str, text_column: str, date_column: str | None
) -> None:
    from nightglass.corpus import Columns, occurrences_in_table  # noqa: PLC0415
    from nightglass.journal import NotKeptError  # noqa: PLC0415
    from nightglass.pictures import PageEntry, recurrences_html  # noqa: PLC0415
    from nightglass.reading import read  # noqa: PLC0415
    from nightglass.recurrence import make_telling, portray  # noqa: PLC0415

    told = occurrences_in_table(table, Columns(id_column, text_column), date_column, found)
    entries = []
    for name, own in told.items():
        texts = tuple(o.text for o in own)
        tellings = [make_telling(str(o.id), o.text) for o in own]
        portrait = portray(tellings, texts, [o.date for o in own], [read(t) for t in texts])
        entries.append(PageEntry(name, found.likeness[name], portrait, texts))
    dates = [o.date for own in told.values() for o in own if o.date]
    try:
        page.write_text(recurrences_html(table.name, found.reports, dates, entries), encoding="utf-8")
    except OSError as error:
        raise NotKeptError(f"{page} cannot be written ({error.strerror}); name another place.") from None
    say(f"The page: {page}")


def _say_found(found: Recurring, output: Path) -> None:
    say(f"{found.reports} reports, {len(found.recurrences)} dreams that come back; written to {output}.")
    for name, members in list(found.recurrences.items())[:_LISTED]:
        say(f"  {name:>5}  told {len(members)} times, probability {found.likeness[name]:.2f}: {_some(members)}")
    if len(found.recurrences) > _LISTED:
        say(f"  ... and {len(found.recurrences) - _LISTED} more.")
    for problem in found.problems[:_LISTED]:
        place = f"row {problem.row}" + (f" (line {problem.line})" if problem.line else "")
        typer.echo(f"Left out, {place}: {problem.reason}", err=True)
    if len(found.problems) > _LISTED:
        typer.echo(f"... and {len(found.problems) - _LISTED} more rows left out.", err=True)


def _some(members: tuple[str | int, ...]) -> str:
    return ", ".join(map(str, members[:5])) + (" ..." if len(members) > 5 else "")


@contextmanager
def _watched(*, quiet: bool) -> Iterator[Callable[[str, float], None]]:
    """Give a function that shows what is being done, on standard error and only where somebody sees it."""
    if quiet or not sys.stderr.isatty():
        yield lambda _, __: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("opening", total=1.0)
        yield lambda what, done: bar.update(task, description=what, completed=done)


def _correct(journal: Journal, pair: tuple[str, str] | None, apart: str | None) -> None:
    from nightglass.journal import join, not_the_same, report  # noqa: PLC0415

    if pair is not None:
        join(journal, report(journal, pair[0]).id, report(journal, pair[1]).id)
    if apart is not None:
        not_the_same(journal, report(journal, apart).id)


def _recognise(journal: Journal, *, quiet: bool) -> None:
    from nightglass.journal import recognise_recurrences  # noqa: PLC0415

    with _watched(quiet=quiet) as watch:
        recognise_recurrences(journal, lambda done: watch("comparing", done))


def _show_all(journal: Journal, *, as_json: bool) -> None:
    from nightglass.journal import recurrences, reports  # noqa: PLC0415

    found = recurrences(journal)
    every = sum(1 for _ in reports(journal))
    if as_json:
        alone = every - sum(len(r.reports) for r in found)
        sys.stdout.buffer.write(msgspec.json.encode({"recurrences": found, "alone": alone}) + b"\n")
        return
    if not found:
        few = "Two reports are needed to compare." if every < 2 else "No two of them tell the same dream."
        say(f"{every} report{'' if every == 1 else 's'}. {few}")
        return
    for one in found:
        say(f"  {_title(one)}")
        say(f"      told {len(one.reports)} times, {spoken_date(one.first)} to {spoken_date(one.last)}")
    alone = every - sum(len(r.reports) for r in found)
    say(f"{alone} of {every} reports stand alone.")
    say("nightglass recur --of NAME shows one; --call names it; --join and --apart correct it.")


def _title(one: Recurrence) -> str:
    return f"{one.name} ({one.id[:8]})" if one.name else one.id[:8]


def _show_one(journal: Journal, name: str, *, show: bool, svg: Path | None, call: str | None, as_json: bool) -> None:
    from nightglass.journal import name_recurrence, portrait_of, recurrence  # noqa: PLC0415

    one = recurrence(journal, name)
    if call is not None:
        name_recurrence(journal, one.id, call.strip() or None)
        one = recurrence(journal, one.id)
    portrait, own = portrait_of(journal, one)
    if as_json:
        document = {"recurrence": one, "portrait": portrait if show else None}
        sys.stdout.buffer.write(msgspec.json.encode(document) + b"\n")
        return
    from rich.console import Console  # noqa: PLC0415

    from nightglass.pictures import recurrence_svg, recurrence_terminal  # noqa: PLC0415

    if svg is not None:
        svg.write_text(recurrence_svg(portrait, _title(one), words=show), encoding="utf-8")
        say(f"Drawn: {svg}{'' if show else ' (without words of the dream; --show writes them too)'}")
        return
    console = Console(highlight=False)
    console.print(recurrence_terminal(portrait, _title(one), words=show, width=console.width))
    say()
    for number, report in enumerate(own, 1):
        say(f"  {number:>3}  {spoken_date(report.night)}, {report.id[:8]}")
    if not show:
        say("Words of the dream are veiled; --show shows them.")
