"""Show the way in to the browser on this machine, and to nobody else."""

from __future__ import annotations

import html
import os
import shutil
import tempfile
import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["show", "show_by_file"]

_LONG_ENOUGH = 120.0  # seconds in which a browser has read the file


def show(address: str, refuses_others: bool) -> Callable[[], None]:
    """Open an address in the browser, and return what clears away after it.

    What a program was started with can be read by every user of most systems, and the address has a token in it. Where
    the app cannot tell who asks for it, the browser is given a file to open instead that only the person can read.
    (Everywhere it is not: a browser that is kept in a box of its own, as Ubuntu does, may not read such a file.)

    Parameters
    ----------
    address
        The way in.
    refuses_others
        Whether the app answers nobody else on this machine.
    """
    if not refuses_others:
        return show_by_file(address)
    webbrowser.open(address)
    return lambda: None


def show_by_file(address: str) -> Callable[[], None]:
    """Open a private file that leads to the address; it is removed by itself, or by what is returned."""
    folder = tempfile.mkdtemp(prefix="nightglass-")  # 0700
    place = html.escape(address, quote=True)
    file = Path(folder) / "open.html"
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        stream.write(
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Nightglass</title>'
            f'<meta http-equiv="refresh" content="0;url={place}"><p><a href="{place}">Nightglass</a></p></html>\n'
        )

    def clear() -> None:
        shutil.rmtree(folder, ignore_errors=True)

    clearing = threading.Timer(_LONG_ENOUGH, clear)
    clearing.daemon = True
    clearing.start()
    webbrowser.open(file.as_uri())
    return clear
