"""``nightglass import``: nights and reports from elsewhere, shown before they are taken."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from nightglass.cli._journal import make_app, opened, say
from nightglass.journal import JournalError, local_zone, take_in, understand, with_settings
from nightglass.journal.formats import IMPORTERS, Options, recognise

if TYPE_CHECKING:
    from nightglass.journal import Journal, Understood

__all__ = ["app"]

app = make_app()

_SHOWN = 20


@app.command("import")
def take(
    file: Annotated[Path, typer.Argument(help="A file, or a folder of Markdown.")],
    form: Annotated[
        str | None, typer.Option("--format", help=f"One of {', '.join(IMPORTERS)}; else recognised.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what was understood, and write nothing.")] = False,
    column: Annotated[
        list[str] | None,
        typer.Option(help="For tables: what a column is, as text=Entry or date=Day. May be given again."),
    ] = None,
    zone: Annotated[str | None, typer.Option(help="The time zone of times that have none, as Europe/Vienna.")] = None,
    settings: Annotated[
        bool, typer.Option("--settings", help="Take the settings in the file too; only from a file of your own.")
    ] = False,
) -> None:
    """Take nights and reports over. Twice the same file takes nothing twice; all of it is taken, or nothing."""
    form = form or recognise(file)
    if form not in IMPORTERS:
        raise JournalError(f'There is no format "{form}"; choose one of {", ".join(IMPORTERS)}.')
    pairs = dict(pair.split("=", 1) for pair in column or [] if "=" in pair)
    if len(pairs) != len(column or []):
        raise JournalError("Write a column as text=Entry: what it is, and its name in the table.")
    with opened(backs_up=not dry_run) as journal:
        found = _understand(journal, form, file, Options(zone=zone or local_zone(), columns=pairs))
        _preview(form, file, found)
        if settings:
            found = with_settings(found)
        if dry_run:
            say("Nothing was written (--dry-run).")
            return
        take_in(journal, found)
        say("Taken over." if found.nights or found.reports or found.records else "There was nothing new to take over.")
        sys.stdout.flush()
        _read(journal)


def _understand(journal: Journal, form: str, file: Path, options: Options) -> Understood:
    """Look through a file, and show how far it is where it is a large one."""
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(f"Looking through {file.name}", visible=False)

        def told(done: int, whole: int) -> None:
            progress.update(task, completed=done, total=whole, visible=True)

        return understand(journal, IMPORTERS[form].read(file, msgspec.structs.replace(options, progress=told)))


def _read(journal: Journal) -> None:
    """Read what is new; it can be stopped at any time and goes on at the next import."""
    from rich.progress import Progress  # noqa: PLC0415

    from nightglass.journal.readings import read_again  # noqa: PLC0415

    with Progress(transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("Reading the dreams (Ctrl-C stops; nothing is lost)")
        for done, number in read_again(journal):
            progress.update(task, completed=done, total=number)


def _preview(form: str, file: Path, found: Understood) -> None:
    say(f"{file} ({form}): {len(found.reports)} new reports, {len(found.nights)} nights with something new.")
    if found.records:
        say(f"{len(found.records)} corrections, scripts, rehearsals and plans.")
    if found.settings:
        say("It holds settings too; they are taken only with --settings, and only where there are none yet:")
        for one in found.settings:
            say(f"  {str(one.values['name'])[:100]}: {str(one.values['value'])[:200]}")
    if found.known:
        say(f"{found.known} are in the journal already.")
    evenings = sorted([*found.nights, *(r.night for r in found.reports)])
    if evenings:
        say(f"From {evenings[0]} to {evenings[-1]}.")
    if found.left_out:
        say(f"{len(found.left_out)} left out, wholly or in part:")
        for left in found.left_out[:_SHOWN]:
            say(f"  {left.place}: {left.reason}")
        if len(found.left_out) > _SHOWN:
            say(f"  and {len(found.left_out) - _SHOWN} more.")
