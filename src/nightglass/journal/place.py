"""Where a journal lies on the disk, and files that only their owner can read."""

from __future__ import annotations

import os
import secrets
import shutil
import time
from pathlib import Path

from nightglass.journal.errors import NotKeptError

__all__ = ["JOURNAL", "KEYS", "KEYS_COPY", "Place", "home", "make_private_folder", "put_whole", "sync_folder"]

JOURNAL = "journal.db"
KEYS = "keys.json"
KEYS_COPY = "keys-copy.json"
_HOUR = 3600


class Place:
    """A person's folder and what lies in it.

    ``journal/`` holds the encrypted file and its sealed keys, ``backups/`` whole copies of both, ``restored/`` a backup
    on its way back, and ``kept-DATE/`` journals that made room for one.
    """

    def __init__(self, folder: Path | str | None = None) -> None:
        self.folder = home(folder)
        self.journal = self.folder / "journal"
        self.backups = self.folder / "backups"
        self.restored = self.folder / "restored"

    def finish_restoring(self) -> None:
        """Put a restored journal in its place where an interruption came between making room and moving in."""
        if self.restored.exists() and not self.journal.exists() and (self.restored / KEYS).exists():
            self.restored.rename(self.journal)
            sync_folder(self.folder)

    def sweep(self) -> None:
        """Remove what interrupted work left behind more than an hour ago; younger things may still be in work."""
        patterns = ("journal/*.new*", "backups/*.new*", "trial-*")
        for path in (p for pattern in patterns for p in self.folder.glob(pattern)):
            try:
                if time.time() - path.stat().st_mtime > _HOUR:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
            except OSError:
                continue  # it is in nobody's way


def home(place: str | Path | None = None) -> Path:
    """Return the folder of the journal: as given, or ``NIGHTGLASS_HOME``, or the usual one for data."""
    if place is not None:
        return Path(place).expanduser()
    named = os.environ.get("NIGHTGLASS_HOME")
    if named:
        return Path(named).expanduser()
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "nightglass"


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter (mode 0700); one that is there already is made so.

    Raises
    ------
    NotKeptError
        When it cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise NotKeptError(
            f"The folder {folder} cannot be used ({error.strerror}); name another one with NIGHTGLASS_HOME."
        ) from None


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put_whole(path: Path, data: bytes) -> None:
    """Write a file (mode 0600) so that after any interruption it is the old one or the new one, and whole.

    Raises
    ------
    NotKeptError
        When it cannot be written; what was there before is untouched.
    """
    new = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            new.replace(path)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise NotKeptError(
            f"{path} could not be written ({error.strerror}); what was there before is untouched. "
            "Make room or choose another folder, and try again."
        ) from None
