"""``nightglass open``: the local app, in the browser on this machine."""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from nightglass.cli._journal import make_app, say

if TYPE_CHECKING:
    from nightglass.web import Keeper, Phone

__all__ = ["app"]

app = make_app()


@app.command()
def open_(
    browser: Annotated[
        bool, typer.Option(help="Open the browser; with --no-browser the address is only printed.")
    ] = True,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="By default 8757, or any that is free.")] = None,
    phone: Annotated[
        bool, typer.Option("--phone", help="Let one phone in, on the local network; the page for it does so too.")
    ] = False,
    phone_address: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="This machine's address for the phone, as 192.168.1.20, if it has several."
        ),
    ] = None,
) -> None:
    """Open the app: it answers only on this machine, and ends with Ctrl-C.

    The address that is printed lets one browser in, once, within ten minutes. Where NIGHTGLASS_PASSPHRASE is set, the
    journal is opened with it.
    """
    from nightglass.web import Keeper, refuses_other_users, serve  # noqa: PLC0415 - costs start-up time

    keeper = Keeper()
    given = os.environ.pop("NIGHTGLASS_PASSPHRASE", None)  # the browser is not given it
    if given is not None and keeper.exists:
        _unlock(keeper, given)

    def ready(address: str) -> None:
        say(address)
        say("This address lets one browser in. Ctrl-C here ends Nightglass and locks the journal.")
        if browser:
            from nightglass.cli._browser import show  # noqa: PLC0415 - costs start-up time

            clearing.callback(show(address, refuses_others=refuses_other_users()))

    wanted = phone_address or "" if phone or phone_address is not None else None
    with ExitStack() as clearing:
        serve(keeper, port, ready, wanted, _show_to_phone)
    say("Nightglass has ended, and the journal is locked.")
    _leave()


def _leave() -> None:
    """End the process here where something still works in the background: torn down in the middle it would abort."""
    if any(thread.daemon for thread in threading.enumerate()):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def _unlock(keeper: Keeper, passphrase: str) -> None:
    """Open the journal; after wrong tries wait first, as every command does."""
    from nightglass.web import TooSoonError  # noqa: PLC0415

    try:
        keeper.unlock(passphrase)
    except TooSoonError as early:
        time.sleep(early.seconds)
        keeper.unlock(passphrase)


def _show_to_phone(phone: Phone) -> None:
    """Print what the phone needs: a code for its camera, the address, and the fingerprint to compare."""
    from nightglass.web import code_for_terminal, phrases  # noqa: PLC0415

    assert phone.door is not None
    address, said = phone.new_address(), phrases().phone
    say()
    say(said.printed)
    code = code_for_terminal(address)
    for line in code.splitlines():
        say(f"\x1b[38;5;231;48;5;16m{line}\x1b[0m" if sys.stdout.isatty() else line)
    say(address)
    say(said.printed_fingerprint)
    say(phone.door.secured.fingerprint)
