"""``nightglass export``: everything, in a format that others read."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import Annotated

import typer

from nightglass.cli._journal import make_app, opened, say
from nightglass.journal import JournalError, give_out
from nightglass.journal.formats import EXPORTERS

__all__ = ["app"]

app = make_app()


@app.command("export")
def give(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="OUT", help="The file, or folder for markdown.")],
    form: Annotated[str, typer.Option("--format", help="jsonl (everything), csv, markdown or parquet.")] = "jsonl",
    force: Annotated[bool, typer.Option("--force", help="Overwrite OUT.")] = False,
) -> None:
    """Write the journal out. What is written is no longer encrypted: keep it where nobody else looks."""
    if form not in EXPORTERS:
        raise JournalError(f'There is no format "{form}"; choose one of {", ".join(EXPORTERS)}.')
    if output.exists() and not force:
        raise JournalError(f"{output} is there already and was left as it is; name another, or use --force.")
    with opened() as journal:
        EXPORTERS[form].write(give_out(journal, everything=form == "jsonl"), output)
    say(f"{output} is written. It is not encrypted: whoever can open it can read it.")
