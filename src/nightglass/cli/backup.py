"""``nightglass backup``: one encrypted, verified file."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import Annotated

import typer

from nightglass.cli._journal import ask_passphrase, make_app, opened, say
from nightglass.journal import back_up, home, verify_backup

__all__ = ["app"]

app = make_app()


@app.command()
def backup(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where; a stick or another disk is best.")
    ] = None,
    verify: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Verify a backup, from the first page to the last.")
    ] = None,
) -> None:
    """Write one encrypted file that holds the whole journal, and verify it. The journal may be in use meanwhile."""
    if verify is not None:
        verify_backup(verify, ask_passphrase("The passphrase of the day it was made, or the recovery key: "), home())
        say(f"{verify} is whole and can be restored with this passphrase.")
        return
    with opened() as journal:
        target = back_up(journal, output)
    say(f"The backup {target} is written and verified. nightglass restore brings it back.")
