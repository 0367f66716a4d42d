"""``nightglass open``: the local app, in the browser on this machine."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from nightglass.cli._journal import make_app, say

__all__ = ["app"]

app = make_app()


@app.command()
def open_(
    browser: Annotated[
        bool, typer.Option(help="Open the browser; with --no-browser the address is only printed.")
    ] = True,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="By default 8757, or any that is free.")] = None,
) -> None:
    """Open the app: it answers only on this machine, and ends with Ctrl-C.

    The address holds a token that works once. Where NIGHTGLASS_PASSPHRASE is set, the journal is opened with it.
    """
    from nightglass.web import Keeper, serve  # noqa: PLC0415 - costs start-up time

    keeper = Keeper()
    given = os.environ.get("NIGHTGLASS_PASSPHRASE")
    if given is not None and keeper.exists:
        keeper.unlock(given)

    def ready(address: str) -> None:
        say(address)
        say("This address works once. Ctrl-C here ends Nightglass and locks the journal.")
        if browser:
            import webbrowser  # noqa: PLC0415

            webbrowser.open(address)

    serve(keeper, port, ready)
