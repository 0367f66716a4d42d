"""``nightglass restore``: the way back, one step at a time."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import Annotated

import typer

from nightglass.cli._journal import ask_passphrase, make_app, say
from nightglass.journal import home, list_backups, restore

__all__ = ["app"]

app = make_app()


@app.command("restore")
def bring_back(
    file: Annotated[
        Path | None, typer.Argument(help="The backup; without it, those beside the journal are shown.")
    ] = None,
) -> None:
    """Bring a backup back. The journal that is there now is kept beside it, whatever state it is in."""
    folder = home()
    if file is None:
        file = _choose(folder)
    if file is None:
        return
    kept = restore(file, ask_passphrase("The passphrase of the day it was made, or the recovery key: "), folder)
    say(f"The journal of {file.name} is back, every page verified.")
    if kept is not None:
        say(f"What was there before is kept in {kept}.")


def _choose(folder: Path) -> Path | None:
    backups = list_backups(folder)
    if not backups:
        say(f"There are no backups in {folder / 'backups'}. If you have one elsewhere: nightglass restore FILE")
        return None
    say("These backups lie beside the journal, newest first:\n")
    for k, backup in enumerate(backups, start=1):
        kind = "automatic" if backup.automatic else "yours"
        say(f"  {k:>2}  {backup.made.astimezone():%Y-%m-%d %H:%M}  {backup.size / 1e6:6.1f} MB  {kind}")
    say()
    if not sys.stdin.isatty():
        say(f"nightglass restore {backups[0].path} brings the newest back.")
        return None
    answer = typer.prompt("Which one? Its number, or Enter for none", default="", show_default=False)
    if not answer.isdigit() or not 1 <= int(answer) <= len(backups):
        say("Nothing was changed.")
        return None
    from pathlib import Path as AnyPath  # noqa: PLC0415

    return AnyPath(backups[int(answer) - 1].path)
