"""A place for files that are on their way in or out: the person's own folder, for nobody else, never left behind."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
from typing import TYPE_CHECKING

from nightglass.journal import NotKeptError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["PrivateFolder", "plain_name", "sweep"]

_PASSING = "passing"
_HELD = ".held"
_LONGEST = 60


class PrivateFolder:
    """A new folder beside the journal (mode 0700), held by this process until it is removed.

    What is in it is not encrypted. After a crash nobody holds it any more, and the next start removes it.

    Raises
    ------
    NotKeptError
        When it cannot be made.
    """

    def __init__(self, home: Path) -> None:
        self.path = home / _PASSING / secrets.token_hex(8)
        self._held = -1
        try:
            (home / _PASSING).mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.mkdir(mode=0o700)
            self._held = os.open(self.path / _HELD, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self.remove()
            raise NotKeptError(f"{home} cannot be written to ({error.strerror}); make room and try again.") from None

    def new(self, name: str) -> Path:
        """Make an empty file (mode 0600) and return where it is."""
        path = self.path / plain_name(name)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        return path

    def remove(self) -> None:
        """Remove it with all that is in it; more than once does no harm."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._held >= 0:
            os.close(self._held)
            self._held = -1


def plain_name(name: str) -> str:
    """Return the name of a file as it can lie in a folder of ours: no way out of it, nothing hidden, not too long.

    Its ending stays, and so does a date in it, because some formats are known by them.
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = re.sub(r"[^\w .()-]", "_", last).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        stem, ending = plain, ""
    return f"{stem[: _LONGEST - 12]}{dot}{ending[:10]}" if plain else "file"


def sweep(home: Path) -> None:
    """Remove what an interrupted start left behind; what another Nightglass has in work is held by it, and stays."""
    for folder in (home / _PASSING).glob("*"):
        try:
            held = os.open(folder / _HELD, os.O_WRONLY)
        except OSError:
            held = -1
        try:
            if held >= 0:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            continue
        finally:
            if held >= 0:
                os.close(held)
        shutil.rmtree(folder, ignore_errors=True)
