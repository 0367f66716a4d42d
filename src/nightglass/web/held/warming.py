"""Loads in the background what the next pages need: while somebody types their passphrase, and after that the rest.

Nothing secret is touched. Who opens the journal comes first: then no further piece is begun.
"""

from __future__ import annotations

import time
from importlib import import_module
from typing import TYPE_CHECKING

from nightglass import recurrence
from nightglass.web.worrying import get_ready_to_hear

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["get_ready", "get_ready_for_later"]

_AFTER_THE_PAGE = 0.25  # seconds: the page that asks for the passphrase comes first, with its styles
_OPENING = (
    "argon2.low_level",
    "cryptography.exceptions",
    "cryptography.hazmat.primitives.ciphers.aead",
    "sqlcipher3",
    "sqlalchemy.dialects.sqlite",
)
_FIRST_PAGE = ("tonight.html", "keeping_part.html", "recordings_part.html")
_COUNTING = ("numpy", "scipy.optimize")
_COMPARING = ("portray", "together")


def get_ready(template: Callable[[str], object], stop: Callable[[], bool]) -> None:
    """Load what deriving the key, opening the file and showing the first page take, and then what comes later.

    Parameters
    ----------
    template
        Compiles a template by its name.
    stop
        Tells whether the journal is being opened.
    """
    time.sleep(_AFTER_THE_PAGE)
    for name in _OPENING:
        import_module(name)
    for name in _FIRST_PAGE:
        template(name)
    get_ready_for_later(stop)


def get_ready_for_later(stop: Callable[[], bool] = lambda: False) -> None:
    """Load what lays the tellings of a dream side by side, and what hears wishes to die."""
    for load, names in ((import_module, _COUNTING), (recurrence.__getattr__, _COMPARING)):
        for name in names:
            if stop():
                return
            load(name)
    if not stop():
        get_ready_to_hear()
