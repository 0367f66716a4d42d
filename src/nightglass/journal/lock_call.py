"""Ask every program that has a journal open to lock it: whoever locks it in one place wants it locked."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["LockCall"]

_FILE = "lock-call"


class LockCall:
    """A file in the person's folder that has something else in it after each call.

    Parameters
    ----------
    folder
        The person's folder; where there is none, nobody has its journal open.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE
        self._heard = self._read()

    def call(self) -> None:
        """Ask all others; a folder that cannot be written to is no reason to fail."""
        with suppress(OSError):
            opened = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(opened, "wb") as stream:
                stream.write(secrets.token_hex(8).encode())
        self._heard = self._read()

    def is_new(self) -> bool:
        """Tell whether another has called since this was asked, or called, the last time."""
        found = self._read()
        is_new = found not in {b"", self._heard}  # b"": it is being written, or was never
        if found:
            self._heard = found
        return is_new

    def _read(self) -> bytes:
        try:
            return self._path.read_bytes()
        except OSError:
            return b""
