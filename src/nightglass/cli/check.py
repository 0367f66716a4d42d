"""``nightglass check``: look the journal over, and say in words what was found."""

from __future__ import annotations

import typer

from nightglass.cli._journal import make_app, opened, say
from nightglass.journal import check_journal

__all__ = ["app"]

app = make_app()


@app.command()
def check() -> None:
    """Verify every page of the journal, its keys and its backups; exit 0 where all is well, else 1."""
    with opened() as journal:
        found = check_journal(journal)
    for line in found.good:
        say(f"Well: {line}")
    for line in found.wrong:
        say(f"To see to: {line}")
    if found.wrong:
        raise typer.Exit(1)
