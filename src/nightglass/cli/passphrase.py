"""``nightglass passphrase``: change it, or let the system's keyring remember it."""

from __future__ import annotations

from typing import Annotated

import typer

from nightglass.cli._journal import ask_new_passphrase, ask_passphrase, make_app, say
from nightglass.journal import home, open_journal, set_passphrase
from nightglass.journal.remembering import forget, remember

__all__ = ["app"]

app = make_app()


@app.command()
def passphrase(
    keep: Annotated[
        bool, typer.Option("--remember", help="Only let this system's keyring remember the passphrase.")
    ] = False,
) -> None:
    """Change the passphrase. Scripts give the new one as NIGHTGLASS_NEW_PASSPHRASE."""
    present = ask_passphrase("The present passphrase, or the recovery key: ")
    journal = open_journal(present)
    try:
        if keep:
            remember(home(), present)
            say("This system's keyring remembers the passphrase now; nightglass lock ends that.")
            return
        set_passphrase(journal, ask_new_passphrase("NIGHTGLASS_NEW_PASSPHRASE"))
        forget(home())
        say("The passphrase is changed. The recovery key still holds; backups made before keep their old passphrase.")
    finally:
        journal.close()
