"""Loads in the background, while somebody types their passphrase, what opening the journal and the first page need."""

from __future__ import annotations

import time
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["get_ready"]

_AFTER_THE_PAGE = 0.25  # seconds: the page that asks for the passphrase comes first, with its styles
_OPENING = (
    "argon2.low_level",
    "cryptography.exceptions",
    "cryptography.hazmat.primitives.ciphers.aead",
    "sqlcipher3",
    "sqlalchemy.dialects.sqlite",
)
_FIRST_PAGE = ("tonight.html", "keeping_part.html", "recordings_part.html")


def get_ready(template: Callable[[str], object]) -> None:
    """Load what deriving the key, opening the file and showing the first page take; nothing secret is touched.

    Parameters
    ----------
    template
        Compiles a template by its name.
    """
    time.sleep(_AFTER_THE_PAGE)
    for name in _OPENING:
        import_module(name)
    for name in _FIRST_PAGE:
        template(name)
